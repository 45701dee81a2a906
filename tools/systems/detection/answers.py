"""What an operation's answer holds of what a capability gives, as far as its fields say it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from batuta.publishing import Capability
from batuta.text import Text
from tools.systems.detection.bodies import is_leaf, of_entry
from tools.systems.detection.fields import (
    ENDS,
    READ_BACK,
    SET_OFF,
    hour_beside,
    id_field,
    list_field,
    made_anew,
    matches,
)
from tools.systems.detection.figures import prefix_of, said_of, without
from tools.systems.detection.lexicon import PEOPLE, STATUS_FIELDS, Thing, listed
from tools.systems.detection.naming import things_of
from tools.systems.detection.propose import Proposal, thing_of
from tools.systems.detection.sizes import size_field, size_of_one
from tools.systems.detection.words import words
from tools.systems.detection.wrapping import bare, last_of, near, told
from tools.systems.openapi.document import Field, Operation, Parameter

STATE_NOW: Mapping[Capability, str] = {
    "content.create": "draft",
    "content.update": "draft",
    "content.submit": "pending",
    "content.publish": "published",
    "content.unpublish": "retired",
    "audience.create": "active",
    "audience.update": "active",
    "audience.get": "active",
    "audience.delete": "deleted",
    "campaign.create": "draft",
    "campaign.schedule": "scheduled",
    "campaign.pause": "paused",
    "campaign.resume": "scheduled",
    "campaign.stop": "stopped",
}
"""What a thing is after the call, where the answer does not say."""
OUR_STATES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "content": {
        "draft": listed("draft, borrador, new"),
        "pending": listed("pending, review, in review, submitted, pendiente, en revision, awaiting approval"),
        "approved": listed("approved, aprobado, future, scheduled"),
        "published": listed("published, publish, live, active, publicado, activo"),
        "retired": listed("archived, trash, retired, inactive, unpublished, deleted, private, off, archivado"),
    },
    "audience": {
        "active": listed("active, ready, live, complete, completed, activo, listo"),
        "deleted": listed("deleted, removed, archived, inactive, borrado, eliminado"),
    },
    "campaign": {
        "draft": listed("draft, new, save, borrador"),
        "scheduled": listed("scheduled, queued, schedule, ready, active, running, sending, programada, activa"),
        "paused": listed("paused, suspended, suspend, pausada, on hold"),
        "stopped": listed("cancelled, canceled, stopped, aborted, archived, archive, cancelada, deleted"),
        "finished": listed("sent, finished, completed, complete, done, enviada, terminada"),
    },
}


class Called(NamedTuple):
    """What the things of a system are called."""

    reference: tuple[str, ...]
    """The words of the slot or field that names one; empty where none does."""
    head: frozenset[str]
    """Words of what the operation is about."""


class AnswerDraft:
    """Where an operation's answer holds what a capability gives."""

    def __init__(self, capability: Capability, operation: Operation, proposal: Proposal, called: Called) -> None:
        self._capability = capability
        self._called = called
        self._thing: Thing = thing_of(capability)
        self._operation = operation
        self._fields = operation.answer
        self._proposal = proposal
        self.asks: list[Text] = []
        self.reference_unsaid = False
        """No field of the answer is the reference of what was made."""

    def made(self) -> dict[str, object]:
        match self._capability:
            case "content.search" | "asset.search":
                return self._search()
            case "audience.size":
                return {"result": {"members": self._number()}}
            case "message.send" | "message.send_test":
                return {"result": self._sent()}
            case "results.fetch":
                return {"result": self._figures()}
            case "consent.check":
                return {"result": {"allowed": self._allowed()}}
            case "compliance.check":
                return {"result": "$answer"}
            case _:
                return {"result": self._thing_made(*self._single())}

    def _single(self) -> tuple[Sequence[Field], str]:
        """The fields of the thing itself, and where it lies: in the only entry of a list, where the answer is one."""
        entries = list_field(self._fields)
        alone = [one for one in self._fields if "[]" not in one.path]
        body = self._operation.body
        several = any(of_entry(one.path, body) != one.path for one in body)
        called = entries is not None and self._thing in things_of(words(entries))
        one_made = self._capability.endswith(".create") or several or (self._capability.endswith(".get") and called)
        if entries is None or not one_made or id_field(alone, self._thing, self._called.head):
            return self._fields, "answer"
        inside = [
            one._replace(path=one.path.removeprefix(f"{entries}[]."))
            for one in self._fields
            if one.path.startswith(f"{entries}[].")
        ]
        if not near(f"{entries}.id", self._thing, self._called.head) or not id_field(inside, self._thing):
            return self._fields, "answer"
        return inside, f"answer.{entries}.0".replace("..", ".")

    def _thing_made(self, fields: Sequence[Field], root: str) -> dict[str, object]:
        made: dict[str, object] = {}
        id_ = self._listed(fields) or id_field(fields, self._thing, self._called.head) or self._referred(fields)
        asked = not self._capability.endswith((".create", ".search"))
        if asked and id_ is not None and made_anew(id_.path):
            id_ = None
        if id_ is not None:
            made["id"] = f"${{{root}.{id_.path}}}"
        elif asked and root.startswith("answer"):
            made["id"] = "$arguments.id"
        else:
            made["id"] = f"${{{root}.id}}"
            self.reference_unsaid = True
            self._unsaid("id")
        made.update(self._state(fields, root, id_.path if id_ else ""))
        if self._thing == "campaign":
            made.update(self._days(fields, root))
        if self._thing == "audience":
            size = size_field(fields)
            if size:
                made["members"] = f"${root}.{size}?"
        if self._capability == "content.get":
            parts = self._parts(fields, root)
            made.update({"parts": parts} if parts else {})
            called = told(fields, _CALLED, self._thing)
            made.update({"title": f"${root}.{called.path}?"} if called else {})
        if self._thing in ("content", "asset"):
            for ours, names in _OF_CONTENT:
                one = told(fields, names, self._thing)
                if one and (ours != "version" or one.type in ("", "integer")):
                    made[ours] = f"${root}.{one.path}?"
        return made

    def _days(self, fields: Sequence[Field], root: str) -> dict[str, object]:
        """From when to when it runs, so that it can be compared with what was approved."""
        hours = {hour.path for one in fields if (hour := hour_beside(one, fields))}
        moments = [one for one in fields if one.type in ("", "string", "integer", "number") and not one.options]
        moments = [one for one in moments if one.path not in hours]
        found = {ours: told(moments, names, self._thing, _TIMES) for ours, names in (("start", SET_OFF), ("end", ENDS))}
        return {ours: {"$day": f"${root}.{one.path}?"} for ours, one in found.items() if one}

    def _parts(self, fields: Sequence[Field], root: str) -> dict[str, object]:
        """Its words, read from the fields that its words are written to."""
        told_as = [one for one in fields if one.type in ("", "string") and not one.options and "[]" not in one.path]
        texts = [one for one in told_as if near(one.path, self._thing, _OF_WORDS)]
        found = {match.template: match.field.path for match in matches(texts, READ_BACK, self._thing)}
        return {name: f"${root}.{path}?" for name, path in found.items()}

    def _listed(self, fields: Sequence[Field]) -> Field | None:
        """In a listing of other things, the field that names one of these: of campaigns, `emailMessageId`."""
        elsewhere = self._capability.endswith(".search") and self._thing not in things_of(tuple(self._called.head))
        return told(fields, [" ".join(self._called.reference)], None) if elsewhere else None

    def _referred(self, fields: Sequence[Field]) -> Field | None:
        """The field that is called as the slot is: `template.name` where `{template_name}` asks for one."""
        reference = " ".join(self._called.reference)
        names = [name for name in (reference, reference.rpartition(" ")[2]) if name]
        found = told(fields, names, self._thing)
        if found or not self._capability.endswith(".create"):
            return found
        # A text that is called as the thing itself: `{"campaign": "ABC-1"}`.
        untyped = not any(one.type for one in (*self._operation.body, *fields))
        own = [one for one in fields if one.type in ("string", "integer", *[""] * untyped) and is_leaf(one, fields)]
        return told(own, [self._thing, *self._called.head], self._thing)

    def _state(self, fields: Sequence[Field], root: str, id_: str) -> dict[str, object]:
        """The field beside the reference, or inside what stands there; not that of the call around it."""
        word = "status" if self._thing in ("content", "asset") else "state"
        own = OUR_STATES["content" if self._thing == "asset" else self._thing]
        beside = id_.rpartition(".")[0]
        if words(beside.rpartition(".")[2])[-1:] in _LINKS:
            # `contentLink.id` refers to what it lies in.
            beside = beside.rpartition(".")[0]
        for one in sorted(fields, key=lambda field: field.path.count(".")):
            within = not beside or one.path.startswith(f"{beside}.")
            if within and _says_state(one, self._thing):
                values = {
                    option: ours
                    for option in one.options
                    for ours, names in own.items()
                    if " ".join(words(option)) in names
                }
                place = f"${root}.{one.path}"
                return {word: {"$of": place, "$values": values, "$otherwise": place} if values else place}
        return state_word(self._capability, self._thing)

    def _search(self) -> dict[str, object]:
        entries = list_field(self._fields)
        if entries is None:
            self._unsaid("items")
        inside = [
            one._replace(path=one.path.removeprefix(f"{entries}[]."))
            for one in self._fields
            if entries is not None and one.path.startswith(f"{entries}[].")
        ]
        made = self._thing_made(inside, "item")
        for ours, names in _OF_ITEM:
            found = told(inside, names, self._thing)
            if not found and ours == "url" and self._thing == "asset":
                found = _original(inside)
            if found:
                made[ours] = f"${{item.{found.path}?}}"
        result: dict[str, object] = {
            "items": f"$answer.{entries}" if entries else "$answer",
            "result": {"items": {"$each": "$items", "$make": made}},
        }
        pages = _pages(self._operation.parameters, self._fields)
        if pages:
            result["pages"] = pages
        return result

    def _number(self) -> str:
        field = self._proposal.field or size_of_one(self._fields)
        if not field:
            whole = [one.path for one in self._fields if one.type == "integer" and "." not in one.path]
            field = whole[0] if len(whole) == 1 else ""
        if not field:
            self._unsaid("members")
        return f"$answer.{field or 'count'}"

    def _sent(self) -> dict[str, object]:
        for one in self._fields:
            if " ".join(words(one.path)) in _ACCEPTED and one.type in ("integer", "number", ""):
                return {"sent": f"$answer.{one.path}"}
        # Whoever answers a batch without a number took it whole.
        return {"sent": {"$count": "$arguments.messages"}}

    def _figures(self) -> dict[str, object]:
        made: dict[str, object] = {}
        # A report of one campaign may be a list of one.
        first = [one for one in self._fields if one.path.count("[]") == 1]
        prefix = prefix_of(self._fields)
        for fields in ([one for one in self._fields if "[]" not in one.path], first):
            for ours, names in _FIGURES.items():
                ranked = [
                    (names.index(named), one.path.count("."), one.path)
                    for one in fields
                    if one.type in ("integer", "number", "string", "")
                    if (named := _uncounted(last_of(without(prefix, one.path.rpartition(".")[2])))) in names
                ]
                if ranked and ours not in made:
                    made[ours] = f"$answer.{min(ranked)[2].replace('[]', '.0').lstrip('.')}?"
            if made:
                break
        if not made:
            by_words = {said_of(one): one.path for one in reversed(self._fields) if "[]" not in one.path}
            made = {ours: f"$answer.{by_words[ours]}?" for ours in _FIGURES if ours in by_words}
        if not made:
            self._unsaid("sent, opened, clicked")
        return made

    def _allowed(self) -> object:
        lists = [one.path for one in self._fields if one.type == "array" and "[]" not in one.path]
        if lists:
            return f"$answer.{lists[0]}"
        self._unsaid("allowed")
        return "$answer.allowed"

    def _unsaid(self, what: str) -> None:
        self.asks.append(
            Text(
                en=f"the description does not say where the answer holds {what}",
                es=f"la descripción no dice dónde trae la respuesta {what}",
            )
        )


