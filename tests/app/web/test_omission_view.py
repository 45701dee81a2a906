"""What a brief forgot, as the page asks about it: what is missing, what it would change, what can be chosen."""

from app.web.pages.gate_view import omission_view
from app.web.pages.transcript import asked_in_words
from app.web.words import Words
from batuta.audience import Criterion
from batuta.brief import Effect, Omission
from tests.people import CATALOGUE

SCORE = Omission(
    criterion=Criterion(attribute="score", operator=">=", value=600),
    support=9,
    of=10,
    share=0.9,
    lower_bound=0.7,
    spread=(600, 720),
    effects=(
        Effect(measure="people", without=12000, added=8100),
        Effect(measure="cost", without=246, added=162),
        Effect(measure="conversion", added=0.031),
    ),
    question="Everything in one breath?",
)


def test_every_figure_is_told_with_it_and_without_in_the_reader_s_language() -> None:
    english, spanish = (omission_view(SCORE, CATALOGUE, Words(language)) for language in ("en", "es"))
    assert [(one.without, one.added) for one in english.effects] == [
        ("12,000", "8,100"),
        ("€246", "€162"),
        ("–", "3.1%"),
    ]
    assert [(one.without, one.added) for one in spanish.effects] == [
        ("12.000", "8.100"),
        ("246 €", "162 €"),
        ("–", "3,1 %"),
    ]
    assert not {one.label for one in english.effects} & {one.label for one in spanish.effects}
    assert english.evidence.startswith("9 of 10 comparable campaigns asked for it, from 600")
    assert spanish.evidence.startswith("Lo pedían 9 de 10 campañas comparables, desde 600")
    assert english.value == "600"


def test_what_wasasked_in_words_before_there_were_figures_keeps_its_question() -> None:
    view = omission_view(SCORE.model_copy(update={"effects": (), "spread": ()}), CATALOGUE, Words("en"))
    assert (view.effects, view.question) == ((), "Everything in one breath?")
    assert view.evidence == "9 of 10 comparable campaigns asked for it."


def test_the_conversation_tells_it_in_one_line_and_outlives_the_attribute() -> None:
    shown = {"omissions": [{**SCORE.model_dump(mode="json"), "words": "puntuación: 600"}], "compared": 10}
    (line,) = asked_in_words(shown, CATALOGUE, Words("es"))
    assert "breath" not in line
    assert "9 de 10 campañas comparables" in line
    gone = {**SCORE.model_dump(mode="json"), "words": "puntuación: 600"}
    gone["criterion"] = {**gone["criterion"], "attribute": "gone"}
    (kept,) = asked_in_words({"omissions": [gone]}, CATALOGUE, Words("es"))
    assert kept.startswith("puntuación: 600.")
    question = {"field": "window", "text": "¿Cuándo?", "why": "Hace falta."}
    notice = {"field": "brief", "text": "No tiene efecto.", "why": "Es texto.", "blocking": False}
    assert asked_in_words({"questions": [notice, question]}, CATALOGUE, Words("es")) == ("¿Cuándo?",)
    assert asked_in_words({"questions": [notice]}, CATALOGUE, Words("es")) == ("No tiene efecto.",)
