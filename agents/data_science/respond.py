"""What an audience would bring, and what another one would bring instead: for plan, command line and chat."""

from collections.abc import Sequence
from math import ceil
from statistics import median

from agents.data_science.compose import with_conditions
from batuta.audience import Audience, ChannelReach
from batuta.brief import CHANNELS, Brief
from batuta.changing import Changes, changed
from batuta.content import PARTS, ContentItem
from batuta.deps import Deps
from batuta.forecasting.outlook import Outlook, basis_in_words, outlook
from batuta.forecasting.response import expected_response
from batuta.forecasting.what_if import Scenario, WhatIf, compared


async def what_if(deps: Deps, brief: Brief, audience: Audience, changes: Changes, locale: str | None) -> WhatIf:
    """Before and after changing an audience, in people, response and cost. Nothing is stored.

    changes: as in `batuta/changing.py`. The product's own conditions stay, whatever is changed.
    Raises: BadAnswer, UnknownAttribute, BadCriterion.
    """
    product = deps.workspace.products[brief.product_id] if brief.product_id else None
    wanted, _ = with_conditions(changed(audience, changes), product)
    before = await scenario(deps, brief, audience, locale)
    after = await scenario(deps, brief, wanted, locale)
    return compared(before, after, deps.workspace.catalogue, deps.workspace.currency, locale)


async def scenario(deps: Deps, brief: Brief, audience: Audience, locale: str | None) -> Scenario:
    """One audience, counted and forecast."""
    reach = await deps.customers.size(audience)
    contactable, channels = await deps.customers.contactable(audience, brief.channels, deps.policies.contact)
    people = contactable if brief.channels else reach.count
    return Scenario(
        audience=audience,
        reach=reach,
        contactable=people,
        outlook=await expected(
            deps, brief, treated(deps, people), cost=await sending_cost(deps, brief.product_id, channels), locale=locale
        ),
    )


async def expected(
    deps: Deps, brief: Brief, people: int, *, cost: float | None = None, locale: str | None = None
) -> Outlook | None:
    """The response of this many addressed people, from past campaigns; None where none says anything."""
    product = deps.workspace.products[brief.product_id] if brief.product_id else None
    response = expected_response(
        await deps.history.campaigns(),
        product_id=product.id if product else None,
        family=product.family if product else None,
        channels=brief.channels,
        people=people,
    )
    if response is None:
        return None
    basis = basis_in_words(response, brief.product_id, deps.workspace.products, locale or brief.locale)
    return outlook(response, people, cost=cost, basis=basis)


def unit_cost(deps: Deps, channel: str) -> float:
    """What one message costs at the system that would send it; 0 where none is connected."""
    offering = deps.systems.offering("message.send", channel)
    return offering[0].cost.get(channel, offering[0].cost.get("message.send", 0.0)) if offering else 0.0


async def sending_cost(deps: Deps, product_id: str | None, channels: Sequence[ChannelReach]) -> float:
    """What it costs to send one message to everybody each channel may address, the control group left out."""
    each: list[float] = [
        unit_cost(deps, reached.channel)
        * await billed_as(deps, product_id, reached.channel)
        * treated(deps, reached.contactable)
        for reached in channels
    ]
    return sum(each)


async def billed_as(deps: Deps, product_id: str | None, called: str) -> int:
    """As how many messages one is billed: the median of what the company sends already; 1 where nothing tells."""
    channel = next((one for one in CHANNELS if one == called), None)
    if channel is None or PARTS[channel] != ("text",):
        return 1
    items = await deps.inventory.items(product_id, channel) or await deps.inventory.items(None, channel)
    counts: list[int] = []
    for item in items:
        if item.type != "copy" or not item.parts:
            continue
        shown = ContentItem(
            id=item.id,
            channel=channel,
            locale=item.locale or deps.workspace.locales[0],
            status="approved",
            parts=item.parts,
            origin="reused",
        )
        counts.append(deps.rendering.render(shown).segments or 1)
    return ceil(median(counts)) if counts else 1


def treated(deps: Deps, people: int) -> int:
    """How many of them are addressed, the control group left out."""
    return round(people * (1 - deps.policies.contact.control_share))
