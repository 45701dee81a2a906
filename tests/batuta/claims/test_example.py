"""The representative example: what it gives, what it lacks, what does not add up."""

import pytest

from batuta.claims.example import Example, examples
from batuta.claims.figures import figures
from batuta.claims.normal import normal
from batuta.claims.roles import percents
from batuta.claims.sums import mistakes
from batuta.text import Language

WHOLE = (
    "Ejemplo representativo: importe 9.000 €, plazo 48 meses, TIN fijo 7,50 %, TAE 7,76 %, 48 cuotas de 217,61 €, "
    "importe total adeudado 10.445,28 €."
)


def read(text: str, language: Language = "es") -> Example:
    folded = normal(text).text
    found = figures(folded, language)
    (only,) = examples(folded, found, percents(folded, found))
    return only


def wrong(text: str, language: Language = "es", *, nominal_apr: bool = False) -> list[tuple[str, float]]:
    return [(m.what, round(m.computed, 2)) for m in mistakes(read(text, language), nominal_apr=nominal_apr)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (WHOLE, "es"),
        (
            "Ej. representativo. Para un préstamo de 9.000 € a devolver en 48 meses al 7,50% TIN (7,76% TAE): "
            "48 mensualidades de 217,61 €. Total a pagar: 10.445,28 €",
            "es",
        ),
        (
            "Representative example: borrowing £9,000 over 48 months at a fixed interest rate of 7.5% a year, "
            "48 monthly payments of £217.61, total amount payable £10,445.28. Representative 7.76% APR.",
            "en",
        ),
        (
            "Ejemplo representativo para una compra de 960 €: 12 cuotas de 80 €, TIN 0 %, TAE 0 %, "
            "importe total adeudado 960 €, plazo 12 meses.",
            "es",
        ),
        (
            "Ejemplo representativo: importe total del crédito 3.000 €; TIN 10 %; TAE 16,99 %; duración 12 meses; "
            "12 cuotas de 263,75 €; importe total adeudado 3.255,00 €. Comisión de apertura 3 % (90 €).",
            "es",
        ),
    ],
)
def test_a_whole_example_lacks_nothing_and_adds_up(text: str, language: Language) -> None:
    assert read(text, language).missing == ()
    assert wrong(text, language) == []


@pytest.mark.parametrize(
    ("removed", "missing"),
    [
        ("importe 9.000 €, ", "amount"),
        ("TIN fijo 7,50 %, ", "nominal"),
        ("TAE 7,76 %, ", "annual"),
        (", importe total adeudado 10.445,28 €", "total"),
    ],
)
def test_each_element_that_is_left_out_is_missed(removed: str, missing: str) -> None:
    assert missing in read(WHOLE.replace(removed, "")).missing


def test_term_and_instalment_are_given_by_the_instalments() -> None:
    assert read(WHOLE.replace("plazo 48 meses, ", "")).missing == ()
    assert set(read(WHOLE.replace(", 48 cuotas de 217,61 €", "").replace("plazo 48 meses, ", "")).missing) == {
        "term",
        "instalment",
    }


@pytest.mark.parametrize(
    ("stated", "instead", "what", "computed"),
    [
        ("TAE 7,76 %", "TAE 6,90 %", "annual", 7.77),
        ("TAE 7,76 %", "TAE 9,90 %", "annual", 7.76),
        ("217,61", "207,61", "total", 9965.28),
        ("10.445,28", "9.445,28", "total", 10445.28),
        ("TIN fijo 7,50 %", "TIN fijo 5,00 %", "instalment", 207.26),
    ],
)
def test_a_figure_that_does_not_follow_from_the_others_is_a_mistake(
    stated: str, instead: str, what: str, computed: float
) -> None:
    (found,) = wrong(WHOLE.replace(stated, instead))
    assert found[0] == what
    assert found[1] == pytest.approx(computed, abs=0.5)


@pytest.mark.parametrize("rate", ["7,8 %", "7,76%", "7,76 por ciento", "7.76 %"])
def test_rounding_and_spelling_are_no_mistake(rate: str) -> None:
    assert wrong(WHOLE.replace("TAE 7,76 %", f"TAE {rate}")) == []


def test_further_costs_may_explain_a_higher_rate_but_never_a_lower_one() -> None:
    insured = WHOLE.replace("importe 9.000 €", "importe 9.000 €, prima de seguro aparte")
    assert wrong(insured.replace("TAE 7,76 %", "TAE 9,10 %")) == []
    assert [what for what, _ in wrong(insured.replace("TAE 7,76 %", "TAE 6,10 %"))] == ["annual"]


def test_the_american_rate_is_twelve_times_the_monthly_one() -> None:
    text = "Example: $9,000 loan, 48 monthly payments of $217.61, APR {}%, total of payments $10,445.28."
    assert wrong(text.format("7.50"), "en", nominal_apr=True) == []
    assert [what for what, _ in wrong(text.format("6.50"), "en", nominal_apr=True)] == ["annual"]


def test_an_example_without_rates_of_its_own_takes_those_said_before_it() -> None:
    text = "Al 7,50 % TIN, 7,76 % TAE. Ejemplo: 9.000 € en 48 cuotas de 217,61 €, total 10.445,28 €."
    assert read(text).missing == ()


@pytest.mark.parametrize(
    ("text", "language", "off"),
    [
        ("59 cuotas de 197,78 € y una última de 197,60 €, importe total adeudado 11.866,62 €", "es", []),
        ("60 cuotas de 197,78 € (la última de 197,60 €), importe total adeudado 11.866,62 €", "es", []),
        ("59 cuotas de 197,78 € y una última de 397,60 €, importe total adeudado 11.866,62 €", "es", ["total"]),
        ("59 cuotas de 197,78 €, importe total adeudado 11.866,80 €", "es", ["total"]),
    ],
)
def test_a_last_payment_of_another_sum_is_counted_once(text: str, language: Language, off: list[str]) -> None:
    whole = f"Ejemplo representativo: 10.000 € a 60 meses, TIN 6,95 %, TAE 7,18 %, {text}."
    assert [what for what, _ in wrong(whole, language)] == off


@pytest.mark.parametrize(
    ("total", "off"), [("£434,563.92", []), ("£404,563.92", ["total"]), ("£436,000.00", ["total"])]
)
def test_payments_in_stages_are_added_up(total: str, off: list[str]) -> None:
    text = (
        "Representative example: a mortgage of £180,000 payable over 30 years, initially on a fixed rate for 2 years"
        f" at 4.59%, would require 24 monthly payments of £921.69 and 336 payments of £1,227.51. Total amount payable"
        f" {total}. Overall cost for comparison 6.9% APRC."
    )
    assert [what for what, _ in wrong(text, "en")] == off


def test_a_fee_that_has_its_figure_is_not_given_the_next_one() -> None:
    example = read(
        "Con este préstamo: 6.000 € a 24 meses al 7,95 % TIN (8,25 % TAE, comisión de apertura 0 %), pagas 271,25 € al"
        " mes y en total 6.510,00 €."
    )
    assert example.missing == ()
    assert example.fees == 0
