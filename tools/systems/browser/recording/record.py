"""Record a playbook: open a window, let a person work in it, write down what they did."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from playwright.async_api import Page

from batuta.errors import BadInput
from batuta.publishing import Capability
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.systems.browser.chromium import Chromium
from tools.systems.browser.files import SIGN_IN
from tools.systems.browser.reach import Reach
from tools.systems.browser.recording.drafting import Draft, draft
from tools.systems.browser.recording.watching import watching

Person = Callable[[Page], Awaitable[None]]
"""Works in the page, and comes back when done."""


async def record(
    chromium: Chromium,
    allowed: AllowedHosts,
    url: str,
    capability: Capability,
    samples: Mapping[str, str],
    person: Person,
    *,
    locale: str | None = None,
) -> Draft:
    """Raises: OffLimits, for an address that is not on the list; BadInput, where nothing was done."""
    async with watching(chromium, Reach(allowed, url), url) as watched:
        await person(watched.page)
        seen = list(watched.seen)
    if not any(one.kind in ("fill", "click", "choose", "check", "upload") for one in seen):
        raise BadInput(
            Text(en="Nothing was done in the window.", es="No se ha hecho nada en la ventana."),
            remedy=Text(
                en="Do the whole task once, then close the window.",
                es="Haz la tarea entera una vez y cierra la ventana.",
            ),
            subject=url,
        )
    return draft(seen, capability, samples, locale=locale)


async def until_closed(page: Page) -> None:
    """A person at the screen is done when they close the window."""
    if not page.is_closed():
        await page.wait_for_event("close", timeout=0)


def keep(made: Draft, folder: Path, capability: Capability, *, replace: bool = False) -> tuple[Path, ...]:
    """Write it into the system's folder. Raises: BadInput, where there is a playbook already."""
    target = folder / f"{capability}.yaml"
    if target.exists() and not replace:
        raise BadInput(
            Text(en=f"{target} is there already.", es=f"{target} ya existe."),
            remedy=Text(en="Give --replace to write over it.", es="Usa --replace para sustituirlo."),
            subject=str(target),
        )
    folder.mkdir(parents=True, exist_ok=True)
    written = [target]
    target.write_text(made.playbook, encoding="utf-8")
    sign_in = folder / f"{SIGN_IN}.yaml"
    if made.sign_in and (replace or not sign_in.exists()):
        sign_in.write_text(made.sign_in, encoding="utf-8")
        written.append(sign_in)
    return tuple(written)
