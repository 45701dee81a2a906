"""While a campaign runs, what is live is compared with what was approved: at once, daily, and when somebody asks."""

from datetime import timedelta

import pytest

from app.drifting import EVERY, accept, look, look_where_due
from app.local import Local, operator
from batuta.campaign import CampaignOutcome
from batuta.content import ContentItem
from batuta.errors import NotAllowed, Refused
from tests.journeys.test_line import begun
from tests.scenes.line import whole_line
from tools.clock import FixedClock


def text_of(outcome: CampaignOutcome) -> ContentItem:
    return next(item for item in outcome.content if item.channel == "sms")


async def rewritten(here: Local, item: ContentItem, words: str) -> None:
    """Somebody changes the words of a text message in the content system itself."""
    async with here.company.pool.connection() as connection:
        await connection.execute(
            "UPDATE cms_items SET body = jsonb_set(body, '{parts,text}', to_jsonb(%s::text))"
            " WHERE status = 'published' AND id = %s",
            [words, item.id],
        )


async def status(here: Local, campaign_id: str) -> str:
    return (await here.company.campaigns.get(campaign_id)).status


async def test_a_change_behind_our_back_is_found_the_next_day_and_shown(here: Local, noon: FixedClock) -> None:
    outcome = await whole_line(here)
    campaign_id = outcome.campaign_id
    await look_where_due(here.company)
    assert await here.company.drifts.latest(campaign_id) is None
    await rewritten(here, text_of(outcome), "Compra ya")
    noon.set(noon.now() + EVERY + timedelta(minutes=1))
    await look_where_due(here.company)
    row = await here.company.campaigns.get(campaign_id)
    assert row.status == "needs_attention"
    assert "Compra ya" in row.problem
    looked = await here.company.drifts.latest(campaign_id)
    assert looked is not None
    await look_where_due(here.company)
    assert await here.company.drifts.latest(campaign_id) == looked


async def test_what_was_put_back_needs_no_attention_any_more(here: Local) -> None:
    outcome = await whole_line(here)
    await rewritten(here, text_of(outcome), "Compra ya")
    assert not (await look(here.company, outcome.campaign_id)).ok
    await rewritten(here, text_of(outcome), text_of(outcome).parts["text"])
    assert (await look(here.company, outcome.campaign_id)).ok
    assert await status(here, outcome.campaign_id) == "published"


async def test_who_may_approve_may_let_it_stand_until_it_changes_again(here: Local) -> None:
    outcome = await whole_line(here)
    campaign_id = outcome.campaign_id
    await rewritten(here, text_of(outcome), "Compra ya")
    await look(here.company, campaign_id)
    with pytest.raises(NotAllowed):
        await accept(here.company, campaign_id, await operator(here.installation, here.company, "marketer"), "")
    assert await status(here, campaign_id) == "needs_attention"
    await accept(here.company, campaign_id, await operator(here.installation, here.company, "compliance"), "errata")
    assert await status(here, campaign_id) == "published"
    await look(here.company, campaign_id)
    assert await status(here, campaign_id) == "published"
    await rewritten(here, text_of(outcome), "Compra ya mismo")
    await look(here.company, campaign_id)
    assert await status(here, campaign_id) == "needs_attention"


async def test_before_anything_is_live_there_is_nothing_to_compare(here: Local) -> None:
    with pytest.raises(Refused):
        await look(here.company, await begun(here))
