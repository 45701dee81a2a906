"""What the agents of a company need of the world, put together from concrete parts."""

from collections.abc import Mapping

from batuta.deps import Deps
from batuta.ports import Artefacts, CallRecords, Clock, ContactHistory, Inventory, MemberStore, Outbox, Systems
from batuta.settings import Settings
from batuta.workspace import Workspace
from tools.compliance_tool import compliance_tool
from tools.customers.warehouse import Warehouse
from tools.history import HistoryFiles
from tools.language.engine import language
from tools.library.embedding import embedder_of
from tools.library.library import library_of
from tools.policies.book import PREPARED, open_policies
from tools.rendering import Renderer
from tools.workspaces.folder import Places


def deps_of(
    workspace: Workspace,
    where: Places,
    settings: Settings,
    clock: Clock,
    *,
    artefacts: Artefacts,
    calls: CallRecords,
    members: MemberStore,
    contacts: ContactHistory,
    inventory: Inventory,
    systems: Systems,
    outbox: Outbox,
    versions: Mapping[str, str],
    cache: bool,
) -> Deps:
    return Deps(
        workspace=workspace,
        clock=clock,
        artefacts=artefacts,
        language=language(settings, calls, cache=cache),
        customers=Warehouse(
            workspace.catalogue,
            where.catalogue,
            clock=clock,
            members=members,
            contacts=contacts,
            time_zone=workspace.time_zone,
        ),
        library=library_of(
            workspace,
            where.brand_guidelines,
            state=settings.state_dir,
            clock=clock,
            embedder=embedder_of(settings),
            server=settings.chroma_url,
        ),
        inventory=inventory,
        history=HistoryFiles(where.history),
        policies=open_policies(where.policies, kept=settings.state_dir / PREPARED),
        compliance_tool=compliance_tool(settings),
        systems=systems,
        outbox=outbox,
        rendering=Renderer(workspace),
        versions=versions,
    )
