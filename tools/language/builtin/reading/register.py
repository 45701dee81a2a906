"""The three reading tasks by rules. A text is read once; the stages ask for their parts of it."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping

from batuta.noun import Noun
from batuta.reading import (
    CLARIFY_INTENT,
    EXTRACT_ELIGIBILITY,
    IDENTIFY_CONTENT,
    BriefText,
    ContentWanted,
    Eligibility,
    Intent,
)
from tools.language.builtin.reading.proven import proven_content, proven_eligibility, proven_intent
from tools.language.builtin.reading.vocabulary import Compiled, Vocabularies
from tools.language.builtin.reading.whole import Whole, read_whole

_KEPT = 16
_LONG = 8_000
"""Code points, about a tenth of a second."""


class Reader:
    """Reads briefs of any company; keeps what it has compiled and the last texts it has read."""

    def __init__(self) -> None:
        self._vocabularies = Vocabularies()
        self._read: OrderedDict[tuple[object, ...], Whole] = OrderedDict()

    async def clarify_intent(self, given: BriefText) -> Intent:
        return proven_intent(given, (await self._whole(given)).intent)

    async def extract_eligibility(self, given: BriefText) -> Eligibility:
        return proven_eligibility(given, (await self._whole(given)).eligibility)

    async def identify_content(self, given: BriefText) -> ContentWanted:
        return proven_content(given, (await self._whole(given)).content)

    async def _whole(self, given: BriefText) -> Whole:
        """Long texts are read on a thread, so that nobody else waits for them."""
        if len(given.text) > _LONG:
            return await asyncio.to_thread(self._read_once, given)
        return self._read_once(given)

    def _read_once(self, given: BriefText) -> Whole:
        company: Compiled = self._vocabularies.compiled(given.vocabulary)
        text = (given.text, given.today, given.addendum, id(company))
        known = self._read.get((*text, None, None))
        if known and _learns_nothing(given, known):
            return known
        key = (*text, given.language, given.product_id)
        if key not in self._read:
            self._read[key] = read_whole(given, company)
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return self._read[key]


def _learns_nothing(given: BriefText, known: Whole) -> bool:
    """What earlier stages found out is what this reader found out itself."""
    product = known.intent.product.id if known.intent.product else None
    return given.language in (None, known.intent.language) and given.product_id in (None, product)


def reading_tasks() -> Mapping[str, Callable[[BriefText], Awaitable[Noun]]]:
    """Task name to implementation, over one reader."""
    reader = Reader()
    return {
        CLARIFY_INTENT.name: reader.clarify_intent,
        EXTRACT_ELIGIBILITY.name: reader.extract_eligibility,
        IDENTIFY_CONTENT.name: reader.identify_content,
    }
