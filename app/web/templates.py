"""Jinja2 templates: everything is escaped, a name that is missing is an error."""

from functools import cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.web.languages import language_asked
from app.web.words import Words
from batuta.text import Language

HERE = Path(__file__).parent


def page(
    request: Request, template: str, *, words: Words | None = None, status: int = 200, **given: object
) -> HTMLResponse:
    """A template filled for a reader; `t` speaks their language in it."""
    t = words or Words(language_asked(request))
    html = _environment().get_template(template).render(t=t, path=request.url.path, **given)
    return HTMLResponse(html, status, headers={"Content-Language": t.language, "Vary": "Accept-Language, Cookie"})


def fragment(template: str, words: Words, **given: object) -> str:
    """A piece of a page."""
    return _environment().get_template(template).render(t=words, **given)


def languages() -> tuple[tuple[Language, str], ...]:
    """Each in its own words."""
    return (("es", "Español"), ("en", "English"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["languages"] = languages()
    return environment
