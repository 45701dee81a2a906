"""Attributes without a figure: one of several values, yes or no, known or unknown."""

from collections.abc import Sequence
from itertools import pairwise

from batuta.audience import Criterion, Scalar
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.columns import column_words
from tools.language.builtin.reading.eligibility.bounds import begins_another
from tools.language.builtin.reading.eligibility.conflicts import trait_of
from tools.language.builtin.reading.eligibility.denial import denied_before
from tools.language.builtin.reading.eligibility.pieces import Condition, Piece, Scope
from tools.language.builtin.reading.eligibility.unsaid import (
    for_each,
    grammatical,
    near,
    not_yet,
    of_a_price,
    of_a_sum,
    of_something_else,
    only_a_length,
    where_they_go,
)
from tools.language.builtin.reading.entries import Sense
from tools.language.builtin.reading.meaning import Meaning
from tools.language.builtin.reading.mentions import Mention
from tools.language.builtin.reading.tokens import fold, stem

_SEPARATORS = frozenset(",/&+")
_STRAY = 1
_FAR_AWAY = 4
"""Words between a thing and `en otro banco`."""
_WITH_ITS_TIME = 2
"""A count is named with the time it covers by more words than this."""


def read_values(scope: Scope) -> None:
    """Lists of values of one attribute become one condition; a yes-or-no attribute is asserted by its name."""
    clause = scope.clause
    named = _with_whole_lists(scope, [one for one in clause.mentions if _is_heard(scope, one)])
    done: set[int] = set()
    for place, mention in enumerate(named):
        used = not scope.free(mention.start, mention.end)
        if used or mention.start in done or grammatical(clause, mention) or only_a_length(clause, mention):
            continue
        if (
            of_a_price(clause, mention)
            or of_a_sum(clause, mention)
            or for_each(clause, mention)
            or where_they_go(clause, mention)
            or _listed_with_channels(clause, mention)
            or clause.word_in(mention.end, "kinds")
        ):
            continue
        if (whole := of_something_else(clause, mention) or not_yet(clause, mention)) is not None:
            scope.add(_of_unknown_things(clause, *whole))
            continue
        value = _value(clause, mention, named[place:])
        if isinstance(value, Doubt):
            members = _list_from(clause, named[place:], mention.of("value")[0])
            done.update(one.start for one, _ in members)
            scope.add(Piece(mention.start, members[-1][0].end, doubts=(value,)))
        elif value is not None:
            members = _list_from(clause, named[place:], value)
            done.update(one.start for one, _ in members)
            if clause.word_in(mention.start - 1, "inside") and trait_of(clause.company[value.name].attribute):
                # Who lives in Colombia need not be Colombian.
                scope.add(_of_unknown_things(clause, mention.start, members[-1][0].end))
                continue
            scope.add(_upwards(clause, members) or _of_others(clause, members) or _value_piece(clause, members))
        elif (meaning := _asserted(clause, mention)) and not _of_the_figure_before(scope, mention, meaning):
            denied = mention.denied or denied_before(scope, mention.start) is not None
            condition = _assertion(meaning, mention, denied=denied)
            if condition and (away := _elsewhere(clause, mention)) and meaning.kind == "yes_no":
                scope.add(_held_elsewhere(clause, mention, meaning, away))
            elif denied and meaning.kind == "quantity" and _of_money(meaning):
                none = Condition(meaning.attribute.name, "==", 0)
                start = denied_before(scope, mention.start)
                scope.add(Piece(mention.start if start is None else start, mention.end, (none,), settled=True))
            elif condition and (end := _not_so(clause, mention)) and meaning.kind == "yes_no":
                lacking = Condition(condition.attribute, "==", meaning.no)
                scope.add(Piece(mention.start, end, (lacking,), settled=True))
            elif condition:
                scope.add(Piece(mention.start, mention.end, (condition,), person=_person(clause, mention)))


