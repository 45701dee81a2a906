"""The door every brief comes through."""

from datetime import date

import pytest

from batuta.brief import Amendment, Request
from batuta.brief_text import LONGEST_BRIEF, usable
from batuta.digest import digest
from batuta.errors import UnusableBrief


def test_a_text_up_to_the_limit_comes_through_as_it_is() -> None:
    text = "Campaña " * (LONGEST_BRIEF // 8)
    assert usable(text) == text


@pytest.mark.parametrize("name", ["chat", "-", "brief.docx"])
def test_a_longer_one_is_refused_in_both_languages_with_the_limit_and_what_to_do(name: str) -> None:
    with pytest.raises(UnusableBrief) as refused:
        usable("x" * (LONGEST_BRIEF + 1), name)
    assert "200.001" in refused.value.in_("es")
    assert "Envía solo la parte" in refused.value.in_("es")
    assert "200,001" in refused.value.in_("en")
    assert "Send only the part" in refused.value.in_("en")
    assert (name == "brief.docx") == ("brief.docx" in refused.value.in_("es"))


@pytest.mark.parametrize("nothing", ["", " \n\t", "\u00a0\u2003"])
def test_nothing_is_refused_with_what_to_write(nothing: str) -> None:
    with pytest.raises(UnusableBrief) as refused:
        usable(nothing)
    assert "Escribe qué quieres ofrecer" in refused.value.in_("es-MX")
    assert "Write what to offer" in refused.value.in_("en")


def test_half_a_letter_is_replaced_and_every_other_keeps_its_place() -> None:
    said = "Oro \ud83d y \0 email"
    assert usable(said) == "Oro \ufffd y \ufffd email"
    assert usable(said).index("email") == said.index("email")


def test_a_request_and_an_answer_with_half_a_letter_have_a_digest() -> None:
    request = Request(text="Oro \ud800", name="a\udfff", today=date(2027, 3, 1), author="marta")
    amendment = Amendment(changes={"text": "por \ud800 email", "tone": ["cer\udc00cano"]}, by="marta")
    assert request.text == "Oro \ufffd"
    assert amendment.changes == {"text": "por \ufffd email", "tone": ["cer\ufffdcano"]}
    assert digest(request) != digest(amendment)
