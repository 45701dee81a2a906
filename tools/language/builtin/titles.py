"""What a campaign is called in lists: the brief's subject or its first sentence, without mail headers or greetings."""

import re
import unicodedata

from tools.language.builtin.reading.lexicon import READ, lexicon
from tools.language.builtin.reading.message import message

_LONGEST = 90
_TELLING = 2
"""Words that a title has at least, where any line has so many."""
_SENTENCE = re.compile(r"(?<=[.?!…])\s+(?=[^\W\d_]|[¿¡])")
_ABRUPT = 20
"""Letters below which a first sentence is an exclamation, and what follows it belongs to the title."""
_WORDS_OF_A_HEADING = 8
_RUNS_ON = ".,;!?…)"
_FORWARDED = re.compile(r"^(?:(?:re|fw|fwd|rv|rsp?)\s*:\s*)+", re.IGNORECASE)


def title_of(text: str) -> str:
    """
    >>> title_of("# Tarjeta Oro\\n\\nQueremos…")
    'Tarjeta Oro'
    >>> title_of("Hi all! we want to sell the Gold Card to new customers. By e-mail, in May.")
    'We want to sell the Gold Card to new customers'
    """
    lines = message(text, [lexicon(code).mail for code in READ]).lines
    said = [_plain(text[line.start : line.end]) for line in sorted(lines, key=lambda line: not line.subject)]
    said = [line for line in said if line] or [line for line in map(_plain, text.splitlines()) if line]
    telling = next((line for line in said if _tells(line)), said[0] if said else "…")
    first = _first_sentence(telling)
    return first if len(first) <= _LONGEST else first[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def headed(text: str) -> bool:
    """Whether the author gave the brief a name: a mail's subject, a heading, or a short line of its own above it.

    >>> headed("# Tarjeta Oro\\n\\nQueremos…"), headed("Fibra en Sevilla\\n\\nQueremos mover la fibra.")
    (True, True)
    """
    lines = message(text, [lexicon(code).mail for code in READ]).lines
    if any(line.subject and _plain(text[line.start : line.end]) for line in lines):
        return True
    said = [shown for shown in (text[line.start : line.end].strip() for line in lines) if _plain(shown)]
    if len(said) < _TELLING:
        return False
    first = said[0]
    marked = first.startswith("#") or (first.startswith("**") and first.endswith("**"))
    alone = len(first.split()) <= _WORDS_OF_A_HEADING and first[-1] not in _RUNS_ON and ":" not in first
    return marked or (alone and _tells(_plain(first)) and not first.startswith(("-", "*", "•", "–")))


def _tells(line: str) -> bool:
    """A line of a form, `De: Dirección`, says less than the text below it."""
    words = line.split()
    return len(words) >= _TELLING and not (len(words) == _TELLING and words[0].endswith(":"))


def _plain(line: str) -> str:
    shown = "".join(c for c in line.strip(" #*_->\t–—") if unicodedata.category(c)[0] != "C").strip()
    return _FORWARDED.sub("", shown).strip()


def _first_sentence(line: str) -> str:
    end = next((found.start() for found in _SENTENCE.finditer(line) if found.start() >= _ABRUPT), len(line))
    first = line[:end]
    first = first[:-1] if first.endswith(".") and not first.endswith("..") else first
    return first[:1].upper() + first[1:]
