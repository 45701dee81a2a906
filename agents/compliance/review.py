"""Review by our own policies and the brand's words, and one outcome from all reviewers."""

from datetime import date
from typing import NotRequired, TypedDict

from langgraph.runtime import Runtime

from agents.compliance.association import measured_proxies
from agents.compliance.brand import off_brand
from agents.compliance.subject import Reads, content_of, subject_of
from batuta.compliance import Finding, Review, Waiver, Waivers, verdict_of
from batuta.deps import Deps
from batuta.digest import Digest, digest
from batuta.unwritten import is_unwritten, open_point


class Internal(TypedDict):
    internal: Digest


class Merges(TypedDict):
    internal: Digest
    external: Digest
    suspected: NotRequired[Digest]
    waivers: NotRequired[Digest]


class Writes(TypedDict):
    review: Digest


async def review_internal(state: Reads, runtime: Runtime[Deps]) -> Internal:
    """Apply every policy pack in force, what the data tell of the audience, the brand's words; name the unwritten."""
    deps = runtime.context
    subject, locale = await subject_of(state, deps)
    review = deps.policies.review(subject, locale)
    measured: tuple[Finding, ...] = ()
    if subject.audience is not None:
        measured = await measured_proxies(subject.audience, subject.product, deps, locale)
    missing = [open_point(item, locale) for item in await content_of(state, deps) if is_unwritten(item)]
    findings = (*review.findings, *measured, *off_brand(subject.items, deps.library, locale), *missing)
    found = review.model_copy(update={"findings": findings, "verdict": verdict_of(findings), "of": digest(subject)})
    return {"internal": await deps.artefacts.put(found)}


async def merge(state: Merges, runtime: Runtime[Deps]) -> Writes:
    """One review of all findings, less what a person let pass where the rule allows it."""
    deps = runtime.context
    internal = await deps.artefacts.get(state["internal"], Review)
    external = await deps.artefacts.get(state["external"], Review)
    granted = (await deps.artefacts.get(state["waivers"], Waivers)).granted if "waivers" in state else ()
    suspected = await deps.artefacts.get(state["suspected"], Review) if "suspected" in state else None
    settled = (*internal.findings, *external.findings)
    findings = (*settled, *_unseen(suspected.findings if suspected else (), settled))
    waived = standing(granted, findings, deps.today)
    review = Review(
        verdict=verdict_of(findings, waived),
        findings=findings,
        waived=waived,
        packs=(*internal.packs, *external.packs),
        of=internal.of,
    )
    return {"review": await deps.artefacts.put(review)}


def _unseen(suspected: tuple[Finding, ...], settled: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Suspicions on what no rule speaks of yet, and never more than a warning, whoever handed them in."""
    spoken = {(finding.topic, finding.item) for finding in settled}
    return tuple(
        finding.model_copy(update={"severity": "warn"})
        for finding in suspected
        if (finding.topic, finding.item) not in spoken
    )


def standing(granted: tuple[Waiver, ...], findings: tuple[Finding, ...], today: date) -> tuple[Waiver, ...]:
    """The waivers that count today: not expired, with a reason, for findings that may be let pass and were looked at.

    A rule that nobody may waive is not waived by asking, and words that came later were never let pass.
    """
    waivable = {(finding.rule_id, finding.item) for finding in findings if finding.waivable_by}
    closed = {(finding.rule_id, finding.item) for finding in findings if not finding.waivable_by}
    return tuple(
        waiver
        for waiver in granted
        if (waiver.rule_id, waiver.item) in waivable - closed
        and waiver.reason.strip()
        and (waiver.until is None or today <= waiver.until)
        and _covers(waiver, findings)
    )


def _covers(waiver: Waiver, findings: tuple[Finding, ...]) -> bool:
    """Whether all that its rule finds now in its message is what was let pass then."""
    quotes = {f.quote for f in findings if (f.rule_id, f.item) == (waiver.rule_id, waiver.item)}
    return not waiver.quotes or quotes <= set(waiver.quotes)
