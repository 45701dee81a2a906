"""Whom a channel may address, by what the catalogue can show."""

import pytest

from batuta.audience import Audience
from batuta.catalogue import Attribute, Catalogue
from batuta.consent import permission, suppressed
from batuta.contact import ContactPolicy

STRICT, SOFT = ContactPolicy(), ContactPolicy(soft_opt_in=True)


def catalogue(*names: str) -> Catalogue:
    return Catalogue(attributes=tuple(Attribute.model_validate({"name": name, "type": "boolean"}) for name in names))


def said(audience: Audience | None) -> tuple[list[str], list[str]] | None:
    if audience is None:
        return None
    spelt = [[f"{c.attribute}={c.value}" for c in items] for items in (audience.all, audience.exclude)]  # type: ignore[union-attr]
    return spelt[0], spelt[1]


@pytest.mark.parametrize(
    ("channel", "names", "policy", "expected"),
    [
        ("email", (), STRICT, None),
        ("email", (), SOFT, None),
        ("email", ("consent_email",), STRICT, (["consent_email=True"], [])),
        ("email", ("consent_email",), SOFT, ([], ["consent_email=False"])),
        ("email", ("opted_out_email",), STRICT, (["opted_out_email=False"], [])),
        ("email", ("opted_out_email",), SOFT, ([], ["opted_out_email=True"])),
        ("sms", ("consent_sms", "opted_out_sms"), STRICT, (["consent_sms=True"], ["opted_out_sms=True"])),
        ("sms", ("consent_sms", "opted_out_sms"), SOFT, ([], ["opted_out_sms=True"])),
        ("call", ("consent_email",), STRICT, None),
        ("letter", (), STRICT, ([], [])),
        ("letter", ("opted_out_letter",), STRICT, ([], ["opted_out_letter=True"])),
        ("web", ("consent_web",), STRICT, ([], ["consent_web=False"])),
    ],
)
def test_absent_proof_is_no_proof(
    channel: str, names: tuple[str, ...], policy: ContactPolicy, expected: tuple[list[str], list[str]] | None
) -> None:
    assert said(permission(channel, catalogue(*names), policy)) == expected


def test_a_renamed_attribute_is_proof_when_the_catalogue_says_so() -> None:
    renamed = Catalogue(attributes=(Attribute(name="acepta_correo", type="boolean", consent="email"),))
    assert said(permission("email", renamed, STRICT)) == (["acepta_correo=True"], [])


def test_nobody_is_suppressed_without_a_rule() -> None:
    assert suppressed(STRICT).empty
