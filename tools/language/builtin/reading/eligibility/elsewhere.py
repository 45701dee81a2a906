"""What people have with somebody else: `en otro banco`, `de otros operadores`. It is not among our data."""

from collections.abc import Sequence

from batuta.audience import Criterion
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.pieces import Piece
from tools.language.builtin.reading.entries import Sense
from tools.language.builtin.reading.meaning import Meaning
from tools.language.builtin.reading.mentions import Mention

_FAR_AWAY = 4
"""Words between a thing and `en otro banco`."""


def of_others(clause: Clause, members: Sequence[tuple[Mention, Sense]]) -> Piece | None:
    """`clientes prepago de otros operadores`: not among our data."""
    away = elsewhere(clause, members[-1][0])
    if away is None:
        return None
    start, name = members[0][0].start, members[0][1].name
    doubt = Doubt(kind="ambiguous", field=f"audience.{name}", evidence=clause.quote(start, away), about=name)
    return Piece(start, away, doubts=(doubt,))


def elsewhere(clause: Clause, mention: Mention) -> int | None:
    """Where the words end that place it with somebody else: `nómina en otro banco`."""
    near = range(mention.end, min(mention.end + _FAR_AWAY, len(clause.tokens)))
    found = next((match for at in near if (match := clause.at(clause.known.logic.elsewhere, at))), None)
    between = range(mention.end, found.start) if found else ()
    apart = any(clause.tokens[at].norm in (",", ";", ".") or at in clause.mention_at for at in between)
    return found.end if found and not apart else None


def held_elsewhere(clause: Clause, mention: Mention, meaning: Meaning, end: int) -> Piece:
    """What people have with another company is not in our data; that they lack it here is the nearest we can say."""
    name = meaning.attribute.name
    evidence = clause.quote(mention.start, end)
    lacking = Criterion(attribute=name, operator="==", value=meaning.no, evidence=evidence)
    doubt = Doubt(kind="ambiguous", field=f"audience.{name}", evidence=evidence, about=name, proposal=lacking)
    return Piece(mention.start, end, doubts=(doubt,))
