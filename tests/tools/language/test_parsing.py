import json
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from batuta.noun import Noun
from batuta.task import Complaint
from tools.language.parsing import MOST_COMPLAINTS, parsed


class Card(Noun):
    name: str
    fee: float = 0.0
    kind: Literal["debit", "credit"] = "debit"
    limits: tuple[int, ...] = ()


GOLD = Card(name="Oro", fee=45.5, kind="credit", limits=(100, 200))
WRITTEN = GOLD.model_dump_json()


@pytest.mark.parametrize(
    "text",
    [
        WRITTEN,
        f"\ufeff  {WRITTEN}\n\n",
        f"```json\n{WRITTEN}\n```",
        f"Here it is:\n```\n{WRITTEN}\n```\nAnything else?",
        f'<think>Maybe {{"name": "Plata"}}? No: "oro".</think>{WRITTEN}',
        f'An inch is 1" and so {WRITTEN}',
        f'First I thought {{"name":"x"}} but {WRITTEN}',
        WRITTEN.replace(",", " ,\n\t"),
    ],
)
def test_finds_the_object(text: str) -> None:
    assert parsed(text, Card) == GOLD


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ("I would rather not.", "not one JSON object"),
        ("[1, 2]", "not one JSON object"),
        ("null", "not one JSON object"),
        (WRITTEN[:-1], "cut off"),
        (WRITTEN[: len(WRITTEN) // 2], "cut off"),
        ('{"name": "\\ud800"}', "not one JSON object"),
        ('{"name": NaN}', "not one JSON object"),
    ],
)
def test_says_what_is_wrong_with_text(text: str, complaint: str) -> None:
    found = parsed(text, Card)
    assert isinstance(found, tuple)
    assert complaint in found[0].message


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ({}, "name"),
        ({"name": 5}, "name"),
        ({"name": "Oro", "approved": True}, "approved"),
        ({"name": "Oro", "kind": "gold"}, "kind"),
        ({"name": "Oro", "limits": [1, "two"]}, "limits.1"),
        ({"name": "Oro\u0000"}, "name"),
        ({"name": "Oro", "a\u0001": 1}, ""),
        ({"name": "Oro", "limits": [10**30]}, "limits.0"),
        ({"name": "o" * 6001}, "name"),
    ],
)
def test_names_the_place_that_is_wrong(written: object, path: str) -> None:
    found = parsed(json.dumps(written), Card)
    assert isinstance(found, tuple)
    assert path in [complaint.path for complaint in found]


def test_a_number_beyond_all_bounds_is_no_number() -> None:
    found = parsed('{"name": "Oro", "fee": 1e999}', Card)
    assert found == (Complaint("fee", "The number is not finite."),)


class Everything(Noun):
    """A type whose empty object is valid: a part must not pass for the whole."""

    inner: dict[str, object] = Field(default_factory=dict)
    more: tuple[str, ...] = ()


def test_an_inner_object_of_a_broken_answer_does_not_count() -> None:
    assert isinstance(parsed('{"inner": {}, "more": ["a", ', Everything), tuple)
    assert isinstance(parsed('{"inner": {"inner": {}}, "more": ["a"', Everything), tuple)


def test_an_object_in_prose_is_whole_with_all_that_it_holds() -> None:
    written = {"inner": {"a": {"b": [{}]}, "c": "}{"}, "more": ["x"]}
    assert parsed(f"Here: {json.dumps(written)} – done.", Everything) == Everything.model_validate(written)


def test_complains_of_everything_at_once_within_reason() -> None:
    both = parsed('{"name": 1, "fee": "x"}', Card)
    many = parsed(json.dumps({"name": "Oro", "limits": ["x"] * 500}), Card)
    assert isinstance(both, tuple)
    assert isinstance(many, tuple)
    assert {complaint.path for complaint in both} == {"name", "fee"}
    assert len(many) == MOST_COMPLAINTS


@pytest.mark.parametrize("piece", ['{"a":', "[", "{", '\\"', '{"a":1}', "<think>", '"', "{}", '{"name":'])
def test_hostile_repetition_ends_in_complaints(piece: str) -> None:
    found = parsed("{" + piece * 60_000, Card)
    assert isinstance(found, tuple)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.text() | json_values.map(json.dumps))
def test_nothing_a_model_writes_raises(text: str) -> None:
    found = parsed(text, Card)
    assert isinstance(found, (Card, tuple))


@given(st.builds(Card, name=st.text(st.characters(exclude_categories=["Cs", "Cc"])), limits=st.just((1, 2))))
def test_what_was_written_is_read_back(card: Card) -> None:
    assert parsed(card.model_dump_json(), Card) == card
