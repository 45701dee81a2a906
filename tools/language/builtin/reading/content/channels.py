"""By which channels, and by which not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from batuta.brief import CHANNELS, Channel
from batuta.reading import ChannelSaid, Doubt
from tools.language.builtin.reading.analysis import Analysis, Clause
from tools.language.builtin.reading.phrases import Found, Phrases

_SILENT = ("audience", "exclusion", "background", "ignore", "must_say", "must_not_say", "tone", "subject", "baseline")
_LISTED = frozenset("&+/,")
_ENDS = frozenset(",;.:)")
_STOPS = frozenset(";.")
_DASHES = frozenset("-–—:")
_FAR = 4
"""Tokens between two channels of one list."""
_SURE: tuple[Channel, ...] = ("email", "sms", "push", "in_app", "display")
"""Words that are nearly always the channel."""


@dataclass(frozen=True, slots=True)
class Spoken:
    clause: Clause
    start: int
    end: int
    channel: Channel
    denied: bool


def read_channels(analysis: Analysis) -> tuple[tuple[ChannelSaid, ...], tuple[Doubt, ...]]:
    spoken = _without_efforts([one for clause in analysis.clauses for one in spoken_channels(clause)])
    newest = min((one.clause.sentence.depth for one in spoken if not one.denied), default=0)
    latest = [one for one in spoken if one.clause.sentence.depth == newest]
    if any(one.clause.has(one.clause.known.campaign.adds) for one in latest):
        latest = spoken
    wanted = {one.channel: one for one in reversed(latest) if not one.denied}
    refused = {one.channel: one for one in spoken if one.denied and not _taken_back(one, wanted)}
    wanted = {channel: one for channel, one in wanted.items() if not _struck_out(one, refused.get(channel))}
    wanted = {channel: one for channel, one in wanted.items() if not _only_suggested(one, refused.get(channel), spoken)}
    doubts = [
        Doubt(
            kind="contradiction",
            field="channels",
            evidence=wanted[channel].clause.quote(wanted[channel].start, wanted[channel].end),
            contrary=refused[channel].clause.quote(refused[channel].start, refused[channel].end),
            about=channel,
        )
        for channel in wanted
        if channel in refused
    ]
    doubts.extend(_unknown(analysis, bool(wanted)))
    said = tuple(
        ChannelSaid(channel=channel, evidence=wanted[channel].clause.quote(wanted[channel].start, wanted[channel].end))
        for channel in CHANNELS
        if channel in wanted and channel not in refused
    )
    return said, tuple(doubts)


def _taken_back(refused: Spoken, wanted: Mapping[Channel, Spoken]) -> bool:
    """A newer message wants what an older one refuses."""
    one = wanted.get(refused.channel)
    return one is not None and one.clause.sentence.depth < refused.clause.sentence.depth


def _struck_out(one: Spoken, refused: Spoken | None) -> bool:
    """`quitamos SMS`, on top of the message that it corrects: what is older is no contradiction."""
    return refused is not None and refused.clause.sentence.depth < one.clause.sentence.depth


def _only_suggested(one: Spoken, refused: Spoken | None, spoken: list[Spoken]) -> bool:
    """`Sales love SMS, but SMS is out`: named alone, and refused in the same breath."""
    if refused is None or one.clause.sentence.section is not None:
        return False
    begin, end = one.clause.sentence.start, refused.clause.sentence.start
    between = [other.clause.sentence for other in spoken if begin < other.clause.sentence.start <= end]
    behind = refused.start > one.start if begin == end else begin < end and all(part.continues for part in between)
    listed = any(
        other.clause is one.clause and not other.denied and _in_one_list(one, other)
        for other in spoken
        if other is not one
    )
    return behind and not listed


def _in_one_list(one: Spoken, other: Spoken) -> bool:
    first, second = sorted((one, other), key=lambda spoken: spoken.start)
    return first.end < second.start and _joined(one.clause, first.end, second.start)


def _without_efforts(spoken: list[Spoken]) -> list[Spoken]:
    """Where channels are listed, `a push for` is what is done, and what is told in passing is none."""
    listed = any(one.clause.sentence.section == "channels" and not one.denied for one in spoken)
    return [one for one in spoken if not (listed and (_a_push_for(one) or _in_passing(one)))]


def _in_passing(one: Spoken) -> bool:
    """`they should stop doing it by telephone`, beside a list of the channels: a word that need not be one."""
    plain = one.clause.sentence.section in (None, "objective") and one.channel not in _SURE
    return plain and not one.denied and not one.clause.has(one.clause.known.campaign.adds)


def _a_push_for(one: Spoken) -> bool:
    clause = one.clause
    plain = one.channel == "push" and one.end == one.start + 1 and clause.sentence.section != "channels"
    return plain and clause.word_in(one.start - 1, "articles") and clause.word_in(one.end, "effort_for")


def spoken_channels(clause: Clause) -> Iterator[Spoken]:
    """Channel words of a clause that are meant as channels."""
    section = clause.sentence.section
    if section in _SILENT or clause.of_the_past:
        return
    found = [m for m in clause.find(clause.known.campaign.channels) if _available(clause, m)]
    listed = section == "channels"
    if listed:
        covered = {place for match in found for place in range(match.start, match.end)}
        more = [m for m in clause.find(clause.known.campaign.channels_listed) if _available(clause, m)]
        kept_more = [m for m in more if m.start not in covered or m.end - m.start > 2]
        found = sorted(
            [*(m for m in found if not any(k.start <= m.start < k.end for k in kept_more)), *kept_more],
            key=lambda m: m.start,
        )
    if not listed:
        beside = [m for m in clause.find(clause.known.campaign.channels_listed) if _available(clause, m)]
        meant = (m for m in beside if _beside_a_sure_one(clause, m, found) or _alone_of_its_kind(clause, m))
        found = sorted([*found, *meant], key=lambda m: m.start)
    before: Found[Channel] | None = None
    before_kept = False
    for match in found:
        if (not listed and _an_effort(clause, match)) or _what_they_have(clause, match):
            before, before_kept = match, False
            continue
        kept = (
            listed
            or _cued(clause, match)
            or (before_kept and before is not None and _joined(clause, before.end, match.start))
        )
        kept = kept or (match.meaning in _SURE and (section == "content" or not _in_a_phrase(clause, match)))
        kept = kept or _next_is_listed(clause, match, found)
        denied = _denied(clause, match, found) or _denied_behind(clause, match)
        kept = kept or (denied and (match.meaning in _SURE or _ends(clause, match.end)))
        if kept and (denied or not _between_ourselves(clause, match)):
            yield Spoken(clause, match.start, match.end, match.meaning, denied)
        before, before_kept = match, kept


def _available(clause: Clause, match: Found[Channel]) -> bool:
    return not any(place in clause.taken for place in range(match.start, match.end)) and not _consented(clause, match)


def _what_they_have(clause: Clause, match: Found[Channel]) -> bool:
    """`those without e-mail`, `quienes no tengan email`, `they've got their own mailer`: theirs, and no way to them."""
    logic = clause.known.logic
    if clause.word_in(match.start - 1, "of_their_own"):
        return True
    held = clause.ending(logic.holding, match.start, 4) or clause.ending(logic.negators, match.start, 4)
    at = held.start if held else -1
    at -= at > 0 and clause.at(logic.negators, at - 1) is not None
    ahead = [place for place in (at - 1, at - 2) if place >= 0]
    people = any(clause.at(clause.known.people.heads, place) for place in ahead)
    return at > 0 and (people or any(clause.word_in(place, "relatives") for place in ahead))


def _alone_of_its_kind(clause: Clause, match: Found[Channel]) -> bool:
    """`Solo app.`, `App only`: a word that need not be a channel, and nothing else beside."""
    first, last = next(((a, b) for a, b in clause.stretches if a <= match.start < b), (0, 0))
    rest = [at for at in range(first, last) if not match.start <= at < match.end and clause.tokens[at].kind == "word"]
    only = clause.known.campaign.only
    return bool(rest) and all(clause.at(only, at) or clause.word_in(at, "articles") for at in rest)


def _consented(clause: Clause, match: Found[Channel]) -> bool:
    """The word is part of an attribute's name: `e-mail consent`."""
    mention = clause.mention_at.get(match.start)
    return (
        mention is not None and mention.end - mention.start > match.end - match.start and bool(mention.of("attribute"))
    )


