"""The files of a proposal: `systems/<id>.yaml` with reasons and open points, and the entry of systems.yaml."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urljoin

import yaml

from batuta.capabilities import CAPABILITIES
from batuta.digest import Digest
from batuta.errors import Misconfigured
from batuta.publishing import Capability
from batuta.text import Text
from tools.systems.detection.detect import Found
from tools.systems.detection.draft import Draft, draft
from tools.systems.detection.propose import Proposal, name_of, propose, taken
from tools.systems.detection.whole import whole
from tools.systems.mcp.pins import ToolDefinition
from tools.systems.openapi.document import Operation

WORDPRESS: tuple[tuple[Capability, str], ...] = (
    ("content.search", "/wp/v2/posts"),
    ("content.get", "/wp/v2/posts"),
    ("content.create", "/wp/v2/posts"),
    ("content.update", "/wp/v2/posts"),
    ("content.submit", "/wp/v2/posts"),
    ("content.publish", "/wp/v2/posts"),
    ("content.unpublish", "/wp/v2/posts"),
    ("asset.search", "/wp/v2/media"),
    ("asset.get", "/wp/v2/media"),
)
"""What our own WordPress connector does, and the route that it needs for it."""


class Suggestion(NamedTuple):
    proposal: Proposal
    draft: Draft
    chosen: bool = False
    """A person has said that it is right."""

    @property
    def sure(self) -> bool:
        """It is mapped; else a person is asked first."""
        return self.chosen or (self.proposal.sure and self.draft.complete)


def suggestions(found: Found, choices: Mapping[str, str] | None = None) -> tuple[Suggestion, ...]:
    """What of our vocabulary the system can do, and how; `choices` names by capability what a person has chosen.

    An empty choice takes what is proposed. Raises: Misconfigured, for a choice that there is not.
    """
    if found.kind not in ("openapi", "mcp"):
        return ()
    around = whole(found.operations)
    proposed = {str(one.capability): one for one in propose(found.operations)}
    chosen = {name: _chosen(name, operation, proposed, found) for name, operation in (choices or {}).items()}
    return tuple(
        Suggestion(one, draft(one, around), one.capability in chosen)
        for name in CAPABILITIES
        if (one := chosen.get(name) or proposed.get(name))
    )


def _chosen(name: str, operation: str, proposed: Mapping[str, Proposal], found: Found) -> Proposal:
    capability = next((one for one in CAPABILITIES if one == name), None)
    if capability is None:
        raise Misconfigured(
            Text(en=f"There is no capability “{name}”.", es=f"No existe la capacidad «{name}»."),
            remedy=Text(en=f"There are {', '.join(CAPABILITIES)}.", es=f"Existen {', '.join(CAPABILITIES)}."),
            subject=name,
        )
    own = proposed.get(name)
    choice = taken(capability, operation or (name_of(own.operation) if own else ""), found.operations)
    if choice is None:
        listed = [name_of(own.operation), *own.others] if own else []
        raise Misconfigured(
            Text(
                en=f"For {name} nothing is proposed: say which operation."
                if not operation
                else f"The system has no single operation “{operation}”.",
                es=f"Para {name} no se propone nada: di qué operación."
                if not operation
                else f"El sistema no tiene una única operación «{operation}».",
            ),
            remedy=Text(
                en=f"As in --take {name}='{(listed or ['POST /lists'])[0]}'; all are listed by --json.",
                es=f"Por ejemplo --take {name}='{(listed or ['POST /lists'])[0]}'; --json las lista todas.",
            ),
            subject=name,
        )
    return choice


def capabilities(found: Found, made: Sequence[Suggestion]) -> tuple[Capability, ...]:
    """What the system is used for once this is confirmed."""
    if found.kind == "wordpress":
        routes = {operation.path for operation in found.operations}
        return tuple(name for name, route in WORDPRESS if route in routes)
    return tuple(one.proposal.capability for one in made if one.sure)


def asked(made: Sequence[Suggestion]) -> tuple[Capability, ...]:
    """What is proposed and not sure: it is not used until a person says so."""
    return tuple(one.proposal.capability for one in made if not one.sure)


def mapping_text(found: Found, made: Sequence[Suggestion], locale: str) -> str:
    """The mapping file. Its comments are for the person who confirms it; what is not sure is only a comment."""
    lines = ["capabilities:" if any(one.sure for one in made) else "capabilities: {}"]
    for one in made:
        proposal = one.proposal
        lines += [f"  # {line}" for line in comments(one, locale)]
        mapped = {**one.draft.mapped}
        if found.kind == "openapi":
            mapped["pinned"] = proposal.operation.pin
        if not one.sure:
            lines.append(f"  # {_take_up(proposal.capability).in_(locale)}")
        before = "  " if one.sure else "  # "
        lines += [before + line for line in _dumped({proposal.capability: mapped}).splitlines()]
        lines.append("")
    text = "\n".join(lines).rstrip() + "\n"
    return text + (pins_text(found.tools) if found.kind == "mcp" else "")


def _take_up(capability: Capability) -> Text:
    return Text(
        en=f"asked: if it is right, take the # away and add {capability} to its capabilities in systems.yaml; "
        f"or connect it with --take {capability}",
        es=f"se pregunta: si es correcto, quita la # y añade {capability} a sus capacidades en systems.yaml; "
        f"o conéctalo con --take {capability}",
    )


def comments(one: Suggestion, locale: str) -> tuple[str, ...]:
    proposal = one.proposal
    sure = "" if one.sure else Text(en=" (unsure)", es=" (dudoso)").in_(locale)
    reasons = "; ".join(reason.in_(locale) for reason in proposal.reasons)
    lines = [f"{proposal.score:.2f}{sure}: {reasons}"]
    if proposal.others:
        word = Text(en="or", es="o bien").in_(locale)
        lines.append(f"{word}: {', '.join(proposal.others)}")
    todo = Text(en="to do", es="falta").in_(locale)
    return tuple(" ".join(line.split()) for line in [*lines, *(f"{todo}: {ask.in_(locale)}" for ask in one.draft.asks)])


def pins_text(tools: Sequence[ToolDefinition]) -> str:
    """The tools as they are now, part by part; a name that is there twice cannot be confirmed."""
    names = [tool.name for tool in tools]
    pins = {tool.name: tool.parts for tool in tools if names.count(tool.name) == 1}
    return _dumped({"tools": pins}) if pins else ""


def with_pins(text: str, tools: Sequence[ToolDefinition]) -> str:
    """A mapping file with its pins replaced; everything else stays as somebody wrote it."""
    kept = re.sub(r"^tools:.*?(?=^\S|\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
    return kept.rstrip("\n") + "\n" + pins_text(tools)


def with_operation_pins(text: str, pins: Mapping[Digest, Digest]) -> str:
    """The same for operations: old pin by new."""
    for before, now in pins.items():
        text = text.replace(before, now)
    return text


def entry(
    found: Found,
    id_: str,
    able: Sequence[Capability],
    *,
    credentials: Mapping[str, str],
    settings: Mapping[str, str],
    command: str = "",
) -> dict[str, object]:
    """What systems.yaml says of the system."""
    made: dict[str, object] = {"id": id_, "kind": found.kind, "name": found.title or id_}
    if found.url:
        made["url"] = found.url
    made["capabilities"] = list(able)
    signing, more = _signing(found, id_, credentials)
    if signing:
        made["credentials"] = signing
    own = {**more, **settings}
    if command:
        own["command"] = command
    if found.kind == "openapi":
        own = {
            "description": f"systems/{id_}.openapi.{_format(found)}",
            "description_url": found.description_url,
            **own,
        }
    if own:
        made["settings"] = own
    return made


def _signing(found: Found, id_: str, given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """References to the secrets that the description asks for, to be put in place by the operator."""
    if given:
        return dict(given), {}
    name = re.sub(r"[^A-Z0-9]+", "_", id_.upper())
    for way in sorted(found.signs_in, key=lambda one: not one.startswith("oauth2")):
        kind, _, rest = way.partition(":")
        match kind:
            case "oauth2":
                reference = {"client_id": f"env:{name}_ID", "client_secret": f"env:{name}_SECRET"}
                return reference, {"token_url": urljoin(found.description_url or found.url, rest)}
            case "bearer":
                return {"token": f"env:{name}"}, {}
            case "api_key":
                return {"api_key": f"env:{name}"}, {"api_key_header": rest} if rest else {}
            case "basic":
                return {"user": f"env:{name}_USER", "password": f"env:{name}_PASSWORD"}, {}
            case _:
                continue
    return {}, {}


def entry_text(made: Mapping[str, object]) -> str:
    """As it is pasted under `systems:`."""
    first, *rest = _dumped(dict(made)).splitlines()
    return "\n".join([f"  - {first}", *(f"    {line}" for line in rest)]) + "\n"


def _format(found: Found) -> str:
    return "json" if found.description.lstrip()[:1] == b"{" else "yaml"


def description_file(found: Found, id_: str) -> str:
    return f"{id_}.openapi.{_format(found)}"


def listed_operations(operations: Sequence[Operation]) -> tuple[str, ...]:
    return tuple(map(name_of, operations))


def unmapped(made: Sequence[Suggestion]) -> tuple[Capability, ...]:
    have = {one.proposal.capability for one in made}
    return tuple(name for name in CAPABILITIES if name not in have)


class _Plain(yaml.SafeDumper):
    """No anchors: each capability stands for itself."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _dumped(data: object) -> str:
    return yaml.dump(data, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)
