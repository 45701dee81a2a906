"""A browser system from what the workspace says about it. Playwright is imported here, and only when it is needed."""

from pathlib import Path
from typing import TYPE_CHECKING

from batuta.errors import Misconfigured
from batuta.publishing import SystemDescription
from batuta.text import Text
from tools.systems.browser.files import FOLDER, read_playbooks

if TYPE_CHECKING:
    from tools.systems.browser.connector import BrowserSystem, Parts

__all__ = ["FOLDER", "browser_system", "require_playwright"]


def browser_system(description: SystemDescription, playbooks: Path, state: Path, parts: "Parts") -> "BrowserSystem":
    """playbooks: the folder of this system's. state: where its evidence is kept.

    Raises: WorkspaceInvalid, for playbooks that cannot work; Misconfigured; OffLimits.
    """
    require_playwright()
    from tools.systems.browser.connector import BrowserSystem
    from tools.systems.browser.evidence import Evidence

    return BrowserSystem(description, read_playbooks(playbooks, description), Evidence(state), parts)


def require_playwright() -> None:
    """Raises: Misconfigured, where the library is not installed."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        raise Misconfigured(
            Text(en="The browser library is not installed.", es="La biblioteca del navegador no está instalada."),
            remedy=Text(en="Install batuta[browser].", es="Instala batuta[browser]."),
        ) from None
