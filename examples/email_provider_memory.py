"""What the example e-mail service provider holds, and what it was told to do wrong."""

import itertools
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

from examples.email_provider_models import BatchIn, BatchOut, CampaignOut, ListOut, MessageOut, Rejected, TemplateOut


@dataclass
class Provider:
    client_id: str = "shop"
    client_secret: str = "s3cret"  # noqa: S105 - of an example
    token_seconds: float = 3600
    a_second: float = 1000
    tokens: dict[str, float] = field(default_factory=dict)
    lists: dict[str, ListOut] = field(default_factory=dict)
    templates: dict[str, TemplateOut] = field(default_factory=dict)
    campaigns: dict[str, CampaignOut] = field(default_factory=dict)
    messages: dict[str, MessageOut] = field(default_factory=dict)
    batches: dict[str, BatchOut] = field(default_factory=dict)
    suppressed: set[str] = field(default_factory=set)
    replies: dict[str, BaseModel] = field(default_factory=dict)
    """By path and idempotency key."""
    faults: deque[str] = field(default_factory=deque)
    numbers: Any = field(default_factory=lambda: itertools.count(1001))
    asked: deque[float] = field(default_factory=deque)

    def signed_in(self, token: str) -> bool:
        return self.tokens.get(token, 0) > time.monotonic()

    def busy(self) -> bool:
        now = time.monotonic()
        while self.asked and self.asked[0] < now - 1:
            self.asked.popleft()
        self.asked.append(now)
        return len(self.asked) > self.a_second

    def once(self, place: str, key: str | None, make: Callable[[], BaseModel]) -> Any:
        """The same reply for the same key, for ever."""
        if not key:
            return make()
        if f"{place} {key}" not in self.replies:
            self.replies[f"{place} {key}"] = make()
        return self.replies[f"{place} {key}"]

    def accept(self, batch: BatchIn, *, test: bool) -> BatchOut:
        rejected = []
        for message in batch.messages:
            wrong = batch.channel == "EMAIL" and "@" not in message.recipient
            status: Literal["DELIVERED", "REJECTED"] = "REJECTED" if wrong else "DELIVERED"
            if wrong:
                rejected.append(Rejected(message_id=message.message_id, reason="no address"))
            self.messages.setdefault(
                message.message_id,
                MessageOut(
                    message_id=message.message_id,
                    status=status,
                    channel=batch.channel,
                    recipient=message.recipient,
                    test=test,
                ),
            )
        made = BatchOut(
            batch_id=f"b{next(self.numbers)}", accepted=len(batch.messages) - len(rejected), rejected=rejected
        )
        self.batches[made.batch_id] = made
        return made
