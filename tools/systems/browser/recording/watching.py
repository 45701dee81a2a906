"""Watches a person in a window, and collects what they do in order. What is typed into a password field is not seen."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.async_api import Error, Page, Request
from pydantic import ValidationError

from batuta.errors import SystemUnavailable
from batuta.noun import Received
from batuta.text import Text
from tools.systems.browser.chromium import Chromium
from tools.systems.browser.playbook import Selector
from tools.systems.browser.reach import Reach
from tools.systems.browser.window import window

_LISTENER = Path(__file__).with_name("listener.js")
_ASKING = ("GET", "HEAD", "OPTIONS")


class Seen(Received):
    """One thing that happened on a page."""

    kind: Literal["page", "fill", "choose", "check", "upload", "click", "expect", "sent"]
    path: str = ""
    selector: Selector | None = None
    name: str = ""
    """What people call the thing."""
    form: str | None = None
    value: str = ""
    secret: bool = False
    on: bool = True
    link: bool = False
    """A link to another page of the same site."""
    notice: str = ""
    """What a page that came says about what was done."""
    heading: Selector | None = None


@dataclass
class Watching:
    page: Page
    seen: list[Seen] = field(default_factory=list)

    def saw(self, source: Mapping[str, object], told: object) -> None:
        """What the listener told; a page may tell nonsense, which is left out."""
        try:
            self.seen.append(Seen.model_validate(told))
        except ValidationError:
            return

    def sent(self, request: Request) -> None:
        if request.method not in _ASKING:
            self.seen.append(Seen(kind="sent"))


@asynccontextmanager
async def watching(chromium: Chromium, reach: Reach, url: str) -> AsyncIterator[Watching]:
    """Open the address and watch. The window reaches what a playbook's window would.

    Raises: as `window`; SystemUnavailable, where no page comes.
    """
    async with window(chromium, reach) as opened:
        opened.sending = True
        watched = Watching(opened.page)
        context = opened.page.context
        await context.expose_binding("__batuta_saw", watched.saw)
        await context.add_init_script(path=_LISTENER)
        opened.page.on("request", watched.sent)
        try:
            await opened.page.goto(url, wait_until="domcontentloaded")
        except Error as failed:
            raise _unreached(url) from failed
        yield watched


def _unreached(url: str) -> SystemUnavailable:
    return SystemUnavailable(
        Text(en=f"No page was received from {url}.", es=f"No se ha recibido ninguna página de {url}."),
        remedy=Text(
            en="Check that it runs, that address and port are right, and http or https.",
            es="Comprueba que está en marcha y que la dirección, el puerto y http o https son correctos.",
        ),
        subject=url,
    )
