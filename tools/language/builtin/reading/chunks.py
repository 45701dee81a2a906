"""Stretches of a clause between commas and brackets: what a list of facts is made of."""

from collections.abc import Iterator

from tools.language.builtin.reading.analysis import Clause

_MARKS = frozenset('.,;:-–—*_"«»“”!¡()|…')


def chunks(clause: Clause) -> Iterator[tuple[int, int]]:
    """Token ranges; a dash counts only between spaces, a comma or point inside a figure never."""
    return iter(clause.stretches)


def chunk_around(clause: Clause, place: int) -> tuple[int, int]:
    """The stretch a token stands in."""
    around = ((first, last) for first, last in chunks(clause) if first <= place < last)
    return next(around, (place, place + 1))


def trimmed(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """Without full stops, bullets and marks at either end."""
    while start < end and clause.tokens[start].norm in _MARKS:
        start += 1
    while end > start and clause.tokens[end - 1].norm in _MARKS:
        end -= 1
    return start, end
