"""The feed as server-sent events, each with the number of its entry: whoever lost the stream goes on after it.

The state of the tables alone says what is sent and when a stream ends, so that a stream can be cut anywhere, by
either side, and be taken up at another server.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from time import monotonic
from typing import Any, Literal, TypeVar

from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event

from app.actions import SETTLED
from app.company import Company
from batuta.campaign import CampaignStatus
from tools.records.conversations import Conversation
from tools.records.feed import FeedEntry

Events = AsyncIterator[bytes]
EventName = Literal["message", "step", "gate", "artifact", "error", "done"]

BUSY = 0.5
IDLE = 2.0
"""Seconds between looks that nobody rang for: while the machine works, and while people think."""
SILENCE = 15.0
"""Seconds without an event after which a comment shows that the line is alive."""
PAGE = 500

T = TypeVar("T")


STREAM: dict[int | str, dict[str, Any]] = {200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}}
"""What a stream looks like in the description of the API."""


def streamed(events: Events, headers: dict[str, str] | None = None) -> EventSourceResponse:
    """The response of a stream; proxies are asked not to gather it.

    Given back as it is: FastAPI's own pump for generators complains of every reader who leaves.
    """
    return EventSourceResponse(events, headers={"X-Accel-Buffering": "no", **(headers or {})})


def last_seen(header: str | None) -> int:
    """The number in `Last-Event-ID`; 0, the beginning, for anything else."""
    return int(header) if header and header.isascii() and header.isdigit() and len(header) < 19 else 0


async def watch_conversation(company: Company, talk: Conversation, *, after: int, follow: bool = False) -> Events:
    """What is said and what its campaign does; ends with `done` when nothing more comes by itself."""
    concluded, line = False, _Line()
    with company.bell.watching(talk.id, *([talk.campaign_id] if talk.campaign_id else [])) as watch:
        while True:
            status = await _whole(_status(company, talk.campaign_id))
            entries = await _whole(
                company.feed.since(after, conversation_id=talk.id, campaign_id=talk.campaign_id, limit=PAGE)
            )
            for entry in entries:
                after, concluded = entry.id, _concludes(entry)
                line.spoke()
                yield _event(entry, "step" if entry.of_campaign and entry.type == "done" else _name(entry), talk)
            if len(entries) == PAGE:
                continue
            if status is not None and status not in SETTLED:
                pause = BUSY
            elif not concluded:
                # What is said now is read in the next round, after another look at where the campaign stands.
                concluded = await _whole(_conclude(company, talk, status, after))
                continue
            elif not follow:
                return
            else:
                pause = IDLE
            if line.silent():
                yield KEEPALIVE_COMMENT
            await watch.next(pause)


async def watch_campaign(company: Company, campaign_id: str, *, after: int, follow: bool = False) -> Events:
    """What a campaign does; ends when it waits for a person or has ended."""
    line = _Line()
    with company.bell.watching(campaign_id) as watch:
        while True:
            status = await _whole(_status(company, campaign_id))
            entries = await _whole(company.feed.since(after, campaign_id=campaign_id, limit=PAGE))
            for entry in entries:
                after = entry.id
                line.spoke()
                yield _event(entry, _name(entry))
            if len(entries) == PAGE:
                continue
            if status in SETTLED and not follow:
                return
            if line.silent():
                yield KEEPALIVE_COMMENT
            await watch.next(IDLE if status in SETTLED else BUSY)


class _Line:
    """How long nothing was said on a stream."""

    def __init__(self) -> None:
        self._last = monotonic()

    def spoke(self) -> None:
        self._last = monotonic()

    def silent(self) -> bool:
        """Time to show that the line is alive; that speaks too."""
        due = monotonic() - self._last >= SILENCE
        if due:
            self.spoke()
        return due


async def _whole(work: Coroutine[Any, Any, T]) -> T:
    """Finish a look at the tables even if the reader leaves meanwhile: a query cut short costs its connection."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


async def _conclude(company: Company, talk: Conversation, status: CampaignStatus | None, after: int) -> bool:
    """Say that the turn is over. True where it had been said, and the reader has heard it."""
    await company.feed.conclude(talk.id, talk.campaign_id, {"status": status, "campaign_id": talk.campaign_id})
    return not await company.feed.since(after, conversation_id=talk.id, campaign_id=talk.campaign_id, limit=1)


async def _status(company: Company, campaign_id: str | None) -> CampaignStatus | None:
    return await company.campaigns.status(campaign_id) if campaign_id else None


def _concludes(entry: FeedEntry) -> bool:
    return entry.type == "done" and not entry.of_campaign


def _name(entry: FeedEntry) -> EventName:
    return "step" if entry.type == "status" else entry.type


def _event(entry: FeedEntry, name: EventName, talk: Conversation | None = None) -> bytes:
    data = {**entry.data, "at": entry.at.isoformat(), **({"conversation": talk.id} if talk else {})}
    return format_sse_event(data_str=json.dumps(data, ensure_ascii=False), event=name, id=str(entry.id))
