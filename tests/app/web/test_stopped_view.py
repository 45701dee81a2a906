"""What the page says of a step that did not come to its end: its picture, and the question that people answer."""

from types import SimpleNamespace

import pytest

from app.web.pages.stopped_view import StoppedView, stopped_view
from app.web.templates import fragment
from app.web.words import Words
from batuta.publishing import Forecast, Plan, Receipt, ReceiptState, Step, SystemDescription
from batuta.text import Text
from tools.systems.browser.evidence import JobRecord, StepTaken

PLAN = Plan(
    steps=(
        Step(id="draft", system="web", capability="content.create", effect="Crear la pieza", target="m"),
        Step(id="test", system="mail", capability="message.send_test", effect="Enviar una prueba", target="m"),
        Step(id="list", system="office", capability="audience.create", effect="Crear el público", target="c1"),
    ),
    forecast=Forecast(reach=1, messages=1, cost=0.0, currency="EUR"),
)
OFFICE = SystemDescription(
    id="office",
    name=Text(en="Back office", es="Trastienda"),
    kind="browser",
    url="https://office.example",
    capabilities=("audience.create",),
)
SAID = "trastienda, paso «grabar»: no muestra button «Guardar»."
EFFECTS = {"list": "Create the audience", "test": "Send a test"}


def receipt(step: str, state: ReceiptState, detail: str = "") -> Receipt:
    return Receipt(step_id=step, key=step, state=state, detail=detail)


def record(*, unexpected: bool = False) -> JobRecord:
    steps = (StepTaken(name="nombre", after="a" * 64), StepTaken(name="grabar", before="a" * 64, after="b" * 64))
    return JobRecord(capability="audience.create", arguments={}, steps=steps, unexpected=unexpected)


def seen(state: ReceiptState, kept: JobRecord | None, t: Words) -> StoppedView:
    receipts = (
        receipt("draft", "undone"),
        receipt("test", "done"),
        receipt("list", state, SAID),
        receipt("undo-draft", "done"),
    )
    view = stopped_view(PLAN, EFFECTS, receipts, {"list": kept} if kept else {}, (OFFICE,), t)
    assert view is not None
    return view


def shown(view: StoppedView, t: Words) -> str:
    around = SimpleNamespace(stopped=view, spoken="es", may_put_right=True, verification=True)
    return fragment("parts/stopped.html", t, view=around, base="/campaigns/c1")


@pytest.mark.parametrize(
    ("t", "asks", "undone"),
    [
        (Words("es"), "¿Ha cambiado esta página de Trastienda?", "1 paso se ha deshecho. Sigue hecho:"),
        (Words("en"), "Has this page of Back office changed?", "1 other step was taken back. Still done:"),
    ],
)
def test_a_page_that_changed_is_shown_as_it_was_seen_with_a_question(t: Words, asks: str, undone: str) -> None:
    view = seen("failed", record(unexpected=True), t)
    assert (view.place, view.picture, view.effect) == ("grabar", "b" * 64, "Create the audience")
    assert (view.taken_back, view.still_done) == (1, ("Send a test",))
    page = shown(view, t)
    assert f'src="/campaigns/c1/steps/list/pictures/{"b" * 64}.png"' in page
    assert f'<p lang="es">{SAID}</p>' in page
    assert asks in page
    assert undone in page
    assert "batuta record https://office.example --system office --capability audience.create --replace" in page


def test_what_may_have_been_done_is_asked_and_not_called_a_failure() -> None:
    page = shown(seen("unknown", record(), Words("es")), Words("es"))
    assert "No se sabe si esto llegó a hacerse" in page
    assert "¿Está hecho en Trastienda?" in page
    assert 'href="#verification"' in page
    assert "b" * 64 in page
    assert "ha cambiado" not in page
    assert "deshecho" not in page


def test_a_system_without_a_browser_has_no_picture_and_is_not_asked_about_its_page() -> None:
    page = shown(seen("failed", None, Words("en")), Words("en"))
    assert "This could not be done" in page
    assert "<img" not in page
    assert "changed" not in page


def test_a_step_that_failed_comes_before_one_of_which_nobody_knows_and_nothing_is_said_where_all_was_done() -> None:
    both = (receipt("draft", "unknown"), receipt("list", "failed"))
    view = stopped_view(PLAN, EFFECTS, both, {}, (OFFICE,), Words("en"))
    assert view is not None
    assert (view.step_id, view.in_doubt) == ("list", False)
    assert stopped_view(PLAN, EFFECTS, (receipt("list", "done"),), {}, (OFFICE,), Words("en")) is None
