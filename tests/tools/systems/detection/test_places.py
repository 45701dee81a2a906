"""Manners of addresses and wrappers: lists by channel, things made in one place and kept in another, states told."""

import pytest

from tests.tools.systems.detection.test_manners import found, needed, operation
from tests.tools.systems.detection.test_more_manners import text
from tools.systems.openapi.document import Field, Operation, Parameter


def number(name: str, about: str = "") -> Field:
    return Field(name, "integer", False, (), about)


def tool(name: str, *fields: Field) -> Operation:
    return Operation(name, "TOOL", "", "", (), (), fields, False, False, ())


def test_lists_of_a_channel_are_things_and_no_listing() -> None:
    made = found(
        operation("GET /email-lists"),
        operation("POST /email-lists", body=needed("name"), answer=text("data.id")),
        operation("GET /email-lists/{listId}", answer=text("data.id")),
        operation("POST /email-lists/{listId}/segments", body=needed("name"), answer=text("data.id")),
        operation("GET /email-lists/{listId}/segments/{segmentId}"),
    )
    assert made["audience.create"][0].operation.path == "/email-lists"
    assert made["audience.get"][0].operation.path == "/email-lists/{listId}"


def test_what_is_made_below_an_owner_and_kept_at_the_top_is_one_thing() -> None:
    made = found(
        operation("POST /profiles/{profile_id}/posts", body=needed("headline", "body"), answer=text("id")),
        operation("GET /profiles/{profile_id}/posts", answer=text("[].id", "[].headline")),
        operation("GET /posts/{post_id}", answer=text("id", "headline")),
        operation("PATCH /posts/{post_id}", body=text("headline", "body")),
    )
    assert made["content.create"][0].operation.path == "/profiles/{profile_id}/posts"
    assert made["content.update"][0].operation.path == "/posts/{post_id}"
    assert made["content.create"][1].mapped["path"] == {"profile_id": "$settings.profile_id"}


def test_two_places_that_both_keep_things_stay_two() -> None:
    made = found(
        operation("GET /campaigns"),
        operation("POST /campaigns", body=needed("name", "list_id"), answer=text("id")),
        operation("GET /campaigns/{id}"),
        operation("GET /lists/{list_id}/campaigns"),
        operation("POST /lists/{list_id}/campaigns", body=needed("name"), answer=text("id")),
    )
    assert made["campaign.create"][0].operation.path == "/campaigns"


def test_a_wrapper_may_be_called_after_the_request_and_the_thing() -> None:
    answer = text("CampaignResponse.Id", "CampaignResponse.State.CampaignStatus", "CampaignResponse.Schedule.StartTime")
    body = text("WriteCampaignRequest.Name", "WriteCampaignRequest.ListId", "WriteCampaignRequest.Owner.Name")
    mapped = found(operation("POST /campaigns", body=body, answer=answer))["campaign.create"][1].mapped
    assert mapped["body"] == {"WriteCampaignRequest": {"Name": "$arguments.name", "ListId": "$arguments.audience"}}
    assert mapped["result"] == {
        "id": "${answer.CampaignResponse.Id}",
        "state": "$answer.CampaignResponse.State.CampaignStatus",
        "start": {"$day": "$answer.CampaignResponse.Schedule.StartTime?"},
    }


@pytest.mark.parametrize("named", ["start_time", "sendAt", "schedule.startDate", "fecha_inicio"])
def test_since_when_a_campaign_runs_is_read_so_that_it_can_be_compared(named: str) -> None:
    mapped = found(operation("GET /campaigns/{id}", answer=text("id", named, "created_at", "date")))
    assert mapped["campaign.get"][1].mapped["result"] == {
        "id": "${answer.id}",
        "state": "unknown",
        "start": {"$day": f"$answer.{named}?"},
    }


@pytest.mark.parametrize("named", ["created_at", "updated_at", "date", "owner.start_date"])
def test_other_moments_are_not_since_when_it_runs(named: str) -> None:
    mapped = found(operation("GET /campaigns/{id}", answer=text("id", named)))["campaign.get"][1].mapped
    assert mapped["result"] == {"id": "${answer.id}", "state": "unknown"}


