"""What is said to cost nothing for longer than the facts say.

message  `sin cuota anual los tres primeros años`
fact     `sin cuota anual el primer año; después 950 pesos`
"""

from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at
from batuta.claims.reading import Claim, Message
from batuta.text import Text

SPARED = (
    "no_annual_fee",
    "no_maintenance_fee",
    "no_fees",
    "no_interest",
    "free",
    "free_period",
    "free_delivery",
)
"""Claims of something that is not asked of the customer."""
_REACH = 45
"""Characters around such a claim in which its time is given."""


def longer_than_known(case: Case) -> Iterator[Hit]:
    """The message spares the customer something for more months than each fact that speaks of the same."""
    message = case.message
    if message is None:
        return
    for claim in message.made(*SPARED):
        said = _months(message, claim)
        known = [
            (months, fact.parts[0].text.raw)
            for fact in case.facts
            for told in fact.made(claim.kind)
            if (months := _months(fact, told)) is not None
        ]
        if said is not None and known and said > max(months for months, _ in known):
            fact = known[0][1]
            yield at(message, claim.part, claim.start, claim.end, fact=Text(en=fact, es=fact))
            return


def _months(message: Message, claim: Claim) -> float | None:
    """For how long, in the claim's own sentence and near it; None where nothing is said."""
    start, end = message.sentence(claim)
    first, last = max(start, claim.start - _REACH), min(end, claim.end + _REACH)
    near = [
        figure
        for figure in message.parts[claim.part].figures
        if figure.months is not None and figure.kind == "duration" and first <= figure.start < last
    ]
    if not near:
        return None
    return min(near, key=lambda figure: min(abs(figure.start - claim.end), abs(claim.start - figure.end))).months
