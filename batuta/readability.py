"""How easily a text is read.

Sources: Flesch (1948), A new readability yardstick; Szigriszt Pazos (1993), Sistemas predictivos de legibilidad;
Barrio-Cantalejo et al. (2008), Validación de la Escala INFLESZ, An. Sist. Sanit. Navar. 31(2).
"""

import re
from typing import Literal, NamedTuple

from batuta.placeholders import MERGE_FIELD
from batuta.text import Language, Text
from batuta.words.sentences import sentences
from batuta.words.tokens import fold
from batuta.words.untouchable import untouchable

Ease = Literal["very_easy", "easy", "normal", "hard", "very_hard"]
NAMES: dict[Ease, Text] = {
    "very_easy": Text(en="very easy", es="muy fácil"),
    "easy": Text(en="fairly easy", es="bastante fácil"),
    "normal": Text(en="plain", es="normal"),
    "hard": Text(en="fairly hard", es="algo difícil"),
    "very_hard": Text(en="very hard", es="muy difícil"),
}
_BANDS: dict[Language, tuple[tuple[float, Ease], ...]] = {
    "es": ((80, "very_easy"), (65, "easy"), (55, "normal"), (40, "hard")),
    "en": ((80, "very_easy"), (70, "easy"), (60, "normal"), (30, "hard")),
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SPANISH_NUCLEUS = re.compile(r"[íú]|[aeoáéó]|[iuü]+(?![aeoáéóíú])")
_ENGLISH_NUCLEUS = re.compile(r"[aeiouy]+")


class Readability(NamedTuple):
    score: float
    """Flesch in English, INFLESZ in Spanish; the higher, the easier, mostly 0..100."""
    ease: Ease
    words: int
    sentences: int


def readability(text: str, language: Language) -> Readability | None:
    """None where there is too little to say anything.

    >>> readability("The sun is up. The cat sat on the mat. We like it here.", "en").ease
    'very_easy'
    >>> readability("La luna sale ya. El gato duerme en casa. Nos gusta estar aquí.", "es").ease
    'very_easy'
    """
    bare = MERGE_FIELD.sub("", text)
    for start, end in reversed(untouchable(bare)):
        bare = f"{bare[:start]}{bare[end:]}"
    spans = [span.text for span in sentences(bare) if _WORD.search(span.text)]
    words = [word for span in spans for word in _WORD.findall(span)]
    if len(words) < _ENOUGH:
        return None
    spoken = sum(syllables(word, language) for word in words) / len(words)
    length = len(words) / len(spans)
    score = 206.835 - 62.3 * spoken - length if language == "es" else 206.835 - 84.6 * spoken - 1.015 * length
    ease: Ease = next((name for least, name in _BANDS[language] if score >= least), "very_hard")
    return Readability(round(score, 1), ease, len(words), len(spans))


_ENOUGH = 10


def syllables(word: str, language: Language) -> int:
    """
    >>> [syllables(word, "es") for word in ("sin", "cuota", "país", "tarjeta", "ahorro")]
    [1, 2, 2, 3, 3]
    >>> [syllables(word, "en") for word in ("fee", "annual", "free", "move", "table")]
    [1, 3, 1, 1, 2]
    """
    if language == "es":
        small = re.sub(r"qu(?=[eiéí])|gu(?=[eiéí])", "k", word.lower())
        return max(1, len(_SPANISH_NUCLEUS.findall(re.sub(r"y$", "", small) or small)))
    plain = fold(word)
    found = len(_ENGLISH_NUCLEUS.findall(plain))
    found += len(re.findall(r"[iu]a(?!$)", plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee")):
        found -= 1
    return max(1, found)
