"""What edits taught, as documents of the brand book that wait to be approved; nothing of them is used before."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from batuta.brand import Term
from batuta.errors import BadInput
from batuta.learning import Lesson
from batuta.material import STRATEGIES
from batuta.text import Text, say
from batuta.words.tokens import fold

FOLDER = "proposed"
"""The folder of the brand book that they go to."""


def unknown(lessons: Iterable[Lesson], terms: Sequence[Term]) -> tuple[Lesson, ...]:
    """Those that the brand's terminology does not say already."""
    said = {(term.locale.lower(), fold(word)) for term in terms for word in term.avoid}
    return tuple(one for one in lessons if (one.locale.lower(), fold(one.avoid)) not in said or not one.avoid)


def proposed(lessons: Sequence[Lesson], book: Path, *, today: date) -> tuple[Path, ...]:
    """Write them, one document a language for words and one a channel for lines. Returns their files.

    Raises: BadInput, where today's proposals are there already.
    """
    made = [*_terminologies(lessons, today), *_libraries(lessons, today)]
    targets = [(book / FOLDER / name, text) for name, text in made]
    for target, _ in targets:
        if target.exists():
            raise BadInput(
                Text(en=f"{target.relative_to(book)} is there already.", es=f"{target.relative_to(book)} ya existe."),
                remedy=Text(
                    en="Decide about it first: approve it, or delete it.",
                    es="Decide primero sobre ese documento: apruébalo o bórralo.",
                ),
                subject=target.name,
            )
    for target, text in targets:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return tuple(target for target, _ in targets)


def _terminologies(lessons: Sequence[Lesson], today: date) -> Iterator[tuple[str, str]]:
    words = [one for one in lessons if one.kind != "line"]
    for locale in sorted({one.locale for one in words}):
        own = [one for one in words if one.locale == locale]
        title = say(locale, en="Proposed by edits", es="Propuesto por las correcciones")
        heads = say(locale, en="| use | avoid | note |", es="| preferido | evitar | nota |")
        rows = [f"| {_cell(one.prefer)} | {_cell(one.avoid)} | {_cell(one.in_(locale))} |" for one in own]
        body = "\n".join((heads, "|---|---|---|", *rows))
        yield f"terminology.{locale}.{today}.md", _document("terminology", title, locale, today, body)


def _libraries(lessons: Sequence[Lesson], today: date) -> Iterator[tuple[str, str]]:
    lines = [one for one in lessons if one.kind == "line" and one.channel and one.part]
    for channel, locale in sorted({(str(one.channel), one.locale) for one in lines}):
        own = [one for one in lines if (one.channel, one.locale) == (channel, locale)]
        title = say(
            locale, en=f"Lines proposed by edits, {channel}", es=f"Líneas propuestas por las correcciones, {channel}"
        )
        rows = [
            f"| proposed-{today}-{number} | {one.part} | {_strategy(one)} | * | * | {_cell(one.prefer)} |"
            for number, one in enumerate(own, start=1)
        ]
        body = "\n".join(("| id | part | strategy | for | purpose | text |", "|---|---|---|---|---|---|", *rows))
        yield (
            f"messages.{channel}.{locale}.{today}.md",
            _document("message_library", title, locale, today, body, channel=channel),
        )


def _strategy(lesson: Lesson) -> str:
    return lesson.strategy if lesson.strategy in STRATEGIES else "any"


def _document(kind: str, title: str, locale: str, today: date, body: str, *, channel: str = "") -> str:
    head = [f"kind: {kind}", f"title: {title}", f"locale: {locale}"]
    head += [f"channel: {channel}"] if channel else []
    head += [f"version: {today}", "approved: false"]
    front = "\n".join(head)
    return f"---\n{front}\n---\n\n# {title}\n\n{body}\n"


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("|", "\\|")).strip()
