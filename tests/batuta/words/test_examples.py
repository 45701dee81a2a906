"""The examples in the docstrings of words, grounding and writing hold."""

import doctest
import importlib

import pytest

MODULES = (
    "batuta.accessibility",
    "batuta.grounding.carried",
    "batuta.grounding.numbers",
    "batuta.grounding.numerals",
    "batuta.grounding.support",
    "batuta.placeholders",
    "batuta.words.address",
    "batuta.words.concepts",
    "batuta.words.languages",
    "batuta.words.proper_names",
    "batuta.words.sentences",
    "batuta.words.small_words",
    "batuta.words.spanish_verbs",
    "batuta.words.stems",
    "batuta.words.tokens",
    "tools.language.builtin.writing.names",
    "tools.language.builtin.writing.wording",
    "tools.library.tables",
    "tools.rendering.sms",
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    module = importlib.import_module(name)
    result = doctest.testmod(module)
    assert result.failed == 0
    assert result.attempted > 0
