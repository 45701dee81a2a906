"""Who is asking. Pages and their fetches come from a seat, programs with a token; nobody says who they are.

A seat is a path of its own, `/s/{seat}/…`, with a cookie that browsers send nowhere else. So two tabs of one
browser can be two people. The seat's name is random, and no secret.
"""

import hmac
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.company import Company
from app.web.guards import SAFE
from app.web.languages import language_asked
from app.web.served import Served
from batuta.errors import BatutaError, NotAllowed
from batuta.text import Language, Text
from tools.records.authority import Person
from tools.records.identity import Account, Identity

CSRF_HEADER = "x-csrf-token"
CSRF_FIELD = "csrf"


class SignedOut(BatutaError):
    """Nobody, or somebody whose session or token is over."""

    status = 401


@dataclass(frozen=True)
class Visitor:
    """Somebody who has proved who they are."""

    account: Account
    language: Language
    via: str
    """`web` or `token`."""
    seat: str = ""
    csrf: str = ""
    session: str = ""
    """The secret of the session, to end it."""

    @property
    def name(self) -> str:
        return self.account.name


@dataclass(frozen=True)
class Member:
    """A visitor in one company."""

    visitor: Visitor
    company: Company
    person: Person


def installation(request: Request) -> Served:
    served: Served = request.app.state.installation
    return served


async def visitor(request: Request) -> Visitor:
    """Raises: SignedOut; NotAllowed, where something is changed without the page's own token."""
    identity = installation(request).identity
    seat = request.path_params.get("seat")
    if seat is not None:
        return await _seated(request, identity, str(seat))
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    owner = await identity.token_owner(token.strip()) if scheme.lower() == "bearer" and token.strip() else None
    if owner is None:
        raise SignedOut(
            Text(en="This needs a valid token.", es="Hace falta un token válido."),
            remedy=Text(
                en="Send `Authorization: Bearer …`; `batuta user token NAME` makes one.",
                es="Envía `Authorization: Bearer …`; `batuta user token NOMBRE` crea uno.",
            ),
        )
    return Visitor(await identity.account(owner), language_asked(request), via="token")


Signed = Annotated[Visitor, Depends(visitor)]


async def member(request: Request, who: Signed, company: str | None = None) -> Member:
    """The company is named in the address, or is the first one this person belongs to. Raises: NotAllowed."""
    return membership(installation(request), who, request.path_params.get("company") or company)


Joined = Annotated[Member, Depends(member)]


def membership(served: Served, who: Visitor, company_id: str | None) -> Member:
    """Raises: NotAllowed, with the same words whether a company does not exist or is not theirs."""
    own = [name for name in served.companies if who.account.roles.get(name)]
    wanted = company_id or (own[0] if own else "")
    if wanted not in own:
        options = ", ".join(own) or "–"
        raise NotAllowed(
            Text(
                en=f"{who.name} does not belong to {wanted or 'any company here'}.",
                es=f"{who.name} no pertenece a {wanted or 'ninguna empresa de aquí'}.",
            ),
            remedy=Text(en=f"Companies: {options}.", es=f"Empresas: {options}."),
            subject=wanted,
        )
    return Member(who, served.companies[wanted], Person(who.name, who.account.roles[wanted], who.via))


def cookie_of(seat: str) -> str:
    """Each seat's cookie has its own name too, so that none is ever read at another seat."""
    return f"batuta-{seat}"


async def _seated(request: Request, identity: Identity, seat: str) -> Visitor:
    secret = request.cookies.get(cookie_of(seat), "")
    session = await identity.session(secret) if secret else None
    if session is None:
        raise SignedOut(
            Text(en="You are signed out.", es="La sesión ha terminado."),
            remedy=Text(en="Sign in again.", es="Vuelve a entrar."),
        )
    if request.method not in SAFE:
        given = request.headers.get(CSRF_HEADER) or await _csrf_field(request)
        if not hmac.compare_digest(given.encode(), session.csrf.encode()):
            raise NotAllowed(
                Text(
                    en="This form is not from a page that was opened here.",
                    es="Este formulario no procede de una página abierta aquí.",
                ),
                remedy=Text(en="Reload the page and try again.", es="Recarga la página e inténtalo otra vez."),
            )
    account = await identity.account(session.user)
    return Visitor(account, language_asked(request), via="web", seat=seat, csrf=session.csrf, session=secret)


async def _csrf_field(request: Request) -> str:
    if not request.headers.get("content-type", "").startswith(("application/x-www-form-urlencoded", "multipart/")):
        return ""
    said = (await request.form()).get(CSRF_FIELD, "")
    return said if isinstance(said, str) else ""
