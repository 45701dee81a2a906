"""What a page is that describes or speaks of requests, and is no OpenAPI description: told by what stands in it."""

import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from batuta.errors import Misconfigured
from batuta.text import Text
from tools.systems.detection.probe import Page

_LOOKED_AT = 200_000
"""Characters; a format says what it is at its beginning."""


class Format(NamedTuple):
    name: Text
    remedy: Text


_ASK_FOR_OPENAPI = Text(
    en="Ask its makers for the OpenAPI document and connect that; or show the way in a browser: batuta record.",
    es="Pide a quien lo hace el documento OpenAPI y conéctalo; o muestra el camino en un navegador: batuta record.",
)
_POSTMAN = Format(
    Text(en="a Postman collection: examples of requests", es="una colección de Postman: ejemplos de peticiones"),
    Text(
        en="Export it as OpenAPI 3 (Postman does, and so do converters), and connect the address of that document.",
        es="Expórtala como OpenAPI 3 (Postman y otros conversores lo hacen) y conecta la dirección de ese documento.",
    ),
)
_ASYNCAPI = Format(
    Text(
        en="an AsyncAPI description: of events and messages, and not of requests",
        es="una descripción AsyncAPI: de eventos y mensajes, no de peticiones",
    ),
    _ASK_FOR_OPENAPI,
)
GRAPHQL = Format(
    Text(en="a GraphQL interface", es="una interfaz GraphQL"),
    Text(
        en="Batuta does not speak GraphQL. Connect its REST interface, or an MCP server in front of it, if it has one.",
        es="Batuta no habla GraphQL. Conecta su interfaz REST, o un servidor MCP que la tenga delante, si existe.",
    ),
)
_CONVERTED = Text(
    en="Convert it to OpenAPI 3, and connect the address of that document.",
    es="Conviértela a OpenAPI 3 y conecta la dirección de ese documento.",
)


def _other(en: str, es: str) -> Format:
    return Format(Text(en=en, es=es), _CONVERTED)


_NO_QUERY = re.compile(r"graphql|must provide (a )?query|non-empty .?query|no query string", re.IGNORECASE)
_BY_KEYS: tuple[tuple[Callable[[Mapping[str, object]], bool], Format], ...] = (
    (lambda root: "getpostman.com" in str(_inner(root, "info", "schema")) or "_postman_id" in root, _POSTMAN),
    (lambda root: "asyncapi" in root, _ASYNCAPI),
    (lambda root: isinstance(_inner(root, "data", "__schema"), dict) or "__schema" in root, GRAPHQL),
    (lambda root: any(_NO_QUERY.search(str(one)) for one in _errors(root)), GRAPHQL),
    (
        lambda root: str(root.get("kind", "")).startswith("discovery#"),
        _other("a Google discovery document", "un documento de descubrimiento de Google"),
    ),
    (
        lambda root: isinstance(_inner(root, "log", "entries"), list),
        _other("a recording of requests (HAR)", "una grabación de peticiones (HAR)"),
    ),
    (
        lambda root: "__export_source" in root and "insomnia" in str(root["__export_source"]).lower(),
        _other("an Insomnia export", "una exportación de Insomnia"),
    ),
)
_BY_TEXT: tuple[tuple[re.Pattern[str], Format], ...] = (
    (re.compile(r"\A\s*[\"']?asyncapi[\"']?\s*:", re.MULTILINE), _ASYNCAPI),
    (re.compile(r"\A#%RAML"), _other("a RAML description", "una descripción RAML")),
    (re.compile(r"\AFORMAT: 1A"), _other("an API Blueprint", "un API Blueprint")),
    (
        re.compile(r"<(wsdl:)?definitions\b[^>]*wsdl"),
        _other("a WSDL description (SOAP)", "una descripción WSDL (SOAP)"),
    ),
    (re.compile(r"<edmx:Edmx\b"), _other("OData metadata", "metadatos de OData")),
    (re.compile(r"\A\s*(schema|type)\s+(Query\s*)?\{", re.MULTILINE), GRAPHQL),
)


def format_of(page: Page) -> Format | None:
    """The format of a page that is none of ours; None where nothing is recognised."""
    if page.kind == "text/html":
        return None
    text = page.text[:_LOOKED_AT].removeprefix("\ufeff")
    root = _object(page)
    if root is not None:
        return next((known for is_it, known in _BY_KEYS if is_it(root)), None)
    return next((known for pattern, known in _BY_TEXT if pattern.search(text)), None)


def refused(page: Page, known: Format) -> Misconfigured:
    return Misconfigured(
        Text(
            en=f"{page.url} is {known.name.en}. It is no OpenAPI description and no MCP server.",
            es=f"{page.url} es {known.name.es}. No es una descripción OpenAPI ni un servidor MCP.",
        ),
        remedy=known.remedy,
        subject=page.url,
    )


def speaks_graphql(page: Page | None) -> bool:
    """Whether an answer to `?query={__typename}` is one that only GraphQL gives."""
    root = _object(page) if page else None
    return root is not None and isinstance(_inner(root, "data", "__typename"), str)


def _object(page: Page) -> Mapping[str, object] | None:
    if page.body.lstrip()[:1] != b"{":
        return None
    try:
        root = json.loads(page.body)
    except (ValueError, RecursionError):
        return None
    return root if isinstance(root, dict) else None


def _inner(root: Mapping[str, object], *names: str) -> object:
    place: object = root
    for name in names:
        place = place.get(name) if isinstance(place, Mapping) else None
    return place


def _errors(root: Mapping[str, object]) -> list[object]:
    """What GraphQL says where no query was given: errors with messages, and nothing beside them."""
    errors = root.get("errors")
    told = errors if isinstance(errors, list) and set(root) <= {"errors", "data", "extensions"} else []
    return [one.get("message") for one in told if isinstance(one, dict)]
