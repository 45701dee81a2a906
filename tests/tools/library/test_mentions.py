"""Signs asked for by their character, and words that stand in quotes."""

from datetime import date
from pathlib import Path

import pytest

from tools.library.library import corpus
from tools.library.mentions import mention, mentions_in, quoted, signs_in

GUIDE = {
    "signs.en.md": "# Signs\n\n## Ampersands\n\nSpell the conjunction out in a sentence.\n\n"
    "## Percentages\n\nUse the word in running text and the symbol in tables.\n\n"
    "## Registered trademarks\n\nThe symbol follows the name of the product the first time.\n",
    "signos.es.md": "# Signos\n\n## Puntos suspensivos\n\nSolo cuando algo queda abierto, nunca en un título.\n",
    "words.en.md": "# Words\n\n## To avoid\n\nWe never write:\n\n- seamless journey\n- game changer (nothing is)\n\n"
    "## Obligations\n\nDo not begin with _should_; say what happens next.\n\n"
    "## Greetings\n\nGreet readers by their name; a journey through the sales deck is no greeting.\n",
}


@pytest.mark.parametrize(
    ("question", "signs"),
    [
        ("Keep the & or write it out?", ["&"]),
        ("¿Se puede usar % en un titular?", ["%"]),
        ("¿comillas «» o “”?", ["«»", "“”"]),
        ("two signs (;) and (:)", [";", ":"]),
        ("Is 50% or 20% fine – or not; what: who?", []),
        ("Marca® y #sorteo a 5€", []),
    ],
)
def test_a_sign_is_spoken_of_where_it_stands_alone(question: str, signs: list[str]) -> None:
    assert signs_in(question, asked=True) == signs


def test_what_builds_a_document_is_no_sign_that_it_speaks_of() -> None:
    assert mentions_in("| a | b |\n> cita\n\n* uno\n+ dos\n") == [mention("uno"), mention("dos")]
    assert signs_in("¿Se admite el * en precios?", asked=True) == ["*"]


def test_short_phrases_that_are_quoted_or_listed_are_named() -> None:
    named = mentions_in(
        "Avoid _guys_ and “one-stop shop”.\n\n- game changer (nothing is)\n- this is a whole long sentence\n"
    )
    assert named == [mention("guys"), mention("one-stop shop"), mention("game changer")]
    assert [one.words for one in quoted("don't say 'it's' or snake_case_names")] == []


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("Do we keep the & in a headline?", "Ampersands"),
        ("¿Va el símbolo % en el texto?", "Percentages"),
        ("May a title end with (…)?", "Puntos suspensivos"),
        ("Where does ® go?", "Registered trademarks"),
        ('The sales deck greets readers with a "game changer", is that all right?', "To avoid"),
        ('Can our greetings open with "seamless journey"?', "To avoid"),
        ('may an e-mail begin with "should"?', "Obligations"),
    ],
)
async def test_signs_and_quoted_words_lead_to_what_the_guide_says_of_them(
    tmp_path: Path, query: str, heading: str
) -> None:
    for name, text in GUIDE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = await corpus(tmp_path, today=lambda: date(2026, 11, 22)).search(query)
    assert (found[0].heading.split(" › ")[-1] if found else "") == heading
