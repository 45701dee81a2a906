"""Whether a criterion picks an area so small that it says who lives there: a postal district, a quarter, a tract.

A region, a zone of the shop's own or the first digits of a postal code are no such area.
"""

import re

from batuta.audience import Criterion

_DISTRICT = re.compile(
    r"[0-9]{4,5}(?:-?[0-9]{4})?"  # Spain, Mexico, the United States; a leading nought may be lost
    r"|[a-z]{1,2}[0-9][a-z0-9]?(?: ?[0-9][a-z]{2})?"  # the United Kingdom, district or whole
    r"|[a-z][0-9]{4}(?:[a-z]{3})?"  # Argentina
)
_POSTAL = re.compile(r"(?i)zip|post|(?<![a-z])cp(?![a-z])|postcode")
_SMALLEST_NUMBER = 1000


def small_area(criterion: Criterion) -> bool:
    """Whether the values are such areas. Quarters and tracts always are; of postal codes the value tells."""
    if not _POSTAL.search(criterion.attribute):
        return True
    value = criterion.value
    values = value if isinstance(value, tuple) else (value,)
    return any(_is_district(one) for one in values)


def _is_district(value: object) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, (int, float)):
        return value >= _SMALLEST_NUMBER
    return isinstance(value, str) and _DISTRICT.fullmatch(value.strip().casefold()) is not None
