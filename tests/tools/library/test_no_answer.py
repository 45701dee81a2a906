"""A small library of one's own knows what it has nothing on, in either language."""

from datetime import date
from pathlib import Path

import pytest

from tools.library.library import BrandLibrary, corpus

FILES = {
    "huts.en.md": "# Mountain huts\n\n## Beds\n\nEach hut has 24 bunk beds with blankets. Guests bring a sheet.\n\n"
    "## Dinner\n\nDinner is served at seven and is vegetarian on Mondays.\n",
    "reservas.es.md": "# Reservas\n\n## Cancelar\n\nSe cancela sin coste hasta tres días antes de la llegada.\n\n"
    "## Perros\n\nLos perros duermen en el porche; no entran en el comedor.\n",
    "sms.en.md": "# Text messages\n\n## Tone\n\nWe write the weather first and the offer last. One message a week.\n",
}


@pytest.fixture
def library(tmp_path: Path) -> BrandLibrary:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return corpus(tmp_path, today=lambda: date(2026, 11, 22))


@pytest.mark.parametrize(
    ("query", "file"),
    [
        ("when is dinner served", "huts.en.md"),
        ("¿cuándo se puede cancelar una reserva sin coste?", "reservas.es.md"),
        ("may dogs enter the dining room", "reservas.es.md"),
        ("¿cuántas camas hay en un refugio?", "huts.en.md"),
    ],
)
async def test_what_is_there_is_found(library: BrandLibrary, query: str, file: str) -> None:
    found = await library.search(query)
    assert found
    assert found[0].file == file


@pytest.mark.parametrize(
    "query",
    [
        "price of the electricity tariff",
        "¿qué colores tiene el logotipo?",
        "mortgage interest rate for new customers",
        "política de contratación del personal",
        "how many characters may a push notification have",
    ],
)
async def test_what_is_not_there_is_not_made_up(library: BrandLibrary, query: str) -> None:
    assert await library.search(query) == ()
