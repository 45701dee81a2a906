"""What history makes us expect, checked against histories whose truth we know."""

from datetime import date

import numpy as np
import pytest

from batuta.audience import Audience
from batuta.brief import Channel
from batuta.campaign import ControlGroup, PastCampaign, Results
from batuta.forecasting.outlook import basis_in_words, outlook, outlook_in_words
from batuta.forecasting.response import Response, expected_response
from batuta.forecasting.shrinkage import Belief, Rate, scatter, updated
from batuta.product import Family, Product, Products
from batuta.text import Text

PRODUCTS = Products(
    families=(Family(id="cards", name=Text(en="Cards", es="Tarjetas")),),
    products=(
        Product(id="gold", family="cards", name=Text(en="Gold Card", es="Tarjeta Oro")),
        Product(id="green", family="cards", name=Text(en="Green Card", es="Tarjeta Verde")),
        Product(id="loan", family="loans", name=Text(en="Loan", es="Préstamo")),
    ),
)


def past(
    product: str,
    converted: int,
    sent: int,
    *,
    family: str = "cards",
    channels: tuple[Channel, ...] = ("email",),
    control: tuple[int, int] | None = None,
    value: float = 0.0,
    year: int = 2026,
) -> PastCampaign:
    return PastCampaign(
        id=f"{product}-{converted}-{sent}-{year}-{'-'.join(channels)}",
        product_id=product,
        family=family,
        launched=date(year, 5, 1),
        audience=Audience(),
        channels=channels,
        results=Results(
            sent=sent,
            converted=converted,
            value=value,
            control=ControlGroup(converted=control[0], people=control[1]) if control else None,
        ),
    )


def expected(history: list[PastCampaign], product: str = "gold", family: str = "cards", **how: object) -> Response:
    found = expected_response(history, product_id=product, family=family, **how)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_says_nothing_without_results() -> None:
    nothing = past("gold", 0, 100).model_copy(update={"results": None})
    assert expected_response([], product_id="gold", family="cards") is None
    assert expected_response([nothing, past("gold", 0, 0)], product_id="gold", family="cards") is None


def test_trusts_a_product_with_many_campaigns() -> None:
    history = [past("gold", 200 + n, 10_000) for n in range(-10, 11)] + [past("loan", 20, 10_000, family="loans")] * 9
    found = expected(history)
    assert found.rate == pytest.approx(0.02, rel=0.05)
    assert found.low < 0.019 < 0.021 < found.high < 0.03
    assert (found.product_campaigns, found.family_campaigns, found.company_campaigns) == (21, 21, 30)


def test_borrows_for_a_product_with_one_small_campaign() -> None:
    family = [past("green", 100 + n, 10_000) for n in range(-5, 6)]
    lucky = past("gold", 5, 100)
    found = expected([*family, lucky])
    assert 0.01 < found.rate < 0.04, "five in a hundred are no five per cent"


def test_a_new_product_is_judged_by_its_family_and_less_surely() -> None:
    cards = [past("green", 100 + n, 10_000) for n in range(-5, 6)]
    loans = [past("loan", 1_000 + n, 10_000, family="loans") for n in range(-5, 6)]
    new, known = expected([*cards, *loans], "gold"), expected([*cards, *loans], "green")
    assert new.rate < 0.05
    assert new.high - new.low > known.high - known.low


def test_a_small_campaign_scatters_more() -> None:
    history = [past("gold", 100 + n, 10_000) for n in range(-5, 6)]
    few, many = expected(history, people=500), expected(history, people=500_000)
    assert few.high - few.low > 1.5 * (many.high - many.low)
    assert few.rate == many.rate


def test_campaigns_on_the_same_channels_count_most() -> None:
    history = [past("gold", 100 + n, 10_000) for n in range(5)]
    history += [past("gold", 500 + n, 10_000, channels=("call",)) for n in range(5)]
    by_mail, by_call = expected(history, channels=("email",)), expected(history, channels=("call",))
    assert by_mail.rate < 0.025 < by_call.rate
    assert (by_mail.alike, by_mail.product_campaigns) == (5, 10)


