"""A list of values of one attribute: which attribute they are of, and the condition they make."""

from collections.abc import Sequence

from batuta.audience import Criterion, Scalar
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.heads import word_of
from tools.language.builtin.reading.eligibility.pieces import Condition, Piece
from tools.language.builtin.reading.eligibility.unsaid import near
from tools.language.builtin.reading.entries import Sense
from tools.language.builtin.reading.mentions import Mention

_SEPARATORS = frozenset(",/&+")


def lists(clause: Clause, at: int) -> bool:
    return clause.word_in(at, "listing") or clause.tokens[at].norm in _SEPARATORS


def value_of(clause: Clause, mention: Mention, following: Sequence[Mention]) -> Sense | Doubt | None:
    """The value a mention names.

    A value that two attributes share is settled by an attribute close by, or by the values listed with it.
    """
    senses = mention.of("value")
    if not senses:
        return None
    named = [sense.name for sense in mention.of("attribute")]
    kinds = {clause.company[name].kind for name in named}
    told = mention.start - 1 in clause.quantity_at or clause.word_in(mention.start - 1, "definite")
    if "yes_no" in kinds or ("category" in kinds and told):
        senses = tuple(s for s in senses if near(clause, mention, s.name)) or ()
        if not senses:
            return None
    if all(sense.weak for sense in senses) and _said_of_another(clause, mention, senses):
        return None
    if len({sense.name for sense in senses}) == 1:
        return senses[0]
    close = [sense for sense in senses if near(clause, mention, sense.name)]
    if len({sense.name for sense in close}) == 1:
        return close[0]
    own = [sense for sense in senses if not sense.weak]
    if len({sense.name for sense in own}) == 1:
        return own[0]
    behind = [s for s in own if names_attribute(clause, list_from(clause, following, s)[-1][0].end, s.name)]
    if len({sense.name for sense in behind}) == 1:
        return behind[0]
    lengths = {sense.name: len(list_from(clause, following, sense)) for sense in own}
    longest = [sense for sense in own if lengths[sense.name] == max(lengths.values())]
    if len({sense.name for sense in longest}) == 1:
        return longest[0]
    return Doubt(
        kind="attribute_ambiguous",
        field="audience",
        evidence=clause.quote(mention.start, mention.end),
        about=clause.words(mention.start, mention.end),
        options=tuple(dict.fromkeys(sense.name for sense in senses)),
        readings=tuple(_reading(clause, following, sense) for sense in longest),
    )


def list_from(clause: Clause, named: Sequence[Mention], first: Sense) -> list[tuple[Mention, Sense]]:
    members = [(named[0], first)]
    for mention in named[1:]:
        between = range(members[-1][0].end, mention.start)
        if not all(lists(clause, at) or names_attribute(clause, at, first.name) for at in between):
            break
        if names_attribute(clause, mention.start, first.name) and not mention.of("value"):
            continue
        sense = next((sense for sense in mention.of("value") if sense.name == first.name), None)
        if sense is None:
            break
        members.append((mention, sense))
    return members


def names_attribute(clause: Clause, place: int, attribute: str) -> bool:
    mention = clause.mention_at.get(place)
    return mention is not None and any(sense.name == attribute for sense in mention.of("attribute"))


def value_piece(clause: Clause, members: Sequence[tuple[Mention, Sense]]) -> Piece:
    start, end = members[0][0].start, members[-1][0].end
    name = members[0][1].name
    for at in range(max(0, start - 4), start):
        if names_attribute(clause, at, name) and all(_linking(clause, between, name) for between in range(at, start)):
            start = at
            break
    end = _with_its_attribute(clause, end, name)
    values: tuple[Scalar, ...] = tuple(dict.fromkeys(s.value for _, s in members if s.value is not None))
    condition = Condition(name, "==", values[0]) if len(values) == 1 else Condition(name, "in", values)
    return Piece(start, end, (condition,), person=person_of(clause, members[0][0]))


def person_of(clause: Clause, mention: Mention) -> bool:
    before = range(max(0, mention.start - 2), mention.start)
    return not any(clause.at(clause.known.logic.holding, at) for at in before)


def _said_of_another(clause: Clause, mention: Mention, senses: Sequence[Sense]) -> bool:
    """`riesgo de abandono alto`: what the field in general calls a value, right behind another attribute."""
    before = clause.mention_at.get(mention.start - 1)
    named = before.of("attribute") if before else ()
    return bool(named) and not {sense.name for sense in named} & {sense.name for sense in senses}


def _reading(clause: Clause, following: Sequence[Mention], first: Sense) -> Criterion:
    """What the list would be as values of one of the attributes."""
    members = list_from(clause, following, first)
    values = tuple(dict.fromkeys(sense.value for _, sense in members if sense.value is not None))
    evidence = clause.quote(members[0][0].start, members[-1][0].end)
    if len(values) == 1:
        return Criterion(attribute=first.name, operator="==", value=values[0], evidence=evidence)
    return Criterion(attribute=first.name, operator="in", value=values, evidence=evidence)


def _with_its_attribute(clause: Clause, end: int, name: str) -> int:
    """`tertiary education`, `the 10 GB prepaid plan`: the attribute, or a word of its name, may follow its value."""
    mention = clause.mention_at.get(end)
    single = mention is not None and mention.end == end + 1 and bool(mention.of("value"))
    if single and not _kind_of(clause, end) and word_of(clause, end, name):
        return end + 1
    return (
        mention.end
        if mention and mention.start == end and names_attribute(clause, end, name) and not mention.of("value")
        else end
    )


def _kind_of(clause: Clause, place: int) -> bool:
    return clause.at(clause.known.people.heads, place) is not None


def _linking(clause: Clause, place: int, attribute: str) -> bool:
    small = clause.word_in(place, "linking") or clause.tokens[place].norm in (":", "|", "=")
    return small or names_attribute(clause, place, attribute)
