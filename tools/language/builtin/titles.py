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
