"""People of whom a sentence says afterwards that they get nothing: `customers in arrears are not contacted`."""

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.heads import word_of
from tools.language.builtin.reading.eligibility.verdicts import verdicts
from tools.language.builtin.reading.mentions import Mention
from tools.language.builtin.reading.phrases import Found


def refusals(clause: Clause) -> tuple[tuple[int, int], ...]:
    """Heads of people of whom it is said later that they get nothing, each with the end of those words."""
    found: dict[int, int] = {}
    for match in clause.find(clause.known.logic.not_contacted):
        if _opens_with_people(clause, match):
            continue
        heads = [head.start for head in clause.find(clause.known.people.heads) if head.end <= match.start]
        before = match.start - 1
        named = clause.mention_at.get(before - (before > 0 and clause.tokens[before].norm == ","))
        if named and named.of("attribute", "value") and not any(named.start <= head < named.end for head in heads):
            own = named.start == 0 or clause.tokens[named.start - 1].kind == "sign"
            heads += [named.start] if own or (not heads and _led(clause, named)) else []
        if not heads and clause.word_in(0, "if"):
            found[0] = match.end  # `If they have claimed, leave them out.`
        if heads:
            inside = clause.mention_at.get(heads[-1])
            personal = inside is not None and bool(inside.of("attribute", "value"))
            found[inside.start if inside and personal else heads[-1]] = match.end
    found.update(_not_them(clause))
    found.update(_sent_away(clause))
    for one in verdicts(clause):
        if not any(one.start <= head < one.end for head in found):
            found[one.start] = one.end
    return tuple(found.items())


def _opens_with_people(clause: Clause, match: Found[bool]) -> bool:
    """`…, please exclude those who …`: the words are those of an exclusion, and whom they leave out stands behind."""
    people, logic = clause.known.people.heads, clause.known.logic
    behind = match.end + clause.word_in(match.end, "articles")
    named = behind in clause.mention_at or any(clause.at(phrases, behind) for phrases in (people, logic.relatives))
    return named and clause.ending(logic.exclusions, match.end) is not None


_LEAD = 3
"""Small words between a comma and a value: `los de Zaragoza`."""


def _led(clause: Clause, mention: Mention) -> bool:
    """Nothing but small words and `nivel` of `nivel oro` stands between a sign, or the beginning, and this name."""
    place = mention.start
    for at in range(place - 1, max(-1, place - _LEAD - 2), -1):
        token = clause.tokens[at]
        if token.kind == "sign":
            return True
        if any(word_of(clause, at, sense.name) for sense in mention.of("value")):
            place -= 1
            continue
        if at in clause.mention_at or at in clause.quantity_at or len(token.norm) > _LEAD + 1:
            return False
    return place <= _LEAD


def _not_them(clause: Clause) -> dict[int, int]:
    """`Jubilados no.`: a value of people, and nothing behind it but that it is not meant."""
    found: dict[int, int] = {}
    for mention in clause.mentions:
        end = mention.end + 1
        opens = mention.start == 0 or clause.tokens[mention.start - 1].kind == "sign"
        ends = end >= len(clause.tokens) or clause.tokens[end].norm in (".", ",", ";", ")")
        if opens and ends and clause.word_in(mention.end, "refusing") and _people_of(clause, mention):
            found[mention.start] = end
    return found


def _sent_away(clause: Clause) -> dict[int, int]:
    """`leave Zaragoza out`, `leave vulnerable customers alone`, `los que hayan reclamado más de 2 veces fuera`."""
    found: dict[int, int] = {}
    for first, last in clause.stretches:
        for out in range(first + 1, last):
            if not clause.word_in(out, "out"):
                continue
            put = next((at for at in range(first, out) if clause.word_in(at, "putting")), None)
            named = [at for at in range(first if put is None else put + 1, out) if _names_somebody(clause, at)]
            if named and put is not None:
                found[named[0]] = out + 1
            elif named and _ends_apart(clause, out):
                found.update(dict.fromkeys(_told_last(clause, first, named), out + 1))
    return found


def _ends_apart(clause: Clause, out: int) -> bool:
    """Behind what our data tell, and nothing behind it: `los que viven fuera` live abroad."""
    ends = out + 1 == len(clause.tokens) or clause.tokens[out + 1].kind == "sign"
    return ends and (out - 1 in clause.mention_at or out - 1 in clause.quantity_at)


def _told_last(clause: Clause, first: int, named: list[int]) -> list[int]:
    """The last people named, where they begin the thought or `and` leads to them: `… y los que tengan impagos`."""
    heads = [at for at in named if clause.at(clause.known.people.heads, at)] or named[:1]
    led = heads[-1] - first <= _LEAD or clause.at(clause.known.logic.joints, heads[-1] - 1) is not None
    return heads[-1:] if led else []


def _names_somebody(clause: Clause, place: int) -> bool:
    """A noun for people begins here, or what our data tell of them."""
    mention = clause.mention_at.get(place)
    told = mention is not None and bool(mention.of("attribute", "value"))
    return told or clause.at(clause.known.people.heads, place) is not None


def _people_of(clause: Clause, mention: Mention) -> bool:
    """A value, or what people are who have something: `cardholders`."""
    channels = clause.known.campaign.channels_listed
    told = clause.tokens[mention.end - 1].norm.endswith("s") and clause.at(channels, mention.start) is None
    flags = any(clause.company[sense.name].kind == "yes_no" for sense in mention.of("attribute"))
    return bool(mention.of("value")) or (flags and told)
