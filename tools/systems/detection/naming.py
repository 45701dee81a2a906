"""What words name: the thing a compound is about, and the actions that verbs stand for."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from tools.systems.detection.lexicon import (
    ACTIONS,
    FILLERS,
    GENERIC,
    HALF_SURE,
    NOT_HEADS,
    PEOPLE,
    THINGS,
    WEAK,
    Action,
    Thing,
)
from tools.systems.detection.words import words

CHANNELS = frozenset("email sms push web html mobile inapp text transactional correo".split())
SMALL = frozenset(
    """in of from to for by with on and at using via into within as under inside through per or que con de en a para
    desde por del al los las un una uno the an one single your all existing its their this specific given new""".split()
)
_JOINTS = frozenset(
    "in of from to for by with on at using via into within under through de en para desde por del al con".split()
)
_SOURCES = frozenset("from with by using via desde con".split())
_ARTICLES = frozenset("a an the un una el la los las your".split())


def named_actions(segment: tuple[str, ...]) -> dict[Action, float]:
    """The actions that words name, if they name nothing else: `send`, `pause-all-emails`, `send test`."""
    found, left = _acting(segment)
    people = PEOPLE if {"size", "send"} & set(found) else frozenset()
    rest = [word for word in left if word and word not in _QUIET | people]
    if "test" in found:
        found.pop("send", None)
    named = [word for word in rest if names_a_thing(word)]
    if not found or len(named) != len(rest) or (named and left[0]):
        return {}
    return found


def acted_on(segment: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a segment that say no action: of `createCampaign`, `campaign`."""
    noun: list[str] = []
    for word in _acting(segment)[1]:
        if noun and word in _SOURCES:
            # `createCampaignFromTemplate` is about campaigns.
            break
        if word and word not in SMALL:
            noun.append(word)
    return tuple(noun)


def _acting(segment: tuple[str, ...]) -> tuple[dict[Action, float], list[str]]:
    """The actions that words name, and the words with those left empty."""
    found: dict[Action, float] = {}
    left = [word for word in segment if word not in SMALL or word in ACTIONS["create"] or word in _SOURCES]
    for size in (2, 1):
        for start in range(len(left) - size + 1):
            part = left[start : start + size]
            match = meant(" ".join(part)) if all(part) else {}
            if match:
                found = {**match, **found}
                left[start : start + size] = [""] * size
    return found, left


@lru_cache(maxsize=20_000)
def meant(word: str) -> Mapping[Action, float]:
    """The actions that one word, or a pair of them, stands for; also as a gerund."""
    if word.endswith("ing") and len(word) > 5:
        stems: tuple[str, ...] = (word, word[:-3], f"{word[:-3]}e", word[:-4])
    elif names_a_thing(word) or len(word) < _SHORTEST_VERB:
        stems = (word,)
    else:
        # `consulta`, `elimine`, `creacion`, `enviando`: Spanish verbs as they are bent in names.
        ends = [word.removesuffix(end) for end in ("acion", "ando", "ado", "a", "e") if word.endswith(end)]
        stems = (word, *(f"{ends[0]}{end}" for end in ("ar", "er", "ir") if ends))
    return MappingProxyType(next((found for stem in stems if (found := _meant(stem))), {}))


_SHORTEST_VERB = 4


def _meant(word: str) -> dict[Action, float]:
    sure = {action: 1.0 for action, known in ACTIONS.items() if word in known}
    return {**{action: HALF_SURE for action, known in WEAK.items() if word in known}, **sure}


_QUIET = NOT_HEADS | {"list"} | SMALL | CHANNELS | {"name", "title", "now", "immediately"}


def names_a_thing(word: str) -> bool:
    return any(word in known for known in THINGS.values())


def things_of(segment: tuple[str, ...], joined: tuple[str, ...] = ()) -> dict[Thing, float]:
    """What a compound is about: its last words, in Spanish those before the preposition."""
    found: dict[Thing, float] = {}
    for at, word in enumerate(segment):
        if at and (word in ("de", "of", "para", "for") or word in _SOURCES):
            segment = segment[:at]
            break
    if len(segment) > 1 and THINGS["results"].get(segment[0], 0.0) > _SAID:
        # `EstadisticasCampania`: Spanish names begin with what they are about.
        segment = segment[:1]
    core = core_of(segment)
    # The longest compound that is known decides: a suppression list is no list of people to write to.
    for size in (3, 2, 1):
        tail = " ".join(core[-size:]) if len(core) >= size else ""
        unknown = [word for word in core[:-size] if word not in GENERIC and word not in CHANNELS]
        for thing, known in THINGS.items():
            if tail in known:
                found[thing] = max(0.3, known[tail] - 0.08 * len(unknown))
        if found:
            break
    for thing, known in THINGS.items():
        wider = " ".join([*joined[-1:], *core])
        if joined and wider in known:
            found[thing] = max(found.get(thing, 0.0), known[wider])
    return found


_SAID = 0.85


def core_of(segment: tuple[str, ...]) -> list[str]:
    """A compound without jobs and requests at its end: `campaign-send-jobs` is about campaigns."""
    core = list(segment)
    while len(core) > 1 and core[-1] in NOT_HEADS and not names_a_thing(" ".join(core)):
        core.pop()
    return core


class Phrase(NamedTuple):
    actions: Mapping[Action, float]
    noun: tuple[str, ...]


_TOLD_OF = frozenset("list detail info information listado detalle informacion".split())
"""What is got of a thing: getting its details is getting it."""


def phrase_of(told: str) -> Phrase:
    """Verb and object of `Cancel a scheduled campaign`, `cancelCampaign`, `campaigns_cancel`."""
    said = [word for word in words(told) if word not in _ARTICLES]
    while len(said) > 1 and said[0] in FILLERS:
        said.pop(0)
    if not said:
        return Phrase({}, ())
    verbs, rest = meant(" ".join(said[:2])), said[2:]
    if not verbs:
        verbs, rest = meant(said[0]), said[1:]
    if not verbs and meant(said[-1]):
        verbs, rest = meant(said[-1]), said[:-1]
    elif not verbs:
        rest = said
    noun: list[str] = []
    for word in rest:
        if len(noun) == 1 and noun[0] in _TOLD_OF and word in ("of", "de") and set(verbs) & {"search", "get"}:
            # Getting the list of templates is about templates.
            noun = []
        if word in _JOINTS and noun:
            break
        if word not in SMALL:
            noun.append(word)
    return Phrase(verbs, tuple(noun))
