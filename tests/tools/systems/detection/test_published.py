"""Manners met in published descriptions: verbs behind dots and colons, references of one's own, days beside hours."""

import pytest

from tests.tools.systems.detection.test_manners import found, needed, operation
from tests.tools.systems.detection.test_more_manners import text
from tools.systems.detection.checking import checking
from tools.systems.detection.paths import by_manner, segments
from tools.systems.detection.shape import readings_of
from tools.systems.openapi.document import Field, Operation, Parameter

CALLS = (
    operation("GET /api/broadcasts.list", answer=text("broadcasts[].id", "broadcasts[].name")),
    operation("GET /api/broadcasts.get", query="id", answer=text("broadcast.id", "broadcast.status")),
    operation(
        "POST /api/broadcasts.create",
        body=(*needed("workspace_id", "name", "audience.list"), *text("utm_parameters.medium")),
        answer=text("broadcast.id", "broadcast.status"),
    ),
    operation(
        "POST /api/broadcasts.schedule",
        body=(*needed("workspace_id", "id"), *text("scheduled_date", "scheduled_time")),
        answer=(Field("success", "boolean", False),),
    ),
    operation("POST /api/broadcasts.pause", body=needed("workspace_id", "id")),
    operation("POST /api/broadcasts.cancel", body=needed("workspace_id", "id")),
    operation("POST /api/broadcasts.sendToIndividual", body=needed("workspace_id", "broadcast_id", "recipient_email")),
)


def test_a_noun_and_a_verb_with_a_dot_between_say_what_an_address_does() -> None:
    made = found(*CALLS)
    assert {name: one.operation.path for name, (one, _) in made.items() if name.startswith("campaign.")} == {
        "campaign.create": "/api/broadcasts.create",
        "campaign.schedule": "/api/broadcasts.schedule",
        "campaign.pause": "/api/broadcasts.pause",
        "campaign.stop": "/api/broadcasts.cancel",
        "campaign.get": "/api/broadcasts.get",
    }
    assert made["campaign.get"][1].mapped["query"] == {"id": "$arguments.id"}


def test_of_a_date_and_a_time_side_by_side_the_date_takes_the_day() -> None:
    mapped = found(*CALLS)["campaign.schedule"][1].mapped
    assert mapped["body"] == {
        "scheduled_date": "$arguments.start",
        "scheduled_time": "09:00",
        "id": "$arguments.id",
        "workspace_id": "$settings.workspace_id",
    }


def test_parameters_of_links_take_none_of_our_arguments() -> None:
    mapped = found(*CALLS)["campaign.create"][1].mapped
    assert mapped["body"] == {
        "name": "$arguments.name",
        "audience": {"list": "$arguments.audience"},
        "workspace_id": "$settings.workspace_id",
    }


def test_sending_a_campaign_to_one_person_may_be_a_test_and_is_asked() -> None:
    proposal, drafted = found(*CALLS)["message.send_test"]
    assert proposal.operation.path == "/api/broadcasts.sendToIndividual"
    assert not proposal.sure
    assert isinstance(drafted.mapped["body"], dict)
    assert drafted.mapped["body"]["recipient_email"] == "$item.to"


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/v1/posts/{post}:publish", ["v1", "posts", "{post}", "publish"]),
        ("/lists/create.json", ["lists", "create"]),
        ("/v2.1/lists", ["v2.1", "lists"]),
        ("/files/logo.png", ["files", "logo.png"]),
    ],
)
def test_only_a_verb_behind_a_dot_is_something_that_is_done(path: str, parts: list[str]) -> None:
    assert segments(path) == parts


def test_what_is_named_by_a_reference_of_ones_own_is_still_that_thing() -> None:
    made = found(
        operation("POST /v2/segments", body=(*needed("name"), *text("externalId")), answer=text("externalId", "name")),
        operation("GET /v2/segments/external/{externalId}", answer=text("externalId", "name")),
        operation("PATCH /v2/segments/external/{externalId}", body=text("name"), answer=text("externalId", "name")),
        operation("DELETE /v2/segments/external/{externalId}"),
    )
    assert made["audience.delete"][0].operation.method == "DELETE"
    created = made["audience.create"][1].mapped
    assert isinstance(created["result"], dict)
    assert created["result"]["id"] == "${answer.externalId}"
    assert made["audience.update"][1].mapped["path"] == {"externalId": "$arguments.id"}