def _cued(clause: Clause, match: Found[Channel]) -> bool:
    cue = clause.ending(clause.known.campaign.channel_cues, match.start) or clause.ending(
        clause.known.campaign.only, match.start
    )
    by_itself = match.end - match.start > 1 and clause.at(clause.known.campaign.channel_cues, match.start)
    if cue or by_itself:
        return True
    first = match.start == 0 or clause.tokens[match.start - 1].norm in (",", ":", ";", "(", ".")
    end = _behind_its_kind(clause, match.end)
    last = (
        end >= len(clause.tokens)
        or clause.tokens[end].norm in (",", ";", ".", ")", ":")
        or _joins(clause, end)
        or clause.word_in(end, "channel_order")
        or any(at in clause.date_at for at in (end, end + 1))  # `Carta en septiembre`
        or clause.word_in(end, "sent_from")
        or _for_some_people(clause, end)
    )
    return first and last


def _for_some_people(clause: Clause, place: int) -> bool:
    """`Carta a quienes no tengan email`, `letter to those without`: whom it goes to stands behind it."""
    near = range(place + 1, min(place + 4, len(clause.tokens)))
    kinds = ("relatives", "the_rest")
    people = (
        clause.at(clause.known.people.heads, at) or any(clause.word_in(at, kind) for kind in kinds) for at in near
    )
    return clause.word_in(place, "receiving") and any(people)


