"""What remains of a word when gender, number, person and tense are taken off.

A light stemmer, after Savoy's: it joins forms of one word and seldom two words. Irregular verbs of the
trade are listed, because `cuesta` and `coste` share too few letters for any rule.
Source: Savoy (2006), Light stemming approaches for the French, Portuguese, German and Hungarian languages;
the same for Spanish at members.unine.ch/jacques.savoy/clef.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from batuta.text import Language
from batuta.words.data import lines
from batuta.words.tokens import fold

_ENCLITIC = re.compile(r"^(.*[áéíóú]\w{1,4}?)(?:me|te|se|nos)?(?:las?|los?|les?|me|te|se|nos)$")
"""`contrátala`, `pídeselo`: the accent stands before the pronouns that were added."""
_INFINITIVE = re.compile(r"^(?!.*firme$)(\w{3,}(?:[aií]r|(?<![iu])er))(?:(?:me|te|se|nos|os)?l[aeo]s?|me|te|se|nos)$")
"""`cobrarte`, `llevárnoslo` without its accent; `convierte` is none."""


_PARTICIPLE = re.compile(r"(?<=[ai]d)(?:as?|os)$")
"""`Protegidas`: of `protegido`, which may be listed."""


@lru_cache(maxsize=65536)
def stem(word: str, language: Language, freely: bool = False) -> str:
    """
    freely: with all the irregular forms that copywriters use; a search follows fewer.

    >>> stem("contratas", "es") == stem("contratación", "es") == stem("contratar", "es")
    True
    >>> stem("payments", "en") == stem("payment", "en"), stem("includes", "en") == stem("including", "en")
    (True, True)
    """
    enclitic = _ENCLITIC.match(word.lower()) if language == "es" and len(word) > 5 else None
    if enclitic is None and freely and language == "es":
        enclitic = _INFINITIVE.match(word.lower())
    plain = fold(enclitic.group(1) if enclitic else word).replace("’", "'").removesuffix("'s")
    known = _irregular(language, freely).get(plain)
    if known is None and freely and language == "es" and _PARTICIPLE.search(plain):
        known = _irregular(language, freely).get(_PARTICIPLE.sub("o", plain))
    if known is None and freely and language == "es":
        known = next((one for one in _infinitives(plain) if _irregular(language, freely).get(one) == one), None)
    if known:
        return known
    if len(plain) < 4 or not plain.isalpha():
        return plain
    return _spanish(plain) if language == "es" else _english(plain)


_TENSED = re.compile(
    r"(?P<future>\w{2,}[aei]r)(?:as?|an|emos|ias?|ian|iamos)|(?P<we>\w{3,})(?P<theme>[aei])mos|"
    r"(?P<past>\w{3,})(?P<ended>aste|aron|iste|ieron)"
)
_SPELLED = (("gu", "g"), ("qu", "c"), ("c", "z"))
"""How a verb in -ar is written before an e, and otherwise: `paguemos`, `pagar`."""


def _infinitives(word: str) -> Iterator[str]:
    """The verbs that a word may be a form of, by the endings of the future, the past and of `we`; without accents."""
    found = _TENSED.fullmatch(word)
    if found is None:
        return
    if found["future"]:
        yield found["future"]
    elif found["past"]:
        themes = ("ar",) if found["ended"].startswith("a") else ("er", "ir")
        yield from (f"{found['past']}{end}" for end in themes)
    else:
        yield from (f"{found['we']}{end}" for end in ("ar", "er", "ir"))
        for written, otherwise in _SPELLED:
            if found["theme"] == "e" and found["we"].endswith(written):
                yield f"{found['we'].removesuffix(written)}{otherwise}ar"


def alike(one: str, other: str) -> bool:
    """Two stems of the same family: a common beginning of five letters, or all of the shorter but its last.

    >>> alike("contrat", "contratac"), alike("cuota", "cuenta")
    (True, False)
    """
    if one == other:
        return True
    if one[:4] != other[:4]:
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 5 or len(longer) - len(shorter) > 4:
        return False
    return longer.startswith(shorter) or (len(shorter) >= 7 and longer.startswith(shorter[:-1]))


def _spanish(word: str) -> str:
    for plural, single in (("ciones", "cion"), ("siones", "sion"), ("ces", "z")):
        if word.endswith(plural):
            word = word.removesuffix(plural) + single
            break
    else:
        # `jóvenes` and `joven`, `hogares` and `hogar` have to end alike before their endings are taken off.
        if len(word) > 5 and word.endswith("es") and word[-3] in "nlrdzj":
            word = word[:-2]
    return _without_ending(word, "es")


def _english(word: str) -> str:
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "i"
    # `covered` and `covers` are forms of `cover`, whose own ending is taken off as well.
    word = re.sub(r"(?<=[a-z]{2}er)(?:ed|ing|s)$", "", word)
    bare = _without_ending(word, "en")
    if len(bare) > 4 and bare[-1] == bare[-2] and bare[-1] not in "aeiouls":
        bare = bare[:-1]
    return bare[:-1] + "i" if bare.endswith("y") and len(bare) > 3 else bare


def _without_ending(word: str, language: Language) -> str:
    for ending in _endings(language):
        if word.endswith(ending) and len(word) - len(ending) >= max(3, len(ending) - 1):
            return word.removesuffix(ending)
    return word


@cache
def _endings(language: Language) -> tuple[str, ...]:
    return tuple(ending for line in lines(f"endings.{language}.txt") for ending in line.split())


@cache
def _irregular(language: Language, freely: bool) -> dict[str, str]:
    """Form to stem."""
    found: dict[str, str] = {}
    for line in lines(f"irregular.{'freely.' if freely else ''}{language}.txt"):
        name, forms = line.split(":")
        found.update(dict.fromkeys((name.strip(), *forms.split()), name.strip()))
    return found
