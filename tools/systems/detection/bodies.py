"""Bodies of requests as they are put together, field by field."""

from collections.abc import Mapping, Sequence

from tools.systems.openapi.document import Field


def is_leaf(field: Field, fields: Sequence[Field]) -> bool:
    return not any(one.path.startswith((f"{field.path}.", f"{field.path}[")) for one in fields)


def key(name: str) -> str:
    """As a template writes it: a dollar at the beginning is doubled."""
    return f"${name}" if name.startswith("$") else name


def put(body: dict[str, object], path: str, value: object) -> None:
    *around, last = map(key, path.split("."))
    place = body
    for name in around:
        inner = place.setdefault(name, {})
        if not isinstance(inner, dict):
            return
        place = inner
    place.setdefault(last, value)


def of_entry(path: str, fields: Sequence[Field]) -> str:
    """A place as it stands in one entry, where all of a body is a list: of `[].name` or `campaigns[].name`, `name`."""
    firsts = {one.path.partition("[].")[0] for one in fields if "[]." in one.path}
    first = next(iter(firsts)) if len(firsts) == 1 else ""
    whole = len(firsts) == 1 and "." not in first and all(one.path.startswith(f"{first}[]") for one in fields)
    return path.removeprefix(f"{first}[].") if whole else path


def whole_body(body: dict[str, object]) -> object:
    """What is sent: the body, or the list that it is."""
    return body[""] if set(body) == {""} else body


def put_within(body: dict[str, object], path: str, value: object) -> None:
    """Set a place inside lists of one: `to[].email` becomes `to: [{email: …}]`."""
    name, nested, rest = path.partition("[]")
    if not nested:
        put(body, path, value)
        return
    if not rest:
        put(body, name, [value])
        return
    entries: list[dict[str, object]] = [{}]
    there = _at(body, name)
    if isinstance(there, list) and there and isinstance(there[0], dict):
        entries = there
    put_within(entries[0], rest.removeprefix("."), value)
    put(body, name, entries)


def _at(body: Mapping[str, object], path: str) -> object:
    place: object = body
    for name in map(key, path.split(".")):
        place = place.get(name) if isinstance(place, dict) else None
    return place


def says_something(body: Mapping[str, object]) -> bool:
    return any(template in str(body) for template in ("$item.text", "$item.html"))


def is_given(body: Mapping[str, object], path: str) -> bool:
    place: object = body
    for name in map(key, path.replace("[]", "").split(".")):
        if isinstance(place, list) and len(place) == 1:
            place = place[0]
        if isinstance(place, dict) and "$each" in place:
            return True
        if not isinstance(place, dict) or name not in place:
            return False
        place = place[name]
    return True


def uses(mapped: Mapping[str, object], template: str) -> bool:
    return template in str(mapped)
