"""Hand-written stand-ins for what a test does not look at."""

from datetime import datetime

from tools.records.database import Connection


class NoJobs:
    """An `Enqueue` that remembers what was asked for; the test drives by hand."""

    def __init__(self) -> None:
        self.driven: list[str] = []
        self.dispatched: list[tuple[str, datetime | None]] = []

    async def drive(self, connection: Connection, campaign_id: str) -> None:
        self.driven.append(campaign_id)

    async def dispatch(self, connection: Connection, campaign_id: str, at: datetime | None = None) -> None:
        self.dispatched.append((campaign_id, at))
