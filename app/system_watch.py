"""Whether every connected system still is what a person confirmed: looked at when the work begins, and daily."""

import structlog

from app.company import Company
from batuta.errors import BatutaError, DatabaseUnavailable

log = structlog.get_logger()


async def check_systems(company: Company) -> None:
    """Write a change, and what it breaks, into the log and the audit. A system that is away is asked next time."""
    # Deferred: it brings the protocols of systems that few companies have.
    from tools.systems.detection.check import check

    around = company.surroundings
    for system in company.deps.systems.described():
        try:
            changes = await check(
                system, around.folder, around.allowed(), around.secrets(), commands=around.settings.allowed_commands
            )
        except DatabaseUnavailable:
            raise
        except BatutaError as failed:
            log.warning("system_not_checked", system=system.id, why=failed.in_("en"))
            continue
        for change in changes:
            log.warning("system_changed", system=system.id, what=change.what.in_("en"), breaks=list(change.breaks))
            await company.audit.append(
                "system.changed",
                actor="batuta",
                subject=system.id,
                detail={"what": change.what.in_("en"), "breaks": list(change.breaks)},
            )
