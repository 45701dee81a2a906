"""Every way to loosen a campaign's audience, the product's own conditions kept."""

from agents.data_science.compose import compose, fixed_parts
from batuta.audience import Audience, Relaxation
from batuta.brief import Brief
from batuta.deps import Deps


def effective(deps: Deps, brief: Brief) -> Audience:
    """The audience of a brief with what its product requires."""
    product = deps.workspace.products[brief.product_id] if brief.product_id else None
    return compose(brief, None, None, product).audience


async def relax(deps: Deps, audience: Audience, product_id: str | None, locale: str | None) -> Relaxation:
    """Every relaxation with its reach; proposals leave the product's own conditions alone."""
    product = deps.workspace.products[product_id] if product_id else None
    return await deps.customers.relax(audience, locale, fixed=fixed_parts(audience, product))
