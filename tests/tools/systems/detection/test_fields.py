"""Which field of a request or an answer is meant, whatever lies around it."""

import pytest

from tools.systems.detection.detect import as_operation
from tools.systems.detection.draft import draft
from tools.systems.detection.fields import (
    ARGUMENTS,
    audience_field,
    channel_values,
    id_field,
    matches,
    names_one_of,
    receiver,
)
from tools.systems.detection.propose import propose
from tools.systems.detection.whole import whole
from tools.systems.detection.words import words
from tools.systems.detection.wrapping import bare, envelope, near, told
from tools.systems.mcp.pins import ToolDefinition
from tools.systems.openapi.document import Field, Operation


def fields(*names: str) -> list[Field]:
    return [Field(name, "", False) for name in names]


def answering(*given: Field) -> Operation:
    return Operation("", "GET", "/x", "", (), (), (), False, False, given)


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("to[].email", True),
        ("PreviewRecipients[]", True),
        ("recipient.to", True),
        ("emaillist", True),
        ("destinatario", True),
        ("email.html", False),
        ("from.email", False),
        ("reply_to.email", False),
        ("ConsentToTrack", False),
        ("bcc[].email", False),
        ("AddRecipientsToListID", False),
    ],
)
def test_only_where_a_message_goes_is_a_receiver(path: str, is_one: bool) -> None:
    assert receiver(path) is is_one


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (("settings.title", "recipients.list_id"), "recipients.list_id"),
        (("ListIDs[]", "SegmentIDs[]"), "ListIDs[]"),
        (("suppressionListIds[]", "listIds[]"), "listIds[]"),
        (("audiences.included[]", "audiences.excluded[]"), "audiences.included[]"),
        (("idColectivo", "nombreCampania"), "idColectivo"),
        (("name", "exclude_lists[]"), ""),
    ],
)
def test_a_campaign_is_for_those_it_includes(names: tuple[str, ...], chosen: str) -> None:
    found = audience_field(fields(*names))
    assert (found.path if found else "") == chosen


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (("data.attributes.name", "data.id"), "data.id"),
        (("sys.contentType.sys.id", "sys.id"), "sys.id"),
        (("broadcast.id", "list_id"), "broadcast.id"),
        (("respuesta.idCampania", "codigoRetorno"), "respuesta.idCampania"),
        (("campaign_hash", "list_id"), "campaign_hash"),
        (("owner_id", "list_id"), ""),
        (("requestId",), ""),
    ],
)
def test_the_reference_is_the_things_own(names: tuple[str, ...], chosen: str) -> None:
    found = id_field(fields(*names), "campaign")
    assert (found.path if found else "") == chosen


def test_a_title_lies_in_wrappers_and_not_in_something_else() -> None:
    assert told(fields("assetType.name", "fieldData.name"), ("title", "name"), "asset") == fields("fieldData.name")[0]
    assert told(fields("owner.name"), ("name",), "content") is None
    assert near("data.attributes.list.name", "audience")
    assert not near("creator.name", "audience")


@pytest.mark.parametrize(
    ("path", "left"), [("nombreCampania", "nombre"), ("internal_name", "name"), ("proposedstart", "start")]
)
def test_names_are_known_without_what_only_qualifies(path: str, left: str) -> None:
    assert bare(path, "campaign") == left


def test_what_most_answers_say_of_the_call_is_not_the_things_state() -> None:
    status, id_ = Field("status", "string", False), Field("id", "string", False)
    of_the_call = [answering(status, id_)] * 3 + [answering(status, Field("lists[].id", "", False))]
    assert envelope(of_the_call) == {"status"}
    of_the_thing = [answering(status, id_)] * 4 + [answering(Field("data[].id", "", False))]
    assert envelope(of_the_thing) == frozenset()
    assert envelope([answering(Field("success", "boolean", False), status)]) == {"success", "status"}
    named = Field("status", "string", False, ("draft", "sent"))
    assert envelope([answering(named, Field("lists[].id", "", False))] * 5) == frozenset()


