"""The connector behind each kind of system that systems.yaml may name."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from batuta.errors import Misconfigured
from batuta.ports import Clock, MarketingSystem
from batuta.publishing import SystemDescription
from batuta.settings import Settings
from batuta.text import Text
from batuta.workspace import Workspace
from tools.outgoing.allowed import AllowedHosts
from tools.records.database import Pool
from tools.secrets import Secrets
from tools.systems.browser.opening import FOLDER, browser_system, require_playwright
from tools.systems.mcp.connector import mcp_system
from tools.systems.openapi.connector import openapi_system
from tools.systems.smtp import MailFolder, SmtpServer
from tools.systems.wordpress.connector import WordPress
from tools.systems.workspace_audiences import WorkspaceAudiences
from tools.systems.workspace_campaigns import WorkspaceCampaigns
from tools.systems.workspace_cms import WorkspaceCms


@dataclass(frozen=True)
class Surroundings:
    """What connectors are made from."""

    settings: Settings
    workspace: Workspace
    pool: Pool
    clock: Clock
    folder: Path
    """Where systems.yaml lies, and the files it names."""

    @property
    def outgoing(self) -> Path:
        return self.settings.state_dir / "outgoing" / self.workspace.tenant

    def allowed(self) -> AllowedHosts:
        return AllowedHosts(self.settings.allowed_hosts)

    def secrets(self) -> Secrets:
        return Secrets(self.settings.secrets_dir or self.settings.state_dir / "secrets")

    @property
    def evidence(self) -> Path:
        return self.settings.state_dir / "evidence" / self.workspace.tenant


Make = Callable[[SystemDescription, Surroundings], MarketingSystem]


def _mail(system: SystemDescription, around: Surroundings) -> MarketingSystem:
    if around.settings.smtp_host:
        return SmtpServer(system, around.settings, around.clock)
    return MailFolder(system, around.outgoing / "email", around.clock)


def _browser(system: SystemDescription, around: Surroundings) -> MarketingSystem:
    require_playwright()
    # Deferred: Playwright is optional, and takes its time to import.
    from tools.systems.browser.chromium import of_this_process
    from tools.systems.browser.connector import Parts

    parts = Parts(of_this_process(), around.allowed(), around.secrets())
    return browser_system(system, around.folder / FOLDER / system.id, around.evidence / system.id, parts)


CONNECTORS: dict[str, Make] = {
    "browser": _browser,
    "workspace_cms": lambda system, around: WorkspaceCms(system, around.pool),
    "workspace_audiences": lambda system, around: WorkspaceAudiences(system, around.pool),
    "workspace_campaigns": lambda system, around: WorkspaceCampaigns(system, around.pool, around.outgoing),
    "smtp": _mail,
    "openapi": lambda system, around: openapi_system(system, around.folder, around.allowed(), around.secrets()),
    "mcp": lambda system, around: mcp_system(
        system, around.folder, around.allowed(), around.secrets(), commands=around.settings.allowed_commands
    ),
    "wordpress": lambda system, around: WordPress(system, around.allowed(), around.secrets()),
}


def connector(system: SystemDescription, around: Surroundings) -> MarketingSystem:
    """Raises: Misconfigured, for a kind that is not known or a secret that is not there; OffLimits."""
    try:
        make = CONNECTORS[system.kind]
    except KeyError:
        kinds = ", ".join(CONNECTORS)
        raise Misconfigured(
            Text(
                en=f"systems.yaml: {system.id} is of kind “{system.kind}”, which is not known.",
                es=f"systems.yaml: {system.id} es de tipo «{system.kind}», que no se conoce.",
            ),
            remedy=Text(en=f"Use one of {kinds}.", es=f"Usa uno de {kinds}."),
            subject=system.id,
        ) from None
    return make(system, around)
