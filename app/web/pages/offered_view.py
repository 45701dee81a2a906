"""Wordings to pick from: what changes in each, how long it is, and what it rests on."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from agents.content.suggest import Suggested
from agents.conversation.reply import Quoted
from agents.conversation.sourcing import source_of
from app.web.words import Words
from batuta.deps import Deps

ALIKE = 0.5
"""Share of common words from which on two wordings are shown as a change of one another."""
_PIECES = re.compile(r"\s+|[^\s]+")


class Piece(NamedTuple):
    kind: str
    """`same`, `gone` or `new`."""
    text: str


class OfferedView(NamedTuple):
    text: str
    pieces: tuple[Piece, ...]
    """The text with what changes in it marked; one new piece where it is another text altogether."""
    size: str
    """`62 caracteres, 18 menos`."""
    sources: tuple[Quoted, ...]
    named: tuple[str, ...]
    """What the sources are called, each once."""


def offered_views(made: Suggested, before: str, deps: Deps, t: Words) -> tuple[OfferedView, ...]:
    found = []
    for text, citations in zip(made.alternatives, made.sources, strict=True):
        sources = tuple(source_of(one, text, deps, t.language) for one in citations)
        titles = tuple(dict.fromkeys(one.title for one in sources))
        found.append(OfferedView(text, tuple(changed_pieces(before, text)), _size(text, before, t), sources, titles))
    return tuple(found)


def changed_pieces(before: str, after: str) -> Iterator[Piece]:
    """
    >>> [tuple(piece) for piece in changed_pieces("Your loan at a glance", "Your loan")]
    [('same', 'Your loan'), ('gone', ' at a glance')]
    >>> [piece.kind for piece in changed_pieces("Your loan at a glance", "Put a date on it")]
    ['new']
    """
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    matched = SequenceMatcher(None, old, new, autojunk=False)
    common = sum(len(word) for found in matched.get_matching_blocks() for word in new[found.b : found.b + found.size])
    if not before.strip() or common < ALIKE * min(len(before), len(after)):
        yield Piece("new", after)
        return
    for kind, a, b, c, d in matched.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(new[c:d]))
            continue
        if b > a:
            yield Piece("gone", "".join(old[a:b]))
        if d > c:
            yield Piece("new", "".join(new[c:d]))


def _size(text: str, before: str, t: Words) -> str:
    letters, more = len(text), len(text) - len(before)
    told = t(f"{letters} characters", f"{letters} caracteres")
    if more == 0:
        return told
    return f"{told}, " + (t(f"{more} more", f"{more} más") if more > 0 else t(f"{-more} fewer", f"{-more} menos"))
