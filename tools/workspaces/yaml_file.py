"""YAML as people write it, with the line of every key, so that an error can point at its place."""

from pathlib import Path
from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from batuta.errors import Problem, WorkspaceInvalid
from batuta.text import Text

KeyPath = tuple[str | int, ...]
_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
"""libyaml where the wheel has it: ten times as fast."""


class Document(NamedTuple):
    """Plain data, and the line each key or item stands on."""

    file: str
    data: object
    lines: dict[KeyPath, int]

    def line_of(self, path: KeyPath) -> int | None:
        """The line of a path, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def read_yaml(path: Path, name: str | None = None) -> Document:
    """Parse one file. Only plain data: no tags, no Python objects, no key twice.

    Raises: WorkspaceInvalid, naming file and line.
    """
    file = name or path.name
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise _invalid(
            file,
            None,
            Text(en="The file is missing.", es="Falta el fichero."),
            Text(
                en="Create it, or run `batuta init DIR --like bank`.",
                es="Créalo o ejecuta `batuta init DIR --like bank`.",
            ),
        ) from None
    except (OSError, UnicodeDecodeError) as broken:
        raise _invalid(
            file,
            None,
            Text(en=f"The file cannot be read ({broken}).", es=f"No se puede leer el fichero ({broken})."),
            Text(en="Save it as UTF-8 text.", es="Guárdalo como texto UTF-8."),
        ) from None
    return parse_yaml(text, file)


def parse_yaml(text: str, file: str) -> Document:
    """Raises: WorkspaceInvalid, naming file and line."""
    lines: dict[KeyPath, int] = {}
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return Document(file, None, lines)
        _walk(root, (), lines, file)
        data = loader.construct_document(root)
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark
        raise _invalid(
            file,
            mark.line + 1 if mark else None,
            Text(en=f"This is not valid YAML: {broken.problem}.", es=f"Esto no es YAML válido: {broken.problem}."),
            Text(
                en="Check the indentation, colons and quotes on this line and the one above.",
                es="Revisa el sangrado, los dos puntos y las comillas de esta línea y la anterior.",
            ),
        ) from None
    finally:
        loader.dispose()
    return Document(file, data, lines)


def _walk(node: Node, path: KeyPath, lines: dict[KeyPath, int], file: str) -> None:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else str(key)
            here = (*path, name)
            if here in lines:
                raise _invalid(
                    file,
                    key.start_mark.line + 1,
                    Text(en=f"“{name}” is given twice here.", es=f"«{name}» aparece aquí dos veces."),
                    Text(en="Keep one of them.", es="Deja solo una."),
                )
            lines[here] = key.start_mark.line + 1
            _walk(value, here, lines, file)
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*path, index), lines, file)


def _invalid(file: str, line: int | None, message: Text, remedy: Text) -> WorkspaceInvalid:
    return WorkspaceInvalid((Problem(file, line, message, remedy),))
