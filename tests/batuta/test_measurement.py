"""Whether a campaign worked, and what is said about it."""

from datetime import date

import pytest

from batuta.audience import Audience, FrozenAudience
from batuta.brief import Brief, Kpi, Window
from batuta.campaign import ControlGroup, PastCampaign, Results
from batuta.measurement import report_ahead, report_on


def finished(
    converted: int,
    sent: int,
    control: tuple[int, int] | None,
    *,
    value: float = 0.0,
    cost: float = 0.0,
    by_channel: dict[str, dict[str, float]] | None = None,
) -> PastCampaign:
    return PastCampaign(
        id="x",
        product_id="gold",
        family="cards",
        launched=date(2026, 3, 9),
        audience=Audience(),
        results=Results(
            sent=sent,
            converted=converted,
            value=value,
            cost=cost,
            control=ControlGroup(converted=control[0], people=control[1]) if control else None,
            by_channel=by_channel or {},
        ),
    )


@pytest.mark.parametrize(
    ("converted", "sent", "control", "value", "cost", "verdict"),
    [
        (156, 6_294, (16, 1_574), 15_005, 3_418, "worked"),
        (156, 6_294, (16, 1_574), 0, 0, "worked"),
        (156, 6_294, (16, 1_574), 15_005, 40_000, "did_not"),
        (156, 6_294, (16, 1_574), 15_005, 10_500, "not_yet_known"),
        (23, 15_300, (2, 1_700), 9_452, 11_980, "did_not"),
        (70, 10_000, (15, 1_000), 7_000, 10, "did_not"),
        (11, 648, (1, 72), 1_056, 601, "not_yet_known"),
        (148, 16_029, None, 14_503, 2_665, "not_yet_known"),
        (0, 1_000, (0, 100), 0, 50, "not_yet_known"),
        (5, 10, (0, 0), 0, 0, "not_yet_known"),
    ],
)
def test_judges_by_the_control_group_and_the_cost(
    converted: int, sent: int, control: tuple[int, int] | None, value: float, cost: float, verdict: str
) -> None:
    assert report_on(finished(converted, sent, control, value=value, cost=cost)).verdict == verdict


def test_says_how_much_more_how_sure_and_what_it_earned() -> None:
    report = report_on(finished(156, 6_294, (16, 1_574), value=15_005, cost=3_418))
    assert report.headline.es == (
        "Ha funcionado: respondió el 2,5 %, frente al 1 % del grupo de control: +1,46 puntos porcentuales (intervalo "
        "del 95 %: de +0,74 a +2,03). Ha aportado unos 8.851 € adicionales con un gasto de 3.418 € (retorno: 159 %)."
    )
    assert report.headline.en.startswith("It worked: 2.5% responded against 1% of the control group")
    assert report.uplift is not None
    assert report.uplift.extra == pytest.approx(92, abs=1)
    assert "Newcombe" in report.uplift.method
    assert report.money is not None
    assert report.money.roi == pytest.approx(1.59, abs=0.01)


def test_says_that_thin_data_may_be_chance_and_what_it_would_take() -> None:
    report = report_on(finished(11, 648, (1, 72), value=1_056, cost=601))
    assert report.headline.es.startswith("Aún no se sabe: ")
    assert report.headline.es.endswith("Con 72 personas de control, puede ser azar.")
    assert "personas de control" in report.suggestion.es
    assert "€" not in report.headline.es, "a guess in euros looks like a fact"


def test_says_that_a_campaign_which_sold_more_did_not_pay() -> None:
    report = report_on(finished(23, 15_300, (2, 1_700), value=9_452, cost=11_980))
    assert "Ni en el mejor de los casos compensa su coste." in report.headline.es
    assert report.suggestion.es.startswith("Usa un canal más barato: para compensar hacían falta 30 respuestas")


def test_names_the_channel_whose_responses_cost_most() -> None:
    channels: dict[str, dict[str, float]] = {
        "letter": {"sent": 2_000, "converted": 10, "cost": 1_240},
        "email": {"sent": 9_000, "converted": 140, "cost": 14},
    }
    report = report_on(finished(156, 6_294, (16, 1_574), value=15_005, cost=1_254, by_channel=channels))
    assert report.suggestion.es == (
        "Pasa presupuesto de carta a correo electrónico: "
        "cada respuesta cuesta 124 € en el primero y 0,10 € en el segundo."
    )
    assert [(c.channel, c.cost_each) for c in report.channels] == [("email", 0.1), ("letter", 124.0)]


def test_without_a_control_group_nothing_is_claimed() -> None:
    report = report_on(finished(148, 16_029, None, value=14_503, cost=2_665))
    assert (report.uplift, report.money, report.control_rate) == (None, None, None)
    assert "sin grupo de control" in report.headline.es
    assert report.suggestion.en == "Next time leave 10% of the audience out, as a control group."


def test_a_campaign_without_results_cannot_be_told() -> None:
    unknown = finished(1, 10, None).model_copy(update={"results": None})
    assert report_on(unknown).headline.es == "Aún no se sabe: no hay resultados registrados."


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize("converted", [0, 3, 30, 300])
@pytest.mark.parametrize("control", [(0, 1), (0, 500), (4, 500), (60, 500)])
def test_always_has_something_to_say(locale: str, converted: int, control: tuple[int, int]) -> None:
    for cost in (0.0, 10.0, 1e6):
        report = report_on(finished(converted, 4_500, control, value=converted * 50.0, cost=cost), currency="MXN")
        for words in (report.headline.in_(locale), report.suggestion.in_(locale)):
            assert len(words) > 40
            assert "nan" not in words
            assert "inf " not in words
            assert "  " not in words


FROZEN = FrozenAudience(
    digest="d",
    members=20_000,
    treated=18_000,
    control=2_000,
    by_channel={"email": 18_000},
    removed={},
    control_share=0.1,
    seed="s",
)
BRIEF = Brief(
    id="b",
    product_id="gold",
    channels=("email",),
    window=Window(start=date(2027, 4, 1), end=date(2027, 4, 30)),
    kpis=(Kpi(metric="new_contracts", target=900),),
)


def test_says_of_a_running_campaign_what_will_be_measured_and_when() -> None:
    report = report_ahead(BRIEF, FROZEN, (), "cards", date(2027, 4, 1))
    assert (report.state, report.verdict, report.treated) == ("running", "not_yet_known", 18_000)
    assert [(m.metric, m.target, m.when) for m in report.measures] == [
        ("new_contracts", 900, date(2027, 4, 30)),
        ("uplift", None, date(2027, 4, 30)),
    ]
    assert report.headline.es == (
        "Publicada: va dirigida a 18.000 personas y 2.000 quedan fuera como grupo de control. "
        "Se medirá el 30 de abril de 2027; se verá cualquier diferencia de 0,77 puntos porcentuales o más."
    )
    assert report.suggestion.es.startswith("No contactes con el grupo de control hasta el 30 de abril")


def test_warns_early_that_a_small_control_group_will_not_tell() -> None:
    small = FROZEN.model_copy(update={"treated": 90, "control": 10})
    report = report_ahead(BRIEF, small, (), "cards", None)
    assert report.suggestion.es.startswith("No esperes una respuesta clara")
    nobody = FROZEN.model_copy(update={"control": 0})
    report = report_ahead(BRIEF, nobody, (), "cards", None)
    assert report.detectable is None
    assert "no queda nadie fuera" in report.headline.es