def _of_the_figure_before(scope: Scope, mention: Mention, meaning: Meaning) -> bool:
    """`referred no more than one friend`: both words name the attribute, and the figure has been read."""
    name = meaning.attribute.name
    beside = (one for one in scope.pieces if mention.start in (one.end, one.end + 1) or mention.end == one.start)
    return any(condition.attribute == name for one in beside for condition in one.conditions)


def _of_unknown_things(clause: Clause, start: int, end: int) -> Piece:
    doubt = Doubt(kind="group_unknown", field="audience", evidence=clause.quote(start, end))
    return Piece(start, end, doubts=(doubt,))


def _is_heard(scope: Scope, mention: Mention) -> bool:
    return scope.free(mention.start, mention.end) and _heard(scope, mention)


def _with_whole_lists(scope: Scope, named: list[Mention]) -> list[Mention]:
    """Of a list of values all are heard or none: `invite 4 engineering and architecture graduates`."""
    clause, heard = scope.clause, {one.start for one in named}
    for before, after in reversed(list(pairwise(clause.mentions))):
        shared = {sense.name for sense in before.of("value")} & {sense.name for sense in after.of("value")}
        between = range(before.end, after.start)
        listed = bool(shared and between) and all(_lists(clause, at) for at in between)
        if after.start in heard and listed and scope.free(before.start, before.end):
            heard.add(before.start)
    return [one for one in clause.mentions if one.start in heard]


def _heard(scope: Scope, mention: Mention) -> bool:
    return scope.spoken_of(mention.start) or (scope.roles[mention.start] == "open" and _fragment(scope, mention))


def _fragment(scope: Scope, mention: Mention) -> bool:
    """A scrap such as `Solo Madrid y Bilbao` or `Madrid, 30–55, email`: a condition, though no people are named."""
    clause = scope.clause
    flags = ("yes_no", "count", "counted")
    own = bool(mention.of("value") or any(clause.company[s.name].kind in flags for s in mention.of("attribute")))
    weak = all(sense.weak for sense in mention.of("attribute", "value"))
    sold = bool(mention.of("product", "family")) and not (scope.used and _lacked(clause, mention))
    if not own or weak or sold or clause.sentence.section in ("title", "kpi"):
        return False
    if any(clause.word_in(place, "copulas") for place in range(len(clause.tokens))):
        return False  # `El festival es en Bilbao`: a statement, and of something else
    if any(clause.at(clause.known.campaign.locales, place) for place in range(mention.start, mention.end)):
        return False
    if any(place in clause.taken for place in range(mention.start, mention.end)):
        return False
    if _offered(scope, mention) or _of_a_channel(clause, mention):
        return False
    start = mention.start - any(_word_of(clause, mention.start - 1, sense.name) for sense in mention.of("value"))
    led = start <= 0 or start - 1 in clause.mention_at or _leads(clause, start - 1) or _only_denied(clause, start)
    return led and _stray_words(scope) <= _STRAY


def _only_denied(clause: Clause, place: int) -> bool:
    """`Not on the motorway plan`: a denial opens it, and nothing but small words follows."""
    logic = clause.known.logic
    opener = clause.at(logic.negators, 0)
    between = range(opener.end, place) if opener else ()
    small = all(clause.word_in(at, "articles") or clause.at(logic.holding, at) is not None for at in between)
    return opener is not None and small


def _of_a_channel(clause: Clause, mention: Mention) -> bool:
    """`Email + app banner`: a place where something is shown, in a list of channels."""
    campaign = clause.known.campaign
    spoken = [*clause.find(campaign.channels), *clause.find(campaign.channels_listed)]
    inside = [one for one in spoken if one.start < mention.end and mention.start < one.end]
    others = [one for one in clause.find(campaign.channels) if one.end <= mention.start or mention.end <= one.start]
    return any(one.end > mention.end or one.start < mention.start for one in inside) and bool(others)


def _lacked(clause: Clause, mention: Mention) -> bool:
    """`18 to 24, no credit card`: among conditions, nothing that is promoted."""
    return clause.ending(clause.known.logic.negators, mention.start) is not None


