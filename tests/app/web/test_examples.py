"""Briefs offered to whoever does not know how to begin."""

from pathlib import Path

from app.web.pages.examples import LONGEST, OFFERED, examples

SPANISH = (
    "Campaña de la tarjeta para los clientes de Madrid que tengan más de un año con nosotros, por correo y en mayo."
)
ENGLISH = (
    "A campaign for the card, to customers in London who have been with us for more than a year, by e-mail in May."
)


def test_examples_are_short_and_in_the_reader_s_language(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"es-{number}.md").write_text(f"# Brief {number}\n\n{SPANISH}{' Y nada más.' * number}")
    (tmp_path / "en.md").write_text(ENGLISH)
    (tmp_path / "tiny.md").write_text("Quiero vender más tarjetas.")
    (tmp_path / "long.md").write_text(SPANISH * (LONGEST // len(SPANISH) + 1))
    (tmp_path / "notes.txt").write_text(SPANISH)
    spanish, english = examples(tmp_path, "es"), examples(tmp_path, "en")
    assert [one.text.count("Y nada más.") for one in spanish] == [0, 1, 2]
    assert len(spanish) == OFFERED
    assert [one.text for one in english] == [ENGLISH]
    assert spanish[0].opening.startswith("Brief 0. Campaña de la tarjeta")
    assert all(len(one.opening) <= 111 for one in spanish)


def test_a_company_without_examples_offers_none(tmp_path: Path) -> None:
    assert examples(tmp_path / "briefs", "es") == ()


def test_a_brief_in_a_table_opens_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "es.md").write_text(f"# Fibra\n\n| | |\n|---|---|\n| Para quién | {SPANISH} |")
    assert examples(tmp_path, "es")[0].opening.startswith("Fibra. Para quién: Campaña de la tarjeta")