def test_where_a_thing_has_a_reference_it_is_not_read_by_its_slug() -> None:
    made = found(
        operation("POST /posts", body=needed("title", "html"), answer=text("id")),
        operation("GET /posts/slug/{slug}", answer=text("id", "html")),
        operation("GET /posts/{id}", answer=text("id", "html")),
    )
    assert by_manner("/posts/slug/{slug}")
    assert made["content.get"][0].operation.path == "/posts/{id}"
    assert made["content.get"][0].sure


def test_what_is_put_back_to_draft_is_no_longer_published() -> None:
    state = Field("status", "string", False, ("LIVE", "DRAFT"))
    made = found(
        operation("POST /blogs/{blog_id}/posts", body=needed("title", "content"), answer=text("id")),
        operation("PATCH /blogs/{blog_id}/posts/{post_id}", body=(*text("title", "content"), state), answer=text("id")),
        operation("POST /blogs/{blog_id}/posts/{post_id}/publish", "Publishes a post", answer=text("id")),
        operation("POST /blogs/{blog_id}/posts/{post_id}/revert", "Reverts a post to draft state", answer=text("id")),
    )
    assert made["content.unpublish"][0].operation.path.endswith("/revert")


def test_a_status_beside_a_word_of_success_and_a_reference_is_that_of_the_thing() -> None:
    answer = (Field("success", "boolean", True), *text("campaignId", "name", "status"))
    calls = [operation("POST /campaigns", body=needed("name", "list_id"), answer=answer)]
    calls.append(operation("GET /campaigns/{campaignId}", answer=answer))
    assert found(*calls)["campaign.get"][1].mapped["result"] == {
        "id": "${answer.campaignId}",
        "state": "$answer.status",
    }
    spoken = (Field("success", "boolean", True), *text("status", "message", "data.id"))
    told = found(calls[0], operation("GET /campaigns/{campaignId}", answer=spoken))["campaign.get"][1].mapped
    assert told["result"] == {"id": "${answer.data.id}", "state": "unknown"}


def test_messages_that_are_only_changed_are_contents_found_where_they_are_named() -> None:
    words = text("emailMessageId", "subject", "lmx")
    made = found(
        operation("GET /campaigns", answer=text("data[].campaignId", "data[].emailMessageId", "data[].name")),
        operation("POST /campaigns", body=needed("name"), answer=text("campaignId", "emailMessageId")),
        operation("GET /email-messages/{emailMessageId}", answer=words),
        operation("POST /email-messages/{emailMessageId}", "Update a message", text("subject", "lmx"), words),
    )
    assert made["content.update"][0].operation.path == "/email-messages/{emailMessageId}"
    searched = made["content.search"][1].mapped["result"]
    assert isinstance(searched, dict)
    assert searched["items"]["$make"]["id"] == "${item.emailMessageId}"


def test_a_person_is_looked_up_by_address_or_reference_and_listed_by_anything_else() -> None:
    answer = (Field("[].subscribed", "boolean", False), *text("[].id", "[].email"))

    def looked(*asked: str) -> list[float]:
        parameters = tuple(Parameter(name, "query", False, "string") for name in asked)
        one = Operation("", "GET", "/contacts/find", "", (), parameters, (), False, False, answer)
        return [candidate.score for candidate in checking("consent", readings_of((one,)))]

    assert looked("email", "userId")
    assert not looked("email", "page")


def test_what_is_said_of_a_field_does_not_make_it_our_key() -> None:
    body = (*needed("list_id"), Field("template", "string", True, (), "slug of the template"), *text("trigger_at"))
    mapped = found(operation("POST /broadcasts", body=body, answer=text("id")))["campaign.create"][1].mapped
    assert "$key" not in str(mapped["body"])
    assert "${arguments.start?}T09:00:00Z" in str(mapped["body"])


def test_a_group_that_everything_lies_in_is_no_audience() -> None:
    made = found(
        operation("POST /campaigns", body=(*needed("name"), *text("group_guid")), answer=text("guid", "name")),
        operation("GET /campaigns/{campaign_guid}", answer=text("guid", "name")),
        operation("GET /groups/{group_guid}", answer=text("guid", "name")),
        operation("PATCH /groups/{group_guid}", body=text("name"), answer=text("guid", "name")),
    )
    assert not [name for name in made if name.startswith("audience.")]
    assert "$arguments.audience" not in str(made["campaign.create"][1].mapped)
    held = found(
        operation("POST /campaigns", body=(*needed("name"), *text("group_id")), answer=text("id")),
        operation("GET /groups/{group_id}", answer=text("id", "name")),
        operation("GET /groups/{group_id}/contacts", answer=text("contacts[].email")),
    )
    assert "audience.get" in held
    assert "$arguments.audience" in str(held["campaign.create"][1].mapped)


