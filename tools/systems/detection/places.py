"""Where pages of documentation name the description that they show."""

import re

_SCANNED = 400_000
"""Characters of a page."""
_QUOTED = r"""["']?([^"'\s<>]{1,300})["']?"""
_VIEWERS = re.compile(
    rf"""(?:spec-url|data-url|apiDescriptionUrl|api-description-url|data-spec-url)\s*=\s*{_QUOTED}""", re.IGNORECASE
)
"""Attributes by which pages that show a description are told it: Redoc, Scalar, Stoplight, RapiDoc."""
_CONFIGURED = re.compile(r"""\b(?:url|specUrl|spec_url|definitionUrl)["']?\s*:\s*["']([^"'\s<>]{1,300})["']""")
"""The same in a script: Swagger UI, Scalar."""
_CALLED = re.compile(r"""["']([^"'\s<>]{1,200}(?:openapi|swagger|api-docs)[^"'\s<>]{0,100})["']""", re.IGNORECASE)
_FILES = re.compile(
    rf"""href\s*=\s*{_QUOTED.replace("{1,300}", "{1,300}?[.](?:json|ya?ml)")}[^>]*>([^<]{{0,200}})""", re.IGNORECASE
)
_SAID = re.compile(r"open\s?api|swagger|spec|description|descripci[oó]n|api", re.IGNORECASE)
_SCRIPTS = re.compile(r"""<script[^>]+src\s*=\s*["']([^"'\s<>]*(?:initiali[sz]er|init|config|setup)[^"'\s<>]*)["']""")
_NO_DESCRIPTION = re.compile(r"[.](?:js|css|png|svg|ico|html?|map|woff2?)(?:[?#]|$)", re.IGNORECASE)


def named_in(text: str) -> tuple[list[str], list[str]]:
    """The addresses of descriptions that a page or script names, the surest first; and scripts that may name more.

    >>> named_in('<redoc spec-url="/specs/shop.json"></redoc>')
    (['/specs/shop.json'], [])
    """
    page = text[:_SCANNED]
    linked = [found[1] for found in _FILES.finditer(page) if _SAID.search(found[0])]
    found = [
        *(one[1] for one in _VIEWERS.finditer(page)),
        *(one[1] for one in _CONFIGURED.finditer(page)),
        *(one[1] for one in _CALLED.finditer(page)),
        *linked,
    ]
    named = list(dict.fromkeys(one for one in found if not _NO_DESCRIPTION.search(one)))
    return named, [one[1] for one in _SCRIPTS.finditer(page)][:_MOST_SCRIPTS]


_MOST_SCRIPTS = 2
