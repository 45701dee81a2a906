"""What a mapped system makes of its calls: pages, keys, and batches that go message by message."""

from collections.abc import Mapping

import pytest
import yaml

from batuta.errors import BadInput, BatutaError, NotFound, OutcomeUnknown, SystemUnavailable
from batuta.publishing import SystemDescription
from batuta.text import Text
from tools.systems.mapping.model import Call, problems_of
from tools.systems.mapping.model import Mapping as MappingFile
from tools.systems.mapping.system import MOST_PAGES, MappedSystem, Reply
from tools.systems.mapping.template import Scope, filled
from tools.systems.messages import SendingInterrupted
from tools.workspaces.yaml_file import parse_yaml

WORDS = Text(en="x", es="x")


class Scripted:
    """Answers in order; an error is raised. Writes down what was asked."""

    def __init__(self, *answers: object) -> None:
        self._answers = list(answers)
        self.asked: list[dict[str, object]] = []

    async def call(self, call: Call, scope: Scope, *, changes: bool, turned: Mapping[str, str], link: str) -> Reply:
        self.asked.append({"body": filled(call.body, scope), "turned": dict(turned), "link": link, "changes": changes})
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, BatutaError):
            raise answer
        return answer if isinstance(answer, Reply) else Reply(answer)

    async def aclose(self) -> None:
        pass


def system(mapping: str, *answers: object) -> tuple[MappedSystem, Scripted]:
    file = MappingFile.model_validate(yaml.safe_load(mapping))
    described = SystemDescription(id="esp", name=WORDS, kind="openapi", capabilities=tuple(file.capabilities))
    caller = Scripted(*answers)
    return MappedSystem(described, file, caller), caller


SEND = """
capabilities:
  message.send:
    operation: POST /email
    each: $arguments.messages
    body: {to: [{email: $item.to}], text: $item.text, reference: $item.id}
    repeated: %s
"""
BATCH = {"messages": [{"id": f"m{n}", "to": f"{n}@example.com", "text": "Hola"} for n in range(4)]}
DOWN = SystemUnavailable(WORDS)
UNCLEAR = OutcomeUnknown(WORDS)
NO = BadInput(WORDS)


async def test_each_message_goes_alone_and_the_refused_are_named() -> None:
    esp, caller = system(SEND % "by_key", {}, NO, {})
    done = await esp.perform("message.send", BATCH, "k")
    assert done.result == {"sent": 3, "refused": ["m1"]}
    receivers = [one["body"]["to"] for one in caller.asked]  # type: ignore[index, call-overload]
    assert receivers == [[{"email": f"{n}@example.com"}] for n in range(4)]


@pytest.mark.parametrize(("repeated", "under_way"), [("by_key", ""), ("unsafe", "m2")])
async def test_a_batch_that_breaks_off_says_what_went_and_what_is_unclear(repeated: str, under_way: str) -> None:
    esp, _ = system(SEND % repeated, {}, NO, UNCLEAR)
    with pytest.raises(SendingInterrupted) as broken:
        await esp.perform("message.send", BATCH, "k")
    assert (broken.value.sent, broken.value.refused, broken.value.under_way) == (("m0",), ("m1",), under_way)
    told = broken.value.in_("es")
    assert told.startswith("esp se cortó tras 1 mensaje;")
    assert ("puede haber salido o no" in told) == bool(under_way)


async def test_a_batch_that_never_began_is_sent_later() -> None:
    esp, _ = system(SEND % "by_key", DOWN)
    with pytest.raises(SystemUnavailable):
        await esp.perform("message.send", BATCH, "k")


async def test_a_system_that_goes_down_in_between_has_certainly_not_sent_the_rest() -> None:
    esp, _ = system(SEND % "unsafe", {}, {}, DOWN)
    with pytest.raises(SendingInterrupted) as broken:
        await esp.perform("message.send", BATCH, "k")
    assert (broken.value.sent, broken.value.under_way) == (("m0", "m1"), "")


@pytest.mark.parametrize("reference", ["$key", '"${key}-${item.id}"'])
def test_one_key_for_many_messages_is_a_mistake(reference: str) -> None:
    text = (SEND % "by_key").replace("reference: $item.id", f"reference: {reference}")
    document = parse_yaml(text, "esp.yaml")
    problems = problems_of(MappingFile.model_validate(document.data), document)
    assert "$item.id" in problems[0].message.en
    assert problems[0].line


SEARCH = """
capabilities:
  content.search:
    operation: GET /items
    items: $answer.data
    pages: %s
    result: {items: {$each: $items, $make: {id: "${item}", status: draft}}}
"""