def test_knows_what_would_have_come_anyway_and_what_it_is_worth() -> None:
    history = [past("gold", 200, 10_000, control=(10, 1_000), value=16_000) for _ in range(8)]
    found = expected(history)
    assert found.anyway == pytest.approx(0.01, rel=0.05)
    assert found.value_each == 80
    forecast = outlook(found, 5_000, cost=300)
    assert forecast.extra == pytest.approx(50, rel=0.06)
    assert forecast.value == pytest.approx(8_000, rel=0.03)


def test_predictions_hold_as_often_as_they_say() -> None:
    """A company of 12 products in 4 families, 6 campaigns each: 95 of 100 next campaigns end inside the interval."""
    draw = np.random.default_rng(11)
    history, truth = [], {}
    for family in range(4):
        base = 0.02 * draw.lognormal(0, 0.4)
        for product in range(3):
            name = f"f{family}p{product}"
            truth[name] = (f"f{family}", base * draw.lognormal(0, 0.3))
            for campaign in range(6):
                rate = truth[name][1] * draw.lognormal(0, 0.2)
                people = int(draw.integers(2_000, 30_000))
                history.append(
                    past(name, int(draw.binomial(people, rate)), people, family=truth[name][0], year=2020 + campaign)
                )
    inside = []
    for name, (family, rate) in truth.items():
        found = expected(history, name, family, people=8_000)
        nexts = draw.binomial(8_000, rate * draw.lognormal(0, 0.2, 200)) / 8_000
        inside.append(((found.low <= nexts) & (nexts <= found.high)).mean())
    assert 0.90 < float(np.mean(inside)) <= 1.0


def test_scatter_is_found_where_there_is_some() -> None:
    draw = np.random.default_rng(2)

    def campaigns(rho: float) -> list[Rate]:
        strength = 1 / rho - 1
        rates = draw.beta(0.02 * strength, 0.98 * strength, 60)
        return [Rate(draw.binomial(20_000, rate) / 20_000, 20_000) for rate in rates]

    assert scatter([campaigns(0.0005)]) < 0.0015
    assert 0.005 < scatter([campaigns(0.01)]) < 0.02


def test_nothing_seen_changes_nothing_but_adds_distance() -> None:
    held = updated(Belief(0.02, 1e-6), 0.002, Rate(0.0, 0.0))
    assert held.mean == pytest.approx(0.02)
    assert held.variance > 1e-6


@pytest.mark.parametrize("converted", [0, 1_000])
def test_never_leaves_zero_to_one(converted: int) -> None:
    found = expected([past("gold", converted, 1_000), past("gold", converted, 1_000)])
    assert 0 <= found.low <= found.rate <= found.high <= 1


def test_more_conversions_than_people_do_not_break_it() -> None:
    assert expected([past("gold", 1_500, 1_000)]).high <= 1


def test_says_what_it_rests_on() -> None:
    own = expected([past("gold", 100 + n, 10_000, year=2024 + n % 3) for n in range(15)], channels=("email",))
    assert basis_in_words(own, "gold", PRODUCTS, "es") == (
        "Se apoya en 15 campañas de Tarjeta Oro (2024–2026), 15 de ellas por los mismos canales."
    )
    family = expected([past("green", 100, 10_000)] * 3, "gold")
    assert basis_in_words(family, "gold", PRODUCTS, "es") == (
        "No hay campañas anteriores de Tarjeta Oro: se apoya en 3 de su familia, Tarjetas (2026)."
    )
    thin = expected([past("gold", 100, 10_000), past("green", 100, 10_000)], channels=("sms",))
    assert basis_in_words(thin, "gold", PRODUCTS, "en") == (
        "It rests on 1 Gold Card campaign (2026). Few, so it also leans on the 2 of its family, Cards."
    )
    strangers = expected([past("loan", 100, 10_000, family="loans")], "gold")
    assert basis_in_words(strangers, "gold", PRODUCTS, "es").startswith("Es solo orientativo")


def test_says_what_to_expect_without_pretending_precision() -> None:
    history = [past("gold", 163 + n, 10_000, control=(8, 1_000)) for n in range(9)]
    words = outlook_in_words(outlook(expected(history, people=8_000), 8_000, cost=412.4), "EUR", "es")
    assert words.startswith("Respuestas esperadas: unas 130 (entre ")
    assert words.endswith("; 70 de ellas no habrían llegado sin la campaña. Coste de envío: unos 412 €.")
