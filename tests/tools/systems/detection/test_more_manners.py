"""More manners: requests and answers that are lists, kinds in paths, states in numbers, and what is better asked."""

import pytest

from tests.tools.systems.detection.test_manners import found, needed, operation
from tools.systems.detection.candidates import values_of
from tools.systems.detection.figures import prefix_of, told
from tools.systems.detection.kinds import without_kinds
from tools.systems.detection.words import words
from tools.systems.openapi.document import Field


def text(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, "string", False) for name in names)


STATE = Field("[].status", "string", False, ("ACTIVE", "PAUSED", "ARCHIVED"))


def test_a_request_may_be_a_list_of_one_and_so_may_its_answer() -> None:
    answer = text("items[].data.id", "items[].exceptions[].code")
    made = found(
        operation("POST /campaigns", body=(*needed("[].name"), *text("[].list_id")), answer=answer),
        operation("PATCH /campaigns", "Update campaigns", (*needed("[].id"), STATE), answer),
        operation("GET /campaigns/{campaign_id}"),
    )
    create, pause = made["campaign.create"][1], made["campaign.pause"][1]
    assert create.mapped["body"] == [{"name": "$arguments.name", "list_id": "$arguments.audience"}]
    assert create.mapped["result"] == {"id": "${answer.items.0.data.id}", "state": "draft"}
    assert pause.mapped["body"] == [{"status": "PAUSED", "id": "$arguments.id"}]
    assert pause.complete


def test_a_list_inside_an_answer_is_not_what_was_made() -> None:
    made = found(operation("POST /campaigns", body=needed("name", "list_id"), answer=text("tags[].id")))
    assert made["campaign.create"][1].mapped["result"] == {"id": "${answer.id}", "state": "draft"}
    assert not made["campaign.create"][1].complete


@pytest.mark.parametrize(
    ("body", "answer", "complete"),
    [
        (needed("name", "list_id"), text("id"), True),
        (needed("name", "objective"), text("id"), False),
        (text("name", "send_at"), text("id"), True),
        (needed("name", "list_id"), text("message"), False),
        ((), (), True),
    ],
    ids=["for a list", "for nobody", "for nobody, at a time", "without a reference", "nothing told"],
)
def test_a_campaign_is_mapped_where_its_fields_bear_it_out(
    body: tuple[Field, ...], answer: tuple[Field, ...], complete: bool
) -> None:
    made = found(operation("POST /campaigns", body=body, answer=answer))
    assert made["campaign.create"][0].sure
    assert made["campaign.create"][1].complete is complete


def test_what_needs_more_than_we_have_and_takes_no_words_is_asked() -> None:
    for_words = operation("POST /templates", body=needed("name", "html"), answer=text("id"))
    assert found(for_words)["content.create"][1].complete
    from_master = for_words._replace(body=needed("name", "origin"))
    assert not found(from_master)["content.create"][1].complete


def test_a_campaign_that_is_made_and_sent_by_one_call_is_asked() -> None:
    sends = operation("POST /campaigns/send", body=needed("name", "list_id"), answer=text("id"))
    made = found(sends, operation("GET /campaigns/{id}"), operation("GET /campaigns"))
    assert not made["campaign.create"][0].sure
    assert any("same call" in reason.en for reason in made["campaign.create"][0].reasons)
    # The list is not what is scheduled.
    assert "campaign.schedule" not in found(sends._replace(body=needed("name", "list_id", "send_at")))


@pytest.mark.parametrize(
    ("summary", "template"), [("Send an email", "$item.html"), ("Send an SMS", "$item.text"), ("Send", "$item.text")]
)
def test_a_letter_with_one_field_for_words_is_written_in_html(summary: str, template: str) -> None:
    mapped = found(operation("POST /messages/send", summary, needed("to", "body")))["message.send"][1].mapped
    assert mapped["body"] == {"to": "$item.to", "body": template}


def test_a_slot_may_say_of_which_kind_a_thing_is() -> None:
    content = (
        operation("GET /content/{type}"),
        operation("POST /content/{type}", body=needed("title", "body"), answer=text("id")),
        operation("GET /content/{type}/{id}"),
    )
    assert [one.path for one in without_kinds(content)] == ["/content", "/content", "/content/{id}"]
    made = found(*(one._replace(path=one.path.replace("{type}", "{ctd}")) for one in content))
    assert {"content.search", "content.create", "content.get"} <= set(made)
    assert made["content.get"][1].mapped["path"] == {"ctd": "$settings.ctd", "id": "$arguments.id"}
    lists = (operation("POST /lists/{id}"), operation("GET /lists/{id}/contacts/{contact}"))
    assert without_kinds(lists) == lists


