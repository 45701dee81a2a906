"""What a campaign is called once its brief was read: the product, and for whom in the author's own words."""

from collections.abc import Iterator

from batuta.audience import Evidence
from batuta.brief import Brief
from batuta.product import Products

LONGEST = 64
"""Code points of a name that is taken in at a glance."""
_WORDS_OF_ONE = 6
"""Words of a quote that still names a group; longer ones tell about it."""


def name_of(brief: Brief, products: Products) -> str:
    """`Tarjeta Oro: nómina domiciliada, Madrid y Barcelona`; empty while it is not known what the campaign sells."""
    if brief.product_id is None or brief.product_id not in products:
        return ""
    name = products[brief.product_id].name.in_(brief.locale)
    told = ""
    for quote in _groups(brief):
        longer = f"{told}, {quote}" if told else quote
        if len(name) + len(longer) + 2 <= LONGEST:
            told = longer
    return f"{name}: {told}" if told else name


def _groups(brief: Brief) -> Iterator[str]:
    """Quotes of who is addressed, in the brief's order; whoever is left out says less than whoever is meant."""
    addressed = [*brief.audience.all, *(one for group in brief.audience.any for one in group)]
    quotes = [one.evidence for one in addressed if one.evidence and one.evidence.source == "brief"]
    taken = 0
    for quote in sorted(quotes, key=lambda one: (one.start, -one.end)):
        if quote.start >= taken and _names(quote):
            taken = quote.end
            yield " ".join(quote.quote.split()).strip(" .,;:")


def _names(quote: Evidence) -> bool:
    return 0 < len(quote.quote.split()) <= _WORDS_OF_ONE
