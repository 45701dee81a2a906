"""A connector made of a mapping: it does what the file says, and nothing that the file does not say."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from batuta.capabilities import CAPABILITIES, Anything, result_of
from batuta.errors import BadInput, Misconfigured, NotFound, OutcomeUnknown, SystemUnavailable
from batuta.ports import Done
from batuta.publishing import UNDO, Capability, SystemDescription
from batuta.text import Text
from tools.systems.mapping.model import Call, Mapped, Pages
from tools.systems.mapping.model import Mapping as MappingFile
from tools.systems.mapping.template import Absent, Scope, as_text, filled, meets
from tools.systems.messages import SendingInterrupted
from tools.systems.objects import unable

MOST_PAGES = 200
MOST_ITEMS = 50_000


class Reply(NamedTuple):
    """What a system said: its answer as plain JSON, and where the next page is."""

    answer: object
    next: str = ""
    """The address of the next page, as the Link header gives it."""


class Caller(Protocol):
    """Makes one request of a mapping."""

    async def call(self, call: Call, scope: Scope, *, changes: bool, turned: Mapping[str, str], link: str) -> Reply:
        """`turned` are the parameters that turn the page; `link` is the page's address instead.

        Raises: as MarketingSystem.perform where it changes something, else as `read`.
        """
        ...

    async def aclose(self) -> None: ...


class MappedSystem:
    """A `MarketingSystem`. Its description says that it takes keys where all its mapping may be tried again."""

    def __init__(self, description: SystemDescription, mapping: MappingFile, caller: Caller) -> None:
        self.description = description.model_copy(update={"takes_key": mapping.takes_key})
        self._mapping = mapping
        self._caller = caller

    async def aclose(self) -> None:
        await self._caller.aclose()

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        mapped = self._mapped(capability)
        if mapped.repeated == "looked_up":
            before = await self.find(capability, key)
            if before is not None:
                return before
        scope = self._scope(await self._with_id(capability, arguments), key)
        if mapped.each is not None:
            return await self._one_by_one(mapped, scope, key)
        try:
            reply = await self._caller.call(mapped, scope, changes=True, turned={}, link="")
        except NotFound:
            if not mapped.absent_is_done:
                raise
            reply = Reply(None)
        except BadInput:
            # A system that refuses a second object of one name may be refusing our own second try.
            before = await self.find(capability, key) if mapped.find else None
            if before is None:
                raise
            return before
        return self._done(capability, mapped.result, {**scope, "answer": reply.answer}, key)

    async def _one_by_one(self, mapped: Mapped, scope: Scope, key: str) -> Done:
        """A request for each message. Raises: SendingInterrupted, when it breaks off with some of them gone."""
        sent: list[str] = []
        refused: list[str] = []
        entries = filled(mapped.each, scope)
        for entry in entries if isinstance(entries, list) else []:
            message = str(entry.get("id", "")) if isinstance(entry, dict) else ""
            try:
                await self._caller.call(mapped, {**scope, "item": entry}, changes=True, turned={}, link="")
            except BadInput:
                refused.append(message)
            except (SystemUnavailable, Misconfigured) as down:
                if not sent:
                    raise
                raise SendingInterrupted(self.description.id, tuple(sent), tuple(refused), "") from down
            except OutcomeUnknown as unclear:
                # One that the system would recognise may go again with the rest.
                under_way = "" if mapped.repeated == "by_key" else message
                raise SendingInterrupted(self.description.id, tuple(sent), tuple(refused), under_way) from unclear
            else:
                sent.append(message)
        return Done(key[:16], {"sent": len(sent), "refused": refused})

    async def find(self, capability: Capability, key: str) -> Done | None:
        """None also where the mapping has no way to look."""
        mapped = self._mapped(capability)
        if mapped.find is None:
            return None
        scope = self._scope({}, key)
        try:
            wanted = {path: filled(value, scope) for path, value in mapped.find.where.items()}
            async for entries, reply in self._pages(mapped.find, scope):
                for entry in entries:
                    if meets(entry, wanted):
                        found = {**scope, "answer": reply.answer, "item": entry}
                        return self._done(capability, mapped.find.result, found, key)
        except NotFound:
            return None
        return None

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        mapped = self._mapped(capability)
        scope = self._scope(arguments, "")
        items: list[object] = []
        answer: object = None
        async for entries, reply in self._pages(mapped, scope):
            items += entries
            answer = reply.answer
        return self._result(capability, mapped.result, {**scope, "items": items, "answer": answer})

    def _mapped(self, capability: Capability) -> Mapped:
        mapped = self._mapping.capabilities.get(capability)
        if mapped is None:
            raise unable(self.description.id, capability)
        return mapped

    def _scope(self, arguments: Mapping[str, object], key: str) -> Scope:
        given = {name: value for name, value in arguments.items() if value is not None}
        return {"arguments": given, "settings": self.description.settings, **({"key": key} if key else {})}

    async def _with_id(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        """With the reference of what is taken back, where only the key of the call that made it is given."""
        undone = arguments.get("undoes")
        if not undone or arguments.get("id"):
            return arguments
        for made in (name for name, undo in UNDO.items() if undo == capability and name in self._mapping.capabilities):
            found = await self.find(made, str(undone))
            if found is not None:
                return {**arguments, "id": found.reference}
        system = self.description.id
        raise NotFound(
            Text(
                en=f"{system} has nothing that was made by the call to be taken back.",
                es=f"{system} no tiene nada hecho por la llamada que se quiere deshacer.",
            ),
            subject=system,
        )

    async def _pages(self, call: Call, scope: Scope) -> AsyncIterator[tuple[Sequence[object], Reply]]:
        """The entries of each page, as long as there are pages; without `items`, the answer is the one entry.

        Raises: SystemUnavailable, for a list without end.
        """
        turned, link, taken, turn = _first_page(call.pages), "", 0, call.pages.first if call.pages else 1
        for _ in range(MOST_PAGES):
            reply = await self._looked(call, scope, turned, link)
            entries = [reply.answer] if call.items is None else self._list_of(call, {**scope, "answer": reply.answer})
            yield entries, reply
            taken += len(entries)
            if call.pages is None or not entries or taken > MOST_ITEMS:
                return
            turn += 1
            before = turned, link
            turned, link = _next_page(call.pages, {**scope, "answer": reply.answer}, reply, taken, turn)
            if not (turned or link):
                return
            if (turned, link) == before:
                raise self._endless()
        raise self._endless()

    async def _looked(self, call: Call, scope: Scope, turned: Mapping[str, str], link: str) -> Reply:
        try:
            return await self._caller.call(call, scope, changes=False, turned=turned, link=link)
        except OutcomeUnknown as unclear:
            raise SystemUnavailable(unclear.message, subject=self.description.id) from unclear

    def _list_of(self, call: Call, scope: Scope) -> Sequence[object]:
        try:
            entries = filled(call.items, scope)
        except Absent:
            entries = None
        if entries is None or isinstance(entries, (list, tuple)):
            return list(entries or ())
        raise SystemUnavailable(
            Text(
                en=f"{self.description.id} answered with something else where a list was expected ({call.items}).",
                es=f"{self.description.id} ha respondido otra cosa donde se esperaba una lista ({call.items}).",
            ),
            remedy=Text(
                en="Check its mapping in the workspace's systems.", es="Revisa su correspondencia en los sistemas."
            ),
            subject=self.description.id,
        )

    def _endless(self) -> SystemUnavailable:
        return SystemUnavailable(
            Text(
                en=f"{self.description.id} gives a list that does not end.",
                es=f"{self.description.id} da una lista que no termina.",
            ),
            subject=self.description.id,
        )

    def _done(self, capability: Capability, template: object, scope: Scope, key: str) -> Done:
        result = self._result(capability, template, scope)
        return Done(str(result.get("id") or key[:16]), result)

    def _result(self, capability: Capability, template: object, scope: Scope) -> Mapping[str, object]:
        """The answer in our words, checked. Raises: OutcomeUnknown or SystemUnavailable, naming what is missing."""
        spec = CAPABILITIES[capability]
        try:
            made = filled(template, scope)
        except BadInput as unreadable:
            system = self.description.id
            raise (OutcomeUnknown if spec.changes else SystemUnavailable)(
                Text(
                    en=f"{system} answered {capability} otherwise than the mapping says: {unreadable.in_('en')}",
                    es=f"{system} ha respondido a {capability} de otro modo que la correspondencia: "
                    f"{unreadable.in_('es')}",
                ),
                subject=system,
            ) from unreadable
        if spec.result is Anything:
            return made if isinstance(made, dict) else {"answer": made}
        return result_of(self.description.id, capability, made)


def _first_page(pages: Pages | None) -> Mapping[str, str]:
    match pages:
        case Pages(by="page"):
            return {pages.parameter: str(pages.first)}
        case Pages(by="offset"):
            return {pages.parameter: "0"}
        case _:
            return {}


def _next_page(pages: Pages, scope: Scope, reply: Reply, taken: int, turn: int) -> tuple[Mapping[str, str], str]:
    """Parameters and address of the next page; both empty at the end."""
    match pages.by:
        case "page":
            return {pages.parameter: str(turn)}, ""
        case "offset":
            return {pages.parameter: str(taken)}, ""
        case "cursor":
            cursor = _there(pages.next, scope)
            return ({pages.parameter: cursor} if cursor else {}), ""
        case "link":
            return {}, _there(pages.next, scope) if pages.next is not None else reply.next


def _there(template: object, scope: Scope) -> str:
    try:
        value = filled(template, scope)
    except Absent:
        return ""
    return "" if value is None else as_text(value)
