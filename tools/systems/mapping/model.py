"""The mapping file of one system: `systems/<id>.yaml`, proposed by detection, confirmed by a person.

capabilities:
  audience.create:
    operation: POST /lists            # or an operationId; for an MCP server, `tool: create_audience`
    body: {name: $arguments.name, external_id: $key}
    result: {id: $answer.id, state: active, members: $arguments.members}
    repeated: looked_up
    find:
      operation: GET /lists
      query: {external_id: $key}
      items: $answer.lists
      where: {external_id: $key}
      result: {id: $item.id, state: active}
"""

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from batuta.capabilities import CAPABILITIES
from batuta.digest import Digest
from batuta.errors import Problem, WorkspaceInvalid
from batuta.noun import Noun
from batuta.publishing import Capability
from batuta.text import Text
from tools.systems.mapping.template import Template, references
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import Document, read_yaml

Repeated = Literal["by_key", "looked_up", "harmless", "unsafe"]


class Pages(Noun):
    """How a long list goes on. `items` is the list on each page; $items is all of them together."""

    by: Literal["cursor", "page", "offset", "link"]
    parameter: str = ""
    """The query parameter (for MCP the argument) that carries cursor, page number or offset."""
    next: Template = None
    """For `cursor`: where the next one stands; none, null or empty is the end. For `link`: where the next address
    stands; without it the Link header says so (RFC 8288)."""
    first: int = 1
    """The number of the first page."""

    @model_validator(mode="after")
    def _is_whole(self) -> "Pages":
        if self.by != "link" and not self.parameter:
            raise ValueError(f"pages by {self.by} need a parameter")
        if self.by == "cursor" and self.next is None:
            raise ValueError("pages by cursor need `next`: where the cursor of the next page stands")
        return self


class Call(Noun):
    """One request to the system."""

    operation: str = ""
    """`POST /lists/{list_id}` as the description writes it, or an operationId."""
    path: dict[str, Template] = Field(default_factory=dict)
    query: dict[str, Template] = Field(default_factory=dict)
    headers: dict[str, Template] = Field(default_factory=dict)
    body: Template = None
    form: bool = False
    """The body is sent as a form instead of JSON."""
    tool: str = ""
    """For an MCP server: the tool's name."""
    send: dict[str, Template] = Field(default_factory=dict)
    """For an MCP server: the tool's arguments."""
    absent_when: tuple[str, ...] = ()
    """For an MCP server: words in an error that say that there is no such thing."""
    items: Template = None
    """The list that pages and searches speak of."""
    pages: Pages | None = None

    @model_validator(mode="after")
    def _is_one_call(self) -> "Call":
        if bool(self.operation) == bool(self.tool):
            raise ValueError("give either `operation` (OpenAPI) or `tool` (MCP)")
        if self.tool and (self.path or self.query or self.headers or self.body is not None or self.form):
            raise ValueError("a tool takes its arguments under `send`")
        if self.operation and self.send:
            raise ValueError("an operation takes `path`, `query`, `headers` and `body`, not `send`")
        if self.pages and self.items is None:
            raise ValueError("pages need `items`: where the list stands")
        return self

    @property
    def sent(self) -> tuple[object, ...]:
        """Every template that goes out."""
        return (self.path, self.query, self.headers, self.body, self.send)


class Find(Call):
    """How an earlier call is found by its key, which the system keeps in a field."""

    where: dict[str, Template] = Field(default_factory=dict)
    """Fields of an item that must have these values; without `items`, of the answer."""
    result: Template


class Mapped(Call):
    """How the system does one capability."""

    each: Template = None
    """For `message.send` and `message.send_test`: one request for each message, which is $item in the templates."""
    result: Template = None
    repeated: Repeated = "unsafe"
    """What a second try does. `by_key`: the system takes two with one $key as one. `looked_up`: it is looked for
    with `find` first. `harmless`: twice is as once. `unsafe`: it may act twice, so nobody tries again."""
    find: Find | None = None
    absent_is_done: bool = False
    """That the thing is not there any more is success: for deleting."""
    pinned: Digest = ""
    """The operation as it was when a person confirmed it."""


class Mapping(Noun):
    capabilities: dict[Capability, Mapped] = Field(min_length=1)
    tools: dict[str, dict[str, Digest]] = Field(default_factory=dict)
    """For an MCP server: the tools as they were when a person confirmed them, part by part."""

    @property
    def takes_key(self) -> bool:
        """Whether everything that it changes may be tried again."""
        return all(
            mapped.repeated != "unsafe" for name, mapped in self.capabilities.items() if CAPABILITIES[name].changes
        )


def read_mapping(path: Path) -> Mapping:
    """Raises: WorkspaceInvalid, with every problem, its line and what to do."""
    document = read_yaml(path, f"{path.parent.name}/{path.name}")
    mapping = checked(Mapping, document)
    problems = tuple(problems_of(mapping, document))
    if problems:
        raise WorkspaceInvalid(problems)
    return mapping


def problems_of(mapping: Mapping, document: Document) -> list[Problem]:
    """What a mapping cannot mean, whatever the system: keys that nothing carries, arguments that nobody gives."""
    problems: list[Problem] = []

    def wrong(where: tuple[str, ...], message: Text, remedy: Text) -> None:
        problems.append(Problem(document.file, document.line_of(("capabilities", *where)), message, remedy))

    for name, mapped in mapping.capabilities.items():
        read = set(references([*mapped.sent]))
        spec = CAPABILITIES[name]
        known = spec.arguments.model_fields
        strange = sorted(
            path for path in read if path.startswith("arguments.") and known and path.split(".")[1] not in known
        )
        for path in strange:
            wrong(
                (name,),
                Text(en=f"{name} has no ${path}.", es=f"{name} no tiene ${path}."),
                Text(en=f"It has {', '.join(known)}.", es=f"Tiene {', '.join(known)}."),
            )
        if mapped.each is not None and not name.startswith("message."):
            wrong(
                (name, "each"),
                Text(
                    en=f"{name} is one request; it has no `each`.", es=f"{name} es una sola petición; no lleva `each`."
                ),
                Text(en="Remove it.", es="Quítalo."),
            )
        if not spec.changes:
            continue
        # One key for many messages would make them one; their own ids are the same on every attempt.
        wanted = "item.id" if mapped.each is not None else "key"
        if mapped.repeated == "by_key" and (wanted not in read or (mapped.each is not None and "key" in read)):
            wrong(
                (name, "repeated"),
                Text(
                    en=f"{name} says `repeated: by_key`, but sends no ${wanted}.",
                    es=f"{name} dice `repeated: by_key`, pero no envía ${wanted}.",
                ),
                Text(
                    en=f"Send it, for instance under headers: {{Idempotency-Key: ${wanted}}}.",
                    es=f"Envíala, por ejemplo en headers: {{Idempotency-Key: ${wanted}}}.",
                ),
            )
        if mapped.repeated == "looked_up" and (mapped.find is None or "key" not in read):
            wrong(
                (name, "repeated"),
                Text(
                    en=f"{name} says `repeated: looked_up`, but nothing can be found by its key.",
                    es=f"{name} dice `repeated: looked_up`, pero no hay cómo encontrarlo por su clave.",
                ),
                Text(
                    en="Store $key in a field, and say under `find` how it is looked up.",
                    es="Guarda $key en un campo y di en `find` cómo se busca.",
                ),
            )
    return problems
