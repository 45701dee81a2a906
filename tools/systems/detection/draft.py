"""A first mapping of a proposed operation, as far as its fields say it; the rest is asked of a person."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from batuta.capabilities import CAPABILITIES
from batuta.publishing import Capability
from batuta.text import Text
from tools.systems.detection.answers import AnswerDraft, Called
from tools.systems.detection.asking import setting, setting_asked
from tools.systems.detection.bodies import (
    is_given,
    is_leaf,
    of_entry,
    put,
    put_within,
    says_something,
    uses,
    whole_body,
)
from tools.systems.detection.evidence import Known, bears_out
from tools.systems.detection.fields import (
    ARGUMENTS,
    KEY,
    LIKE_IDS,
    Match,
    audience_field,
    channel_field,
    channel_values,
    hour_beside,
    matches,
    names_one_of,
)
from tools.systems.detection.lexicon import ACCOUNTS, IDS, TYPE_SLOTS, Thing
from tools.systems.detection.messages import is_mail, messages
from tools.systems.detection.naming import things_of
from tools.systems.detection.needs import beside, needing
from tools.systems.detection.propose import Proposal, thing_of
from tools.systems.detection.queried import told_in_query
from tools.systems.detection.reading import read
from tools.systems.detection.references import names_head, own_reference, slot_noun
from tools.systems.detection.repeating import CHOSEN_ADDRESS, Keys, repetition
from tools.systems.detection.sizes import size_field
from tools.systems.detection.understood import TOOL
from tools.systems.detection.whole import Whole
from tools.systems.detection.words import words
from tools.systems.detection.wrapping import in_envelope, last_of, near
from tools.systems.openapi.document import Field, Operation, Parameter

_SLOT = re.compile(r"\{([^}]+)\}")


class Draft(NamedTuple):
    mapped: dict[str, object]
    """As it stands in the mapping file."""
    asks: tuple[Text, ...]
    """What a person has to say before it works."""
    complete: bool = True
    """Where it leads is known – which thing is meant, or who gets a message – and its fields bear it out."""


def draft(proposal: Proposal, around: Whole) -> Draft:
    answer = tuple(one for one in proposal.operation.answer if not in_envelope(one.path, around.envelope))
    operation = needing(proposal.operation, around.asking)._replace(answer=answer)
    making = _Making(proposal._replace(operation=operation), around=around)
    making.request(around.references)
    if "each" not in making.mapped:
        making.result(around.references)
    making.repetition(around.lists)
    return Draft(making.mapped, tuple(making.asks), making.complete)


class _Making:
    def __init__(self, proposal: Proposal, *, around: Whole) -> None:
        self._everywhere = around.everywhere
        self._spaces = around.spaces
        self._asking = around.asking
        self._head = frozenset(read(proposal.operation, calls=around.calls).resource.rpartition("/")[2].split())
        self._proposal = proposal
        self._capability = proposal.capability
        self._operation = proposal.operation
        self._thing = thing_of(proposal.capability)
        self._about: tuple[Thing, ...] = ("campaign",) if self._thing == "results" else (self._thing,)
        self._tool = proposal.operation.method == TOOL
        self._body: dict[str, object] = {}
        self._key_in = ""
        self._kept_in = ""
        self._each = False
        self._reference_unsaid = False
        self._lacking = False
        """A field is required that none of our arguments is."""
        self.mapped: dict[str, object] = (
            {"tool": proposal.operation.id} if self._tool else {"operation": proposal.operation.name}
        )
        self.asks: list[Text] = []

    def request(self, references: Mapping[str, tuple[str, ...]]) -> None:
        self._path()
        self._parameters()
        wanted = ARGUMENTS.get(_like(self._capability), ())
        fields = self._operation.body
        leaves = [one for one in fields if is_leaf(one, fields)]
        found = list(matches(leaves, wanted, self._thing))
        self._for_whom(leaves)
        self._members(leaves, found)
        self._channels(leaves, found)
        self._moment(leaves, found)
        self._own_key(leaves, found, references.get(self._thing, ()))
        if self._capability in ("message.send", "message.send_test"):
            together = messages(fields, mail=is_mail(self._operation))
            self._each, self._key_in = together.each, self._key_in or together.key_in
            self._body.update(together.body)
            self.asks += together.asks
            if self._each:
                self.mapped["each"] = "$arguments.messages"
            found = [match for match in found if not (self._each and match.template == "$key")]
        for match in found:
            hour = hour_beside(match.field, leaves) if match.template.removesuffix("?") in _MOMENTS else None
            self._put(match.field, match.template if hour else self._worded(match.field, match.template))
            if hour and hour.type in ("", "string"):
                self._put(hour, "09:00")
            if match.template == "$key":
                self._key_in, self._kept_in = self._key_in or match.field.path, match.field.path
        if self._proposal.status:
            path, value = self._proposal.status
            put_within(self._body, path, _typed(value, [one.type for one in fields if one.path == path]))
        self._identify(fields)
        for field in fields:
            if field.required and is_leaf(field, fields) and not is_given(self._body, field.path):
                self._missing(field)
        headers = self.mapped.get("headers")
        if self._each and isinstance(headers, dict):
            # Each message has a key of its own, the same on every attempt.
            self.mapped["headers"] = {name: "$item.id" if value == "$key" else value for name, value in headers.items()}
        if self._capability.startswith("message.") and not says_something(self._body):
            self.asks.append(
                Text(
                    en="no field for the words of a message is recognised: say where they go",
                    es="no se reconoce ningún campo para el texto del mensaje: di dónde va",
                )
            )
        if self._body:
            place = "send" if self._tool else "query" if told_in_query(self._operation) else "body"
            self.mapped[place] = whole_body(self._body)

    def _for_whom(self, leaves: Sequence[Field]) -> None:
        asked = [one for one in leaves if " ".join(slot_noun(one.path.rpartition(".")[2])) not in self._spaces]
        field = audience_field(asked) if self._capability == "campaign.create" else None
        if field:
            self._put(field, "$arguments.audience")

    def _members(self, leaves: Sequence[Field], found: list[Match]) -> None:
        """How many people are in an audience, whatever the field is called: `numeroClientes`."""
        wanted = self._capability in ("audience.create", "audience.update")
        if wanted and not any(one.template == "$arguments.members" for one in found):
            size = size_field(leaves)
            found += [Match("$arguments.members", one, 0) for one in leaves if size and one.path == size]

    def _moment(self, leaves: Sequence[Field], found: list[Match]) -> None:
        """The only thing that scheduling has to be told is when: `delivery_requested`."""
        needed = [one for one in leaves if one.required and one.type in ("", "string", "integer") and not one.options]
        alone = len(needed) == 1 and set(words(last_of(needed[0].path))) & _OF_MOMENTS
        if self._capability == "campaign.schedule" and alone and not any("start" in one.template for one in found):
            found.append(Match("$arguments.start", needed[0], 0))

    def _own_key(self, leaves: Sequence[Field], found: list[Match], reference: tuple[str, ...]) -> None:
        """Where things are named by a key that whoever makes them chooses, ours is that: `{key}` and a field `key`."""
        if not self._capability.endswith(".create") or reference[-1:] not in _CHOSEN:
            return
        taken = {match.field.path for match in found}
        chosen = [one for one in leaves if words(one.path) in (reference, reference[-1:]) and one.path not in taken]
        if chosen and not any(match.template == "$key" for match in found):
            found.append(Match("$key", chosen[0], 0))

    def _channels(self, leaves: Sequence[Field], found: list[Match]) -> None:
        """A field whose values are channels takes the channel, whatever it is called."""
        template = _CHANNEL_OF.get(_like(self._capability), "")
        field = channel_field(leaves) if template else None
        if field:
            found[:] = [one for one in found if one.template != template and one.field != field]
            found.append(Match(template, field, 0))

    def _path(self) -> None:
        slots = _SLOT.findall(self._operation.path)
        if slots:
            given = {slot: f"$settings.{setting(slot)}" for slot in slots}
            by_id = "id" in CAPABILITIES[self._capability].arguments.model_fields or self._proposal.field
            own = self._own_slot(slots)
            put_there = self._operation.method == "PUT" and self._operation.path.rstrip("/").endswith("}")
            if put_there and self._capability.endswith(".create"):
                # What is made at an address of its own is called as we call it.
                given[slots[-1]], self._key_in = "$key", CHOSEN_ADDRESS
            if by_id and own:
                given[own] = "$arguments.id"
            for slot, template in given.items():
                if template.startswith("$settings."):
                    self.asks.append(setting_asked(slot))
            self.mapped["path"] = given

    def _own_slot(self, slots: Sequence[str]) -> str:
        """The slot that names the thing itself, not the space it lies in; empty where none does."""
        if self._capability.endswith((".create", ".search", ".send")):
            return ""
        named = [slot for slot in slots if set(self._about) & set(things_of(slot_noun(slot)))]
        free = [slot for slot in slots if not _says_where(slot)]
        if self._own_fields() and not self._operation.path.rstrip("/").endswith("}"):
            named = [slot for slot in named or free if set(slot_noun(slot)) & self._head]
            return named[-1] if named else ""
        return (named or free or [""])[-1]

    def _own_fields(self) -> list[Field]:
        """Fields that name what the request is about, the surest first: `entryId`, `itemIds[]`, `id`."""
        head, ranked = self._head, []
        for one in self._operation.body:
            *noun, last = last_of(one.path.removesuffix("[]")).split() or ("",)
            named = (
                last in IDS
                or names_one_of(last_of(one.path), self._thing)
                or (last in LIKE_IDS and noun and set(noun) <= head)
            )
            own = of_entry(one.path, self._operation.body)
            inside = "[" in own.removesuffix("[]") or not near(own, None)
            if (
                not named
                or inside
                or last_of(one.path) in _OF_A_CALL
                or one.type in ("array", "object")
                or set(noun) & ACCOUNTS
            ):
                continue
            about = things_of(tuple(noun))
            if noun and self._thing not in about and not set(noun) & head and (about or not one.required):
                continue
            how = 0 if set(noun) & head else 1 if not noun or self._thing in about else 2
            ranked.append((how, not one.required, len(one.path), one))
        found = [entry[3] for entry in sorted(ranked, key=lambda entry: entry[:3])]
        plain = beside(self._operation, self._asking)
        told = None if "{" in plain.path else own_reference(plain)
        return found or ([told] if told else [])

    def _parameters(self) -> None:
        query: dict[str, object] = {}
        headers: dict[str, object] = {}
        in_query = told_in_query(self._operation)
        for one in self._operation.parameters:
            name = " ".join(words(one.name))
            if one.place == "header" and "idempotency" in name:
                headers[one.name] = "$key"
                self._key_in = f"header {one.name}"
            elif one.place == "query" and in_query:
                continue
            elif one.required and one.place == "query":
                query[one.name] = self._asked(one, name)
            elif one.required and one.place == "header" and name not in ("authorization", "api key", "x api key"):
                headers[one.name] = self._asked(one, name)
        own = [one for one in self._operation.parameters if one.place == "query" and self._names_head(one)]
        wanted = "id" in CAPABILITIES[self._capability].arguments.model_fields
        looks = self._capability.endswith((".get", ".size", ".fetch"))
        if own and wanted and looks and "path" not in self.mapped and "$arguments.id" not in query.values():
            query[own[0].name] = "$arguments.id"
        if query:
            self.mapped["query"] = query
        if headers:
            self.mapped["headers"] = headers

    def _names_head(self, one: Parameter) -> bool:
        return names_head(one.name, self._head)

    def _asked(self, one: Parameter, name: str) -> object:
        names_it = name.split()[-1] in IDS or any(names_one_of(one.name, thing) for thing in self._about)
        if one.name in self._everywhere or set(words(one.name)) & ACCOUNTS:
            return self._set(one)
        inside = "path" in self.mapped
        if inside and "$arguments.id" not in str(self.mapped["path"]):
            # `/accounts/{id}/campaigns/analytics?campaign_ids=…`
            names_it, inside = set(things_of(slot_noun(one.name))) & set(self._about) != set(), False
        names_it = names_it or (one.required and set(things_of(words(one.name))) == set(self._about))
        if one.place == "query" and (names_it or self._names_head(one)) and not inside:
            return "$arguments.id"
        return self._set(one)

    def _set(self, one: Parameter) -> str:
        if len(one.options) == 1:
            return one.options[0]
        self.asks.append(setting_asked(one.name))
        return f"$settings.{setting(one.name)}"

    def _worded(self, field: Field, template: str) -> object:
        """The argument in the system's own words, where the field says which it knows."""
        if template.startswith(("$arguments.channel", "$arguments.item.channel")) and field.options:
            values = channel_values(field)
            if not template.endswith("s"):
                return {"$of": template, "$values": values}
            if field.path.endswith("[]"):
                return {"$each": template, "$make": {"$of": "$item", "$values": values}}
            # A campaign of this system has one channel.
            return {"$of": f"{template}.0", "$values": values}
        if template.endswith((".start", ".start?", ".end", ".end?")) and field.type in ("", "string"):
            return "${" + template[1:] + "}T09:00:00Z"
        return template

    def _identify(self, fields: Sequence[Field]) -> None:
        """For a tool, and for addresses without a slot, the thing is named by a field."""
        if "id" not in CAPABILITIES[self._capability].arguments.model_fields:
            return
        if self._capability.endswith(".create") or uses({**self.mapped, "body": self._body}, "$arguments.id"):
            return
        free = [one for one in self._own_fields() if not is_given(self._body, one.path)]
        if free:
            self._put(free[0], "$arguments.id")

    def _put(self, field: Field, template: object) -> None:
        path = field.path
        if path.endswith("[]"):
            plural = isinstance(template, dict) or template in ("$arguments.people", "$arguments.channels")
            put(self._body, path[:-2], template if plural else [template])
        else:
            put_within(self._body, path, template)

    def _missing(self, field: Field) -> None:
        if len(field.options) == 1:
            self._put(field, field.options[0])
            return
        if _is_reference(field.path) or field.path in self._everywhere:
            self._put(field, f"$settings.{setting(field.path.rpartition('.')[2].removesuffix('[]'))}")
            self.asks.append(setting_asked(field.path.rpartition(".")[2].removesuffix("[]")))
            return
        self._lacking = True
        self.asks.append(
            Text(
                en=f"the request needs “{field.path}”, and none of our arguments is that",
                es=f"la petición necesita «{field.path}», y ninguno de nuestros argumentos es eso",
            )
        )

    @property
    def complete(self) -> bool:
        known = Known(self._body, self.mapped.get("result"), self._lacking, self._reference_unsaid)
        return self._leads and bears_out(self._capability, self._operation, known)

    @property
    def _leads(self) -> bool:
        if self._capability in ("message.send", "message.send_test"):
            return uses({"body": self._body}, "$item.to") or not self._operation.body
        wants_id = "id" in CAPABILITIES[self._capability].arguments.model_fields
        if not wants_id or self._capability.endswith((".create", ".search")):
            return True
        told = bool(self._operation.body or self._operation.parameters or "{" in self._operation.path)
        return uses({**self.mapped, "body": self._body}, "$arguments.id") or not told

    def result(self, references: Mapping[str, tuple[str, ...]]) -> None:
        reference = references.get(self._thing, ())
        maker = AnswerDraft(self._capability, self._operation, self._proposal, Called(reference, self._head))
        self.mapped.update(maker.made())
        entries = self._capability.endswith(".search") and bool(self._operation.answer)
        self._reference_unsaid = maker.reference_unsaid and (entries or self._capability.endswith(".create"))
        self.asks += maker.asks

    def repetition(self, lists: Mapping[str, Operation]) -> None:
        if CAPABILITIES[self._capability].changes:
            found, asks = repetition(
                self._capability, self._thing, Keys(self._key_in, self._kept_in), lists.get(self._thing), self.mapped
            )
            self.mapped.update(found)
            self.asks += asks


