"""The check that stands between a plan and the world: is this, byte for byte, what a person approved?

It trusts nothing the graph says. The approval row, the digest of what was shown and the plan stored under that
digest decide.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from psycopg.rows import DictRow

from batuta.digest import canonical, digest
from batuta.errors import GateExpired, NotAllowed, OverBudget, StaleDigest
from batuta.keys import intent_for
from batuta.publishing import Intent, Plan
from batuta.text import Text
from tools.records.database import Connection


async def approval_row(connection: Connection, approval_id: str) -> DictRow:
    """The approval, locked. Raises: NotAllowed, where there is none or it was withdrawn; StaleDigest."""
    rows = await connection.execute("SELECT * FROM approvals WHERE id = %s FOR UPDATE", [approval_id])
    row = await rows.fetchone()
    if row is None:
        raise _not_approved("no such approval", "no existe esa aprobación", approval_id)
    check_in_force(row)
    return row


def check_in_force(row: DictRow) -> None:
    """Raises: NotAllowed, StaleDigest."""
    if row["withdrawn_at"] is not None:
        raise _not_approved("the approval was withdrawn", "la aprobación se retiró", row["id"])
    if digest(row["shown"]) != row["digest"]:
        raise StaleDigest(
            Text(
                en="The approval does not match what was shown.",
                es="La aprobación no corresponde a lo que se mostró.",
            ),
            subject=row["id"],
        )


async def check_covered(
    connection: Connection, row: DictRow, intents: Sequence[Intent], workspace: str, now: datetime
) -> None:
    """Raises: NotAllowed, GateExpired, OverBudget; nothing may be enqueued then."""
    if row["used_at"] is None and row["expires_at"] is not None and now >= row["expires_at"]:
        raise GateExpired(
            Text(en="The approval has expired.", es="La aprobación ha caducado."),
            remedy=Text(en="Ask for it again.", es="Vuelve a pedirla."),
            subject=row["id"],
        )
    shown: Mapping[str, object] = row["shown"]
    plan = await _approved_plan(connection, shown, row["id"])
    forecast = plan.forecast
    if forecast.budget is not None and forecast.cost > forecast.budget:
        raise OverBudget(
            Text(
                en=f"The plan costs {forecast.cost:.2f} {forecast.currency}; the budget is {forecast.budget:.2f}.",
                es=f"El plan cuesta {forecast.cost:.2f} {forecast.currency}; el presupuesto es {forecast.budget:.2f}.",
            ),
            subject=row["campaign_id"],
        )
    approved = _digests(shown)
    steps = {step.id: step for step in plan.steps}
    for intent in intents:
        step, name = steps.get(intent.step.id), intent.step.id
        if step is None or canonical(step) != canonical(intent.step):
            raise _not_approved(
                f"step {name} is not in the approved plan", f"el paso {name} no está en el plan", row["id"]
            )
        if step.artefact and step.artefact not in approved:
            raise _not_approved(f"step {name} carries what was not shown", f"el paso {name} lleva otra cosa", row["id"])
        expected = intent_for(
            step,
            plan,
            workspace=workspace,
            campaign_id=row["campaign_id"],
            approval_id=row["id"],
            frozen=str(shown.get("frozen", "")),
        )
        if expected != intent:
            raise _not_approved(f"step {name} has a foreign key", f"el paso {name} lleva una clave ajena", row["id"])


async def _approved_plan(connection: Connection, shown: Mapping[str, object], approval_id: str) -> Plan:
    rows = await connection.execute(
        "SELECT body FROM artefacts WHERE digest = %s AND kind = 'Plan'", [shown.get("plan")]
    )
    row = await rows.fetchone()
    if row is None or digest(row["body"]) != shown.get("plan"):
        raise _not_approved(
            "the approved plan is not there as it was", "el plan aprobado no está tal como era", approval_id
        )
    return Plan.model_validate(row["body"])


def _digests(shown: Mapping[str, object]) -> frozenset[str]:
    """Every version that the person was shown."""
    content = shown.get("content")
    items = content.values() if isinstance(content, Mapping) else ()
    return frozenset(str(value) for value in (*shown.values(), *items) if isinstance(value, str))


def _not_approved(en: str, es: str, approval_id: str) -> NotAllowed:
    return NotAllowed(
        Text(en=f"Nothing was sent: {en}.", es=f"No se ha enviado nada: {es}."),
        remedy=Text(en="Have the current version approved.", es="Pide la aprobación de la versión actual."),
        subject=approval_id,
    )
