"""When the campaign runs; two calendars that cannot both hold are shown and not decided."""

import pytest

from tests.tools.language.builtin.reading.clauses import analysed
from tools.language.builtin.reading.intent.period import read_window


@pytest.mark.parametrize(
    "text",
    [
        "Calendario: del 1 al 15 de junio. Presupuesto 5.000 €. Fechas de emisión: del 20 de junio al 10 de julio.",
        "Lanzamiento: 8 de noviembre; cierre: 21 de noviembre. Calendario aprobado: del 1 al 12 de diciembre.",
        "Start: 3 May. End: 20 May. Approved schedule: 1 to 12 June.",
        "Dates: 1–15 September. Confirmed dates: 20–30 September.",
        "Inicio: 2 de marzo. Fin: 9 de marzo. Fechas definitivas: del 12 al 20 de abril.",
    ],
)
def test_two_calendars_that_differ_are_shown_side_by_side(text: str) -> None:
    window, doubts = read_window(analysed(text))
    assert window is None
    assert [(doubt.kind, doubt.field) for doubt in doubts] == [("contradiction", "window")]
    assert doubts[0].contrary is not None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Inicio: 3 de mayo. Fin: 20 de mayo. Calendario: del 3 al 20 de mayo.", ("2027-05-03", "2027-05-20")),
        ("Approved dates: 1–12 June.", ("2027-06-01", "2027-06-12")),
        ("Start: 3 May. End: 20 May. Timing: May.", ("2027-05-03", "2027-05-20")),
        ("1 Oct til 14 Oct", ("2027-10-01", "2027-10-14")),
    ],
)
def test_calendars_that_agree_are_one(text: str, days: tuple[str, str]) -> None:
    window, doubts = read_window(analysed(text))
    assert window is not None, doubts
    assert (str(window.start), str(window.end)) == days
