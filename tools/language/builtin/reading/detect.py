"""Which language a text is written in: by its small words, its letters, and where those fail by all known words."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from tools.language.builtin.reading.lexicon import READ, lexicon, small_words
from tools.language.builtin.reading.tokens import Token

_SCRIPTS = {
    "CYRILLIC": "ru", "GREEK": "el", "ARABIC": "ar", "HEBREW": "he", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko",
    "CJK": "zh", "THAI": "th", "DEVANAGARI": "hi",
}  # fmt: skip
_LETTERS = {
    "ñ": "es", "¿": "es", "¡": "es", "ã": "pt", "õ": "pt", "ß": "de", "ł": "pl", "ę": "pl", "ș": "ro", "ț": "ro",
    "ğ": "tr", "ı": "tr", "å": "sv", "œ": "fr", "ê": "fr", "ù": "fr", "ä": "de", "l·l": "ca",
}  # fmt: skip
_ENOUGH = 3.0
_CLEARLY = 1.4
"""How much likelier than any language we read another one must be."""


def language_of_tokens(tokens: Sequence[Token], otherwise: str) -> str:
    """The ISO code of the language most of the text is in; `otherwise` for a text too short to tell."""
    letters = Counter(script for token in tokens for script in [_script(token.text[:1])] if script)
    words = [token for token in tokens if token.kind == "word"]
    if letters and letters.most_common(1)[0][1] > len(words) / 2:
        return _SCRIPTS[letters.most_common(1)[0][0]]
    score = _scores(words)
    best = max(score, key=lambda code: (score[code], code in READ))
    readable = max(READ, key=lambda code: score[code])
    if score[best] < _ENOUGH or (best not in READ and score[best] < _CLEARLY * score[readable]):
        return _by_known_words(words, otherwise) if score[readable] < 1 else readable
    return best


def _scores(words: Sequence[Token]) -> dict[str, float]:
    """Each small word counts for its languages, the more the fewer they are."""
    score = dict.fromkeys((*READ, *small_words()), 0.0)
    for word in words:
        spelt = word.text.lower()
        owners = _owners(word.norm, spelt)
        for code in owners:
            score[code] += 1.0 / len(owners)
        for letter, code in () if spelt.isascii() else _LETTERS.items():
            if letter in spelt:
                score[code] += 0.5
    return score


@lru_cache(maxsize=65536)
def _owners(norm: str, spelt: str) -> tuple[str, ...]:
    """The languages that have a word among their small ones."""
    read = [code for code in READ if norm in lexicon(code).campaign.common]
    return (*read, *(code for code, small in small_words().items() if spelt in small))


def _by_known_words(words: Sequence[Token], otherwise: str) -> str:
    counts = {code: sum(word.norm in lexicon(code).known for word in words) for code in READ}
    best = max(READ, key=lambda code: counts[code])
    rest = [count for code, count in counts.items() if code != best]
    return best if counts[best] > max(rest) else otherwise


def _script(letter: str) -> str | None:
    if not letter or letter.isascii():
        return None
    name = unicodedata.name(letter, "").split(" ")[0]
    return name if name in _SCRIPTS else None
