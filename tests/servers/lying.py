"""Answers that fit a strict schema and are otherwise anything at all: a model that lies within its form."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st


def lies(
    schema: dict[str, Any], words: Sequence[str], artful: Mapping[str, st.SearchStrategy[Any]] | None = None
) -> st.SearchStrategy[Any]:
    """Values of the schema.

    words: plausible strings – names, quotes, ids – taken as often as random ones. artful: by the name of a
    type, values that come closer to the truth than its schema alone would.
    """
    strings = st.sampled_from(list(words)) | st.text(max_size=12)
    return _Lies(schema.get("$defs", {}), strings, artful or {}).of(schema)


class _Lies:
    def __init__(
        self, named: dict[str, Any], strings: st.SearchStrategy[str], artful: Mapping[str, st.SearchStrategy[Any]]
    ) -> None:
        self._named = {name: st.deferred(lambda part=part: self.of(part)) for name, part in named.items()} | {**artful}
        self._strings = strings

    def of(self, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
        if "$ref" in schema:
            return self._named[schema["$ref"].removeprefix("#/$defs/")]
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        if "anyOf" in schema:
            return st.one_of([self.of(option) for option in schema["anyOf"]])
        match schema.get("type"):
            case "object":
                return st.fixed_dictionaries({name: self.of(part) for name, part in schema["properties"].items()})
            case "array":
                low = schema.get("minItems", 0)
                return st.lists(self.of(schema["items"]), min_size=low, max_size=max(low, schema.get("maxItems", 3)))
            case "string":
                return st.dates().map(str) if schema.get("format") == "date" else self._strings
            case "integer":
                return st.integers(schema.get("minimum", -10), schema.get("maximum", 2000))
            case "number":
                return st.floats(-1e6, 1e6) | st.sampled_from([0, 1, 18, 30, 60, 750])
            case "boolean":
                return st.booleans()
        return st.none()
