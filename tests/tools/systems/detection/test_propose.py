"""What the mapper proposes for products that it has no special knowledge of: their paths and fields are facts."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.tools.systems.detection.products import product
from tests.tools.systems.detection.products.placing import Judged, judged, unasked
from tools.systems.detection.detect import as_operation
from tools.systems.detection.draft import draft
from tools.systems.detection.propose import Proposal, propose
from tools.systems.detection.reading import read
from tools.systems.detection.whole import whole
from tools.systems.detection.words import words
from tools.systems.mcp.pins import ToolDefinition
from tools.systems.openapi.document import Field, Operation

FACTS = {file.stem: product(file) for file in sorted((Path(__file__).parent / "products").glob("*.txt"))}
ENOUGH = 0.9


@cache
def labelled(name: str) -> tuple[Judged, ...]:
    return tuple(judged(FACTS[name]))


@cache
def beyond(name: str) -> tuple[Judged, ...]:
    return tuple(unasked(FACTS[name]))


@cache
def proposals(name: str) -> tuple[Proposal, ...]:
    return propose(FACTS[name].operations)


BEYOND = {"salesmanago": "a sending of an e-mail is the campaign, and there is no other"}
"""Products of a way of their own, of which more than one in ten is missed."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.xfail(reason=BEYOND[name], strict=True)] if name in BEYOND else [])
        for name, facts in FACTS.items()
        if facts.expected
    ],
)
def test_nine_of_ten_capabilities_are_right_before_a_person_looks(name: str) -> None:
    made = labelled(name)
    assert sum(one.operation for one in made) >= ENOUGH * len(made), made


def test_arguments_go_where_they_belong_and_results_are_read_where_they_are() -> None:
    made = [(name, one) for name in FACTS for one in labelled(name) if one.labelled]
    assert len(made) > 60
    assert sum(one.right for _, one in made) >= ENOUGH * len(made), [one for one in made if not one[1].right]


def test_little_is_proposed_that_is_not_there() -> None:
    proposed = {(name, one.capability) for name in FACTS for one in proposals(name)}
    wrong = [(name, one.capability) for name in FACTS for one in beyond(name)]
    assert len(wrong) <= 0.03 * len(proposed)


def test_what_is_mapped_without_asking_is_right() -> None:
    outcomes = Counter(one.outcome for name in FACTS for one in (*labelled(name), *beyond(name)))
    assert outcomes["wrong"] <= 0.02 * outcomes["right"]
    assert outcomes["asked"] <= 0.15 * outcomes["right"]


def test_a_system_of_another_kind_is_mapped_to_nothing() -> None:
    assert propose(FACTS["weather"].operations) == ()


def test_every_proposal_has_a_reason_in_both_languages() -> None:
    for name in FACTS:
        for one in proposals(name):
            assert one.reasons
            assert all(reason.en != reason.es for reason in one.reasons)
            assert one.sure or one.score < 0.75 or one.others


def test_two_that_fit_alike_are_both_told() -> None:
    twins = tuple(
        operation(f"POST /campaigns/{{id}}/{word}", f"{word.title()} a campaign") for word in ("cancel", "abort")
    )
    found = {one.capability: one for one in propose((operation("POST /campaigns", "Create a campaign"), *twins))}
    stop = found["campaign.stop"]
    assert not stop.sure
    assert len(stop.others) == 1


def operation(name: str, summary: str = "") -> Operation:
    method, _, path = name.partition(" ")
    return Operation("", method, path, summary, (), (), (), False, False, ())


@pytest.mark.parametrize(
    ("name", "capability"),
    [
        ("create_audience", "audience.create"),
        ("audiences.create", "audience.create"),
        ("createContactList", "audience.create"),
        ("crear_publico", "audience.create"),
        ("count_audience", "audience.size"),
        ("get_audience_size", "audience.size"),
        ("contar_publico", "audience.size"),
        ("delete-segment", "audience.delete"),
        ("campaign_pause", "campaign.pause"),
        ("pauseCampaign", "campaign.pause"),
        ("pausar_campaña", "campaign.pause"),
        ("cancelCampaign", "campaign.stop"),
        ("schedule_campaign", "campaign.schedule"),
        ("list_templates", "content.search"),
        ("publish_article", "content.publish"),
        ("despublicar_pieza", "content.unpublish"),
        ("search_assets", "asset.search"),
        ("send_email", "message.send"),
        ("send_test_email", "message.send_test"),
        ("enviar_mensajes", "message.send"),
        ("get_campaign_report", "results.fetch"),
        ("check_consent", "consent.check"),
        ("comprobar_consentimiento", "consent.check"),
    ],
)
def test_a_tool_is_understood_by_its_name_alone(name: str, capability: str) -> None:
    tool = ToolDefinition(name, "", "Deletes everything and pauses nothing.", {"type": "object"}, None, None, {})
    assert capability in {one.capability for one in propose([as_operation(tool)])}


