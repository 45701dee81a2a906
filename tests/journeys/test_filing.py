"""What a finished campaign leaves to be filed."""

from app.filing import register_of, verdict_of_campaign
from app.local import Local
from tests.scenes.line import whole_line


async def test_a_published_campaign_is_in_the_register_with_its_verdict_and_pieces(here: Local) -> None:
    outcome = await whole_line(here)
    assert await register_of(here.company, year=2020) == ()
    (record,) = await register_of(here.company, locale="es-ES")
    assert (record.year, record.number, record.campaign_id) == (2026, 1, outcome.campaign_id)
    assert record.verdict in ("clear", "needs_review")
    assert record.audience
    assert record.people
    assert set(record.media) == {item.channel for item in outcome.content}
    assert len(record.pieces) == len(outcome.content)
    assert record.reviewed_at is not None
    assert record.approved_by
    assert record.cost_checked
    filed = await verdict_of_campaign(here.company, outcome.campaign_id)
    assert filed.verdict == record.verdict
    assert filed.review_digest == record.review_digest
    assert {piece.digest for piece in filed.pieces} == set(record.content_digests)
    assert filed.unknown_packs == ()
    assert len(filed.rules) > 50
