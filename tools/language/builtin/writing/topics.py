"""What a message from bare facts is about, as its own facts call it: `el plan Valle`, `weekend rides`.

It is the subject of a fact, up to its verb: the one that the need speaks of, else the one that most facts begin with.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from batuta.material import BRIEF, FactWords
from batuta.text import Language
from batuta.words.concepts import units
from batuta.words.data import listed
from batuta.words.spanish_verbs import forms_of
from batuta.words.tokens import fold
from tools.language.builtin.writing.names import THINGS
from tools.language.builtin.writing.small_print import print_of

_LONGEST = 8
"""Words of a subject; a longer one makes no heading."""
_LABEL = 4
"""Words of a name that stands before a colon: `Sunfield home solar: …`."""
_LABELLED = re.compile(r":|,\s*(?:from |desde |por )?[€$£\d]")
_ARTICLE = {
    "es": re.compile(r"(el|la|los|las|nuestr[oa]s?)\s+", re.IGNORECASE),
    "en": re.compile(r"(the|our)\s+", re.IGNORECASE),
}
_ASIDE = re.compile(
    r"(?:con|desde|hasta|en|por|los|las|para|from|on|in|with|until|for|at|every)\b[^,:;]{2,40},\s+", re.IGNORECASE
)
"""What stands before the subject and is set off by a comma: `Los miércoles, el envío …`."""
_ENDS = {
    "es": re.compile(r"\s+(?:no|se|ya|también|desde|hasta|por|que|pueden?|deben?|hay)\b|[,:;.(]", re.IGNORECASE),
    "en": re.compile(r"\s+(?:can|may|will|must|from|for|per|that|who|which|up to|by|not|no)\b|[,:;.(]", re.IGNORECASE),
}  # fmt: skip


_FROM_PLACE = re.compile(r"[A-Z]\w*[^s\W] to [A-Z]")
"""`Denver to Portland`: both are names."""


class Topic(NamedTuple):
    name: str
    """Without its article, as it stands within a sentence."""
    article: str
    """As the facts have it; empty where they have none."""
    source: str


def topic_of(facts: Sequence[FactWords], need: str, language: Language) -> Topic | None:
    """The thing that is offered; None where no fact begins with one."""
    asked = {unit.stem for unit in units(need, language)}
    found = [topic for fact in facts if not print_of(fact) for topic in _subjects(fact, need, language)]
    found = [
        topic
        for topic in found
        if not _had_already(topic.name, need)
        and (topic.source == facts[0].source or asked & {unit.stem for unit in units(topic.name, language)})
    ]
    if not found:
        return None
    begun = [fold(topic.name) for topic in found]

    def worth(topic: Topic) -> tuple[int, bool, int, int]:
        words = {unit.stem for unit in units(topic.name, language)}
        return (len(words & asked), _is_named(topic.name), begun.count(fold(topic.name)), -found.index(topic))

    best = max(found, key=worth)
    full = _in_full(best.name, need, language) if best.article else best.name
    return best if full == best.name else Topic(full, best.article, BRIEF)


def speaks_of_another(text: str) -> bool:
    """`The discount applies …`, `El tope es …`: what it belongs to was said before.

    >>> speaks_of_another("The price includes breakfast"), speaks_of_another("The course takes six hours")
    (True, False)
    """
    if re.match(r"(?:each|every|otherwise|there (?:is|are)|cada|hay|habrá)\b", text, re.IGNORECASE):
        return True
    languages: tuple[Language, ...] = ("es", "en")
    for language in languages:
        article = _ARTICLE[language].match(text)
        if article and fold(re.split(r"\W+", text[article.end() :])[0]) in _bank(language)["bare"]:
            return True
    return False


def has_a_verb(text: str, language: Language) -> bool:
    """A word of it, the first aside, is a verb that says what a thing does.

    >>> has_a_verb("Tu sucursal abre los sábados", "es"), has_a_verb("Asistencia las 24 horas", "es")
    (True, False)
    """
    said = re.findall(r"[^\W\d]+", text)
    words = [fold(word) for word in said]
    return any(
        words[place - 1] not in _BEFORE_NOUNS
        and (
            words[place] in _verbs(language)
            or (
                language == "es" and _does(said[place], words[place - 1], words[place + 1] if said[place + 1 :] else "")
            )
        )
        for place in range(1, len(words))
    )


_BEFORE_NOUNS = frozenset(
    "el la los las un una unos unas de del en con a al por para sin tu tus su sus y o the an of your and or per".split()
)


def _in_full(name: str, need: str, language: Language) -> str:
    """`The course` by the words that the need puts before it: `the defensive driving course`."""
    if language != "en" or " " in name:
        return name
    words = re.search(rf"\bthe ((?:[a-z-]+ ){{1,3}}{re.escape(name)})\b", need)
    return words.group(1) if words and not _ENDS["en"].search(f" {words.group(1)}") else name


def _speaks_of(need: str, word: str, language: Language) -> bool:
    return bool({unit.stem for unit in units(word, language)} & {unit.stem for unit in units(need, language)})


def _subjects(fact: FactWords, need: str, language: Language) -> Iterator[Topic]:
    text = fact.text.strip()
    aside = _ASIDE.match(text)
    text = text[aside.end() :] if aside else text
    article = _ARTICLE[language].match(text)
    rest = text[article.end() :] if article else text
    name = re.sub(r"\s+(?:gratis|gratuit\w+|free)\b.*$", "", _up_to_the_verb(rest, language), flags=re.IGNORECASE)
    words = name.split()
    if len(words) == 1 and name.endswith("ing"):
        return
    label = bool(re.match(r":\s", text[len(name) :])) and 1 < len(words) <= _LABEL
    orders = language == "es" and any(
        form.mood == "imperative" for word in words[:1] for form in forms_of(word.lower())
    )
    if orders and not article and not _is_a_proper_name(name) and not label:
        return
    if not words or len(words) > _LONGEST or any(fold(word) in _bank(language)["people"] for word in words[:1]):
        return
    if (fold(words[0]) in _bank(language)["bare"] and not label) or re.search(r"[€$£%{]|^[\d.,\s]+$", name):
        return
    labelled = _LABELLED.match(text[len(name) :].lstrip()) and len(words) <= _LABEL
    if not article and not aside and not labelled and not _is_a_proper_name(name):
        if not has_a_verb(re.split(r"[(;:]", text)[0], language) and not _speaks_of(need, words[0], language):
            return
        name = name if _FROM_PLACE.match(name) else name[:1].lower() + name[1:]
    yield Topic(
        re.sub(r"^(\S+ [A-ZÁÉÍÓÚÑ]\S*.*?) con .*$", r"\1", name),
        article.group(1).lower() if article else "",
        fact.source,
    )


def _up_to_the_verb(text: str, language: Language) -> str:
    """Empty where no verb, and no other end of the subject, is found."""
    words = list(re.finditer(r"\S+", text))
    end = _ENDS[language].search(text)
    last = end.start() if end else len(text) + 1
    for place, word in enumerate(words):
        if not place or word.group() != word.group().lower():
            continue
        plain = fold(word.group().strip(",.;:"))
        following = words[place + 1].group().strip(",.;:") if place + 1 < len(words) else ""
        if language == "en" and plain in THINGS:
            continue
        after_a_name = place > 1 and words[place - 1].group()[:1].isupper() and plain.isalpha()
        does = language == "es" and _does(word.group().strip(",.;:"), fold(words[place - 1].group()), fold(following))
        again = plain.removeprefix("re") in _verbs(language)
        if does or again or plain in _verbs(language) or (after_a_name and plain not in _bank(language)["joints"]):
            last = min(last, word.start())
            break
    return text[:last].strip() if last <= len(text) else ""


_OBJECTS = frozenset("el la los las un una tu tus su sus te le se en con desde hasta cada".split())


def _does(word: str, before: str, after: str) -> bool:
    """`guarda el vuelto`: a form that a thing's verb has, with what it acts on after it."""
    forms = forms_of(word.lower())
    acts = any(form.mood == "present" and form.address == "usted" for form in forms)
    return acts and before not in _BEFORE_NOUNS and after in _OBJECTS


