"""Words and phrases that ask for the same thing, in both languages, and those that only look alike."""

from collections import Counter

import pytest

from batuta.text import LANGUAGES, Language
from batuta.words.small_words import small
from batuta.words.tokens import tokens
from tools.library.forms import form_of
from tools.library.thesaurus import everyday, themes_in, touched


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("how do readers opt out?", "¿cómo se dan de baja?"),
        ("the small print of a poster", "la letra chica de un afiche"),
        ("too curt", "suena cortante"),
        ("text that pensioners read", "un texto para jubilados"),
        ("does the link open in a new tab", "el enlace abre otra pestaña"),
        ("our bot does not understand", "el bot no entendió"),
        ("we talk down to people", "tono paternalista"),
    ],
)
def test_both_languages_touch_one_group(english: str, spanish: str) -> None:
    assert set(themes_in(english, "en")) & set(themes_in(spanish, "es"))


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("information", "informal", "en"),
        ("useful", "use", "en"),
        ("government", "govern", "en"),
        ("publicity", "public", "en"),
        ("personalidad", "personal", "es"),
        ("público", "publicidad", "es"),
        ("información", "informal", "es"),
    ],
)
def test_a_word_derived_from_another_is_another_word(one: str, other: str, language: Language) -> None:
    assert form_of(one, language) != form_of(other, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("tuteando", "tutean", "es"),
        ("resaltados", "resaltar", "es"),
        ("abreviaturas", "abreviatura", "es"),
        ("localized", "localizing", "en"),
        ("companies", "company", "en"),
        ("highlighted", "highlights", "en"),
    ],
)
def test_forms_of_one_word_are_one(one: str, other: str, language: Language) -> None:
    assert form_of(one, language) == form_of(other, language)


def test_a_phrase_is_found_where_it_stands_and_nowhere_else() -> None:
    text = "Read the small print; a small poster in print."
    found = {text[one.start : one.end] for one in touched(text, "en") if " " in text[one.start : one.end]}
    assert found == {"small print"}


def test_every_group_has_wordings_in_both_languages_that_can_be_found() -> None:
    for group in everyday():
        sides = group.split(" | ")
        assert len(sides) == 2, group
        for language, side in zip(LANGUAGES if LANGUAGES[0] == "en" else LANGUAGES[::-1], sides, strict=True):
            wordings = [tokens(wording) for wording in side.split(",")]
            assert any(len(words) > 1 or not small(words[0].folded, language) for words in wordings if words), group


def test_no_group_stands_twice() -> None:
    assert [group for group, times in Counter(everyday()).items() if times > 1] == []