def _offered(scope: Scope, mention: Mention) -> bool:
    """`Home insurance for owners`, `Phone on instalments, email, June`: what is promoted, though people may have it."""
    clause = scope.clause
    if mention.start or _held(clause, mention):
        return False
    spoken = range(mention.end, len(clause.tokens))
    campaign = clause.known.campaign
    told = bool(clause.dates) or clause.has(campaign.channels) or any(one.money for one in clause.quantities)
    addressed = clause.word_in(mention.end, "towards") and any(scope.spoken_of(at) for at in spoken)
    return addressed or (told and not mention.of("value"))


def _listed_with_channels(clause: Clause, mention: Mention) -> bool:
    """`email + app`, `app y SMS`: how it is said, though people may have it."""
    channels, listed = clause.known.campaign.channels, clause.known.campaign.channels_listed
    if not (clause.at(channels, mention.start) or clause.at(listed, mention.start)):
        return False
    before = _lists(clause, mention.start - 1) and clause.ending(channels, mention.start - 1) is not None
    behind = mention.end < len(clause.tokens) and _lists(clause, mention.end)
    return before or (behind and clause.at(channels, mention.end + 1) is not None)


def _leads(clause: Clause, at: int) -> bool:
    """A small word, a joint or a sign after which a condition may stand alone."""
    joined = any(clause.word_in(at, part) for part in ("and", "or", "places", "towards"))
    return joined or clause.tokens[at].norm in (",", ":", "+")


def _lists(clause: Clause, at: int) -> bool:
    return clause.word_in(at, "listing") or clause.tokens[at].norm in _SEPARATORS


def _stray_words(scope: Scope) -> int:
    clause = scope.clause
    known, campaign = clause.known, clause.known.campaign
    stray = 0
    for place, token in enumerate(clause.tokens):
        if token.kind != "word" or place in clause.mention_at or place in clause.quantity_at or place in clause.date_at:
            continue
        if place in clause.taken or place in scope.used:
            continue
        small = (
            token.norm in known.campaign.common
            or token.norm in known.logic.skippable
            or clause.word_in(place, "listing")
            or clause.word_in(place, "places")
        )
        named = clause.at(campaign.channels, place) is not None or clause.at(campaign.campaign, place) is not None
        stray += not (small or named)
    return stray


def _value(clause: Clause, mention: Mention, following: Sequence[Mention]) -> Sense | Doubt | None:
    """The value a mention names.

    A value that two attributes share is settled by an attribute close by, or by the values listed with it.
    """
    senses = mention.of("value")
    if not senses:
        return None
    if mention.of("attribute") and any(clause.company[s.name].kind == "yes_no" for s in mention.of("attribute")):
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
    behind = [s for s in own if _names(clause, _list_from(clause, following, s)[-1][0].end, s.name)]
    if len({sense.name for sense in behind}) == 1:
        return behind[0]
    lengths = {sense.name: len(_list_from(clause, following, sense)) for sense in own}
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


def _said_of_another(clause: Clause, mention: Mention, senses: Sequence[Sense]) -> bool:
    """`riesgo de abandono alto`: what the field in general calls a value, right behind another attribute."""
    before = clause.mention_at.get(mention.start - 1)
    named = before.of("attribute") if before else ()
    return bool(named) and not {sense.name for sense in named} & {sense.name for sense in senses}


def _reading(clause: Clause, following: Sequence[Mention], first: Sense) -> Criterion:
    """What the list would be as values of one of the attributes."""
    members = _list_from(clause, following, first)
    values = tuple(dict.fromkeys(sense.value for _, sense in members if sense.value is not None))
    evidence = clause.quote(members[0][0].start, members[-1][0].end)
    if len(values) == 1:
        return Criterion(attribute=first.name, operator="==", value=values[0], evidence=evidence)
    return Criterion(attribute=first.name, operator="in", value=values, evidence=evidence)


def _list_from(clause: Clause, named: Sequence[Mention], first: Sense) -> list[tuple[Mention, Sense]]:
    members = [(named[0], first)]
    for mention in named[1:]:
        between = range(members[-1][0].end, mention.start)
        if not all(_lists(clause, at) or _names(clause, at, first.name) for at in between):
            break
        if _names(clause, mention.start, first.name) and not mention.of("value"):
            continue
        sense = next((sense for sense in mention.of("value") if sense.name == first.name), None)
        if sense is None:
            break
        members.append((mention, sense))
    return members


