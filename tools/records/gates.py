"""Gates in our tables: the only place where an answer is taken, once, from somebody who may give it.

An answer is taken by compare-and-set, in the transaction that also writes the approval, the `resume` row that
the worker polls, the audit and the job. LangGraph is resumed afterwards and guards nothing.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from batuta.approval import Answer, Decision, Gate, Role, parse_decision
from batuta.brief import Amendment
from batuta.campaign import Passed
from batuta.digest import Digest, digest
from batuta.errors import BatutaError, NotFound, Refused
from batuta.ports import Clock
from batuta.text import Text
from tools.records.audit import Entry, write_down
from tools.records.authority import (
    AUTHORS,
    Person,
    acting_role,
    check_person,
    check_still_open,
    closed,
    next_roles,
    own_decisions,
    stale,
)
from tools.records.campaigns import Hold, locked, mark
from tools.records.database import Connection, Pool, one, reading, transaction
from tools.records.feed import tell
from tools.records.jobs import Enqueue

REPAIRS = "(kind = 'approve' AND gate->'shown' ? 'repair')"
"""In SQL, of a row of `gates`: it is about a repair of what is live; see `Gate.matter`."""


class OpenGate(NamedTuple):
    gate: Gate
    campaign_id: str
    opened_at: datetime
    expires_at: datetime | None
    signed_by: tuple[str, ...]
    """Who has approved already, where a chain wants several."""
    next_roles: tuple[Role, ...]
    """Who may answer now."""
    barred: tuple[str, ...]
    """Who may not approve whatever their role: its authors, where a second pair of eyes is asked for."""
    author: str = ""
    """Who wrote the brief."""
    shaped_by: tuple[str, ...] = ()
    """The author, and all who answered for the brief or had it changed."""

    def open_to(self, person: Person) -> tuple[Decision, ...]:
        """What this person may say here, signatures aside; as `check_person` has it."""
        if person.roles & set(self.next_roles):
            return self.gate.allowed
        own = own_decisions(self.gate.matter, person.name == self.author, person.name in self.shaped_by)
        return tuple(word for word in self.gate.allowed if word in own)

    def waits_for(self, person: Person) -> bool:
        """Whether this person can move it on: not an author whose own campaign somebody else has to approve."""
        words = self.open_to(person)
        if self.gate.kind != "approve":
            return bool(words)
        by_role = bool(person.roles & set(self.next_roles))
        return by_role and person.name not in (*self.barred, *self.signed_by)


class Taken(NamedTuple):
    """What became of an answer."""

    decision: Decision
    complete: bool
    """False while further signatures are missing."""
    waiting_for: tuple[Role, ...] = ()


class Gates:
    def __init__(self, pool: Pool, clock: Clock, enqueue: Enqueue) -> None:
        self._pool = pool
        self._clock = clock
        self._enqueue = enqueue

    async def open(
        self,
        campaign_id: str,
        interrupt_id: str,
        gate: Gate,
        *,
        chain: tuple[tuple[Role, ...], ...] = (),
        four_eyes: bool = False,
        expires_after: timedelta | None = None,
        waits: bool = True,
        by: str = "batuta",
    ) -> Gate:
        """Record that the line stopped here. The same interrupt opens the same gate, however often it is told.

        A campaign that was stopped meanwhile waits for nobody; one that was paused stays paused, with the gate open.
        waits: False where the caller answers at once, or else says that the campaign waits.
        by: who had it opened.
        """
        now = self._clock.now()
        gate = gate.model_copy(update={"id": f"{campaign_id}-{digest([campaign_id, interrupt_id])[:8]}"})
        async with transaction(self._pool) as connection:
            hold = await locked(connection, campaign_id)
            if hold == "stop":
                return gate
            inserted = await connection.execute(
                "INSERT INTO gates (id, campaign_id, interrupt_id, kind, gate, digest, chain, four_eyes,"
                " opened_at, expires_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                [
                    gate.id,
                    campaign_id,
                    interrupt_id,
                    gate.kind,
                    Jsonb(gate.model_dump(mode="json")),
                    gate.digest,
                    Jsonb([list(roles) for roles in chain]),
                    four_eyes,
                    now,
                    now + expires_after if expires_after else None,
                ],
            )
            if inserted.rowcount:
                if hold is None and waits:
                    await mark(connection, now, campaign_id, "waiting")
                detail: dict[str, object] = {"kind": gate.kind, "digest": gate.digest}
                if gate.matter == "repair":
                    detail["repair"] = True
                await write_down(connection, now, Entry("gate.opened", by, campaign_id, gate.id, detail))
                await tell(connection, campaign_id, "gate", gate.model_dump(mode="json"))
        return gate

    async def waiting(self, campaign_id: str) -> OpenGate | None:
        """The gate a campaign waits at."""
        return next(iter(await self._open_where("campaign_id = %s", campaign_id)), None)

    async def inbox(self) -> tuple[OpenGate, ...]:
        """Every open gate, oldest first."""
        return await self._open_where("true")

    async def answer(
        self,
        gate_id: str,
        person: Person,
        *,
        decision: str,
        digest: Digest,
        changes: dict[str, object] | None = None,
        reason: str = "",
        until: date | None = None,
        enclosed: Mapping[str, Digest] | None = None,
    ) -> Taken:
        """Take an answer. `enclosed` names artefacts made from it, for the graph.

        Raises: NotFound; GateClosed, answered before or withdrawn; GateExpired; StaleDigest, the person saw another
        version; BadAnswer, an unknown decision; NotAllowed, the wrong role or not a second pair of eyes. Every
        refusal is in the audit, and the gate stays as it was.
        """
        now = self._clock.now()
        try:
            async with transaction(self._pool) as connection:
                row, hold = await _locked(connection, gate_id)
                gate = Gate.model_validate(row["gate"])
                check_still_open(row, now)
                if digest != row["digest"]:
                    raise stale(gate)
                chosen = parse_decision(gate.kind, gate.allowed, decision)
                signed = await _signatures(connection, gate_id)
                await check_person(connection, row, gate, chosen, person, signed)
                answer = Answer(
                    decision=chosen, by=person.name, digest=digest, changes=changes or {}, reason=reason, until=until
                )
                taken = await self._take(connection, now, row, gate, answer, person, signed, enclosed or {})
                if taken.complete and hold is None:
                    await mark(connection, now, str(row["campaign_id"]), "working")
                return taken
        except (Refused, NotFound) as refused:
            await self._note_refusal(gate_id, person, decision, refused)
            raise
        except BatutaError as refused:
            if refused.exit_code == 2:
                await self._note_refusal(gate_id, person, decision, refused)
            raise

    async def pending_resume(self, campaign_id: str, interrupt_id: str) -> dict[str, object] | None:
        """The answer that the graph has not been told yet."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT r.answer FROM resumes r JOIN gates g ON g.id = r.gate_id"
                " WHERE r.campaign_id = %s AND g.interrupt_id = %s",
                [campaign_id, interrupt_id],
            )
            row = await rows.fetchone()
        return None if row is None else dict(row["answer"])

    async def resumed(self, campaign_id: str, interrupt_id: str) -> None:
        """The graph has gone on from this gate."""
        async with reading(self._pool) as connection:
            await connection.execute(
                "UPDATE resumes SET taken_at = %s FROM gates g WHERE g.id = gate_id AND taken_at IS NULL"
                " AND resumes.campaign_id = %s AND g.interrupt_id = %s",
                [self._clock.now(), campaign_id, interrupt_id],
            )

    async def passed(self, campaign_id: str) -> tuple[Passed, ...]:
        """Gates that were answered, in order."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                f"SELECT kind, {REPAIRS} AS repair, answer, digest, answered_at FROM gates WHERE campaign_id = %s"
                " AND state = 'answered' ORDER BY position".encode(),
                [campaign_id],
            )
            return tuple(
                Passed(
                    kind=row["kind"],
                    repair=row["repair"],
                    decision=row["answer"]["decision"],
                    by=row["answer"]["by"],
                    digest=row["digest"],
                    at=row["answered_at"],
                    reason=row["answer"]["reason"],
                )
                for row in await rows.fetchall()
            )

    async def _take(
        self,
        connection: Connection,
        now: datetime,
        row: DictRow,
        gate: Gate,
        answer: Answer,
        person: Person,
        signed: tuple[str, ...],
        enclosed: Mapping[str, Digest],
    ) -> Taken:
        chain = [tuple(roles) for roles in row["chain"]]
        campaign_id = str(row["campaign_id"])
        told = {"decision": answer.decision, "digest": answer.digest, "via": person.via, "reason": answer.reason}
        if answer.decision == "approve":
            await connection.execute(
                "INSERT INTO signatures (gate_id, step, role, signed_by, digest, at) VALUES (%s, %s, %s, %s, %s, %s)",
                [gate.id, len(signed), acting_role(chain[len(signed)], person), person.name, answer.digest, now],
            )
            if len(signed) + 1 < len(chain):
                await write_down(connection, now, Entry("approval.recorded", person.name, campaign_id, gate.id, told))
                return Taken(answer.decision, complete=False, waiting_for=chain[len(signed) + 1])
        payload = {**await _as_resume(connection, gate.id, answer), **enclosed}
        won = await connection.execute(
            "UPDATE gates SET state = 'answered', answer = %s, answered_by = %s, answered_at = %s"
            " WHERE id = %s AND state = 'open'",
            [Jsonb(answer.model_dump(mode="json")), person.name, now, gate.id],
        )
        if won.rowcount != 1:
            raise closed(row)
        if answer.decision == "approve":
            payload["approval_id"] = await _grant(connection, row, gate, now)
        await connection.execute(
            "INSERT INTO resumes (gate_id, campaign_id, answer, created_at) VALUES (%s, %s, %s, %s)",
            [gate.id, campaign_id, Jsonb(payload), now],
        )
        await write_down(connection, now, Entry("gate.answered", person.name, campaign_id, gate.id, told))
        await self._enqueue.drive(connection, campaign_id)
        return Taken(answer.decision, complete=True)

    async def _open_where(self, condition: str, *parameters: object) -> tuple[OpenGate, ...]:
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT g.*, (SELECT coalesce(array_agg(signed_by ORDER BY step), '{}') FROM signatures s"
                " WHERE s.gate_id = g.id) AS signed,"
                f" ARRAY(SELECT name FROM ({AUTHORS}) authors ORDER BY name) AS shaped,"
                " (SELECT author FROM campaigns c WHERE c.id = g.campaign_id) AS author"
                f" FROM gates g WHERE state = 'open' AND {condition} ORDER BY position".encode(),
                parameters,
            )
            found = await rows.fetchall()
        return tuple(
            OpenGate(
                gate=Gate.model_validate(row["gate"]),
                campaign_id=row["campaign_id"],
                opened_at=row["opened_at"],
                expires_at=row["expires_at"],
                signed_by=tuple(row["signed"]),
                next_roles=next_roles(row, len(row["signed"])),
                barred=tuple(row["shaped"]) if row["four_eyes"] else (),
                author=row["author"],
                shaped_by=tuple(row["shaped"]),
            )
            for row in found
        )

    async def _note_refusal(self, gate_id: str, person: Person, decision: str, refused: BatutaError) -> None:
        async with transaction(self._pool) as connection:
            rows = await connection.execute("SELECT campaign_id FROM gates WHERE id = %s", [gate_id])
            row = await rows.fetchone()
            detail = {"decision": decision[:80], "why": type(refused).__name__, "via": person.via}
            campaign_id = str(row["campaign_id"]) if row else ""
            await write_down(
                connection, self._clock.now(), Entry("gate.refused", person.name, campaign_id, gate_id, detail)
            )


async def _locked(connection: Connection, gate_id: str) -> tuple[DictRow, Hold | None]:
    """The gate, and whether somebody holds its campaign."""
    rows = await connection.execute("SELECT campaign_id FROM gates WHERE id = %s", [gate_id])
    found = await rows.fetchone()
    if found is None:
        raise NotFound(
            Text(en=f"There is no approval step {gate_id}.", es=f"No existe el punto de aprobación {gate_id}."),
            subject=gate_id,
        )
    hold = await locked(connection, str(found["campaign_id"]))
    rows = await connection.execute("SELECT * FROM gates WHERE id = %s FOR UPDATE", [gate_id])
    return await one(rows), hold


async def _signatures(connection: Connection, gate_id: str) -> tuple[str, ...]:
    rows = await connection.execute("SELECT signed_by FROM signatures WHERE gate_id = %s ORDER BY step", [gate_id])
    return tuple(str(row["signed_by"]) for row in await rows.fetchall())


async def _as_resume(connection: Connection, gate_id: str, answer: Answer) -> dict[str, object]:
    """What the graph is told: the answer, and the amendment it makes, kept as an artefact."""
    amendment = Amendment(
        changes=answer.changes, accept_proposals=answer.decision == "accept_proposals", by=answer.by, at=gate_id
    )
    name = digest(amendment)
    await connection.execute(
        "INSERT INTO artefacts (digest, kind, body) VALUES (%s, 'Amendment', %s) ON CONFLICT (digest) DO NOTHING",
        [name, Jsonb(amendment.model_dump(mode="json"))],
    )
    return {**answer.model_dump(mode="json"), "amendment": name}


async def _grant(connection: Connection, row: DictRow, gate: Gate, now: datetime) -> str:
    approval_id = digest([gate.id, gate.digest])[:32]
    await connection.execute(
        "INSERT INTO approvals (id, gate_id, campaign_id, digest, shown, granted_at, expires_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        [approval_id, gate.id, row["campaign_id"], gate.digest, Jsonb(gate.shown), now, row["expires_at"]],
    )
    return approval_id
