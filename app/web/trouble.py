"""Errors as pages, for people who are looking at one; programs and scripts of the page get problem documents."""

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from app.web.languages import language_asked
from app.web.problems import answer_ours, problem_of
from app.web.templates import page
from app.web.visitors import SignedOut
from app.web.words import Words
from batuta.errors import BatutaError


def show_errors(app: FastAPI) -> None:
    app.add_exception_handler(BatutaError, _shown)


async def _shown(request: Request, error: Exception) -> Response:
    if not isinstance(error, BatutaError):
        raise error
    if isinstance(error, SignedOut) and request.headers.get("hx-request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": "/sign-in"})
    if not _looked_at(request):
        return await answer_ours(request, error)
    if isinstance(error, SignedOut):
        return RedirectResponse("/sign-in", status_code=303)
    language = language_asked(request)
    t = Words(language)
    seat = request.path_params.get("seat")
    return page(
        request,
        "trouble.html",
        words=t,
        status=error.status,
        problem=problem_of(error, language),
        heading=t("Not here", "Aquí no está") if error.status == 404 else t("That did not work", "No ha podido ser"),
        back=f"/s/{seat}/" if seat else "/",
        way=t("Back to the start", "Volver al inicio"),
    )


def _looked_at(request: Request) -> bool:
    """Whether a browser is about to show the answer to somebody."""
    path = request.url.path
    return "text/html" in request.headers.get("accept", "") and "/api/" not in path and not path.endswith("/chat")
