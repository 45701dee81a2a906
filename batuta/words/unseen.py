"""Signs that no reader sees or tells apart: invisible ones, and letters of other alphabets that look Latin.

A text that hides them says one thing to a reader and another to whoever compares words.
"""

import re
import unicodedata

from batuta.claims.disguise import LOOKALIKES

_JOINS_EMOJI = "\u200d"
_SOFT_HYPHEN = "\u00ad"
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u2800\u3164\uffa0")
"""Letters and signs that print nothing, though Unicode does not call them formatting."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def unseen(text: str) -> tuple[int, ...]:
    """Places of the invisible signs and of the false letters; those that join emoji and soft hyphens are honest.

    >>> unseen("gra\\u200btis"), unseen("Gratis 👩‍💻"), unseen("gr\\u0430tis")
    ((3,), (), (2,))
    """
    return tuple(sorted({*_invisible(text), *_false_letters(text)}))


def as_seen(text: str) -> str:
    """The text as a reader sees it: nothing invisible, and each false letter as the one it looks like.

    >>> as_seen("gra\\u200btis"), as_seen("gr\\u0430tis")
    ('gratis', 'gratis')
    """
    gone, false = set(_invisible(text)), set(_false_letters(text))
    if not gone and not false and _SOFT_HYPHEN not in text:
        return unicodedata.normalize("NFC", text)
    seen = (_latin(sign) if place in false else sign for place, sign in enumerate(text) if place not in gone)
    return unicodedata.normalize("NFC", "".join(seen).replace(_SOFT_HYPHEN, ""))


def _latin(sign: str) -> str:
    plain = LOOKALIKES[sign.casefold()]
    return plain.upper() if sign.isupper() else plain


def _invisible(text: str) -> list[int]:
    if text.isascii():
        return []
    return [
        place
        for place, sign in enumerate(text)
        if (unicodedata.category(sign) == "Cf" or sign in _BLANK)
        and sign != _SOFT_HYPHEN
        and not (sign == _JOINS_EMOJI and _between_emoji(text, place))
        and not _flags(text, place)
    ]


def _between_emoji(text: str, place: int) -> bool:
    before = text[:place].rstrip("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
    after = text[place + 1 : place + 2]
    return all(sign and unicodedata.category(sign) == "So" for sign in (before[-1:], after))


def _flags(text: str, place: int) -> bool:
    """The signs that make the flags of England, Scotland and Wales, after a black flag."""
    return "\U000e0020" <= text[place] <= "\U000e007f" and "\U0001f3f4" in text[max(0, place - 7) : place]


def _false_letters(text: str) -> list[int]:
    """Look-alikes of other alphabets in words that are Latin for the rest, or in a text that is."""
    if text.isascii():
        return []
    latin = sum(sign.isascii() and sign.isalpha() for sign in text)
    found: list[int] = []
    for word in _WORD.finditer(text):
        foreign = [i for i, sign in enumerate(word.group()) if _foreign(sign)]
        looks_latin = len(foreign) < len(word.group()) or latin > 2 * len(foreign)
        if foreign and looks_latin and all(word.group()[i].casefold() in LOOKALIKES for i in foreign):
            found += [word.start() + i for i in foreign]
    return found


def _foreign(sign: str) -> bool:
    return not sign.isascii() and not unicodedata.name(sign, "").startswith("LATIN")
