"""A marketing system that misbehaves as told, and remembers everything that was done to it."""

from collections.abc import Mapping

from batuta.errors import BadInput, DatabaseUnavailable, OutcomeUnknown, SystemUnavailable
from batuta.ports import Done
from batuta.publishing import Capability, SystemDescription
from batuta.text import Text

_TEXT = Text(en="simulated", es="simulado")


class FlakySystem:
    """Each call follows the next word of its script.

    ok; down: nothing happened; lost: done, the reply lost; vanish: not done, nobody knows; refuse; bug: an error of
    its own code before anything happened; late bug: after it; no database: ours is away, before anything happened.
    """

    def __init__(self, id_: str, *script: str, takes_key: bool = True, can_be_asked: bool = True) -> None:
        self.description = SystemDescription(
            id=id_, name=_TEXT, kind="flaky", capabilities=("content.create", "content.publish"), takes_key=takes_key
        )
        self._script = list(script)
        self._can_be_asked = can_be_asked
        self.away_when_asked = 0
        """How many more questions it does not answer."""
        self.done: dict[str, Done] = {}
        self.times_done: list[tuple[Capability, str]] = []
        self.live: dict[str, Mapping[str, object]] = {}
        """What looking something up shows, by its id."""

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        word = self._script.pop(0) if self._script else "ok"
        if word == "down":
            raise SystemUnavailable(_TEXT)
        if word == "refuse":
            raise BadInput(_TEXT)
        if word == "vanish":
            raise OutcomeUnknown(_TEXT)
        if word == "bug":
            raise KeyError("a bug of the connector")
        if word == "no database":
            raise DatabaseUnavailable(_TEXT)
        done = self._act(capability, key)
        if word == "late bug":
            raise KeyError("a bug of the connector")
        if word == "lost":
            raise OutcomeUnknown(_TEXT)
        return done

    async def find(self, capability: Capability, key: str) -> Done | None:
        if self.away_when_asked:
            self.away_when_asked -= 1
            raise SystemUnavailable(_TEXT)
        return self.done.get(key) if self._can_be_asked else None

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        return self.live.get(str(arguments.get("id")), {})

    def _act(self, capability: Capability, key: str) -> Done:
        known = self.done.get(key) if self.description.takes_key else None
        if known is not None:
            return known
        done = Done(f"ref-{len(self.times_done)}", {"id": f"ref-{len(self.times_done)}"})
        self.times_done.append((capability, key))
        self.done[key] = done
        return done
