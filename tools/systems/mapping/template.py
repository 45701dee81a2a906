"""Small declarative templates: how our arguments become what a system wants, and its answer what we want.

    $arguments.item.parts.subject     the value there, of its own type
    $arguments.end?                   the same; where there is none, the field is left out
    "${arguments.start}T09:00:00Z"    inside a text
    $$5                               the text “$5”; `{$$set: T}` is the field “$set”

    {$each: T, $make: T}              a list, one entry for each; the entry at hand is $item
    {$each: T, $where: {state: [sent, queued]}, $make: T}      of those whose fields have these values
    {$of: T, $values: {active: live}, $otherwise: T}           one word for another
    {$first: [T, T]}                  the first that is there
    {$count: T}                       how many
    {$join: T, $with: ", "}           a list as one text
    {$day: T}                         the day of a moment: ISO 8601, RFC 5322, (milli)seconds since 1970

Everything else stands for itself. A value that was put in is never read as a template.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from batuta.errors import BadInput
from batuta.text import Text
from tools.systems.mapping.days import day_of

Scope = Mapping[str, object]
ROOTS = ("arguments", "settings", "key", "item", "items", "answer")
_PATH = r"(?P<root>[a-z]+)(?P<rest>(?:\.[\w@:-]+)*)(?P<maybe>\??)"
_REFERENCE = re.compile(rf"\${_PATH}")
_INSIDE = re.compile(rf"\$\{{{_PATH}\}}")
DEEPEST = 24
"""Levels of a template; an answer may be deeper."""


class Absent(BadInput):
    """What a template needs is not there."""

    def __init__(self, path: str) -> None:
        super().__init__(
            Text(
                en=f"The mapping needs {path}, which is not given.",
                es=f"La correspondencia necesita {path}, y no está.",
            ),
            remedy=Text(
                en="Give it, or mark it as optional in the mapping with a question mark.",
                es="Indícalo o márcalo como opcional en la correspondencia con un signo de interrogación.",
            ),
            subject=path,
        )


class _Nothing:
    pass


NOTHING = _Nothing()
"""An optional value that is not there."""


def filled(template: object, scope: Scope) -> object:
    """The template with its references filled in; fields and entries that are not there are left out.

    >>> filled({"to": "$arguments.to", "cc": "$arguments.cc?"}, {"arguments": {"to": "ana@example.com"}})
    {'to': 'ana@example.com'}

    Raises: Absent, naming what is missing; BadInput, for a value that the mapping has no word for.
    """
    made = _filled(template, scope)
    return None if isinstance(made, _Nothing) else made


def _filled(template: object, scope: Scope) -> object:
    match template:
        case str():
            return _text(template, scope)
        case dict():
            operator = next((name for name in template if is_operator(name)), None)
            if operator is not None:
                return _OPERATORS[operator](template, scope)
            fields = {plain_key(name): _filled(value, scope) for name, value in template.items()}
            return {name: value for name, value in fields.items() if not isinstance(value, _Nothing)}
        case list() | tuple():
            return [made for value in template if not isinstance(made := _filled(value, scope), _Nothing)]
        case _:
            return template


def is_operator(name: object) -> bool:
    return str(name).startswith("$") and not str(name).startswith("$$")


def plain_key(name: str) -> str:
    """As it is sent: `$$set` is the field “$set”."""
    return name[1:] if str(name).startswith("$$") else name


def _text(template: str, scope: Scope) -> object:
    whole = _REFERENCE.fullmatch(template)
    if whole:
        return _referred(whole, scope)
    if template.startswith("$$"):
        return template[1:]
    if "${" not in template:
        return template
    parts: list[str] = []
    end = 0
    for found in _INSIDE.finditer(template):
        value = _referred(found, scope)
        if isinstance(value, _Nothing):
            return NOTHING
        parts += [template[end : found.start()], as_text(value)]
        end = found.end()
    return "".join([*parts, template[end:]])


def _referred(found: re.Match[str], scope: Scope) -> object:
    value = at(scope, (found["root"] + found["rest"]).split("."))
    if value is None or isinstance(value, _Nothing):
        if found["maybe"]:
            return NOTHING
        raise Absent(found["root"] + found["rest"])
    return value


def at(value: object, path: list[str]) -> object:
    """What lies at a path of keys and list positions; NOTHING where it leads nowhere."""
    for part in path:
        match value:
            case Mapping() if part in value:
                value = value[part]
            case list() | tuple() if part.isdecimal() and int(part) < len(value):
                value = value[int(part)]
            case _:
                return NOTHING
    return value


def as_text(value: object) -> str:
    """As systems write it: `true`, not `True`; lists with commas."""
    match value:
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return ",".join(as_text(part) for part in value)
        case _:
            return str(value)


def _each(template: Mapping[str, object], scope: Scope) -> object:
    entries = _filled(template["$each"], scope)
    if isinstance(entries, _Nothing):
        return NOTHING
    wanted = template.get("$where")
    makes = template.get("$make", "$item")
    made = [
        _filled(makes, {**scope, "item": entry})
        for entry in _listed(entries)
        if not isinstance(wanted, dict) or meets(entry, wanted)
    ]
    return [entry for entry in made if not isinstance(entry, _Nothing)]


def meets(entry: object, wanted: Mapping[str, object]) -> bool:
    """All fields have one of the values that are wanted of them; as text, since systems write numbers as they like."""
    for path, values in wanted.items():
        found = at(entry, str(path).split("."))
        accepted = values if isinstance(values, (list, tuple)) else [values]
        if isinstance(found, _Nothing) or as_text(found) not in [as_text(value) for value in accepted]:
            return False
    return True


def _valued(template: Mapping[str, object], scope: Scope) -> object:
    value = _filled(template["$of"], scope)
    words = template["$values"]
    known = {as_text(word): told for word, told in words.items()} if isinstance(words, dict) else {}
    if isinstance(value, _Nothing):
        return _filled(template["$otherwise"], scope) if "$otherwise" in template else NOTHING
    if as_text(value) in known:
        return _filled(known[as_text(value)], scope)
    if "$otherwise" in template:
        return _filled(template["$otherwise"], scope)
    shown = as_text(value)[:60]
    raise BadInput(
        Text(en=f"The mapping has no word for “{shown}”.", es=f"La correspondencia no tiene palabra para «{shown}»."),
        remedy=Text(en=f"It knows {', '.join(known)}; add it there.", es=f"Conoce {', '.join(known)}; añádela ahí."),
        subject=shown,
    )


def _first(template: Mapping[str, object], scope: Scope) -> object:
    missing: Absent | None = None
    for choice in _listed(template["$first"]):
        try:
            made = _filled(choice, scope)
        except Absent as absent:
            missing = absent
            continue
        if not isinstance(made, _Nothing):
            return made
    if missing:
        raise missing
    return NOTHING


def _count(template: Mapping[str, object], scope: Scope) -> object:
    entries = _filled(template["$count"], scope)
    return NOTHING if isinstance(entries, _Nothing) else len(_listed(entries))


def _join(template: Mapping[str, object], scope: Scope) -> object:
    entries = _filled(template["$join"], scope)
    if isinstance(entries, _Nothing):
        return NOTHING
    return str(template.get("$with", ", ")).join(as_text(entry) for entry in _listed(entries))


def _day(template: Mapping[str, object], scope: Scope) -> object:
    value = _filled(template["$day"], scope)
    if isinstance(value, bool | _Nothing):
        return NOTHING
    try:
        day = day_of(value if isinstance(value, int | float) else str(value))
        return day.isoformat() if day else NOTHING
    except ValueError:
        shown = str(value)[:60]
        raise BadInput(
            Text(en=f"“{shown}” is no moment in time.", es=f"«{shown}» no es un momento."), subject=shown
        ) from None


def _listed(value: object) -> list[object]:
    if not isinstance(value, (list, tuple)):
        raise BadInput(
            Text(en="A list was expected, and something else is there.", es="Se esperaba una lista y hay otra cosa."),
            subject=type(value).__name__,
        )
    return list(value)


_OPERATORS: dict[str, Callable[[Mapping[str, object], Scope], object]] = {
    "$each": _each,
    "$of": _valued,
    "$first": _first,
    "$count": _count,
    "$join": _join,
    "$day": _day,
}
_KEYS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "$each": (frozenset({"$each"}), frozenset({"$where", "$make"})),
    "$of": (frozenset({"$of", "$values"}), frozenset({"$otherwise"})),
    "$first": (frozenset({"$first"}), frozenset()),
    "$count": (frozenset({"$count"}), frozenset()),
    "$join": (frozenset({"$join"}), frozenset({"$with"})),
    "$day": (frozenset({"$day"}), frozenset()),
}
"""The keys that each operator needs, and those it may have."""


def references(template: object) -> Iterator[str]:
    """Every path that a template reads, as `arguments.item.parts`."""
    match template:
        case str() if not template.startswith("$$"):
            whole = _REFERENCE.fullmatch(template)
            found = [whole] if whole else list(_INSIDE.finditer(template))
            yield from (one["root"] + one["rest"] for one in found)
        case dict():
            for name, value in template.items():
                if name not in ("$where", "$with"):
                    yield from references(value)
        case list() | tuple():
            for value in template:
                yield from references(value)


def _checked(template: object) -> object:
    """Raises: ValueError, naming the place inside and what is wrong with it."""
    for place, wrong in _mistakes(template, ()):
        shown = ".".join(place)
        raise PydanticCustomError("template", "{wrong}", {"wrong": f"{shown}: {wrong}" if shown else wrong})
    return template


def _mistakes(template: object, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if len(place) > DEEPEST:
        yield place, f"deeper than {DEEPEST} levels"
        return
    match template:
        case str():
            yield from ((place, wrong) for wrong in _mistakes_of_text(template))
        case dict():
            yield from _mistakes_of_operators(template, place)
            for name, value in template.items():
                if name not in ("$where", "$with"):
                    yield from _mistakes(value, (*place, str(name)))
        case list():
            for number, value in enumerate(template):
                yield from _mistakes(value, (*place, str(number)))


def _mistakes_of_text(template: str) -> Iterator[str]:
    if template.startswith("$$"):
        return
    whole = _REFERENCE.fullmatch(template)
    found = [whole] if whole else list(_INSIDE.finditer(template))
    if not whole and (template.startswith("$") and not template.startswith("${")):
        yield f"“{template[:60]}” is no reference; write $$ for a dollar sign at the beginning"
    elif len(found) != (1 if whole else template.count("${")):
        yield f"“{template[:60]}” holds a ${{…}} that is no reference"
    for one in found:
        if one["root"] not in ROOTS:
            yield f"“${one['root']}” is not known; there are {', '.join('$' + root for root in ROOTS)}"


def _mistakes_of_operators(
    template: Mapping[str, object], place: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    marked = {str(name) for name in template if is_operator(name)}
    if not marked:
        return
    for needed, allowed in _KEYS.values():
        if needed <= marked <= needed | allowed and len(marked) == len(template):
            break
    else:
        yield place, f"{', '.join(sorted(marked))}: no operation has just these keys"
        return
    if "$values" in template and not isinstance(template["$values"], dict):
        yield (*place, "$values"), "must be pairs of words"
    if "$where" in template and not isinstance(template["$where"], dict):
        yield (*place, "$where"), "must be fields and their values"
    if "$first" in template and not isinstance(template["$first"], list):
        yield (*place, "$first"), "must be a list"


Template = Annotated[object, AfterValidator(_checked)]
