"""Where the time of a run went: intervals by kind, overlapping ones counted once."""

import functools
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from time import perf_counter
from typing import Any

Interval = tuple[float, float]


class Spans:
    """Intervals in seconds, by kind."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Interval]] = defaultdict(list)

    def timed(self, kind: str, call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        @functools.wraps(call)
        async def wrapper(*args: Any, **kwargs: Any) -> Any:
            began = perf_counter()
            try:
                return await call(*args, **kwargs)
            finally:
                self.kept[kind].append((began, perf_counter()))

        return wrapper

    def seconds(self, *kinds: str) -> float:
        return length(interval for kind in kinds for interval in self.kept[kind])


def length(intervals: Iterable[Interval]) -> float:
    """Of their union.

    >>> length([(0.0, 2.0), (1.0, 3.0), (5.0, 6.0)])
    4.0
    """
    total, end = 0.0, float("-inf")
    for start, stop in sorted(intervals):
        total += max(0.0, stop - max(start, end))
        end = max(end, stop)
    return total
