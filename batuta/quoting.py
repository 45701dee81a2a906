"""Where a quote stands in the text it was taken from.

A language model quotes well and counts badly: it gives the words, code finds their place.
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from re import finditer
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from batuta.audience import Evidence

M = TypeVar("M", bound=BaseModel)

# Typing habits that change a quote without changing what is quoted; one character each, so that places hold.
_ALIKE = str.maketrans(dict.fromkeys("’‘´`", "'") | dict.fromkeys("“”«»„", '"') | dict.fromkeys("–—‑−", "-"))


def placed(text: str, made: M) -> M:
    """The same model, with every quote of the brief in it at its true place in the text.

    A quote that differs from the text only in white space or in the kind of quotation mark or dash becomes
    the text's own words. A quote that is not in the text stays as it is, for a validator to complain of.
    """
    if isinstance(made, Evidence):
        return made.model_copy(update=found) if (found := _place(text, made)) else made
    changed = {
        name: moved
        for name in type(made).model_fields
        if (moved := _placed_value(text, value := getattr(made, name))) is not value
    }
    return made.model_copy(update=changed) if changed else made


def place_of(quote: str, text: str, near: int = 0) -> tuple[int, int] | None:
    """Start and end of the occurrence nearest to `near`, in code points; None where there is none.

    >>> place_of("con nómina", "Clientes con\\nnómina")
    (9, 19)
    """
    if not quote.strip():
        return None
    start = _nearest(quote, text, near)
    if start is not None:
        return start, start + len(quote)
    words = _words(text)
    bare = " ".join(quote.translate(_ALIKE).split())
    found = _nearest(bare, words.joined, words.joined_place(near))
    return None if found is None else (words.place(found), words.place(found + len(bare) - 1) + 1)


def _nearest(quote: str, text: str, near: int) -> int | None:
    before, after = text.rfind(quote, 0, near + len(quote)), text.find(quote, near)
    if before < 0 or after < 0:
        return max(before, after) if max(before, after) >= 0 else None
    return before if near - before <= after - near else after


class _Words(NamedTuple):
    """A text with its words one space apart, and where each word stands in both."""

    joined: str
    joined_starts: tuple[int, ...]
    starts: tuple[int, ...]

    def place(self, in_joined: int) -> int:
        word = bisect_right(self.joined_starts, in_joined) - 1
        return self.starts[word] + in_joined - self.joined_starts[word]

    def joined_place(self, in_text: int) -> int:
        word = bisect_right(self.starts, in_text) - 1
        return self.joined_starts[word] if word >= 0 else 0


@lru_cache(maxsize=4)
def _words(text: str) -> _Words:
    found = [(match.start(), match[0]) for match in finditer(r"\S+", text.translate(_ALIKE))]
    lengths = accumulate((len(word) + 1 for _, word in found), initial=0)
    return _Words(
        " ".join(word for _, word in found),
        tuple(start for start, _ in zip(lengths, found, strict=False)),
        tuple(start for start, _ in found),
    )


def _placed_value(text: str, value: object) -> object:
    if isinstance(value, BaseModel):
        return placed(text, value)
    if isinstance(value, tuple):
        items = tuple(_placed_value(text, item) for item in value)
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    if isinstance(value, dict):
        entries = {key: _placed_value(text, item) for key, item in value.items()}
        return value if all(entries[key] is value[key] for key in value) else entries
    return value


def _place(text: str, evidence: Evidence) -> dict[str, object]:
    if evidence.source != "brief" or text[evidence.start : evidence.end] == evidence.quote:
        return {}
    spot = place_of(evidence.quote, text, near=evidence.start)
    return {"quote": text[spot[0] : spot[1]], "start": spot[0], "end": spot[1]} if spot else {}
