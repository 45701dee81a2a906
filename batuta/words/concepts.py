"""The ideas that words of both languages stand for, so that `envío gratis` and `free delivery` can be compared.

A list of the trade's vocabulary, one idea a line, English and Spanish side by side: `data/concepts/`. Words
that are not in it are compared by their stems, and across languages by how Latin and Greek words are spelled
in each.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from batuta.text import Language
from batuta.words.data import lines, names_in
from batuta.words.small_words import small
from batuta.words.stems import alike, stem
from batuta.words.tokens import Token, fold, tokens

FILES = ("money", "telco", "retail", "people", "writing", "general", "life", "services")
FREELY = (*FILES, *(name for name in names_in("concepts") if name not in FILES))
"""With those in which a copywriter puts the same thing more freely; too wide to search by."""
_LONGEST = 5
DENIALS = frozenset({"sin", "no", "without", "not", "ni", "ningun", "ninguna"})


class Unit(NamedTuple):
    """A word or phrase with content: what it stands for, and where it is."""

    text: str
    stem: str
    language: Language
    ideas: frozenset[int]
    start: int
    end: int
    pieces: tuple["Unit", ...] = ()
    """The words of a phrase, one by one; of one that denies, as `sin permanencia`, what it denies."""
    denies: bool = False
    """A phrase that begins with a denial."""


@lru_cache(maxsize=4096)
def units(text: str, language: Language, freely: bool = False) -> tuple[Unit, ...]:
    """The words and known phrases of a text that carry content, longest phrases first; figures are left out.

    freely: with the wordings of copywriters as well.

    >>> [unit.text for unit in units("Sin coste el envío de tu tarjeta de crédito", "es")]
    ['Sin coste', 'envío', 'tarjeta de crédito']
    """
    words = tokens(text)
    stems = [stem(word.text, language, freely) for word in words]
    found: list[Unit] = []
    place = 0
    while place < len(words):
        length = _phrase_at(stems, place, language, freely)
        if length > 1 and words[place].folded in DENIALS and _phrase_at(stems, place + 1, language, freely) >= length:
            # `sin comisión de mantenimiento` denies a longer phrase than `sin comisión` is.
            length = 0
        if length > 1:
            pieces = _pieces(words[place : place + length], stems[place : place + length], language, freely)
            phrase = _unit(words[place : place + length], stems[place : place + length], language, freely)
            start, end = words[place].start, words[place + length - 1].end
            denies = any(_denies_a_phrase(words, at) for at in range(place, place + length))
            found.append(phrase._replace(text=text[start:end], pieces=pieces, denies=denies))
        elif _has_content(words[place], language):
            single = _unit(words[place : place + 1], stems[place : place + 1], language, freely)
            apart = _taken_apart(text, words, stems, place) if freely and language == "en" else frozenset()
            found.append(single._replace(ideas=single.ideas | apart))
        place += length or 1
    return tuple(found)


def _denies_a_phrase(words: tuple[Token, ...], place: int) -> bool:
    """A denial, or the `non` of `non-refundable`; not that of `non-stop`."""
    if words[place].folded in DENIALS:
        return True
    after = words[place + 1].folded if place + 1 < len(words) else ""
    return words[place].folded == "non" and after.endswith(("able", "ible"))


_PARTICLES = frozenset({"back", "up", "off", "out", "down", "away", "over", "home"})
_APART = 4
"""Words within which a verb's particle may follow: `send that dress back`."""


def _taken_apart(text: str, words: tuple[Token, ...], stems: list[str], place: int) -> frozenset[int]:
    """The ideas of a verb and its particle, with what it does it to between them."""
    for other in range(place + 2, min(place + 2 + _APART, len(words))):
        if words[other].folded in _PARTICLES:
            if re.search(r"[.,;:!?]", text[words[place].end : words[other].start]):
                return frozenset()
            return _phrases("en", True).get((stems[place], stems[other]), frozenset())
    return frozenset()


def same(one: Unit, other: Unit) -> bool:
    """Both say the same: one idea, one stem, or one word spelled in two languages."""
    if one.ideas & other.ideas:
        return True
    if one.language == other.language:
        return alike(one.stem, other.stem)
    if one.stem == other.stem and not (one.ideas and other.ideas):
        return True
    return not (one.ideas and other.ideas) and cognates(one.text, one.language, other.text, other.language)


@lru_cache(maxsize=65536)
def cognates(one: str, language: Language, other: str, other_language: Language) -> bool:
    """
    >>> cognates("accesibilidad", "es", "accessibility", "en"), cognates("puntuación", "es", "comma", "en")
    (True, False)
    """
    spanish, english = (one, other) if language == "es" else (other, one)
    if f"{fold(spanish)} {fold(english)}" in lines("false_friends.txt"):
        return False
    a, b = skeleton(one, language), skeleton(other, other_language)
    if a == b:
        return True
    hard, others = re.sub(r"[aeiou]", "", a), re.sub(r"[aeiou]", "", b)
    return (min(len(a), len(b)) >= 5 and alike(a, b)) or (hard == others and len(hard) >= 4)


@lru_cache(maxsize=65536)
def idea(word: str, language: Language, freely: bool = False) -> frozenset[int]:
    """The ideas a single word or phrase stands for; `freely`: with the wordings of copywriters as well."""
    return _phrases(language, freely).get(
        tuple(stem(token.text, language, freely) for token in tokens(word)), frozenset()
    )


@cache
def wordings(of: int, language: Language) -> tuple[str, ...]:
    """How one language says an idea."""
    return _lines()[of][language]


