"""Tone, and words that must or must not be said. Read first, for what stands there is quoted and not meant."""

from collections.abc import Iterator

from batuta.audience import Evidence
from batuta.reading import Phrase
from tools.language.builtin.reading.analysis import Analysis, Clause
from tools.language.builtin.reading.chunks import chunks, trimmed
from tools.language.builtin.reading.phrases import Found, Phrases
from tools.language.builtin.reading.quoted import MARKED, quoted_words

_LONGEST_ITEM = 4
_BETWEEN_TONES = frozenset(",;/&.")
_SILENT = ("background", "ignore", "subject")


def read_wording(analysis: Analysis) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Tone, must say, must not say; the words they use are taken."""
    tone: list[Phrase] = []
    must: list[Phrase] = []
    must_not: list[Phrase] = []
    for clause in analysis.clauses:
        section, campaign = clause.sentence.section, clause.known.campaign
        if section not in (*_SILENT, "must_say", "must_not_say"):
            _quotations(clause, must, must_not)
        if section == "tone" and not (clause.has(campaign.must_not_say) or clause.has(campaign.must_say)):
            tone.extend(_listed(clause, 0, len(clause.tokens)))
        elif section in ("must_say", "must_not_say"):
            inside_not = _first(clause, campaign.must_not_say)
            target = must_not if section == "must_not_say" or inside_not else must
            start = inside_not.end if inside_not and section == "must_say" else 0
            target.extend(_said(clause, start, len(clause.tokens), split=target is must_not))
        elif section not in _SILENT:
            _cued(clause, must, must_not)
            tone.extend(_toned(clause))
    return _distinct(tone), _distinct(must), _distinct(must_not)


def _quotations(clause: Clause, must: list[Phrase], must_not: list[Phrase]) -> None:
    """What stands in quotation marks behind a verb of saying; the words that lead to it are taken with it."""
    for one in quoted_words(clause):
        (must_not if one.refused else must).append(_phrase(clause.text, one.start, one.end))
        clause.taken.update(range(one.first, one.last))


def _cued(clause: Clause, must: list[Phrase], must_not: list[Phrase]) -> None:
    campaign = clause.known.campaign
    place = 0
    while place < len(clause.tokens):
        if place in clause.taken:
            place += 1
            continue
        whole = clause.at(campaign.must_not_do, place)
        if whole:
            end = _until(clause, whole.end)
            verb = whole.end - 1 if whole.end > whole.start + 1 else whole.start
            must_not.extend(_said(clause, verb, end, split=False))
            place = max(end, whole.end)
            continue
        against, for_ = clause.at(campaign.must_not_say, place), clause.at(campaign.must_say, place)
        cue = against or for_
        if cue is None or (for_ and against and for_.end > against.end):
            cue, against = for_, None
        if cue is None or _said_of_people(clause, cue) or (against and _keeps_away(clause, cue.end)):
            place += 1
            continue
        end = _until(clause, cue.end)
        if _leaves(clause, cue) and _names_days(clause, cue.end, end):
            place = cue.end
            continue
        target = must_not if against else must
        target.extend(_said(clause, cue.end, end, split=bool(against)))
        place = max(end, cue.end)


def _keeps_away(clause: Clause, place: int) -> bool:
    """`steer clear of anyone with an open complaint`: people, and no words."""
    people = clause.at(clause.known.people.heads, place) is not None or clause.word_in(place, "those")
    return people and MARKED.search(clause.text, clause.tokens[place].start) is None


def _leaves(clause: Clause, cue: Found[bool]) -> bool:
    """`que no salga` may be said of a word and of the messages."""
    return any(clause.word_in(place, "leaving") for place in range(cue.start, cue.end))


def _names_days(clause: Clause, start: int, end: int) -> bool:
    """`que no salga el fin de semana`: days on which nothing should happen, no words that are not said."""
    time = clause.known.time
    for place in range(start, min(end, start + _LONGEST_ITEM)):
        relative = clause.at(time.relative, place)
        named = clause.at(time.weekdays, place) or clause.word_in(place, "weekly_days")
        if named or (relative and relative.meaning == "coming_weekend"):
            return MARKED.search(clause.text, clause.tokens[start].start) is None
    return False


def _said_of_people(clause: Clause, cue: Found[bool]) -> bool:
    """`members who ride often and don't use the app`: what people do, not what a message does."""
    logic, before = clause.known.logic, range(cue.start)
    linked = cue.start > 0 and (
        clause.at(logic.joints, cue.start - 1) is not None or clause.word_in(cue.start - 1, "relatives")
    )
    head = next((at for at in before if clause.at(clause.known.people.heads, at) or _named(clause, at)), None)
    told = head is not None and (
        any(clause.word_in(at, "relatives") for at in range(head, cue.start)) or _of_theirs(clause, cue)
    )
    worded = any(clause.word_in(at, "saying") for at in range(cue.start, min(cue.end + 2, len(clause.tokens))))
    return linked and told and not worded and MARKED.search(clause.text, clause.tokens[cue.start].start) is None


def _of_theirs(clause: Clause, cue: Found[bool]) -> bool:
    """`accounts with automatic renewal and don't use SSO`: what follows is an attribute of theirs."""
    behind = (clause.mention_at.get(at) for at in range(cue.end - 1, min(cue.end + 2, len(clause.tokens))))
    return any(mention is not None and mention.of("attribute") for mention in behind)


def _named(clause: Clause, place: int) -> bool:
    """`students who …`: a value of an attribute says who they are."""
    mention = clause.mention_at.get(place)
    return mention is not None and bool(mention.of("value"))


def _until(clause: Clause, start: int) -> int:
    """To the end of the sentence, or to the next such cue."""
    campaign = clause.known.campaign
    for place in range(start + 1, len(clause.tokens)):
        if clause.at(campaign.must_not_say, place) or clause.at(campaign.must_say, place):
            end = place
            while end > start and (_splits(clause, end - 1) or clause.word_in(end - 1, "turning")):
                end -= 1
            return end
    return len(clause.tokens)


def _said(clause: Clause, start: int, end: int, *, split: bool) -> Iterator[Phrase]:
    """What stands in quotation marks, else the words themselves; forbidden words in a list one by one."""
    clause.taken.update(range(max(0, start - 6) if start else 0, end))
    start, end = trimmed(clause, start, end)
    while start < end and (clause.word_in(start, "said_leads") or clause.tokens[start].norm == ":") and end - start > 1:
        start += 1
    if start >= end:
        return
    first, last = clause.tokens[start].start, clause.tokens[end - 1].end
    quoted = list(MARKED.finditer(clause.text, max(0, first - 1), min(len(clause.text), last + 1)))
    if quoted:
        for match in quoted:
            group = 1 if match.group(1) is not None else 2
            yield _phrase(clause.text, match.start(group), match.end(group))
        return
    items = _items(clause, start, end) if split else [(start, end)]
    for a, b in items:
        yield _phrase(clause.text, clause.tokens[a].start, clause.tokens[b - 1].end)


def _items(clause: Clause, start: int, end: int) -> list[tuple[int, int]]:
    """Short items of a list; a longer sentence stays whole."""
    found: list[tuple[int, int]] = []
    begin = start
    for place in range(start, end + 1):
        if place == end or _splits(clause, place):
            if place > begin:
                found.append((begin, place))
            begin = place + 1
    short = all(b - a <= _LONGEST_ITEM for a, b in found)
    return found if short and len(found) > 1 else [(start, end)]


def _toned(clause: Clause) -> Iterator[Phrase]:
    """`Tono cercano, sin agobiar`, `in a warm, plain tone`."""
    campaign = clause.known.campaign
    cue = _first(clause, campaign.tone)
    if cue is None or any(place in clause.taken for place in range(cue.start, cue.end)):
        return
    after = cue.end
    while after < len(clause.tokens) and (
        clause.word_in(after, "tone_links") or clause.tokens[after].norm in (":", "=")
    ):
        after += 1
    if after < len(clause.tokens) and clause.tokens[after].kind == "word" and after not in clause.taken:
        end = _tone_end(clause, after)
        clause.taken.update(range(cue.start, end))
        yield from _listed(clause, after, end)
        return
    start = cue.start
    while start > 0 and not _stops_adjectives(clause, start - 1):
        start -= 1
    if start < cue.start:
        clause.taken.update(range(start, cue.end))
        yield from _listed(clause, start, cue.start)


def _tone_end(clause: Clause, start: int) -> int:
    """Up to the first stretch that speaks of something else: money, dates, channels, people, a verb of its own."""
    campaign, end = clause.known.campaign, len(clause.tokens)
    for first, last in chunks(clause):
        if last <= start:
            continue
        begins = max(first, start)
        other = any(
            place in clause.date_at
            or (place in clause.quantity_at)
            or clause.at(campaign.channels, place)
            or clause.at(campaign.budget, place)
            or clause.at(campaign.goal, place)
            or clause.at(clause.known.people.heads, place)
            for place in range(begins, last)
        )
        if begins > start and other:
            return first
        end = last
    return end


def _listed(clause: Clause, start: int, end: int) -> Iterator[Phrase]:
    """The items of a list of adjectives, each verbatim."""
    clause.taken.update(range(start, end))
    begin = start
    for place in range(start, end + 1):
        if place == end or clause.word_in(place, "tone_and") or clause.tokens[place].norm in _BETWEEN_TONES:
            first, last = trimmed(clause, begin, place)
            while first < last and clause.word_in(first, "tone_fillers"):
                first += 1
            if _names_days(clause, first, last):
                return
            if first < last:
                yield _phrase(clause.text, clause.tokens[first].start, clause.tokens[last - 1].end)
            begin = place + 1


def _splits(clause: Clause, place: int) -> bool:
    return clause.word_in(place, "split") or clause.tokens[place].norm in (",", ";", "/")


def _stops_adjectives(clause: Clause, place: int) -> bool:
    stops = clause.word_in(place, "tone_stops") and not clause.word_in(place, "tone_and")
    return stops or clause.tokens[place].norm in (".", ";", ":")


def _first(clause: Clause, phrases: Phrases[bool]) -> Found[bool] | None:
    return next(iter(clause.find(phrases)), None)


def _phrase(text: str, start: int, end: int) -> Phrase:
    said = text[start:end]
    return Phrase(text=said, evidence=Evidence(quote=said, start=start, end=end))


def _distinct(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    return tuple({phrase.text.casefold(): phrase for phrase in phrases}.values())
