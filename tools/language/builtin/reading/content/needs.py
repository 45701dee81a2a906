"""Which messages are needed: channel by channel, in the languages the brief asks for, in so many versions."""

from collections.abc import Iterator

from batuta.audience import Evidence
from batuta.brief import Channel, ContentNeed
from batuta.reading import ChannelSaid, Doubt
from tools.language.builtin.reading.analysis import Analysis, Clause
from tools.language.builtin.reading.content.channels import spoken_channels

_SILENT = ("audience", "exclusion", "background", "ignore", "must_say", "must_not_say", "subject", "baseline", "tone")
_MOST = 10


def read_needs(
    analysis: Analysis, channels: tuple[ChannelSaid, ...], purpose: str
) -> tuple[tuple[ContentNeed, ...], tuple[Doubt, ...]]:
    """One need a channel, language and purpose."""
    locales, doubts = _locales(analysis)
    counts = _counts(analysis)
    purposes = _purposes(analysis)
    needs: dict[tuple[str, str | None, str], ContentNeed] = {}
    for said in channels:
        for named in ("promote", *purposes.get(said.channel, ())):
            for locale, evidence in locales or [(None, said.evidence)]:
                key = (said.channel, locale, named)
                needs[key] = ContentNeed(
                    channel=said.channel,
                    locale=locale,
                    purpose=purpose if named == "promote" else named,
                    variants=counts.get(said.channel, 1) if named == "promote" else 1,
                    evidence=evidence if locale else said.evidence,
                )
    return tuple(needs.values()), doubts


def _locales(analysis: Analysis) -> tuple[list[tuple[str | None, Evidence]], tuple[Doubt, ...]]:
    found: dict[str, Evidence] = {}
    doubts: list[Doubt] = []
    own = analysis.given.vocabulary.locales
    for clause in analysis.clauses:
        section = clause.sentence.section
        if section in _SILENT or clause.of_the_past:
            continue
        for match in clause.find(clause.known.campaign.locales):
            if match.start in clause.taken or (
                section != "locale" and not _about_content(clause, match.start, match.end)
            ):
                continue
            evidence = clause.quote(match.start, match.end)
            locale = _of_company(match.meaning, own)
            if locale not in own:
                doubts.append(
                    Doubt(
                        kind="locale_unknown",
                        field="content_needs",
                        evidence=evidence,
                        about=match.meaning,
                        options=own,
                    )
                )
            found.setdefault(locale, evidence)
    return list(found.items()), tuple(doubts)


def _of_company(said: str, own: tuple[str, ...]) -> str:
    """`es` is the company's first Spanish; a market that the company has not stays as it was said."""
    if said in own:
        return said
    alike = [locale for locale in own if locale.split("-")[0] == said]
    return alike[0] if alike else said


def _about_content(clause: Clause, start: int, end: int) -> bool:
    """Not people who speak it, not a market."""
    hyphen = end < len(clause.tokens) and clause.tokens[end].norm == "-"
    return not (hyphen or clause.word_in(end, "speakers_behind") or clause.word_in(start - 1, "speakers_ahead"))


def _counts(analysis: Analysis) -> dict[Channel, int]:
    """`dos versiones de email`, `3 SMS`, `two subject lines per email`."""
    counts: dict[Channel, int] = {}
    for clause in analysis.clauses:
        if clause.sentence.section in _SILENT:
            continue
        for spoken in spoken_channels(clause):
            number = _number_before(clause, spoken.start)
            if number and not spoken.denied:
                counts[spoken.channel] = max(1, min(_MOST, number))
        counts.update(_for_all(clause))
    return counts


def _number_before(clause: Clause, place: int) -> int | None:
    ones = clause.known.numbers.ones
    at = place - 1
    while at >= 0 and (clause.word_in(at, "count_fillers") or _is_piece(clause, at)):
        at -= 1
    if at < 0:
        return None
    token = clause.tokens[at]
    if token.kind == "number" and token.text.isdigit() and int(token.text) <= _MOST and at not in clause.date_at:
        return int(token.text)
    value = ones.get(token.norm)
    return int(value) if value and 1 < value <= _MOST and not clause.word_in(at, "one") else None


def _is_piece(clause: Clause, place: int) -> bool:
    return (
        clause.at(clause.known.campaign.pieces, place) is not None
        or clause.ending(clause.known.campaign.pieces, place + 1) is not None
    )


def _for_all(clause: Clause) -> Iterator[tuple[Channel, int]]:
    """`2 variantes por canal`, `three versions each`."""
    if not any(clause.word_in(at, "for_every") and _each_of(clause, at) for at in range(len(clause.tokens))):
        return
    for match in clause.find(clause.known.campaign.pieces):
        number = _number_before(clause, match.start)
        if number:
            yield from ((channel, number) for channel in _CHANNELS)


_CHANNELS: tuple[Channel, ...] = ("email", "sms", "push", "web", "in_app", "call", "letter", "social", "display")


def _each_of(clause: Clause, place: int) -> bool:
    """`por canal`, `each channel`, `de cada`: a channel in general follows, or the word says each one."""
    of_each = clause.word_in(place, "each") and clause.word_in(place - 1, "of")
    return of_each or clause.word_in(place + 1, "channel_word")


def _purposes(analysis: Analysis) -> dict[Channel, tuple[str, ...]]:
    """`recordatorio por SMS`: a further message of that channel."""
    found: dict[Channel, tuple[str, ...]] = {}
    for clause in analysis.clauses:
        if clause.sentence.section in _SILENT:
            continue
        for match in clause.find(clause.known.campaign.purposes):
            if match.meaning != "remind" or match.start in clause.taken:
                continue
            near = [
                one
                for one in spoken_channels(clause)
                if abs(one.start - match.end) <= 4 or abs(match.start - one.end) <= 2
            ]
            if near:
                one = min(near, key=lambda spoken: max(spoken.start - match.end, match.start - spoken.end))
                found[one.channel] = (*found.get(one.channel, ()), match.meaning)
    return found