def _names(clause: Clause, place: int, attribute: str) -> bool:
    mention = clause.mention_at.get(place)
    return mention is not None and any(sense.name == attribute for sense in mention.of("attribute"))


def _value_piece(clause: Clause, members: Sequence[tuple[Mention, Sense]]) -> Piece:
    start, end = members[0][0].start, members[-1][0].end
    name = members[0][1].name
    for at in range(max(0, start - 4), start):
        if _names(clause, at, name) and all(_linking(clause, between, name) for between in range(at, start)):
            start = at
            break
    end = _with_its_attribute(clause, end, name)
    values: tuple[Scalar, ...] = tuple(dict.fromkeys(s.value for _, s in members if s.value is not None))
    condition = Condition(name, "==", values[0]) if len(values) == 1 else Condition(name, "in", values)
    return Piece(start, end, (condition,), person=_person(clause, members[0][0]))


def _with_its_attribute(clause: Clause, end: int, name: str) -> int:
    """`tertiary education`, `the 10 GB prepaid plan`: the attribute, or a word of its name, may follow its value."""
    mention = clause.mention_at.get(end)
    single = mention is not None and mention.end == end + 1 and bool(mention.of("value"))
    if single and not _kind_of(clause, end) and _word_of(clause, end, name):
        return end + 1
    return (
        mention.end
        if mention and mention.start == end and _names(clause, end, name) and not mention.of("value")
        else end
    )


def _kind_of(clause: Clause, place: int) -> bool:
    return clause.at(clause.known.people.heads, place) is not None


def _word_of(clause: Clause, place: int, attribute: str) -> bool:
    """A word of the attribute's own name, and of none of its values."""
    code = clause.known.code
    entries = clause.company.by_stem[code].get(stem(clause.tokens[place].norm, code), ())
    return any(one.sense.kind == "attribute" and one.sense.name == attribute for one in entries)


def _upwards(clause: Clause, members: Sequence[tuple[Mention, Sense]]) -> Piece | None:
    """`silver or higher`: the catalogue does not say which values are higher."""
    end = members[-1][0].end
    compared = clause.at(clause.known.comparisons.after, end)
    if compared is None or clause.tokens[end].kind == "sign" or begins_another(clause, end, compared.end):
        return None
    start, name = members[0][0].start, members[0][1].name
    evidence = clause.quote(start, compared.end)
    doubt = Doubt(kind="ambiguous", field=f"audience.{name}", evidence=evidence, about=name)
    return Piece(start, compared.end, doubts=(doubt,))


def _of_others(clause: Clause, members: Sequence[tuple[Mention, Sense]]) -> Piece | None:
    """`clientes prepago de otros operadores`: not among our data."""
    away = _elsewhere(clause, members[-1][0])
    if away is None:
        return None
    start, name = members[0][0].start, members[0][1].name
    doubt = Doubt(kind="ambiguous", field=f"audience.{name}", evidence=clause.quote(start, away), about=name)
    return Piece(start, away, doubts=(doubt,))


def _linking(clause: Clause, place: int, attribute: str) -> bool:
    small = clause.word_in(place, "linking") or clause.tokens[place].norm in (":", "|", "=")
    return small or _names(clause, place, attribute)


def _asserted(clause: Clause, mention: Mention) -> Meaning | None:
    """The attribute that being named is enough for."""
    meanings = [clause.company[sense.name] for sense in mention.of("attribute")]
    flags = [one for one in meanings if one.kind == "yes_no"]
    if flags:
        return flags[0] if len(flags) == 1 else None
    if all(clause.tokens[at].norm in clause.known.people.plain for at in range(mention.start, mention.end)):
        return None  # `sin producto concreto`: a word of every brief, not the attribute
    if len(meanings) != 1:
        return None
    if meanings[0].kind == "category" and (_lacking(meanings[0]) is None or not _held(clause, mention)):
        return None
    whole = meanings[0].kind == "counted" and mention.words > _WITH_ITS_TIME
    done = meanings[0].kind in ("count", "counted") and _done_by_them(clause, mention)
    return meanings[0] if whole or done or _held(clause, mention) else None