def _beside_a_sure_one(clause: Clause, match: Found[Channel], found: list[Found[Channel]]) -> bool:
    """`Email y app`: a word that alone is no channel, joined to one that is."""
    if any(one.start < match.end and match.start < one.end for one in found):
        return False
    first = match.start
    while first and any(clause.word_in(first - 1, part) for part in ("articles", "our")):
        first -= 1
    before = next((one for one in found if one.end == first - 1 and _joins(clause, one.end)), None)
    after = next((one for one in found if match.end == one.start - 1 and _joins(clause, match.end)), None)
    ends = match.end >= len(clause.tokens) or clause.tokens[match.end].kind == "sign"
    opens = match.start == 0
    return bool((before and before.meaning in _SURE and ends) or (after and after.meaning in _SURE and opens))


def _an_effort(clause: Clause, match: Found[Channel]) -> bool:
    """`a Fixed Mortgage push for families`: what is done, not where."""
    if match.meaning != "push" or match.end - match.start > 1:
        return False
    if clause.sentence.section == "title" and match.start and clause.tokens[match.start - 1].kind == "word":
        return True
    if clause.word_in(match.end, "effort_objects") or _given(clause, match.start):
        return True
    if match.start == 0:
        return False
    ahead = clause.tokens[match.start - 1]
    plain = ahead.kind == "word" and not _joins(clause, match.start - 1)
    cued = clause.ending(clause.known.campaign.channel_cues, match.start)
    if plain and not cued and clause.word_in(match.end, "effort_for"):
        return True
    return _of_ours(clause, match.start) and not clause.at(clause.known.logic.negators, match.start - 1)


def _given(clause: Clause, place: int) -> bool:
    """`give the Gold Card a push`, `needs a push`, `at a push`: the article makes a noun of it, with no list around."""
    if not clause.word_in(place - 1, "articles") or any(_joins(clause, at) for at in (place - 2, place + 1)):
        return False
    if clause.at(clause.known.campaign.campaign, place + 1):
        return False  # `need a push campaign`
    near = range(max(0, place - _FAR - 3), place - 1)
    return clause.word_in(place - 2, "at_a") or any(clause.word_in(at, "effort_verbs") for at in near)


def _of_ours(clause: Clause, place: int) -> bool:
    """`spring push`, `one more push`: the word before says what kind of effort, and not how a message is sent."""
    known, ahead = clause.known, place - 1
    small = any(clause.word_in(ahead, part) for part in ("channel_list", "channel_order", "channel_fillers", "only"))
    led = clause.ending(known.campaign.channel_cues, place) or clause.ending(known.campaign.only, place)
    beside = clause.at(known.campaign.channels, ahead) is not None
    sent = small or led or beside or clause.word_in(ahead, "push_kinds")
    ambiguous = bool(known.words["push_kinds"])
    return ambiguous and clause.tokens[ahead].kind == "word" and not (sent or _joins(clause, ahead))


def _joins(clause: Clause, place: int) -> bool:
    joins = clause.word_in(place, "channel_and") or clause.word_in(place, "channel_or")
    return joins or clause.tokens[place].norm in _LISTED - {","}


def _joined(clause: Clause, start: int, end: int) -> bool:
    return all(
        clause.word_in(at, "channel_list")
        or clause.word_in(at, "channel_order")
        or clause.word_in(at, "our")
        or clause.tokens[at].norm in _LISTED
        or clause.at(clause.known.logic.negators, at)
        for at in range(_behind_its_kind(clause, start), end)
    )


def _behind_its_kind(clause: Clause, place: int) -> int:
    """`Llamada comercial y correo`: what kind of message it is may stand behind it."""
    return place + clause.word_in(place, "message_kinds")


def _next_is_listed(clause: Clause, match: Found[Channel], found: list[Found[Channel]]) -> bool:
    """Two or more channel words in a row make a list."""
    following = next((one for one in found if one.start >= match.end), None)
    return following is not None and _joined(clause, match.end, following.start) and following.start - match.end <= _FAR


