"""What an operation's answer holds of what a capability gives, as far as its fields say it."""

from collections.abc import Mapping, Sequence

from batuta.publishing import Capability
from batuta.text import Text
from tools.systems.detection.fields import id_field, list_field
from tools.systems.detection.lexicon import STATUS_FIELDS
from tools.systems.detection.propose import Proposal, size_field
from tools.systems.detection.words import listed, words
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


class AnswerDraft:
    """Where an operation's answer holds what a capability gives."""

    def __init__(self, capability: Capability, operation: Operation, proposal: Proposal) -> None:
        self._capability = capability
        self._thing = capability.partition(".")[0]
        self._operation = operation
        self._fields = operation.answer
        self._proposal = proposal
        self.asks: list[Text] = []

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
                return {"result": self._thing_made(self._fields, "answer")}

    def _thing_made(self, fields: Sequence[Field], root: str) -> dict[str, object]:
        made: dict[str, object] = {}
        id_ = id_field(fields, self._thing)
        asked = not self._capability.endswith((".create", ".search"))
        if id_ is not None:
            made["id"] = f"${{{root}.{id_.path}}}"
        elif asked and root == "answer":
            made["id"] = "$arguments.id"
        else:
            made["id"] = f"${{{root}.id}}"
            self._unsaid("id")
        made.update(self._state(fields, root))
        if self._thing == "audience":
            size = size_field(fields)
            if size:
                made["members"] = f"${root}.{size}?"
        if self._thing in ("content", "asset"):
            for ours, names in (("locale", ("locale", "language", "lang", "idioma")),):
                for one in fields:
                    if " ".join(words(one.path)) in names and "[]" not in one.path:
                        made[ours] = f"${root}.{one.path}?"
        return made

    def _state(self, fields: Sequence[Field], root: str) -> dict[str, object]:
        word = "status" if self._thing in ("content", "asset") else "state"
        own = OUR_STATES["content" if self._thing == "asset" else self._thing]
        for one in sorted(fields, key=lambda field: field.path.count(".")):
            if " ".join(words(one.path.rpartition(".")[2])) in STATUS_FIELDS and "[]" not in one.path:
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
        for ours, names in (("title", ("title", "name", "subject", "nombre", "titulo")), ("url", ("url", "link"))):
            for name in names:
                found = next((one for one in inside if " ".join(words(one.path)) == name), None)
                if found and ours not in made:
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
        field = self._proposal.field or size_field(self._fields)
        if not field:
            whole = [one.path for one in self._fields if one.type == "integer" and "." not in one.path]
            field = whole[0] if len(whole) == 1 else ""
        if not field:
            self._unsaid("members")
        return f"$answer.{field or 'count'}"

    def _sent(self) -> dict[str, object]:
        accepted = (
            "accepted",
            "sent",
            "queued",
            "recipients",
            "recipient count",
            "total accepted",
            "enviado",
            "success count",
        )
        for one in self._fields:
            if " ".join(words(one.path)) in [" ".join(words(name)) for name in accepted] and one.type in (
                "integer",
                "number",
                "",
            ):
                return {"sent": f"$answer.{one.path}"}
        # Whoever answers a batch without a number took it whole.
        return {"sent": {"$count": "$arguments.messages"}}

    def _figures(self) -> dict[str, object]:
        made: dict[str, object] = {}
        single = [one for one in self._fields if "[]" not in one.path]
        for ours, names in _FIGURES.items():
            for name in names:
                found = [one.path for one in single if " ".join(words(one.path.rpartition(".")[2])) == name]
                if found and ours not in made:
                    made[ours] = f"$answer.{min(found, key=lambda path: path.count('.'))}?"
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
    "sent": listed("delivered, sent, email sent, message sent, enviado, recipient, successful"),
    "opened": listed("unique open, opened, open, unique opened, abierto, apertura"),
    "clicked": listed("unique click, clicked, click, unique clicked, clic"),
    "converted": listed("conversion, converted"),
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
