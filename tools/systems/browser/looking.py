"""What a page shows: the one thing a selector names, the answer that is waited for, the value that is read."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from playwright.async_api import Error, Locator

from batuta.text import Language, Text
from tools.systems.browser.locating import located
from tools.systems.browser.playbook import Expect, Read, Selector
from tools.systems.browser.stopped import Stopped, Why
from tools.systems.browser.variables import NoValue, Values
from tools.systems.browser.window import Window

LOOK = 0.05
"""Seconds between two looks at what is waited for."""
SHOWN = 160
"""Characters of a page that a message quotes."""
_GROUPED = re.compile(r"\d{1,3}(?:[.,'\s]\d{3})+|\d+")
_HELD = """node => {
  if (node.tagName === 'SELECT') return [...node.selectedOptions].map(one => one.label).join(', ');
  if (node.type === 'checkbox' || node.type === 'radio') return String(node.checked);
  return ['INPUT', 'TEXTAREA'].includes(node.tagName) ? node.value : node.innerText;
}"""


@dataclass
class Looking:
    window: Window
    values: Values
    awaited: Text | None = None
    """What was waited for when the time was over."""

    async def one(self, selector: Selector) -> Locator:
        """The thing, once it is there and there is one of it."""
        locator = self.all(selector)
        while (there := await _count(locator)) != 1:
            self.awaited = self._not_one(selector, there)
            await asyncio.sleep(LOOK)
        self.awaited = None
        return locator

    async def either(self, found: Selector, absent: Selector) -> bool:
        """Wait until the page shows that it was done, or that it was not."""
        yes, no = self.all(found), self.all(absent)
        while True:
            seen = bool(await _count(yes)), bool(await _count(no))
            if seen[0] != seen[1]:
                self.awaited = None
                return seen[0]
            done, undone = self.what(found), self.what(absent)
            self.awaited = (
                Text(en=f"it shows both {done.en} and {undone.en}", es=f"muestra a la vez {done.es} y {undone.es}")
                if all(seen)
                else Text(
                    en=f"it shows neither {done.en} nor {undone.en}", es=f"no muestra ni {done.es} ni {undone.es}"
                )
            )
            await asyncio.sleep(LOOK)

    async def expect(self, step: Expect) -> None:
        """Wait for what is expected, or for the system's no. Raises: Stopped."""
        locator = self.all(step.expect)
        against: list[tuple[Why, Selector]] = []
        if step.refused is not None:
            against.append(("refused", step.refused))
        if step.absent is not None:
            against.append(("absent", step.absent))
        while not await self._as_expected(locator, step, against):  # noqa: ASYNC110  # a page tells nobody
            await asyncio.sleep(LOOK)
        self.awaited = None

    async def _as_expected(self, locator: Locator, step: Expect, against: list[tuple[Why, Selector]]) -> bool:
        there = await _count(locator)
        said_no = [(why, one) for why, one in against if await _count(self.all(one))]
        what = self.what(step.expect)
        if said_no and (not there or step.gone):
            why, selector = said_no[0]
            words = await self._words(selector)
            raise Stopped(why, Text(en=f"it says “{words}”", es=f"dice «{words}»"))
        if said_no:
            no = self.what(said_no[0][1])
            self.awaited = Text(en=f"it shows both {what.en} and {no.en}", es=f"muestra a la vez {what.es} y {no.es}")
            return False
        if step.gone:
            self.awaited = Text(en=f"it still shows {what.en}", es=f"sigue mostrando {what.es}")
            return there == 0
        if there != 1:
            self.awaited = self._not_one(step.expect, there)
            return False
        if step.says is None:
            return True
        wanted = " ".join(self.values.filled(step.says).split())
        held = " ".join((await self.held(locator)).split())
        self.awaited = Text(
            en=f"{what.en} says “{self.shown(held)}” where “{self.shown(wanted)}” was expected",
            es=f"{what.es} dice «{self.shown(held)}» y se esperaba «{self.shown(wanted)}»",
        )
        return wanted in held if wanted else not held

    async def read(self, step: Read) -> str | None:
        """None, where nothing stands there and that may be.

        Raises: Stopped, for what does not have the form that the playbook says.
        """
        if step.place is None:
            found = self.window.page.url
        elif step.may_be_empty and not await _count(self.all(step.place)):
            return None
        else:
            thing = await self.one(step.place)
            if step.attribute is None:
                found = await self.held(thing)
            else:
                found = await thing.get_attribute(step.attribute) or ""
        value = found.strip()
        if not value and step.may_be_empty:
            return None
        if step.pattern is not None:
            matched = re.search(step.pattern, value)
            if matched is None:
                raise self._unreadable(step, value)
            value = matched[matched.re.groups].strip()
        if step.words:
            if value not in step.words:
                raise self._unreadable(step, value)
            return step.words[value]
        return self._in_form(step, value)

    def _in_form(self, step: Read, value: str) -> str:
        match step.form:
            case "integer":
                if not _GROUPED.fullmatch(value):
                    raise self._unreadable(step, value)
                return re.sub(r"\D", "", value)
            case "date":
                try:
                    return datetime.strptime(value, step.date_form).date().isoformat()  # noqa: DTZ007
                except ValueError:
                    raise self._unreadable(step, value) from None
            case _:
                return value

    def all(self, selector: Selector) -> Locator:
        """Raises: NoValue."""
        return located(self.window.page, selector, self._not_empty)

    async def held(self, thing: Locator) -> str:
        """The value of a field, the words of anything else."""
        return str(await thing.evaluate(_HELD))

    def what(self, selector: Selector) -> Text:
        """The selector in words, with its values."""

        def said(language: Language) -> str:
            words = selector.in_words(language)
            try:
                return self.shown(self.values.filled(words))
            except (NoValue, ValueError):
                return self.shown(words)

        return Text(en=said("en"), es=said("es"))

    def shown(self, words: str) -> str:
        """Words of a page as a message may quote them: short, on one line, without secrets."""
        for secret in self.values.revealed:
            words = words.replace(secret, "•••") if secret else words
        line = " ".join(words.split())
        return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"

    async def _words(self, selector: Selector) -> str:
        try:
            return self.shown(await self.all(selector).first.inner_text(timeout=1000))
        except Error:
            return self.what(selector).en

    def _not_empty(self, template: str) -> str:
        filled = self.values.filled(template)
        if template and not filled.strip():
            raise NoValue(template)
        return filled

    def _not_one(self, selector: Selector, there: int) -> Text:
        what = self.what(selector)
        if there == 0:
            return Text(en=f"it does not show {what.en}", es=f"no muestra {what.es}")
        return Text(en=f"it shows {what.en} {there} times", es=f"muestra {what.es} {there} veces")

    def _unreadable(self, step: Read, value: str) -> Stopped:
        expected = step.pattern or ", ".join(step.words) or step.form
        shown = self.shown(value)
        return Stopped(
            "unexpected",
            Text(
                en=f"{step.read} reads “{shown}”, which is not {expected}",
                es=f"en {step.read} pone «{shown}», que no es {expected}",
            ),
        )


def in_their_words(value: str, words: Mapping[str, str]) -> str:
    """What the system calls our value. Raises: NoValue, where the playbook lists words and not this one."""
    if not words:
        return value
    if value not in words:
        raise NoValue(value)
    return words[value]


async def _count(locator: Locator) -> int:
    """How many there are; none while a page gives way to the next. Raises: Stopped, for a selector that is none."""
    try:
        return await locator.count()
    except Error as broken:
        if "selector" in broken.message.lower() and "parsing" in broken.message.lower():
            raise Stopped("playbook", Text(en="its CSS is no selector", es="su CSS no es un selector")) from None
        return 0
