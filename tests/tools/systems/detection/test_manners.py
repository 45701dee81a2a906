"""Manners of descriptions: how they say which thing, what is done with it, and when."""

import pytest

from tools.systems.detection.calls import in_calls
from tools.systems.detection.draft import Draft, draft
from tools.systems.detection.fields import audience_field, is_said_to_receive, receiver
from tools.systems.detection.propose import Proposal, propose
from tools.systems.detection.sizes import size_field
from tools.systems.detection.whole import whole
from tools.systems.detection.wrapping import near
from tools.systems.openapi.document import Field, Operation, Parameter


def operation(
    name: str, summary: str = "", body: tuple[Field, ...] = (), answer: tuple[Field, ...] = (), query: str = ""
) -> Operation:
    method, _, path = name.partition(" ")
    parameters = (Parameter(query.rstrip("~"), "query", not query.endswith("~"), "string"),) if query else ()
    return Operation("", method, path, summary, (), parameters, body, False, False, answer)


def needed(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, "string", True) for name in names)


def found(*operations: Operation) -> dict[str, tuple[Proposal, Draft]]:
    around = whole(operations)
    return {str(one.capability): (one, draft(one, around)) for one in propose(operations)}


def test_where_all_are_calls_their_things_are_known_by_what_they_are_made_of() -> None:
    calls = tuple(
        operation(f"POST /json/{name}", body=needed("request.auth", *told))
        for name, told in (
            ("createFilter", ("request.name", "request.conditions")),
            ("deleteFilter", ("request.name",)),
            ("listFilters", ()),
            ("createPreset", ("request.name", "request.content")),
            ("getPreset", ("request.preset_code",)),
            ("registerDevice", ("request.hwid",)),
        )
    )
    assert in_calls(calls)
    made = found(*calls)
    assert made["audience.create"][0].operation.path == "/json/createFilter"
    assert made["audience.delete"][1].mapped["body"] == {"request": {"name": "$arguments.id", "auth": "$settings.auth"}}
    assert made["content.get"][1].mapped["body"] == {
        "request": {"preset_code": "$arguments.id", "auth": "$settings.auth"}
    }
    # What is only guessed is asked.
    assert not any(proposal.sure for proposal, _ in made.values())


@pytest.mark.parametrize(("query", "is_one"), [("list", True), ("list_id~", True), ("page~", False), ("folder", False)])
def test_one_thing_may_be_told_in_the_query(query: str, is_one: bool) -> None:
    answer = (Field("list_id", "string", False), Field("count", "integer", False))
    made = found(operation("POST /list", body=needed("list")), operation("GET /list", query=query, answer=answer))
    assert ("audience.get" in made) is is_one
    if is_one:
        assert made["audience.get"][1].mapped["query"] == {query.rstrip("~"): "$arguments.id"}


def test_what_creates_may_change_as_well() -> None:
    both = operation("POST /list", "Create or change a list", needed("list", "public_name"))
    assert "audience.update" in found(both, operation("GET /list", query="list"))
    assert "audience.update" not in found(both._replace(summary="Create a list"), operation("GET /list", query="list"))


@pytest.mark.parametrize(
    ("path", "field", "options"),
    [
        ("/campaigns/status", "action", ("STOP", "PAUSE", "RESUME")),
        ("/campaigns/status", "status", ("PAUSED", "CANCELED", "ACTIVE")),
    ],
)
def test_a_value_says_what_is_to_be_done(path: str, field: str, options: tuple[str, ...]) -> None:
    body = (*needed("campaign_ids[]"), Field(field, "string", True, options))
    made = found(operation("POST /campaigns"), operation(f"POST {path}", body=body))
    for action in ("pause", "resume", "stop"):
        mapped = made[f"campaign.{action}"][1].mapped
        assert mapped["operation"] == f"POST {path}"
        assert mapped["body"] == {field: made[f"campaign.{action}"][0].status[1], "campaign_ids": ["$arguments.id"]}  # type: ignore[index]


def test_a_state_at_the_end_of_a_path_is_set() -> None:
    made = found(
        operation("POST /campaign"), operation("POST /campaign/completed/{id}"), operation("GET /campaign/{id}")
    )
    assert made["campaign.stop"][0].operation.path == "/campaign/completed/{id}"


