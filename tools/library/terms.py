"""The terms of the index: stems marked with their language, ideas, compounds and neighbours."""

import re
from collections.abc import Sequence
from itertools import pairwise

from batuta.text import Language
from batuta.words.concepts import units
from batuta.words.tokens import fold
from tools.library.stemming import stem_of, words_of

LEARNED = 5
"""Letters below which a likeness between two words is an accident."""
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")


def terms_of(text: str, language: Language) -> list[str]:
    """Stems, marked with their language, and ideas."""
    found = [f"{language}:{stem_of(word, language)}" for word in words_of(text, language)]
    for unit in units(text, language):
        found += [f"#{idea}" for idea in sorted(unit.ideas)]
    return found


def compounds(text: str) -> list[str]:
    """Words that are written with a hyphen, without it, so that `Wi-Fi` and `wifi` find each other."""
    return [f"={fold(found.group()).replace('-', '')}" for found in _COMPOUND.finditer(text)]


def pairs(terms: Sequence[str]) -> list[str]:
    """Neighbours, so that a phrase is worth more than its words apart."""
    words = [term for term in terms if not term.startswith("#")]
    return [f"{one}+{other}" for one, other in pairwise(words)]