def test_channels_are_known_by_their_values() -> None:
    assert channel_values(Field("canalEnvio", "string", False, ("CORREO", "SMS", "PUSH"))) == {
        "email": "CORREO",
        "sms": "SMS",
        "push": "PUSH",
    }


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("sendtestmail", ("send", "test", "mail")),
        ("clientid", ("client", "id")),
        ("ListIDs", ("list", "id")),
        ("idCampania", ("campania", "id")),
        ("newsletter", ("newsletter",)),
        ("listening", ("listening",)),
        ("getlistdetails", ("get", "list", "detail")),
        ("addlistandcontacts", ("add", "list", "and", "contact")),
        ("additional", ("additional",)),
        ("android", ("android",)),
        ("settings", ("setting",)),
        ("management", ("management",)),
    ],
)
def test_words_that_were_run_together_are_told_apart(name: str, parts: tuple[str, ...]) -> None:
    assert words(name) == parts


@pytest.mark.parametrize(
    ("said", "template"),
    [
        ("Subject line of the message.", "$arguments.item.parts.subject?"),
        ("Asunto del mensaje", "$arguments.item.parts.subject?"),
        ("HTML body of the template", "$arguments.item.parts.body?"),
        ("The language of the template", "$arguments.item.locale"),
        ("Whether the subject is shown", None),
        ("Not the name", None),
        ("", None),
    ],
)
def test_what_a_field_is_said_to_be_counts_where_its_name_says_nothing(said: str, template: str | None) -> None:
    found = matches([Field("f3", "string", False, (), said)], ARGUMENTS["content.create"], "content")
    assert [match.template for match in found] == ([template] if template else [])


def test_a_name_counts_before_what_is_said() -> None:
    given = [Field("f3", "string", False, (), "Subject of the message"), Field("subject", "string", False)]
    found = matches(given, ARGUMENTS["content.create"], "content")
    assert [(match.template, match.field.path) for match in found] == [("$arguments.item.parts.subject?", "subject")]


def test_what_a_tool_says_of_its_fields_decides_nothing() -> None:
    schema = {"type": "object", "properties": {"f3": {"type": "string", "description": "Subject of the message"}}}
    tool = ToolDefinition("create_template", "", "", schema, None, None, {})
    assert matches(as_operation(tool).body, ARGUMENTS["content.create"], "content") == ()


def test_a_type_whose_values_are_no_channels_takes_no_channel() -> None:
    kinds = Field("type", "string", False, ("item", "folder"))
    channels = kinds._replace(options=("email", "sms"))
    wanted = ARGUMENTS["content.create"]
    assert matches([kinds], wanted, "content") == ()
    assert [match.template for match in matches([channels], wanted, "content")] == ["$arguments.item.channel"]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("listkey", True), ("list_code", True), ("listNumber", False), ("campaignkey", False), ("key", False)],
)
def test_a_reference_may_end_in_no_id_where_it_names_its_thing(name: str, is_one: bool) -> None:
    assert names_one_of(name, "audience") is is_one


def test_what_was_made_is_the_thing_itself_only_where_one_is_made() -> None:
    answer = (Field("createdResourceId", "integer", False), Field("message", "string", False))
    create = Operation("", "POST", "/campaigns", "", (), (), (), False, False, answer)
    send = create._replace(path="/campaigns/{id}/schedule", body=(Field("start", "string", True),))
    read_from = {one.capability: draft(one, whole((create, send))).mapped["result"] for one in propose((create, send))}
    assert read_from["campaign.create"] == {"id": "${answer.createdResourceId}", "state": "draft"}
    assert read_from["campaign.schedule"] == {"id": "$arguments.id", "state": "scheduled"}


def test_a_key_that_whoever_makes_a_thing_chooses_is_ours() -> None:
    def posted(*slots: str) -> object:
        create = Operation("", "POST", "/templates", "", (), (), tuple(fields("key", "name", "body")), False, False, ())
        read = Operation("", "GET", f"/templates/{slots[0]}", "", (), (), (), False, False, ())
        found = next(one for one in propose((create, read)) if one.capability == "content.create")
        return draft(found, whole((create, read))).mapped["body"]

    assert "'key': '$key'" in str(posted("{key}"))
    assert "'key'" not in str(posted("{id}"))