@pytest.mark.parametrize(
    ("summary", "field", "about", "is_time"),
    [
        ("Release a mailing", "time", "", True),
        ("Send a mailing", "when", "", True),
        ("Change a mailing", "date", "", False),
        ("Change a mailing", "launch_time", "", True),
    ],
)
def test_a_bare_time_says_when_only_where_the_campaign_is_let_go(
    summary: str, field: str, about: str, is_time: bool
) -> None:
    verb = summary.split()[0].lower()
    path = "/mailings/{id}" if verb == "change" else f"/mailings/{{id}}/{verb}"
    method = "PUT" if verb == "change" else "POST"
    body = (Field(field, "string", False, (), about),)
    made = found(operation("POST /mailings"), operation(f"{method} {path}", summary, body))
    assert ("campaign.schedule" in made) is is_time


def test_of_reports_the_one_with_the_figures_is_read() -> None:
    figures = tuple(Field(name, "integer", False) for name in ("sent", "opened", "clicked"))
    made = found(
        operation("POST /mailings"),
        operation("GET /reports/{id}", answer=(Field("name", "string", False),)),
        operation("GET /reports/{id}/stats", answer=figures),
    )
    assert made["results.fetch"][0].operation.path == "/reports/{id}/stats"


def test_documents_that_are_files_are_assets_beside_what_is_written() -> None:
    template = operation("POST /templates", body=needed("name", "body"))
    files = (operation("POST /documents", body=needed("name", "fileId")), operation("GET /documents"))
    assert found(template, *files)["asset.search"][0].operation.path == "/documents"
    assert "asset.search" not in found(template, files[0]._replace(body=needed("name", "text")), files[1])


def test_a_message_inside_one_entry_of_a_list_is_put_together_there() -> None:
    body = (*needed("sent[].devices[]"), Field("sent[].subject", "", False), Field("sent[].content", "", False))
    mapped = found(operation("POST /messages/send", body=body))["message.send"][1].mapped
    assert mapped["body"] == {
        "sent": [{"devices": ["$item.to"], "subject": "$item.parts.subject?", "content": "$item.text"}]
    }


def test_a_message_without_a_receiver_is_asked() -> None:
    send = operation("POST /messages/send", body=(Field("text", "string", True),))
    proposal, made = found(send)["message.send"]
    assert proposal.sure
    assert not made.complete
    assert found(send._replace(body=needed("to", "text")))["message.send"][1].complete


@pytest.mark.parametrize(
    ("path", "is_one"),
    [("recipients.custom_ids[]", True), ("recipientListIds[]", False), ("prospectId", True), ("recipientList[]", True)],
)
def test_who_gets_a_message_is_not_a_list_by_reference(path: str, is_one: bool) -> None:
    assert receiver(path) is is_one


@pytest.mark.parametrize(
    ("said", "is_one"),
    [("recipients", True), ("the addresses it goes to", True), ("users that get it", True), ("how it looks", False)],
)
def test_a_field_may_be_said_to_receive(said: str, is_one: bool) -> None:
    assert is_said_to_receive(Field("x[]", "", False, (), said)) is is_one


@pytest.mark.parametrize(
    ("path", "is_near"),
    [("basic_details.name", True), ("meta_info.name", True), ("sender_details.name", False), ("test_info.name", False)],
)
def test_a_wrapper_may_have_any_name_that_names_nobody(path: str, is_near: bool) -> None:
    assert near(path, "campaign") is is_near


def test_whom_a_campaign_is_for_may_be_told_by_name_and_is_never_a_group_of_campaigns() -> None:
    assert audience_field([Field("listName", "", False)]) == Field("listName", "", False)
    assert audience_field([Field("campaignGroups[]", "", False)]) is None


@pytest.mark.parametrize(
    ("field", "is_size"),
    [
        (Field("entryCount", "integer", False), True),
        (Field("n", "integer", False, (), "How many contacts are in it"), True),
        (Field("n", "integer", False, (), "How many days it lasts"), False),
    ],
)
def test_a_size_is_known_by_name_or_by_what_is_said(field: Field, is_size: bool) -> None:
    assert bool(size_field([field])) is is_size
