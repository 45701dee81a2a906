"""The outbox of a process that sends nothing."""

from collections.abc import Sequence

from batuta.errors import NotAllowed
from batuta.publishing import Intent, Receipt
from batuta.text import Text


class NoOutbox:
    """Refuses every effect: a workflow that runs on its own changes nothing in the world."""

    async def request(self, approval_id: str, intents: Sequence[Intent]) -> None:
        raise _nothing_is_sent(approval_id)

    async def settled(self, campaign_id: str, keys: Sequence[str]) -> tuple[Receipt, ...]:
        return ()

    async def take_back(self, approval_id: str, intents: Sequence[Intent]) -> None:
        raise _nothing_is_sent(approval_id)


def _nothing_is_sent(approval_id: str) -> NotAllowed:
    return NotAllowed(
        Text(en="Nothing is sent from here.", es="Desde aquí no se envía nada."),
        remedy=Text(
            en="Run it as a campaign: `batuta campaign start`.", es="Ejecútalo como campaña: `batuta campaign start`."
        ),
        subject=approval_id,
    )
