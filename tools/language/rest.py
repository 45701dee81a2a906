"""A service that keeps failing is left alone for a while, so that an outage costs one wait and not a hundred."""

from collections.abc import Callable

from batuta.degraded import problem_kind
from tools.language.trouble import NotAnswered

FAILURES = 3
SECONDS = 60.0


class Rest:
    def __init__(self, timer: Callable[[], float]) -> None:
        self._timer = timer
        self._failures = 0
        self._until = 0.0

    def check(self) -> None:
        """Raises: NotAnswered, while the service rests."""
        left = self._until - self._timer()
        if left > 0:
            raise NotAnswered("resting", f"after {self._failures} failures, for {left:.0f} s more")

    def after(self, problem: str) -> None:
        """Count a call that failed because of the service; any other outcome shows that it is there."""
        match problem_kind(problem):
            case "timeout" | "unavailable":
                self._failures += 1
                if self._failures >= FAILURES:
                    self._until = self._timer() + SECONDS
            case "resting":
                pass
            case _:
                self._failures = 0
