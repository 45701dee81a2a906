"""How a system wants to be told who asks, from the references that systems.yaml gives.

user + password                      Basic (WordPress application passwords, many REST services)
token                                Bearer
api_key                              a header of its own; settings.api_key_header, default X-Api-Key
client_id + client_secret            OAuth 2 client credentials; settings.token_url; a token that ran out is
                                     asked for anew, once a request
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from typing import NamedTuple

import httpx

from batuta.errors import Misconfigured
from batuta.publishing import SystemDescription
from batuta.text import Text
from tools.secrets import Secrets


class Credentials(NamedTuple):
    auth: httpx.Auth | None
    secrets: tuple[str, ...]
    """What must never be shown."""


def credentials(system: SystemDescription, secrets: Secrets) -> Credentials:
    """Raises: Misconfigured, for a secret that is not there, or a set of them that nobody uses."""
    known = {name: secrets.read(reference).get_secret_value() for name, reference in system.credentials.items()}
    return Credentials(_auth(system, known), tuple(known.values()))


def _auth(system: SystemDescription, known: Mapping[str, str]) -> httpx.Auth | None:
    user = known.get("user") or system.settings.get("user", "")
    match set(known) - {"user"}:
        case given if not given:
            return None
        case given if given == {"password"} and user:
            return httpx.BasicAuth(user, known["password"])
        case given if given == {"token"}:
            return _Header("authorization", f"Bearer {known['token']}")
        case given if given == {"api_key"}:
            return _Header(system.settings.get("api_key_header", "x-api-key"), known["api_key"])
        case given if given == {"client_id", "client_secret"} and "token_url" in system.settings:
            return ClientCredentials(system.settings["token_url"], known["client_id"], known["client_secret"])
    raise Misconfigured(
        Text(
            en=f"systems.yaml: the credentials of {system.id} ({', '.join(known)}) make no way to sign in.",
            es=f"systems.yaml: con las credenciales de {system.id} ({', '.join(known)}) no se puede iniciar sesión.",
        ),
        remedy=Text(
            en="Give user and password, token, api_key, or client_id, client_secret and settings.token_url.",
            es="Indica user y password, token, api_key, o client_id, client_secret y settings.token_url.",
        ),
        subject=system.id,
    )


class _Header(httpx.Auth):
    def __init__(self, name: str, value: str) -> None:
        self._name = name
        self._value = value

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        request.headers[self._name] = self._value
        yield request


class ClientCredentials(httpx.Auth):
    """OAuth 2 client credentials, RFC 6749 section 4.4; the token is shared by all requests of a connector."""

    requires_response_body = True

    def __init__(self, token_url: str, client_id: str, client_secret: str) -> None:
        self._url = token_url
        self._identity = httpx.BasicAuth(client_id, client_secret)
        self._token = ""
        self._renewing = asyncio.Lock()

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        used = self._token
        if used:
            request.headers["authorization"] = f"Bearer {used}"
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
        async with self._renewing:
            if self._token == used:
                answer = yield self.asking()
                await answer.aread()
                token = token_of(answer)
                if not token:
                    # The system's own refusal is what the caller is told.
                    yield request
                    return
                self._token = token
        request.headers["authorization"] = f"Bearer {self._token}"
        yield request

    def asking(self) -> httpx.Request:
        """For a token."""
        asking = httpx.Request("POST", self._url, data={"grant_type": "client_credentials"})
        return next(self._identity.auth_flow(asking))


def token_of(answer: httpx.Response) -> str:
    """Empty where the answer holds none."""
    try:
        body = answer.json() if answer.is_success else {}
    except ValueError:
        return ""
    token = body.get("access_token") if isinstance(body, dict) else None
    return token if isinstance(token, str) else ""
