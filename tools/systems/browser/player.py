"""Follows a playbook in a window, to the letter. Whatever is not as it says stops it, with a picture."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from playwright.async_api import Error, Locator
from playwright.async_api import TimeoutError as TooSlow

from batuta.digest import Digest
from batuta.text import Text
from tools.systems.browser.evidence import Evidence, StepTaken
from tools.systems.browser.looking import Looking, in_their_words
from tools.systems.browser.playbook import Check, Choose, Click, Expect, Fill, Find, Go, Read, Step, Upload
from tools.systems.browser.stopped import Stopped, as_error
from tools.systems.browser.variables import NoValue, Values, variable
from tools.systems.browser.window import Window

_OPTIONS = "node => node.tagName === 'SELECT' ? [...node.options].map(one => one.label.trim()) : null"
_TOO_MANY = 429
_FAILED = 500
_BUSY = (429, 503)
_TRIES = 4
_SHORTEST_WAIT = 0.1
"""Seconds."""


@dataclass
class Player:
    system: str
    home: str
    """The system's address; steps give paths below it."""
    window: Window
    values: Values
    evidence: Evidence
    seconds: float
    """What a step may take where it does not say."""
    before_changing: Callable[[], None] = lambda: None
    """Called just before the first action that may change something."""
    taken: list[StepTaken] = field(default_factory=list)
    changed: int = 0
    """How many actions that may change something were begun."""
    _typed: list[Locator] = field(default_factory=list)
    _picture: Digest = ""
    _signing_in: bool = False
    _loading: bool = False
    """A page is being opened, or comes after a click."""

    def __post_init__(self) -> None:
        self._looking = Looking(self.window, self.values)

    async def sign_in(self, steps: Sequence[Step]) -> None:
        """Raises: as `play`; Misconfigured, where the credentials are refused."""
        self._signing_in = True
        try:
            await self.play(steps)
        finally:
            self._signing_in = False

    async def play(self, steps: Sequence[Step]) -> None:
        """Do them in order.

        Raises: PageNotAsExpected, NotFound, BadInput, SystemUnavailable, Misconfigured, when nothing was changed;
        LeftInDoubt, when something may have been.
        """
        for step in steps:
            if step.only_with is None or self.values.given(variable(step.only_with)):
                looks = isinstance(step, Read)
                await self._between_pictures(step.name, step.seconds or self.seconds, partial(self._do, step), looks)

    async def find(self, find: Find) -> bool:
        """Whether it was done already. Raises: as `play`, also where the page shows neither."""
        await self.play(find.steps)
        seen: list[bool] = []

        async def look() -> None:
            seen.append(await self._looking.either(find.found, find.absent))

        await self._between_pictures("find", self.seconds, look)
        if seen[0]:
            await self.play(find.reads)
        return seen[0]

    async def _between_pictures(
        self, name: str, seconds: float, act: Callable[[], Awaitable[None]], looks: bool = False
    ) -> None:
        """One step, within its time. looks: it touches nothing, so that the picture before it is the one after it."""
        before = self._picture or await self._pictured()
        began = asyncio.get_running_loop().time()
        self.window.held_back.clear()
        self._looking.awaited = None
        self._loading = False
        stopped: Stopped | None = None
        try:
            async with asyncio.timeout(seconds):
                await act()
            self.window.check()
        except Stopped as told:
            stopped = told
        except NoValue as missing:
            stopped = Stopped(
                "playbook", Text(en=f"there is no value for {missing}", es=f"no hay valor para {missing}")
            )
        except (TimeoutError, TooSlow):
            stopped = self._too_slow(seconds)
        except Error as broken:
            stopped = self._broken(broken)
        if stopped:
            self.window.sending = False
            await self.window.halt()
        if stopped or not looks:
            self._picture = await self._pictured()
        took = round(asyncio.get_running_loop().time() - began, 3)
        self.taken.append(StepTaken(name=name, before=before, after=self._picture, seconds=took))
        if stopped is not None:
            # What the system refuses in its own words did not happen; what was done before did.
            certain = stopped.why == "refused" and self.changed <= 1
            raise as_error(
                self.system, name, stopped, self._picture, in_doubt=self.changed > 0 and not certain
            ) from None

    async def _pictured(self) -> Digest:
        png = await self.window.picture(self.values.revealed, self._typed)
        return self.evidence.picture(png) if png else ""

    async def _do(self, step: Step) -> None:
        self.window.sending = self._signing_in or self._may_send(step)
        match step:
            case Go():
                await self._go(step)
            case Fill():
                await self._fill(step)
            case Choose():
                await self._choose(step)
            case Check():
                await self._check(step)
            case Upload():
                await self._upload(step)
            case Click():
                await self._click(step)
            case Expect():
                await self._expect(step)
            case Read():
                value = await self._looking.read(step)
                if value is not None:
                    self.values.read[step.read] = value

    def _may_send(self, step: Step) -> bool:
        if isinstance(step, Go | Click):
            return step.changes or step.sends
        # A form that was sent may still be on its way while its answer is waited for.
        return isinstance(step, Expect) and self.window.sending

    async def _go(self, step: Go) -> None:
        """Open it; a system that is busy and says for how long is asked again, within the step's time."""
        for _ in range(_TRIES):
            await self._open(step)
            wait = self.window.asked_to_wait
            if self.window.status not in _BUSY or wait is None or step.changes:
                break
            await asyncio.sleep(max(wait, _SHORTEST_WAIT))
        self._judge_status()

    async def _open(self, step: Go) -> None:
        url = self.home.rstrip("/") + self.values.filled(step.go, _in_path)
        before = len(self.window.refused)
        self.window.status = None
        if step.changes:
            self._about_to_change()
        self._loading = True
        try:
            await self.window.page.goto(url, wait_until="domcontentloaded")
        except TooSlow:
            raise
        except Error as broken:
            self._led_off_the_list(self.window.refused[before:])
            self._judge_status()
            raise Stopped("unavailable", _not_reached(broken.message)) from None
        await self._arrived(before)

    async def _fill(self, step: Fill) -> None:
        thing = await self._looking.one(step.fill)
        words = in_their_words(self.values.filled(step.value), step.words)
        if "{secret:" in step.value:
            self._typed.append(thing)
        await thing.fill(words)
        wanted = words if step.shown_as is None else self.values.filled(step.shown_as)
        held = await self._looking.held(thing)
        if _by_lines(held) != _by_lines(wanted):
            what, shown = self._looking.what(step.fill), self._looking.shown
            raise Stopped(
                "unexpected",
                Text(
                    en=f"{what.en} holds “{shown(held)}” after “{shown(wanted)}” was typed",
                    es=f"{what.es} contiene «{shown(held)}» tras escribir «{shown(wanted)}»",
                ),
            )

    async def _choose(self, step: Choose) -> None:
        thing = await self._looking.one(step.choose)
        wanted = in_their_words(self.values.filled(step.value), step.words)
        options = await thing.evaluate(_OPTIONS)
        offered = [str(one) for one in options] if isinstance(options, list) else []
        if offered.count(wanted) != 1:
            what, listed = self._looking.what(step.choose), self._looking.shown(", ".join(offered)) or "–"
            raise Stopped(
                "unexpected",
                Text(
                    en=f"{what.en} does not offer “{wanted}” once; it offers: {listed}",
                    es=f"{what.es} no ofrece «{wanted}» una sola vez; ofrece: {listed}",
                ),
            )
        await thing.select_option(index=offered.index(wanted))

    async def _check(self, step: Check) -> None:
        for item in self.values.items(step.for_each) if step.for_each else ("",):
            self.values.item = in_their_words(item, step.words)
            thing = await self._looking.one(step.check)
            await thing.set_checked(step.on)

    async def _upload(self, step: Upload) -> None:
        thing = await self._looking.one(step.upload)
        content = self.values.filled(step.value).encode()
        await thing.set_input_files(
            {"name": self.values.filled(step.file), "mimeType": "text/plain", "buffer": content}
        )

    async def _click(self, step: Click) -> None:
        thing = await self._looking.one(step.click)
        await thing.click(trial=True)
        self.window.accepting = self.values.filled(step.accepts) if step.accepts is not None else None
        self.window.status = None
        before = len(self.window.refused)
        if step.changes:
            self._about_to_change()
        self._loading = True
        await thing.click()
        await self._arrived(before)
        self._judge_status()

    async def _expect(self, step: Expect) -> None:
        try:
            await self._looking.expect(step)
        except Stopped as no:
            if self._signing_in and no.why == "refused":
                raise Stopped("credentials", no.told) from None
            raise

    def _about_to_change(self) -> None:
        if not self.changed:
            self.before_changing()
        self.changed += 1

    async def _arrived(self, before: int) -> None:
        """Wait for the page, and judge it by its status. `before`: how much had been refused until then."""
        self._loading = True
        await self.window.settled()
        self._loading = False
        if self.window.astray():
            self._led_off_the_list(self.window.refused[before:])
            self._judge_status()
            raise Stopped("unavailable", Text(en="the page does not load", es="la página no carga"))
        self.window.check()

    def _judge_status(self) -> None:
        match self.window.status:
            case 401 | 403 as no:
                raise Stopped(
                    "credentials",
                    Text(
                        en=f"it does not accept these credentials (HTTP {no})",
                        es=f"no acepta estas credenciales (HTTP {no})",
                    ),
                )
            case 404 | 410 as no:
                raise Stopped(
                    "absent", Text(en=f"there is no such page (HTTP {no})", es=f"no hay tal página (HTTP {no})")
                )
            case int() as no if no >= _FAILED or no == _TOO_MANY:
                raise Stopped("unavailable", Text(en=f"it failed (HTTP {no})", es=f"ha fallado (HTTP {no})"))

    def _led_off_the_list(self, refused: Sequence[str]) -> None:
        if refused:
            led = self._looking.shown(refused[-1])
            raise Stopped(
                "unexpected",
                Text(en=f"it leads to {led}, which is not on the list", es=f"lleva a {led}, que no está en la lista"),
            )

    def _too_slow(self, seconds: float) -> Stopped:
        if self._loading:
            return Stopped(
                "unavailable",
                Text(en=f"it did not answer within {seconds:g} s", es=f"no ha respondido en {seconds:g} s"),
            )
        if self.window.broken_off:
            return Stopped("unavailable", _not_reached(f"net::{self.window.broken_off}"))
        waited = self._looking.awaited or Text(en="it was not done", es="no terminó")
        held = ", ".join(dict.fromkeys(self.window.held_back))
        more = (
            Text(
                en=f"; held back: {held} (only a step with `changes` or `sends` may send)",
                es=f"; retenido: {held} (solo envía un paso con `changes` o `sends`)",
            )
            if held
            else Text(en=f" (waited {seconds:g} s)", es=f" (espera de {seconds:g} s)")
        )
        return Stopped("unexpected", Text(en=waited.in_("en") + more.in_("en"), es=waited.in_("es") + more.in_("es")))

    def _broken(self, broken: Error) -> Stopped:
        said = self._looking.shown(broken.message.splitlines()[0])
        gone = "closed" in said or "crash" in said.lower()
        return Stopped(
            "unavailable" if gone else "unexpected",
            Text(en=f"the browser says “{said}”", es=f"el navegador dice «{said}»"),
        )


def _in_path(value: str) -> str:
    """A value as one part of a path. Raises: NoValue, for one that would lead elsewhere."""
    if value.strip(".") == "":
        raise NoValue(f"“{value}”")
    return quote(value, safe="")


def _by_lines(words: str) -> str:
    return "\n".join(line.rstrip() for line in words.strip().splitlines())


def _not_reached(said: str) -> Text:
    found = next((word for word in said.split() if word.startswith("net::")), "").removeprefix("net::")
    if found.startswith("ERR_CERT"):
        return Text(
            en=f"its certificate is not valid ({found}); whoever runs it has to renew it",
            es=f"su certificado no es válido ({found}); quien lo opera tiene que renovarlo",
        )
    why = found or " ".join(said.split())[:80]
    return Text(en=f"it cannot be reached ({why})", es=f"no está accesible ({why})")
