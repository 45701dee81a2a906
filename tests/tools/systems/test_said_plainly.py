"""What people get wrong about systems, each said in both languages with what to do about it."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from batuta.brief import Brief
from batuta.errors import BatutaError
from batuta.publishing import SystemDescription
from batuta.text import Text
from tests.scenes.approval import CAMPAIGN, Records, a_plan
from tests.servers.asgi import serving
from tests.tools.systems.dispatching import dispatcher
from tests.tools.systems.flaky import FlakySystem
from tools.outgoing.allowed import AllowedHosts
from tools.records.database import reading
from tools.secrets import Secrets
from tools.systems.browser.stopped import Stopped, as_error
from tools.systems.credentials import credentials
from tools.systems.detection.probe import told as what_failed
from tools.systems.http import SystemHttp
from tools.systems.mcp.pins import ToolDefinition, usable
from tools.systems.openapi.document import described
from tools.systems.registry import Registry, require_apart


def system(id_: str, url: str = "https://crm.example") -> SystemDescription:
    name = Text(en=id_, es=id_)
    return SystemDescription(id=id_, name=name, kind="x", url=url, capabilities=("campaign.create",))


def an_expired_certificate() -> BatutaError:
    expired = ssl.SSLCertVerificationError()
    expired.verify_code, expired.verify_message = 10, "certificate has expired"
    failed = httpx.ConnectError("x")
    failed.__cause__ = expired
    return what_failed("https://crm.example/", failed)


def a_broken_description() -> BatutaError:
    with pytest.raises(BatutaError) as raised:
        described(b'{"openapi": "3.0.0", "paths": {', "https://crm.example/openapi.json")
    return raised.value


def a_tool_twice() -> BatutaError:
    tool = ToolDefinition("count", "", "", {}, None, {}, {})
    with pytest.raises(BatutaError) as raised:
        usable("people", "count", [tool, tool], {"count": tool.parts})
    return raised.value


def a_selector_that_is_not_there() -> BatutaError:
    missing = Stopped("unexpected", Text(en="it does not show button “Save”", es="no muestra botón «Save»"))
    return as_error("office", "save it", missing, "", in_doubt=False)


def two_that_claim_one_campaign() -> BatutaError:
    with pytest.raises(BatutaError) as raised:
        require_apart([system("esp"), system("old")])
    return raised.value


def a_removed_system() -> BatutaError:
    with pytest.raises(BatutaError) as raised:
        Registry([]).connector("crm")
    return raised.value


@pytest.mark.parametrize(
    ("made", "en", "es", "remedy_en", "remedy_es"),
    [
        (
            lambda: what_failed("http://127.0.0.1:9", httpx.ConnectError("x")),
            "cannot be reached",
            "no está accesible",
            "Check address and port",
            "Revisa dirección y puerto",
        ),
        (
            lambda: what_failed("http://127.0.0.1:9", httpx.RemoteProtocolError("x")),
            "no web server",
            "servidor web",
            "Check",
            "Revisa",
        ),
        (an_expired_certificate, "it has expired", "ha caducado", "renews it", "debe renovarlo"),
        (a_broken_description, "is no JSON", "no es JSON", "", ""),
        (a_tool_twice, "two of that name", "hay dos con ese nombre", "batuta connect", "batuta connect"),
        (a_selector_that_is_not_there, "does not show button", "no muestra", "batuta record", "batuta record"),
        (two_that_claim_one_campaign, "esp", "old", "only_for", "only_for"),
        (a_removed_system, "not connected any more", "ya no está conectado", "Add it to systems.yaml", "Añádelo"),
    ],
    ids=[
        "a wrong address",
        "no web server",
        "an expired certificate",
        "a description with errors",
        "a tool with a name used twice",
        "a playbook with a missing selector",
        "two systems that claim one campaign",
        "a system that was removed",
    ],
)
def test_each_is_said_with_what_to_do(made: object, en: str, es: str, remedy_en: str, remedy_es: str) -> None:
    error = made()  # type: ignore[operator]
    assert isinstance(error, BatutaError)
    assert error.remedy is not None
    assert en in error.message.in_("en")
    assert es in error.message.in_("es")
    assert remedy_en in error.remedy.in_("en")
    assert remedy_es in error.remedy.in_("es")
    assert error.in_("en") != error.in_("es")


@pytest.fixture(scope="module")
def door() -> Iterator[str]:
    async def no(_: Request) -> Response:
        return PlainTextResponse("go away", 401)

    with serving(Starlette(routes=[Route("/{rest:path}", no)])) as url:
        yield url


async def test_a_wrong_password_is_said_with_where_it_lies(
    door: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BATUTA_SECRET_CRM", "ouvre-toi-4711")
    crm = system("crm", door).model_copy(update={"credentials": {"token": "env:CRM"}})
    known = credentials(crm, Secrets(tmp_path))
    http = SystemHttp("crm", door, AllowedHosts([door[7:]]), auth=known.auth, secrets=known.secrets)
    with pytest.raises(BatutaError) as raised:
        await http.look("things")
    await http.aclose()
    error = raised.value
    assert error.remedy is not None
    assert "does not accept these credentials" in error.message.in_("en")
    assert "no acepta estas credenciales" in error.message.in_("es")
    assert "systems.yaml" in error.remedy.in_("en")
    assert "systems.yaml" in error.remedy.in_("es")
    assert "ouvre-toi" not in error.in_("en") + error.in_("es")


@pytest.mark.parametrize(
    ("locale", "told", "remedy"),
    [
        ("es-ES", "El sistema cms ya no está conectado.", "Añádelo de nuevo a systems.yaml"),
        ("en-GB", "The system cms is not connected any more.", "Add it to systems.yaml again"),
    ],
)
async def test_a_system_removed_while_a_campaign_runs_on_it_is_said_on_the_campaign_in_its_language(
    records: Records, locale: str, told: str, remedy: str
) -> None:
    approval_id, intents = await records.approved(a_plan())
    await records.outbox.request(approval_id, intents)
    brief = await records.artefacts.put(Brief(id="b", locale=locale))
    async with reading(records.pool) as connection:
        await connection.execute(
            "UPDATE campaigns SET status = 'executing', state = jsonb_build_object('brief', %s::text) WHERE id = %s",
            [brief, CAMPAIGN],
        )

    await dispatcher(records, FlakySystem("campaigns")).run(CAMPAIGN)
    row = await records.campaigns.get(CAMPAIGN)
    assert row.status == "waiting"
    assert told in row.problem
    assert remedy in row.problem
