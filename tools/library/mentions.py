"""What a text names as words or as a sign, rather than uses: in quotes, in italics, or a sign that stands alone.

Guides say *avoid “guys”* and *(&)*, and people ask for them in the same way.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from batuta.text import Language
from batuta.words.tokens import tokens

_LONGEST = 5
"""Words beyond which what stands in quotes is an example, not what is spoken of."""
_QUOTED = re.compile(
    r"“([^“”\n]+)”|\"([^\"\n]+)\"|«([^«»\n]+)»|(?<!\w)‘([^‘’\n]+)’(?!\w)|(?<!\w)'([^'\n]+)'(?!\w)|`([^`\n]+)`"
    r"|(?<![\w*])\*{1,2}([^*\s][^*\n]*)\*{1,2}(?![\w*])|(?<!\w)_([^_\s][^_\n]*)_(?!\w)"
)
_LISTED = re.compile(r"^[ \t]*[-*•+][ \t]+([^\n(:|—–]+)", re.MULTILINE)
_ADDRESSING = re.compile(
    r"\b(?P<pronoun>tu(?=te)|usted(?=e)|vos(?=e))t?e(?:o|[ao]s?|[ae]n|[ae]mos|ar(?:l[aeo]s?)?|ando|ad[oa]s?)\b",
    re.IGNORECASE,
)
"""A verb for addressing people by a pronoun: `tutear`, `voseo`."""
_PRONOUN = r"tú|ustedes|usted|vosotr[oa]s|vos"
_ADDRESSED = re.compile(
    rf"(?:\b(?:de|del|o|y|ni|al|el|un|los|nunca|siempre|us[aeo]\w*|or|and|the|not|never|vs)\s+|[«\"“'‘*_(/])"
    rf"(?P<after>{_PRONOUN})\b(?!\s+mism)|\b(?P<before>{_PRONOUN})(?=\s*[/,;:?.]|\s+(?:o|y|ni|or|and|vs)\b)",
    re.IGNORECASE,
)
"""A Spanish pronoun of address that is spoken of: `tratamos de tú`, `¿tú o usted?`, `Tú, nunca usted`."""
_OPENING, _CLOSING = "(\"'“‘«`[", ")\"'”’»`]"
_PUNCTUATES = frozenset(".,;:…!¡?¿'’-–—/") | {"..."}
"""Signs of which only quotes or brackets tell that they are spoken of."""
_BUILDS = frozenset("#*|_~^=<>+•\\")
"""Signs that build lists and tables in a document, and nothing in a question."""


class Quoted(NamedTuple):
    words: str
    start: int
    end: int

    def holds(self, place: int) -> bool:
        return self.start <= place < self.end


def quoted(text: str) -> Iterator[Quoted]:
    """What stands in quotes, italics or bold, without the marks; places are code points, with the marks."""
    for found in _QUOTED.finditer(text):
        yield Quoted(next(group for group in found.groups() if group), found.start(), found.end())


def mention(words: str) -> str:
    """The term of the index for words that are named.

    >>> mention("Hey, Guys!")
    '"hey guys'
    """
    return '"' + " ".join(token.folded for token in tokens(words))


def mentions_in(text: str) -> list[str]:
    """The terms of all short phrases and signs that a passage names or lists."""
    said = [*(one.words for one in quoted(text)), *_LISTED.findall(text)]
    named = [mention(words) for words in said if 0 < len(tokens(words)) <= _LONGEST]
    signs = [f'"{sign}' for sign in signs_in(text, asked=False)]
    return [*named, *signs, *dict.fromkeys(pronouns_in(text).values())]


def signs_in(text: str, *, asked: bool) -> list[str]:
    """Signs that are spoken of. asked: in a question, where nothing is built of signs."""
    found: list[str] = []
    for match in _signs().finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        held = before != "" and before in _OPENING and after != "" and after in _CLOSING
        apart = not (before.isalnum() or after.isalnum())
        sign = match.group()
        if held or (apart and sign not in _PUNCTUATES and (asked or sign not in _BUILDS)):
            found.append(sign)
    return list(dict.fromkeys(found))


def pronouns_in(text: str) -> dict[int, str]:
    """The pronouns of address that are spoken of, as terms of the index, by where they begin; code points.

    >>> pronouns_in("¿Tú o usted?"), pronouns_in("Cuando usted quiera, tu banco está."), pronouns_in("No tuteamos.")
    ({1: '"tu', 6: '"usted'}, {}, {3: '"tu'})
    """
    verbs = {one.start(): mention(one["pronoun"]) for one in _ADDRESSING.finditer(text)}
    found = (
        (match.start(name), match[name])
        for match in _ADDRESSED.finditer(text)
        for name in ("after", "before")
        if match[name]
    )
    return verbs | {start: mention(word) for start, word in found}


def names_of(sign: str, language: Language) -> tuple[str, ...]:
    return _names()[sign][language]


@cache
def _signs() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(sign) for sign in sorted(_names(), key=lambda sign: -len(sign))))


@cache
def _names() -> dict[str, dict[Language, tuple[str, ...]]]:
    found: dict[str, dict[Language, tuple[str, ...]]] = {}
    for line in (files("tools.library") / "signs.txt").read_text(encoding="utf-8").splitlines():
        parts = line.rsplit(" | ", 2)
        if len(parts) == 3:
            sign, english, spanish = parts
            found[sign] = {"en": tuple(english.split(", ")), "es": tuple(spanish.split(", "))}
    return found
