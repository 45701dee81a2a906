"""A campaign at a glance: its name, what it waits for, what the machine does. What every look for news needs."""

from typing import NamedTuple

from app.company import Company
from app.web.words import Words
from batuta.approval import Gate
from batuta.campaign import CampaignRow
from batuta.stages import doing

BUSY = ("working", "executing")


class Glance(NamedTuple):
    row: CampaignRow
    gate: Gate | None
    """The step it waits at."""
    now: str
    """What the machine is doing, where it is."""
    stands: str
    """Other words whenever the campaign stands elsewhere: then what is shown of it is out of date."""


async def glance(company: Company, campaign_id: str, t: Words) -> Glance:
    """Raises: NotFound."""
    row = await company.campaigns.get(campaign_id)
    waiting = await company.gates.waiting(campaign_id)
    at_gate = (waiting.gate.id, str(len(waiting.signed_by))) if waiting else ()
    return Glance(
        row=row,
        gate=waiting.gate if waiting else None,
        now=t.of(doing(row.step)) if row.status in BUSY else "",
        stands=" ".join((row.status, row.step or "-", *at_gate)),
    )