def _is_named(name: str) -> bool:
    """A capital within, or a figure after a capital: a name and no common noun."""
    return bool(re.search(r"\s[A-ZÁÉÍÓÚÑ]|[a-z][A-Z]", name))


def _is_a_proper_name(name: str) -> bool:
    """`Business Fiber`, `ShelfSense`, `Fixed 12`: its first word is a name itself."""
    return bool(re.match(r"[A-ZÁÉÍÓÚÑ]\w*\s+[A-ZÁÉÍÓÚÑ\d]|[A-Z]\w*[A-Z]", name))


def _had_already(name: str, need: str) -> bool:
    """`Titulares del plan Valle`, `people who already have the Flex plan`: what the readers have is not offered."""
    return bool(
        re.search(
            rf"(?:ya (?:tienen?|son|usan)|titulares de|already (?:have|use)|owners of|(?:members|customers) on|current)"
            rf"\s*(?:el|la|los|las|l|the|a|an)?\s*{re.escape(name)}\b",
            need,
            re.IGNORECASE,
        )
    )


@cache
def _verbs(language: Language) -> frozenset[str]:
    own = frozenset(_bank(language)["verbs"])
    return own | frozenset(fold(word) for word in listed("verbs_of_things.es.txt")) if language == "es" else own


@cache
def _bank(language: Language) -> dict[str, frozenset[str]]:
    text = (files("tools.language.builtin.writing") / f"topics.{language}.yaml").read_text(encoding="utf-8")
    return {name: frozenset(fold(word) for word in words.split()) for name, words in yaml.safe_load(text).items()}
