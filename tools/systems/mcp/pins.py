"""Tools as a person confirmed them. What a server says of its tools is not trusted: it is pinned, part by part.

A tool is used only while all its parts are byte for byte what they were when somebody looked at them. One that
changed, or whose name is there twice, waits for a person; one that is new is not used until it is mapped.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from batuta.digest import Digest, digest
from batuta.errors import SystemUnavailable
from batuta.text import Text

Json = Mapping[str, object]
State = Literal["as_confirmed", "changed", "twice", "new", "gone", "alike"]


class ToolDefinition(NamedTuple):
    """What a server says of one tool: plain data, nothing of it an instruction."""

    name: str
    title: str
    description: str
    input: Json
    output: Json | None
    annotations: Json | None
    other: Json
    """Whatever else it says: icons, execution, meta."""

    @property
    def parts(self) -> dict[str, Digest]:
        """SHA-256 of each part, and of the whole."""
        parts = {name: digest(value) for name, value in zip(self._fields, self, strict=True) if name != "name"}
        return {"whole": digest(list(self)), **parts}


class Looked(NamedTuple):
    """What has become of one tool."""

    name: str
    state: State
    changed: tuple[str, ...] = ()
    """The parts that are not what they were."""

    @property
    def usable(self) -> bool:
        return self.state == "as_confirmed"


class Quarantined(SystemUnavailable):
    """A tool that is not what a person confirmed. Nothing was called."""


def looked_over(tools: Sequence[ToolDefinition], pinned: Mapping[str, Mapping[str, Digest]]) -> tuple[Looked, ...]:
    """Every tool that is there or was confirmed, with its state."""
    return tuple(_each(tools, pinned))


def _each(tools: Sequence[ToolDefinition], pinned: Mapping[str, Mapping[str, Digest]]) -> Iterator[Looked]:
    times = Counter(tool.name for tool in tools)
    looks = {_as_it_looks(name): name for name in pinned}
    for tool in {tool.name: tool for tool in tools}.values():
        before = pinned.get(tool.name)
        known = looks.get(_as_it_looks(tool.name))
        if times[tool.name] > 1:
            yield Looked(tool.name, "twice")
        elif before is None:
            yield Looked(tool.name, "alike" if known else "new")
        elif tool.parts == before:
            yield Looked(tool.name, "as_confirmed")
        else:
            now = tool.parts
            differing = sorted((now.keys() | before.keys()) - {"whole"})
            yield Looked(tool.name, "changed", tuple(part for part in differing if now.get(part) != before.get(part)))
    for name in pinned:
        if name not in times:
            yield Looked(name, "gone")


def usable(system: str, name: str, tools: Sequence[ToolDefinition], pinned: Mapping[str, Mapping[str, Digest]]) -> None:
    """Raises: Quarantined, saying what is not as it was confirmed."""
    for looked in looked_over(tools, pinned):
        if looked.name == name and looked.usable:
            return
        if looked.name == name:
            raise Quarantined(
                Text(en=f"{system}: {told(looked).in_('en')}", es=f"{system}: {told(looked).in_('es')}"),
                remedy=Text(
                    en=f"Somebody looks at it: `batuta connect --system {system}`; with --confirm it is used again.",
                    es=f"Que alguien lo mire: `batuta connect --system {system}`; con --confirm se vuelve a usar.",
                ),
                subject=name,
            )
    raise Quarantined(
        Text(
            en=f"{system}: the tool {shown(name)} was never confirmed by a person.",
            es=f"{system}: nadie confirmó nunca la herramienta {shown(name)}.",
        ),
        remedy=Text(
            en=f"Somebody looks at it: `batuta connect --system {system} --confirm`.",
            es=f"Que alguien la mire: `batuta connect --system {system} --confirm`.",
        ),
        subject=name,
    )


def told(looked: Looked) -> Text:
    """What has become of a tool, as a sentence."""
    name = shown(looked.name)
    parts = ", ".join(looked.changed) or "–"
    match looked.state:
        case "as_confirmed":
            return Text(en=f"The tool {name} is as confirmed.", es=f"La herramienta {name} está como se confirmó.")
        case "changed":
            return Text(
                en=f"The tool {name} is not used: since it was confirmed, it changed in {parts}.",
                es=f"No se usa la herramienta {name}: desde que se confirmó ha cambiado en {parts}.",
            )
        case "twice":
            return Text(
                en=f"The tool {name} is not used: there are two of that name.",
                es=f"No se usa la herramienta {name}: hay dos con ese nombre.",
            )
        case "new":
            return Text(
                en=f"The tool {name} is new and not used: nobody has confirmed it.",
                es=f"La herramienta {name} es nueva y no se usa: nadie la ha confirmado.",
            )
        case "alike":
            return Text(
                en=f"The tool {name} is not used: it is new and looks like one that was confirmed.",
                es=f"No se usa la herramienta {name}: es nueva y se parece a una confirmada.",
            )
        case "gone":
            return Text(en=f"The tool {name} is not there any more.", es=f"La herramienta {name} ya no está.")


def shown(text: str, longest: int = 200) -> str:
    """Foreign text for a person's eyes: nothing that moves a cursor, hides, or turns the direction of reading.

    >>> shown("ab\\u202ec\\x1b[2J")
    'ab\\ufffdc\\ufffd[2J'
    """
    return "".join(one if _visible(one) else "\ufffd" for one in " ".join(text.split()))[:longest]


def hides(tool: ToolDefinition) -> bool:
    """Whether its words hold characters that a person does not see."""
    return any(not _visible(one) for one in f"{tool.name}{tool.title}{tool.description}" if not one.isspace())


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cn", "Cs")


def _as_it_looks(name: str) -> str:
    """A name without what the eye does not tell apart: case, width, accents, separators, letters of other alphabets."""
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_LOOKALIKE)
    return "".join(one for one in plain if one.isalnum())


_LOOKALIKE = str.maketrans("аеорсухіјѕԁһкмтвнαοερτυικνβη01l|", "aeopcyxijsdhkmtbhaoeptuikvbnoiii")
"""Cyrillic and Greek letters, digits and strokes that read as Latin ones. Source: Unicode UTS #39, an extract."""
