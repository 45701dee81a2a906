"""What the reader is asked to do, in the words of a fact: `Se contrata en la app …` → `Contrátalo en la app`."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

from batuta.text import Language
from batuta.words.address import readdressed
from batuta.words.spanish_verbs import Address, conjugated, forms_of
from tools.language.builtin.writing.telling_spanish import PREPOSITION_ES, READER_VERBS_ES, with_pronoun

_CUT = re.compile(
    r"(?:,|;|\(| en menos de | en \d| in (?:\d|an?|one|two|three|five|ten|minutes|under)\b.*"
    r"| en un[oa]? minuto| hasta | antes de | before | by (?=\d|[A-Z])| until "
    r"| from (?=\d)| con | for "
    r"| after | with | and (?!by) | o en | or (?=at|in|by|on)| y ).*$"
)
_PLACE_ES = (
    r"(?:en|desde|por) (?:la |el |tu |su |nuestr[oa] )?(?:app|web|móvil|celular|sucursal|oficina"
    r"|tienda|línea|taquilla|online|teléfono|centro|aplicación)\b"
)
_PLACE_EN = r"(?:online|in the app|in app|in store|in branch|by phone|by post|at any \w+)\b"


def callings(text: str, pronoun: str, language: Language, address: Address) -> Iterator[str]:
    """Calls to action that a fact carries. pronoun: of the thing, `lo`, `la`, `los`, `las`, or empty.

    >>> list(callings("Se abre desde el móvil en 8 minutos", "la", "es", "tu"))
    ['Ábrela desde el móvil', 'Ábrela']
    >>> list(callings("No setup fee when you order online before 31 March", "", "en", "tu"))
    ['Order online']
    """
    yield from _spanish(text, pronoun, address) if language == "es" else _english(text)


def _spanish(text: str, pronoun: str, address: Address) -> Iterator[str]:
    found = re.match(r"(?:y )?se (?:puede )?(\w+)\s+(.*)$", text, re.IGNORECASE)
    if found:
        verb = found.group(1).lower()
        infinitive = verb if verb.endswith("r") else _infinitive(verb)
        if infinitive in READER_VERBS_ES and infinitive not in ("cancelar", "devolver", "pausar"):
            order = conjugated(infinitive, "imperative", "tu")
            if order:
                own = pronoun if re.match(PREPOSITION_ES, found.group(2)) else ""
                told = with_pronoun(order, own).capitalize()
                place = re.match(_PLACE_ES, found.group(2), re.IGNORECASE)
                if place:
                    yield readdressed(f"{told} {place.group()}", address)
                yield readdressed(told, address) if own else readdressed(f"{told} ahora", address)
        return
    first = text.split()[0].lower() if text.split() else ""
    orders = [form for form in forms_of(first) if form.mood == "imperative" and form.infinitive in READER_VERBS_ES]
    if orders:
        told = re.sub(r" (?:en|al|por) (?:el |la )?[\d+].*$", "", _CUT.sub("", text))
        yield readdressed(told, address)
        less = re.sub(r" (?:desde|en|por) .*$", "", told)
        if less != told and " " in less:
            yield readdressed(less, address)
    able = re.match(r"(?:puedes?|podés) (\w+r)((?:l[oa]s?)?) (.*)$", text, re.IGNORECASE)
    if able and able.group(1) in READER_VERBS_ES and able.group(1) not in ("cancelar", "devolver", "pausar", "retirar"):
        place = re.search(_PLACE_ES, able.group(3), re.IGNORECASE)
        order = conjugated(able.group(1), "imperative", "tu")
        if order and place:
            own = able.group(2) or pronoun
            yield readdressed(f"{with_pronoun(order, own).capitalize()} {place.group()}", address)


def _infinitive(verb: str) -> str:
    return next((form.infinitive for form in forms_of(verb) if form.mood == "present" and form.address == "usted"), "")


_DOING_EN = re.compile(
    r"\b(?:you |can )(apply|order|book|join|buy|open|sign up|register|switch|rejoin|subscribe|renew|top up"
    r"|enrol|enroll|reserve|activate|add)"
    rf"( it| one)? ({_PLACE_EN})",
    re.IGNORECASE,
)
_ORDER_EN = re.compile(
    r"(apply|order|book|join|buy|shop|sign up|register|switch|rejoin|subscribe|renew|top up|enrol|enroll"
    r"|reserve|activate|add|call|visit"
    r"|download|get|claim|start|open|choose|request)\b",
    re.IGNORECASE,
)
_DONE_EN = re.compile(rf"(added|activated|ordered|booked|opened|bought|set up) ({_PLACE_EN})", re.IGNORECASE)
_BASE = {
    "added": "Add it", "activated": "Activate it", "ordered": "Order", "booked": "Book", "opened": "Open it",
    "bought": "Buy", "set up": "Set it up",
}  # fmt: skip


def _english(text: str) -> Iterator[str]:
    doing = _DOING_EN.search(text)
    if doing:
        verb, thing, place = doing.groups()
        yield f"{verb.capitalize()}{thing or ''} {place.lower()}"
    done = _DONE_EN.search(text)
    if done:
        yield f"{_BASE[done.group(1).lower()]} {done.group(2).lower()}"
    if _ORDER_EN.match(text):
        told = _CUT.sub("", text)
        yield told if " " in told else f"{told} now"


def by_kind(words: str, otherwise: str, language: Language) -> tuple[str, ...]:
    """What readers are asked to do with a thing of a kind, by the words that speak of it, else by other words."""
    named = [
        pair for text in (words, otherwise) for pair in _kinds(language) if pair[0].pattern and pair[0].search(text)
    ]
    any_kind = [pair for pair in _kinds(language) if not pair[0].pattern]
    return tuple(dict.fromkeys(text for _, told in (*named, *any_kind) for text in told))


@cache
def _kinds(language: Language) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    text = (files("tools.language.builtin.writing") / f"kinds.{language}.yaml").read_text(encoding="utf-8")
    told = cast("list[dict[str, str | list[str]]]", yaml.safe_load(text))
    return tuple((re.compile(str(one["of"]), re.IGNORECASE), tuple(one["say"])) for one in told)
