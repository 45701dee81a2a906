"""Whose traces are kept: every campaign's that asked systems for something and still runs."""

from datetime import date, timedelta

import pytest

from batuta.brief import Brief, Window
from tests.scenes.approval import CAMPAIGN, Records
from tools.records.under_way import under_way_since

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("status", "end", "runs"),
    [
        ("executing", None, True),
        ("published", None, True),
        ("published", TODAY, True),
        ("published", TODAY - timedelta(days=1), False),
        ("paused", TODAY - timedelta(days=1), True),
        ("needs_attention", TODAY - timedelta(days=30), True),
        ("needs_attention", TODAY - timedelta(days=91), False),
        ("stopped", None, False),
        ("failed", TODAY, False),
    ],
)
async def test_a_campaign_runs_to_its_last_day_or_until_it_is_ended(
    records: Records, status: str, end: date | None, runs: bool
) -> None:
    approval_id, intents = await records.approved()
    before = await under_way_since(records.pool, TODAY, forgotten_before=TODAY - timedelta(days=90))
    assert before is None, "it asked no system for anything yet"
    await records.outbox.request(approval_id, intents)
    brief = await records.artefacts.put(
        Brief(id="b", locale="es-ES", window=Window(start=TODAY - timedelta(days=120), end=end) if end else None)
    )
    async with records.pool.connection() as connection:
        await connection.execute(
            "UPDATE campaigns SET status = %s, state = jsonb_build_object('brief', %s::text) WHERE id = %s",
            [status, brief, CAMPAIGN],
        )
    since = await under_way_since(records.pool, TODAY, forgotten_before=TODAY - timedelta(days=90))
    assert since == (records.clock.now() if runs else None)
