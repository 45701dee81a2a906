"""Whether a system lets us in, tried once while somebody sets it up, and not first by what has to be sent."""

from urllib.parse import urlsplit

import httpx

from batuta.errors import BatutaError, Misconfigured, SystemUnavailable
from batuta.publishing import SystemDescription
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.outgoing.transport import GuardedTransport
from tools.secrets import PREFIX
from tools.systems.credentials import ClientCredentials, token_of
from tools.systems.detection.probe import told

REFUSED = frozenset({"unauthorized_client", "unsupported_grant_type", "invalid_scope"})
"""RFC 6749 section 5.2: who we are is known, and may not have a token this way."""


async def try_to_sign_in(
    system: SystemDescription, auth: httpx.Auth | None, allowed: AllowedHosts, *, seconds: float = 10.0
) -> None:
    """Ask for a token, where the system gives tokens.

    Raises: OffLimits; Misconfigured, naming what is wrong and where it lies; SystemUnavailable.
    """
    if not isinstance(auth, ClientCredentials):
        return
    url = system.settings["token_url"]
    try:
        async with httpx.AsyncClient(
            transport=GuardedTransport(allowed), timeout=seconds, follow_redirects=False, trust_env=False
        ) as client:
            answer = await client.send(auth.asking())
    except httpx.HTTPError as failed:
        raise told(url, failed) from failed
    if not token_of(answer):
        raise _no_token(system, url, answer)


def refused_credentials(system: SystemDescription) -> Text:
    """What to say where a system does not accept the credentials that were given."""
    where = _listed(system, *system.credentials)
    return Text(
        en=f"It does not accept these credentials: check {where.in_('en')}.",
        es=f"No acepta estas credenciales: revisa {where.in_('es')}.",
    )


def _no_token(system: SystemDescription, url: str, answer: httpx.Response) -> BatutaError:
    host, status, error = urlsplit(url).netloc, answer.status_code, _error_of(answer)
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return SystemUnavailable(
            Text(en=f"{host} answers with HTTP {status}.", es=f"{host} responde HTTP {status}."), subject=system.id
        )
    both = _listed(system, "client_id", "client_secret")
    if error in REFUSED:
        return Misconfigured(
            Text(
                en=f"{host} knows this client and gives it no token ({error}).",
                es=f"{host} conoce este cliente y no le da ningún token ({error}).",
            ),
            remedy=Text(
                en="There, allow the grant client_credentials for this client.",
                es="Permite allí la concesión client_credentials para este cliente.",
            ),
            subject=system.id,
        )
    if error == "invalid_client" or status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        return Misconfigured(
            Text(
                en=f"{host} gives no token: client_id or client_secret is wrong.",
                es=f"{host} no da ningún token: client_id o client_secret no es correcto.",
            ),
            remedy=Text(en=f"Check {both.in_('en')}.", es=f"Revisa {both.in_('es')}."),
            subject=system.id,
        )
    return Misconfigured(
        Text(
            en=f"{url} gives no token (HTTP {status}): settings.token_url is wrong.",
            es=f"{url} no da ningún token (HTTP {status}): settings.token_url no es correcto.",
        ),
        remedy=Text(
            en="Give the address of its OAuth token endpoint: --setting token_url=https://…",
            es="Indica la dirección de su punto de tokens OAuth: --setting token_url=https://…",
        ),
        subject=system.id,
    )


def _error_of(answer: httpx.Response) -> str:
    try:
        body = answer.json()
    except ValueError:
        return ""
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, str) else ""


def _listed(system: SystemDescription, *names: str) -> Text:
    """`client_id (BATUTA_SECRET_CRM_ID) and client_secret (BATUTA_SECRET_CRM_SECRET)`: where each lies."""
    told_ = [f"{name} ({_place(system.credentials[name])})" for name in names]
    return Text(en=" and ".join(told_), es=" y ".join(told_))


def _place(reference: str) -> str:
    kind, _, name = reference.partition(":")
    return f"{PREFIX}{name.upper()}" if kind == "env" else reference
