"""Signing in: a one-time link that asks before it is used up, or name and password. Each makes a seat of its own."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.web.languages import COOKIE, language_asked
from app.web.templates import page
from app.web.visitors import Signed, cookie_of, installation
from batuta.errors import BadInput, NotAllowed, NotFound
from batuta.text import LANGUAGES, Text, mended
from tools.records.identity import SESSION_LIVES, SHORTEST_PASSWORD

router = APIRouter(include_in_schema=False)

Field = Annotated[str, Form(max_length=1024)]


@router.get("/")
async def front() -> RedirectResponse:
    return _go("/sign-in")


@router.get("/sign-in")
async def ask(request: Request) -> HTMLResponse:
    return page(request, "sign_in.html", name="", problem="")


@router.post("/sign-in")
async def by_password(request: Request, name: Field, password: Field) -> Response:
    """The same words whatever is wrong."""
    identity, name = installation(request).identity, mended(name.strip())
    try:
        await identity.check_password(name, password)
    except NotAllowed as wrong:
        told = wrong.in_(language_asked(request))
        return page(request, "sign_in.html", status=403, name=name, problem=told)
    return await _seat(request, name, "/")


@router.get("/sign-in/{token}")
async def confirm_link(request: Request, token: str) -> HTMLResponse:
    """Looking at a link does not use it up: mail programs and chats look at links too."""
    return page(request, "sign_in_link.html", token=token, problem="")


@router.post("/sign-in/{token}")
async def by_link(request: Request, token: str) -> Response:
    identity = installation(request).identity
    try:
        name = await identity.use_link(token)
    except NotAllowed as used:
        told = used.in_(language_asked(request))
        return page(request, "sign_in_link.html", status=403, token="", problem=told)
    account = await identity.account(name)
    return await _seat(request, name, "/" if account.has_password else "/password")


@router.get("/s/{seat}/password")
async def ask_password(request: Request, who: Signed) -> HTMLResponse:
    return page(request, "password.html", who=who, problem="", shortest=SHORTEST_PASSWORD)


@router.post("/s/{seat}/password")
async def set_password(request: Request, who: Signed, password: Field, again: Field) -> Response:
    try:
        if password != again:
            raise BadInput(Text(en="The two passwords differ.", es="Las dos contraseñas no coinciden."))
        await installation(request).identity.set_password(who.name, password)
    except BadInput as wrong:
        told = wrong.in_(who.language)
        return page(request, "password.html", status=422, who=who, problem=told, shortest=SHORTEST_PASSWORD)
    return _go(f"/s/{who.seat}/")


@router.post("/s/{seat}/language")
async def choose_language(who: Signed, language: Field, back: Field = "") -> Response:
    """Kept in this browser, for this seat."""
    if language not in LANGUAGES:
        raise NotFound(Text(en=f"There is no language {language}.", es=f"No existe el idioma {language}."))
    home = f"/s/{who.seat}/"
    response = _go(back if back.startswith(home) and "//" not in back else home)
    response.set_cookie(COOKIE, language, max_age=31_536_000, path=home, httponly=True, samesite="lax")
    return response


@router.post("/s/{seat}/sign-out")
async def sign_out(request: Request, who: Signed) -> Response:
    await installation(request).identity.close_session(who.session)
    response = _go("/sign-in")
    response.delete_cookie(cookie_of(who.seat), path=f"/s/{who.seat}/")
    return response


async def _seat(request: Request, name: str, then: str) -> Response:
    """A new session at a new seat, whatever cookies came along: nobody can be put on a seat made before."""
    secret, _ = await installation(request).identity.open_session(name)
    seat = secrets.token_hex(5)
    response = _go(f"/s/{seat}{then}")
    response.set_cookie(
        cookie_of(seat),
        secret,
        max_age=int(SESSION_LIVES.total_seconds()),
        path=f"/s/{seat}/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return response


def _go(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=303)
