"""A marketing system without an API, driven by its playbooks: one browser, a window of its own for each job.

It is looked whether a thing is there already before it is made, and again after anything that ended in doubt; and what
becomes of each call is written down before its first change. So a call that is repeated with its key acts once.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import NamedTuple
from weakref import WeakValueDictionary

from pydantic import ValidationError

from batuta.capabilities import CAPABILITIES, result_of
from batuta.errors import BadInput, BatutaError, NotFound, OutcomeUnknown, Refused, SystemUnavailable
from batuta.ports import Done
from batuta.publishing import UNDO, Capability, SystemDescription
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.outgoing.transport import Resolve, resolved_by_the_system
from tools.secrets import Secrets
from tools.systems.browser.chromium import Chromium
from tools.systems.browser.evidence import Evidence, JobRecord, State
from tools.systems.browser.playbook import SECONDS, Find, Playbook, Playbooks
from tools.systems.browser.player import Player
from tools.systems.browser.reach import Reach
from tools.systems.browser.shapes import nested
from tools.systems.browser.stopped import LeftInDoubt, PageNotAsExpected
from tools.systems.browser.variables import Values
from tools.systems.browser.window import Window, window
from tools.systems.objects import unable

JOB_SECONDS = 180.0
"""For one call, signing in included."""


class Parts(NamedTuple):
    """What every browser system of an installation shares."""

    chromium: Chromium
    allowed: AllowedHosts
    secrets: Secrets
    resolve: Resolve = resolved_by_the_system


class BrowserSystem:
    def __init__(self, description: SystemDescription, playbooks: Playbooks, evidence: Evidence, parts: Parts) -> None:
        """Raises: OffLimits, for an address that may not be reached."""
        self.description = description
        self.evidence = evidence
        self._playbooks = playbooks
        self._parts = parts
        others = filter(None, map(str.strip, description.settings.get("hosts", "").split(",")))
        self._reach = Reach(parts.allowed, description.url, others)
        self._seconds = float(description.settings.get("step_seconds", SECONDS))
        self._at_work: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        """As the port says. Raises besides: NotFound, for a capability without a playbook."""
        playbook = self._playbook(capability)
        async with self._one_at_a_time(key):
            known = self.evidence.of(key)
            if known is not None and (done := known.done()):
                return done
            earlier = known is not None and known.state == "changing"
            job = _Job(self, capability, await self._checked(capability, arguments), key, in_doubt=earlier)
            try:
                return await job.once(playbook)
            except Refused as changed:
                if earlier:
                    raise self._in_doubt(capability, changed) from changed
                raise

    async def find(self, capability: Capability, key: str) -> Done | None:
        playbook = self._playbook(capability)
        async with self._one_at_a_time(key):
            known = self.evidence.of(key)
            if known is not None and known.state != "changing":
                return known.done()
            if playbook.find is None:
                return None
            job = _Job(self, capability, known.arguments if known else {}, key, in_doubt=known is not None)
            try:
                return await job.found(playbook.find)
            except (PageNotAsExpected, LeftInDoubt) as unclear:
                raise self._in_doubt(capability, unclear) from unclear

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        """Raises: SystemUnavailable, also where the page is not as expected."""
        playbook = self._playbook(capability)
        if CAPABILITIES[capability].changes:
            raise unable(self.description.id, capability)
        job = _Job(self, capability, await self._checked(capability, arguments))
        try:
            return await job.looked(playbook)
        except PageNotAsExpected as changed:
            raise SystemUnavailable(changed.message, remedy=changed.remedy, subject=changed.subject) from changed

    async def aclose(self) -> None:
        """Close the browser."""
        await self._parts.chromium.aclose()

    @asynccontextmanager
    async def player(self, values: Values) -> AsyncIterator[tuple[Player, Window]]:
        """A window that is signed in. Raises: as `Player.play`."""
        values.secret = self._secret
        locale = self.description.settings.get("locale")
        async with window(self._parts.chromium, self._reach, locale=locale, resolve=self._parts.resolve) as opened:
            player = Player(self.description.id, self.description.url, opened, values, self.evidence, self._seconds)
            yield player, opened

    @property
    def playbooks(self) -> Playbooks:
        return self._playbooks

    def _secret(self, name: str) -> str:
        return self._parts.secrets.read(self.description.credentials[name]).get_secret_value()

    def _playbook(self, capability: Capability) -> Playbook:
        found = self._playbooks.by_capability.get(capability)
        if found is None:
            raise unable(self.description.id, capability)
        return found

    async def _checked(self, capability: Capability, arguments: Mapping[str, object]) -> dict[str, object]:
        """The arguments as the capability wants them, with the id of what is to be taken back. Raises: BadInput."""
        given = dict(arguments)
        undone = given.get("undoes")
        if undone and not given.get("id"):
            given["id"] = await self._made_by(capability, str(undone))
        try:
            return CAPABILITIES[capability].arguments.model_validate(given).model_dump(mode="json")
        except ValidationError as wrong:
            places = ", ".join(sorted({".".join(map(str, error["loc"])) for error in wrong.errors()}))
            raise BadInput(
                Text(
                    en=f"{capability} was called with wrong arguments: {places}.",
                    es=f"{capability} se ha llamado con argumentos incorrectos: {places}.",
                ),
                subject=self.description.id,
            ) from None

    async def _made_by(self, undo: Capability, key: str) -> str:
        """What the call with this key made. Raises: NotFound."""
        known = self.evidence.of(key)
        made_by = [known.capability] if known else [one for one, back in UNDO.items() if back == undo]
        for capability in made_by:
            if capability in self._playbooks.by_capability and (done := await self.find(capability, key)):
                return done.reference
        raise NotFound(
            Text(
                en=f"{self.description.id} has nothing that this would take back.",
                es=f"{self.description.id} no tiene nada que deshacer con esto.",
            ),
            subject=key,
        )

    def _in_doubt(self, capability: Capability, unclear: BatutaError) -> OutcomeUnknown:
        told = unclear.message
        doubt = LeftInDoubt(
            Text(
                en=f"It cannot be seen whether {capability} was done. {told.in_('en')}",
                es=f"No se puede ver si {capability} llegó a hacerse. {told.in_('es')}",
            ),
            remedy=unclear.remedy,
            subject=self.description.id,
        )
        doubt.picture = getattr(unclear, "picture", "")
        return doubt

    def _one_at_a_time(self, key: str) -> asyncio.Lock:
        lock = self._at_work.get(key) or asyncio.Lock()
        self._at_work[key] = lock
        return lock


class _Job:
    """One call, from an empty window to its record."""

    def __init__(
        self,
        system: BrowserSystem,
        capability: Capability,
        arguments: dict[str, object],
        key: str = "",
        *,
        in_doubt: bool = False,
    ) -> None:
        """in_doubt: an earlier call with this key may have changed something."""
        self._system = system
        self._in_doubt = in_doubt
        self._record = JobRecord(
            capability=capability, key=key, arguments=arguments, state="changing" if in_doubt else "begun"
        )
        self._values = Values(arguments, key)

    async def once(self, playbook: Playbook) -> Done:
        """Do it, unless it is found done. Raises: OutcomeUnknown, where an earlier try may still have done it."""
        async with self._signed_in() as player:
            if playbook.find and await player.find(playbook.find):
                return self._done(playbook.find.gives)
            if self._in_doubt and not self._system.description.takes_key:
                raise OutcomeUnknown(
                    Text(
                        en=f"An earlier try of {self._record.capability} ended in doubt, and it cannot be seen now.",
                        es=f"Un intento anterior de {self._record.capability} quedó en duda y ahora no se ve.",
                    ),
                    remedy=Text(
                        en="Look in the system, and say what happened.", es="Mira en el sistema y di qué pasó."
                    ),
                    subject=self._system.description.id,
                )
            self._values.read.clear()
            player.before_changing = self._changing
            await player.play(playbook.steps)
            return self._done(playbook.gives)

    async def found(self, find: Find) -> Done | None:
        async with self._signed_in() as player:
            return self._done(find.gives) if await player.find(find) else None

    async def looked(self, playbook: Playbook) -> Mapping[str, object]:
        async with self._signed_in() as player:
            await player.play(playbook.steps)
            return self._result(playbook.gives)

    @asynccontextmanager
    async def _signed_in(self) -> AsyncIterator[Player]:
        system = self._system
        try:
            async with asyncio.timeout(JOB_SECONDS), system.player(self._values) as (player, opened):
                try:
                    if system.playbooks.sign_in:
                        await player.sign_in(system.playbooks.sign_in.steps)
                    yield player
                except BadInput:
                    if not self._in_doubt:
                        self._settle("refused")
                    raise
                except PageNotAsExpected:
                    self._keep(unexpected=True)
                    raise
                finally:
                    self._keep(steps=tuple(player.taken), notes=tuple(opened.notes))
        except TimeoutError:
            raise self._out_of_time() from None

    def _changing(self) -> None:
        self._settle("changing")
        self._keep()

    def _done(self, gives: Mapping[str, str]) -> Done:
        result = self._result(gives)
        done = Done(str(result.get("id", "")), result)
        self._record = self._record.model_copy(
            update={"state": "done", "reference": done.reference, "result": dict(done.result)}
        )
        return done

    def _result(self, gives: Mapping[str, str]) -> dict[str, object]:
        told = {**self._values.read, **{name: self._values.filled(words) for name, words in gives.items()}}
        return result_of(self._system.description.id, self._record.capability, nested(told))

    def _settle(self, state: State) -> None:
        self._record = self._record.model_copy(update={"state": state})

    def _keep(self, **more: object) -> None:
        self._record = self._record.model_copy(update=more)
        self._system.evidence.keep(self._record)

    def _out_of_time(self) -> BatutaError:
        changing = self._record.state == "changing"
        told = Text(
            en=f"{self._system.description.id} was not done within {JOB_SECONDS:g} s.",
            es=f"{self._system.description.id} no ha terminado en {JOB_SECONDS:g} s.",
        )
        return (OutcomeUnknown if changing else SystemUnavailable)(told, subject=self._system.description.id)
