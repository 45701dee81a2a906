"""Where a description shows an answer and gives no schema for it, the schema that what it shows has."""

import json
from collections.abc import Mapping, Sequence

MOST_ENTRIES = 5
"""Entries of a list that are looked at: the first are like the others."""


def schema_shown(media: Mapping[object, object]) -> dict[str, object] | None:
    """The schema of the first example of a body or answer; None where none is shown that is an object or a list.

    >>> schema_shown({"example": {"id": 7, "tags": ["a"]}})["properties"]["id"]
    {'type': 'integer'}
    """
    several = media.get("examples")
    named = several.values() if isinstance(several, Mapping) else several if isinstance(several, list) else ()
    for one in (media.get("example"), *named):
        shown = _data(one.get("value", one) if isinstance(one, Mapping) else one)
        if isinstance(shown, Mapping | list) and shown:
            return _schema(shown)
    return None


def _data(shown: object) -> object:
    """What is shown, also where it is written out as a text."""
    if not isinstance(shown, str) or not shown.lstrip().startswith(("{", "[")):
        return shown
    try:
        return json.loads(shown)
    except (ValueError, RecursionError):
        return None


def _schema(value: object) -> dict[str, object]:
    match value:
        case Mapping():
            return {"type": "object", "properties": {str(name): _schema(inner) for name, inner in value.items()}}
        case list():
            return {"type": "array", "items": _together([_schema(one) for one in value[:MOST_ENTRIES]])}
        case bool():
            return {"type": "boolean"}
        case int():
            return {"type": "integer"}
        case float():
            return {"type": "number"}
        case str():
            return {"type": "string"}
        case _:
            return {}


def _together(schemas: Sequence[dict[str, object]]) -> dict[str, object]:
    """One schema of all: an entry may lack what another has."""
    return {"allOf": list(schemas)} if len(schemas) > 1 else schemas[0] if schemas else {}
