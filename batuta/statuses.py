"""What people call the status of a campaign."""

from batuta.campaign import CampaignStatus
from batuta.text import Text

_NAMES: dict[CampaignStatus, Text] = {
    "working": Text(en="In preparation", es="En preparación"),
    "waiting": Text(en="Waiting for an answer", es="Pendiente de respuesta"),
    "executing": Text(en="Being published", es="Publicándose"),
    "published": Text(en="Published", es="Publicada"),
    "paused": Text(en="Paused", es="En pausa"),
    "stopped": Text(en="Stopped", es="Detenida"),
    "rejected": Text(en="Rejected", es="Rechazada"),
    "failed": Text(en="Failed", es="Fallida"),
    "needs_attention": Text(en="Needs attention", es="Requiere atención"),
    "cancelled": Text(en="Cancelled", es="Cancelada"),
}


def status_in_words(status: CampaignStatus, locale: str | None) -> str:
    return _NAMES[status].in_(locale)