@pytest.mark.parametrize(("field", "paused"), [("IsPaused", True), ("suspended", True), ("enabled", False)])
def test_a_campaign_rests_by_a_field_that_is_true_or_false(field: str, paused: bool) -> None:
    switched = operation("PUT /campaigns/{id}", body=(Field(field, "boolean", False), *text("name")))
    made = found(switched, operation("GET /campaigns/{id}"), operation("POST /campaigns", body=needed("name")))
    assert made["campaign.pause"][1].mapped["body"] == {field: paused}
    assert made["campaign.resume"][1].mapped["body"] == {field: not paused}
    assert not made["campaign.pause"][0].sure


def test_putting_people_into_a_segment_makes_none() -> None:
    made = found(
        tool("create-segment", *needed("name")),
        tool("add-contact-to-segment", *needed("segmentId", "contactId")),
        tool("remove-segment", *needed("id")),
        tool("remove-contact-from-segment", *needed("segmentId", "contactId")),
    )
    assert made["audience.create"][0].operation.id == "create-segment"
    assert made["audience.delete"][0].operation.id == "remove-segment"


def test_an_optional_reference_beside_a_message_does_not_make_it_one_that_is_there() -> None:
    single = tool("send-email", *needed("to", "subject", "html"), *text("topicId"))
    batch = tool("send-batch-emails", *needed("emails"), *text("emails[].to", "emails[].html"))
    assert found(single, batch)["message.send"][0].operation.id == "send-email"


@pytest.mark.parametrize(
    ("field", "members"),
    [
        ("size_range_lower", True),
        ("approximate_count_lower_bound", True),
        ("size_range_upper", False),
        ("minimum_age", False),
    ],
)
def test_at_least_so_many_people_are_in_it(field: str, members: bool) -> None:
    made = found(operation("GET /audiences/{id}", answer=(*text("id"), number(field))))
    assert ("audience.size" in made) is members


def test_people_that_are_listed_by_their_list_are_counted_by_the_total_beside_them() -> None:
    listed = operation("GET /recipients", answer=(*text("items[].id", "items[].email"), number("total_items")))
    asked = listed._replace(parameters=(Parameter("recipientlist_id", "query", True, "string"),))
    lists = (operation("POST /recipientlists", body=needed("name")), operation("GET /recipientlists/{id}"))
    proposal, drafted = found(asked, *lists)["audience.size"]
    assert not proposal.sure
    assert drafted.mapped["query"] == {"recipientlist_id": "$arguments.id"}
    assert drafted.mapped["result"] == {"members": "$answer.total_items"}
    assert "audience.size" not in found(listed, *lists)


def test_a_report_of_the_account_tells_of_each_campaign() -> None:
    answer = (*text("metrics[].campaign_id"), number("metrics[].clicks"), number("metrics[].impressions"))
    report = operation("POST /ad_accounts/{ad_account_id}/reports", "Get a report", text("filter"), answer)
    plain = report._replace(answer=answer[1:])
    assert found(report)["results.fetch"][0].operation == report
    assert "results.fetch" not in found(plain)


@pytest.mark.parametrize("called", ["destinations[].id", "targets[].list_id"])
def test_where_a_campaign_goes_is_whom_it_is_for(called: str) -> None:
    body = (*needed("name"), *text(called))
    mapped = found(operation("POST /campaigns", body=body, answer=text("id")))["campaign.create"][1].mapped
    assert "$arguments.audience" in str(mapped["body"])


def asked(*names: str) -> tuple[Parameter, ...]:
    return tuple(Parameter(name.removesuffix("!"), "query", name.endswith("!"), "string") for name in names)


def test_what_is_told_in_the_query_alone_is_written_there() -> None:
    create = operation("POST /accounts/{account_id}/campaigns", answer=text("data.id"))
    create = create._replace(parameters=asked("funding_instrument_id!", "name!", "list_id", "start_time"))
    change = operation("PUT /accounts/{account_id}/campaigns/{campaign_id}")._replace(parameters=asked("start_time"))
    made = found(create, change, operation("GET /accounts/{account_id}/campaigns/{campaign_id}"))
    mapped = made["campaign.create"][1].mapped
    assert "body" not in mapped
    assert mapped["query"] == {
        "name": "$arguments.name",
        "list_id": "$arguments.audience",
        "start_time": "${arguments.start?}T09:00:00Z",
        "funding_instrument_id": "$settings.funding_instrument_id",
    }
    assert made["campaign.schedule"][1].mapped["path"]["campaign_id"] == "$arguments.id"  # type: ignore[index]


