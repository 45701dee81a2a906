"""A conversation as lines: what was said, and the campaign's milestones between."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, get_args

from app.company import Company
from app.web.words import Words
from batuta.approval import Gate
from batuta.audience import FrozenAudience, Targeting
from batuta.brief import Brief, Omission, is_notice
from batuta.campaign import CampaignStatus
from batuta.catalogue import Catalogue
from batuta.compliance import Review
from batuta.content import DiscoveryReceipt
from batuta.explain import explain_criterion
from batuta.gate_titles import gate_title
from batuta.publishing import Plan, Receipts, Verification
from tools.records.conversations import Conversation
from tools.records.feed import FeedEntry

PAGE = 500
_HEADING = re.compile(r"^#{1,6}\s+")


class LineView(NamedTuple):
    id: int
    kind: str
    """`person`, `batuta`, `milestone`, `gate` or `error`."""
    text: str
    at: datetime
    by: str = ""
    cards: tuple[dict[str, object], ...] = ()
    part: str = ""
    """The part of the campaign that a milestone leads to."""
    file: str = ""
    gate: str = ""
    bad: bool = False
    """A milestone that did not go well."""
    asked: tuple[str, ...] = ()
    """The questions of a gate, which can be answered right here."""


class Transcript(NamedTuple):
    lines: tuple[LineView, ...]
    last: int
    moved: bool
    """Something of it was told of the campaign, not only said."""


async def transcript(company: Company, talk: Conversation, t: Words, *, after: int = 0) -> Transcript:
    lines: list[LineView] = []
    moved = False
    while True:
        entries = await company.feed.since(after, conversation_id=talk.id, campaign_id=talk.campaign_id, limit=PAGE)
        for entry in entries:
            after = entry.id
            moved = moved or entry.of_campaign
            line = await _line(company, entry, t)
            if line is not None:
                lines.append(line)
        if len(entries) < PAGE:
            return Transcript(without_repeats(lines), after, moved)


def without_repeats(lines: Iterable[LineView]) -> tuple[LineView, ...]:
    """A milestone that was reached again at once, such as a review of what a remedy did not mend, is told once."""
    kept: list[LineView] = []
    for line in lines:
        again = line.kind == "milestone" and bool(kept) and (kept[-1].kind, kept[-1].text) == (line.kind, line.text)
        if not again:
            kept.append(line)
    return tuple(kept)


async def _line(company: Company, entry: FeedEntry, t: Words) -> LineView | None:
    data = entry.data
    match entry.type:
        case "message":
            by = str(data.get("by", ""))
            cards = data.get("cards")
            return LineView(
                id=entry.id,
                kind="batuta" if by == "batuta" else "person",
                text=unmarked(str(data.get("text", ""))) if data.get("file") else str(data.get("text", "")),
                at=entry.at,
                by=by,
                cards=tuple(card for card in cards if isinstance(card, dict)) if isinstance(cards, list) else (),
                file=str(data.get("file", "")),
            )
        case "error":
            return LineView(entry.id, "error", str(data.get("text", "")), entry.at)
        case "gate":
            gate = Gate.model_validate({name: value for name, value in data.items() if name in Gate.model_fields})
            title = t.of(gate_title(gate.kind, gate.shown, gate.allowed))
            asked = asked_in_words(gate.shown, company.workspace.catalogue, t)
            return LineView(entry.id, "gate", title, entry.at, part="gate", gate=gate.id, asked=asked)
        case "done" if entry.of_campaign:
            return _ended(entry, t)
        case "artifact":
            told = await _milestone(company, str(data.get("name", "")), data.get("versions"), t)
            return LineView(entry.id, "milestone", told.text, entry.at, part=told.part, bad=told.bad) if told else None
        case _:
            return None


def unmarked(text: str) -> str:
    """A document as people read it: headings and the rows of tables without their marks.

    >>> unmarked("# Fibra\\n| Oferta | 600 Mb |\\n|---|---|\\nGracias")
    'Fibra\\nOferta: 600 Mb\\nGracias'
    """
    lines = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.lstrip().startswith("|") else []
        if cells and not "".join(cells).strip("-: "):
            continue
        told = ": ".join((cells[0], " · ".join(filter(None, cells[1:])))) if len(cells) > 1 else line
        lines.append(_HEADING.sub("", told))
    return "\n".join(lines)


def asked_in_words(shown: Mapping[str, object], catalogue: Catalogue, t: Words) -> tuple[str, ...]:
    """What a gate asks, one line each; what is behind it stands on its card."""
    questions, omissions = shown.get("questions"), shown.get("omissions")
    return (
        *(str(one.get("text", "")) for one in _questions(questions)),
        *(_lacks(one, catalogue, t) for one in _listed(omissions)),
    )


def _questions(shown: object) -> tuple[Mapping[str, object], ...]:
    """Without notices, unless there is nothing else."""
    listed = _listed(shown)
    return tuple(one for one in listed if not is_notice(one)) or listed


def _lacks(shown: Mapping[str, object], catalogue: Catalogue, t: Words) -> str:
    """An attribute that the catalogue has no more keeps the words it was asked with."""
    omission = Omission.model_validate({name: value for name, value in shown.items() if name in Omission.model_fields})
    known = omission.criterion.attribute in catalogue
    what = explain_criterion(omission.criterion, catalogue, t.language) if known else str(shown.get("words", ""))
    return t(
        f"{what}. {omission.support} of {omission.of} comparable campaigns asked for it; this one doesn’t.",
        f"{what}. Lo pedían {omission.support} de {omission.of} campañas comparables; esta, no.",
    )


def _listed(shown: object) -> tuple[Mapping[str, object], ...]:
    return tuple(one for one in shown if isinstance(one, dict)) if isinstance(shown, list) else ()


def _ended(entry: FeedEntry, t: Words) -> LineView:
    status = str(entry.data.get("status", ""))
    told = t.status(status) if status in get_args(CampaignStatus) else status  # type: ignore[arg-type]
    bad = status in ("stopped", "rejected", "failed", "needs_attention", "cancelled")
    return LineView(entry.id, "milestone", f"{told}.", entry.at, part="report", bad=bad)


class _Milestone(NamedTuple):
    """One line about something that has been brought forth, and the part of the page that shows it."""

    text: str
    part: str
    bad: bool = False


async def _milestone(company: Company, name: str, versions: object, t: Words) -> _Milestone | None:
    if not isinstance(versions, list) or not versions:
        return None
    digest, get = str(versions[0]), company.artefacts.get
    match name:
        case "brief":
            await get(digest, Brief)
            return _Milestone(t("I have read the brief.", "He leído el brief."), "brief")
        case "targeting":
            targeting = await get(digest, Targeting)
            reach, contactable = t.number(targeting.reach.count), t.number(targeting.contactable)
            return _Milestone(
                t(
                    f"Audience counted: {reach} eligible, {contactable} contactable.",
                    f"Público contado: {reach} elegibles, {contactable} impactables.",
                ),
                "audience",
            )
        case "discovery":
            found = await get(digest, DiscoveryReceipt)
            return _Milestone(
                t(
                    f"Content: {found.reused} found, {found.pending} pending, {len(found.missing)} to write.",
                    f"Contenido que ya existe: {found.reused}; pendiente: {found.pending}; "
                    f"por redactar: {len(found.missing)}.",
                ),
                "content",
            )
        case "review":
            review = await get(digest, Review)
            return _Milestone(_reviewed(review, t), "review", review.verdict == "blocked")
        case "frozen":
            frozen = await get(digest, FrozenAudience)
            treated, control = t.number(frozen.treated), t.number(frozen.control)
            return _Milestone(
                t(
                    f"List fixed: {treated} people, and {control} as a control group.",
                    f"Lista fijada: {treated} personas y {control} de grupo de control.",
                ),
                "audience",
            )
        case "plan":
            plan = await get(digest, Plan)
            cost = t.money(plan.forecast.cost)
            return _Milestone(
                t(
                    f"Plan ready: {len(plan.steps)} steps, at a cost of {cost}.",
                    f"Plan listo: {len(plan.steps)} pasos, con un coste de {cost}.",
                ),
                "plan",
            )
        case "receipts":
            done = await get(digest, Receipts)
            failed = sum(receipt.state == "failed" for receipt in done.receipts)
            if failed:
                told = t.count(failed, ("step failed", "steps failed"), ("paso ha fallado", "pasos han fallado"))
                return _Milestone(f"{told}.", "plan", bad=True)
            return _Milestone(t("The plan has been carried out.", "El plan se ha ejecutado."), "plan")
        case "verification":
            verified = await get(digest, Verification)
            if verified.ok:
                return _Milestone(
                    t("What is live is what was approved.", "Lo publicado es lo aprobado."), "verification"
                )
            count = len(verified.differences)
            told = t(f"Mismatches with what was approved: {count}.", f"Diferencias con lo aprobado: {count}.")
            return _Milestone(told, "verification", bad=True)
    return None


def _reviewed(review: Review, t: Words) -> str:
    blocks = sum(finding.severity == "block" for finding in review.findings)
    warnings = sum(finding.severity == "warn" for finding in review.findings)
    if review.verdict == "blocked":
        told = t.count(blocks, ("point blocks it", "points block it"), ("punto la bloquea", "puntos la bloquean"))
        return t(f"Review: {told}.", f"Revisión: {told}.")
    if review.verdict == "needs_review":
        told = t.count(warnings, ("point to look at", "points to look at"), ("punto que mirar", "puntos que mirar"))
        return t(f"Review: {told}.", f"Revisión: {told}.")
    if review.waived:
        let_pass = t.number(len(review.waived))
        return t(
            f"Review: nothing else to object; let pass by a person: {let_pass}.",
            f"Revisión: sin más objeciones; dejados pasar por una persona: {let_pass}.",
        )
    return t("Review: nothing to object.", "Revisión: sin objeciones.")
