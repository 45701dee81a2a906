"""What the reader knows of a language: the folder `languages/<code>/`, compiled once.

A word stands in the files as it is spelt; accents and capitals do not matter. `(a|b)` is a choice, `<a>` optional.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tools.language.builtin.reading.lexicon_parts import (
    Campaign,
    Columns,
    Comparisons,
    Doing,
    Lexicon,
    Logic,
    Mail,
    Numbers,
    People,
    Time,
    Vague,
    Words,
)
from tools.language.builtin.reading.phrases import Phrases
from tools.language.builtin.reading.tokens import fold, norms

READ: tuple[str, ...] = ("es", "en")
"""The languages whose folders there are."""

_GRAMMAR = ("numbers", "comparisons", "logic", "time")
_SPOKEN = (*_GRAMMAR, "people", "campaign", "mail", "events", "verbs")


@cache
def lexicon(code: str) -> Lexicon:
    """Raises: KeyError, TypeError or ValueError where a folder is incomplete; a test reads every folder."""
    columns = _read(code, "columns")
    return Lexicon(
        code=code,
        numbers=_numbers(_read(code, "numbers")),
        comparisons=_comparisons(_read(code, "comparisons")),
        logic=_logic(_read(code, "logic")),
        people=_people(_read(code, "people")),
        time=_time(_read(code, "time")),
        campaign=_campaign(_read(code, "campaign"), code),
        mail=_mail(_read(code, "mail")),
        columns=_columns(columns),
        traits={trait: _words(said) for trait, said in columns["traits"].items()},
        leads=_phrases(columns["leads"]),
        tenure_named=_phrases(columns["tenure_named"]),
        within_named=_phrases(columns["within_named"]),
        events=Phrases({family[0]: family for family in _read(code, "events")}),
        doings=_doings(_read(code, "verbs")),
        ago_behind=_read(code, "time")["ago_behind"] == "true",
        shorthand={short: fold(whole) for short, whole in _read(code, "shorthand").items()},
        words={name: _words(said) for name, said in _read(code, "words").items()},
        known_grammar=_words_of(code, *_GRAMMAR),
        known=_words_of(code, *_SPOKEN) | _folded(_read(code, "frequent")),
    )


@cache
def small_words() -> dict[str, Words]:
    """The frequent words of languages that we do not read, by language."""
    return {code: frozenset(words) for code, words in _load("others.yaml").items()}


@cache
def concept_lines() -> tuple[Mapping[str, list[str]], ...]:
    """What the field in general calls the same thing: one line a thing, language to names."""
    return tuple(_load("concepts.yaml"))


@cache
def may_never_happen() -> Words:
    """Families of happenings that many customers never had."""
    return frozenset(_load("rare.yaml"))


@cache
def opposite_lines() -> tuple[Mapping[str, Any], ...]:
    """How people say that something does not hold: `of` what, and language to wordings."""
    return tuple(_load("opposites.yaml"))


def _numbers(data: Any) -> Numbers:
    return Numbers(
        ones={fold(word): float(value) for word, value in data["ones"].items()},
        scales={fold(word): float(value) for word, value in data["scales"].items()},
        alone=_words(data["alone"]),
        articles=_words(data["articles"]),
        halves=_folded(data["halves"]),
        joins=_folded(data["joins"]),
        ordinals={fold(word): int(value) for word, value in data["ordinals"].items()},
        approximate=_phrases(data["approximate"]),
        approximate_after=_words(data["approximate_after"]),
        percent=_phrases(data["percent"]),
        units=Phrases(data["units"]),
        currencies=Phrases({**data["currencies"], "local": ["$"], "local_pesos": data["pesos"]}),
    )


def _comparisons(data: Any) -> Comparisons:
    return Comparisons(
        before=Phrases(data["before"]),
        after=Phrases(data["after"]),
        range_open=_phrases(data["range"]["open"]),
        range_join=_phrases(data["range"]["join"]),
        between=_phrases(data["range"]["between"]),
    )


def _logic(data: Any) -> Logic:
    joints = ("and", "or", "nor", "same")
    sets = ("skippable", "concord")
    rest: dict[str, Any] = {
        name: _phrases(words) for name, words in data.items() if name not in (*joints, *sets, "with")
    }
    return Logic(
        joints=Phrases({name: data[name] for name in joints}),
        holding=_phrases(data["with"]),
        skippable=_folded(data["skippable"]),
        concord=_folded(data["concord"]),
        **rest,
    )


def _people(data: Any) -> People:
    vague: dict[Vague, list[str]] = {}
    for entry in data["vague"]:
        low, high = entry.get("between") or (
            entry.get("at_least") or entry.get("at_least_days"),
            entry.get("at_most_days"),
        )
        meaning = Vague(entry["means"], float(low) if low else None, float(high) if high else None)
        vague.setdefault(meaning, []).extend(entry["words"])
    own = ("plain", "vague", "protected")
    rest: dict[str, Any] = {name: _phrases(words) for name, words in data.items() if name not in own}
    return People(
        plain=_folded(word for phrase in data["plain"] for word in phrase.split()),
        vague=Phrases(vague),
        protected=Phrases(data["protected"]),
        **rest,
    )


def _time(data: Any) -> Time:
    numbered = ("months", "weekdays", "quarters", "halves", "fortnights")
    named = ("seasons", "named_days", "relative")
    renamed = {"in": "ahead", "from": "since_day"}
    made: dict[str, Any] = {}
    for name, words in data.items():
        if name == "ago_behind":
            continue
        if name in numbered:
            made[name] = Phrases({int(key): said for key, said in words.items()})
        else:
            made[renamed.get(name, name)] = Phrases(words) if name in named else _phrases(words)
    return Time(**made)


def _campaign(data: Any, code: str) -> Campaign:
    by_name = (
        "labels",
        "channels",
        "channels_listed",
        "metrics",
        "goal_verbs",
        "purposes",
        "locales",
        "regions",
        "countries",
    )
    own = ("objectives", "promotes", "common")
    made: dict[str, Any] = {
        name: Phrases(words) if name in by_name else _phrases(words) for name, words in data.items() if name not in own
    }
    return Campaign(
        objectives=Phrases(data["objectives"], stems_of=code),
        promotes=Phrases({True: data["promotes"]}, stems_of=code),
        common=_folded(data["common"]),
        **made,
    )


def _doings(data: Any) -> Phrases[Doing]:
    named = ((line, tuple(fold(noun) for noun in line["nouns"].split())) for line in data)
    return Phrases({Doing(line["of"], nouns): line["verbs"] for line, nouns in named})


def _mail(data: Any) -> Mail:
    sets = ("subject", "sender", "legal")
    made: dict[str, Any] = {name: _words(said) if name in sets else _phrases(said) for name, said in data.items()}
    return Mail(**made)


def _columns(data: Any) -> Columns:
    return Columns(**{part.name: _words(data[part.name]) for part in fields(Columns)})


def _words_of(code: str, *files_named: str) -> Words:
    """Every word that occurs in the files."""
    texts = (text for name in files_named for text in _strings(_read(code, name)))
    return frozenset(word for text in texts for word in norms(text) if word.isalpha())


def _strings(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    items = [*data.keys(), *data.values()] if isinstance(data, dict) else data
    return [text for item in items for text in _strings(item)]


def _phrases(words: Any) -> Phrases[bool]:
    return Phrases({True: words})


def _words(said: str) -> Words:
    """Words with spaces between them."""
    return _folded(said.split())


def _folded(words: Iterable[str]) -> Words:
    return frozenset(fold(word) for word in words)


@cache
def _read(code: str, name: str) -> Any:
    return _load(f"{code}/{name}.yaml")


def _load(path: str) -> Any:
    text = (files("tools.language.builtin.reading") / "languages" / path).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 (the base loader makes strings only)
