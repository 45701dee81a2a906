"""Clocks for tests that span processes."""

import time
from datetime import datetime, timedelta


class RunningClock:
    """Starts at a moment and goes on from there."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._began = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._began)
