"""What can go wrong with a chat model, translated at the border into one word and whether to ask again."""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Protocol

from langchain_core.exceptions import ContextOverflowError, ModelError, ModelInvalidRequestError

from batuta.degraded import Problem


class NotAnswered(Exception):
    """The chat model gave nothing that can be used."""

    def __init__(
        self,
        problem: Problem,
        detail: str,
        *,
        again: bool = False,
        after: float | None = None,
        request_is_wrong: bool = False,
    ) -> None:
        super().__init__(f"{problem}: {detail}"[:400])
        self.problem = problem
        self.again = again
        """Asking again may help."""
        self.after = after
        """Seconds the service asks to be left alone, where it says so."""
        self.request_is_wrong = request_is_wrong
        """The service does not take something that was asked for; asking for less may help."""


class Headers(Protocol):
    def get(self, name: str) -> str | None: ...


def translated(error: Exception) -> NotAnswered:
    """Any exception of a client library, told as ours."""
    if isinstance(error, NotAnswered):
        return error
    status = getattr(error, "status_code", None)
    headers = getattr(getattr(error, "response", None), "headers", None) or _NONE
    detail = _in_a_line(error, status)
    if isinstance(error, ContextOverflowError) or status == 413:
        return NotAnswered("too_long", detail)
    if status in (408, 409, 429) or (isinstance(status, int) and status >= 500):
        return NotAnswered("unavailable", detail, again=True, after=asked_to_wait(headers))
    if status == 400 and re.search("content.?(filter|management|policy)", detail):
        return NotAnswered("refused", detail)
    if isinstance(status, int):
        return NotAnswered("rejected", detail, request_is_wrong=status in (400, 422))
    if isinstance(error, ModelError) and not error.is_retryable:
        return NotAnswered("rejected", detail, request_is_wrong=isinstance(error, ModelInvalidRequestError))
    if isinstance(error, TypeError) and "unexpected keyword" in detail:
        return NotAnswered("rejected", detail, request_is_wrong=True)
    return NotAnswered("unavailable", detail, again=True)


def asked_to_wait(headers: Headers) -> float | None:
    """Seconds from `retry-after-ms` or `retry-after`; a date is taken against the response's own `date`."""
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        said = headers.get(name)
        if said is None:
            continue
        try:
            seconds = float(said) * scale
        except ValueError:
            seconds = _seconds_until(said, headers.get("date") or "")
        if 0 <= seconds < float("inf"):
            return seconds
    return None


def _seconds_until(then: str, now: str) -> float:
    try:
        return (parsedate_to_datetime(then) - parsedate_to_datetime(now)).total_seconds()
    except (ValueError, TypeError):
        return -1.0


def _in_a_line(error: Exception, status: object) -> str:
    said = " ".join(str(getattr(error, "message", "") or error).split())[:300]
    cause = f" ({type(error.__cause__).__name__})" if error.__cause__ else ""
    return f"{f'HTTP {status}: ' if status else ''}{said or f'unreadable answer ({type(error).__name__})'}{cause}"


_NONE: Mapping[str, str] = {}
