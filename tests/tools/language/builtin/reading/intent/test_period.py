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


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Two weeks from 10 May", ("2027-05-10", "2027-05-23")),
        ("Dos semanas desde el 10 de mayo", ("2027-05-10", "2027-05-23")),
        ("Un mes a partir del 1 de abril", ("2027-04-01", "2027-04-30")),
        ("3 weeks starting 1 June", ("2027-06-01", "2027-06-21")),
        ("w/c 10 May", ("2027-05-10", "2027-05-16")),
        ("w/c 10 May, two weeks", ("2027-05-10", "2027-05-23")),
        ("Semana del 11 de mayo", ("2027-05-10", "2027-05-16")),
        ("Third week of June", ("2027-06-15", "2027-06-21")),
        ("la 1ª semana de mayo", ("2027-05-01", "2027-05-07")),
        ("2nd half of June", ("2027-06-16", "2027-06-30")),
        ("2ª mitad de junio", ("2027-06-16", "2027-06-30")),
        ("todos los martes de mayo", ("2027-05-01", "2027-05-31")),
        ("Este mes lo movemos. Arrancamos el 1/4 y terminamos el 24/4.", ("2027-04-01", "2027-04-24")),
        ("Lo retomamos para el arranque del próximo año. Empieza el 18 de enero, cierra el 28 de febrero de 2028.",
         ("2028-01-18", "2028-02-28")),
        ("Arranca el 5 de abril y dura tres semanas", ("2027-04-05", "2027-04-25")),
        ("Starts 5 April, runs for three weeks", ("2027-04-05", "2027-04-25")),
        ("Empezamos el día 1 de junio y acabamos el 30", ("2027-06-01", "2027-06-30")),
        ("del 1ro al 15 de junio", ("2027-06-01", "2027-06-15")),
        ("Live 6/1–6/14", ("2027-06-01", "2027-06-14")),
        ("Live 6/4 – 14/4", ("2027-04-06", "2027-04-14")),
        ("Jueves y viernes santo", ("2027-03-25", "2027-03-26")),
        ("On Good Friday", ("2027-03-26", "2027-03-26")),
        ("From 5 April. The lounge there is shut till summer.", ("2027-04-05", "None")),
    ],
)  # fmt: skip
def test_lengths_weeks_and_days_are_counted_out(text: str, days: tuple[str, str]) -> None:
    window, doubts = read_window(analysed(text))
    assert window is not None, doubts
    assert (str(window.start), str(window.end)) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The week before Mother's Day", ("2027-04-25", "2027-05-01")),
        ("10 días antes de San Valentín", ("2028-02-04", "2028-02-13")),
        ("May to mid-June", ("2027-05-01", "2027-06-20")),
    ],
)
def test_a_time_before_a_day_is_asked_and_proposed(text: str, days: tuple[str, str]) -> None:
    window, doubts = read_window(analysed(text))
    assert window is None
    assert [doubt.kind for doubt in doubts] == ["date_vague"]
    assert doubts[0].proposal == {"start": days[0], "end": days[1]}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Arranca el 20 y dura tres semanas.", ("2027-03-20", "2027-04-09")),
        ("Live from the 23rd, ends on the 6th.", ("2027-03-23", "2027-04-06")),
        ("Arrancaríamos el 10 de mayo y cerraríamos el 13 de junio.", ("2027-05-10", "2027-06-13")),
        ("2 semanas desde el 15.", ("2027-03-15", "2027-03-28")),
        ("Un mes, desde el 1 de mayo.", ("2027-05-01", "2027-05-31")),
        ("Todo mayo y la primera quincena de junio.", ("2027-05-01", "2027-06-15")),
        ("Arrancamos el 23 y terminamos el 6 de mayo.", ("2027-03-23", "2027-05-06")),
        ("Thru the end of May, starting the 4th.", ("2027-05-04", "2027-05-31")),
        ("Para San Valentín, del 8 al 14.", ("2028-02-08", "2028-02-14")),
        (
            "Perdón, ya vieron cómo estuvo el cierre de enero. Arrancamos el 22 de abril y cerramos el 30 de mayo.",
            ("2027-04-22", "2027-05-30"),
        ),
        (
            "Clientes cuya póliza vence entre el 1 y el 31 de mayo. La campaña corre del 22 de abril al 20 de mayo.",
            ("2027-04-22", "2027-05-20"),
        ),
    ],
)
def test_the_days_of_the_campaign_are_told_from_others(text: str, days: tuple[str, str]) -> None:
    window, doubts = read_window(analysed(text))
    assert window is not None, doubts
    assert (str(window.start), str(window.end)) == days


@pytest.mark.parametrize(
    "text",
    [
        "Te resumo lo de la junta del jueves.",
        "Te lo reenvío para que lo montes hoy mismo.",
        "Hablamos el jueves.",
        "Legal need to see it by 20 May.",
        "Our AGM is on 3 June.",
        "En diciembre del año pasado nos fue fatal.",
        "We did this last November and it flopped.",
        "Clientes cuyo seguro vence en mayo.",
    ],
)
def test_dates_of_other_things_open_no_window(text: str) -> None:
    assert read_window(analysed(text))[0] is None
