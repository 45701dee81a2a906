"""One Chromium for all browser systems of a process, started when it is first needed. Jobs share nothing in it."""

import asyncio
import shutil
from functools import cache
from pathlib import Path

from playwright.async_api import Browser, Error, Playwright, async_playwright

from batuta.errors import Misconfigured, SystemUnavailable
from batuta.text import Text

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-domain-reliability",
    "--no-pings",
    # Calls between browsers go past proxies; both spellings, for older and newer versions.
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    # Names are resolved by the gate of each job, never by the browser.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
_NOWHERE = "http://127.0.0.1:9"
"""The proxy of whatever belongs to no job: nobody listens there."""
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed() -> Path | None:
    """The Chromium of this machine."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return Path(found) if found else None


@cache
def of_this_process() -> "Chromium":
    """The one that all systems share; it starts with the first job, and again after it was closed."""
    return Chromium()


class Chromium:
    """Started once, started again where it died; belongs to the event loop that first used it."""

    def __init__(self, program: Path | None = None, *, headless: bool = True) -> None:
        self._program = program
        self._headless = headless
        self._starting = asyncio.Lock()
        self._driver: Playwright | None = None
        self._browser: Browser | None = None

    async def browser(self) -> Browser:
        """Raises: Misconfigured, where there is none; SystemUnavailable, where it does not start."""
        async with self._starting:
            if self._browser is not None and self._browser.is_connected():
                return self._browser
            await self._stop()
            program = self._program or installed()
            if program is None or not program.exists():
                raise Misconfigured(
                    Text(
                        en="There is no Chromium on this machine, and systems of kind browser need one.",
                        es="En esta máquina no hay Chromium y los sistemas de tipo browser lo necesitan.",
                    ),
                    remedy=Text(
                        en="Install it (`apt-get install chromium`).", es="Instálalo (`apt-get install chromium`)."
                    ),
                    subject=str(program or ""),
                )
            self._driver = await async_playwright().start()
            try:
                self._browser = await self._driver.chromium.launch(
                    executable_path=program,
                    args=list(FLAGS),
                    headless=self._headless,
                    proxy={"server": _NOWHERE},
                    handle_sigint=False,
                    handle_sigterm=False,
                )
            except Error as broken:
                await self._stop()
                raise SystemUnavailable(
                    Text(
                        en=f"Chromium does not start ({broken.message.splitlines()[0]}).",
                        es=f"Chromium no arranca ({broken.message.splitlines()[0]}).",
                    ),
                    subject=str(program),
                ) from broken
            return self._browser

    async def aclose(self) -> None:
        async with self._starting:
            await self._stop()

    async def _stop(self) -> None:
        browser, driver = self._browser, self._driver
        self._browser = self._driver = None
        if browser is not None and browser.is_connected():
            await browser.close()
        if driver is not None:
            await driver.stop()
