"""What templates make of arguments and answers, and which templates are none."""

import pytest
from pydantic import TypeAdapter, ValidationError

from batuta.errors import BadInput
from tools.systems.mapping.template import Absent, Template, filled, references

SCOPE = {
    "arguments": {
        "name": "Otoño",
        "members": 1200,
        "start": "2026-11-23",
        "channels": ["email", "push"],
        "item": {"parts": {"subject": "$arguments.name ${key}"}},
        "messages": [
            {"id": "m1", "to": "ana@example.com", "state": "ok"},
            {"id": "m2", "to": "eva@example.com", "state": 3},
        ],
        "none": "",
    },
    "settings": {"from": "hola@example.com"},
    "key": "k" * 8,
    "answer": {"data": [{"id": 7}, {"id": 8}], "at": 1795392000, "iso": "2026-11-23T23:30:00+01:00"},
}


@pytest.mark.parametrize(
    ("template", "made"),
    [
        ("$arguments.members", 1200),
        ("${arguments.members}", "1200"),
        ("${arguments.start}T09:00:00Z", "2026-11-23T09:00:00Z"),
        ("$$5 off", "$5 off"),
        ({"patch": {"$$set": {"name": "$arguments.name"}}}, {"patch": {"$set": {"name": "Otoño"}}}),
        ("plain", "plain"),
        (7, 7),
        ({"a": "$arguments.absent?", "b": True}, {"b": True}),
        (["$arguments.absent?", "$key"], ["kkkkkkkk"]),
        ("${arguments.absent?}T09", None),
        ("$answer.data.1.id", 8),
        ({"$each": "$arguments.messages", "$make": {"to": "$item.to"}}, [
            {"to": "ana@example.com"}, {"to": "eva@example.com"},
        ]),
        ({"$each": "$arguments.messages", "$where": {"state": ["3"]}, "$make": "$item.id"}, ["m2"]),
        ({"$each": "$arguments.absent?", "$make": "$item"}, None),
        ({"$of": "$arguments.name", "$values": {"Otoño": "autumn"}}, "autumn"),
        ({"$of": "$arguments.name", "$values": {}, "$otherwise": "other"}, "other"),
        ({"$first": ["$arguments.absent", "$arguments.name"]}, "Otoño"),
        ({"$count": "$answer.data"}, 2),
        ({"$join": "$arguments.channels", "$with": ";"}, "email;push"),
        ({"$day": "$answer.at"}, "2026-11-23"),
        ({"$day": "$answer.iso"}, "2026-11-23"),
        ("$arguments.none", ""),
    ],
)  # fmt: skip
def test_fills(template: object, made: object) -> None:
    assert filled(template, SCOPE) == made


def test_a_value_is_never_read_as_a_template() -> None:
    assert filled("$arguments.item.parts.subject", SCOPE) == "$arguments.name ${key}"
    assert filled("x ${arguments.item.parts.subject}", SCOPE) == "x $arguments.name ${key}"


@pytest.mark.parametrize("template", ["$arguments.absent", "${arguments.absent}x", {"$count": "$answer.other"}])
def test_what_is_needed_and_not_there_is_named(template: object) -> None:
    with pytest.raises(Absent, match=r"(arguments\.absent|answer\.other)"):
        filled(template, SCOPE)


def test_a_word_without_translation_is_refused() -> None:
    with pytest.raises(BadInput, match="no word for “Otoño”"):
        filled({"$of": "$arguments.name", "$values": {"Invierno": "winter"}}, SCOPE)


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("$argument.name", "argument.* is not known"),
        ("$", "no reference"),
        ("$arguments..name", "no reference"),
        ("a ${arguments.name", "no reference"),
        ("${__class__}", "no reference"),
        ({"$each": "$arguments.x", "$made": 1}, "no operation"),
        ({"$each": "$arguments.x", "other": 1}, "no operation"),
        ({"$exec": "rm"}, "no operation"),
        ({"$of": "$key", "$values": ["a"]}, "pairs of words"),
        ({"$first": "$key"}, "must be a list"),
        ({"deep": {"inside": ["$nope"]}}, r"deep\.inside\.0"),
    ],
)
def test_refuses_what_is_no_template(template: object, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        TypeAdapter(Template).validate_python(template)


def test_knows_what_it_reads() -> None:
    template = {"a": "$arguments.x?", "b": ["${key}-${settings.from}"], "c": {"$each": "$items", "$make": "$item.id"}}
    assert list(references(template)) == ["arguments.x", "key", "settings.from", "items", "item.id"]
