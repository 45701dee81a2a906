import pytest
from hypothesis import given
from hypothesis import strategies as st

from batuta.audience import Audience, Criterion, Evidence
from batuta.brief import Brief, Objective
from batuta.quoting import place_of, placed

TEXT = "Queremos a clientes con\nnómina de Madrid – «sin cuota» – y 30 puntos más; con nómina, sí.\nÑandú 👩🏽‍💻 fin"


def quoted(quote: str, start: int = 0, end: int = 0, source: str = "brief") -> Evidence:
    return Evidence(quote=quote, start=start, end=end, source=source)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Madrid", "Madrid"),
        ("fin", "fin"),
        ("clientes con nómina", "clientes con\nnómina"),
        ('Madrid - "sin cuota"', "Madrid – «sin cuota»"),
        ("  30   puntos ", "30 puntos"),
    ],
)
def test_the_place_of_a_quote_is_found(quote: str, words: str) -> None:
    moved = placed(TEXT, quoted(quote))
    assert moved.quote == words
    assert TEXT[moved.start : moved.end] == words


@pytest.mark.parametrize("quote", ["Barcelona", "", "   ", "300 puntos", "nomina", "MADRID"])
def test_a_quote_that_is_not_there_stays_as_it_is(quote: str) -> None:
    assert placed(TEXT, quoted(quote, 3, 9)) == quoted(quote, 3, 9)


def test_the_occurrence_nearest_to_what_was_said_is_taken() -> None:
    text = "sin cuota, y luego sin cuota"
    assert place_of("sin cuota", text, near=0) == (0, 9)
    assert place_of("sin cuota", text, near=15) == (19, 28)


def test_a_right_place_is_not_moved() -> None:
    right = quoted("sin", 19, 22)
    assert placed("sin cuota, y luego sin cuota", right) is right


def test_a_citation_is_no_quote_of_the_brief() -> None:
    cited = quoted("Madrid", 0, 0, source="product-sheets/gold.md")
    assert placed(TEXT, cited) is cited


def test_quotes_are_found_however_deep_they_lie() -> None:
    criterion = Criterion(attribute="city", operator="==", value="Madrid", evidence=quoted("Madrid"))
    brief = Brief(
        id="b",
        objective=Objective(kind="inform", text="x", evidence=quoted("fin")),
        audience=Audience(all=(criterion,), any=((criterion,),), exclude=((criterion, criterion),)),
        evidence={"product_id": quoted("Madrid")},
    )
    moved = placed(TEXT, brief)
    found = [one.evidence for one in moved.audience.criteria] + [moved.evidence["product_id"]]
    assert len(found) == 5
    assert all(one and TEXT[one.start : one.end] == "Madrid" for one in found)
    assert moved.objective
    assert moved.objective.evidence == quoted("fin", TEXT.index("fin"), len(TEXT))


def test_a_model_without_quotes_is_the_same_model() -> None:
    brief = Brief(id="b")
    assert placed(TEXT, brief) is brief


@given(st.text("ab \n'’-–", max_size=40), st.integers(0, 40), st.integers(1, 12), st.integers(0, 50))
def test_any_piece_of_the_text_is_found_with_its_white_space_changed(
    text: str, start: int, length: int, near: int
) -> None:
    piece = text[start : start + length]
    changed = " ".join(piece.translate(str.maketrans("’–", "'-")).split())
    found = place_of(changed, text, near)
    assert (found is None) is not bool(changed)
    if found:
        words = text[slice(*found)]
        assert words.translate(str.maketrans("’–", "'-")).split() == changed.split()


def test_a_long_quote_of_a_long_text_is_searched_once() -> None:
    assert place_of("a " * 50_000 + "b", "a " * 500_000) is None
