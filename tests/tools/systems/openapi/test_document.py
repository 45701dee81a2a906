"""Foreign descriptions: read where they can be, refused with a reason where they cannot."""

import json
import time

import pytest

from tools.systems.openapi.document import described
from tools.systems.openapi.parsing import LARGEST, BadDescription

LIST = {"application/json": {"schema": {"$ref": "#/components/schemas/List"}}}
SMALL = {
    "openapi": "3.1.0",
    "info": {"title": "Shop", "version": "1"},
    "servers": [{"url": "https://elsewhere.example/v3"}],
    "paths": {
        "/lists/{list_id}": {
            "parameters": [{"name": "list_id", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "put": {
                "operationId": "putList",
                "requestBody": {"content": LIST},
                "responses": {"200": {"content": LIST}},
            },
        }
    },
    "components": {
        "schemas": {
            "List": {
                "allOf": [{"$ref": "#/components/schemas/Named"}],
                "required": ["members"],
                "properties": {
                    "members": {"type": "array", "items": {"$ref": "#/components/schemas/Member"}},
                    "state": {"type": ["string", "null"], "enum": ["on", "off"]},
                },
            },
            "Named": {"required": ["name"], "properties": {"name": {"type": "string"}}},
            "Member": {"properties": {"friends": {"type": "array", "items": {"$ref": "#/components/schemas/Member"}}}},
        }
    },
}
"""Its members hold members: a circle."""


def with_(**changes: object) -> bytes:
    return json.dumps({**SMALL, **changes}).encode()


def test_reads_fields_through_references_and_circles() -> None:
    description = described(with_(), "shop.json")
    operation = description.operation("putList")
    assert operation is not None
    assert operation is description.operation("PUT /lists/{list_id}")
    body = {field.path: field for field in operation.body}
    assert body["name"].required
    assert body["members"].required
    assert not body["state"].required
    assert (body["state"].type, body["state"].options) == ("string", ("on", "off"))
    assert "members[].friends" in body
    assert operation.parameters[0].type == "integer"
    assert description.base == "/v3"
    assert description.problems == ()


def test_reads_swagger_too() -> None:
    old = {
        "swagger": "2.0",
        "basePath": "/api",
        "paths": {
            "/lists": {
                "post": {
                    "parameters": [
                        {"name": "body", "in": "body", "required": True, "schema": {"$ref": "#/definitions/List"}},
                        {"name": "dry", "in": "query", "type": "boolean"},
                    ],
                    "responses": {"200": {"schema": {"$ref": "#/definitions/List"}}},
                }
            }
        },
        "definitions": {"List": {"type": "object", "properties": {"id": {"type": "string"}}}},
    }
    operation = described(json.dumps(old).encode(), "old").operation("POST /lists")
    assert operation is not None
    assert [field.path for field in operation.body] == ["id"]
    assert [field.path for field in operation.answer] == ["id"]
    assert [parameter.name for parameter in operation.parameters] == ["dry"]


def test_a_pin_changes_with_what_goes_in_and_out_and_not_with_words() -> None:
    changed = json.loads(with_())
    changed["paths"]["/lists/{list_id}"]["put"]["summary"] = "Other words"
    before, after = described(with_(), "a").operations[0], described(json.dumps(changed).encode(), "b").operations[0]
    assert before.pin == after.pin
    changed["components"]["schemas"]["Named"]["properties"]["name"]["type"] = "integer"
    assert described(json.dumps(changed).encode(), "c").operations[0].pin != before.pin


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "neither JSON nor YAML|not a description"),
        (b"<html><body>Login</body></html>", "not a description|no YAML"),
        (b"{", "line 1 is no JSON"),
        (b'{"openapi": "3.0.0", "openapi": "3.1.0"}', "“openapi” is given twice"),
        (b"openapi: 3.0.0\npaths: {}\npaths: {}", "“paths” is given twice"),
        (b"openapi: [", "is no YAML"),
        (b"\xff\xfe\x00", "neither JSON nor YAML"),
        (b"[]", "not a description"),
        (b'{"openapi": "4.0.0", "paths": {}}', "version 2.0 or 3.0 to 3.2"),
        (b'{"openapi": 3.1, "paths": {}}', "no paths"),
        (b'{"paths": {"/a": {}}}', "it says None"),
        (b'{"openapi": "3.0.0"}', "no paths"),
        (b"[" * 100_000, "neither JSON nor YAML"),
        (b"!!python/object/apply:os.system ['true']", "no YAML|neither"),
        (b" " * (LARGEST + 1), "larger than"),
    ],
)
def test_refuses_with_a_reason(data: bytes, told: str) -> None:
    with pytest.raises(BadDescription, match=told) as refused:
        described(data, "api.json")
    assert refused.value.remedy is not None
    assert "api.json" in refused.value.in_("es")


