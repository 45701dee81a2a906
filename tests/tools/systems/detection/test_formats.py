"""What stands at an address and is no description of ours: named as what it is; and where documentation names one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from batuta.errors import Misconfigured
from tests.servers.asgi import serving
from tools.outgoing.allowed import AllowedHosts
from tools.systems.detection.detect import Found, detect_url
from tools.systems.detection.formats import format_of, speaks_graphql
from tools.systems.detection.places import named_in
from tools.systems.detection.probe import Page

SHOP = {"swagger": "2.0", "info": {"title": "Shop"}, "paths": {"/lists": {"post": {"summary": "Create a list"}}}}
NO_QUERY = {"errors": [{"message": "Must provide query string."}]}


def page(body: object, kind: str = "application/json", status: int = 200) -> Page:
    told = body if isinstance(body, str) else json.dumps(body)
    return Page("https://shop.example.com/x", status, kind, "", told.encode())


@pytest.mark.parametrize(
    ("body", "kind", "told"),
    [
        ({"info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/"}, "item": []}, "", "Postman"),
        ({"asyncapi": "2.6.0", "channels": {}}, "application/json", "AsyncAPI"),
        ("asyncapi: 3.0.0\ninfo:\n  title: Events\n", "application/yaml", "AsyncAPI"),
        (NO_QUERY, "application/json", "GraphQL"),
        ({"data": {"__schema": {}}}, "application/json", "GraphQL"),
        ("type Query {\n  lists: [List]\n}\n", "text/plain", "GraphQL"),
        ({"log": {"version": "1.2", "entries": []}}, "application/json", "HAR"),
        ({"kind": "discovery#restDescription", "name": "blog"}, "application/json", "Google"),
        ({"_type": "export", "__export_source": "insomnia.desktop.app:v1"}, "application/json", "Insomnia"),
        ("#%RAML 1.0\ntitle: Shop\n", "application/raml+yaml", "RAML"),
        ("FORMAT: 1A\n# Shop\n", "text/markdown", "Blueprint"),
        ('<?xml version="1.0"?><definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>', "text/xml", "WSDL"),
        ('<edmx:Edmx Version="4.0"/>', "application/xml", "OData"),
    ],
)
def test_other_formats_are_named_as_what_they_are(body: object, kind: str, told: str) -> None:
    known = format_of(page(body, kind))
    assert known is not None
    assert told in known.name.en
    assert told in known.name.es
    assert known.name.en != known.name.es


@pytest.mark.parametrize(
    "body",
    [
        SHOP,
        {"errors": [{"message": "The query parameter page is missing"}]},
        {"errors": [{"message": "GraphQL"}], "status": 404},
        {"hello": "world"},
        "The type Query { is only spoken of } here",
        "[]",
        "{",
    ],
)
def test_what_only_looks_alike_is_none_of_them(body: object) -> None:
    assert format_of(page(body)) is None


def test_a_page_is_a_page_whatever_it_speaks_of() -> None:
    assert format_of(page("<html>asyncapi: 3.0.0</html>", "text/html")) is None
    assert speaks_graphql(page({"data": {"__typename": "Query"}}))
    assert not speaks_graphql(page({"data": {"query": "{__typename}"}}))
    assert not speaks_graphql(None)


@pytest.mark.parametrize(
    ("text", "named", "scripts"),
    [
        ('<redoc spec-url="/specs/shop.json"></redoc>', ["/specs/shop.json"], []),
        ("<elements-api apiDescriptionUrl=shop.yaml />", ["shop.yaml"], []),
        ('<script id="api-reference" data-url="/shop.json"></script>', ["/shop.json"], []),
        ('SwaggerUIBundle({url: "/shop-v2.json", dom_id: "#ui"})', ["/shop-v2.json"], []),
        ('<a href="shop.json">Download the description</a>', ["shop.json"], []),
        ("<a href='shop.yml'>Descripción de la API</a>", ["shop.yml"], []),
        ('<a href="/prices.json">Prices</a>', [], []),
        ('<script src="./swagger-initializer.js"></script>', [], ["./swagger-initializer.js"]),
        ('<link href="swagger-ui.css"><a href="/about">About</a>', [], []),
    ],
)
def test_documentation_names_its_description_in_many_ways(text: str, named: list[str], scripts: list[str]) -> None:
    assert named_in(text) == (named, scripts)


@contextmanager
def site(answers: dict[str, Response]) -> Iterator[str]:
    async def answer(request: Request) -> Response:
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return answers.get(asked, Response("Not here", 404))

    with serving(Starlette(routes=[Route("/{rest:path}", answer, methods=["GET", "POST"])])) as url:
        yield url


async def found_at(url: str, place: str) -> Found:
    return await detect_url(url + place, AllowedHosts([url[7:]]), seconds=3.0)


async def test_a_page_of_documentation_leads_to_its_description_also_by_its_script() -> None:
    started = Response('window.ui = SwaggerUIBundle({url: "/specs/shop-v2.json"})', media_type="text/javascript")
    answers = {
        "/docs/": HTMLResponse('<title>Docs</title><script src="./swagger-initializer.js"></script>'),
        "/docs/swagger-initializer.js": started,
        "/dev": HTMLResponse('<a href="specs/shop-v2.json">Download our API description</a>'),
        "/specs/shop-v2.json": JSONResponse(SHOP),
    }
    with site(answers) as url:
        for place in ("/docs/", "/dev"):
            found = await found_at(url, place)
            assert (found.kind, found.title) == ("openapi", "Shop")


@pytest.mark.parametrize(
    ("place", "answers", "told"),
    [
        ("/graphql", {"/graphql": JSONResponse(NO_QUERY, 400)}, "GraphQL"),
        (
            "/api/graphql",
            {"/api/graphql?query=%7B__typename%7D": JSONResponse({"data": {"__typename": "Query"}})},
            "GraphQL",
        ),
        ("/c.json", {"/c.json": JSONResponse({"info": {"_postman_id": "1"}, "_postman_id": "1"})}, "Postman"),
        ("/data", {"/data": JSONResponse({"hello": "world"})}, "describes no interface"),
    ],
)
async def test_what_cannot_be_connected_is_said_with_the_next_step(
    place: str, answers: dict[str, Response], told: str
) -> None:
    with site(answers) as url, pytest.raises(Misconfigured, match=told) as refused:
        await found_at(url, place)
    assert refused.value.remedy is not None
    assert refused.value.in_("es") != refused.value.in_("en")
