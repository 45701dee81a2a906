"""Every way a step can end, on pages made for it: what is told, and what has happened by then."""

from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import pytest_asyncio
import yaml
from pydantic import TypeAdapter

from batuta.errors import BadInput, BatutaError, Misconfigured, NotFound, SystemUnavailable
from tests.tools.systems.browser.pages import Answer, Site, site
from tools.outgoing.allowed import AllowedHosts
from tools.systems.browser.chromium import Chromium
from tools.systems.browser.evidence import Evidence
from tools.systems.browser.playbook import Step
from tools.systems.browser.player import Player
from tools.systems.browser.reach import Reach
from tools.systems.browser.stopped import LeftInDoubt, PageNotAsExpected
from tools.systems.browser.variables import Values
from tools.systems.browser.window import Window, window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

STEPS = TypeAdapter(tuple[Step, ...])
PATIENCE = 30.0
"""Seconds for a step that comes to its end: it takes what it needs, also on a machine that does something else."""
SHORT = 1.0
"""Seconds for one that waits for what never comes."""
FORM = (
    "<form method=post action=/save><label>Nombre <input name=name></label>"
    "<label for=c>Canal</label><select id=c name=canal><option>Correo<option>SMS</select>"
    "<label>Activa <input type=checkbox name=on></label><label>Nota <textarea name=note></textarea></label>"
    "<button>Guardar</button></form>"
)


def steps(*lines: str) -> tuple[Step, ...]:
    """Steps as YAML in one line each, named by their place."""
    return STEPS.validate_python([{"name": f"s{n}", **yaml.safe_load(line)} for n, line in enumerate(lines)])


Pages = dict[str, str | Answer | Callable[[str], Answer]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(chromium: Chromium) -> AsyncIterator[tuple[Site, Window]]:
    """One site and one window for all: what is tried here leaves nothing in either."""
    async with (
        site({}) as made,
        window(chromium, Reach(AllowedHosts([made.url[7:]]), made.url), locale="es-ES") as opened,
    ):
        yield made, opened


Shop = Callable[..., tuple[Site, Player]]


@pytest.fixture
def shop(room: tuple[Site, Window], tmp_path: Path) -> Shop:
    def opened(pages: Pages, *, secret: str = "cl4ve", **values: object) -> tuple[Site, Player]:
        made, here = room
        made.pages = pages
        made.seen.clear()
        here.notes.clear()
        here.asked = here.broken_off = ""
        known = Values(values, "k1", secret=lambda _: secret)
        return made, Player("shop", made.url, here, known, Evidence(tmp_path), PATIENCE)

    return opened


async def ended(player: Player, wanted: Sequence[Step]) -> BatutaError:
    """What the last step raises, or one before it."""
    *before, last = wanted
    with pytest.raises(BatutaError) as told:
        await player.play([*before, last.model_copy(update={"seconds": last.seconds or SHORT})])
    assert told.value.in_("es") != told.value.in_("en")
    return told.value


async def test_a_form_is_filled_in_and_sent_as_it_was_written(shop: Shop) -> None:
    sent: list[dict[str, list[str]]] = []

    def save(body: str) -> Answer:
        sent.append(parse_qs(body))
        return Answer("<p role=status>Guardado</p><p id=n>Público: 12.345 personas</p><p id=d>01/12/2026</p>")

    _, player = shop({"/": FORM, "POST /save": save}, name="Niñas & niños", channel="sms")
    await player.play(
        steps(
            "go: /",
            '{fill: {label: Nombre}, with: "{argument.name}"}',
            '{choose: {label: Canal}, with: "{argument.channel}", words: {sms: SMS, email: Correo}}',
            "check: {label: Activa}",
            '{fill: {label: Nota}, with: "a\\n\\nb {{first_name}} {mark}"}',
            "{only_with: argument.end, click: {text: nowhere}}",
            "{click: {role: button, name: Guardar}, changes: true}",
            "{expect: {role: status}, says: Guardado}",
            '{read: members, from: {css: "#n"}, pattern: "([\\\\d.]+) personas", as: integer}',
            '{read: start, from: {css: "#d"}, as: date}',
        )
    )
    assert player.values.read == {"members": "12345", "start": "2026-12-01"}
    note = "a\r\n\r\nb {first_name} bt-6ab9f1eb8f7d"
    assert sent == [{"name": ["Niñas & niños"], "canal": ["SMS"], "on": ["on"], "note": [note]}]


async def test_only_a_step_that_says_so_may_send(shop: Shop) -> None:
    pages: Pages = {"/": FORM, "/save": "<p>Guardado</p>"}
    made, player = shop(pages)
    told = await ended(player, steps("go: /", "click: {role: button, name: Guardar}", "expect: {text: Guardado}"))
    assert isinstance(told, PageNotAsExpected)
    assert "does not show text “Guardado”" in told.in_("en")
    assert "POST /save" not in made.seen
    assert "held back: POST /save" in player.window.notes


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        (Answer("Fallo", 500), LeftInDoubt, "HTTP 500"),
        (Answer("", 502), LeftInDoubt, ""),
        (Answer("<p>Otra cosa</p>"), LeftInDoubt, "does not show role “status”"),
        (Answer("<p role=status>1</p><p role=status>2</p>"), LeftInDoubt, "shows role “status” 2 times"),
        (Answer("<p role=alert>Ya existe</p>"), BadInput, "it says “Ya existe”"),
        (Answer("<p role=status>1</p><p role=alert>2</p>"), LeftInDoubt, "shows both"),
    ],
)
async def test_what_a_saved_form_answers_decides_what_is_told(
    shop: Shop, answer: Answer, kind: type[BatutaError], told: str
) -> None:
    made, player = shop({"/": FORM, "/save": answer})
    error = await ended(
        player,
        steps(
            "go: /",
            "{click: {role: button, name: Guardar}, changes: true}",
            f"{{expect: {{role: status}}, refused: {{role: alert}}, seconds: {SHORT}}}",
            "go: /after",
        ),
    )
    assert type(error) is kind
    assert told in error.in_("en")
    assert [one for one in made.seen if "favicon" not in one] == ["GET /", "POST /save"]


