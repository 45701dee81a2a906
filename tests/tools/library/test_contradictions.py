"""Two documents that cannot both be kept are both named; what differs on purpose is left alone."""

from datetime import date
from pathlib import Path

import pytest

from tools.library.book import read_book
from tools.library.contradictions import contradictions

TODAY = date(2026, 11, 22)
VOICE = "---\nkind: voice\nlocale: es-ES\nformality: {}\n{}---\nHabla claro.\n"
TERMS = "---\nkind: terminology\nlocale: es-ES\n---\n| preferido | evitar |\n|---|---|\n| {} | {} |\n"


def told(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return [problem.in_("en") for problem in contradictions(read_book(folder), TODAY)]


def test_two_ways_of_address_name_both_documents(tmp_path: Path) -> None:
    (one,) = told(tmp_path, old=VOICE.format("usted", ""), voice=VOICE.format("tu", ""))
    assert "old.md" in one
    assert "voice.md" in one
    assert "usted" in one


def test_a_word_preferred_here_and_avoided_there_is_told(tmp_path: Path) -> None:
    (one,) = told(tmp_path, a=TERMS.format("cuota", "mensualidad"), b=TERMS.format("pago", "Cuota"))
    assert "cuota" in one


def test_two_limits_of_one_channel_are_told(tmp_path: Path) -> None:
    head = "---\nkind: channel\nchannel: push\nlimits: {{title: {}}}\n---\nCorto.\n"
    (one,) = told(tmp_path, a=head.format(30), b=head.format(40))
    assert "title: 30" in one
    assert "title: 40" in one


def test_what_is_over_of_another_market_or_says_the_same_contradicts_nothing(tmp_path: Path) -> None:
    over = VOICE.format("usted", "valid_until: 2025-12-31\n")
    mexico = VOICE.format("usted", "").replace("es-ES", "es-MX")
    assert told(tmp_path, over=over, mexico=mexico, voice=VOICE.format("tu", ""), tone=VOICE.format("tu", "")) == []


@pytest.mark.parametrize("book", ["banco-faro", "onda"])
def test_the_demonstration_books_contradict_themselves_nowhere(root: Path, book: str) -> None:
    assert contradictions(read_book(root / "brand_guidelines" / book), TODAY) == ()
