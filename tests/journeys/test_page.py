"""The page in a real browser: from a brief to what is live, by two people in two tabs of one window."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from tests.scenes.website import Website, a_shop, website
from tools.clock import FixedClock

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BRIEF = (
    "Queremos vender más abrigos Norte a clientes de Madrid y Valencia de 25 a 60 años que lleven más de 30 días sin "
    "comprar. Correo y SMS en español, del 1 al 15 de diciembre de 2026, presupuesto 3.000 €, objetivo 150 ventas."
)
PATIENCE = 60_000
"""Milliseconds: for machines that do something else as well."""


@pytest.fixture(scope="module")
def database(postgres: str) -> Iterator[str]:
    """A database of these tests alone: an inbox shows what waits, and that is what they began."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE page")
    yield postgres.replace("/postgres?", "/page?")
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP DATABASE page WITH (FORCE)")


@pytest.fixture(scope="module")
def site(database: str, tmp_path_factory: pytest.TempPathFactory, lince_folder: Path) -> Iterator[Website]:
    root = tmp_path_factory.mktemp("page")
    shop = a_shop(root / "lince", lince_folder)
    with website(database, root / "state", (shop,), FixedClock(datetime(2026, 11, 22, 10, 0, tzinfo=UTC))) as opened:
        yield opened


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("there is no Chromium at /usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """One browser window; whatever goes wrong in its pages fails the test."""
    context = chromium.new_context(locale="es-ES", viewport={"width": 1400, "height": 900})
    context.set_default_timeout(PATIENCE)
    problems: list[str] = []
    context.on("weberror", lambda error: problems.append(str(error.error)))
    context.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    yield context
    context.close()
    assert problems == []


def enter(window: BrowserContext, site: Website, role: str) -> Page:
    """A tab in which somebody new has signed in by their link."""
    page = window.new_page()
    page.goto(site.url + site.link(site.known(role)))  # type: ignore[arg-type]
    page.get_by_role("button", name="Entrar").click()
    page.get_by_role("link", name="Ahora no").click()
    page.wait_for_url("**/at/lince/")
    return page


def begin(page: Page, brief: str = BRIEF) -> None:
    page.get_by_label(re.compile("Qué ofrecer")).fill(brief)
    page.get_by_role("button", name="Enviar").click()
    page.wait_for_url("**/c/*")


def pass_gates(page: Page) -> None:
    """Answer as proposed until the plan waits for approval."""
    gate = page.locator("#gate-title")
    for _ in range(8):
        expect(gate).to_be_visible(timeout=PATIENCE)
        title = gate.inner_text()
        if title == "Lista para aprobar":
            return
        for name in ("Aceptar las propuestas", "Dejarlo fuera", "Mantenerlo como está"):
            button = page.locator("#gate").get_by_role("button", name=name)
            if button.count():
                button.click()
                expect(page.locator("#gate-title")).not_to_have_text(title, timeout=PATIENCE)
                break
    raise AssertionError(page.locator("#campaign").inner_text())


def test_from_a_brief_to_what_is_live_by_two_people_in_one_window(window: BrowserContext, site: Website) -> None:
    author, reviewer = enter(window, site, "marketer"), enter(window, site, "compliance")
    author.bring_to_front()
    begin(author)
    pass_gates(author)
    expect(author.get_by_role("button", name="Aprobar", exact=True)).to_have_count(0)
    expect(author.locator("#campaign")).to_contain_text("la aprueba otra persona")

    reviewer.bring_to_front()
    reviewer.get_by_role("link", name=re.compile("Aprobaciones")).click()
    reviewer.get_by_role("link", name=re.compile("Abrigo Norte: .*Te toca a ti")).first.click()
    expect(reviewer.locator("#gate-title")).to_have_text("Lista para aprobar")
    reviewer.get_by_role("button", name="Aprobar", exact=True).click()
    expect(reviewer.locator(".campaign-head")).to_contain_text("Publicada", timeout=PATIENCE)
    expect(reviewer.locator("#verification")).to_contain_text("coincide con lo aprobado")

    author.bring_to_front()
    expect(author.locator(".campaign-head")).to_contain_text("Publicada", timeout=PATIENCE)
    expect(author.locator("#lines")).to_contain_text("Lo publicado es lo aprobado.")
    assert author.url.split("/")[4] != reviewer.url.split("/")[4]


def test_the_author_asks_changes_and_stops_from_the_chat(window: BrowserContext, site: Website) -> None:
    page = enter(window, site, "marketer")
    begin(page)
    pass_gates(page)
    lines, box = page.locator("#lines"), page.locator("#text")

    def say(words: str) -> None:
        box.fill(words)
        box.press("Enter")
        expect(lines.locator(".by-person .words").last).to_have_text(words, timeout=PATIENCE)

    say("¿Por qué llegamos a tan pocos?")
    expect(lines).to_contain_text("Lo que resta cada filtro:", timeout=PATIENCE)
    page.get_by_role("button", name="¿Y si lo quitamos?").first.click()
    expect(lines).to_contain_text("no se ha cambiado nada", timeout=PATIENCE)

    say("Sube a 4.500 y añade push")
    expect(lines).to_contain_text("Presupuesto: 3.000 € → 4.500 €", timeout=PATIENCE)
    page.get_by_role("button", name="Cambiar y revisar de nuevo").last.click()
    expect(page.locator("#brief")).to_contain_text("4.500 €", timeout=PATIENCE)
    pass_gates(page)
    expect(page.locator("#plan")).to_contain_text("push", timeout=PATIENCE)

    say("Para la campaña ahora mismo")
    page.get_by_role("button", name="Detener la campaña").last.click()
    expect(page.locator(".campaign-head")).to_contain_text("Detenida", timeout=PATIENCE)
    expect(lines).to_contain_text("No ha salido ningún mensaje", timeout=PATIENCE)


def test_what_is_being_filled_in_survives_news_and_a_text_is_edited_before_approval(
    window: BrowserContext, site: Website
) -> None:
    page = enter(window, site, "marketer")
    begin(page)
    pass_gates(page)
    page.get_by_text("Editar el texto").first.click()
    field = page.locator("form[id^=edit-]").first.locator("textarea:visible, input:visible").first
    field.fill("Tu abrigo Norte te espera")
    page.locator("#text").fill("¿cómo va?")
    page.locator("#text").press("Enter")
    expect(page.locator("#lines")).to_contain_text("Etapa 6 de 8", timeout=PATIENCE)
    expect(field).to_have_value("Tu abrigo Norte te espera")
    page.locator("form[id^=edit-]").first.get_by_role("button", name="Guardar y revisar de nuevo").click()
    expect(page.locator("#content")).to_contain_text("Editada por una persona", timeout=PATIENCE)


def test_a_person_who_edits_is_told_what_breaks_the_brand_s_rules_and_offered_other_words(
    window: BrowserContext, site: Website
) -> None:
    page = enter(window, site, "marketer")
    begin(page)
    pass_gates(page)
    page.get_by_text("Editar el texto").first.click()
    form = page.locator("form[id^=edit-]").first
    field = form.locator("textarea:visible, input:visible").first
    before = field.input_value()
    field.fill("Usted puede ver su abrigo Norte")
    form.get_by_role("button", name="Volver a comprobar").click()
    expect(form.locator(".brand-answer")).to_contain_text("voice")
    form.get_by_role("button", name="Corregirlo").first.click()
    expect(field).to_have_value("Tú puedes ver tu abrigo Norte")
    expect(form.locator(".brand-answer .chip")).to_have_class(re.compile("done"))

    field.fill(before)
    form.get_by_role("button", name="Con otras palabras").first.click()
    offered = form.locator(".help-answer").first.get_by_role("listitem")
    words = offered.first.locator("p").inner_text()
    assert words != before
    offered.first.get_by_role("button", name="Usar").click()
    expect(field).to_have_value(words)


def test_a_value_lights_up_the_words_it_was_read_from(window: BrowserContext, site: Website) -> None:
    page = enter(window, site, "marketer")
    begin(page)
    # The question that opens above the brief would move it from under the pointer.
    expect(page.locator("#gate-title")).to_be_visible(timeout=PATIENCE)
    value = page.locator("#brief .value", has_text="3.000 €")
    value.hover()
    expect(page.locator("#brief mark.lit")).to_have_text("presupuesto 3.000 €")
    page.locator("#brief .value", has_text="SMS").focus()
    expect(page.locator("#brief mark.lit")).to_contain_text(["SMS"])


def test_a_page_goes_on_listening_after_the_server_refused_it(chromium: Browser, site: Website) -> None:
    """As while it restarts behind a proxy; browsers themselves give up on an answer that is no stream."""
    context = chromium.new_context(locale="es-ES", viewport={"width": 1400, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = enter(context, site, "marketer")
    begin(page)
    expect(page.locator("#gate-title")).to_be_visible(timeout=PATIENCE)
    refused: list[str] = []

    def refuse_twice(route: Route) -> None:
        refused.append(route.request.url)
        if len(refused) > 2:
            route.continue_()
        else:
            route.fulfill(status=503, body="")

    page.route("**/events?**", refuse_twice)
    with page.expect_response(lambda answer: "/events?" in answer.url and answer.ok):
        page.reload()
    talk = page.url.rpartition("/c/")[2]
    said = {"by": "batuta", "text": "Esto se ha dicho después."}
    site.run(site.company().feed.add("message", said, conversation_id=talk))
    expect(page.locator("#lines")).to_contain_text("Esto se ha dicho después.")

    page.route("**/news?**", lambda route: route.fulfill(status=503, body=""))
    site.run(site.company().feed.add("message", said, conversation_id=talk))
    expect(page.locator("#connection")).to_contain_text("El servidor no responde")
    page.unroute("**/news?**")
    site.run(site.company().feed.add("message", said, conversation_id=talk))
    expect(page.locator("#connection")).to_be_hidden()

    gates = re.compile("/gates/")
    page.route(gates, lambda route: route.abort())
    page.locator("#gate button[name=decision]:visible").first.click()
    expect(page.locator("#connection")).to_contain_text("puede que lo último que has hecho no haya llegado")
    page.unroute(gates)
    context.close()


_BESIDE_THE_GATE = """() => {
  const edge = document.querySelector("#gate").getBoundingClientRect().right - 8;
  const seen = [...document.querySelectorAll("#gate p, #gate li, #gate input, #gate textarea, #gate fieldset")];
  return seen.filter((one) => one.getBoundingClientRect().right > edge).map((one) => one.outerHTML.slice(0, 80));
}"""


@pytest.mark.parametrize("language", ["es-ES", "en-GB"])
def test_a_telephone_shows_everything_without_scrolling_sideways(
    chromium: Browser, site: Website, language: str
) -> None:
    context = chromium.new_context(locale=language, viewport={"width": 360, "height": 740}, has_touch=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    name = site.known("marketer")
    page.goto(site.url + site.link(name))
    page.locator("button.primary").click()
    page.locator("p.hint a").click()
    page.wait_for_url("**/at/lince/")
    page.locator("#text").fill(BRIEF + " Y además: " + "unapalabramuylarga" * 30)
    page.locator(".send").click()
    page.wait_for_url("**/c/*")
    page.locator("#tab-campaign").click()
    expect(page.locator("#gate-title")).to_be_visible(timeout=PATIENCE)
    assert page.evaluate(_BESIDE_THE_GATE) == [], "what the open step says stays inside its card"
    home = page.url.partition("/c/")[0]
    for address in (page.url, f"{home}/campaigns", f"{home}/results", f"{home}/audit", f"{home}/inbox", f"{home}/"):
        page.goto(address)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 360, address
    context.close()