def test_repetitions_that_would_fill_the_memory_are_refused_at_once() -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12))
    begun = time.monotonic()
    with pytest.raises(BadDescription, match="too large"):
        described(f"openapi: 3.0.0\nl0: &l0 [x, x]\n{levels}\n".encode(), "bomb.yaml")
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("https://evil.example/schema.json", "outside the document"),
        ("file:///etc/passwd", "outside the document"),
        ("other.yaml#/List", "outside the document"),
        ("#/components/schemas/Nowhere", "not there"),
        ("#/components/schemas/Self", "circle"),
    ],
)
def test_an_operation_whose_references_lead_nowhere_is_left_out_and_said(reference: str, told: str) -> None:
    paths = dict(SMALL["paths"])  # type: ignore[call-overload]
    paths["/broken"] = {
        "get": {"responses": {"200": {"content": {"application/json": {"schema": {"$ref": reference}}}}}}
    }
    schemas = {**SMALL["components"]["schemas"], "Self": {"$ref": "#/components/schemas/Self"}}  # type: ignore[index]
    description = described(with_(paths=paths, components={"schemas": schemas}), "api.json")
    assert [operation.name for operation in description.operations] == ["PUT /lists/{list_id}"]
    assert "GET /broken" in description.problems[0].in_("en")
    assert told in description.problems[0].in_("en")


def test_a_name_used_twice_names_nothing() -> None:
    paths = {path: {"get": {"operationId": "same"}} for path in ("/a", "/b")}
    description = described(with_(paths=paths), "api.json")
    assert description.operation("same") is None
    assert "GET /a, GET /b" in description.problems[0].in_("es")


def test_of_a_schema_without_end_the_fields_on_top_are_kept() -> None:
    schemas = {
        f"S{n}": {"properties": {"next": {"$ref": f"#/components/schemas/S{(n + 1) % 90}"}}
                  | {f"f{m}": {"type": "string"} for m in range(60)}}
        for n in range(90)
    }  # fmt: skip
    answer = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}}
    paths = {f"/a{n}": {"get": {"responses": {"200": answer}}} for n in range(300)}
    begun = time.monotonic()
    description = described(with_(paths=paths, components={"schemas": schemas}), "api.json")
    assert time.monotonic() - begun < 5
    fields = {field.path for field in description.operations[-1].answer}
    assert {f"f{m}" for m in range(60)} <= fields
    assert len(fields) <= 460


def answered(content: object, **more: object) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The fields of the answer of one operation, by path: type and values."""
    responses = {"201": {"content": content}, **more}
    data = with_(paths={"/lists": {"post": {"operationId": "make", "responses": responses}}})
    operation = described(data, "shop.json").operation("make")
    assert operation is not None
    return {one.path: (one.type, one.options) for one in operation.answer}


def test_what_may_be_of_any_kind_is_read_as_well() -> None:
    schema = {"properties": {"id": {"type": "string"}}}
    assert answered({"*/*": {"schema": schema}}) == {"id": ("string", ())}
    assert answered({"application/json": {"schema": schema}, "*/*": {"schema": {}}}) == {"id": ("string", ())}


@pytest.mark.parametrize(
    "media",
    [
        {"example": {"lists": [{"id": 7}, {"name": "A", "open": True}]}},
        {
            "schema": {"type": "object", "properties": {}},
            "examples": {"one": {"value": '{"lists": [{"id": 7}, {"name": "A", "open": true}]}'}},
        },
    ],
)
def test_an_answer_without_a_schema_is_known_by_what_is_shown_of_it(media: object) -> None:
    fields = answered({"application/json": media})
    assert fields["lists[].id"] == ("integer", ())
    assert fields["lists[].name"] == ("string", ())
    assert fields["lists[].open"] == ("boolean", ())


def test_examples_that_lead_nowhere_leave_the_operation() -> None:
    assert answered({"application/json": {"example": {"$ref": "./elsewhere.json"}}}) == {}


def test_the_answer_is_the_first_that_holds_something() -> None:
    schema = {"properties": {"id": {"type": "string"}}}
    assert answered({"application/json": {"schema": schema}}, **{"200": {"description": "made"}})["id"] == (
        "string",
        (),
    )


def test_single_values_side_by_side_are_an_enumeration() -> None:
    state = {"anyOf": [{"type": "null"}, {"type": "string", "enum": ["on"]}, {"type": "string", "const": "off"}]}
    fields = answered({"application/json": {"schema": {"properties": {"state": state}}}})
    assert fields["state"] == ("string", ("on", "off"))


@pytest.mark.parametrize("summary", ["", "/lists", "POST /lists", "makeList"])
def test_a_summary_that_is_only_an_address_or_a_name_says_less_than_the_description(summary: str) -> None:
    told = {"summary": summary, "description": "Makes a list of people", "operationId": "make"}
    operation = described(with_(paths={"/lists": {"post": told}}), "shop.json").operation("make")
    assert operation is not None
    assert operation.summary == "Makes a list of people"


@pytest.mark.parametrize("version", ["3.2.0", 3.1])
def test_reads_version_3_2_and_versions_written_as_numbers(version: object) -> None:
    assert described(with_(openapi=version), "shop.json").operation("putList") is not None