def _done_by_them(clause: Clause, mention: Mention) -> bool:
    """`who skipped deliveries`, `que hagan clases grupales`: having done it at all, where no word says how often."""
    behind = range(mention.end, min(mention.end + _FAR_AWAY, len(clause.tokens)))
    often = any(clause.word_in(at, "often_words") or at in clause.quantity_at for at in behind)
    led = clause.word_in(mention.start - 1, "relatives") and mention.words > 1
    verb = clause.word_in(mention.start - 2, "relatives") and clause.word_in(mention.start - 1, "doing_verbs")
    return (led or verb) and not often


def _held(clause: Clause, mention: Mention) -> bool:
    """`con hijos`, `without a phone number`: possession is spoken of, so that having any is meant.

    `whose pets weigh …` speaks of what they do.
    """
    if clause.word_in(mention.start - 1, "whose"):
        return False
    near = range(max(0, mention.start - 3), mention.end)
    logic = clause.known.logic
    return any((clause.at(logic.holding, at) or clause.at(logic.negators, at)) for at in near)


def _elsewhere(clause: Clause, mention: Mention) -> int | None:
    """Where the words end that place it with somebody else: `nómina en otro banco`."""
    near = range(mention.end, min(mention.end + _FAR_AWAY, len(clause.tokens)))
    found = next((match for at in near if (match := clause.at(clause.known.logic.elsewhere, at))), None)
    between = range(mention.end, found.start) if found else ()
    apart = any(clause.tokens[at].norm in (",", ";", ".") or at in clause.mention_at for at in between)
    return found.end if found and not apart else None


def _held_elsewhere(clause: Clause, mention: Mention, meaning: Meaning, end: int) -> Piece:
    """What people have with another company is not in our data; that they lack it here is the nearest we can say."""
    name = meaning.attribute.name
    evidence = clause.quote(mention.start, end)
    lacking = Criterion(attribute=name, operator="==", value=meaning.no, evidence=evidence)
    doubt = Doubt(kind="ambiguous", field=f"audience.{name}", evidence=evidence, about=name, proposal=lacking)
    return Piece(mention.start, end, doubts=(doubt,))


def _assertion(meaning: Meaning, mention: Mention, *, denied: bool) -> Condition | None:
    name = meaning.attribute.name
    opposite = all(sense.opposite for sense in mention.of("attribute") if sense.name == name)
    match meaning.kind:
        case "yes_no":
            return Condition(name, "==", meaning.no if opposite else meaning.yes)
        case "count" | "counted":
            return Condition(name, "==", 0) if opposite else Condition(name, ">=", 1)
        case "text":
            return Condition(name, "is_set")
        case "date" if denied:
            return Condition(name, "is_set")
        case "category":
            return Condition(name, "!=", _lacking(meaning))
        case _:
            return None


def _of_money(meaning: Meaning) -> bool:
    """`sin deuda`: a sum, of which having none is nought."""
    return (meaning.unit or "").isupper() and meaning.unit not in ("KB", "MB", "GB", "TB")


def _lacking(meaning: Meaning) -> Scalar | None:
    """The one value that says people have none of it, as `No` among kinds of internet."""
    none = [value for value in meaning.attribute.allowed if fold(str(value)) in column_words().no]
    return none[0] if len(none) == 1 else None


def _not_so(clause: Clause, mention: Mention) -> int | None:
    """Where the words end that deny it inside of its name or behind it: `with SSO turned off`."""
    off = clause.at(clause.known.logic.switched_off, mention.end)
    return off.end if off else mention.end if mention.denied else None


def _person(clause: Clause, mention: Mention) -> bool:
    before = range(max(0, mention.start - 2), mention.start)
    return not any(clause.at(clause.known.logic.holding, at) for at in before)
