"""Which conditions leave people out only together, and where that is not clear."""

from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.links import BOTH_OR_EACH, Link
from tools.language.builtin.reading.eligibility.pieces import Piece, Scope
from tools.language.builtin.reading.lexicon_parts import Words


def together_until(scope: Scope, pieces: list[Piece], links: list[Link], place: int) -> int:
    """Which pieces of an exclusion exclude only together: two sides of one range, `both … and …`, `unless`."""
    clause = scope.clause
    last, heads = place, clause.known.words["new_people"]
    while last < len(links):
        first, second = pieces[last], pieces[last + 1]
        words = links[last].words
        same = first.conditions[0].attribute == second.conditions[0].attribute
        sided = (
            same
            and links[last].joint == "and"
            and first.conditions[0].operator[0] + second.conditions[0].operator[0] in ("<>", "><")
        )
        around = (*range(max(0, first.start - 3), second.start), *range(second.end, second.end + 3))
        both = any(clause.at(clause.known.logic.both, at) for at in around)
        both = both or (last + 2 == len(pieces) and _said_behind(clause, second.end))
        if ";" in words or scope.roles[second.start] != "exclusion":
            break
        if (
            sided
            or (both and links[last].joint == "and")
            or (links[last].joint == "none" and not _new_people(words, heads))
        ):
            last += 1
        else:
            break
    return last


def _said_behind(clause: Clause, place: int) -> bool:
    """`(the two together; one alone is fine)` behind the last of the conditions."""
    logic = clause.known.logic
    behind = range(place, len(clause.tokens))
    return any(clause.at(logic.both, at) or clause.at(logic.one_alone, at) for at in behind)


def _new_people(words: tuple[str, ...], heads: Words) -> bool:
    """People are introduced between the two: `empleados, quienes …`; they are the same in `retired people over 80`."""
    return len(words) > 1 and any(word in heads for word in words)


def unclear_together(clause: Clause, pieces: list[Piece], links: list[Link], place: int) -> bool:
    """`excluding customers with A and B`: each of them, or only those with both?"""
    if place >= len(links) or links[place].joint != "and":
        return False
    first, second = pieces[place], pieces[place + 1]
    heads = clause.known.words["new_people"] | clause.known.words["new_people_to"]
    between = range(first.end, second.start)
    again = any(clause.at(clause.known.people.heads, at) for at in between)
    new_people = again or _new_people(links[place].words, heads)
    return not new_people and not first.person and not second.person


def both_or_each(clause: Clause, first: Piece, second: Piece) -> Doubt:
    return Doubt(
        kind="ambiguous",
        field="audience",
        evidence=clause.quote(first.start, second.end),
        about=BOTH_OR_EACH,
    )
