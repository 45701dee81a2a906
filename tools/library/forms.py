"""Forms of one word, without the words that are derived from it: finer than a stem, on which groups of words stand.

Snowball's stems join `informal` with `information` and `personal` with `personalidad`.
"""

import re
from functools import lru_cache

from batuta.text import Language
from batuta.words.tokens import fold
from tools.library.stemming import stem_of

_ENDINGS = {
    "en": re.compile(r"(?:i?e)?[sd]?|y|ing|['’]s"),
    "es": re.compile(
        r"e?(?:[aeo]?s?|[aei]r(?:se|l[aoe]s?)?|[aei]n|[aei]mos|(?:a|ie)ndo(?:se|l[aoe]s?)?|[ai]d[ao]s?|ues?|ue?mos|uen"
        r"|[ai]ba[ns]?|ia[ns]?|a?mos|ar[ae][ns]?|ier[ao]n?|aron|ieron|[aei]r(?:a|e|an|as|emos|ia|ian)|io|iste|aste)"
    ),
}

_LAST = {"en": re.compile(r"(?:(?<=[^s])e?s|ed|ing|e)$"), "es": re.compile(r"(?<=[^s])e?s$")}


@lru_cache(maxsize=131072)
def form_of(word: str, language: Language) -> str:
    """
    >>> form_of("tuteando", "es") == form_of("tutean", "es"), form_of("abbreviations", "en")
    (True, 'abbreviation')
    >>> form_of("informal", "en") == form_of("information", "en")
    False
    """
    stem, folded = stem_of(word, language), fold(word)
    rest = folded[len(stem) :] if folded.startswith(stem) else ""
    if _ENDINGS[language].fullmatch(rest):
        return stem
    return stem + _LAST[language].sub("", rest)
