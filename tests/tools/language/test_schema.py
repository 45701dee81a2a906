import json
import re
from datetime import date
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from batuta.brief import Brief, Question
from batuta.content import ContentItem
from batuta.noun import Noun
from batuta.tasks import TASKS
from tests.servers.strict_schema import objection
from tools.language.parsing import parsed
from tools.language.schema import output_schema

Part = Literal["subject", "body"]


class Inner(Noun):
    """What is inside."""

    day: date | None = None
    pair: tuple[float, float] = (0.0, 1.0)


class Outer(Noun):
    kind: Literal["only"] = "only"
    title: str = Field(default="", min_length=0, max_length=9)
    inner: Inner = Inner()
    """Described besides its type."""
    many: tuple[Inner, ...] = ()
    parts: dict[Part, str] = Field(default_factory=dict)
    either: int | str | dict[str, object] | None = None


class Free(Noun):
    anything: dict[str, object]


def test_a_schema_that_is_called_strict_is_accepted_by_the_service() -> None:
    schema = output_schema("outer", Outer)
    assert schema.strict
    assert objection(schema.response_format) == ""


def test_what_fields_are_for_is_kept_and_defaults_are_not() -> None:
    said = repr(output_schema("outer", Outer).schema)
    assert "Described besides its type." in said
    assert "What is inside." in said
    assert not re.search("default|maxLength", said)
    assert "'title': {'type': 'string'}" in said


def test_closed_keys_become_fields_and_free_ones_are_not_offered_in_a_choice() -> None:
    properties: Any = output_schema("outer", Outer).schema["properties"]
    assert list(properties["parts"]["properties"]) == ["subject", "body"]
    assert [option.get("type") for option in properties["either"]["anyOf"]] == ["integer", "string", "null"]


def test_a_type_with_free_keys_is_asked_for_without_strictness() -> None:
    schema = output_schema("free", Free)
    assert not schema.strict
    assert objection(schema.response_format) == ""


@pytest.mark.parametrize("noun", [Brief, Question, ContentItem, *(task.output for task in TASKS)])
def test_the_service_objects_to_no_schema_of_ours(noun: type[Noun]) -> None:
    assert objection(output_schema("noun", noun).response_format) == ""


@pytest.mark.parametrize("task", TASKS, ids=[task.name for task in TASKS])
def test_every_task_can_be_asked_for_strictly(task: Any) -> None:
    assert output_schema(task.name, task.output).strict


def test_the_judge_of_schemas_can_object() -> None:
    raw = {"type": "json_schema", "json_schema": {"name": "x", "strict": True, "schema": Outer.model_json_schema()}}
    assert "Invalid schema for response_format 'x'" in objection(raw)


@given(st.builds(Outer, title=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=9)))
def test_an_answer_with_every_field_spelt_out_is_read(outer: Outer) -> None:
    """As a strict model writes: null for every part that there is not."""
    written = outer.model_dump(mode="json") | {"parts": {"subject": None, "body": "Hola"}}
    read = parsed(json.dumps(written, ensure_ascii=False), Outer)
    assert read == outer.model_copy(update={"parts": {"body": "Hola"}})


def test_null_for_what_is_absent_is_borne_but_not_for_what_is_needed() -> None:
    assert parsed('{"title": null, "inner": null, "many": null}', Outer) == Outer()
    missing = parsed('{"anything": null}', Free)
    assert isinstance(missing, tuple)
    assert missing[0].path == "anything"
    within = parsed('{"many": [null]}', Outer)
    assert isinstance(within, tuple)
