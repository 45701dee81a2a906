"""Conversations: who is talking, and about which campaign. What was said is in the feed."""

import secrets
from typing import NamedTuple

from psycopg.rows import DictRow

from batuta.errors import NotFound, Refused
from batuta.ports import Clock
from batuta.text import Text
from tools.records.database import Pool, reading


class Conversation(NamedTuple):
    id: str
    owner: str
    campaign_id: str | None


class Conversations:
    """The conversations of one company; each belongs to one person and is about one campaign at most."""

    def __init__(self, pool: Pool, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    async def begin(self, owner: str, *, campaign_id: str | None = None, locale: str = "") -> Conversation:
        name = secrets.token_hex(6)
        async with reading(self._pool) as connection:
            await connection.execute(
                "INSERT INTO conversations (id, owner, campaign_id, locale, created_at) VALUES (%s, %s, %s, %s, %s)",
                [name, owner, campaign_id, locale, self._clock.now()],
            )
        return Conversation(name, owner, campaign_id)

    async def get(self, conversation_id: str, owner: str) -> Conversation:
        """Raises: NotFound, also where it is somebody else's: that one exists is nobody's business."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT id, owner, campaign_id FROM conversations WHERE id = %s AND owner = %s",
                [conversation_id, owner],
            )
            row = await rows.fetchone()
        if row is None:
            raise NotFound(
                Text(
                    en=f"There is no conversation {conversation_id}.",
                    es=f"No existe la conversación {conversation_id}.",
                ),
                remedy=Text(en="Begin a new one.", es="Empieza una nueva."),
                subject=conversation_id,
            )
        return _of(row)

    async def about(self, campaign_id: str, owner: str) -> Conversation:
        """This person's conversation about a campaign; begun where there is none yet."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT id, owner, campaign_id FROM conversations WHERE campaign_id = %s AND owner = %s"
                " ORDER BY created_at LIMIT 1",
                [campaign_id, owner],
            )
            row = await rows.fetchone()
        return _of(row) if row else await self.begin(owner, campaign_id=campaign_id)

    async def bind(self, conversation_id: str, campaign_id: str) -> None:
        """From now on it is about this campaign. Raises: Refused, where it is about another one."""
        async with reading(self._pool) as connection:
            changed = await connection.execute(
                "UPDATE conversations SET campaign_id = %s WHERE id = %s AND (campaign_id IS NULL OR campaign_id = %s)",
                [campaign_id, conversation_id, campaign_id],
            )
        if not changed.rowcount:
            raise Refused(
                Text(
                    en="This conversation is about another campaign.",
                    es="Esta conversación trata de otra campaña.",
                ),
                remedy=Text(en="Begin a new conversation.", es="Empieza una conversación nueva."),
                subject=conversation_id,
            )


def _of(row: DictRow) -> Conversation:
    return Conversation(str(row["id"]), str(row["owner"]), row["campaign_id"])
