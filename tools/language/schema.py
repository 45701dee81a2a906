"""The JSON Schema that a model is held to while it writes, in the form that strict decoding understands.

Strict decoding wants every object closed, every field required and none of the rarer keywords. Keys from a
closed set become fields that may be null; a choice that cannot be said strictly is not offered. A type
that still cannot be, such as one with free keys, is asked for without strictness; the parser checks all
the same.
"""

from copy import deepcopy
from typing import NamedTuple

from pydantic import BaseModel

_UNKNOWN_TO_STRICT = ("title", "default", "discriminator", "minLength", "maxLength", "uniqueItems", "examples")


class OutputSchema(NamedTuple):
    name: str
    schema: dict[str, object]
    strict: bool

    @property
    def response_format(self) -> dict[str, object]:
        return {"type": "json_schema", "json_schema": self._asdict()}


def output_schema(name: str, output: type[BaseModel]) -> OutputSchema:
    """What to ask a model for, so that its answer parses as `output`."""
    schema = _strictly(deepcopy(output.model_json_schema()))
    return OutputSchema(name, schema, strict=_is_strict(schema))


def _strictly(schema: dict[str, object]) -> dict[str, object]:
    for keyword in _UNKNOWN_TO_STRICT:
        schema.pop(keyword, None)
    if "const" in schema:
        schema["enum"] = [schema.pop("const")]
    if "oneOf" in schema:
        schema["anyOf"] = schema.pop("oneOf")
    if isinstance(keys := schema.pop("propertyNames", None), dict) and "enum" in keys:
        value = schema.pop("additionalProperties", {})
        schema["properties"] = {key: {"anyOf": [deepcopy(value), {"type": "null"}]} for key in keys["enum"]}
    if isinstance(fixed := schema.pop("prefixItems", None), list):
        schema |= {"items": _either(fixed), "minItems": len(fixed), "maxItems": len(fixed)}
    for keyword in ("properties", "$defs"):
        if isinstance(named := schema.get(keyword), dict):
            schema[keyword] = {key: _strictly(value) for key, value in named.items()}
    if isinstance(options := schema.get("anyOf"), list):
        stricter = [_strictly(option) for option in options]
        schema["anyOf"] = [option for option in stricter if _is_strict(option)] or stricter
    for keyword in ("items", "additionalProperties"):
        if isinstance(inner := schema.get(keyword), dict):
            schema[keyword] = _strictly(inner)
    if "properties" in schema:
        schema |= {"additionalProperties": False, "required": list(_keys(schema["properties"]))}
    if "$ref" in schema and len(schema) > 1:
        # A reference may have no neighbours, and what a field is for is worth keeping.
        schema["anyOf"] = [{"$ref": schema.pop("$ref")}]
    return schema


def _either(schemas: list[dict[str, object]]) -> dict[str, object]:
    distinct = [schema for place, schema in enumerate(schemas) if schema not in schemas[:place]]
    return distinct[0] if len(distinct) == 1 else {"anyOf": distinct}


def _keys(properties: object) -> list[str]:
    return list(properties) if isinstance(properties, dict) else []


def _is_strict(schema: object) -> bool:
    """Every part says what it is, and no object has free keys."""
    if not isinstance(schema, dict):
        return False
    if "$ref" in schema or "enum" in schema:
        return True
    parts = [schema.get("items"), *_values(schema.get("properties")), *_values(schema.get("$defs"))]
    if "anyOf" in schema:
        options = schema["anyOf"]
        return isinstance(options, list) and all(map(_is_strict, options))
    if schema.get("type") == "object" and "properties" not in schema:
        return False
    if schema.get("type") == "array" and "items" not in schema:
        return False
    return "type" in schema and all(_is_strict(part) for part in parts if part is not None)


def _values(properties: object) -> list[object]:
    return list(properties.values()) if isinstance(properties, dict) else []
