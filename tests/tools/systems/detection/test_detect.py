"""What stands at an address, found out on servers that run; and every way in which nothing usable stands there."""

import asyncio
import json
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from typer.testing import CliRunner

from app.cli.main import app as batuta
from batuta.errors import BatutaError, Misconfigured, SystemUnavailable
from batuta.publishing import SystemDescription
from batuta.text import Text
from examples.audience_mcp_server import server
from examples.email_provider import Provider, provider_app
from tests.servers.asgi import serving
from tools.outgoing.allowed import AllowedHosts, OffLimits
from tools.outgoing.transport import GuardedTransport
from tools.secrets import Secrets
from tools.systems.detection.check import changed_operations, changed_tools, check
from tools.systems.detection.detect import Found, detect_url
from tools.systems.detection.probe import Probe
from tools.systems.detection.probe import told as what_failed
from tools.systems.detection.written import asked, capabilities, entry, mapping_text, suggestions, with_pins
from tools.systems.mapping.model import read_mapping
from tools.systems.mcp.connector import mcp_system
from tools.systems.mcp.session import Server, tools_of
from tools.systems.openapi.connector import openapi_system, problems
from tools.systems.openapi.document import described
from tools.systems.openapi.parsing import BadDescription

SECRET = "the-secret-of-the-shop"
POSTS = {"status": {"type": "string", "enum": ["publish", "future", "draft", "pending", "private"]}}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with serving(provider_app(Provider(client_secret=SECRET))) as url:
        yield url


@pytest.fixture(scope="module")
def people() -> Iterator[str]:
    with serving(server().streamable_http_app()) as url:
        yield url


@contextmanager
def pages(**answers: Response) -> Iterator[str]:
    """A site; `root` is its start page, other names are paths."""

    async def answer(request: Request) -> Response:
        name = request.url.path.strip("/").replace("-", "_").replace("/", "__").partition(".")[0] or "root"
        return answers.get(name, Response("Not here", 404))

    with serving(Starlette(routes=[Route("/{rest:path}", answer, methods=["GET", "POST"])])) as url:
        yield url


async def found_at(url: str, place: str = "") -> Found:
    return await detect_url(url + place, AllowedHosts([url[7:]]), seconds=3.0)


@pytest.mark.parametrize("place", ["/openapi.json", "", "/v2/lists"])
async def test_an_openapi_description_is_found_wherever_one_begins(provider: str, place: str) -> None:
    found = await found_at(provider, place)
    assert (found.kind, found.title, found.url) == ("openapi", "Paloma Mail", provider)
    assert len(found.operations) == 25
    able = capabilities(found, suggestions(found))
    assert len(able) == 21
    assert not {"asset.search", "compliance.check"} & set(able)


@pytest.mark.parametrize("place", ["/mcp", ""])
async def test_an_mcp_server_is_found_by_its_greeting(people: str, place: str) -> None:
    found = await found_at(people, place)
    assert (found.kind, found.url) == ("mcp", f"{people}/mcp")
    assert set(capabilities(found, suggestions(found))) == {
        "audience.create",
        "audience.get",
        "audience.size",
        "audience.delete",
    }


@pytest.mark.parametrize("linked", [True, False])
async def test_wordpress_is_found_by_its_index(linked: bool) -> None:
    routes = {
        "/wp/v2/posts": {"endpoints": [{"methods": ["GET"], "args": {}}, {"methods": ["POST"], "args": POSTS}]},
        "/wp/v2/posts/(?P<id>[\\d]+)": {"endpoints": [{"methods": ["POST", "PUT", "PATCH"], "args": POSTS}]},
        "/wp/v2/media": {"endpoints": [{"methods": ["GET"], "args": {}}]},
    }
    index = JSONResponse({"name": "Onda", "namespaces": ["oembed/1.0", "wp/v2"], "routes": routes})
    link = {"link": '</wp-json/>; rel="https://api.w.org/"'} if linked else {}
    with pages(root=HTMLResponse("<title>Onda</title>", headers=link), wp_json=index) as url:
        found = await found_at(url, "/")
    assert (found.kind, found.title) == ("wordpress", "Onda")
    assert "POST /wp/v2/posts/{id}" in {operation.name for operation in found.operations}
    assert len(capabilities(found, ())) == 9