_MOMENTS = ("$arguments.start", "$arguments.end")
_OF_MOMENTS = frozenset(
    "delivery deliver send sending sent schedule scheduled launch release dispatch date time moment when "
    "envio programado lanzamiento fecha hora momento".split()
)
_OF_A_CALL = frozenset(" ".join(words(name)) for name in KEY)
_CHOSEN = (("key",), ("path",), ("slug",), ("code",), ("handle",), ("alias",), ("clave",), ("codigo",))


def _says_where(slot: str) -> bool:
    """In which account, or of which kind, and not which one."""
    noun = slot_noun(slot)
    return bool(set(noun) & ACCOUNTS) or "".join(noun) in TYPE_SLOTS


def _like(capability: Capability) -> Capability:
    return "message.send" if capability == "message.send_test" else capability


def _is_reference(path: str) -> bool:
    """Whether a field names something else by its reference, which a person has to look up once: `spaceId`."""
    return words(path.removesuffix("[]"))[-1:] == ("id",)


_CHANNEL_OF: Mapping[str, str] = {
    "campaign.create": "$arguments.channels",
    "message.send": "$arguments.channel",
    "content.create": "$arguments.item.channel",
    "consent.check": "$arguments.channel",
}


def _typed(value: str, types: Sequence[str]) -> object:
    """A value as its field wants it."""
    if "boolean" in types:
        return value == "true"
    return int(value) if "integer" in types and value.lstrip("-").isdigit() else value