@pytest.mark.parametrize("name", ["get_weather", "convert_time", "echo", "read_file", "listUsers", "create_folder"])
def test_a_tool_of_something_else_is_left_alone(name: str) -> None:
    tool = ToolDefinition(name, "", "Create an audience, pause campaigns.", {"type": "object"}, None, None, {})
    assert not [one for one in propose([as_operation(tool)]) if not one.capability.startswith("asset")]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("emailCampaigns", ("email", "campaign")),
        ("push-live", ("push", "live")),
        ("Imágenes", ("imagen",)),
        ("getLISTSizes", ("get", "list", "size")),
        ("Get a list's details", ("get", "a", "list", "detail")),
        ("statuses", ("status",)),
    ],
)
def test_names_become_words(name: str, parts: tuple[str, ...]) -> None:
    assert words(name) == parts


@pytest.mark.parametrize(
    ("name", "capability"),
    [
        ("POST /api/1/createList", "audience.create"),
        ("POST /api/crearLista", "audience.create"),
        ("GET /rest/getCampaigns", None),
        ("POST /rest/pauseCampaign", "campaign.pause"),
        ("POST /rest/ListCampaigns", None),
        ("POST /rest/publishPage", "content.publish"),
        ("POST /rest/addSubscriber", None),
        ("POST /rest/getListFields", None),
        ("POST /rest/getCampaignList", None),
    ],
)
def test_a_call_is_understood_by_its_name_where_its_path_says_nothing(name: str, capability: str | None) -> None:
    body = (Field("id", "string", True),) if capability and not capability.endswith(".create") else ()
    found = {one.capability for one in propose([operation(name)._replace(body=body)])}
    assert found == ({capability} if capability else set())


def test_what_is_under_way_may_lie_beside_the_campaigns() -> None:
    names = ("POST /campaigns", "GET /campaigns/{id}", "POST /sent_campaigns/{id}/pause", "GET /sent_campaigns/{id}")
    found = {one.capability: one.operation.name for one in propose([operation(name) for name in names])}
    assert found["campaign.pause"] == "POST /sent_campaigns/{id}/pause"
    assert found["campaign.get"] == "GET /campaigns/{id}"


def test_results_of_a_job_are_no_results_of_a_campaign() -> None:
    names = ("GET /job-results/{id}", "GET /search-results/{id}", "GET /import-results/{id}")
    assert propose([operation(name) for name in names]) == ()


def test_an_email_that_is_kept_and_sent_later_is_a_campaign_only_where_nothing_else_is() -> None:
    emails = [operation(name) for name in ("POST /emails", "GET /emails/{id}", "POST /emails/{id}/send")]
    assert "campaign.create" in {one.capability for one in propose(emails)}
    addressed = [emails[0]._replace(body=(Field("to", "string", True),)), *emails[1:]]
    assert "campaign.create" not in {one.capability for one in propose(addressed)}
    known = {one.capability: one.operation.name for one in propose([*emails, operation("POST /campaigns")])}
    assert known["campaign.create"] == "POST /campaigns"


@pytest.mark.parametrize(
    ("path", "things"),
    [
        ("GET /campaign-folders", set()),
        ("POST /conversations/{id}/messages", set()),
        ("GET /lists/{id}/members", set()),
        ("GET /listas-de-contactos", {"audience"}),
        ("POST /api/campaign-send-jobs", {"campaign"}),
        ("GET /templates/email/list", {"content"}),
    ],
)
def test_a_compound_is_about_its_head(path: str, things: set[str]) -> None:
    reading = read(operation(path))
    assert set(reading.things) == things or reading.elsewhere


@pytest.mark.parametrize("name", FACTS)
def test_no_receiver_is_ever_shown_to_another(name: str) -> None:
    """A batch is drafted as one request only where each entry has an address and words of its own."""
    for one in proposals(name):
        if one.capability.startswith("message."):
            mapped = draft(one, whole(FACTS[name].operations)).mapped
            lists = [value for value in leaves(mapped) if isinstance(value, dict) and "$each" in value]
            together = [value for value in lists if value["$each"] == "$arguments.messages"]
            for value in together:
                assert "$item.to" in str(value["$make"])
                assert "$item.text" in str(value["$make"]) or "$item.html" in str(value["$make"])
            assert not (together and "each" in mapped)


def leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [value, *(leaf for inner in value.values() for leaf in leaves(inner))]
    return [leaf for inner in value for leaf in leaves(inner)] if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    ("field", "sure"), [("location", False), ("city", False), ("content_id", True), ("name", True), ("content", True)]
)
def test_a_tool_reads_one_thing_only_where_it_is_told_which(field: str, sure: bool) -> None:
    schema = {"type": "object", "properties": {field: {"type": "string"}}, "required": [field]}
    tool = ToolDefinition("get-structured-content", "", "", schema, None, None, {})
    assert [one.sure for one in propose([as_operation(tool)]) if one.capability == "content.get"] == [sure]
