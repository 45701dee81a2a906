"""A playbook recorded from a person replays: signed in by the secrets, with another call's values."""

from pathlib import Path

import pytest
import yaml
from playwright.async_api import Page
from typer import Typer
from typer.testing import CliRunner

from app.cli.record import record as record_command
from batuta.errors import BadInput, SystemUnavailable
from tests.tools.systems.browser.conftest import PLAYBOOKS, BackOffice, Connect
from tools.outgoing.allowed import AllowedHosts
from tools.systems.browser.chromium import Chromium
from tools.systems.browser.playbook import Selector
from tools.systems.browser.recording.drafting import draft
from tools.systems.browser.recording.record import keep, record
from tools.systems.browser.recording.samples import capability_named, samples_of
from tools.systems.browser.recording.watching import Seen
from tools.systems.browser.variables import mark_of

DIGEST = "cd" * 32


async def marta(page: Page) -> None:
    """Types and clicks as people do; Django's pages are all she knows."""
    await page.get_by_label("Nombre de usuario:").press_sequentially("marta")
    await page.get_by_label("Contraseña:").press_sequentially("cl4ve-de-marta")
    await page.get_by_role("button", name="Iniciar sesión").click()
    await page.get_by_role("link", name="Añadir").nth(3).click()
    await page.get_by_label("Nombre:").press_sequentially("Prueva")
    await page.get_by_label("Nombre:").fill("")
    await page.get_by_label("Nombre:").press_sequentially("Prueba")
    await page.get_by_label("Referencia externa:").press_sequentially("{mark}")
    await page.get_by_label("Huella de la lista:").press_sequentially(DIGEST)
    await page.get_by_label("Miembros:").press_sequentially("77")
    await page.get_by_role("button", name="Guardar y continuar editando").click()
    await page.get_by_text("agregado correctamente").wait_for()


@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="module")
async def test_what_a_person_did_replays_with_other_values(
    backoffice: BackOffice, chromium: Chromium, connect: Connect, tmp_path: Path
) -> None:
    samples = samples_of("audience.create", ["name=Prueba", f"audience={DIGEST}", "members=77"])
    allowed = AllowedHosts([backoffice.url[7:]])
    made = await record(chromium, allowed, f"{backoffice.url}/admin/", "audience.create", samples, marta)
    assert "cl4ve" not in made.sign_in + made.playbook
    assert "marta" not in made.sign_in + made.playbook
    assert len(made.open_points) == 1
    assert "has no `find`" in made.open_points[0]
    folder = tmp_path / "trastienda"
    keep(made, folder, "audience.create")
    with pytest.raises(BadInput, match="is there already"):
        keep(made, folder, "audience.create")
    recorded = folder / "audience.create.yaml"
    assert {"name": "añadir", "go": "/admin/trastienda/publico/add/"} in yaml.safe_load(made.playbook)["steps"]
    find = yaml.safe_load((PLAYBOOKS / "audience.create.yaml").read_text("utf-8"))["find"]
    completed = yaml.safe_dump({**yaml.safe_load(recorded.read_text("utf-8")), "find": find}, allow_unicode=True)
    recorded.write_text(completed, encoding="utf-8")
    system = connect(backoffice.url, folder)
    call = {"name": "Otras personas", "audience": "ef" * 32, "members": 1234}
    done = await system.perform("audience.create", call, "replayed")
    (row,) = backoffice.rows_marked("publico", mark_of("replayed"))
    assert (row["nombre"], row["miembros"], row["huella"]) == ("Otras personas", 1234, "ef" * 32)
    assert done.reference == str(row["id"])


def seen(kind: str, **told: object) -> Seen:
    return Seen.model_validate({"kind": kind, **told})


FORM = {"form": "/x#0"}
DONE = [
    seen("page", path="/campaigns/7/edit"),
    seen("fill", selector={"label": "Starts"}, name="Starts", value="05/12/2026"),
    seen("fill", selector={"label": "Note"}, name="Note", value="for {mark} {x}"),
    seen("check", selector={"label": "Old"}, name="Old", on=False),
    seen("click", selector={"role": "button", "name": "Save campaign 7"}, name="Save"),
    seen("sent"),
    seen("sent"),
    seen("page", path="/campaigns/7", notice="Campaign 7 saved", heading={"role": "heading", "name": "7"}),
]


