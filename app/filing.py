"""What can be filed of a campaign: its verdict with the evidence, and its line in the register."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from app.company import Company
from batuta.audience import FrozenAudience, Targeting
from batuta.brief import Brief
from batuta.campaign import CampaignRow, Passed
from batuta.compliance import Review, Subject
from batuta.errors import BadInput, NotFound
from batuta.explain import explain
from batuta.filing import CampaignRecord, VerdictFile, filed_pieces, filed_rules, unknown_packs
from batuta.text import Text
from tools.policies.book import PolicyBook, open_policies
from tools.rendering.verdict_html import verdict_html
from tools.rendering.verdict_pdf import verdict_pdf

LAUNCHED = frozenset({"published", "executing", "stopped", "needs_attention", "failed", "paused"})
"""Campaigns of which something may have gone out."""
_TAE = Text(
    en="Actuarial formula of Ley 16/2011, annex I; amount, fees and instalments of the representative example.",
    es="Fórmula actuarial del anexo I de la Ley 16/2011, con el importe, las comisiones y las cuotas del ejemplo"
    " representativo.",
)
_COST_PACKS = ("credit", "savings-and-investments")


def book_of(company: Company) -> PolicyBook:
    return open_policies(company.places.policies)


async def verdict_of_campaign(company: Company, campaign_id: str) -> VerdictFile:
    """Raises: NotFound, where the campaign has not come to its review."""
    row = await company.campaigns.get(campaign_id)
    state = await company.campaigns.state(campaign_id)
    if "review" not in state:
        raise NotFound(
            Text(
                en=f"The campaign {campaign_id} has not been reviewed yet.",
                es=f"La campaña {campaign_id} aún no se ha revisado.",
            ),
            remedy=Text(
                en="`batuta campaign show` tells what it waits for.", es="`batuta campaign show` dice a qué espera."
            ),
            subject=campaign_id,
        )
    review = await company.artefacts.get(str(state["review"]), Review)
    reviewed = await _when(company, campaign_id, "review") or row.updated_at
    places = company.workspace.jurisdictions
    book = book_of(company)
    return VerdictFile(
        subject=f"{row.name} ({row.id})",
        company=company.workspace.name,
        made_at=company.deps.clock.now(),
        reviewed_on=reviewed.date(),
        jurisdictions=places,
        verdict=review.verdict,
        pieces=filed_pieces(tuple([item for _, item in await company.messages(state)])),
        rules=filed_rules(review, book.packs, places),
        unknown_packs=unknown_packs(review, book.packs),
        findings=review.findings,
        waived=review.waived,
        policies_version=book.version,
        review_digest=str(state["review"]),
    )


def verdict_of_text(
    subject: Subject, review: Review, book: PolicyBook, now: datetime, company: str, name: str
) -> VerdictFile:
    """The verdict on a text that belongs to no campaign. name: what it is called, its file's name."""
    return VerdictFile(
        subject=name,
        company=company,
        made_at=now,
        reviewed_on=subject.today,
        jurisdictions=subject.jurisdictions,
        verdict=review.verdict,
        pieces=filed_pieces(subject.items),
        rules=filed_rules(review, book.packs, subject.jurisdictions),
        unknown_packs=unknown_packs(review, book.packs),
        findings=review.findings,
        waived=review.waived,
        policies_version=book.version,
    )


async def register_of(
    company: Company, *, year: int | None = None, locale: str | None = None
) -> tuple[CampaignRecord, ...]:
    """The campaigns that were launched, a calendar year each, numbered in the order they began."""
    rows = [row for row in await company.campaigns.list(limit=100_000) if row.status in LAUNCHED]
    numbers: dict[int, int] = {}
    records: list[CampaignRecord] = []
    for row in sorted(rows, key=lambda row: (row.created_at, row.id)):
        begun = row.created_at.year
        numbers[begun] = numbers.get(begun, 0) + 1
        if year in (None, begun):
            records.append(await _record(company, row, begun, numbers[begun], locale))
    return tuple(records)


def write_verdict(file: VerdictFile, path: Path, locale: str | None) -> None:
    """As HTML or PDF, by the name's ending. Raises: BadInput."""
    match path.suffix.lower():
        case ".html" | ".htm":
            body = verdict_html(file, locale).encode()
        case ".pdf":
            body = verdict_pdf(file, locale)
        case _:
            raise BadInput(
                Text(en=f"{path.name} is neither .html nor .pdf.", es=f"{path.name} no es .html ni .pdf."),
                remedy=Text(en="End the name with one of them.", es="Termina el nombre con una de las dos."),
                subject=path.name,
            )
    try:
        path.write_bytes(body)
    except OSError as failed:
        raise BadInput(
            Text(
                en=f"{path} cannot be written ({failed.strerror}).",
                es=f"No se puede escribir {path} ({failed.strerror}).",
            ),
            subject=str(path),
        ) from failed


async def _record(company: Company, row: CampaignRow, year: int, number: int, locale: str | None) -> CampaignRecord:
    state = await company.campaigns.state(row.id)
    brief = await company.artefacts.get(str(state["brief"]), Brief) if "brief" in state else None
    targeting = await company.artefacts.get(str(state["targeting"]), Targeting) if "targeting" in state else None
    frozen = await company.artefacts.get(str(state["frozen"]), FrozenAudience) if "frozen" in state else None
    review = await company.artefacts.get(str(state["review"]), Review) if "review" in state else None
    items = tuple([item for _, item in await company.messages(state)])
    passed = await company.gates.passed(row.id)
    window = brief.window if brief else None
    cost_checked = review is not None and any(name.split("@")[0] in _COST_PACKS for name in review.packs)
    return CampaignRecord(
        year=year,
        number=number,
        name=row.name,
        campaign_id=row.id,
        status=row.status,
        starts=window.start if window and window.start else row.created_at.date(),
        ends=_end(row, window.end if window else None),
        territory=company.workspace.jurisdictions,
        audience=explain(targeting.audience, company.workspace.catalogue, locale) if targeting else "",
        people=frozen.treated if frozen else None,
        media=tuple(dict.fromkeys(item.channel for item in items)),
        pieces=filed_pieces(items),
        reviewed_at=await _when(company, row.id, "review"),
        reviewed_by=("batuta", *_by(passed, "resolve")),
        verdict=review.verdict if review else None,
        packs=review.packs if review else (),
        cost_checked=cost_checked,
        tae_criteria=_TAE.in_(locale) if cost_checked else "",
        waived=review.waived if review else (),
        approved_by=_by(passed, "approve"),
        content_digests=tuple(piece.digest for piece in filed_pieces(items)),
        review_digest=str(state.get("review", "")),
    )


def _end(row: CampaignRow, planned: date | None) -> date | None:
    return row.updated_at.date() if row.status == "stopped" else planned


def _by(passed: Sequence[Passed], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(gate.by for gate in passed if gate.kind == kind and not gate.repair))


async def _when(company: Company, campaign_id: str, node: str) -> datetime | None:
    """When a step ran last."""
    events = await company.audit.events(campaign_id=campaign_id, limit=100_000)
    return next((event.at for event in reversed(events) if event.kind == "step.done" and event.subject == node), None)
