"""Whether a word is a form of one in a list, and not another word made from it: `drives` of `drive`, but no `driver`.

A stem joins more than that. What may be read over because of its stem would let pass things that are the claim itself:
`a router` for the `route`, `la habitación` for the `hábito`.
"""

import re
from functools import cache, lru_cache

from batuta.text import Language
from batuta.words.data import listed
from batuta.words.freely import stem
from batuta.words.tokens import fold


@lru_cache(maxsize=65536)
def is_form_in(word: str, its_stem: str, language: Language, name: str) -> bool:
    """Whether the list of a name has the word in some number, gender, person or tense.

    >>> [is_form_in(word, stem(word, "en"), "en", "claims/faint.en.txt") for word in ("dreamer", "grows")]
    [False, True]
    """
    plain = fold(word)
    of_the_list = _by_stem(name, language).get(its_stem, ())
    return plain in of_the_list or any(not _is_made_from(plain, one, language) for one in of_the_list)


@cache
def _by_stem(name: str, language: Language) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(listed(name)):
        key = stem(word, language)
        found[key] = (*found.get(key, ()), fold(word))
    return found


def _is_made_from(word: str, one: str, language: Language) -> bool:
    """The word has an ending that makes nouns or adjectives of verbs, and the other has not."""
    made = _ENDINGS[language].search(word)
    return bool(made) and not one.startswith(word) and not _ENDINGS[language].search(one)


_ENDINGS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?:[eo]rs?|ances?|ences?|ments?|ations?|als?|ages?|[ai]bles?|ists?|ness(?:es)?|or(?:y|ies))$"),
    "es": re.compile(
        r"(?:cion|ciones|dor|doras?|dores|mientos?|[ae]ncias?|[ai]bles?|er[oa]s?|eri[oa]s?|ari[oa]s?|dad|dades|al|ales)$"
    ),
}
