"""The brand's words: found where people read them, never inside a merge field or an address."""

from pathlib import Path

import pytest

from agents.compliance.brand import off_brand
from batuta.brand import Term, WritingRules
from batuta.content import ContentItem
from tests.agents.content.conftest import world


class Terms:
    """A library with these terms alone."""

    def __init__(self, *terms: Term) -> None:
        self._rules = WritingRules(terms=terms)

    def rules(self, channel: str, locale: str) -> WritingRules:
        return self._rules


def item(text: str) -> ContentItem:
    return ContentItem(id="i", channel="sms", locale="es-ES", status="draft", origin="generated", parts={"text": text})


OUT = Term(locale="es-ES", preferred="date de baja", avoid=("unsubscribe",))


@pytest.mark.parametrize(
    "text",
    [
        "Baja: {{unsubscribe_url}}",
        "Baja: {{ unsubscribe_url }}",
        "Baja en https://www.lince.example/unsubscribe?x=1.",
        "Baja en www.lince.example/unsubscribe",
        "Escribe a unsubscribe@lince.example",
    ],
)
def test_fields_and_addresses_are_not_words(text: str) -> None:
    assert off_brand((item(text),), Terms(OUT), "es") == ()  # type: ignore[arg-type]


def test_a_word_is_found_beside_an_address_and_its_remedy_keeps_the_capital() -> None:
    (found,) = off_brand((item("Unsubscribe: {{unsubscribe_url}}"),), Terms(OUT), "es")  # type: ignore[arg-type]
    assert (found.quote, found.start) == ("Unsubscribe", 0)
    assert found.fix is not None
    assert found.fix.text == "Date de baja"


def test_no_remedy_changes_a_figure() -> None:
    term = Term(locale="es-ES", preferred="dos por uno", avoid=("2x1",))
    (found,) = off_brand((item("Hoy, 2x1 en abrigos"),), Terms(term), "es")  # type: ignore[arg-type]
    assert found.fix is None


def test_the_shops_own_book_finds_its_words(lince_folder: Path) -> None:
    library = world(lince_folder).library
    term = next(term for term in library.rules("sms", "es-ES").terms if term.avoid and term.preferred)
    assert off_brand((item(f"Mira: {term.avoid[0]}."),), library, "es")
