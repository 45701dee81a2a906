"""Who may answer a gate, and when it is too late."""

from datetime import datetime
from typing import NamedTuple

from psycopg.rows import DictRow

from batuta.approval import Decision, Gate, Matter, Role
from batuta.errors import GateClosed, GateExpired, NotAllowed, StaleDigest
from batuta.text import Text
from tools.records.database import Connection

AUTHORS = """
SELECT author AS name FROM campaigns c WHERE c.id = g.campaign_id
UNION SELECT answered_by FROM gates a WHERE a.campaign_id = g.campaign_id AND a.state = 'answered'
  AND a.answer->>'decision' IN ('answer', 'accept_proposals', 'add', 'apply', 'change')
"""
"""Whoever shaped what is approved at a gate `g`: the author, and all who answered for the brief or had it changed.

What a reviewer puts right while resolving findings is part of the review.
"""

WITHDRAWS: dict[Matter, tuple[Decision, ...]] = {"approve": ("change", "reject")}
"""What the author may say of an own campaign, whatever their role."""
MENDS: dict[Matter, tuple[Decision, ...]] = {"resolve": ("edit", "drop", "cancel")}
"""What whoever shaped a campaign may say of what the review found in it: all of it is reviewed again."""


class Person(NamedTuple):
    """Somebody who signed in, with the roles they have in this company."""

    name: str
    roles: frozenset[Role]
    via: str = "web"
    """`web`, `token` or `command line`; the audit says so."""


def check_still_open(row: DictRow, now: datetime) -> None:
    if row["state"] != "open":
        raise closed(row)
    if row["expires_at"] is not None and now >= row["expires_at"]:
        raise GateExpired(
            Text(
                en=f"The time to answer this step ended on {row['expires_at']:%Y-%m-%d %H:%M}.",
                es=f"El plazo para responder terminó el {row['expires_at']:%d/%m/%Y a las %H:%M}.",
            ),
            remedy=Text(
                en="Start the campaign again, so that everything is checked against today's data.",
                es="Vuelve a lanzar la campaña para que todo se compruebe con los datos de hoy.",
            ),
            subject=row["id"],
        )


async def check_person(
    connection: Connection, row: DictRow, gate: Gate, decision: Decision, person: Person, signed: tuple[str, ...]
) -> None:
    rows = await connection.execute("SELECT author FROM campaigns WHERE id = %s", [row["campaign_id"]])
    campaign = await rows.fetchone()
    author = str(campaign["author"]) if campaign else ""
    shaped = gate.matter in MENDS and person.name in await _authors(connection, str(row["id"]))
    if decision in own_decisions(gate.matter, person.name == author, shaped):
        return
    allowed = next_roles(row, len(signed))
    if not person.roles.intersection(allowed):
        wanted = ", ".join(allowed)
        raise NotAllowed(
            Text(
                en=f"{person.name} may not answer this step: it needs the role {wanted}.",
                es=f"{person.name} no puede responder aquí: hace falta el rol {wanted}.",
            ),
            remedy=Text(en="Ask somebody with that role.", es="Pídeselo a alguien con ese rol."),
            subject=row["id"],
        )
    if decision != "approve":
        return
    if row["four_eyes"] and person.name in await _authors(connection, str(row["id"])):
        raise NotAllowed(
            Text(
                en=f"{person.name} wrote or changed this campaign, and a second person has to approve it.",
                es=f"{person.name} ha redactado o modificado esta campaña: debe aprobarla otra persona.",
            ),
            remedy=Text(en="Ask a colleague to approve it.", es="Pide la aprobación a otra persona."),
            subject=row["id"],
        )
    if person.name in signed:
        raise NotAllowed(
            Text(
                en=f"{person.name} has approved this already; the next signature is another person's.",
                es=f"{person.name} ya lo ha aprobado; la siguiente firma corresponde a otra persona.",
            ),
            subject=row["id"],
        )


def own_decisions(matter: Matter, author: bool, shaped: bool) -> tuple[Decision, ...]:
    """What somebody may say without a role that the gate asks for.

    author: they wrote the brief; shaped: that, or they answered for it or had it changed.
    """
    return (*(WITHDRAWS.get(matter, ()) if author else ()), *(MENDS.get(matter, ()) if shaped else ()))


async def _authors(connection: Connection, gate_id: str) -> frozenset[str]:
    rows = await connection.execute(
        f"SELECT name FROM gates g, LATERAL ({AUTHORS}) authors WHERE g.id = %s".encode(), [gate_id]
    )
    return frozenset(str(row["name"]) for row in await rows.fetchall())


def next_roles(row: DictRow, signed: int) -> tuple[Role, ...]:
    chain: list[list[Role]] = row["chain"]
    roles: list[Role] = chain[signed] if signed < len(chain) else row["gate"]["needs_roles"]
    return tuple(roles)


def acting_role(wanted: tuple[Role, ...], person: Person) -> Role:
    return next(role for role in wanted if role in person.roles)


def closed(row: DictRow) -> GateClosed:
    who = row["answered_by"]
    return GateClosed(
        Text(
            en=f"This step was answered by {who}." if who else "This step is no longer open.",
            es=f"Este punto ya lo respondió {who}." if who else "Este punto ya no está abierto.",
        ),
        remedy=Text(en="See how the campaign stands now.", es="Mira cómo está ahora la campaña."),
        subject=row["id"],
    )


def stale(gate: Gate) -> StaleDigest:
    return StaleDigest(
        Text(
            en="What you saw is not what is waiting now: it changed in the meantime.",
            es="Lo que viste no es lo que está pendiente ahora: ha cambiado entretanto.",
        ),
        remedy=Text(
            en="Look at the current version and answer again.", es="Revisa la versión actual y responde de nuevo."
        ),
        subject=gate.id,
    )
