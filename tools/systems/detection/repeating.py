"""How a call that is made twice is recognised, as far as the description says it."""

from collections.abc import Mapping
from typing import NamedTuple

from batuta.publishing import Capability
from batuta.text import Text
from tools.systems.detection.answers import state_word
from tools.systems.detection.fields import RECOGNISED, id_field, list_field
from tools.systems.detection.lexicon import Thing
from tools.systems.detection.understood import TOOL
from tools.systems.detection.words import words
from tools.systems.openapi.document import Operation

CHOSEN_ADDRESS = "path"
"""Where the key of a call is the address of what it makes: made twice, it is there once."""


class Keys(NamedTuple):
    """Where the key of a call goes: into which field or header, and into which field that is kept; empty for none."""

    given: str
    kept: str


def repetition(
    capability: Capability, thing: Thing, keys: Keys, searched: Operation | None, mapped: Mapping[str, object]
) -> tuple[dict[str, object], tuple[Text, ...]]:
    """What the mapping says of a repetition, and what is asked of a person."""
    creates = capability.endswith((".create", ".send", ".send_test"))
    find = _found_again(capability, thing, keys.kept, searched) if creates and "path" not in mapped else None
    found: dict[str, object] = {"find": find} if find else {}
    if (
        keys.given == CHOSEN_ADDRESS
        or keys.given.startswith("header ")
        or " ".join(words(keys.given.rpartition(".")[2])) in RECOGNISED
    ):
        return {**found, "repeated": "by_key"}, ()
    if not creates:
        gone = {"absent_is_done": True} if capability.endswith(".delete") else {}
        return {**found, "repeated": "harmless", **gone}, ()
    if find:
        return {**found, "repeated": "looked_up"}, ()
    return {"repeated": "unsafe"}, (
        Text(
            en="nothing says how a repetition is recognised; until you say so, a lost answer is left open",
            es="nada dice cómo se reconoce una repetición; hasta que lo indiques, una respuesta perdida "
            "queda sin resolver",
        ),
    )


def _found_again(
    capability: Capability, thing: Thing, kept: str, searched: Operation | None
) -> dict[str, object] | None:
    """Looking for the key in the field that keeps it."""
    if not kept or searched is None:
        return None
    tool = searched.method == TOOL
    asking = [one.name for one in searched.parameters if one.place == "query"]
    known = [one.path for one in searched.body] if tool else asking
    filters = [name for name in known if words(name) == words(kept)]
    entries = list_field(searched.answer)
    if not filters or entries is None:
        return None
    inside = [
        one._replace(path=one.path.partition("[].")[2])
        for one in searched.answer
        if one.path.startswith(f"{entries}[].")
    ]
    id_ = id_field(inside, thing)
    if id_ is None:
        return None
    asked: dict[str, object] = (
        {"tool": searched.id, "send": {filters[0]: "$key"}}
        if tool
        else {"operation": searched.name, "query": {filters[0]: "$key"}}
    )
    return {
        **asked,
        "items": f"$answer.{entries}" if entries else "$answer",
        "where": {kept: "$key"},
        "result": {"id": f"${{item.{id_.path}}}", **state_word(capability, thing)},
    }
