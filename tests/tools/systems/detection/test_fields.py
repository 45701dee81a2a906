"""Which field of a request or an answer is meant, whatever lies around it."""

import pytest

from tools.systems.detection.fields import audience_field, channel_values, id_field, receiver
from tools.systems.detection.words import words
from tools.systems.detection.wrapping import bare, envelope, near, told
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
        ("management", ("management",)),
    ],
)
def test_words_that_were_run_together_are_told_apart(name: str, parts: tuple[str, ...]) -> None:
    assert words(name) == parts
