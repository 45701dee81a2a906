"""Whom a channel may address at all: consent, objections, suppression, in the words of the catalogue.

    needs consent (e-mail, SMS, push, call)   proof of it, and no objection
      with the soft opt-in                    no objection; a customer without any record may be addressed
    other channels                            everybody but those who objected

A channel that needs consent, and whose catalogue cannot show any, reaches nobody: absent proof is no proof.
Sources: Ley 34/2002 (LSSI) art. 21.1 and 21.2; RGPD art. 6, 7 and 21.
"""

from batuta.audience import Audience, Criterion
from batuta.catalogue import Attribute, Catalogue
from batuta.contact import CONSENT_NEEDED, ContactPolicy


def permission(channel: str, catalogue: Catalogue, policy: ContactPolicy) -> Audience | None:
    """The people a channel may address, as an audience; None where it may address nobody."""
    consent, objection = catalogue.consent_for(channel), catalogue.opt_out_of(channel)
    objected = _is(objection, True)
    if channel not in CONSENT_NEEDED or policy.soft_opt_in:
        if channel in CONSENT_NEEDED and consent is None and objection is None:
            return None
        # Where objections have a record of their own, a consent that was not given is no objection.
        refused = _is(consent, False) if objection is None else ()
        return Audience(exclude=(*objected, *refused))
    if consent is not None:
        return Audience(all=_is(consent, True), exclude=objected)
    return Audience(all=_is(objection, False)) if objection is not None else None


def suppressed(policy: ContactPolicy) -> Audience:
    """Everybody but those the company never contacts."""
    return Audience(exclude=policy.suppress)


def _is(attribute: Attribute | None, value: bool) -> tuple[Criterion, ...]:
    return () if attribute is None else (Criterion(attribute=attribute.name, operator="==", value=value),)
