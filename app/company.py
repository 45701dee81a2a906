"""Everything that belongs to one company in one process: its tables, its agents' world, its driver and sender."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from batuta.content import ContentItem
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.workspace import Workspace
from tools.records.artefacts import PostgresArtefacts
from tools.records.audit import AuditTrail
from tools.records.bell import Bell
from tools.records.campaigns import Campaigns
from tools.records.database import Pool, transaction
from tools.records.deliveries import Deliveries
from tools.records.drift import Drifts
from tools.records.feed import Feed
from tools.records.gates import Gates
from tools.records.holds import Holds
from tools.records.jobs import Enqueue
from tools.records.leases import Leases
from tools.records.outbox import PostgresOutbox
from tools.records.repairs import Repairs
from tools.systems.dispatcher import Dispatcher
from tools.workspaces.folder import Places

if TYPE_CHECKING:
    from app.bootstrap.connectors import Surroundings
    from app.conductor import Conductor


@dataclass(frozen=True)
class Company:
    workspace: Workspace
    places: Places
    pool: Pool
    deps: Deps
    artefacts: PostgresArtefacts
    campaigns: Campaigns
    gates: Gates
    outbox: PostgresOutbox
    leases: Leases
    audit: AuditTrail
    feed: Feed
    holds: Holds
    deliveries: Deliveries
    drifts: Drifts
    repairs: Repairs
    enqueue: Enqueue
    bell: Bell
    conductor: "Conductor"
    dispatcher: Dispatcher
    surroundings: "Surroundings"

    async def messages(self, state: Mapping[str, object]) -> tuple[tuple[Digest, ContentItem], ...]:
        """The versions and messages in a campaign's state, need by need in the order of their keys."""
        content = state.get("content")
        names = [name for key in sorted(content) for name in content[key]] if isinstance(content, dict) else []
        return tuple([(name, await self.artefacts.get(name, ContentItem)) for name in names])

    async def enqueue_drive(self, campaign_id: str) -> None:
        async with transaction(self.pool) as connection:
            await self.enqueue.drive(connection, campaign_id)

    async def enqueue_dispatch(self, campaign_id: str) -> None:
        async with transaction(self.pool) as connection:
            await self.enqueue.dispatch(connection, campaign_id)
