"""What does not fit a form, in the words of whoever filled it in: where it is, and what must stand there."""

from collections.abc import Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from batuta.text import Text

_KINDS = {
    Text(en="is missing", es="falta"): ("missing",),
    Text(en="is not a known key", es="no es una clave conocida"): ("extra_forbidden",),
    Text(en="must be a text", es="debe ser un texto"): ("string_type", "bytes_type"),
    Text(en="must be a whole number", es="debe ser un número entero"): (
        "int_type", "int_parsing", "int_parsing_size", "int_from_float",
    ),
    Text(en="must be a number", es="debe ser un número"): (
        "float_type", "float_parsing", "decimal_type", "decimal_parsing", "finite_number",
    ),
    Text(en="must be true or false", es="debe ser true o false"): ("bool_type", "bool_parsing"),
    Text(en="must be a list", es="debe ser una lista"): (
        "list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type",
    ),
    Text(en="must be an object with keys", es="debe ser un objeto con claves"): (
        "dict_type", "mapping_type", "model_type", "model_attributes_type",
    ),
    Text(en="must be a date, as 2027-03-01", es="debe ser una fecha, como 2027-03-01"): (
        "date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact",
    ),
    Text(en="must be a moment, as 2027-03-01T09:30Z", es="debe ser un momento, como 2027-03-01T09:30Z"): (
        "datetime_type", "datetime_parsing", "datetime_from_date_parsing", "timezone_aware",
    ),
    Text(en="is not written as it must be", es="no está escrito como debe"): ("string_pattern_mismatch",),
}  # fmt: skip
_SAID = {kind: said for said, kinds in _KINDS.items() for kind in kinds}


def misfits(invalid: ValidationError, *, most: int = 3) -> Text:
    """The first few places and what is wrong at each, as a clause: `audience.all.0.op: must be one of …`."""
    return told(invalid.errors(include_url=False), most=most)


def told(errors: Sequence[ErrorDetails], *, most: int = 3) -> Text:
    listed = [(place_of(error), said_of(error)) for error in errors[:most]]
    return Text(
        en="; ".join(_clause(place, said.in_("en")) for place, said in listed),
        es="; ".join(_clause(place, said.in_("es")) for place, said in listed),
    )


def said_of(error: ErrorDetails) -> Text:
    """What must stand there, as a predicate. A rule of our own says it in its own words."""
    kind, bounds = error["type"], error.get("ctx", {})
    if kind in ("greater_than", "greater_than_equal"):
        low = next(iter(bounds.values()))
        return Text(en=f"is too small (limit: {low})", es=f"es demasiado bajo (límite: {low})")
    if kind in ("less_than", "less_than_equal"):
        high = next(iter(bounds.values()))
        return Text(en=f"is too large (limit: {high})", es=f"es demasiado alto (límite: {high})")
    if kind in ("too_short", "string_too_short"):
        low = bounds.get("min_length")
        return Text(en=f"is too short (at least {low})", es=f"es demasiado corto (mínimo: {low})")
    if kind in ("too_long", "string_too_long"):
        high = bounds.get("max_length")
        return Text(en=f"is too long (at most {high})", es=f"es demasiado largo (máximo: {high})")
    if kind in ("literal_error", "enum"):
        expected = str(bounds.get("expected", ""))
        return Text(en=f"must be one of {expected}", es=f"debe ser uno de {expected.replace(' or ', ' o ')}")
    if kind == "value_error":
        own = error["msg"].removeprefix("Value error, ")
        return Text(en=own, es=own)
    return _SAID.get(kind) or Text(en=f"is wrong: {error['msg']}", es=f"no es válido: {error['msg']}")


def place_of(error: ErrorDetails) -> str:
    """The way to it, as `all.0.value`; empty for the whole. Which member of a union was tried is left out."""
    return ".".join(str(part) for part in error["loc"] if not is_union_label(part))


def is_union_label(part: str | int) -> bool:
    """Pydantic names the tried member of a union inside the path, as in `tuple[Scalar,...]`."""
    return isinstance(part, str) and (not part.isidentifier() or part in ("bool", "int", "float", "str", "tuple"))


def _clause(place: str, said: str) -> str:
    return f"{place}: {said}" if place else said