def test_a_query_beside_a_body_stays_a_query() -> None:
    create = operation("POST /campaigns", body=needed("name", "list_id"), answer=text("id"))
    mapped = found(create._replace(parameters=asked("dry_run")))["campaign.create"][1].mapped
    assert mapped["body"] == {"name": "$arguments.name", "list_id": "$arguments.audience"}
    assert "query" not in mapped


def test_what_is_put_at_an_address_that_we_choose_is_made_once() -> None:
    put = operation("PUT /audiences/{audience_id}", "Create or update an audience", text("name"), text("audience.id"))
    made = found(put, operation("GET /audiences/{audience_id}", answer=text("id")))
    proposal, drafted = made["audience.create"]
    assert not proposal.sure
    assert drafted.mapped["path"] == {"audience_id": "$key"}
    assert drafted.mapped["repeated"] == "by_key"
    assert made["audience.update"][1].mapped["path"] == {"audience_id": "$arguments.id"}
    changed = put._replace(summary="Update an audience")
    assert "audience.create" not in found(changed, operation("GET /audiences/{audience_id}"))


def test_the_only_thing_that_scheduling_must_be_told_is_when() -> None:
    schedule = operation("POST /campaigns/{id}/actions/schedule", body=needed("delivery_requested"))
    assert "start" in str(found(schedule)["campaign.schedule"][1].mapped["body"])
    other = operation("POST /campaigns/{id}/actions/schedule", body=needed("reviewer"))
    assert "start" not in str(found(other)["campaign.schedule"][1].mapped.get("body"))


@pytest.mark.parametrize("named", ["batchID", "jobId", "import_job_id", "task_id"])
def test_the_reference_of_a_job_is_not_that_of_the_thing(named: str) -> None:
    made = found(operation("POST /items", "Create a content item", text("title", "body"), text(named)))
    assert not made["content.create"][1].complete
    publish = operation("POST /items/{itemId}/publish", "Publish a content item", answer=text(named))
    assert found(publish)["content.publish"][1].mapped["result"]["id"] == "$arguments.id"  # type: ignore[index]


@pytest.mark.parametrize("named", ["list.members.active", "contacts.total", "subscribers.count"])
def test_how_many_there_are_may_lie_inside_what_they_are_called(named: str) -> None:
    made = found(operation("GET /lists/{list_id}", answer=(*text("list.id"), number(named), number("list.size_kb"))))
    assert made["audience.size"][1].mapped["result"] == {"members": f"$answer.{named}"}


def test_what_carries_nothing_of_a_piece_is_asked() -> None:
    links = operation("POST /articles", "Create an article", needed("line_item_id", "post_ids"), text("id"))
    assert not found(links)["content.create"][1].complete
    assert found(links._replace(body=needed("title")))["content.create"][1].complete


def test_a_listing_elsewhere_is_known_by_the_reference_that_its_entries_carry() -> None:
    items = (
        operation("GET /item/{contentID}", "Get a content item", answer=text("contentID", "title")),
        operation("POST /item", "Save a content item", text("contentID", "title", "body"), text("contentID")),
    )
    listing = operation("GET /list/{referenceName}", answer=text("items[].contentID", "items[].title"))
    proposal, drafted = found(*items, listing)["content.search"]
    assert not proposal.sure
    assert drafted.mapped["items"] == "$answer.items"
    people = listing._replace(answer=text("items[].userID", "items[].title"))
    assert "content.search" not in found(*items, people)