def _in_a_phrase(clause: Clause, match: Found[Channel]) -> bool:
    """Used as a noun of something else: `aperturas de email`, `email address`."""
    ahead = clause.word_in(match.start - 1, "channel_phrase_ahead") and match.start > 1
    return clause.word_in(match.end, "channel_phrase_behind") or ahead


def _denied(clause: Clause, match: Found[Channel], found: list[Found[Channel]]) -> bool:
    """`sin SMS`, `no calls`, `nada de llamadas ni cartas`."""
    logic = clause.known.logic
    place = match.start
    verb = clause.ending(logic.negators, place - 1, 4) if place > 1 else None
    if verb and clause.word_in(verb.start - 1, "if"):
        return False  # `y si no contestan SMS`
    if verb and clause.tokens[place - 1].kind == "word" and not clause.at(clause.known.campaign.only, place - 1):
        return True  # `no manden SMS`: one word, its verb, may stand between
    for _ in range(6):
        if place <= 0:
            return False
        negator = clause.ending(logic.negators, place, 4) or clause.ending(logic.exclusions, place, 4)
        if negator:
            return not clause.word_in(negator.end, "only")
        if clause.word_in(place - 1, "nothing") or clause.word_in(place - 1, "dropping"):
            return True
        listed = next((one for one in found if one.end == place and one is not match), None)
        if listed and clause.word_in(match.start - 1, "channel_or"):
            return _denied(clause, listed, [one for one in found if one is not match])
        if clause.word_in(place - 1, "channel_or") and any(one.end == place - 1 for one in found):
            before = next(one for one in found if one.end == place - 1)
            neither = clause.word_in(place - 1, "nor")
            return neither or _denied(clause, before, [one for one in found if one is not match])
        if not clause.word_in(place - 1, "channel_fillers"):
            return False
        place -= 1
    return False


def _ends(clause: Clause, place: int) -> bool:
    place += clause.word_in(place, "politeness")
    after_all = clause.at(clause.known.logic.after_all, place)
    place = after_all.end if after_all else place
    return place >= len(clause.tokens) or clause.tokens[place].norm in _ENDS or _joins(clause, place)


def _denied_behind(clause: Clause, match: Found[Channel]) -> bool:
    """`SMS no`, `por SMS no mandes nada`, `banners are booked solid, so they're off the table`."""
    campaign = clause.known.campaign
    end = match.end + (match.end < len(clause.tokens) and clause.tokens[match.end].norm in _DASHES)
    others: tuple[Phrases[object], ...] = (
        clause.known.comparisons.before, clause.known.logic.not_only, clause.known.time.until,
    )  # fmt: skip
    something_else = end in clause.date_at or any(clause.at(phrases, end) for phrases in others)
    another = any(clause.at(campaign.channels, at) for at in range(end + 1, end + 3))
    if clause.word_in(end, "denied_behind") and not (something_else or another):
        return True
    for at in range(match.end, len(clause.tokens)):
        if clause.tokens[at].norm in _STOPS:
            return False
        if clause.at(campaign.channels_refused, at):
            return True
        if clause.at(campaign.channels, at) and not _joined(clause, match.end, at):
            return False
    return False


def _between_ourselves(clause: Clause, match: Found[Channel]) -> bool:
    """`como te dije por teléfono`, `as we discussed by email`: how we spoke, not how customers are reached."""
    place = match.start - 1
    while place >= 0 and clause.tokens[place].kind == "word":
        if clause.at(clause.known.campaign.asides, place):
            return True
        place -= 1
    return False


def _unknown(analysis: Analysis, some: bool) -> Iterator[Doubt]:
    """Channels we do not serve, where channels are being listed."""
    for clause in analysis.clauses:
        section, campaign = clause.sentence.section, clause.known.campaign
        if section in _SILENT or clause.of_the_past:
            continue
        every = next(iter(clause.find(campaign.all_channels)), None)
        if every and every.start not in clause.taken:
            yield Doubt(
                kind="ambiguous",
                field="channels",
                evidence=clause.quote(every.start, every.end),
                about="all_channels",
                options=CHANNELS,
            )
        for match in clause.find(campaign.channels_unknown):
            beside = any(
                abs(one.start - match.end) <= 2 or abs(match.start - one.end) <= 2
                for one in clause.find(campaign.channels)
            )
            cued = clause.ending(campaign.channel_cues, match.start) is not None
            if match.start in clause.taken or match.start in clause.mention_at:
                continue
            if section == "channels" or beside or cued:
                yield Doubt(
                    kind="channel_unknown",
                    field="channels",
                    evidence=clause.quote(match.start, match.end),
                    blocking=not some,
                )
