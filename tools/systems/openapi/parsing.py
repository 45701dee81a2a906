"""From the bytes of a foreign description to plain data: its size, depth and repetitions are limited."""

import json
from collections.abc import Mapping, Sequence

import yaml

from batuta.errors import Misconfigured
from batuta.text import Text

LARGEST = 12 * 1024 * 1024
"""Bytes."""
MOST_NODES = 1_500_000
"""Values of a YAML document with its repetitions (anchors) written out."""

Json = Mapping[str, object]


class BadDescription(Misconfigured):
    """A description that cannot be used at all."""


def parsed(data: bytes, name: str) -> Json:
    """Raises: BadDescription, saying what is wrong and on which line."""
    if len(data) > LARGEST:
        size = LARGEST // 1024 // 1024
        raise bad(name, Text(en=f"it is larger than {size} MB", es=f"ocupa más de {size} MB"))
    try:
        text = data.decode("utf-8-sig")
        root = json.loads(text, object_pairs_hook=_once) if text.lstrip().startswith(("{", "[")) else _yaml(text, name)
    except _Twice as twice:
        key = str(twice)[:80]
        raise bad(name, Text(en=f"“{key}” is given twice", es=f"«{key}» aparece dos veces")) from None
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 0
        raise bad(
            name, Text(en=f"line {line} is no YAML ({broken.problem})", es=f"la línea {line} no es YAML")
        ) from None
    except json.JSONDecodeError as broken:
        raise bad(
            name,
            Text(en=f"line {broken.lineno} is no JSON ({broken.msg})", es=f"la línea {broken.lineno} no es JSON"),
        ) from None
    except (UnicodeDecodeError, RecursionError, yaml.YAMLError, ValueError):
        raise bad(name, Text(en="it is neither JSON nor YAML", es="no es ni JSON ni YAML")) from None
    if not isinstance(root, Mapping):
        raise bad(name, Text(en="it is not a description", es="no es una descripción"))
    return root


class _Twice(Exception):
    pass


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    made: dict[str, object] = {}
    for key, value in pairs:
        if key in made:
            raise _Twice(key)
        made[key] = value
    return made


def _yaml(text: str, name: str) -> object:
    loader = (yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
        sizes: dict[int, int] = {}
        if node is not None and _size(node, sizes) > MOST_NODES:
            raise bad(name, Text(en="its repetitions make it too large", es="sus repeticiones la hacen enorme"))
        return loader.construct_document(node) if node is not None else None
    finally:
        loader.dispose()


def _size(node: yaml.Node, sizes: dict[int, int]) -> int:
    """How many values it has with repetitions written out, and whether a key is given twice."""
    if id(node) in sizes:
        return sizes[id(node)]
    sizes[id(node)] = MOST_NODES  # a node inside itself has no end
    total = 1
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in keys and key.value != "<<":
                    raise _Twice(key.value)
                keys.add(key.value)
            total += _size(value, sizes)
    elif isinstance(node, yaml.SequenceNode):
        total += sum(_size(item, sizes) for item in node.value)
    sizes[id(node)] = min(total, MOST_NODES + 1)
    return sizes[id(node)]


def bad(name: str, why: Text) -> BadDescription:
    return BadDescription(
        Text(
            en=f"The description {name} cannot be used: {why.in_('en')}.",
            es=f"La descripción {name} no se puede usar: {why.in_('es')}.",
        ),
        remedy=Text(
            en="Get the system's own OpenAPI document, in JSON or YAML.",
            es="Consigue el documento OpenAPI del propio sistema, en JSON o YAML.",
        ),
        subject=name,
    )
