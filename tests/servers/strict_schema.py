"""What the OpenAI service says about a `response_format`, by its published rules for strict schemas."""

from typing import Any

_KNOWN = {
    "$defs", "$ref", "additionalProperties", "anyOf", "description", "enum", "const", "exclusiveMaximum",
    "exclusiveMinimum", "format", "items", "maxItems", "maximum", "minItems", "minimum", "multipleOf", "pattern",
    "properties", "required", "type",
}  # fmt: skip
_FORMATS = {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"}


def objection(response_format: dict[str, Any] | None) -> str:
    """Why the service would answer 400; empty where it would not."""
    if response_format is None or response_format["type"] != "json_schema":
        return ""
    asked = response_format["json_schema"]
    if not asked.get("strict"):
        return ""
    root = asked["schema"]
    why = "the root must be an object" if root.get("type") != "object" or "anyOf" in root else _why(root, root, ())
    return f"Invalid schema for response_format '{asked['name']}': {why}" if why else ""


def _why(schema: dict[str, Any], root: dict[str, Any], context: tuple[str, ...]) -> str:
    place = f"In context={context!r}, "
    strange = set(schema) - _KNOWN
    if strange:
        return f"{place}'{min(strange)}' is not permitted"
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return "" if len(schema) == 1 and name in root.get("$defs", {}) else f"{place}'$ref' cannot stand here"
    if not {"type", "anyOf", "enum", "const"} & set(schema):
        return f"{place}schema must have a 'type' key"
    if schema.get("format") not in {None, *_FORMATS}:
        return f"{place}unknown format {schema['format']}"
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            return f"{place}'additionalProperties' is required to be supplied and to be false"
        if set(schema.get("required", ())) != set(schema.get("properties", {})):
            return f"{place}'required' must include every key in properties"
    if schema.get("type") == "array" and "items" not in schema:
        return f"{place}array schema missing items"
    inner = {**schema.get("properties", {}), **schema.get("$defs", {})}
    inner |= {f"anyOf.{place}": option for place, option in enumerate(schema.get("anyOf", ()))}
    inner |= {"items": schema["items"]} if "items" in schema else {}
    return next((why for name, value in inner.items() if (why := _why(value, root, (*context, name)))), "")
