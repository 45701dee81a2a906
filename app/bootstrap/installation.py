"""Everything that one process serves: the database, every company, people, jobs."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from procrastinate import App

from app.bootstrap.connectors import Surroundings, connector
from app.bootstrap.world import deps_of
from app.company import Company
from app.logs import set_up_logs
from app.precautions import take_precautions
from app.unsubscribing import Leaving, unsubscribe_token
from batuta.errors import Misconfigured
from batuta.ports import Clock, Closing, MarketingSystem
from batuta.settings import Settings
from batuta.text import Text
from tools.clock import SystemClock
from tools.inventory import SystemsInventory, read_inventory
from tools.records.artefacts import PostgresArtefacts
from tools.records.audit import AuditTrail
from tools.records.bell import Bell
from tools.records.campaigns import Campaigns
from tools.records.database import INSTALLATION, Pool, connection_pool, translated
from tools.records.deliveries import Deliveries
from tools.records.drift import Drifts
from tools.records.embedded import EmbeddedServer
from tools.records.feed import Feed
from tools.records.gates import Gates
from tools.records.holds import Holds
from tools.records.identity import Identity
from tools.records.jobs import Jobs, job_app
from tools.records.language_calls import PostgresCalls
from tools.records.leases import Leases
from tools.records.liveness import Liveness
from tools.records.members import PostgresMembers
from tools.records.migrating import migrate
from tools.records.outbox import PostgresOutbox
from tools.records.repairs import Repairs
from tools.systems.dispatcher import Dispatcher
from tools.systems.registry import Registry, read_systems
from tools.systems.sending import Sender
from tools.systems.workspace_cms import stock
from tools.workspaces.folder import places, read_workspace


@dataclass(frozen=True)
class Installation:
    """Everything one process serves."""

    settings: Settings
    clock: Clock
    companies: Mapping[str, Company]
    """By workspace id."""
    identity: Identity
    jobs: App
    liveness: Liveness


@asynccontextmanager
async def installation(
    settings: Settings, roots: Sequence[Path], *, clock: Clock | None = None, cache: bool = True
) -> AsyncIterator[Installation]:
    """Open the database and every company. The embedded server is stopped by the last process that leaves.

    Raises: DatabaseUnavailable; WorkspaceInvalid; Misconfigured, where two companies have one id.
    """
    take_precautions()
    set_up_logs(settings.log_level)
    clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        uri = settings.database_url or await _embedded(settings, stack)
        await asyncio.to_thread(migrate, uri, INSTALLATION, "installation")
        shared = await _opened(stack, connection_pool(uri, INSTALLATION))
        liveness = await stack.enter_async_context(Liveness(uri))
        jobs = job_app(uri)
        async with translated():
            await stack.enter_async_context(jobs.open_async())
        secret = await Identity(shared, clock).secret("unsubscribe")
        companies: dict[str, Company] = {}
        for root in roots:
            company = await _company(root, settings, clock, uri, stack, jobs, liveness, secret, cache=cache)
            if company.workspace.id in companies:
                raise _twins(company.workspace.id)
            companies[company.workspace.id] = company
        yield Installation(settings, clock, companies, Identity(shared, clock), jobs, liveness)


async def _company(
    root: Path,
    settings: Settings,
    clock: Clock,
    uri: str,
    stack: AsyncExitStack,
    app: App,
    liveness: Liveness,
    secret: bytes,
    *,
    cache: bool,
) -> Company:
    # Deferred: these import LangGraph, which may only happen once strict msgpack is on.
    from app.conductor import Conductor
    from app.workflows import chosen_workflows, versions
    from graphs.campaign import build

    workspace, where = read_workspace(root), places(root)
    await asyncio.to_thread(migrate, uri, workspace.tenant, "tenant")
    pool = await _opened(stack, connection_pool(uri, workspace.tenant))
    enqueue = Jobs(app, workspace.id)
    artefacts, members, deliveries = PostgresArtefacts(pool), PostgresMembers(pool), Deliveries(pool, clock)
    bell = await stack.enter_async_context(Bell(uri, workspace.tenant))
    outbox = PostgresOutbox(pool, clock, enqueue, workspace.id, bell)
    leases = Leases(pool, clock, enqueue)
    around = Surroundings(settings, workspace, pool, clock, where.systems.parent)
    registry = Registry(tuple(_connected(where.systems, around, stack)))
    await stock(pool, read_inventory(where.content))
    deps = deps_of(
        workspace,
        where,
        settings,
        clock,
        artefacts=artefacts,
        calls=PostgresCalls(pool, clock),
        members=members,
        contacts=deliveries,
        inventory=SystemsInventory(registry),
        systems=registry,
        outbox=outbox,
        versions=versions(workspace, settings),
        cache=cache,
    )
    campaigns, gates = Campaigns(pool, clock, enqueue), Gates(pool, clock, enqueue)
    drifts = Drifts(pool, clock, enqueue)
    sender = Sender(
        workspace=workspace,
        artefacts=artefacts,
        customers=deps.customers,
        members=members,
        deliveries=deliveries,
        rendering=deps.rendering,
        policy=deps.policies.contact,
        unsubscribe_token=lambda person, channel: unsubscribe_token(secret, Leaving(workspace.id, channel, person)),
    )
    return Company(
        workspace=workspace,
        places=where,
        pool=pool,
        deps=deps,
        artefacts=artefacts,
        campaigns=campaigns,
        gates=gates,
        outbox=outbox,
        leases=leases,
        audit=AuditTrail(pool, clock),
        feed=Feed(pool),
        holds=Holds(pool, clock, enqueue),
        deliveries=deliveries,
        drifts=drifts,
        repairs=Repairs(pool),
        enqueue=enqueue,
        bell=bell,
        conductor=Conductor(
            pool, deps, campaigns, gates, outbox, drifts, build(chosen_workflows(workspace, settings)).compile()
        ),
        dispatcher=Dispatcher(leases, registry, sender, artefacts, campaigns, clock, liveness.worker),
        surroundings=around,
    )


def _connected(systems: Path, around: Surroundings, stack: AsyncExitStack) -> Iterator[MarketingSystem]:
    """The connectors of systems.yaml; those that hold connections of their own let go of them with the stack."""
    for described in read_systems(systems):
        made = connector(described, around)
        if isinstance(made, Closing):
            stack.push_async_callback(made.aclose)
        yield made


async def _embedded(settings: Settings, stack: AsyncExitStack) -> str:
    server = EmbeddedServer(settings.state_dir)
    uri = await asyncio.to_thread(server.start)
    stack.push_async_callback(asyncio.to_thread, server.release)
    return uri


async def _opened(stack: AsyncExitStack, pool: Pool) -> Pool:
    async with translated():
        await pool.open(wait=True, timeout=15)
    stack.push_async_callback(pool.close)
    return pool


def _twins(id_: str) -> Misconfigured:
    return Misconfigured(
        Text(en=f"Two workspaces have the id {id_}.", es=f"Dos espacios de trabajo tienen el id {id_}."),
        remedy=Text(
            en="Give one of them another id in workspace.yaml.", es="Pon otro id a uno de ellos en workspace.yaml."
        ),
        subject=id_,
    )