def test_the_words_of_a_piece_are_read_back_where_they_are_written() -> None:
    body = (*needed("name"), *text("subject", "html"))
    made = found(
        operation("POST /templates", body=body, answer=text("id")),
        operation("GET /templates/{id}", answer=text("id", "subject", "html", "author.text")),
    )
    sent, shown = made["content.create"][1].mapped["body"], made["content.get"][1].mapped["result"]
    assert sent == {
        "name": "$arguments.item.id",
        "subject": "$arguments.item.parts.subject?",
        "html": "$arguments.item.parts.body?",
    }
    assert shown["parts"] == {"subject": "$answer.subject?", "body": "$answer.html?"}  # type: ignore[index]


@pytest.mark.parametrize("base", ["/act_{ad_account_id}", "/{domain}", "/{version}/{account_id}"])
def test_an_account_or_a_version_in_front_of_everything_says_nothing(base: str) -> None:
    made = found(
        operation(f"POST {base}/campaigns", body=needed("name", "list_id"), answer=text("id")),
        operation("GET /{version}/campaigns/{campaign_id}", answer=text("id", "status")),
        operation("POST /{version}/campaigns/{campaign_id}", "Update a campaign", text("name", "start_time")),
    )
    assert made["campaign.create"][0].operation.path == f"{base}/campaigns"
    assert made["campaign.get"][1].mapped["path"]["campaign_id"] == "$arguments.id"  # type: ignore[index]
    assert made["campaign.schedule"][0].operation.path == "/{version}/campaigns/{campaign_id}"


def test_a_list_that_is_named_behind_the_word_is_no_verb() -> None:
    made = found(
        operation("GET /email/v1/List"),
        operation("POST /email/v1/List", body=needed("listName"), answer=text("resourceId")),
        operation("DELETE /email/v1/List/{listId}"),
        operation("GET /email/v1/List/{listId}/Message"),
    )
    assert made["audience.create"][1].mapped["body"] == {"listName": "$arguments.name"}
    assert made["audience.delete"][0].operation.path == "/email/v1/List/{listId}"
    listing = (operation("GET /campaigns/list"), operation("GET /campaigns/{id}"), operation("POST /campaigns"))
    assert "audience.create" not in found(*listing)


def test_a_product_s_letters_in_front_of_a_tool_s_verb_say_nothing() -> None:
    made = found(tool("wp_list_media", *text("search")), tool("wp_get_media", *needed("id")))
    assert made["asset.search"][0].operation.id == "wp_list_media"
    assert made["asset.get"][0].operation.id == "wp_get_media"


def test_what_a_person_subscribed_to_says_whether_we_may_write() -> None:
    told = text("data[].id", "data[].consent_type")
    assert "consent.check" in found(operation("GET /contacts/{contact_id}/subscriptions", answer=told))
    assert "consent.check" not in found(operation("GET /contacts/{contact_id}/subscriptions", answer=text("data[].id")))


def test_what_a_piece_is_called_is_read_so_that_it_can_be_compared() -> None:
    mapped = found(operation("GET /articles/{id}", answer=text("id", "title", "author.title")))["content.get"][1].mapped
    assert mapped["result"]["title"] == "$answer.title?"  # type: ignore[index]


def fired(action: str, summary: str) -> Operation:
    fire = operation(f"PUT /workflow/actions/default/fire/{action}", summary, text("contentlet.title"))
    return fire._replace(parameters=asked("identifier!"))


def test_what_the_address_does_not_say_the_summary_may_say_in_so_many_words() -> None:
    reads = operation("GET /content/{identifier}", answer=text("entity.identifier", "entity.title"))
    made = found(
        reads, fired("PUBLISH", "Publish a content by the default action"), fired("LOCK", "Lock a content for others")
    )
    proposal, drafted = made["content.publish"]
    assert not proposal.sure
    assert drafted.mapped["query"] == {"identifier": "$arguments.id"}
    assert "content.unpublish" not in made
    folder = fired("PUBLISH", "Publish a folder of contents")
    assert "content.publish" not in found(reads, folder)


def test_what_nearly_all_of_a_body_lies_in_is_a_wrapper() -> None:
    inside = text("contentlet.title", "contentlet.body", "contentlet.locale", "contentlet.slug")
    wrapped = found(operation("POST /articles", body=inside, answer=text("id")))["content.create"][1].mapped["body"]
    assert wrapped["contentlet"]["title"] == "$arguments.item.id"  # type: ignore[index]
    of_somebody = (*text("body", "html", "locale"), *text("vendor.title"))
    other = found(operation("POST /articles", body=of_somebody, answer=text("id")))["content.create"][1].mapped
    assert "vendor" not in str(other)


