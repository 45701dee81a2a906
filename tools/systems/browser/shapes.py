"""What a dotted path leads to in the arguments or the result of a capability."""

import types
from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from batuta.capabilities import Anything


class Led(NamedTuple):
    optional: bool
    """There may be no value."""
    listed: bool = False


def led_to(model: type[BaseModel], path: tuple[str, ...]) -> Led | None:
    """Where a path leads, or None where there is no such field.

    >>> from batuta.capabilities import ScheduleArguments
    >>> led_to(ScheduleArguments, ("end",)), led_to(ScheduleArguments, ("ends",))
    (Led(optional=True, listed=False), None)
    """
    if issubclass(model, Anything):
        return Led(True)
    annotation: object = model
    optional = False
    for part in path:
        inner, empty = _without_none(annotation)
        optional = optional or empty
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            field = inner.model_fields.get(part)
            if field is None:
                return None
            optional = optional or (not field.is_required() and field.default in (None, ""))
            annotation = field.annotation
        elif get_origin(inner) in (dict, Mapping):
            keys, annotation = get_args(inner)
            if get_origin(keys) is Literal and part not in get_args(keys):
                return None
            optional = True
        else:
            return None
    inner, empty = _without_none(annotation)
    return Led(optional or empty, get_origin(inner) in (tuple, list))


def required(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name, field in model.model_fields.items() if field.is_required())


def nested(flat: Mapping[str, str]) -> dict[str, object]:
    """Dotted names as the objects they describe.

    >>> nested({"id": "7", "parts.subject": "Hola"})
    {'id': '7', 'parts': {'subject': 'Hola'}}
    """
    made: dict[str, object] = {}
    for name, value in flat.items():
        *outer, last = name.split(".")
        place = made
        for part in outer:
            inner = place.setdefault(part, {})
            place = inner if isinstance(inner, dict) else {}
        place[last] = value
    return made


def _without_none(annotation: object) -> tuple[object, bool]:
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        members = [one for one in get_args(annotation) if one is not type(None)]
        return (members[0] if len(members) == 1 else annotation), len(members) < len(get_args(annotation))
    return annotation, False
