"""A value of the data as one that can be printed."""

from datetime import date, datetime
from decimal import Decimal

from batuta.audience import Scalar


def shown(value: object) -> Scalar | None:
    """A value that can be printed; blank is nothing. A day has no hour, whatever the database makes of it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, (bool, int, float)) or value is None else str(value)