@cache
def _lines() -> tuple[dict[Language, tuple[str, ...]], ...]:
    found: list[dict[Language, tuple[str, ...]]] = []
    for name in FREELY:
        for line in lines(f"concepts/{name}.txt"):
            english, spanish = line.split(" | ")
            found.append({"en": tuple(english.split(", ")), "es": tuple(spanish.split(", "))})
    return tuple(found)


@cache
def _searched() -> int:
    """How many of the ideas, the first ones, are those of the trade."""
    return sum(len(lines(f"concepts/{name}.txt")) for name in FILES)


@cache
def _phrases(language: Language, freely: bool) -> dict[tuple[str, ...], frozenset[int]]:
    collected: dict[tuple[str, ...], set[int]] = {}
    for number, line in enumerate(_lines() if freely else _lines()[: _searched()]):
        for wording in line[language]:
            if any(_denies(token) for token in tokens(wording)[1:]):
                continue
            key = tuple(stem(token.text, language, freely) for token in tokens(wording))
            collected.setdefault(key, set()).add(number)
    return {key: frozenset(numbers) for key, numbers in collected.items()}


_NAYS = DENIALS | {"nothing", "nada", "never", "nunca", "none", "nobody", "nadie", "zero", "cero", "ninguno", "nor"}


def _denies(token: Token) -> bool:
    """A denial amid a phrase is read as one, so that what is denied can be told from what is not."""
    return token.folded in _NAYS or bool(re.search(r"n['’]t$", token.folded))


@cache
def _openings(language: Language, freely: bool) -> frozenset[str]:
    return frozenset(key[0] for key in _phrases(language, freely) if key)


def _pieces(words: tuple[Token, ...], stems: list[str], language: Language, freely: bool) -> tuple[Unit, ...]:
    if words[0].folded in DENIALS:
        rest = tuple(stems[1:])
        if len(rest) > 1 and rest in _phrases(language, freely):
            inner = _pieces(words[1:], stems[1:], language, freely)
            return (_unit(words[1:], stems[1:], language, freely)._replace(pieces=inner),)
    return tuple(
        _unit(words[at : at + 1], stems[at : at + 1], language, freely)
        for at in range(len(words))
        if _has_content(words[at], language)
    )


def _phrase_at(stems: list[str], place: int, language: Language, freely: bool) -> int:
    if stems[place] not in _openings(language, freely):
        return 0
    known = _phrases(language, freely)
    for length in range(min(_LONGEST, len(stems) - place), 0, -1):
        if tuple(stems[place : place + length]) in known:
            return length
    return 0


def _has_content(word: Token, language: Language) -> bool:
    plain = word.folded
    short = re.match(r"(\w+)['’](?:ll|ve|re|d|m|s)$", plain)
    if short and small(short.group(1), language):
        return False
    return not plain.replace(",", "").replace(".", "").isdigit() and len(plain) > 1 and not small(plain, language)


def _unit(words: tuple[Token, ...], stems: list[str], language: Language, freely: bool) -> Unit:
    ideas = _phrases(language, freely).get(tuple(stems), frozenset())
    if not ideas and len(words) == 1:
        ideas = _borrowed(words[0].text, language, freely)
    return Unit(words[0].text, " ".join(stems), language, ideas, words[0].start, words[-1].end)


def _borrowed(word: str, language: Language, freely: bool) -> frozenset[int]:
    """A word of the other language that is used in this one as it is: `APR`, `cashback`, `online`."""
    other: Language = "en" if language == "es" else "es"
    return _phrases(other, freely).get((stem(word, other, freely),), frozenset())


_SPELLED = tuple(
    (re.compile(pattern), spelled)
    for pattern, spelled in (
        (r"(?:ciones|cion)$", "tion"),
        (r"siones$", "sion"),
        (r"(?:idades|idad|dades|dad)$", "ty"),
        (r"mente$", "ly"),
        (r"cional(?:es)?$", "tional"),
        (r"(?:icos|icas|ico|ica)$", "ic"),
        (r"(?:ivos|ivas|ivo|iva)$", "ive"),
        (r"(?:osos|osas|oso|osa)$", "ous"),
        (r"(?:ancia|ancias)$", "ance"),
        (r"(?:encia|encias)$", "ence"),
        (r"(?:arios|arias|ario|aria)$", "ary"),
        (r"(?:ismos|ismo)$", "ism"),
        (r"(?:istas|ista)$", "ist"),
        (r"(?:logias|logia)$", "logy"),
        (r"ia$", "y"),
        (r"(?:ables|able)$", "able"),
        (r"(?:izar|izado|iza)$", "ize"),
        (r"(?:ados|adas|ado|ada|ar)$", "ate"),
    )
)
# fmt: on


@lru_cache(maxsize=131072)
def skeleton(word: str, language: Language) -> str:
    """The letters that a learned word keeps in both languages."""
    plain = fold(word)
    if language == "es":
        for pattern, spelled in _SPELLED:
            plain, changed = pattern.subn(spelled, plain)
            if changed:
                break
        plain = re.sub(r"^es(?=[ptcq])", "s", plain)
    plain = re.sub(r"[ai]bles?$", "ble", re.sub(r"ise$|ised$|ized$|izing$", "ize", plain))
    for spelled, plainly in (("ph", "f"), ("th", "t"), ("y", "i"), ("qu", "c"), ("k", "c"), ("ch", "c")):
        plain = plain.replace(spelled, plainly)
    plain = re.sub(r"(.)\1+", r"\1", plain)
    plain = re.sub(r"(?:ies|es|s)$", "", plain) if len(plain) > 4 else plain
    return re.sub(r"[aeiou]+$", "", plain) or plain
