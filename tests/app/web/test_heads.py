"""HEAD gets the headers of the same GET and no body; a stream is not kept open for it."""

import asyncio
import gc
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route
from starlette.types import Message

from app.web.heads import Heads
from tests.scenes.website import Website


@pytest.mark.parametrize("path", ["/health", "/sign-in", "/docs", "/openapi.json", "/static/css/base.css", "/nowhere"])
def test_a_page_for_everybody_has_the_same_headers_and_no_body(site: Website, path: str) -> None:
    browser = site.browser()
    whole, head = browser.get(path), browser.head(path)
    assert head.status_code == whole.status_code
    assert head.content == b""
    same = ("content-type", "content-length", "cache-control", "content-security-policy", "x-frame-options")
    assert {name: head.headers.get(name) for name in same} == {name: whole.headers.get(name) for name in same}


@pytest.mark.parametrize("path", ["/", "/api/me", "/api/campaigns"])
def test_a_page_of_a_seat_asks_for_the_seat_as_well(site: Website, path: str) -> None:
    person = site.signed_in("marketer")
    at = f"/s/{person.seat}{path}"
    whole, head = person.client.get(at), person.client.head(at)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.headers.get("content-type") == whole.headers.get("content-type")
    stranger = site.browser()
    assert stranger.head(at).status_code == stranger.get(at).status_code != 200


def test_the_stream_of_a_campaign_shows_its_headers_and_ends(site: Website) -> None:
    program = site.program("marketer")
    began = program.post("/api/campaigns", json={"text": "Vende más abrigos"}).json()["campaign_id"]
    answer = program.head(f"/api/campaigns/{began}/events", timeout=10.0)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.content == b""


@pytest.mark.parametrize("version", ["2.3", "2.4"])
async def test_an_endless_answer_is_let_go_after_its_headers(version: str) -> None:
    gone = asyncio.Event()
    sent: list[Message] = []

    async def endless(_: Request) -> StreamingResponse:
        async def on_and_on() -> AsyncIterator[bytes]:
            try:
                while True:
                    yield b"and on"
                    await asyncio.sleep(0)
            finally:
                gone.set()

        return StreamingResponse(on_and_on(), media_type="text/event-stream")

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": version},
        "method": "HEAD",
        "path": "/",
        "query_string": b"",
        "headers": [],
    }
    async with asyncio.timeout(60):
        await Heads(Starlette(routes=[Route("/", endless)]))(scope, receive, send)
        gc.collect()  # an abandoned generator is closed when it is collected; that takes seconds in a large process
        await gone.wait()
    start, *bodies = sent
    assert start["status"] == 200
    assert bodies == [{"type": "http.response.body", "body": b"", "more_body": False}]


def test_what_only_takes_a_post_refuses_it_as_it_refuses_get(site: Website) -> None:
    person = site.signed_in("marketer")
    assert person.client.head(f"/s/{person.seat}/sign-out").status_code == 405


def test_a_foreign_name_gets_nothing_by_head_either(site: Website) -> None:
    assert site.browser().head("/sign-in", headers={"Host": "evil.example"}).status_code == 421
