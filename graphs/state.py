"""What the campaign graph carries: digests of artefacts and small answers, never bodies.

Checkpoints stay small, and nothing in them is personal. Artefacts are read with `deps.artefacts.get(digest, Type)`.
Node names and these keys are a stored contract: paused campaigns resume on later versions.
"""

from typing import Annotated, TypedDict

from batuta.digest import Digest

AnswerData = dict[str, object]
"""An `Answer` in plain JSON."""


def joined(kept: dict[str, list[Digest]] | None, new: dict[str, list[Digest]] | None) -> dict[str, list[Digest]]:
    """Reducer for `content`: one writer a need, the last version of a need wins; an empty list drops the need."""
    return {key: items for key, items in {**(kept or {}), **(new or {})}.items() if items}


def added(kept: list[Digest] | None, new: list[Digest] | None) -> list[Digest]:
    """Reducer for `amendments`: in the order they were said, each once."""
    return list(dict.fromkeys([*(kept or []), *(new or [])]))


class CampaignState(TypedDict, total=False):
    campaign_id: str
    request: Digest
    """Request."""
    amendments: Annotated[list[Digest], added]
    """Amendment, each: what people answered and changed, in order."""
    brief: Digest
    """Brief."""
    clarify_rounds: int
    clarification: AnswerData
    precedents: Digest
    """Precedents."""
    confirmation: AnswerData
    targeting: Digest
    """Targeting."""
    audience_choice: AnswerData
    discovery: Digest
    """DiscoveryReceipt."""
    content: Annotated[dict[str, list[Digest]], joined]
    """Need key to its ContentItems, one a variant."""
    review: Digest
    """Review."""
    rework_rounds: int
    resolution: AnswerData
    waivers: Digest
    """Waivers."""
    quality: Digest
    """QualityReport."""
    frozen: Digest
    """FrozenAudience."""
    plan: Digest
    """Plan."""
    approval: AnswerData
    approval_id: str
    receipts: Digest
    """Receipts."""
    verification: Digest
    """Verification."""
    report: Digest
    """Report."""
