"""What a sentence says of people whom it has described: that they get nothing, in whatever words that is put.

A verdict stands behind the group (`anyone in arrears is off limits`, `Scotland: no`, `if they …, let's not write`), is
the answer to it (`Open complaint? Then no.`), or leads to it (`hands off people with …`).
"""

from dataclasses import dataclass

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.heads import head_at
from tools.language.builtin.reading.eligibility.ignorable import ignorable_words
from tools.language.builtin.reading.mentions import Mention
from tools.language.builtin.reading.phrases import Found

_SECTIONS = (None, "title", "audience")
_LEAD = 5
"""Words in front of a group that it begins with: `and as for the ones in …`."""
_ANSWER = 6
"""Words that an answer such as `then no` has at most."""
_OPENS = frozenset(("=", ":", "->", "→", "-", "–"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Tokens `start` up to `end` describe people and say that they get nothing, from `said` on."""

    start: int
    said: int
    end: int
    answered: bool = False
    """The sentence behind it says so."""


def verdicts(clause: Clause) -> tuple[Verdict, ...]:
    """Those who are left out by what is said behind them, in their order."""
    known = ("verdicts", frozenset(clause.taken))
    if known not in clause.scoped:
        clause.scoped[known] = _verdicts(clause)
    found: tuple[Verdict, ...] = clause.scoped[known]
    return found


def _verdicts(clause: Clause) -> tuple[Verdict, ...]:
    if clause.sentence.section not in _SECTIONS or not (clause.mentions or clause.quantities):
        return ()
    answered = _answered(clause)
    if answered or not _says_no(clause):
        return (answered,) if answered else ()
    found: list[Verdict] = []
    group: int | None = None
    for first, last in clause.stretches:
        told = [at for at in range(first, last) if _told(clause, at)]
        if told and _describes(clause, first, told[0]):
            group = first if group is None or not _one_list(clause, group, first, last) else group
        elif told:
            group = None
        if group is None:
            continue
        said = _behind(clause, told[-1] + 1) if told else first
        if _leaves_out(clause, said, last, apart=not told) and not _turned(clause, group, said):
            found.append(Verdict(group, said, last))
            group = None
        elif _goes_on(clause, said, last) and not clause.word_in(group, "if"):
            group = None if not clause.word_in(last + 1, "so_then") else group
        if last < len(clause.tokens) and clause.tokens[last].norm in (".", ";"):
            group = None
    return tuple(found)


def _one_list(clause: Clause, group: int, first: int, last: int) -> bool:
    """`anyone in Madrid, Bilbao or …`: values of one attribute on both sides of the comma."""
    before, here = (
        {sense.name for at in places if (one := clause.mention_at.get(at)) for sense in one.of("value")}
        for places in (range(group, first), range(first, last))
    )
    return bool(before & here)


def _turned(clause: Clause, start: int, end: int) -> bool:
    """`anyone outside our coverage`: words that leave out stand among those who are left out."""
    return any(start <= match.start and match.end <= end for match in clause.find(clause.known.logic.exclusions))


def _behind(clause: Clause, place: int) -> int:
    """Behind the rest of a figure: `over 65s`, `80 or higher`."""
    place += clause.plural_at(place)
    turned = clause.at(clause.known.comparisons.after, place)
    return turned.end if turned else place


def _goes_on(clause: Clause, start: int, end: int) -> bool:
    """Words with a meaning of their own, which say something else of the group."""
    ignorable = ignorable_words(clause.known.code)
    return any(clause.tokens[at].kind == "word" and clause.tokens[at].norm not in ignorable for at in range(start, end))


def begins_with_people(clause: Clause, first: int) -> bool:
    """What our data tell of people, or a noun for them, begins the stretch that begins at a token."""
    last = next((b for a, b in clause.stretches if a == first), len(clause.tokens))
    told = next((at for at in range(first, last) if _told(clause, at)), None)
    return told is not None and _describes(clause, first, told)


def in_doubt(clause: Clause) -> tuple[tuple[int, int], ...]:
    """Groups of whom something is denied that we do not know, or around words that turn it: they are asked about."""
    if clause.sentence.section not in (None, "title") or not _says_no(clause):
        return ()
    found: list[tuple[int, int]] = []
    for first, last in clause.stretches:
        told = [at for at in range(first, last) if _told(clause, at)]
        if not told or not _describes(clause, first, told[0]):
            continue
        said = _behind(clause, told[-1] + 1)
        out = _leaves_out(clause, said, last, apart=False)
        if (out and _turned(clause, first, said)) or (not out and _denies_something(clause, said, last)):
            found.append((first, last))
    return tuple(found)


def _denies_something(clause: Clause, start: int, end: int) -> bool:
    """`… aren't our crowd`, `…: absolutely not`: what is said of them is denied, and does not describe them."""
    denied = next((at for at in range(start, end) if clause.word_in(at, "declining")), None)
    if denied is None or any(clause.at(clause.known.campaign.offer, at) for at in range(start, end)):
        return False
    return not any(_related(clause, at) or clause.word_in(at, "undone") for at in range(start, end))


def _says_no(clause: Clause) -> bool:
    """Some of its words could leave people out."""
    logic, declining = clause.known.logic, clause.known.words["declining"]
    denied = any(token.norm in declining for token in clause.tokens)
    return denied or clause.has(logic.dismissals) or clause.has(logic.not_contacted)


def _answered(clause: Clause) -> Verdict | None:
    """`Cancelled more than twice? Not invited.`: the sentence behind the question is the verdict."""
    last = len(clause.tokens) - 1
    answer = clause.following
    if answer is None or clause.tokens[last].norm != "?" or answer.mentions or answer.quantities or answer.dates:
        return None
    words = sum(token.kind == "word" for token in answer.tokens)
    if not 0 < words <= _ANSWER or not any(_told(clause, at) for at in range(last)):
        return None
    return (
        Verdict(0, last, last + 1, answered=True) if _leaves_out(answer, 0, len(answer.tokens), apart=False) else None
    )


def _told(clause: Clause, place: int) -> bool:
    """Something of our data, a figure, or a day."""
    mention = clause.mention_at.get(place)
    return place in clause.quantity_at or place in clause.date_at or (mention is not None and _of_people(mention))


def _of_people(mention: Mention) -> bool:
    told = mention.of("attribute", "value")
    return any(not sense.weak for sense in told) or bool(told and not mention.of("product", "family"))


def _describes(clause: Clause, first: int, told: int) -> bool:
    """A group of people begins the stretch: small words alone in front of a noun for people, or of our data."""
    if first in clause.date_at or clause.word_in(first, "declining"):
        return False
    small = clause.known.logic.skippable | clause.known.words["articles"] | clause.known.people.plain
    compared = clause.known.comparisons.before
    for at in range(first, min(told, first + _LEAD) + 1):
        noun = clause.at(clause.known.people.heads, at) is not None or clause.word_in(at, "those")
        noun = noun or clause.word_in(at, "if") or (at < told and clause.at(compared, at) is not None)
        if noun or (clause.tokens[at].norm not in small and head_at(clause, at) is not None):
            return True
        if at == told:
            mention = clause.mention_at.get(at)
            firm = mention is not None and any(not sense.weak for sense in mention.of("attribute", "value"))
            return (firm and mention is not None and not mention.of("product", "family")) or at in clause.quantity_at
        if any(clause.word_in(at, part) for part in ("towards", "receiving")) and not clause.word_in(at, "personal"):
            return False
        if at in clause.taken or not (
            clause.tokens[at].norm in small or any(clause.word_in(at, part) for part in ("and", "or", "turning", "nor"))
        ):
            return False
    return False


def _leaves_out(clause: Clause, start: int, end: int, *, apart: bool) -> bool:
    """The words say that somebody gets nothing, and nothing else.

    apart: a comma parts them from the group; then they say nothing but that.
    """
    known = clause.known
    so = next((at for at in range(start, end) if clause.word_in(at, "so_then")), None)
    if so is not None:
        return _leaves_out(clause, so + 1, end, apart=apart)
    words = [at for at in range(start, end) if clause.tokens[at].kind == "word"]
    ended = {at for match in clause.find(known.logic.dismissals) for at in range(match.start, match.end)}
    ended |= {at for match in clause.find(known.logic.not_contacted) for at in range(match.start, match.end)}
    decided = next((at for at in words if clause.word_in(at, "declining") or at in ended), end)
    if not words or any(_related(clause, at) for at in words[:1] + [at for at in words if at < decided]):
        return False
    ignorable, part = ignorable_words(known.code), known.words["partaking"] | known.words["declining"]
    rest = [at for at in words if at not in ended and clause.tokens[at].norm not in ignorable | part]
    if any(
        clause.at(known.campaign.offer, at) for at in words if at not in ended and clause.tokens[at].norm not in part
    ):
        return False
    denied = any(clause.word_in(at, "declining") for at in words)
    undone = any(clause.word_in(at, "undone") for at in words)
    return not rest and not undone and (denied or not ended.isdisjoint(words))


def _related(clause: Clause, place: int) -> bool:
    """`who don't …`, `and never …`: it goes on describing them."""
    return clause.at(clause.known.logic.relatives, place) is not None or any(
        clause.word_in(place, part) for part in ("and", "or")
    )


def shunned(clause: Clause, place: int) -> int | None:
    """`hands off people with …`, `ni se te ocurra escribir a quien …`: where the words end that lead to those left out.

    It opens the sentence or a part of it, and names people right behind.
    """
    known = clause.known
    begins = place == 0 or clause.tokens[place - 1].kind == "sign" or clause.word_in(place - 1, "before_orders")
    if not begins or clause.sentence.section not in _SECTIONS or clause.at(known.logic.not_contacted, place):
        return None
    match = clause.at(known.logic.shunning, place)
    labelled = place == 0 and clause.word_in(0, "refusing") and clause.tokens[1:2] and clause.tokens[1].norm == ":"
    if labelled and not (clause.preceding and clause.preceding.tokens[-1].norm == "?"):
        return 2  # `No: suscritos a una caja`
    if match:
        return match.end if _people_shunned(clause, match.end) else None
    last = next((b for a, b in clause.stretches if a <= place < b), place)
    denied = False
    for at in range(place, min(last, place + _ORDER)):
        if denied and at > place + 1 and _people_named(clause, at):
            return at
        told = clause.mention_at.get(at)
        if clause.word_in(at, "declining"):
            denied = True
            continue
        leading = clause.tokens[at].norm in known.words["partaking"] | known.words["led_to_them"]
        if not leading or (told and _of_people(told)) or any(clause.word_in(at, part) for part in ("keeping", "mere")):
            return None
    return None


_ORDER = 12
"""Words of an order: `I'd rather we didn't bother those …`."""


def _people_shunned(clause: Clause, place: int) -> bool:
    """People are named here, or what our data call them by: `spare Zaragoza`, `quítenme a los morosos`."""
    done_to = clause.word_in(place - 1, "personal") and clause.known.words["infinitive_endings"] != frozenset()
    mention = clause.mention_at.get(place + (done_to and clause.word_in(place, "articles")))
    value = mention is not None and bool(mention.of("value")) and not mention.of("product", "family")
    flags = mention is not None and done_to and _of_people(mention) and not mention.of("product", "family")
    return _people_named(clause, place) or value or flags


def _people_named(clause: Clause, place: int) -> bool:
    """By a noun or a pronoun, or as those to whom something is done: `a los morosos`."""
    if clause.at(clause.known.people.heads, place) is not None:
        return True
    if clause.word_in(place, "those"):
        told = any(clause.word_in(place + 1, part) for part in ("of", "relatives", "with", "without"))
        return told or not clause.word_in(place, "articles")  # `las fotos`: an article
    described = any(clause.word_in(place + 1, part) for part in ("relatives", "with", "without"))
    if clause.word_in(place, "declining") and clause.word_in(place - 1, "personal") and described:
        return True  # `que no le caiga a ninguno con …`
    mention = clause.mention_at.get(place + 1 + clause.word_in(place + 1, "articles"))
    return clause.word_in(place, "personal") and mention is not None and bool(mention.of("value"))


def adds_a_group(clause: Clause) -> bool:
    """`También a los …`, `And anyone who …`: people are named, and nothing is said of them."""
    told = [at for at in range(len(clause.tokens)) if _told(clause, at)]
    if not told or not any(clause.word_in(0, part) for part in ("and", "as_well", "adding")):
        return False
    spoken = _people_named(clause, 1) or (clause.word_in(1, "personal") and _people_shunned(clause, 2))
    return spoken and not _goes_on(clause, _behind(clause, told[-1] + 1), len(clause.tokens))


def leaves_somebody_out(clause: Clause) -> bool:
    """People are named, and words that leave out: `The vulnerable ones are to be left alone.`"""
    known = clause.known
    if clause.sentence.section not in (None, "exclusion") or not clause.has(known.people.heads):
        return False
    heads = [match.start for match in clause.find(known.people.heads)]
    behind = [*clause.find(known.logic.not_contacted), *_dismissals(clause)]
    ahead = {match.end for match in clause.find(known.logic.shunning)}
    out = any(heads[0] < match.start for match in behind) or not ahead.isdisjoint(heads)
    return out and _goes_on(clause, 0, len(clause.tokens))


def _dismissals(clause: Clause) -> list[Found[bool]]:
    """Those of more than one word: `out` and `no` alone say many other things."""
    return [match for match in clause.find(clause.known.logic.dismissals) if match.end > match.start + 1]
