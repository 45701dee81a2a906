"""The API's contract: shapes, codes, and who acts."""

import json
from typing import Any

import httpx
import pytest

from tests.scenes.website import Website

BRIEF = (
    "Queremos vender más abrigos Norte a clientes de Madrid y Valencia de 25 a 60 años que lleven más de 30 días sin "
    "comprar. Correo y SMS en español, del 1 al 15 de diciembre de 2026, presupuesto 3.000 €, objetivo 150 ventas."
)


def begun(program: httpx.Client, text: str = BRIEF) -> dict[str, Any]:
    """A campaign that has reached its first gate or its end."""
    answer = program.post("/api/campaigns", params={"wait": 60}, json={"text": text})
    assert answer.status_code == 201, answer.text
    started: dict[str, Any] = answer.json()
    return started


def at_gate(site: Website, kind: str) -> tuple[httpx.Client, dict[str, Any]]:
    """A campaign waiting at a gate of this kind: earlier ones are answered as proposed."""
    program, reviewer = site.program("marketer"), site.program("compliance")
    campaign = begun(program)["campaign_id"]
    for _ in range(8):
        waiting = program.get(f"/api/campaigns/{campaign}/gate").json()
        assert waiting is not None, program.get(f"/api/campaigns/{campaign}").json()["problem"]
        gate = waiting["gate"]
        if gate["kind"] == kind:
            return program, waiting
        decision = {"clarify": "accept_proposals", "confirm": "leave_out", "choose_audience": "keep", "resolve": "drop"}
        who = reviewer if gate["kind"] == "resolve" else program
        body = {"decision": decision[gate["kind"]], "digest": gate["digest"]}
        assert who.post(f"/api/gates/{gate['id']}", json=body).status_code == 200
        settle(program, campaign)
    raise AssertionError(kind)


def settle(program: httpx.Client, campaign: str) -> None:
    """Watch until the machine has done what it can."""
    with program.stream("GET", f"/api/campaigns/{campaign}/events") as stream:
        for _ in stream.iter_lines():
            pass


def test_a_campaign_begins_with_a_brief_and_answers_with_its_first_gate(site: Website) -> None:
    program = site.program("marketer")
    answer = program.post("/api/campaigns", params={"wait": 60}, json={"text": BRIEF, "name": "abrigo.md"})
    started = answer.json()
    assert answer.headers["location"].endswith(f"/api/campaigns/{started['campaign_id']}")
    assert started["status"] == "waiting"
    assert started["gate"]["gate"]["allowed"]
    shown = program.get(f"/api/campaigns/{started['campaign_id']}").json()
    assert shown["brief"]["product_id"] == "north_coat"
    assert shown["status"] == "waiting"


def test_who_acts_is_who_signed_in_whatever_the_body_says(site: Website) -> None:
    program, waiting = at_gate(site, "approve")
    reviewer = site.program("compliance")
    name = reviewer.get("/api/me").json()["name"]
    gate = waiting["gate"]
    body = {"decision": "approve", "digest": gate["digest"], "by": "somebody-else", "reason": "bien"}
    answer = reviewer.post(f"/api/gates/{gate['id']}", json=body)
    assert answer.json() == {
        "decision": "approve",
        "complete": True,
        "waiting_for": [],
        "campaign_id": waiting["campaign_id"],
    }
    settle(program, waiting["campaign_id"])
    passed = program.get(f"/api/campaigns/{waiting['campaign_id']}").json()
    assert passed["gates"][-1]["by"] == name
    assert passed["status"] == "published", passed["problem"]
    assert passed["verification"]["ok"]


def test_refusals_name_their_kind_and_leave_the_gate_as_it_was(site: Website) -> None:
    author, waiting = at_gate(site, "approve")
    gate, reviewer = waiting["gate"], site.program("compliance")
    path = f"/api/gates/{gate['id']}"

    def refused(who: httpx.Client, **body: object) -> tuple[int, str]:
        answer = who.post(path, json={"decision": "approve", "digest": gate["digest"], **body})
        return answer.status_code, answer.json()["type"].rpartition(":")[2]

    assert refused(author) == (403, "not-allowed")
    assert refused(site.program("brand")) == (403, "not-allowed")
    assert refused(reviewer, digest="0" * 64) == (409, "stale-digest")
    assert refused(reviewer, decision="Approve") == (422, "bad-answer")
    assert refused(reviewer, decision="waive") == (422, "bad-answer")
    assert refused(reviewer, digest=None) == (422, "misshapen-request")
    assert refused(reviewer, decision="change") == (422, "bad-answer")
    assert refused(reviewer, decision="change", changes={"nonsense": 1})[0] == 422
    assert author.get(path).json() == waiting
    assert reviewer.post(path, json={"decision": "reject", "digest": gate["digest"]}).status_code == 200
    assert refused(reviewer) == (409, "gate-closed")
    assert author.get(path).status_code == 404


