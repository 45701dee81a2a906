"""What products say of themselves – paths, names, fields – as facts, and what does which capability.

    METHOD path | operationId | summary | body fields | answer fields
    > capability: the operations that are right, separated by semicolons

A field may say its values: `status=draft/sent`. A path may name what its query must give: `?campaign_id`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.systems.openapi.document import Field, Operation, Parameter


class Product(NamedTuple):
    operations: tuple[Operation, ...]
    expected: dict[str, frozenset[str]]


def product(file: Path) -> Product:
    lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    expected = dict(_labels([line[1:].strip() for line in lines if line.startswith(">")]))
    return Product(tuple(_operation(line) for line in lines if not line.startswith(">")), expected)


def _labels(lines: list[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in lines:
        capability, _, names = line.partition(":")
        yield capability, frozenset(name.strip() for name in names.split(";"))


def _operation(line: str) -> Operation:
    parts = [*(part.strip() for part in line.split("|")), "", "", "", ""]
    method, _, address = parts[0].partition(" ")
    path, _, query = address.partition("?")
    return Operation(
        id=parts[1],
        method=method,
        path=path,
        summary=parts[2],
        tags=(),
        parameters=(Parameter(query, "query", True, "string"),) if query else (),
        body=tuple(_fields(parts[3])),
        body_required=False,
        form=False,
        answer=tuple(_fields(parts[4])),
    )


def _fields(given: str) -> Iterator[Field]:
    for one in filter(None, (part.strip() for part in given.split(","))):
        path, _, options = one.partition("=")
        yield Field(path, "", False, tuple(options.split("/")) if options else ())