@pytest.mark.parametrize(
    ("page", "wanted", "kind", "told"),
    [
        (Answer("x", 404), "expect: {text: x}", NotFound, "there is no such page"),
        (Answer("x", 503), "expect: {text: x}", SystemUnavailable, "HTTP 503"),
        ("<button>A</button><button>A</button>", "click: {role: button, name: A}", PageNotAsExpected, "A” 2 times"),
        ("<button hidden>A</button>", "click: {role: button, name: A}", PageNotAsExpected, "does not show button “A”"),
        ("<button disabled>A</button>", "click: {role: button, name: A}", PageNotAsExpected, "s1"),
        (FORM, "{choose: {label: Canal}, with: Carta}", PageNotAsExpected, "it offers: Correo, SMS"),
        (FORM, "{fill: {label: Nombre}, with: '{argument.no}'}", BatutaError, "no value for argument.no"),
        (FORM, "{read: n, from: {label: Nombre}, as: integer}", PageNotAsExpected, "which is not integer"),
        ("<a href=# onclick=alert('Haz_clic')>A</a>", "click: {role: link}", PageNotAsExpected, "“Haz_clic”"),
        (
            "<a href=# onclick=confirm('No')>A</a>",
            "{click: {role: link}, accepts: Sí}",
            PageNotAsExpected,
            "“No”",
        ),
        ("<p role=note>No está</p>", "{expect: {text: A}, absent: {css: p}}", NotFound, "it says “No está”"),
        ("<p>x</p>", "expect: {css: 'p[['}", BatutaError, "no selector"),
    ],
)
async def test_nothing_is_changed_where_a_page_is_not_as_expected(
    shop: Shop, page: str | Answer, wanted: str, kind: type[BatutaError], told: str
) -> None:
    _, player = shop({"/": page})
    error = await ended(player, steps("go: /", wanted))
    assert isinstance(error, kind)
    assert not isinstance(error, LeftInDoubt)
    assert told in error.in_("en")
    assert player.taken[-1].after