def test_values_become_variables_and_a_save_is_marked() -> None:
    made = draft(DONE, "campaign.schedule", {"id": "7", "start": "2026-12-05"})
    assert made.sign_in == ""
    assert yaml.safe_load(made.playbook)["steps"] == [
        {"name": "open", "go": "/campaigns/{argument.id}/edit"},
        {"name": "starts", "fill": {"label": "Starts"}, "with": "{argument.start:%d/%m/%Y}"},
        {"name": "note", "fill": {"label": "Note"}, "with": "for {mark} {{x}}"},
        {"name": "old", "check": {"label": "Old"}, "on": False},
        {"name": "save", "click": {"role": "button", "name": "Save campaign {argument.id}"}, "changes": True},
        {"name": "done", "expect": {"text": "Campaign {argument.id} saved", "exact": False}},
    ]
    assert yaml.safe_load(made.playbook)["gives"] == {"id": "{argument.id}"}
    assert [point for point in made.open_points if "has to tell “state”" in point]


def test_a_sample_inside_another_word_is_not_a_variable() -> None:
    did = [seen("page", path="/"), seen("click", selector={"role": "link", "name": "Anabel and Ana"}, name="x")]
    made = draft(did, "audience.create", {"name": "Ana"})
    assert yaml.safe_load(made.playbook)["steps"][1]["click"]["name"] == "Anabel and {argument.name}"


def test_signing_in_is_a_playbook_of_its_own() -> None:
    did = [
        seen("page", path="/login"),
        seen("fill", selector={"label": "User"}, name="User", value="marta", **FORM),
        seen("fill", selector={"label": "Password"}, name="Password", secret=True, **FORM),
        seen("click", selector={"role": "button", "name": "Enter"}, name="Enter", **FORM),
        seen("sent"),
        seen("page", path="/home", heading={"role": "heading", "name": "Home"}),
        *DONE,
    ]
    made = draft(did, "campaign.schedule", {"id": "7"})
    assert yaml.safe_load(made.sign_in)["steps"] == [
        {"name": "open", "go": "/login"},
        {"name": "user", "fill": {"label": "User"}, "with": "{secret:user}"},
        {"name": "password", "fill": {"label": "Password"}, "with": "{secret:password}"},
        {"name": "enter", "click": {"role": "button", "name": "Enter"}},
        {"name": "arrived", "expect": {"role": "heading", "name": "Home"}},
    ]
    assert yaml.safe_load(made.playbook)["steps"][0] == {"name": "open", "go": "/home"}
    assert "marta" not in made.sign_in + made.playbook


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["http://127.0.0.1:1/", "--system", "x", "--capability", "audience.mke"], "is not a capability"),
        (["http://127.0.0.1:1/", "--system", "x", "--capability", "audience.get", "--argument", "a"], "is no argument"),
        (["http://127.0.0.1:1/", "--system", "../x", "--capability", "audience.get"], "cannot be a system's id"),
        (["127.0.0.1:1/", "--system", "x", "--capability", "audience.get"], "begins with https:// or http://"),
    ],
)
def test_the_command_says_what_it_cannot_use(lince_folder: Path, arguments: list[str], told: str) -> None:
    command = Typer()
    command.command()(record_command)
    ended = CliRunner(env={"BATUTA_LANG": "en"}).invoke(command, [*arguments, "--workspace", str(lince_folder)])
    assert ended.exit_code == 2
    assert told in ended.output


@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="module")
async def test_where_no_page_comes_from_it_is_said(chromium: Chromium) -> None:
    async def person(_: Page) -> None:
        pytest.fail("there is nothing to work in")

    address = "http://127.0.0.1:1/"
    with pytest.raises(SystemUnavailable, match="No page was received"):
        await record(chromium, AllowedHosts(["127.0.0.1:1"]), address, "audience.create", {}, person)


def test_what_is_said_beforehand_is_checked() -> None:
    with pytest.raises(BadInput) as unknown:
        capability_named("audience.creat")
    assert "Usa una de audience.create" in unknown.value.in_("es")
    for wrong in ("nme=x", "name", "name="):
        with pytest.raises(BadInput, match="no argument of"):
            samples_of("audience.create", [wrong])
    assert Selector(label="x").in_words() == "label “x”"
