"""Errors as problem documents, in the reader's language. Source: RFC 9457."""

import re
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.web.languages import language_asked
from batuta.errors import BatutaError, WorkspaceInvalid
from batuta.misfit import told
from batuta.noun import Noun
from batuta.text import Text

MEDIA_TYPE = "application/problem+json"


class Problem(Noun):
    """What went wrong, to which thing, and what to do."""

    type: str
    """`urn:batuta:problem:` and the kind of error."""
    title: str
    status: int
    detail: str
    """What happened, then what to do next."""
    subject: str = ""
    """The id of the thing it is about."""
    places: tuple[str, ...] = ()
    """Where in the request or in which file, one line each."""


def problem_of(error: BatutaError, language: str) -> Problem:
    """
    >>> from batuta.errors import StaleDigest
    >>> problem_of(StaleDigest(Text(en="It changed.", es="Ha cambiado.")), "es").type
    'urn:batuta:problem:stale-digest'
    """
    places = tuple(problem.in_(language) for problem in error.problems) if isinstance(error, WorkspaceInvalid) else ()
    return Problem(
        type=f"urn:batuta:problem:{_dashed(type(error).__name__)}",
        title=error.message.in_(language),
        status=error.status,
        detail=error.in_(language),
        subject=error.subject,
        places=places,
    )


def respond(problem: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    body = problem.model_dump(mode="json", exclude_defaults=True)
    return JSONResponse(body, problem.status, media_type=MEDIA_TYPE, headers=headers)


async def answer_ours(request: Request, error: BatutaError) -> JSONResponse:
    headers = {"WWW-Authenticate": "Bearer"} if error.status == HTTPStatus.UNAUTHORIZED else None
    return respond(problem_of(error, language_asked(request)), headers)


def answer_errors(app: FastAPI) -> None:
    """Whatever a route raises becomes a problem document; `trouble.py` shows our own errors to people."""
    app.add_exception_handler(RequestValidationError, _misshapen)
    app.add_exception_handler(HTTPException, _plain)


async def _misshapen(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    title = Text(
        en="The request does not have the form that is expected here.",
        es="La petición no tiene la forma que se espera aquí.",
    )
    language = language_asked(request)
    places = tuple(told([found]).in_(language) for found in error.errors())
    return respond(
        Problem(
            type="urn:batuta:problem:misshapen-request",
            title=title.in_(language),
            status=422,
            detail=f"{title.in_(language)} {'; '.join(places[:3])}",
            places=places,
        )
    )


async def _plain(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    words = _PLAIN.get(error.status_code)
    phrase = HTTPStatus(error.status_code).phrase
    title = words.in_(language_asked(request)) if words else phrase
    kind = _dashed(phrase.replace(" ", ""))
    headers = dict(error.headers) if error.headers else None
    return respond(
        Problem(type=f"urn:batuta:problem:{kind}", title=title, status=error.status_code, detail=title), headers
    )


_PLAIN = {
    400: Text(en="The request cannot be read.", es="La petición no se puede leer."),
    404: Text(en="There is nothing at this address.", es="No hay nada en esta dirección."),
    413: Text(en="This is too large.", es="Es demasiado grande."),
    405: Text(en="This address does not take that method.", es="Esta dirección no admite ese método."),
}


def _dashed(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
