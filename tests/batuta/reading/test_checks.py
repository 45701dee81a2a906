"""What a reader says must follow from the words it quotes: objective, product and channels among it."""

from datetime import date
from pathlib import Path

import pytest

from batuta.audience import Evidence
from batuta.brief import Objective
from batuta.reading import (
    CLARIFY_INTENT,
    IDENTIFY_CONTENT,
    BriefText,
    ChannelSaid,
    ContentWanted,
    Doubt,
    Intent,
    ProductSaid,
    vocabulary_of,
)
from tools.workspaces.folder import read_workspace

TEXT = "Vender más Abrigo Norte a socios de Madrid, por email, del 1 al 15 de junio."


@pytest.fixture(scope="module")
def brief() -> BriefText:
    lince = Path(__file__).resolve().parents[2] / "companies" / "lince"
    return BriefText(text=TEXT, today=date(2027, 3, 1), vocabulary=vocabulary_of(read_workspace(lince)))


def said(words: str) -> Evidence:
    return Evidence(quote=words, start=TEXT.index(words), end=TEXT.index(words) + len(words))


def intent(**fields: object) -> Intent:
    return Intent.model_validate({"language": "es", "is_brief": True, **fields})


@pytest.mark.parametrize(
    ("made", "path"),
    [
        (intent(objective=Objective(kind="cross_sell", text="Garantía de por vida", evidence=said("Vender más"))),
         "objective.text"),
        (intent(product=ProductSaid(id="mar_sofa", evidence=said("Abrigo Norte"))), "product.id"),
        (intent(product=ProductSaid(id="north_coat", evidence=said("socios de Madrid"))), "product.id"),
        (intent(doubts=[Doubt(kind="product_ambiguous", field="product_id", options=("north_coat", "none"))]),
         "doubts.0"),
    ],
)  # fmt: skip
def test_an_intent_that_its_quotes_do_not_carry_is_refused(brief: BriefText, made: Intent, path: str) -> None:
    assert [complaint.path for complaint in CLARIFY_INTENT.validate(brief, made)] == [path]


def test_an_intent_that_its_quotes_carry_passes(brief: BriefText) -> None:
    made = intent(
        objective=Objective(
            kind="cross_sell", text="Vender más Abrigo Norte", evidence=said("Vender más Abrigo Norte")
        ),
        product=ProductSaid(id="north_coat", evidence=said("Abrigo Norte")),
    )
    assert CLARIFY_INTENT.validate(brief, made) == ()


def test_a_channel_follows_from_words_that_name_it(brief: BriefText) -> None:
    real = ContentWanted(channels=(ChannelSaid(channel="email", evidence=said("email")),))
    lie = ContentWanted(channels=(ChannelSaid(channel="push", evidence=said("Madrid")),))
    assert IDENTIFY_CONTENT.validate(brief, real) == ()
    assert [complaint.path for complaint in IDENTIFY_CONTENT.validate(brief, lie)] == ["channels.push"]