async def test_a_description_is_found_where_the_page_names_it() -> None:
    page = HTMLResponse('<html><script>ui({url: "/hidden/my-openapi.json"})</script></html>')
    document = JSONResponse({"openapi": "3.0.0", "paths": {"/lists": {"post": {"summary": "Create a list"}}}})
    with pages(root=page, hidden__my_openapi=document) as url:
        found = await found_at(url, "/")
    assert found.kind == "openapi"
    assert [operation.name for operation in found.operations] == ["POST /lists"]


async def test_anything_else_is_a_page_to_be_shown_by_a_person() -> None:
    with pages(root=HTMLResponse("<title>Back \x1b[2Joffice</title><form></form>")) as url:
        found = await found_at(url, "/")
    assert (found.kind, found.title) == ("page", "Back \ufffd[2Joffice")


async def test_who_must_sign_in_is_told_so() -> None:
    with pages(root=Response("Who are you?", 401)) as url:
        assert (await found_at(url, "/")).asks_to_sign_in


async def test_what_a_document_says_of_servers_leads_nowhere_else() -> None:
    document = {
        "openapi": "3.0.0",
        "servers": [{"url": "https://evil.example/v9"}],
        "paths": {"/lists": {"post": {"summary": "Create a list"}}},
    }
    with pages(openapi=JSONResponse(document)) as url:
        found = await found_at(url, "/openapi.json")
        assert found.url == f"{url}/v9"


