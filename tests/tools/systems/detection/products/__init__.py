"""What products say of themselves – paths, names, fields – as facts, and what does which capability.

    METHOD path?query&query~ | operationId | summary | body fields | answer fields
    TOOL name | | | input fields | output fields
    > capability: the operations that are right, separated by semicolons
    > capability: operation | argument=place, argument=place/place | result=field
    >? capability: operations that are all right as well, where nothing need be proposed

A field may say its type, that it is required, its values and what it is said to be: `size!:integer`,
`status=draft/sent`, `time (when it starts)`. A path may name what its query takes; `~` marks what may be left out.
A place is a body field, `{slot}`, `?parameter` or `Header:`; several are all right, and with `-` among them the
argument or result may be left out. What stands in no label must not be placed or read. Several lines for one
capability are all right, each with its own places.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tools.systems.openapi.document import Field, Operation, Parameter

Places = Mapping[str, frozenset[str]]


class Label(NamedTuple):
    takes: Places | None
    """None where nobody wrote down where the arguments go."""
    gives: Places


class Product(NamedTuple):
    operations: tuple[Operation, ...]
    expected: dict[str, dict[str, Label]]
    """By capability and operation."""
    allowed: dict[str, frozenset[str]]
    """By capability, operations that may be proposed, and need not be."""


def product(file: Path) -> Product:
    lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    expected: dict[str, dict[str, Label]] = {}
    allowed: dict[str, frozenset[str]] = {}
    for line in lines:
        if line.startswith(">?"):
            capability, names, _ = _label(line[2:].strip())
            allowed[capability] = allowed.get(capability, frozenset()) | frozenset(names)
        elif line.startswith(">"):
            capability, names, label = _label(line[1:].strip())
            expected.setdefault(capability, {}).update(dict.fromkeys(names, label))
    return Product(tuple(_operation(line) for line in lines if not line.startswith(">")), expected, allowed)


def _label(line: str) -> tuple[str, tuple[str, ...], Label]:
    capability, _, told = line.partition(":")
    names, *placed = (part.strip() for part in told.split("|"))
    takes = _places(placed[0]) if placed else None
    return capability, tuple(name.strip() for name in names.split(";")), Label(takes, _places("".join(placed[1:])))


def _places(given: str) -> Places:
    pairs = (one.strip().partition("=") for one in given.split(",") if one.strip())
    return {name: frozenset(places.replace("[]", "").split("/")) for name, _, places in pairs}


def _operation(line: str) -> Operation:
    parts = [*(part.strip() for part in line.split("|")), "", "", "", ""]
    method, _, address = parts[0].partition(" ")
    path, _, query = address.partition("?")
    tool = method == "TOOL"
    return Operation(
        id=path if tool else parts[1],
        method=method,
        path="" if tool else path,
        summary=parts[2],
        tags=(),
        parameters=tuple(_parameter(one) for one in query.split("&") if one),
        body=tuple(_fields(parts[3])),
        body_required=False,
        form=False,
        answer=tuple(_fields(parts[4])),
    )


def _parameter(given: str) -> Parameter:
    return Parameter(given.removesuffix("~"), "query", not given.endswith("~"), "string")


def _fields(given: str) -> Iterator[Field]:
    for one in filter(None, (part.strip() for part in given.split(","))):
        shown, _, about = one.partition(" (")
        told, _, options = shown.partition("=")
        named, _, type_ = told.partition(":")
        required, values = named.endswith("!"), tuple(options.split("/")) if options else ()
        yield Field(named.removesuffix("!"), type_, required, values, about.removesuffix(")"))
