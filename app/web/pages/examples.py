"""Briefs a company keeps as examples in `briefs/`: for people who do not know how to begin."""

from pathlib import Path
from typing import NamedTuple

from batuta.text import Language
from batuta.words.languages import language_in

OFFERED = 3
LONGEST = 1_200
"""Code points of a brief that is still an example at a glance."""


_STOPS = (".", ":", ";", ",", "?", "!", "…")


class Example(NamedTuple):
    opening: str
    """Its first words."""
    text: str


def examples(folder: Path, language: Language) -> tuple[Example, ...]:
    """The shortest ones that say enough, in the reader's language; none where the company keeps none."""
    texts = [file.read_text(encoding="utf-8", errors="replace").strip() for file in sorted(folder.glob("*.md"))]
    fitting = [text for text in texts if 100 <= len(text) <= LONGEST and language_in(text) == language]
    return tuple(Example(_opening(text), text) for text in sorted(fitting, key=len)[:OFFERED])


def _opening(text: str) -> str:
    lines = [line.strip("#*-•>| ").replace(" | ", ": ") for line in text.splitlines()]
    said = [line for line in lines if any(letter.isalnum() for letter in line)]
    words = " ".join(line if line.endswith(_STOPS) else f"{line}." for line in said)
    return words if len(words) <= 110 else f"{words[:110].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