@contextmanager
def listening(first_words: bytes) -> Iterator[str]:
    """Something that speaks, and not HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def speak() -> None:
            while True:
                try:
                    caller, _ = listener.accept()
                except OSError:
                    return
                with caller:
                    caller.sendall(first_words)

        threading.Thread(target=speak, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


async def test_something_that_is_no_web_server_is_said() -> None:
    with listening(b"SSH-2.0-OpenSSH_9.6\r\n") as url, pytest.raises(SystemUnavailable, match="no web server") as told:
        await found_at(url)
    assert told.value.remedy is not None


async def test_nobody_at_the_address_is_said() -> None:
    with pytest.raises(SystemUnavailable, match="cannot be reached"):
        await found_at("http://127.0.0.1:9")


async def test_a_name_that_nobody_has_is_said_in_the_readers_words(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", unknown)
    with pytest.raises(SystemUnavailable, match="no such name") as told:
        await detect_url("https://crm.example.com/", AllowedHosts(["crm.example.com"]))
    assert "ese nombre no existe" in told.value.in_("es")
    assert "not known" not in told.value.in_("es")


async def test_an_address_with_nothing_known_is_said() -> None:
    with pages() as url, pytest.raises(SystemUnavailable, match="HTTP 404"):
        await found_at(url, "/somewhere")


async def test_a_redirect_to_another_place_is_not_followed() -> None:
    elsewhere = RedirectResponse("http://169.254.169.254/latest")
    with pages(root=elsewhere) as url, pytest.raises(Misconfigured, match="leads to"):
        await found_at(url, "/")


async def test_an_address_off_the_list_is_not_looked_at() -> None:
    with pytest.raises(OffLimits):
        await detect_url("http://169.254.169.254/", AllowedHosts(["127.0.0.1:1"]))


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ('{"openapi": "3.0.0", "paths": {', "is no JSON"),
        ('{"openapi": "3.0.0", "paths": {}}', "no paths"),
        ('{"swagger": "1.2", "apis": []}', "version 2.0 or 3.0 to 3.2"),
        ("openapi: 3.0.0\npaths:\n  /a: [}\n", "is no YAML"),
    ],
)
async def test_a_broken_description_is_told_with_its_place(document: str, told: str) -> None:
    broken = Response(document, media_type="application/json")
    with pages(openapi=broken) as url, pytest.raises(BadDescription, match=told):
        await found_at(url, "/openapi.json")


@pytest.fixture(scope="module")
def expired(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of long ago that signed itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2020, 1, 2, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("expired")
    (folder / "cert.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return folder


async def test_a_certificate_that_does_not_hold_is_said_and_not_accepted(expired: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(expired / "cert.pem", expired / "key.pem")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def answer() -> None:
            try:
                caller, _ = listener.accept()
                with caller, context.wrap_socket(caller, server_side=True):
                    pass
            except OSError:
                pass

        threading.Thread(target=answer, daemon=True).start()
        trusted = ssl.create_default_context(cafile=str(expired / "cert.pem"))
        allowed = AllowedHosts([f"localhost:{port}"])
        probe = Probe(allowed, transport=GuardedTransport(allowed, verify=trusted), seconds=3.0)
        with pytest.raises(Misconfigured, match=r"certificate that is not valid: it has expired") as told:
            await probe.get(f"https://localhost:{port}/")
        await probe.aclose()
    assert "certificado que no es válido: ha caducado" in told.value.in_("es")


def written(found: Found, folder: Path, id_: str) -> SystemDescription:
    made = suggestions(found)
    (folder / "systems").mkdir()
    (folder / "systems" / f"{id_}.yaml").write_text(mapping_text(found, made, "en"))
    (folder / "systems" / f"{id_}.openapi.json").write_bytes(found.description)
    told = entry(found, id_, capabilities(found, made), credentials={}, settings={})
    return SystemDescription.model_validate({**told, "name": Text(en="x", es="x")})


async def test_what_is_proposed_for_a_description_works_as_it_is(
    provider: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BATUTA_SECRET_PALOMA_ID", "shop")
    monkeypatch.setenv("BATUTA_SECRET_PALOMA_SECRET", SECRET)
    description = written(await found_at(provider), tmp_path, "paloma")
    assert problems(description, tmp_path) == ()
    allowed, secrets = AllowedHosts([provider[7:]]), Secrets(tmp_path)
    system = openapi_system(description, tmp_path, allowed, secrets)
    try:
        made = await system.perform("audience.create", {"name": "Fibra", "audience": "d", "members": 12}, "k1")
        again = await system.perform("audience.create", {"name": "Fibra", "audience": "d", "members": 12}, "k1")
        assert again.reference == made.reference
        assert await system.read("audience.size", {"id": made.reference}) == {"members": 12}
        found = await system.find("audience.create", "k1")
        assert found is not None
        assert found.reference == made.reference
        campaign = {"name": "Fibra", "audience": made.reference, "channels": ("email",), "start": None}
        planned = await system.perform("campaign.create", campaign, "k2")
        live = await system.perform("campaign.schedule", {"id": planned.reference, "start": "2026-12-01"}, "k3")
        assert live.result["state"] == "scheduled"
        item = {"id": "p1", "channel": "push", "locale": "es-ES", "parts": {"title": "Hola", "body": "Texto"}}
        piece = await system.perform("content.create", {"item": item, "digest": "d"}, "k4")
        assert (await system.perform("content.publish", {"id": piece.reference}, "k5")).result["status"] == "published"
        listed = (await system.read("content.search", {}))["items"]
        assert isinstance(listed, list)
        assert piece.reference in {one["id"] for one in listed}
        assert await check(description, tmp_path, allowed, secrets) == ()
    finally:
        await system.aclose()


async def test_what_is_proposed_for_tools_works_as_it_is(people: str, tmp_path: Path) -> None:
    description = written(await found_at(people, "/mcp"), tmp_path, "people")
    allowed, secrets = AllowedHosts([people[7:]]), Secrets(tmp_path)
    system = mcp_system(description, tmp_path, allowed, secrets)
    made = await system.perform("audience.create", {"name": "Fibra", "audience": "d", "members": 12}, "k1")
    assert (await system.perform("audience.create", {"name": "F", "audience": "d", "members": 1}, "k1")) == made
    assert await system.read("audience.size", {"id": made.reference}) == {"members": 12}
    assert await check(description, tmp_path, allowed, secrets) == ()


def changed(data: bytes, **operations: Any) -> bytes:
    document = json.loads(data)
    for change in operations.values():
        change(document)
    return json.dumps(document).encode()


async def test_a_change_of_the_description_is_told_with_what_it_breaks(provider: str, tmp_path: Path) -> None:
    found = await found_at(provider)
    written(found, tmp_path, "paloma")
    mapping = read_mapping(tmp_path / "systems" / "paloma.yaml")

    def told(change: Any) -> dict[str, str]:
        live = described(changed(found.description, one=change), "live")
        return {",".join(one.breaks): one.what.in_("en") for one in changed_operations(mapping, live)}

    assert told(lambda document: document["info"].update(title="Other words")) == {}
    gone = told(lambda document: document["paths"].pop("/v2/campaigns/{campaign_id}/pause"))
    assert "no operation POST /v2/campaigns/{campaign_id}/pause" in gone["campaign.pause"]

    def zoned(document: Any) -> None:
        schedule = document["components"]["schemas"]["Schedule"]
        schedule["properties"]["time_zone"] = {"type": "string"}
        schedule["required"].append("time_zone")

    assert "needs time_zone" in told(zoned)["campaign.schedule"]

    def coloured(document: Any) -> None:
        document["components"]["schemas"]["Schedule"]["properties"]["colour"] = {"type": "string"}

    assert "still fits" in told(coloured)[""]

    def renamed(document: Any) -> None:
        size = document["components"]["schemas"]["Size"]
        size["properties"] = {"people": {"type": "integer"}}

    assert "does not answer with subscriber_count" in told(renamed)["audience.size"]


async def test_a_change_of_tools_is_told_with_what_it_breaks_until_somebody_confirms(
    people: str, tmp_path: Path
) -> None:
    written(await found_at(people, "/mcp"), tmp_path, "people")
    path = tmp_path / "systems" / "people.yaml"
    tools = await tools_of(Server("people", url=f"{people}/mcp", allowed=AllowedHosts([people[7:]])))
    swapped = tuple(one._replace(description="Better.") if one.name == "count_audience" else one for one in tools)
    changes = changed_tools(read_mapping(path), (*swapped, swapped[0]._replace(name="export_everything")))
    assert {one.breaks for one in changes} == {("audience.size",), ()}
    comment = "# a person's own words\n"
    path.write_text(comment + path.read_text())
    path.write_text(with_pins(path.read_text(), swapped))
    assert changed_tools(read_mapping(path), swapped) == ()
    assert path.read_text().startswith(comment)
    assert yaml.safe_load(path.read_text())["capabilities"]["audience.size"]["tool"] == "count_audience"


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("BATUTA_STATE_DIR", str(tmp_path / "state"))
        monkeypatch.setenv("BATUTA_LANG", "es")
        folder = tmp_path / "company"
        folder.mkdir()
        (folder / "workspace.yaml").write_text(Path("workspaces/onda/workspace.yaml").read_text())
        return folder

    def ran(self, *arguments: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(batuta, ["connect", *arguments])
        return result.exit_code, result.stdout, result.stderr

    def test_from_an_address_to_a_checked_system(
        self, folder: Path, people: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BATUTA_ALLOWED_HOSTS", people[7:])
        code, out, _ = self.ran(f"{people}/mcp", "-w", str(folder), "--id", "people", "--json", "--confirm")
        told = json.loads(out)
        assert code == 0
        assert {one["capability"] for one in told["mapping"]} >= {"audience.create", "audience.size"}
        assert all("público" in one["reasons"][0] for one in told["mapping"])
        (folder / "systems.yaml").write_text(yaml.safe_dump({"systems": [told["entry"]]}))
        assert self.ran("--system", "people", "-w", str(folder))[0] == 0
        path = folder / "systems" / "people.yaml"
        path.write_text(path.read_text().replace("whole: ", "whole: 0"))
        code, out, _ = self.ran("--system", "people", "-w", str(folder), "--json")
        assert code == 3
        assert {name for one in json.loads(out)["changes"] for name in one["breaks"]} >= {"audience.create"}
        assert self.ran("--system", "people", "-w", str(folder), "--confirm")[0] == 0
        assert self.ran("--system", "people", "-w", str(folder))[0] == 0
        wrong = self.ran(f"{people}/mcp", "-w", str(folder), "--take", "campaign.pause=halt")
        assert (wrong[0], "--take campaign.pause=" in wrong[2]) == (2, True)
        again = self.ran(f"{people}/mcp", "-w", str(folder), "--id", "people", "--confirm")
        assert (again[0], "no se sobrescribe" in again[2]) == (2, True)

    @pytest.mark.parametrize(
        ("page", "told"),
        [
            (Response("Who are you?", 401), "indica --credential"),
            (HTMLResponse("<title>Trastienda</title>"), "batuta record http"),
        ],
    )
    def test_what_has_no_interface_leads_to_the_next_step(
        self, folder: Path, page: Response, told: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with pages(root=page) as url:
            monkeypatch.setenv("BATUTA_ALLOWED_HOSTS", url[7:])
            code, _, err = self.ran(f"{url}/", "-w", str(folder), "--confirm")
        assert code == 0
        assert told in err
        assert not (folder / "systems").exists()

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ([], "Indica una dirección"),
            (["https://crm.example.com"], "BATUTA_ALLOWED_HOSTS"),
            (["python -m something"], "BATUTA_ALLOWED_COMMANDS"),
            (["my-mcp-server"], "BATUTA_ALLOWED_COMMANDS"),
            (["crm.example.com"], "empieza por https://"),
            (["crm.example.com:8443/api"], "como https://crm.example.com:8443/api"),
            (["localhost:8097"], "empieza por https://"),
            (["https://crm.example.com", "--credential", "token=abc123"], "nunca el secreto"),
            (["--system", "nobody"], "no tiene el sistema"),
        ],
    )
    def test_what_cannot_be_done_is_said_with_a_remedy(self, folder: Path, arguments: list[str], told: str) -> None:
        code, _, err = self.ran(*arguments, "-w", str(folder))
        assert code in (1, 2)
        assert told in err
        assert "abc123" not in err


def test_every_message_comes_in_both_languages() -> None:
    for error in (httpx.ConnectError("x"), httpx.ReadTimeout("x"), httpx.RemoteProtocolError("x")):
        told = what_failed("https://crm.example.com", error)
        assert isinstance(told, BatutaError)
        assert told.in_("en") != told.in_("es")


async def test_what_is_not_sure_is_asked_and_not_mapped() -> None:
    lists = {"post": {"summary": "Create a list"}}
    paths = {"/lists": lists, "/tags": {"post": {"summary": "Create a tag"}}, "/campaigns": {"post": {}}}
    paths["/lists/{id}"] = {"patch": {"summary": "Change a list"}}
    paths["/campaigns/{id}"] = {"delete": {"summary": "Delete a campaign"}}
    with pages(openapi=JSONResponse({"openapi": "3.0.0", "paths": paths})) as url:
        found = await found_at(url, "/openapi.json")
    made = suggestions(found)
    assert asked(made) == ("campaign.stop",)
    mapped = {"audience.create", "audience.update", "campaign.create"}
    assert set(capabilities(found, made)) == mapped
    text = mapping_text(found, made, "en")
    assert set(yaml.safe_load(text)["capabilities"]) == mapped
    assert "# asked: if it is right, take the # away and add campaign.stop to its capabilities" in text
    taken_up = re.sub(r"^  # (?=campaign\.stop|  )", "  ", text, flags=re.MULTILINE)
    assert "campaign.stop" in yaml.safe_load(taken_up)["capabilities"]
    taken = suggestions(found, {"campaign.stop": "", "audience.delete": "POST /tags"})
    assert asked(taken) == ()
    written_down = yaml.safe_load(mapping_text(found, taken, "es"))["capabilities"]
    assert set(written_down) == {*mapped, "campaign.stop", "audience.delete"}
    assert written_down["audience.delete"]["operation"] == "POST /tags"
    assert yaml.safe_load(mapping_text(found, made[-1:], "es"))["capabilities"] == {}
    for choice, told in (
        ({"campaign.cancel": ""}, "no capability “campaign.cancel”"),
        ({"campaign.pause": ""}, "nothing is proposed"),
        ({"campaign.pause": "POST /pause"}, "no single operation “POST /pause”"),
    ):
        with pytest.raises(Misconfigured, match=told) as refused:
            suggestions(found, choice)
        assert refused.value.remedy is not None
