"""The connector behind each kind of system that systems.yaml may name."""

from batuta.errors import Misconfigured
from batuta.ports import Clock, MarketingSystem
from batuta.publishing import SystemDescription
from batuta.settings import Settings
from batuta.text import Text
from batuta.workspace import Workspace
from tools.records.database import Pool
from tools.systems.smtp import MailFolder, SmtpServer
from tools.systems.workspace_audiences import WorkspaceAudiences
from tools.systems.workspace_campaigns import WorkspaceCampaigns
from tools.systems.workspace_cms import WorkspaceCms


def connector(
    system: SystemDescription, settings: Settings, workspace: Workspace, pool: Pool, clock: Clock
) -> MarketingSystem:
    """Raises: Misconfigured, for a kind that is not known."""
    outgoing = settings.state_dir / "outgoing" / workspace.tenant
    match system.kind:
        case "workspace_cms":
            return WorkspaceCms(system, pool)
        case "workspace_audiences":
            return WorkspaceAudiences(system, pool)
        case "workspace_campaigns":
            return WorkspaceCampaigns(system, pool, outgoing)
        case "smtp" if settings.smtp_host:
            return SmtpServer(system, settings, clock)
        case "smtp":
            return MailFolder(system, outgoing / "email", clock)
    kinds = "workspace_cms, workspace_audiences, workspace_campaigns, smtp"
    raise Misconfigured(
        Text(
            en=f"systems.yaml: {system.id} is of kind “{system.kind}”, which is not known.",
            es=f"systems.yaml: {system.id} es de tipo «{system.kind}», que no se conoce.",
        ),
        remedy=Text(en=f"Use one of {kinds}.", es=f"Usa uno de {kinds}."),
        subject=system.id,
    )
