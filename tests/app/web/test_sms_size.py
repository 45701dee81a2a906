"""What the page says of the length of an SMS, which is paid for by the piece."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.web.pages.content_view import sms_size
from app.web.words import Words
from batuta.content import ContentItem
from tools.rendering.renderer import Renderer
from tools.workspaces.folder import read_workspace


@pytest.fixture(scope="module")
def deps(lince_folder: Path) -> Any:
    return SimpleNamespace(rendering=Renderer(read_workspace(lince_folder)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norte por 129 euros.", ("20 caracteres: 1 SMS por persona",)),
        ("Norte por 129 €.", ("17 caracteres: 1 SMS por persona",)),
        ("a" * 160, ("160 caracteres: 1 SMS por persona",)),
        ("a" * 161, ("161 caracteres: 2 SMS por persona",)),
        (
            "Información: así",
            ("16 caracteres: 1 SMS por persona", "Caracteres especiales (ó, í): caben 70 por SMS en lugar de 160"),
        ),
    ],
)
def test_characters_and_pieces_are_counted_as_they_are_paid_for(deps: Any, text: str, told: tuple[str, ...]) -> None:
    item = ContentItem.model_validate(
        {
            "id": "sms.es-ES",
            "channel": "sms",
            "locale": "es-ES",
            "status": "draft",
            "parts": {"text": text},
            "sentences": [],
            "origin": "generated",
        }
    )
    assert sms_size(item, deps, Words("es")) == told