def _original(fields: Sequence[Field]) -> Field | None:
    """The address of the file itself among those of its renderings: `embeds.original.url`."""
    ranked = [
        (not set(around) & _WHOLE, one.path.count("."), one.path, one)
        for one in fields
        if "[]" not in one.path and words(one.path)[-1:] in (("url",), ("href",), ("src",), ("uri",))
        if (around := words(one.path)[:-1]) and not set(around) & _SOMETHING_ELSE
    ]
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


_WHOLE = frozenset("original full source master download large file".split())
_SOMETHING_ELSE = frozenset(
    "author owner user creator avatar thumbnail icon link self folder parent edit admin dashboard api".split()
)


def _uncounted(named: str) -> str:
    """`num emailed`, `total opened` and `sent count` are how many were emailed, opened and sent."""
    said = named.split()
    if set(said) & _COUNTING:
        # `sent to number of subscribers` counts them.
        said = [word for at, word in enumerate(said) if not at or word not in (*PEOPLE, "to")]
    left = [word for word in said if word not in _COUNTING and not word.isdigit()]
    return " ".join([word for word in left if word not in _COUNTED] or left) or named


_COUNTING = frozenset("num number total count of numero qty quantity amount cantidad".split())
_COUNTED = frozenset(
    "success fully successfully correctly correctamente email mail message correo mensaje campaign campana".split()
)