async def test_what_is_missing_is_named_in_the_reader_s_language(shop: Shop) -> None:
    _, player = shop({"/": "<table><tr><td>1</td></tr></table>"})
    row = "{role: row, name: '1', exact: false}"
    error = await ended(player, steps("go: /", f"{{click: {{role: button, name: Guardar, within: {row}}}}}"))
    assert "does not show button “Guardar” in row “1”" in error.in_("en")
    assert "no muestra botón «Guardar» en fila «1»" in error.in_("es")


async def test_a_question_that_was_foreseen_is_answered_with_yes(shop: Shop) -> None:
    page = (
        "<a href=# onclick=\"if (confirm('¿Borrar?')) document.title = 'Borrado', this.innerText = 'Hecho'\">Borrar</a>"
    )
    _, player = shop({"/": page})
    await player.play(steps("go: /", "{click: {role: link}, accepts: '¿Borrar?'}", "expect: {text: Hecho}"))


async def test_pictures_do_not_show_what_was_typed_as_a_secret(shop: Shop) -> None:
    page = "<input aria-label=Clave oninput='p.innerText = this.value'><p id=p style='font-family:monospace'></p>"
    pictures = []
    for secret in ("aaaa1", "bbbb2"):
        _, player = shop({"/": page}, secret=secret)
        await player.play(steps("go: /", "{fill: {label: Clave}, with: '{secret:password}'}"))
        pictures.append(player.taken[-1].after)
        error = await ended(player, steps("{read: n, from: {css: p}, as: integer}"))
        assert secret not in error.in_("en")
    assert pictures[0] == pictures[1] != ""


async def test_credentials_that_are_refused_are_the_cause_and_are_not_shown(shop: Shop) -> None:
    page = "<form method=post><input type=password aria-label=Clave><button>Entrar</button></form>"
    no = Answer("<p role=alert>La clave cl4ve no es correcta</p>")
    _, player = shop({"GET /": page, "POST /": no})
    with pytest.raises(Misconfigured, match="La clave ••• no es correcta") as told:
        await player.sign_in(
            steps(
                "go: /",
                "{fill: {label: Clave}, with: '{secret:password}'}",
                "click: {role: button}",
                "{expect: {text: Hola}, refused: {role: alert}}",
            )
        )
    assert "systems.yaml" in told.value.in_("es")


async def test_a_page_that_never_comes_is_given_up(chromium: Chromium, tmp_path: Path) -> None:
    """In a window of its own: it is of no use afterwards."""
    async with site({"/": "<script>for (;;) {}</script>"}) as made:
        reach = Reach(AllowedHosts([made.url[7:]]), made.url)
        async with window(chromium, reach) as opened:
            player = Player("shop", made.url, opened, Values({}), Evidence(tmp_path), 1.0)
            error = await ended(player, steps("{go: /, seconds: 0.5}"))
    assert isinstance(error, SystemUnavailable)
    assert "did not answer within 0.5 s" in error.in_("en")


async def test_a_frame_and_an_upload(shop: Shop) -> None:
    got: list[str] = []

    def upload(body: str) -> Answer:
        got.append(body)
        return Answer("<p>Subido</p>")

    pages: Pages = {
        "/": "<iframe name=centro src=/form></iframe>",
        "/form": "<form method=post action=/up enctype=multipart/form-data>"
        "<label>Lista <input type=file name=f></label><button>Subir</button></form>",
        "/up": upload,
    }
    _, player = shop(pages, name="Ana")
    await player.play(
        steps(
            "go: /",
            "{upload: {label: Lista, frame: centro}, file: lista.csv, with: 'nombre;{argument.name}'}",
            "{click: {role: button, name: Subir, frame: centro}, changes: true}",
            "expect: {text: Subido, frame: centro}",
        )
    )
    assert len(got) == 1
    assert 'filename="lista.csv"' in got[0]
    assert "nombre;Ana" in got[0]
