"""Images that exist and may be used, found by the same rules as copy."""

from batuta.brief import Brief
from batuta.content import Asset, InventoryItem, Need
from batuta.deps import Deps
from batuta.discovery import Wanted, discover

SHOWN: frozenset[str] = frozenset({"email", "push", "web", "in_app", "letter", "social", "display"})


async def image_for(need: Need, brief: Brief, deps: Deps) -> Asset | None:
    """The best image for a message, with the right to use it until the campaign ends; None where there is none."""
    if need.channel not in SHOWN or not need.product_id:
        return None
    known = await deps.inventory.items(need.product_id, need.channel)
    wanted = Wanted(
        need_id=need.key, type="image", channel=need.channel, locale=need.locale, product_id=need.product_id
    )
    last_day = brief.window.end if brief.window and brief.window.end else deps.today
    found = discover(wanted, known, (), last_day=last_day)
    return asset_of(found.items[0], need.locale) if found.decision == "reuse" else None


def asset_of(item: InventoryItem, locale: str) -> Asset:
    """An image as a message in this locale shows it."""
    return Asset(
        id=item.id,
        title=item.title,
        alt=item.alt.in_(locale) if item.alt else item.title,
        url=item.url,
        rights_expire=item.rights.expires if item.rights else None,
    )
