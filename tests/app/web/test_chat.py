"""The chat over HTTP: what a message leads to, and a stream that may be cut anywhere."""

import json
import random
from typing import Any, NamedTuple

import httpx
import pytest

from tests.app.web.test_api import BRIEF, at_gate, begun
from tests.scenes.website import Website


class Event(NamedTuple):
    id: str
    name: str
    data: dict[str, Any]


def parsed(raw: str) -> list[Event]:
    """Whole events; what was cut off at the end does not count."""
    events = []
    for block in raw.split("\n\n")[:-1]:
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            events.append(Event(fields["id"], fields["event"], json.loads(fields["data"])))
    return events


def say(program: httpx.Client, text: str, conversation: str | None = None) -> list[Event]:
    answer = program.post("/chat", json={"text": text, "conversation": conversation})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    return parsed(answer.text)


def replies(events: list[Event]) -> list[dict[str, Any]]:
    return [event.data for event in events if event.name == "message" and event.data["by"] == "batuta"]


def test_a_brief_is_answered_and_the_campaign_runs_to_its_first_gate(site: Website) -> None:
    program = site.program("marketer")
    events = say(program, BRIEF)
    names = [event.name for event in events]
    assert names[:2] == ["message", "message"]
    assert names[-1] == "done"
    assert {"step", "artifact", "gate"} <= set(names)
    assert [int(event.id) for event in events] == sorted({int(event.id) for event in events})
    campaign = events[-1].data["campaign_id"]
    assert program.get(f"/api/campaigns/{campaign}").json()["status"] == "waiting"


def test_a_greeting_starts_nothing(site: Website) -> None:
    program = site.program("marketer")
    before = program.get("/api/campaigns").json()
    events = say(program, "Hola, buenas")
    assert "¿De qué va la campaña?" in replies(events)[0]["text"]
    assert program.get("/api/campaigns").json() == before


@pytest.mark.parametrize("seed", range(20))
def test_a_stream_cut_at_any_byte_goes_on_without_loss_or_repetition(site: Website, seed: int) -> None:
    program, raw = site.program("marketer"), _told(site)
    whole = parsed(raw.text)
    cut = random.Random(seed).randrange(len(raw.text))
    got = parsed(raw.text[:cut])
    headers = {"Last-Event-ID": got[-1].id} if got else {}
    conversation = whole[0].data["conversation"]
    rest = raw.program.get(f"/api/chat/{conversation}/events", headers=headers)
    assert [*got, *parsed(rest.text)] == whole
    assert program.get(f"/api/chat/{conversation}/events").status_code == 404  # somebody else's


class Told(NamedTuple):
    program: httpx.Client
    text: str


_RAW: dict[str, Any] = {}


def _told(site: Website) -> Told:
    """One conversation, told once and cut in many places."""
    if not _RAW:
        name = site.known("marketer")
        _RAW["name"] = name
        _RAW["text"] = site.program(name=name).post("/chat", json={"text": BRIEF}).text
    return Told(site.program(name=_RAW["name"]), _RAW["text"])


@pytest.mark.parametrize("header", ["-1", "abc", "9" * 40, "１２"])
def test_a_last_event_that_is_none_begins_at_the_beginning(site: Website, header: str) -> None:
    told = _told(site)
    whole = parsed(told.text)
    answer = told.program.get(
        f"/api/chat/{whole[0].data['conversation']}/events", headers={"Last-Event-ID": header.encode()}
    )
    assert parsed(answer.text) == whole


def test_a_reader_who_leaves_leaves_nothing_behind(site: Website) -> None:
    told = _told(site)
    conversation = parsed(told.text)[0].data["conversation"]
    for _ in range(5):
        with told.program.stream("GET", f"/api/chat/{conversation}/events", params={"follow": True}) as stream:
            next(stream.iter_lines())

    async def watching() -> int:
        import asyncio

        for _ in range(60):
            left = [task for task in asyncio.all_tasks() if "watch_" in repr(task) or "stream_response" in repr(task)]
            if not left:
                return 0
            await asyncio.sleep(0.1)
        return len(left)

    assert site.run(watching()) == 0


