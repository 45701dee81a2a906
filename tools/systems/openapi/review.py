"""What a mapping asks of a description that the description does not offer, and what a new one breaks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple, get_args

from batuta.capabilities import CAPABILITIES
from batuta.errors import Problem
from batuta.publishing import Capability
from batuta.text import Text
from tools.systems.mapping.model import Call, Mapped
from tools.systems.mapping.model import Mapping as MappingFile
from tools.systems.mapping.template import is_operator, plain_key, references
from tools.systems.openapi.document import Description, Field, Operation
from tools.workspaces.yaml_file import Document

_SLOT = re.compile(r"\{([^}]+)\}")
_SIGNED = ("authorization", "api-key", "x-api-key", "apikey")
"""Headers that signing in sets; `settings.api_key_header` may name another."""


class Complaint(NamedTuple):
    place: tuple[str, ...]
    """Keys under the capability."""
    message: Text
    remedy: Text


def review(mapping: MappingFile, document: Document, description: Description) -> list[Problem]:
    """Every disagreement between mapping and description, with the line in the mapping."""
    return [
        Problem(document.file, document.line_of(("capabilities", name, *one.place)), one.message, one.remedy)
        for name, mapped in mapping.capabilities.items()
        for one in complaints(name, mapped, description)
    ]


def complaints(capability: Capability, mapped: Mapped, description: Description) -> Iterator[Complaint]:
    """What the description does not offer of what one capability needs."""
    yield from _of_call(capability, mapped, (), description, mapped.result, "answer")
    if mapped.find:
        root = "item" if mapped.find.items is not None else "answer"
        yield from _of_call(capability, mapped.find, ("find",), description, mapped.find.result, root)


def _of_call(
    capability: Capability,
    call: Call,
    place: tuple[str, ...],
    description: Description,
    result: object,
    root: str,
) -> Iterator[Complaint]:
    operation = description.operation(call.operation)
    if operation is None:
        names = [one.name for one in description.operations] + [one.id for one in description.operations if one.id]
        near = get_close_matches(call.operation, names, n=1)
        yield Complaint(
            (*place, "operation"),
            Text(
                en=f"{capability}: the description has no operation {call.operation}.",
                es=f"{capability}: la descripción no tiene la operación {call.operation}.",
            ),
            Text(
                en=f"Did you mean {near[0]}?" if near else "Run `batuta connect` to see what there is.",
                es=f"¿Querías decir {near[0]}?" if near else "Ejecuta `batuta connect` para ver lo que hay.",
            ),
        )
        return
    yield from _of_path(capability, call, place, operation)
    yield from _of_parameters(capability, call, place, operation)
    yield from _of_body(capability, call, place, operation)
    yield from _of_answer(capability, call, place, operation, result, root)


def _of_path(capability: Capability, call: Call, place: tuple[str, ...], operation: Operation) -> Iterator[Complaint]:
    slots = _SLOT.findall(operation.path)
    for slot in slots:
        if slot not in call.path:
            yield _missing(capability, (*place, "path"), operation, slot)
    for name in call.path:
        if name not in slots:
            yield _strange(capability, (*place, "path", name), operation, name, slots)


def _of_parameters(
    capability: Capability, call: Call, place: tuple[str, ...], operation: Operation
) -> Iterator[Complaint]:
    turned = {call.pages.parameter} if call.pages else set()
    for kind, given in (("query", call.query), ("header", call.headers)):
        known = [one for one in operation.parameters if one.place == kind]
        names = {one.name.lower() for one in known}
        said = {name.lower() for name in given}
        group = "headers" if kind == "header" else kind
        for one in known:
            lowered = one.name.lower()
            if one.required and lowered not in said and one.name not in turned and lowered not in _SIGNED:
                yield _missing(capability, (*place, group), operation, one.name)
        for name, value in given.items():
            matching = next((one for one in known if one.name.lower() == name.lower()), None)
            if matching is None and kind == "query" and name.lower() not in names:
                yield _strange(capability, (*place, group, name), operation, name, [one.name for one in known])
            elif matching is not None:
                yield from _of_value(
                    capability, (*place, group, name), operation, name, matching.type, matching.options, value
                )


def _of_body(capability: Capability, call: Call, place: tuple[str, ...], operation: Operation) -> Iterator[Complaint]:
    if call.body is None:
        if operation.body_required:
            yield _missing(capability, place, operation, "body")
        return
    fields = {one.path: one for one in operation.body}
    if not fields:
        return
    leaves = dict(_leaves(call.body, ""))
    given = {path for leaf in leaves for path in _with_parents(leaf)}
    whole = [path for path, value in leaves.items() if not isinstance(value, dict)]
    for path, one in fields.items():
        parent = path.rpartition(".")[0]
        inside = any(path.startswith((f"{leaf}.", f"{leaf}[")) for leaf in whole)
        asked = one.required and not path.endswith("[]") and (not parent or parent in given)
        if asked and path not in given and not inside:
            yield _missing(capability, (*place, "body"), operation, path)
    for path, value in leaves.items():
        if path in fields:
            one = fields[path]
            yield from _of_value(capability, (*place, "body"), operation, path, one.type, one.options, value)
        elif not _may_hold(path, fields):
            yield _strange(capability, (*place, "body"), operation, path, list(fields))


def _of_answer(
    capability: Capability, call: Call, place: tuple[str, ...], operation: Operation, result: object, root: str
) -> Iterator[Complaint]:
    fields = {one.path: one for one in operation.answer}
    if not fields:
        return
    listed = next((path for path in references(call.items) if path.startswith("answer")), None)
    entries = _dotless(listed.partition(".")[2]) + "[]" if listed else ""
    read = [("result", path) for path in references(result)] + [("items", path) for path in references(call.items)]
    for key, path in read:
        first, _, rest = path.partition(".")
        where = _dotless(rest)
        if first == "item" and root == "item":
            where = f"{entries}.{where}" if where else entries
        elif first != "answer":
            continue
        where = where.removeprefix(".")
        if where and where not in fields and not _may_hold(where, fields):
            yield Complaint(
                (*place, key),
                Text(
                    en=f"{capability}: {operation.name} does not answer with {where}.",
                    es=f"{capability}: {operation.name} no responde con {where}.",
                ),
                _known(list(fields), where),
            )


def _of_value(
    capability: Capability,
    place: tuple[str, ...],
    operation: Operation,
    name: str,
    wanted: str,
    options: Sequence[str],
    value: object,
) -> Iterator[Complaint]:
    """Constants, and arguments that are given as they are, against the type that is described."""
    given = _type_of(value, capability)
    if wanted and given and not _agree(given, wanted):
        yield Complaint(
            place,
            Text(
                en=f"{capability}: {operation.name} wants {wanted} for {name}, and the mapping gives {given}.",
                es=f"{capability}: {operation.name} quiere {wanted} en {name}, y la correspondencia da {given}.",
            ),
            Text(
                en='A text is made with "${…}"; one word for another with $of and $values.',
                es='Un texto se hace con "${…}"; una palabra por otra, con $of y $values.',
            ),
        )
    constant = isinstance(value, str) and not value.startswith("$") and "${" not in value
    if constant and options and value not in options:
        yield Complaint(
            place,
            Text(
                en=f"{capability}: {operation.name} does not know “{value}” for {name}.",
                es=f"{capability}: {operation.name} no conoce «{value}» en {name}.",
            ),
            _known(list(options), str(value)),
        )


def _type_of(value: object, capability: Capability) -> str:
    """As JSON Schema calls it; empty where it cannot be said."""
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str() if not value.startswith("$") or value.startswith("$$"):
            return "string"
        case str() if value.startswith(("$key", "$settings.")):
            return "string"
        case str():
            path = [one.partition(".") for one in references(value)]
            if len(path) != 1 or path[0][0] != "arguments" or "." in path[0][2] or "${" in value:
                return "string" if "${" in value else ""
            field = CAPABILITIES[capability].arguments.model_fields.get(path[0][2])
            return _annotated(field.annotation) if field else ""
        case dict() if "$each" in value:
            return "array"
        case dict() if "$count" in value:
            return "integer"
        case list():
            return "array"
        case _:
            return ""


def _annotated(annotation: object) -> str:
    origin = getattr(annotation, "__origin__", None)
    inner = [one for one in get_args(annotation) if one is not type(None)]
    if origin is None and inner:
        return _annotated(inner[0])
    return _NAMES.get(origin or annotation, "")


_NAMES: Mapping[object, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    tuple: "array",
    dict: "object",
}


def _agree(given: str, wanted: str) -> bool:
    return given == wanted or (given == "integer" and wanted == "number")


def _leaves(template: object, path: str) -> Iterator[tuple[str, object]]:
    """Every value that a body gives, by the path of its field."""
    if isinstance(template, dict) and "$each" in template:
        yield path, template
        yield from _leaves(template.get("$make", "$item"), f"{path}[]")
    elif isinstance(template, dict) and not any(is_operator(name) for name in template):
        for name, value in template.items():
            yield from _leaves(value, f"{path}.{plain_key(name)}" if path else plain_key(name))
    elif isinstance(template, list):
        yield path, template
        for value in template:
            yield from _leaves(value, f"{path}[]")
    elif path:
        yield path, template


def _with_parents(path: str) -> Iterator[str]:
    parts = path.split(".")
    for end in range(1, len(parts) + 1):
        one = ".".join(parts[:end])
        yield one
        yield one.removesuffix("[]")


def _may_hold(path: str, fields: Mapping[str, Field]) -> bool:
    """Something around it is an object or a list about whose inside nothing is said."""
    if path.endswith(".length"):
        return True
    for parent in _around(path):
        if parent in fields:
            inside = any(other.startswith((f"{parent}.", f"{parent}[")) for other in fields)
            return fields[parent].type in ("", "object", "array") and not inside
    return False


def _around(path: str) -> Iterator[str]:
    while "." in path or "[]" in path:
        path = path.removesuffix("[]") if path.endswith("[]") else path.rpartition(".")[0]
        yield path


def _dotless(path: str) -> str:
    """`data.0.id` as the description writes it: `data[].id`."""
    return re.sub(r"(^|\.)\d+(?=\.|$)", "[]", path)


def _missing(capability: Capability, place: tuple[str, ...], operation: Operation, name: str) -> Complaint:
    return Complaint(
        place,
        Text(
            en=f"{capability}: {operation.name} needs {name}, and the mapping does not give it.",
            es=f"{capability}: {operation.name} necesita {name}, y la correspondencia no lo da.",
        ),
        Text(
            en=f"Add {name}: a constant, or an argument such as $arguments.name.",
            es=f"Añade {name}: una constante o un argumento como $arguments.name.",
        ),
    )


def _strange(
    capability: Capability, place: tuple[str, ...], operation: Operation, name: str, known: Sequence[str]
) -> Complaint:
    return Complaint(
        place,
        Text(
            en=f"{capability}: {operation.name} has no {name}.",
            es=f"{capability}: {operation.name} no tiene {name}.",
        ),
        _known(known, name),
    )


def _known(known: Sequence[str], name: str) -> Text:
    near = get_close_matches(name, known, n=1)
    listed = ", ".join(known[:20]) or "–"
    return Text(
        en=f"Did you mean {near[0]}?" if near else f"There are: {listed}.",
        es=f"¿Querías decir {near[0]}?" if near else f"Hay: {listed}.",
    )
