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


GUIDE = {
    "enlaces.es.md": "# Redacción\n\n## Enlaces\n\nLos enlaces se abren siempre en la misma ventana.\n\n"
    "## Resaltados\n\nComo máximo, dos resaltados por párrafo.\n",
    "voice.en.md": "# Voice\n\n## Modal verbs\n\nAvoid obligations that sound patronising to the person who reads.\n",
}


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("do hyperlinks open a tab?", "Enlaces"),
        ("¿cuántas negritas admite un párrafo?", "Resaltados"),
        ("how much bold text is too much in a paragraph", "Resaltados"),
        ("verbs that sound condescending", "Modal verbs"),
        ("what does the annual report cost", ""),
    ],
)
async def test_everyday_words_find_what_a_guide_calls_by_its_term(tmp_path: Path, query: str, heading: str) -> None:
    for name, text in GUIDE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = await corpus(tmp_path, today=lambda: date(2026, 11, 22)).search(query)
    assert (found[0].heading.split(" › ")[-1] if found else "") == heading
