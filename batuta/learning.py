"""What people's edits teach: words they keep replacing, words and marks they take out, lines they keep writing.

Only proposals: a brand owner reads them, and nothing changes before that. A change counts once a message, and is
proposed when several messages show it and few show the contrary.
Source: Hunt and McIlroy (1976), An algorithm for differential file comparison (the alignment).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from pydantic import Field

from batuta.brief import Channel
from batuta.content import ContentItem, Part
from batuta.noun import Noun
from batuta.text import Text
from batuta.words.sentences import sentences
from batuta.words.tokens import fold

SEEN = 3
"""Messages that must show a change before it is proposed."""
SURE = 0.75
"""Share of the messages with the old words in which people changed them."""
_LONGEST = 4
"""Words of a change that is a matter of wording; a longer one is another sentence."""

Kind = Literal["word", "unwanted", "mark", "line"]


class Example(Noun):
    item: str
    by: str
    before: str
    after: str


class Lesson(Noun):
    """One proposal, with the edits that speak for it."""

    kind: Kind
    locale: str
    avoid: str = ""
    prefer: str = ""
    channel: Channel | None = None
    part: Part | None = None
    strategy: str = ""
    """Of a line: what the messages were about that it was written into."""
    support: int = Field(ge=1)
    """Messages that show it."""
    of: int = Field(ge=1)
    """Messages that had the old words, changed or not."""
    examples: tuple[Example, ...] = ()

    def in_(self, locale: str | None) -> str:
        return (
            _WORDINGS[self.kind]
            .in_(locale)
            .format(avoid=self.avoid, prefer=self.prefer, support=self.support, of=self.of)
        )


_WORDINGS: dict[Kind, Text] = {
    "word": Text(
        en="“{prefer}” instead of “{avoid}”: {support} of {of} messages.",
        es="«{prefer}» en lugar de «{avoid}»: {support} de {of} mensajes.",
    ),
    "unwanted": Text(
        en="“{avoid}” is taken out: {support} of {of} messages.",
        es="«{avoid}» se quita: {support} de {of} mensajes.",
    ),
    "mark": Text(
        en="The mark “{avoid}” is taken out: {support} of {of} messages.",
        es="El signo «{avoid}» se quita: {support} de {of} mensajes.",
    ),
    "line": Text(
        en="A line for the message library: “{prefer}” ({support} messages).",
        es="Una línea para la biblioteca de mensajes: «{prefer}» ({support} mensajes).",
    ),
}


class _Change(NamedTuple):
    kind: Kind
    locale: str
    avoid: str
    prefer: str
    where: tuple[Channel, Part, str] | None


def lessons(items: Iterable[ContentItem]) -> tuple[Lesson, ...]:
    """What the edits in these messages teach, the best supported first; each message and change counts once."""
    seen = {item.id + "".join(e.before + e.after for e in item.edits): item for item in items if item.edits}
    edited = tuple(seen.values())
    shown: dict[_Change, list[Example]] = {}
    for item in edited:
        for change, example in dict(_changes(item)).items():
            shown.setdefault(change, []).append(example)
    found = [_lesson(change, examples, edited) for change, examples in shown.items() if len(examples) >= SEEN]
    kept = [lesson for lesson in found if _is_sure(lesson, shown)]
    return tuple(sorted(kept, key=lambda lesson: (-lesson.support, lesson.kind, lesson.avoid, lesson.prefer)))


def _changes(item: ContentItem) -> Iterator[tuple[_Change, Example]]:
    for edit in item.edits:
        if not edit.before:
            continue
        example = Example(item=item.id, by=edit.by, before=edit.before, after=edit.after)
        for old, new in _replaced(edit.before, edit.after):
            kind: Kind = "word" if new else "mark" if not any(letter.isalnum() for letter in old) else "unwanted"
            yield _Change(kind, item.locale, old, new, None), example
        known = {_plain(sentence.text) for sentence in sentences(edit.before)}
        for sentence in sentences(edit.after):
            line = sentence.text.strip()
            if _plain(line) not in known and not _bound(line):
                yield _Change("line", item.locale, "", line, (item.channel, edit.part, item.label)), example


def _replaced(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Short runs of words that gave way to others, or to nothing; figures, names and merge fields teach nothing."""
    mine, theirs = _pieces(before), _pieces(after)
    aligned = SequenceMatcher(a=[fold(p) for p in mine], b=[fold(p) for p in theirs], autojunk=False)
    if aligned.ratio() < 0.5:
        return
    for tag, first, last, start, end in aligned.get_opcodes():
        if tag not in ("replace", "delete") or last - first > _LONGEST or end - start > _LONGEST:
            continue
        old, new = _joined(mine[first:last]), _joined(theirs[start:end])
        if old and not _bound(old) and not _bound(new) and fold(old) != fold(new):
            yield _lowered(old, mine, first), _lowered(new, theirs, start)


_PIECE = re.compile(r"\{\{.*?\}\}|https?://\S+|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(text)


def _joined(pieces: Sequence[str]) -> str:
    return re.sub(r"\s+([,.;:!?])", r"\1", " ".join(pieces)).strip()


def _bound(text: str) -> bool:
    """It holds what belongs to one message: a figure, a merge field, an address."""
    return bool(re.search(r"\d|\{|\}|://|@", text))


def _lowered(text: str, pieces: Sequence[str], place: int) -> str:
    """Without the capital that it has only because it opens a sentence."""
    opens = place == 0 or pieces[place - 1] in ".!?¡¿:"
    return text[:1].lower() + text[1:] if opens and not text[:2].isupper() else text


def _plain(text: str) -> str:
    return " ".join(fold(text).split()).strip(" .")


def _lesson(change: _Change, examples: Sequence[Example], edited: Sequence[ContentItem]) -> Lesson:
    support = len({example.item for example in examples})
    had = support
    if change.avoid:
        had = sum(
            any(_holds(edit.before, change.avoid) for edit in item.edits)
            for item in edited
            if item.locale == change.locale
        )
    channel, part, strategy = change.where or (None, None, "")
    return Lesson(
        kind=change.kind,
        locale=change.locale,
        avoid=change.avoid,
        prefer=change.prefer,
        channel=channel,
        part=part,
        strategy=strategy,
        support=support,
        of=max(had, support),
        examples=tuple(examples[:3]),
    )


def _is_sure(lesson: Lesson, shown: dict[_Change, list[Example]]) -> bool:
    """Enough messages, of most that had the words, and hardly anybody who changed it the other way round."""
    contrary = _Change(lesson.kind, lesson.locale, lesson.prefer, lesson.avoid, None)
    against = len(shown.get(contrary, ())) if lesson.kind == "word" else 0
    rivals = Counter(
        {
            change.prefer: len(examples)
            for change, examples in shown.items()
            if lesson.avoid and change.avoid == lesson.avoid and change.locale == lesson.locale
        }
    )
    first = not rivals or rivals.most_common(1)[0][0] == lesson.prefer
    return lesson.support >= SEEN and lesson.support / (lesson.of + against) >= SURE and first


def _holds(text: str, words: str) -> bool:
    edges = (r"(?<!\w)", r"(?!\w)") if words[:1].isalnum() else ("", "")
    return bool(re.search(f"{edges[0]}{re.escape(fold(words))}{edges[1]}", fold(text)))
