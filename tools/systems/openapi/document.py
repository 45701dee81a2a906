"""An OpenAPI description (2.0, 3.0 to 3.2; JSON or YAML) read into operations with flat fields.

The document is foreign: nothing that it refers to is fetched, nothing in it says where we connect to, and its size,
depth and repetitions are limited. Source: OpenAPI Specification 3.2.0; Swagger 2.0.
"""

import hashlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from batuta.digest import Digest, digest
from batuta.text import Text
from tools.systems.openapi.examples import schema_shown
from tools.systems.openapi.parsing import Json, bad, parsed
from tools.systems.openapi.surroundings import base_of, signs_in

DEEPEST = 6
"""Levels of a schema that are looked into."""
MOST_FIELDS = 400
METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")


class Field(NamedTuple):
    """A value inside a body or an answer: `data[].id`."""

    path: str
    type: str
    """`string`, `integer`, `number`, `boolean`, `array`, `object`, or empty where nothing is said."""
    required: bool
    """With everything around it."""
    options: tuple[str, ...] = ()
    about: str = ""


class Parameter(NamedTuple):
    name: str
    place: str
    """`path`, `query`, `header` or `cookie`."""
    required: bool
    type: str
    options: tuple[str, ...] = ()


class Operation(NamedTuple):
    id: str
    method: str
    path: str
    summary: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    body: tuple[Field, ...]
    body_required: bool
    form: bool
    """The body is a form, not JSON."""
    answer: tuple[Field, ...]
    deprecated: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def pin(self) -> Digest:
        """What a person confirms: what it is called and what goes in and out; not how it is described."""
        return digest(
            [
                self.name,
                sorted(parameter[:4] for parameter in self.parameters),
                sorted(part[:3] for part in self.body),
                sorted(part[:2] for part in self.answer),
            ]
        )


@dataclass(frozen=True)
class Description:
    title: str
    version: str
    operations: tuple[Operation, ...]
    base: str
    """The path of the first server, as `/v3`: where the address in systems.yaml should end."""
    signs_in: tuple[str, ...]
    """`basic`, `bearer`, `api_key:<header>`, `oauth2:<token url>`: as the document says; a hint for a person."""
    digest: Digest
    problems: tuple[Text, ...]
    """What is wrong with single operations; they are left out."""

    def operation(self, named: str) -> Operation | None:
        """By `POST /lists`, or by operationId."""
        method, _, path = named.partition(" ")
        for one in self.operations:
            if one.id == named or (one.method == method.upper() and one.path == path):
                return one
        return None


def described(data: bytes, name: str) -> Description:
    """Read a description. Raises: BadDescription, saying what is wrong and where."""
    root = parsed(data, name)
    version = str(root.get("openapi", root.get("swagger")))
    if not version.startswith(("2.0", "3.0", "3.1", "3.2")):
        raise bad(
            name,
            Text(
                en=f"it is no OpenAPI description in version 2.0 or 3.0 to 3.2 (it says {version[:20]})",
                es=f"no es una descripción OpenAPI 2.0 o de 3.0 a 3.2 (dice {version[:20]})",
            ),
        )
    paths = root.get("paths")
    if not isinstance(paths, Mapping) or not paths:
        raise bad(name, Text(en="it describes no paths", es="no describe ninguna ruta"))
    reader = _Reader(root)
    operations = tuple(reader.operations(paths))
    problems = (*reader.problems, *_repeated(operations))
    twice = {one.id for one in operations if one.id and sum(other.id == one.id for other in operations) > 1}
    info = root.get("info")
    return Description(
        title=str(info.get("title", ""))[:200] if isinstance(info, Mapping) else "",
        version=str(info.get("version", ""))[:60] if isinstance(info, Mapping) else "",
        operations=tuple(one._replace(id="") if one.id in twice else one for one in operations),
        base=base_of(root),
        signs_in=tuple(signs_in(root)),
        digest=hashlib.sha256(data).hexdigest(),
        problems=problems,
    )


def fields_of(schema: Json) -> tuple[Field, ...]:
    """The fields of a JSON Schema that stands alone, as a tool's input; empty where its references lead nowhere."""
    try:
        return tuple(_Reader(schema).fields(schema))
    except _Unreadable:
        return ()


def _repeated(operations: Sequence[Operation]) -> Iterator[Text]:
    by_id: dict[str, list[str]] = {}
    for one in operations:
        if one.id:
            by_id.setdefault(one.id, []).append(one.name)
    for id_, names in by_id.items():
        if len(names) > 1:
            shown = ", ".join(names)
            yield Text(
                en=f"The operationId {id_} is used for {shown}: name these by method and path.",
                es=f"El operationId {id_} se usa en {shown}: nómbralas por método y ruta.",
            )


