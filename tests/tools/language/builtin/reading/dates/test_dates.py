"""Days and periods as people write them, read against Monday 1 March 2027."""

import pytest

from tests.tools.language.builtin.reading.clauses import clause


def read(text: str) -> list[tuple[str, str, str]]:
    """First and last day, and how the preposition bounds them."""
    return [(one.first.isoformat()[5:], one.last.isoformat()[5:], one.bound) for one in clause(text).dates]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("del 3 al 17 de mayo", "05-03", "05-17"),
        ("del 28 de mayo al 10 de junio", "05-28", "06-10"),
        ("May 3 to 17", "05-03", "05-17"),
        ("3–17 May", "05-03", "05-17"),
        ("from 28 May to 10 June", "05-28", "06-10"),
        ("todo junio", "06-01", "06-30"),
        ("en la segunda quincena de abril", "04-16", "04-30"),
        ("in the first half of April", "04-01", "04-15"),
        ("Q2", "04-01", "06-30"),
        ("el segundo trimestre", "04-01", "06-30"),
        ("este verano", "06-21", "09-22"),
        ("mañana", "03-02", "03-02"),
        ("la semana que viene", "03-08", "03-14"),
        ("send the email next week", "03-08", "03-14"),
        ("Black Friday", "11-26", "11-26"),
        ("Semana Santa", "03-21", "03-28"),
        ("del 3 al 14", "03-03", "03-14"),
        ("from the 23rd to the 6th", "03-23", "04-06"),
        ("del lunes 8 al domingo 21", "03-08", "03-21"),
        ("solo el viernes 26", "03-26", "03-26"),
        ("de lunes a viernes de la semana que viene", "03-08", "03-12"),
        ("Monday through Friday next week", "03-08", "03-12"),
        ("las dos últimas semanas de mayo", "05-18", "05-31"),
        ("the first three weeks of June", "06-01", "06-21"),
        ("segunda quincena de este mes", "03-16", "03-31"),
        ("first half of next month", "04-01", "04-15"),
        ("we run it from now until Christmas Eve", "03-01", "12-24"),
        ("desde ya hasta fin de mes", "03-01", "03-31"),
        ("enero del año que viene", "01-01", "01-31"),
    ],
)
def test_a_period_has_its_first_and_last_day(text: str, first: str, last: str) -> None:
    assert [found[:2] for found in read(text)] == [(first, last)]


@pytest.mark.parametrize(
    ("text", "day", "bound"),
    [
        ("hasta el 30 de abril", "04-30", "until"),
        ("until 30 April", "04-30", "until"),
        ("antes del 30 de abril", "04-30", "before"),
        ("antes de fin de año", "12-31", "until"),
        ("by the end of the year", "12-31", "until"),
        ("before the end of the month", "03-31", "until"),
        ("a partir del 10 de mayo", "05-10", "from"),
        ("starting 10 May", "05-10", "from"),
        ("desde mañana", "03-02", "from"),
    ],
)
def test_the_preposition_says_which_end_it_is(text: str, day: str, bound: str) -> None:
    assert read(text) == [(day, day, bound)]


@pytest.mark.parametrize(
    ("text", "year"),
    [("el 15 de febrero", 2028), ("el 15 de marzo", 2027), ("15 February", 2028), ("1 March", 2027)],
)
def test_a_day_without_a_year_is_the_next_one(text: str, year: int) -> None:
    assert [found.first.year for found in clause(text).dates] == [year]


def test_a_range_over_new_year_ends_in_the_next_one() -> None:
    (found,) = clause("del 15 de diciembre al 6 de enero").dates
    assert (found.first.year, found.last.year) == (2027, 2028)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Correo el 3 de mayo y recordatorio por push el 10.", ["05-03", "05-10"]),
        ("Email on 3 May and a reminder on the 10th", ["05-03", "05-10"]),
        ("Email el 3 de mayo, el 10 % de descuento", ["05-03"]),
        ("Email el 3 de mayo para los 10 mejores", ["05-03"]),
    ],
)
def test_a_later_day_of_the_month_just_named(text: str, days: list[str]) -> None:
    assert [first for first, _, _ in read(text)] == days


@pytest.mark.parametrize("text", ["clientes de 30 a 55 años", "más de 3 compras", "12 meses de permanencia", "24/7"])
def test_figures_that_are_no_days(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["del 1 al 15 de juno", "del 1 al 15 de junii", "1 to 15 Jume"])
def test_a_month_with_a_slip_is_still_the_month(text: str) -> None:
    assert [found[:2] for found in read(text)] == [("06-01", "06-15")]


@pytest.mark.parametrize(
    "text",
    [
        "subir la apertura del 18 al 22",
        "de 3 a 14 productos",
        "del 3 al 5 %",
        "atendemos de lunes a viernes",
        "open Monday to Friday",
        "from 3 to 14 orders",
    ],
)
def test_figures_and_habits_are_no_days(text: str) -> None:
    assert read(text) == []
