"""How many of what: the goal, never where things stand."""

import pytest

from tests.tools.language.builtin.reading.clauses import analysed
from tools.language.builtin.reading.intent.goals import read_goals
from tools.language.builtin.reading.intent.product import read_product


@pytest.mark.parametrize(
    ("text", "metric", "target", "baseline"),
    [
        ("Objetivo: 900 altas", "new_contracts", 900, None),
        ("Queremos 450 ventas", "sales", 450, None),
        ("Goal: 1,500 upgrades", "upgrades", 1500, None),
        ("E-mail, May, 800 contracts", "new_contracts", 800, None),
        ("Tasa de conversión del 2,5 % (actualmente 1,8 %)", "conversion_rate", 2.5, 1.8),
        ("Lift conversion from 1.8% to 2.5%", "conversion_rate", 2.5, 1.8),
        ("Subir la tasa de apertura del 20 % al 25 %", "open_rate", 25, 20),
        ("Objetivo: bajar el churn del 4 al 3 %", "churn_rate", 3, 4),
        ("Reducir la tasa de bajas del 4 % al 3 %", "churn_rate", 3, 4),
        ("Goal: cut churn from 4 to 3%", "churn_rate", 3, 4),
        ("Queremos bajar el coste por lead de 12 € a 9 €", "cost_per_lead", 9, 12),
        ("Objetivo: 300 reservas de mesa", "bookings", 300, None),
        ("El comité nos pide el 2,5 % de conversión.", "conversion_rate", 2.5, None),
        ("Subir la contratación del 3 al 4 %.", "conversion_rate", 4, 3),
        ("El reto: que contraten 350.", "new_contracts", 350, None),
        ("Facturar 90.000 €.", "revenue", 90000, None),
        ("CPL máx. 8 €.", "cost_per_lead", 8, None),
        ("Recuperar a 75 clientes.", "win_backs", 75, None),
        ("Win back 5% of them.", "win_back_rate", 5, None),
        ("Keep unsubscribes under 0.5%.", "unsubscribe_rate", 0.5, None),
        ("A 25% open rate would be great.", "open_rate", 25, None),
        ("Target CTR: 2.2%", "click_rate", 2.2, None),
        ("Benchmark open rate is 21%; we want 24%.", "open_rate", 24, 21),
        ("Target: cost per lead of $45 (wave 1 came in at $61)", "cost_per_lead", 45, 61),
        (
            "We closed last fall's campaign at a 4.1% conversion rate; this time we want 6.5%.",
            "conversion_rate",
            6.5,
            4.1,
        ),
    ],
)
def test_a_goal_is_read(text: str, metric: str, target: float, baseline: float | None) -> None:
    (kpi,) = read_goals(analysed(text))
    assert (kpi.metric, kpi.target, kpi.baseline) == (metric, target, baseline)


def test_so_many_new_ones_of_what_is_sold_are_contracts() -> None:
    given = analysed("Tarjeta Lince, email, mayo, 300 new gold club", "lince")
    read_product(given)
    assert [kpi.target for kpi in read_goals(given)] in ([300], [])


@pytest.mark.parametrize(
    "text",
    [
        "El año pasado enviamos 80.000 correos y hubo 310 altas.",
        "Recuperar a clientes con 3 pedidos o más.",
        "Clientes que abran al menos un 20 % de los correos.",
        "Clientes con más de 3 compras",
        "Presupuesto 900 €",
    ],
)
def test_the_past_a_condition_or_money_is_no_goal(text: str) -> None:
    assert read_goals(analysed(text)) == ()