def test_the_summary_of_a_sent_message_tells_what_came_of_it() -> None:
    figures = (number("data.sentCount"), number("data.openCount"), number("data.clickCount"))
    made = found(
        operation("GET /lists/{listId}/messages/{messageId}", answer=text("data.messageId", "data.subject")),
        operation("GET /lists/{listId}/messages/{messageId}/summary", answer=figures),
    )
    assert made["results.fetch"][0].operation.path.endswith("/summary")
    assert made["results.fetch"][1].mapped["path"]["messageId"] == "$arguments.id"  # type: ignore[index]


def test_what_people_are_put_into_by_reference_is_an_audience() -> None:
    topics = (
        operation("POST /topics", body=needed("key", "name"), answer=text("data.key")),
        operation("GET /topics/{topicKey}"),
    )
    subscribe = operation("POST /topics/{topicKey}/subscriptions", body=text("subscriberIds[]"))
    proposal, drafted = found(*topics, subscribe)["audience.create"]
    assert not proposal.sure
    assert drafted.mapped["body"] == {"key": "$key", "name": "$arguments.name"}
    assert "audience.create" not in found(*topics, subscribe._replace(body=text("pageIds[]")))


def test_pausing_a_schedule_schedules_nothing() -> None:
    made = found(
        operation("POST /campaigns/{id}/pause-scheduling"),
        operation("POST /campaigns/{id}/reschedule", body=needed("sendAt")),
    )
    assert made["campaign.pause"][0].operation.path == "/campaigns/{id}/pause-scheduling"
    assert made["campaign.schedule"][0].operation.path == "/campaigns/{id}/reschedule"


def test_one_address_that_saves_publishes_by_its_state() -> None:
    state = Field("data._state", "integer", False, (), "1 published; 0 unpublished")
    body = (*text("data._id", "data.title"), state)
    save = operation("POST /content/item/{model}", "Create or change an item", body, text("_id"))
    made = found(save, operation("GET /content/item/{model}/{id}", answer=text("_id")))
    mapped = made["content.publish"][1].mapped
    assert mapped["body"] == {"data": {"_state": 1, "_id": "$arguments.id"}}
    assert mapped["path"] == {"model": "$settings.model"}
    only_makes = save._replace(summary="Create an item")
    assert "content.publish" not in found(only_makes, operation("GET /content/item/{model}/{id}"))


def test_drafts_of_a_thing_and_the_thing_are_one() -> None:
    made = found(
        operation("GET /posts", answer=text("posts[].id", "posts[].title")),
        operation("POST /draft-posts", body=text("draftPost.title"), answer=text("draftPost.id", "draftPost.status")),
        operation("PATCH /draft-posts/{draftPostId}", body=text("draftPost.title")),
        operation("POST /draft-posts/{draftPostId}/publish"),
    )
    assert made["content.search"][0].operation.path == "/posts"
    assert made["content.create"][1].mapped["result"]["status"] == "$answer.draftPost.status"  # type: ignore[index]


def test_of_two_that_list_the_one_with_a_list_in_its_answer_is_surely_meant() -> None:
    listing = operation("GET /content/items", answer=text("[].id", "[].title"))
    single = operation("GET /content/item", answer=text("id", "title"))
    others = (operation("POST /content/items", body=needed("title")), operation("GET /content/items/{id}"))
    proposal = found(single, listing, *others)["content.search"][0]
    assert proposal.operation.path == "/content/items"
    assert proposal.sure


@pytest.mark.parametrize("behind", ["GET /campaigns/{id}/actions", "POST /campaigns/search"])
def test_what_asks_otherwise_for_the_same_makes_nobody_unsure(behind: str) -> None:
    read = operation("GET /campaigns/{id}", "Get a campaign")
    others = (operation("POST /campaigns", body=needed("name")), operation("GET /campaigns", "List campaigns"))
    proposal = found(read, operation(behind, "Get campaigns"), *others)["campaign.get"][0]
    assert proposal.operation == read
    assert proposal.sure
