"""Pictures and records of what the browser did are kept for a while, and for as long as a campaign runs."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from app.company import Company
from tools.records.under_way import under_way_since
from tools.systems.browser.evidence import Evidence

log = structlog.get_logger()


async def remove_old_evidence(company: Company) -> int:
    """Remove what is older than `evidence_days` and than every campaign that still runs. Returns how many files."""
    around = company.surroundings
    folders = sorted(path for path in around.evidence.glob("*") if path.is_dir())
    if not folders:
        return 0
    now, kept = company.deps.clock.now(), timedelta(days=around.settings.evidence_days)
    today = now.astimezone(ZoneInfo(company.workspace.time_zone)).date()
    oldest = await under_way_since(company.pool, today, forgotten_before=today - kept)
    before = min(now - kept, oldest) if oldest else now - kept
    removed = await asyncio.to_thread(_removed, folders, before)
    if removed:
        log.info("evidence_removed", files=removed, before=before.isoformat())
        detail = {"files": removed, "before": before.isoformat()}
        await company.audit.append("evidence.removed", actor="batuta", subject="browser", detail=detail)
    return removed


def _removed(folders: list[Path], before: datetime) -> int:
    return sum(Evidence(folder).remove_before(before) for folder in folders)
