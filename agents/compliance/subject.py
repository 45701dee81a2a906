"""A campaign as reviewers see it, put together from its artefacts."""

from typing import NotRequired, TypedDict

from batuta.audience import Targeting
from batuta.brief import Brief, Channel
from batuta.compliance import Subject
from batuta.consent import permission
from batuta.content import ContentItem
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.unwritten import is_unwritten


class Reads(TypedDict):
    brief: Digest
    targeting: NotRequired[Digest]
    content: NotRequired[dict[str, list[Digest]]]


async def subject_of(state: Reads, deps: Deps) -> tuple[Subject, str | None]:
    """What is reviewed, and the language findings are worded in.

    Every variant of every need is in it; what could not be written is no text to review.
    """
    brief = await deps.artefacts.get(state["brief"], Brief)
    items = tuple([item for item in await content_of(state, deps) if not is_unwritten(item)])
    targeting = await deps.artefacts.get(state["targeting"], Targeting) if "targeting" in state else None
    company = deps.workspace
    channels: tuple[Channel, ...] = tuple(dict.fromkeys((*brief.channels, *(item.channel for item in items))))
    names_of_sender = (company.sender.name, company.sender.brand, company.name)
    subject = Subject(
        items=items,
        audience=targeting.audience if targeting else None,
        channels=channels,
        product=company.products[brief.product_id] if brief.product_id else None,
        offer=brief.offer,
        sender="|".join(name for name in names_of_sender if name),
        sector=company.sector,
        jurisdictions=company.jurisdictions,
        today=deps.today,
        must_say=brief.must_say,
        must_not_say=brief.must_not_say,
        caps=deps.policies.contact.caps,
        window_days=_days(brief),
        sensitive={a.name: a.sensitive for a in company.catalogue.attributes if a.sensitive},
        consent_assured=tuple(channel for channel in channels if assures_consent(channel, deps)),
    )
    return subject, brief.locale or company.locales[0]


async def content_of(state: Reads, deps: Deps) -> tuple[ContentItem, ...]:
    """The messages of the campaign, those that could not be written among them."""
    names = [name for need in state.get("content", {}).values() for name in need]
    return tuple([await deps.artefacts.get(name, ContentItem) for name in names])


def _days(brief: Brief) -> int | None:
    window = brief.window
    return (window.end - window.start).days + 1 if window and window.start and window.end else None


def assures_consent(channel: Channel, deps: Deps) -> bool:
    """Whether the plan itself contacts only people it may: the data can tell them."""
    return permission(channel, deps.workspace.catalogue, deps.policies.contact) is not None
