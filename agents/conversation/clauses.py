"""A request for changes, clause by clause: `quitamos Madrid y bajamos a 700` is two."""

import re
from typing import Literal, NamedTuple, get_args

from agents.conversation.hearing import hear
from batuta.grounding.numbers import Quantity, figures
from batuta.text import Language

Move = Literal["drop", "lower", "raise", "add", "set"]
MOVES: tuple[Move, ...] = get_args(Move)

_CUT = re.compile(r"[;!?¿¡\n]+|[.,](?!\d)|\b(?:y|e|and|pero|but|ademas|además|then|luego)\b", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:entre|between)\s+\S+\s+(y|and)\b", re.IGNORECASE)


class Clause(NamedTuple):
    text: str
    move: Move | None
    """None where no clause says what to do."""
    quantities: tuple[Quantity, ...]


def clauses(text: str, language: Language) -> tuple[Clause, ...]:
    """The pieces of a request. A piece without a verb does what the one before does.

    >>> [(clause.text, clause.move) for clause in clauses("quita Madrid y Sevilla y baja a 700", "es")]
    [('quita Madrid', 'drop'), ('Sevilla', 'drop'), ('baja a 700', 'lower')]
    """
    found: list[Clause] = []
    move: Move | None = None
    for piece in _pieces(text):
        means = hear(piece, language).means
        said: Move | None = next((name for name in MOVES if name in means), None)
        if said is None and "without" in means:
            said = "drop"
        move = said or move
        found.append(Clause(piece, move, figures(piece, language).quantities))
    return tuple(found)


def _pieces(text: str) -> list[str]:
    """Cut at connectors, but `entre 30 y 45` and `between 30 and 45` stay whole."""
    masked = list(text)
    for found in _RANGE.finditer(text):
        masked[found.start(1) : found.end(1)] = "·" * len(found.group(1))
    start, pieces = 0, []
    for cut in _CUT.finditer("".join(masked)):
        pieces.append(text[start : cut.start()])
        start = cut.end()
    return [piece.strip() for piece in (*pieces, text[start:]) if piece.strip()]