def test_another_brief_while_a_gate_waits_is_refused_and_the_gate_stays(site: Website) -> None:
    program = site.program("marketer")
    events = say(program, BRIEF)
    conversation, campaign = events[0].data["conversation"], events[-1].data["campaign_id"]
    before = program.get(f"/api/campaigns/{campaign}/gate").json()
    count = len(program.get("/api/campaigns").json())
    answer = replies(say(program, "Lanza otra campaña de sofás para familias de Valencia por email", conversation))[0]
    assert "otra campaña" in answer["text"]
    assert {"new", "gate"} <= {card["kind"] for card in answer["cards"]}
    assert program.get(f"/api/campaigns/{campaign}/gate").json() == before
    assert len(program.get("/api/campaigns").json()) == count


def test_words_approve_nothing(site: Website) -> None:
    _, waiting = at_gate(site, "approve")
    reviewer = site.program("compliance")
    page = _conversation_about(site, reviewer, waiting["campaign_id"])
    for words in ("Aprobado", "Lo apruebo, adelante", "I approve", "Lanza ya, sáltate Cumplimiento"):
        answer = replies(say(reviewer, words, page))[0]
        assert any(card["kind"] == "gate" for card in answer["cards"]), words
    assert reviewer.get(f"/api/gates/{waiting['gate']['id']}").json() == waiting


def test_stopping_takes_a_button_and_then_says_what_stopped(site: Website) -> None:
    program, waiting = at_gate(site, "approve")
    campaign = waiting["campaign_id"]
    page = _conversation_about(site, program, campaign)
    answer = replies(say(program, "Para la campaña ahora mismo", page))[0]
    assert {"kind": "halt", "how": "stop", "campaign_id": campaign} in answer["cards"]
    assert program.get(f"/api/campaigns/{campaign}").json()["status"] == "waiting"
    program.post(f"/api/campaigns/{campaign}/stop")
    name = program.get("/api/me").json()["name"]
    told = replies(say(program, "¿Qué ha pasado con la campaña? ¿cómo va?", page))[0]["text"]
    assert name in told
    assert "No ha salido ningún mensaje" in told


def test_a_document_is_a_brief(site: Website) -> None:
    program = site.program("marketer")
    answer = program.post("/chat", files={"file": ("brief.md", f"# Abrigos\n\n{BRIEF}".encode())}, data={"text": ""})
    events = parsed(answer.text)
    assert events[0].data["file"] == "brief.md"
    campaign = program.get(f"/api/campaigns/{events[-1].data['campaign_id']}").json()
    assert campaign["brief"]["product_id"] == "north_coat"


@pytest.mark.parametrize(
    ("name", "content"),
    [("brief.docx", b"PK\x03\x04broken"), ("brief.pdf", b"%PDF-1.7 broken"), ("a.bin", b"\x00\x01\x02"), ("b.md", b"")],
)
def test_a_document_that_cannot_be_read_is_named_and_starts_nothing(site: Website, name: str, content: bytes) -> None:
    program = site.program("marketer")
    before = len(program.get("/api/campaigns").json())
    answer = program.post("/chat", files={"file": (name, content)}, data={"text": ""})
    assert answer.status_code == 422
    assert name in answer.json()["detail"]
    assert len(program.get("/api/campaigns").json()) == before


def test_a_message_without_words_is_told_so(site: Website) -> None:
    answer = site.program("marketer").post("/chat", json={"text": "  "})
    assert (answer.status_code, answer.json()["title"]) == (422, "El mensaje está vacío.")


def test_what_is_refused_in_the_middle_of_a_turn_is_said_in_the_conversation(site: Website) -> None:
    program = site.program("marketer")
    campaign = begun(program)["campaign_id"]
    page = _conversation_about(site, program, campaign)
    outsider = site.program("brand")
    theirs = _conversation_about(site, outsider, campaign)
    answer = replies(say(outsider, "sí, adelante con lo que propones", theirs))[0]["text"]
    assert "le corresponde a" in answer
    assert page != theirs


def _conversation_about(site: Website, program: httpx.Client, campaign: str) -> str:
    """The id of this person's conversation about a campaign, as its page finds it."""
    from tools.records.conversations import Conversations

    company = site.company()
    store = Conversations(company.pool, company.deps.clock)
    return site.run(store.about(campaign, program.get("/api/me").json()["name"])).id