def _says_state(field: Field, thing: Thing) -> bool:
    around, _, last = field.path.rpartition(".")
    if "[]" in field.path:
        return False
    if {last_of(field.path), bare(field.path, thing)} & set(STATUS_FIELDS):
        return field.type not in ("object", "array", "boolean") and near(field.path, thing, _STATES)
    *how, called = words(field.path.rpartition(".")[2]) or ("",)
    if called in STATUS_FIELDS and how and set(how) <= _HOW:
        return field.type not in ("object", "array", "boolean") and near(field.path, thing)
    return last in ("name", "value") and last_of(around) in STATUS_FIELDS and near(around, thing)


_TIMES = frozenset("schedule scheduling timing date period window delivery send sending strategy time".split())
"""Words around the moments of a thing that leave them its own: `schedule.start_time`."""
_STATES = frozenset({"state", "status", "estado"})
_OF_WORDS = frozenset("email mail message text html body alert content correo mensaje texto cuerpo".split())
"""What the words of a piece may lie in."""
_HOW = frozenset(
    "lifecycle life cycle current overall actual general publishing publication workflow approval running live "
    "operation effective configured entity delivery serving".split()
)
"""Words in front of a state that leave it the state of the thing."""
_LINKS = (("link",), ("reference",), ("ref",))
_CALLED = listed("title, headline, titulo, titular")
_OF_CONTENT = (
    ("locale", listed("locale, language, lang, language code, idioma")),
    ("version", listed("version, version number, revision, current version")),
)
_OF_ITEM = (
    (
        "title",
        listed(
            "title, name, display name, headline, subject, internal name, label, original file name, file name, "
            "filename, nombre, titulo, asunto, etiqueta"
        ),
    ),
    (
        "url",
        listed(
            "url, link, hosted url, public url, permalink, web url, full url, file url, src, preview url, "
            "download url, secure url, original url, source url, asset url, image url, media url, cdn url, "
            "delivery url, href, uri, "
            "download link, file link, media link, image link"
        ),
    ),
)