def test_problems_are_told_in_the_reader_s_language(site: Website) -> None:
    program = site.program("marketer")
    spanish = program.get("/api/campaigns/none")
    english = program.get("/api/campaigns/none", headers={"Accept-Language": "en-GB,en;q=0.9,es;q=0.1"})
    assert spanish.json()["title"] == "No existe la campaña none."
    assert english.json()["title"] == "There is no campaign none."
    assert {"type", "title", "status", "detail"} <= set(english.json())


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/api/campaigns/none", 404),
        ("GET", "/api/campaigns/none/events", 404),
        ("GET", "/api/campaigns/none/deliveries", 404),
        ("GET", "/api/campaigns/none/audit", 404),
        ("POST", "/api/campaigns/none/pause", 404),
        ("POST", "/api/campaigns/none/stop", 404),
        ("GET", "/api/gates/none", 404),
        ("GET", "/api/chat/none/events", 404),
        ("GET", "/api/past-campaigns/none", 404),
        ("GET", "/api/nothing", 404),
        ("DELETE", "/api/campaigns", 405),
        ("GET", "/api/campaigns?limit=0", 422),
        ("GET", "/api/audit?after=-1", 422),
    ],
)
def test_what_is_not_there_is_a_problem_document(site: Website, method: str, path: str, code: int) -> None:
    answer = site.program("marketer").request(method, path)
    assert answer.status_code == code
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == code


@pytest.mark.parametrize("text", ["", "   \n\t "])
def test_an_empty_brief_starts_nothing(site: Website, text: str) -> None:
    program = site.program("marketer")
    answer = program.post("/api/campaigns", json={"text": text})
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:batuta:problem:unusable-brief"


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"text": 3}', b"\xff\xfe", b'{"text": null}', b"[" * 100_000])
def test_a_body_of_another_shape_is_told_so(site: Website, body: bytes) -> None:
    program = site.program("marketer")
    for path in ("/api/campaigns", "/chat"):
        answer = program.post(path, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422), (path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_campaign_is_paused_resumed_and_stopped_with_who_asked(site: Website) -> None:
    program, waiting = at_gate(site, "approve")
    campaign, guard = waiting["campaign_id"], site.program("compliance")
    name = guard.get("/api/me").json()["name"]
    assert guard.post(f"/api/campaigns/{campaign}/resume").status_code == 409
    paused = guard.post(f"/api/campaigns/{campaign}/pause", json={"reason": "Un momento"}).json()
    assert (paused["status"], paused["by"], paused["sent"]) == ("paused", name, {})
    assert guard.post(f"/api/campaigns/{campaign}/resume").json()["status"] == "waiting"
    stopped = guard.post(f"/api/campaigns/{campaign}/stop").json()
    assert stopped["status"] == "stopped"
    assert guard.post(f"/api/campaigns/{campaign}/stop").status_code == 409
    trail = program.get(f"/api/campaigns/{campaign}/audit").json()
    assert [event["actor"] for event in trail if event["kind"] == "campaign.stopped"] == [name]


def test_the_audit_is_whole_and_comes_in_pieces(site: Website) -> None:
    program = site.program("marketer")
    begun(program)
    first = program.get("/api/audit", params={"limit": 3}).json()
    then = program.get("/api/audit", params={"limit": 3, "after": first[-1]["seq"]}).json()
    assert [event["seq"] for event in first + then] == [1, 2, 3, 4, 5, 6]
    assert program.get("/api/audit/check").json()["ok"]


def test_me_and_workspaces_say_where_somebody_belongs(site: Website) -> None:
    name = site.known("marketer")
    site.known("compliance", "brand", company="norte", name=name)
    program = site.program(name=name)
    me = program.get("/api/me").json()
    assert [(company["id"], company["roles"]) for company in me["companies"]] == [
        ("lince", ["marketer"]),
        ("norte", ["brand", "compliance"]),
    ]
    assert program.get("/api/gates", params={"company": "norte"}).status_code == 200


def test_past_campaigns_and_their_reports_are_there(site: Website) -> None:
    program = site.program("marketer")
    listed = program.get("/api/past-campaigns").json()
    finished = next(past for past in listed if past["results"])
    assert program.get(f"/api/past-campaigns/{finished['id']}").json() == finished
    report = program.get(f"/api/past-campaigns/{finished['id']}/report").json()
    assert report["verdict"] in ("worked", "did_not", "not_yet_known")
    assert report["headline"]["es"] and report["headline"]["en"]  # noqa: PT018


def test_the_description_of_the_api_names_every_path_and_the_stream(site: Website) -> None:
    described = site.browser().get("/openapi.json").json()
    paths = set(described["paths"])
    assert {"/chat", "/api/chat/{conversation}/events", "/api/campaigns", "/api/gates/{gate_id}"} <= paths
    assert not any("{seat}" in path for path in paths)
    assert "text/event-stream" in json.dumps(described["paths"]["/chat"]["post"]["responses"]["200"])
