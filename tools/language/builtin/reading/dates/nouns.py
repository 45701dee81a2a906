"""What a date in a text is, and what it depends on besides its words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tools.language.builtin.reading.lexicon_parts import Lexicon
from tools.language.builtin.reading.tokens import Token

OFFSETS = {"last": -1, "this": 0, "next": 1}
"""Of the week, month or year that is spoken of, from the present one."""
Bound = Literal["on", "from", "until", "before", "after"]


@dataclass(frozen=True, slots=True)
class When:
    """Tokens `start` up to `end` name the days `first` to `last`."""

    start: int
    end: int
    first: date
    last: date
    bound: Bound = "on"
    dated: bool = False
    """The year is given."""
    span: bool = False
    """A period rather than a day."""
    loose: bool = False
    """`a principios de mayo`, `around Easter`: nearly those days."""
    year_only: bool = False
    feast: str | None = None
    """The named day it is."""


@dataclass(frozen=True)
class Calendar:
    today: date
    known: Lexicon
    country: str
    """ISO code of the market: feasts and seasons differ."""
    month_first: bool = False
    """`03/04` is the 4th of March."""

    def words(self, part: str) -> frozenset[str]:
        """The language's small words of that part."""
        return self.known.words[part]

    def month_at(self, tokens: Sequence[Token], place: int) -> bool:
        return self.known.time.months.at(tokens, place) is not None


def past(tokens: Sequence[Token], place: int, *small: Collection[str]) -> int:
    """The first token from a place on that is none of these words."""
    while place < len(tokens) and any(tokens[place].norm in words for words in small):
        place += 1
    return place


def told_at(tokens: Sequence[Token], place: int, calendar: Calendar) -> tuple[int, tuple[str, ...]]:
    """`del mes que viene`, `of next week`, `next year`: the two words' meanings, and the token behind them.

    No meanings where there are not two such words.
    """
    relative = calendar.known.time.relative
    at = past(tokens, place, calendar.words("of"), calendar.words("definite"))
    first = relative.at(tokens, at)
    second = relative.at(tokens, first.end) if first else None
    return (second.end, (first.meaning, second.meaning)) if first and second else (place, ())