@dataclass
class _Reader:
    root: Json
    problems: list[Text] = field(default_factory=list)
    _known: dict[int, list[Field]] = field(default_factory=dict)
    """Fields by schema: many operations share one."""
    _made: list[object] = field(default_factory=list)
    """Schemas that were made of examples: kept, so that nothing else is taken for one of them."""

    def operations(self, paths: Mapping[object, object]) -> Iterator[Operation]:
        for path, item in paths.items():
            resolved = self._resolved(item)
            if not isinstance(path, str) or not path.startswith("/") or not isinstance(resolved, Mapping):
                continue
            for method in METHODS:
                given = resolved.get(method)
                if isinstance(given, Mapping):
                    try:
                        yield self._operation(method, path, resolved, given)
                    except _Unreadable as broken:
                        self.problems.append(
                            Text(
                                en=f"{method.upper()} {path} is left out: {broken.why.in_('en')}.",
                                es=f"Se omite {method.upper()} {path}: {broken.why.in_('es')}.",
                            )
                        )

    def _operation(self, method: str, path: str, item: Json, given: Json) -> Operation:
        parameters: dict[tuple[str, str], Parameter] = {}
        fields: list[Field] = []
        body_required, form = False, False
        for one in (*_list(item.get("parameters")), *_list(given.get("parameters"))):
            resolved = self._resolved(one)
            if not isinstance(resolved, Mapping):
                continue
            place, name = str(resolved.get("in", "")), str(resolved.get("name", ""))
            if place == "body":
                fields += self.fields(resolved.get("schema"))
                body_required = resolved.get("required") is True
            elif place == "formData":
                form = True
                fields.append(self._form_field(resolved))
            else:
                parameters[place, name] = self._parameter(resolved)
        body = self._resolved(given.get("requestBody"))
        if isinstance(body, Mapping):
            body_required = body.get("required") is True
            schema, form = self._content(body.get("content"))
            fields += self.fields(schema)
        return Operation(
            id=str(given.get("operationId") or "")[:200],
            method=method.upper(),
            path=path,
            summary=_summary(given),
            tags=tuple(str(tag)[:80] for tag in _list(given.get("tags"))),
            parameters=tuple(parameters.values()),
            body=tuple(fields),
            body_required=body_required,
            form=form,
            answer=self._answer(given.get("responses")),
            deprecated=given.get("deprecated") is True,
        )

    def _parameter(self, given: Json) -> Parameter:
        schema = self._resolved(given.get("schema", given))
        schema = schema if isinstance(schema, Mapping) else {}
        place = str(given.get("in", ""))
        required = given.get("required") is True or place == "path"
        return Parameter(str(given.get("name", "")), place, required, _type(schema), _options(schema))

    def _form_field(self, given: Json) -> Field:
        return Field(str(given.get("name", "")), _type(given), given.get("required") is True, _options(given))

    def _content(self, content: object) -> tuple[object, bool]:
        """The schema of the JSON body, else of the form; and whether it is a form."""
        if not isinstance(content, Mapping):
            return None, False
        for wanted in ("json", "form", "*/*"):
            for kind, media in content.items():
                if wanted in str(kind) and isinstance(media, Mapping):
                    return self._shaped(media), wanted == "form"
        return None, False

    def _shaped(self, media: Json) -> object:
        """The schema of a body or answer; that of what is shown, where the schema says nothing of what is inside."""
        schema = media.get("schema")
        if self.fields(schema):
            return schema
        try:
            several = self._resolved(media.get("examples"))
            if isinstance(several, Mapping):
                several = {name: self._resolved(one) for name, one in several.items()}
            made = schema_shown({"example": self._resolved(media.get("example")), "examples": several})
        except _Unreadable:
            return schema
        self._made.append(made)
        return made or schema

    def _answer(self, responses: object) -> tuple[Field, ...]:
        if not isinstance(responses, Mapping):
            return ()
        for code, response in sorted(responses.items(), key=lambda pair: str(pair[0])):
            if not str(code).startswith("2") and str(code) != "default":
                continue
            resolved = self._resolved(response)
            if isinstance(resolved, Mapping):
                # Swagger 2.0 shows examples by media type, beside the schema.
                old = {"schema": resolved.get("schema"), "examples": resolved.get("examples")}
                schema = self._content(resolved.get("content"))[0] or self._shaped(old)
                fields = tuple(self.fields(schema))
                if fields or str(code) == "default":
                    return fields
        return ()

    def fields(self, schema: object) -> list[Field]:
        """Level by level, so that what is cut off lies deepest."""
        root = self._resolved(schema)
        if id(root) not in self._known:
            found: dict[str, Field] = {}
            waiting: deque[_Waiting] = deque([_Waiting(root, "", True, ())])
            while waiting and len(found) < MOST_FIELDS:
                self._collect(waiting.popleft(), found, waiting)
            self._known[id(root)] = list(found.values())
        return self._known[id(root)]

    def _collect(self, one: "_Waiting", found: dict[str, Field], waiting: "deque[_Waiting]") -> None:
        resolved = self._resolved(one.schema)
        if not isinstance(resolved, Mapping) or id(resolved) in one.inside:
            return
        path, required = one.path, one.required
        if path and path not in found:
            about = str(resolved.get("description") or resolved.get("title") or "")[:200]
            found[path] = Field(path, _type(resolved), required, _options(resolved), about)
        if path.count(".") + path.count("[]") >= DEEPEST:
            return
        inside = (*one.inside, id(resolved))
        for part in _list(resolved.get("allOf")):
            self._collect_into(part, path, required, found, inside, waiting)
        for word in ("oneOf", "anyOf"):
            for part in _list(resolved.get(word)):
                self._collect_into(part, path, False, found, inside, waiting)
        self._collect_own(resolved, path, required, inside, waiting)

    def _collect_into(
        self,
        schema: object,
        path: str,
        required: bool,
        found: dict[str, Field],
        inside: tuple[int, ...],
        waiting: "deque[_Waiting]",
    ) -> None:
        resolved = self._resolved(schema)
        if isinstance(resolved, Mapping) and id(resolved) not in inside:
            inside = (*inside, id(resolved))
            if path in found and not found[path].type and _type(resolved) != "null":
                found[path] = found[path]._replace(type=_type(resolved), options=_options(resolved))
            elif path in found and found[path].options and found[path].type == _type(resolved):
                # `anyOf` of single values is an enumeration.
                known = found[path].options
                more = tuple(one for one in _options(resolved) if one not in known)
                found[path] = found[path]._replace(options=known + more)
            for part in (*_list(resolved.get("allOf")), *_list(resolved.get("oneOf")), *_list(resolved.get("anyOf"))):
                self._collect_into(part, path, required, found, inside, waiting)
            self._collect_own(resolved, path, required, inside, waiting)

    def _collect_own(
        self, resolved: Json, path: str, required: bool, inside: tuple[int, ...], waiting: "deque[_Waiting]"
    ) -> None:
        needed = _list(resolved.get("required"))
        properties = resolved.get("properties")
        if isinstance(properties, Mapping):
            for name, inner in properties.items():
                place = f"{path}.{name}" if path else str(name)
                waiting.append(_Waiting(inner, place, required and name in needed, inside))
        if "items" in resolved:
            waiting.append(_Waiting(resolved["items"], f"{path}[]", required, inside))

    def _resolved(self, value: object) -> object:
        """What a reference stands for. Raises: _Unreadable, for one that leads out of the document or nowhere."""
        for _ in range(20):
            if not isinstance(value, Mapping) or not isinstance(value.get("$ref"), str):
                return value
            value = self._at(value["$ref"])
        raise _Unreadable(Text(en="its references go in a circle", es="sus referencias forman un círculo"))

    def _at(self, reference: str) -> object:
        shown = reference[:120]
        if not reference.startswith("#/"):
            raise _Unreadable(
                Text(
                    en=f"it refers to {shown}, outside the document, which is not fetched",
                    es=f"remite a {shown}, fuera del documento, y eso no se descarga",
                )
            )
        place: object = self.root
        for part in reference[2:].split("/"):
            key = part.replace("~1", "/").replace("~0", "~").replace("%7B", "{").replace("%7D", "}")
            if isinstance(place, Mapping) and key in place:
                place = place[key]
            elif isinstance(place, list) and key.isdecimal() and int(key) < len(place):
                place = place[int(key)]
            else:
                raise _Unreadable(
                    Text(en=f"it refers to {shown}, which is not there", es=f"remite a {shown}, que no existe")
                )
        return place


def _summary(given: Json) -> str:
    """What an operation is said to do: its summary, or its description where that is only an address or a name."""
    summary, description = str(given.get("summary") or "").strip(), str(given.get("description") or "").strip()
    says_nothing = " " not in summary or summary.startswith("/") or summary.partition(" ")[2].startswith("/")
    return (description if says_nothing and description else summary)[:300]


class _Waiting(NamedTuple):
    """A schema that is still to be looked into."""

    schema: object
    path: str
    required: bool
    inside: tuple[int, ...]
    """The schemas around it, by identity: none is entered again inside itself."""


class _Unreadable(Exception):
    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def _type(schema: Json) -> str:
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), "")
    if not kind:
        kind = "object" if "properties" in schema else "array" if "items" in schema else ""
    return str(kind)


def _options(schema: Json) -> tuple[str, ...]:
    values = schema.get("enum")
    if values is None and "const" in schema:
        values = [schema["const"]]
    return tuple(str(value)[:60] for value in _list(values)[:60])


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()
