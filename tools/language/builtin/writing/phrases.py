"""Sentences of Batuta's own, by part and strategy, with their places filled."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

from batuta.text import Language

_PLACE = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")


def phrases(name: str, strategy: str, choices: Sequence[Mapping[str, str]], language: Language) -> Iterator[str]:
    """Every pattern of a name whose places are all there, filled in every way there is, each once.

    choices: what may fill the places, the best first.
    """
    patterns = _bank(language)[name]
    told: set[str] = set()
    for pattern in patterns.get(strategy) or patterns["any"]:
        needed = _PLACE.findall(pattern)
        for places in choices:
            if not all(places.get(place) for place in needed):
                continue
            text = _PLACE.sub(lambda match, filling=places: filling[match.group(1)], pattern)  # type: ignore[misc]
            # A company's name may end in a full stop of its own.
            text = re.sub(r"(?<!\.)\.\.(?!\.)", ".", text[:1].upper() + text[1:])
            if text not in told:
                told.add(text)
                yield text


def actions(need: str, language: Language, kind: str = "actions") -> tuple[str, ...]:
    """What a message may ask the reader to do, by what it is for; with `asking`, what a caller offers.

    >>> actions("Landing page; start the trial", "en")
    ('Start the trial', 'Start your trial')
    """
    return tuple(text for pattern, told in _actions(kind, language) if pattern.search(need) for text in told)


@cache
def _actions(kind: str, language: Language) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    text = (files("tools.language.builtin.writing") / f"{kind}.{language}.yaml").read_text(encoding="utf-8")
    return tuple((re.compile(one["need"], re.IGNORECASE), tuple(one["say"])) for one in yaml.safe_load(text))


@cache
def _bank(language: Language) -> dict[str, dict[str, list[str]]]:
    text = (files("tools.language.builtin.writing") / f"phrases.{language}.yaml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, list[str]]]", yaml.safe_load(text))