@pytest.mark.parametrize(
    ("pages", "answers", "turned"),
    [
        (
            "{by: cursor, parameter: after, next: '$answer.next?'}",
            [{"data": [1, 2], "next": "c2"}, {"data": [3]}],
            [{}, {"after": "c2"}],
        ),
        (
            "{by: page, parameter: page}",
            [{"data": [1, 2]}, {"data": [3]}, {"data": []}],
            [{"page": "1"}, {"page": "2"}, {"page": "3"}],
        ),
        (
            "{by: offset, parameter: skip}",
            [{"data": [1, 2]}, {"data": [3]}, {"data": []}],
            [{"skip": "0"}, {"skip": "2"}, {"skip": "3"}],
        ),
        ("{by: link}", [Reply({"data": [1, 2]}, "/items?p=2"), Reply({"data": [3]})], [{}, {}]),
    ],
)
async def test_lists_are_read_to_their_end(pages: str, answers: list[object], turned: list[object]) -> None:
    cms, caller = system(SEARCH % pages, *answers)
    found = (await cms.read("content.search", {}))["items"]
    assert isinstance(found, list)
    assert [one["id"] for one in found] == ["1", "2", "3"]
    assert [one["turned"] for one in caller.asked] == turned


@pytest.mark.parametrize("pages", ["{by: page, parameter: page}", "{by: cursor, parameter: c, next: $answer.next}"])
async def test_a_list_without_end_is_refused(pages: str) -> None:
    cms, caller = system(SEARCH % pages, {"data": [1], "next": "same"})
    with pytest.raises(SystemUnavailable, match="does not end"):
        await cms.read("content.search", {})
    assert len(caller.asked) <= MOST_PAGES


async def test_something_else_where_a_list_was_expected_is_said() -> None:
    cms, _ = system(SEARCH % "{by: page, parameter: page}", {"data": {"error": "maintenance"}})
    with pytest.raises(SystemUnavailable, match="where a list was expected"):
        await cms.read("content.search", {})


CREATE = """
capabilities:
  audience.create:
    operation: POST /lists
    body: {name: $arguments.name, external_id: $key}
    result: {id: "${answer.id}"}
    repeated: looked_up
    find:
      operation: GET /lists
      items: $answer.lists
      where: {external_id: $key}
      result: {id: "${item.id}"}
  audience.delete:
    operation: DELETE /lists/{id}
    path: {id: $arguments.id}
    result: {id: $arguments.id, state: deleted}
    repeated: harmless
    absent_is_done: true
"""
AUDIENCE = {"name": "Fibra", "audience": "d", "members": 3}


async def test_what_is_looked_up_first_is_not_made_twice() -> None:
    platform, caller = system(CREATE, {"lists": [{"id": 1, "external_id": "other"}, {"id": 7, "external_id": "k"}]})
    assert (await platform.perform("audience.create", AUDIENCE, "k")).reference == "7"
    assert [one["changes"] for one in caller.asked] == [False]


async def test_a_name_that_is_taken_by_our_own_first_try_is_no_refusal() -> None:
    ours = {"lists": [{"id": 7, "external_id": "k"}]}
    platform, _ = system(CREATE, {"lists": []}, NO, ours)
    assert (await platform.perform("audience.create", AUDIENCE, "k")).reference == "7"
    platform, _ = system(CREATE, {"lists": []}, NO, {"lists": []})
    with pytest.raises(BadInput):
        await platform.perform("audience.create", AUDIENCE, "k")


async def test_an_answer_without_what_is_needed_is_unclear_and_names_it() -> None:
    platform, _ = system(CREATE, {"lists": []}, {"name": "Fibra"})
    with pytest.raises(OutcomeUnknown, match=r"answer\.id"):
        await platform.perform("audience.create", AUDIENCE, "k")


async def test_taking_back_goes_by_reference_or_by_key() -> None:
    made = {"lists": [{"id": 7, "external_id": "k"}]}
    platform, _ = system(CREATE, made, {})
    assert (await platform.perform("audience.delete", {"undoes": "k"}, "u")).result["id"] == "7"
    platform, _ = system(CREATE, {"lists": []})
    with pytest.raises(NotFound):
        await platform.perform("audience.delete", {"undoes": "k"}, "u")
    platform, _ = system(CREATE, NotFound(WORDS))
    assert (await platform.perform("audience.delete", {"id": "9"}, "u")).result["state"] == "deleted"
