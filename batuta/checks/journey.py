"""What one person meets on the way: several messages of a campaign and the page they lead to, held side by side.

Variants of one need are alternatives, of which a person sees one, and so are languages; different needs add up.
Source: Directive 2005/29/EC arts. 6 and 7; Ley 3/1991 arts. 5 and 7; Circular 4/2020 anejo I.1.
"""

from collections import Counter
from collections.abc import Iterator

from batuta.channels import channel_in_words
from batuta.checks.case import Case, Hit, at
from batuta.checks.facts import CONTRARY
from batuta.checks.told import Told, told_by
from batuta.claims.reading import Message
from batuta.text import Language, Text, language_of

_BINDING = ("annual", "nominal", "commitment", "warranty")
"""Roles of figures that cannot differ between messages on one product."""


_SENT = ("email", "sms", "push", "call", "letter")
"""What reaches a person at a time of its own; a page is there when they come."""


def contradicted(case: Case) -> Iterator[Hit]:
    """A promise or a figure that another message of the campaign takes back."""
    message = case.message
    if message is None:
        return
    for other in _elsewhere(case, message):
        yield from _taken_back(message, other)
        yield from _other_figures(message, other)


def last_chance_again(case: Case) -> Iterator[Hit]:
    """The last chance, announced a second time."""
    message = case.message
    if message is None:
        return
    said = message.made("last_chance") if message.item.channel in _SENT else []
    earlier = [o for o in _elsewhere(case, message) if o.item.channel in _SENT and o.makes("last_chance")]
    if said and earlier and case.messages.index(message) > min(case.messages.index(other) for other in earlier):
        first = said[0]
        yield at(message, first.part, first.start, first.end, where=_named(earlier[0]))


def pressure(case: Case) -> Iterator[Hit]:
    """One campaign that alone sends a person more than the contact policy allows in its time."""
    subject = case.subject
    needs = {(item.locale, item.channel, item.need or item.id) for item in subject.items}
    for cap in subject.caps:
        each = Counter(locale for locale, channel, _ in needs if cap.channel in (None, channel))
        count = max(each.values(), default=0)
        days = max(subject.window_days or 1, 1)
        if count > cap.messages * max(1.0, days / cap.days):
            yield Hit(
                "timing",
                details={
                    "count": Text(en=str(count), es=str(count)),
                    "cap": Text(
                        en=f"{cap.messages} in {cap.days} days{_by(cap.channel, 'en')}",
                        es=f"{cap.messages} en {cap.days} días{_by(cap.channel, 'es')}",
                    ),
                },
            )
            return


def _by(channel: str | None, language: Language) -> str:
    if channel is None:
        return ""
    name = channel_in_words(channel, language)
    return f" por {name}" if language == "es" else f" by {name}"


def _elsewhere(case: Case, message: Message) -> list[Message]:
    """The messages that one person may see besides this one."""
    own = message.item.need or message.item.id
    return [
        other
        for other in case.messages
        if (other.item.need or other.item.id) != own and _may_meet(message.item.locale, other.item.locale)
    ]


def _may_meet(one: str, other: str) -> bool:
    """Whoever is written to in one locale is not written to in another: `es-ES` and `es-MX` never meet.

    A language without a region may be anybody's.
    """
    return one == other or (language_of(one) == language_of(other) and ("-" not in one or "-" not in other))


def _taken_back(message: Message, other: Message) -> Iterator[Hit]:
    for claim in message.made(*CONTRARY):
        contrary = other.made(*CONTRARY[claim.kind])
        # A message that gives the condition itself is judged as fine print.
        if contrary and not message.makes(*CONTRARY[claim.kind]):
            words = other.words(contrary[0])
            yield at(message, claim.part, claim.start, claim.end, other=Text(en=words, es=words), where=_named(other))
            return


def _other_figures(message: Message, other: Message) -> Iterator[Hit]:
    theirs: dict[str, list[Told]] = {}
    for told in told_by(other):
        theirs.setdefault(told.role, []).append(told)
    for told in told_by(message):
        known = theirs.get(told.role, [])
        if told.role not in _BINDING or not known:
            continue
        if all(_differ(told, one) for one in known):
            words = other.parts[known[0].part].text.quote(known[0].start, known[0].end)
            yield at(message, told.part, told.start, told.end, other=Text(en=words, es=words), where=_named(other))
            return


def _differ(one: Told, two: Told) -> bool:
    grain = max(one.figure.grain, two.figure.grain)
    return one.figure.unit == two.figure.unit and abs(one.figure.value - two.figure.value) > grain * 0.999


def _named(message: Message) -> Text:
    item = message.item
    return Text(
        en=f"{item.channel} {item.need or item.id}".strip(), es=f"{item.channel} {item.need or item.id}".strip()
    )