def test_what_a_slot_and_the_summary_call_a_list_is_one() -> None:
    held = (
        operation("POST /Contact/", body=needed("name"), answer=text("id")),
        operation("GET /Contact/{ListID}", "Get details of a contact list", answer=text("id")),
        operation("DELETE /Contact/{ListID}", "Delete a contact list"),
    )
    assert {"audience.create", "audience.get", "audience.delete"} <= set(found(*held))
    people = tuple(one._replace(path=one.path.replace("ListID", "ContactID"), summary="Get a contact") for one in held)
    assert not [name for name in found(*people) if name.startswith("audience.")]


def test_what_has_an_address_and_a_format_is_an_asset_whatever_it_is_called() -> None:
    seen = tuple(Field(f"resources[].{name}", "string", False) for name in ("id", "secure_url", "format", "width"))
    made = found(operation("GET /resources", answer=seen), operation("GET /plans", answer=text("plans[].url")))
    assert made["asset.search"][0].operation.path == "/resources"


def test_a_change_in_part_is_preferred_to_writing_all_anew_unless_it_is_a_patch_document() -> None:
    whole = operation("PUT /articles/{id}", body=needed("title", "body"))
    part = whole._replace(method="PATCH", body=text("title", "body"))
    both = (operation("POST /articles"), operation("GET /articles/{id}"))
    assert found(*both, whole, part)["content.update"][0].operation.method == "PATCH"
    document = part._replace(body=text("[].op", "[].path", "[].value"))
    assert found(*both, whole, document)["content.update"][0].operation.method == "PUT"


@pytest.mark.parametrize(
    ("field", "values"),
    [
        (Field("state", "integer", False, (), "1 published; 0 unpublished"), {"published": "1", "unpublished": "0"}),
        (Field("state", "integer", False, (), "Estado: 2=archivado"), {"archivado": "2"}),
        (Field("state", "string", False, ("ON_HOLD",), "1 published"), {"on hold": "ON_HOLD"}),
        (Field("state", "integer", False), {}),
    ],
)
def test_numbers_may_be_said_to_mean_states(field: Field, values: dict[str, str]) -> None:
    assert dict(values_of(field)) == values


def test_a_state_in_a_number_is_set_as_one_and_a_switch_is_asked() -> None:
    numbered = Field("state", "integer", False, (), "1 published; 0 unpublished")
    articles = (operation("POST /articles"), operation("PATCH /articles/{id}", body=(*text("title"), numbered)))
    publish, made = found(*articles)["content.publish"]
    assert publish.sure
    assert made.mapped["body"] == {"state": 1}
    switched = articles[1]._replace(body=(*text("title"), Field("published", "boolean", False)))
    publish, made = found(articles[0], switched)["content.publish"]
    assert not publish.sure
    assert made.mapped["body"] == {"published": True}


def test_who_asks_is_not_what_is_asked_for() -> None:
    told = needed("advertiser_id", "campaign_id")
    calls = tuple(
        operation(f"POST /campaign/{verb}/", body=told, query="shop_id")
        for verb in ("create", "update", "pause", "resume", "stop", "delete")
    )
    mapped = found(*calls)["campaign.pause"][1].mapped
    assert mapped["body"] == {"campaign_id": "$arguments.id", "advertiser_id": "$settings.advertiser_id"}
    assert mapped["query"] == {"shop_id": "$settings.shop_id"}


def test_figures_may_have_letters_in_front_of_them_alike() -> None:
    assert told(text("mcsent", "mcopened", "mcclicked")) == {"sent", "opened", "clicked"}
    assert prefix_of(text("unsent", "opened", "clicked")) == ""


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("UnSchedule", ("unschedule",)),
        ("un-publish", ("unpublish",)),
        ("crear_un_publico", ("crear", "un", "publico")),
        ("enddate", ("end", "date")),
    ],
)
def test_what_is_undone_is_one_word(name: str, parts: tuple[str, ...]) -> None:
    assert words(name) == parts


def test_fields_may_begin_with_a_dollar() -> None:
    update = operation("POST /segments/{id}", "Update a segment", text("patch.$set.name"))
    mapped = found(update, operation("POST /segments"), operation("GET /segments/{id}"))["audience.update"][1].mapped
    assert mapped["body"] == {"patch": {"$$set": {"name": "$arguments.name"}}}
