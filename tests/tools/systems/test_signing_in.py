"""A wrong secret is noticed while a system is connected, and the message names the variable it lies in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from batuta.errors import Misconfigured, SystemUnavailable
from batuta.publishing import SystemDescription
from batuta.text import Text
from examples.email_provider import Provider, provider_app
from tests.servers.asgi import serving
from tools.outgoing.allowed import AllowedHosts, OffLimits
from tools.secrets import Secrets
from tools.systems.credentials import credentials
from tools.systems.signing_in import refused_credentials, try_to_sign_in

RIGHT, WRONG = "ouvre-toi-4711", "ferme-toi-4712"
ANSWERS: dict[str, tuple[Any, int]] = {
    "unauthorised": ({"error": "unauthorized_client"}, 400),
    "refused": ({"error": "invalid_client"}, 400),
    "elsewhere": ("<h1>Not here</h1>", 404),
    "page": ("<h1>Welcome</h1>", 200),
    "nothing": ({"access_token": None}, 200),
    "broken": ("", 503),
}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    async def answer(request: Request) -> Response:
        body, status = ANSWERS[request.path_params["what"]]
        return Response(body, status) if isinstance(body, str) else JSONResponse(body, status)

    app = Starlette(
        routes=[
            Route("/odd/{what}", answer, methods=["POST"]),
        ]
    )
    app.mount("/", provider_app(Provider(client_id="shop", client_secret=RIGHT)))
    with serving(app) as url:
        yield url


async def tried(
    url: str, monkeypatch: pytest.MonkeyPatch, folder: Path, *, place: str = "/oauth/token", **secret: str
) -> None:
    for name, value in {"CRM_ID": "shop", "CRM_SECRET": RIGHT, **secret}.items():
        monkeypatch.setenv(f"BATUTA_SECRET_{name}", value)
    system = described(url, place)
    await try_to_sign_in(system, credentials(system, Secrets(folder)).auth, AllowedHosts([url[7:]]), seconds=3.0)


def described(url: str, place: str) -> SystemDescription:
    return SystemDescription(
        id="crm",
        name=Text(en="CRM", es="CRM"),
        kind="openapi",
        url=url,
        capabilities=(),
        credentials={"client_id": "env:CRM_ID", "client_secret": "env:CRM_SECRET"},
        settings={"token_url": f"{url}{place}"},
    )


async def test_the_right_secret_is_nothing_to_speak_of(
    provider: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await tried(provider, monkeypatch, tmp_path)


@pytest.mark.parametrize(
    ("place", "secret", "kind", "en", "es", "remedy"),
    [
        (
            "/oauth/token",
            {"CRM_SECRET": WRONG},
            Misconfigured,
            "client_secret is wrong",
            "client_secret no es correcto",
            "client_secret (BATUTA_SECRET_CRM_SECRET)",
        ),
        (
            "/oauth/token",
            {"CRM_ID": "nobody"},
            Misconfigured,
            "client_id or",
            "client_id o",
            "client_id (BATUTA_SECRET_CRM_ID)",
        ),
        ("/odd/refused", {}, Misconfigured, "is wrong", "no es correcto", "BATUTA_SECRET_CRM_SECRET"),
        ("/odd/unauthorised", {}, Misconfigured, "gives it no token", "no le da ningún token", "client_credentials"),
        ("/odd/elsewhere", {}, Misconfigured, "token_url is wrong", "token_url no es", "--setting token_url="),
        ("/odd/page", {}, Misconfigured, "token_url is wrong", "token_url no es", "--setting token_url="),
        ("/odd/nothing", {}, Misconfigured, "token_url is wrong", "token_url no es", "--setting token_url="),
        ("/odd/broken", {}, SystemUnavailable, "HTTP 503", "HTTP 503", ""),
    ],
)
async def test_what_is_wrong_is_said_in_both_languages_with_what_to_do(
    provider: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    place: str,
    secret: dict[str, str],
    kind: type[Exception],
    en: str,
    es: str,
    remedy: str,
) -> None:
    with pytest.raises(kind) as raised:
        await tried(provider, monkeypatch, tmp_path, place=place, **secret)
    told: Any = raised.value
    assert en in told.in_("en")
    assert es in told.in_("es")
    if remedy:
        assert remedy in told.remedy.in_("en")
        assert remedy in told.remedy.in_("es")
        assert told.remedy.in_("en") != told.remedy.in_("es")
    for words in (told.in_("en"), told.in_("es"), str(told.remedy)):
        assert RIGHT not in words
        assert WRONG not in words


async def test_nobody_else_is_told_the_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BATUTA_SECRET_CRM_ID", "shop")
    monkeypatch.setenv("BATUTA_SECRET_CRM_SECRET", RIGHT)
    system = described("http://127.0.0.1:9", "/oauth/token")
    with pytest.raises(OffLimits):
        await try_to_sign_in(system, credentials(system, Secrets(tmp_path)).auth, AllowedHosts(["127.0.0.1:8"]))


def test_credentials_that_a_system_refuses_are_named_by_where_they_lie() -> None:
    system = described("http://crm.example", "/oauth/token").model_copy(
        update={"credentials": {"user": "env:CRM_USER", "password": "file:crm"}}
    )
    assert refused_credentials(system).in_("en").endswith("user (BATUTA_SECRET_CRM_USER) and password (file:crm).")
    assert refused_credentials(system).in_("es").endswith("user (BATUTA_SECRET_CRM_USER) y password (file:crm).")
