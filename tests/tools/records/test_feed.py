"""What people who watch are told: everything, once, in order."""

import asyncio

from tests.scenes.approval import CAMPAIGN, Records
from tools.records.campaigns import StepDone
from tools.records.conversations import Conversations
from tools.records.database import transaction
from tools.records.feed import Feed, tell


async def test_a_slow_transaction_never_hides_an_entry_behind_a_later_number(records: Records) -> None:
    await records.start()
    feed, told, may_end = Feed(records.pool), asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        async with transaction(records.pool) as connection:
            await tell(connection, CAMPAIGN, "step", {"node": "slow"})
            told.set()
            await may_end.wait()

    first = asyncio.create_task(slow())
    await told.wait()
    second = asyncio.create_task(feed.add("step", {"node": "quick"}, campaign_id=CAMPAIGN))
    await asyncio.sleep(0.05)
    seen = [entry.data.get("node") for entry in await feed.since(0, campaign_id=CAMPAIGN)]
    last = max((entry.id for entry in await feed.since(0, campaign_id=CAMPAIGN)), default=0)
    may_end.set()
    await asyncio.gather(first, second)
    seen += [entry.data.get("node") for entry in await feed.since(last, campaign_id=CAMPAIGN)]

    assert seen == ["slow", "quick"]


async def test_a_conversation_is_concluded_once_however_many_watch(records: Records) -> None:
    feed = Feed(records.pool)
    conversation = await Conversations(records.pool, records.clock).begin("marta")
    await feed.add("message", {"text": "hola"}, conversation_id=conversation.id)
    await asyncio.gather(*(feed.conclude(conversation.id, None, {}) for _ in range(8)))
    await feed.add("message", {"text": "otra"}, conversation_id=conversation.id)
    await feed.conclude(conversation.id, None, {})

    types = [entry.type for entry in await feed.since(0, conversation_id=conversation.id)]
    assert types == ["message", "done", "message", "done"]


async def test_a_step_tells_of_the_artefacts_it_made_and_of_nothing_else(records: Records) -> None:
    await records.start()
    wrote = {
        "brief": "a" * 64,
        "content": {"email.es-ES": ["b" * 64, "c" * 64], "sms.es-ES": ["d" * 64]},
        "clarification": {"decision": "answer", "digest": "e" * 64, "until": None, "changes": {}},
        "approval_id": "f" * 32,
        "clarify_rounds": 1,
    }
    await records.campaigns.progressed(CAMPAIGN, (StepDone("read_brief", wrote, 1.0),), {})
    entries = await Feed(records.pool).since(0, campaign_id=CAMPAIGN)

    made = {str(entry.data["name"]): entry.data["versions"] for entry in entries if entry.type == "artifact"}
    assert made == {"brief": ["a" * 64], "content": ["b" * 64, "c" * 64, "d" * 64]}