def test_taking_away_pauses_nothing_and_the_version_of_the_notation_is_none_of_the_thing() -> None:
    made = found(
        operation("GET /campaigns/{id}", answer=text("id", "status")),
        operation("POST /campaigns", body=needed("name", "list_id"), answer=text("id")),
        operation("DELETE /campaigns/{id}", "Deactivate a campaign"),
        operation("GET /content/{id}", answer=(*text("id"), Field("@version", "integer", False))),
    )
    assert "campaign.pause" not in made
    assert "version" not in str(made["content.get"][1].mapped["result"])


def test_what_a_vague_name_means_is_asked_unless_it_is_borne_out() -> None:
    def sure(*operations: Operation) -> dict[str, bool]:
        return {name: one.sure for name, (one, _) in found(*operations).items()}

    groups = (
        operation("POST /groups", body=needed("name"), answer=text("id", "name")),
        operation("GET /groups/{group_id}", answer=text("id", "name")),
        operation("DELETE /groups/{group_id}"),
    )
    assert not any(sure(*groups).values())
    assert all(sure(*groups, operation("GET /groups/{group_id}/contacts", answer=text("[].email"))).values())
    aimed = operation("POST /campaigns", body=needed("name", "group_id"), answer=text("id"))
    assert sure(*groups, aimed)["audience.delete"]
    documents = (
        operation("GET /documents", answer=text("[].id", "[].number")),
        operation("GET /documents/{id}", answer=text("id", "number")),
        operation("GET /weather", answer=text("id")),
    )
    assert not any(sure(*documents).values())


def test_where_nothing_is_marked_as_required_what_is_left_beside_who_asks_names_the_thing() -> None:
    entries = text("[].slug", "[].name", "[].code")
    calls = (
        operation("POST /templates/list.json", body=text("key", "label"), answer=entries),
        operation("POST /templates/info.json", body=text("key", "name"), answer=text("slug", "name", "code")),
        operation("POST /templates/add.json", body=text("key", "name", "code", "subject"), answer=text("slug", "name")),
        operation("POST /templates/publish.json", body=text("key", "name"), answer=text("slug", "name")),
        operation("POST /templates/delete.json", body=text("key", "name"), answer=text("slug", "name")),
        operation("POST /users/info.json", body=text("key"), answer=text("username")),
    )
    made = found(*calls)
    publish, drafted = made["content.publish"]
    assert publish.sure
    assert drafted.mapped["body"] == {"key": "$settings.key", "name": "$arguments.id"}
    listed = made["content.search"][1].mapped["result"]
    assert isinstance(listed, dict)
    assert listed["items"]["$make"]["id"] == "${item.name}"


def test_a_listing_whose_entries_have_no_reference_is_asked() -> None:
    made = found(
        operation("GET /templates", answer=text("data[].title", "data[].text")),
        operation("POST /templates", body=needed("title", "text"), answer=text("id")),
        operation("PUT /templates/{id}", body=needed("title", "text")),
    )
    assert not made["content.search"][1].complete
    assert made["content.create"][1].complete


def test_groups_of_files_are_no_audience() -> None:
    made = found(
        operation("GET /groups/{uuid}", answer=(*text("id", "files[].uuid"), Field("files_count", "integer", False))),
        operation("DELETE /groups/{uuid}"),
        operation("GET /files", answer=text("results[].uuid", "results[].url")),
    )
    assert not [name for name in made if name.startswith("audience.")]


def test_how_many_are_in_an_audience_may_be_told_in_a_list_of_one() -> None:
    counted = (*text("segments[].segment.id"), Field("segments[].segment.member_count", "integer", False))
    made = found(
        operation("POST /segments", body=needed("name"), answer=text("segments[].segment.id")),
        operation("GET /segments/{segment_id}", answer=counted),
    )
    assert made["audience.size"][1].mapped["result"] == {"members": "$answer.segments.0.segment.member_count"}


def test_states_that_are_drafts_and_published_make_an_item_content() -> None:
    state = Field("status", "string", False, ("draft", "published", "archived"))
    items = (
        operation("GET /items/{collection}", answer=text("data[].id", "data[].title")),
        operation("POST /items/{collection}", body=text("title", "body"), answer=text("data.id")),
        operation("PATCH /items/{collection}/{id}", body=(*text("title", "body"), state), answer=text("data.id")),
    )
    assert found(*items)["content.publish"][0].sure
    plain = items[2]._replace(body=text("title", "body"))
    assert not found(*items[:2], plain)["content.update"][0].sure
