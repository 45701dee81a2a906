"""How columns are named, in every language we read at once: a catalogue need not be in the language of its briefs."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache

from tools.language.builtin.reading.lexicon import READ, lexicon
from tools.language.builtin.reading.lexicon_parts import Columns, Words


@cache
def column_words() -> Columns:
    """The words of all languages together."""
    parts = [lexicon(code).columns for code in READ]
    together = {
        part.name: frozenset[str]().union(*(getattr(columns, part.name) for columns in parts))
        for part in fields(Columns)
    }
    return Columns(**together)


@cache
def trait_words() -> Mapping[str, Words]:
    """Protected trait to words in names of attributes that are one."""
    found: dict[str, Words] = {}
    for code in READ:
        for trait, words in lexicon(code).traits.items():
            found[trait] = found.get(trait, frozenset()) | words
    return found
