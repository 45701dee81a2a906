"""The window of one job: its own storage, one page, one way out, and nothing a page asks for is granted.

Downloads are refused, further windows closed, dialogs answered with no, service workers blocked, permissions none.
What was refused stands in `notes`.
"""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

from playwright.async_api import (
    BrowserContext,
    CDPSession,
    Dialog,
    Download,
    Error,
    Frame,
    Locator,
    Page,
    Request,
    Response,
    Route,
)

from batuta.text import Text
from tools.outgoing.allowed import OffLimits
from tools.outgoing.transport import Resolve, resolved_by_the_system
from tools.systems.browser.chromium import Chromium
from tools.systems.browser.gate import Gate
from tools.systems.browser.reach import Reach
from tools.systems.browser.stopped import Stopped

_ASKING = ("GET", "HEAD", "OPTIONS")
_WITHOUT_NETWORK = ("data", "blob", "about")
_LONGEST_NOTE = 200
_MOST_NOTES = 50
_PICTURE_SECONDS = 3.0
_GLANCE = 0.04
"""Seconds that a click has for asking for another page."""


class Window:
    def __init__(self, context: BrowserContext, page: Page, gate: Gate, reach: Reach) -> None:
        self.page = page
        self.sending = False
        """Whether this step may send more than questions."""
        self.accepting: str | None = None
        """The one question that may be answered with yes."""
        self.asked = ""
        """A dialog that nobody expected."""
        self.notes: list[str] = []
        self.held_back: list[str] = []
        """What the step that runs wanted to send and may not."""
        self.status: int | None = None
        """HTTP, of the page that is shown."""
        self.asked_to_wait: float | None = None
        """Seconds, by the page that is shown."""
        self.broken_off = ""
        """Why the page that was last asked for came in part only, or not at all."""
        self._gate = gate
        self._reach = reach
        self._camera: CDPSession | None = None
        self._coming: set[Request] = set()
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._closing: set[asyncio.Task[None]] = set()
        context.on("page", self._another)
        page.on("dialog", self._dialog)
        page.on("download", self._download)
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("framenavigated", self._navigated)
        page.on("response", self._response)

    @property
    def refused(self) -> tuple[str, ...]:
        """Addresses off the list that this job asked for."""
        return tuple(self._gate.refused)

    async def decide(self, route: Route) -> None:
        """Every request of every page, frame and worker, before it leaves the browser."""
        request = route.request
        with suppress(Error):  # The page went away meanwhile, and its request with it.
            if urlsplit(request.url).scheme in _WITHOUT_NETWORK:
                await route.continue_()
                return
            try:
                self._reach.destination(request.url)
            except OffLimits as off:
                self._gate.refused.append(off.subject)
                self._note(f"off the list: {off.subject}")
                await route.abort("aborted")
                return
            if request.method not in _ASKING and not self.sending:
                self.held_back.append(f"{request.method} {urlsplit(request.url).path}")
                self._note(f"held back: {self.held_back[-1]}")
                await route.abort("aborted")
                return
            await route.continue_()

    async def settled(self) -> None:
        """Wait until a page that is on its way has come."""
        await asyncio.sleep(_GLANCE)
        await self._quiet.wait()
        await self.page.wait_for_load_state("domcontentloaded")

    def astray(self) -> bool:
        """Whether what is shown is no page of the system."""
        if self.page.url == "about:blank":
            return False
        try:
            self._reach.destination(self.page.url)
        except OffLimits:
            return True
        return False

    def check(self) -> None:
        """Raises: Stopped, for what happened by itself and was not foreseen."""
        if self.asked:
            said = self.asked
            raise Stopped(
                "unexpected",
                Text(
                    en=f"a dialog nobody expected was answered with no: “{said}”",
                    es=f"se contestó que no a un diálogo inesperado: «{said}»",
                ),
            )

    async def picture(self, secrets: set[str], typed: list[Locator]) -> bytes:
        """What is seen now, with password fields and secrets covered; empty where no picture can be taken."""
        covered = [*typed]
        for frame in self.page.frames:
            covered.append(frame.locator("input[type=password]"))
            covered += [frame.get_by_text(secret) for secret in secrets if secret.strip()]
        try:
            async with asyncio.timeout(_PICTURE_SECONDS):
                if not await _any_there(covered):
                    png = await self._plain_picture()
                    # What came meanwhile might be on it.
                    if not await _any_there(covered):
                        return png
                return await self.page.screenshot(mask=covered, animations="disabled", caret="hide", scale="css")
        except (Error, TimeoutError):
            return b""

    async def halt(self) -> None:
        """Wait for no page any more: what was sent is sent, and what is seen now can be pictured."""
        with suppress(Error, TimeoutError):
            async with asyncio.timeout(_PICTURE_SECONDS):
                await (await self._protocol()).send("Page.stopLoading")

    async def _protocol(self) -> CDPSession:
        if self._camera is None:
            self._camera = await self.page.context.new_cdp_session(self.page)
        return self._camera

    async def _plain_picture(self) -> bytes:
        """Three times as fast as one that covers anything."""
        taken = await (await self._protocol()).send(
            "Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True}
        )
        return base64.b64decode(taken["data"])

    def _note(self, words: str) -> None:
        if len(self.notes) < _MOST_NOTES:
            self.notes.append(words[:_LONGEST_NOTE])

    def _another(self, page: Page) -> None:
        if page is not self.page:
            self._note("another window was closed")
            task = asyncio.create_task(_closed(page))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    async def _dialog(self, dialog: Dialog) -> None:
        said = " ".join(dialog.message.split())
        with suppress(Error):
            if self.accepting is not None and said == " ".join(self.accepting.split()):
                self.accepting = None
                await dialog.accept()
                return
            self.asked = self.asked or said[:_LONGEST_NOTE] or dialog.type
            self._note(f"dialog: {said}")
            await dialog.dismiss()

    async def _download(self, download: Download) -> None:
        self._note(f"download refused: {download.suggested_filename}")
        with suppress(Error):
            await download.cancel()

    def _request(self, request: Request) -> None:
        if self._is_the_page(request):
            self._coming.add(request)
            self._quiet.clear()
            self.broken_off = ""

    def _failed(self, request: Request) -> None:
        why = request.failure or ""
        if self._is_the_page(request) and "ERR_ABORTED" not in why:
            self.broken_off = why.removeprefix("net::")
        self._coming.discard(request)
        if not self._coming:
            self._quiet.set()

    def _navigated(self, frame: Frame) -> None:
        if frame is self.page.main_frame:
            self._coming.clear()
            self._quiet.set()

    def _response(self, response: Response) -> None:
        if self._is_the_page(response.request):
            self.status = response.status
            said = response.headers.get("retry-after", "")
            self.asked_to_wait = float(said) if said.isdecimal() else None

    def _is_the_page(self, request: Request) -> bool:
        try:
            return request.is_navigation_request() and request.frame is self.page.main_frame
        except Error:
            return False


async def _any_there(things: list[Locator]) -> bool:
    return any(await asyncio.gather(*(thing.count() for thing in things)))


async def _closed(page: Page) -> None:
    with suppress(Error):
        await page.close()


@asynccontextmanager
async def window(
    chromium: Chromium,
    reach: Reach,
    *,
    locale: str | None = None,
    resolve: Resolve = resolved_by_the_system,
) -> AsyncIterator[Window]:
    """Open one, and wipe all it kept when it is left. Raises: Misconfigured, SystemUnavailable."""
    browser = await chromium.browser()
    async with Gate(reach, resolve=resolve) as gate:
        context = await browser.new_context(
            proxy={"server": gate.address},
            accept_downloads=False,
            service_workers="block",
            permissions=[],
            locale=locale,
            viewport={"width": 1280, "height": 800},
            reduced_motion="reduce",
        )
        try:
            page = await context.new_page()
            opened = Window(context, page, gate, reach)
            await context.route("**/*", opened.decide)
            yield opened
        finally:
            with suppress(Error):  # A browser that died took it along.
                await context.close()