def state_word(capability: Capability, thing: str) -> dict[str, object]:
    word = STATE_NOW.get(capability)
    if thing in ("content", "asset"):
        # What is not said to be approved is not reused.
        return {"status": word or "draft"}
    return {"state": word} if word else {"state": "unknown"} if thing == "campaign" else {}


_CURSORS = listed("cursor, page cursor, next cursor, page token, after, starting after, next token, page after")
_NEXT = listed("next cursor, next, next page token, next page, cursor, after, next token")
_ACCEPTED = listed("accepted, sent, queued, recipient, recipient count, total accepted, enviado, success count")
_FIGURES = {
    "sent": listed(
        "delivered, sent, emailed, email sent, message sent, enviado, entregado, successful, impression, recipient"
    ),
    "opened": listed(
        "unique open, open unique, unique opened, opened unique, unique view, opened, open, email opened, viewed, "
        "view, apertura unica, abierto, apertura"
    ),
    "clicked": listed(
        "unique click, click unique, unique clicked, clicked unique, clicked, click, email clicked, clic unico, clic, "
        "clickthrough, click through, link click"
    ),
    "converted": listed("conversion, converted, unique conversion, purchase"),
}


def _pages(parameters: Sequence[Parameter], answer: Sequence[Field]) -> dict[str, object] | None:
    query = {" ".join(words(one.name)): one.name for one in parameters if one.place == "query"}
    nexts = {" ".join(words(one.path.rpartition(".")[2])): one.path for one in answer if "[]" not in one.path}
    for name in _CURSORS:
        following = next((nexts[told] for told in _NEXT if told in nexts), "")
        if name in query and following:
            return {"by": "cursor", "parameter": query[name], "next": f"$answer.{following}?"}
    for name in ("page", "page number", "pagina", "current page"):
        if name in query:
            return {"by": "page", "parameter": query[name]}
    for name in ("offset", "skip", "start index", "desde"):
        if name in query:
            return {"by": "offset", "parameter": query[name]}
    return None
