"""A letter on paper: its words in order, no mark-up of anybody's, the same bytes for the same letter."""

import io

import pytest
from pypdf import PdfReader

from batuta.content import ContentItem
from batuta.errors import BadInput
from batuta.workspace import Sender
from tools.rendering.letter_pdf import letter_pdf

SENDER = Sender(name="Tienda Lince, S.L.", brand="Lince", email="hola@lince.example", postal_address="Calle Mayor 1")
BODY = "Hola, {{first_name}}:\n\nEsto tienes:\n\n- Envío gratis.\n- 60 días para devolverlo.\n\nUn saludo,\nLince"


def letter(channel: str = "letter", **parts: str) -> ContentItem:
    return ContentItem.model_validate(
        {
            "id": "l", "channel": channel, "locale": "es-ES", "status": "draft", "origin": "generated",
            "parts": {"headline": "Socio Oro: 25 € al año", "body": BODY, **parts},
        }
    )  # fmt: skip


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_words_of_a_letter_are_there_in_order_with_its_sender() -> None:
    shown = text_of(letter_pdf(letter(), SENDER, {"first_name": "Ana"}))
    wanted = ["Tienda Lince, S.L.", "Calle Mayor 1", "25 € al año", "Hola, Ana:", "Envío gratis.", "60 días", "Lince"]
    places = [shown.find(words) for words in wanted]
    assert -1 not in places
    assert places[:-1] == sorted(places[:-1])


def test_names_and_copy_are_never_mark_up() -> None:
    name = '<img src="https://evil.example/x.png"/><b>Ana'
    made = letter_pdf(letter(headline="1 < 2 & <font>"), SENDER, {"first_name": name})
    assert name in text_of(made).replace("\n", "")
    assert not [page for page in PdfReader(io.BytesIO(made)).pages if page.images]


def test_the_same_letter_gives_the_same_bytes_and_long_ones_take_more_pages() -> None:
    assert letter_pdf(letter(), SENDER) == letter_pdf(letter(), SENDER)
    assert len(PdfReader(io.BytesIO(letter_pdf(letter(body="Una frase. " * 900), SENDER))).pages) > 1


def test_only_letters_are_printed() -> None:
    with pytest.raises(BadInput, match="no letter"):
        letter_pdf(letter("web"), SENDER)
