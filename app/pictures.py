"""What the browser saw while it carried out a step, for whoever may see the campaign."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from app.company import Company
from batuta.errors import NotFound
from batuta.publishing import Receipt
from batuta.text import Text
from tools.systems.browser.evidence import Evidence, JobRecord


def records_of(company: Company, receipts: Iterable[Receipt]) -> dict[str, JobRecord]:
    """How steps were carried out in the browser, of those that were, by step."""
    folders = _folders(company)
    kept = {receipt.step_id: _kept(folders, receipt.key) for receipt in receipts}
    return {step_id: found[1] for step_id, found in kept.items() if found}


async def record_of(company: Company, campaign_id: str, step_id: str) -> JobRecord:
    """How a step was carried out in the browser. Raises: NotFound, also where its pictures were removed by now."""
    return (await _found(company, campaign_id, step_id))[1]


async def picture_of(company: Company, campaign_id: str, step_id: str, picture: str) -> bytes:
    """One picture (PNG) of a step. Raises: NotFound, also for a picture of another step."""
    evidence, record = await _found(company, campaign_id, step_id)
    if not any(picture and picture in (taken.before, taken.after) for taken in record.steps):
        raise _none(step_id)
    try:
        return await asyncio.to_thread(evidence.path_of(picture).read_bytes)
    except FileNotFoundError:
        raise _none(step_id) from None


async def _found(company: Company, campaign_id: str, step_id: str) -> tuple[Evidence, JobRecord]:
    receipts = await company.outbox.receipts_of(campaign_id)
    receipt = next((receipt for receipt in receipts if receipt.step_id == step_id), None)
    kept = await asyncio.to_thread(_kept, _folders(company), receipt.key) if receipt else None
    if kept is None:
        raise _none(step_id)
    return kept


def _kept(folders: Iterable[Path], key: str) -> tuple[Evidence, JobRecord] | None:
    for folder in folders:
        evidence = Evidence(folder)
        record = evidence.of(key)
        if record is not None:
            return evidence, record
    return None


def _folders(company: Company) -> list[Path]:
    return sorted(path for path in company.surroundings.evidence.glob("*") if path.is_dir())


def _none(step_id: str) -> NotFound:
    return NotFound(
        Text(en="There are no pictures of this step.", es="No hay capturas de este paso."),
        remedy=Text(
            en="They are kept while the campaign runs, and for the days that BATUTA_EVIDENCE_DAYS says.",
            es="Se guardan mientras dura la campaña y los días que diga BATUTA_EVIDENCE_DAYS.",
        ),
        subject=step_id,
    )
