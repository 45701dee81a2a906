"""Whether words stand in a text, whatever the spaces and the kind of quotation marks."""

import re

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00a0": " ", "\u202f": " "})


def said_in(words: str, text: str) -> bool:
    """
    >>> said_in("45 € al año", "Después: 45 €  al año.")
    True
    """
    return _plain(words).rstrip(" .") in _plain(text)


def stands_in(words: str, text: str) -> bool:
    """The same, as whole words and whole numbers.

    >>> stands_in("6,90 €", "46,90 € al mes"), stands_in("oro", "Tesoro"), stands_in("oro", "Tarjeta Oro.")
    (False, False, True)
    """
    wanted = _plain(words).strip(" .")
    return bool(wanted) and bool(re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(wanted)}(?!\w)(?![.,]\d)", _plain(text)))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_QUOTES)).strip().casefold()
