"""From the unit that is said to the unit that is stored: the same, an exact factor, a guess to confirm, or none."""

from typing import Literal, NamedTuple

from tools.language.builtin.reading.meaning import Meaning
from tools.language.builtin.reading.quantities import Quantity

Fit = Literal["same", "converted", "currency", "none"]

_SCALES: tuple[dict[str, float], ...] = (
    {
        "hours": 1 / 24,
        "days": 1,
        "weeks": 7,
        "fortnights": 14,
        "months": 30,
        "quarters": 91,
        "semesters": 182,
        "years": 365,
    },
    {"KB": 0.001, "MB": 1, "GB": 1000, "TB": 1000000},
    {"Mbps": 1, "Gbps": 1000},
    {"minutes": 1, "hours": 60},
    {"km": 1, "miles": 1.609344},
    {"kWh": 1, "MWh": 1000, "GWh": 1000000},
    {"m2": 1, "ft2": 0.09290304},
    {"g": 0.001, "kg": 1, "t": 1000},
    {"ml": 0.001, "l": 1},
)
_POUNDS = ("lb", "lbs", "pounds", "libras")
"""Of weight, which are called as the money is."""
_MONTHS = {"months": 1, "quarters": 3, "semesters": 6, "years": 12}
_AS_SPEED = {"MB": 1.0, "GB": 1000.0}


class Fitted(NamedTuple):
    fit: Fit
    factor: float = 1.0


def fitted(quantity: Quantity, meaning: Meaning) -> Fitted:
    """How a quantity can be compared with an attribute."""
    said, stored = quantity.unit, meaning.unit
    if said == stored:
        return Fitted("same")
    if stored == "share":
        return Fitted("same", 0.01) if said == "percent" or (said is None and quantity.value > 1) else _bare(said)
    if said is None:
        return Fitted("same")
    if said == "times":
        return Fitted("same") if meaning.kind in ("count", "counted") else Fitted("none")
    if said == "GBP" and stored in _POUNDS:
        return Fitted("same")
    if quantity.money:
        if stored is None and meaning.kind == "quantity" and meaning.attribute.type == "number":
            return Fitted("same")
        return Fitted("currency") if stored is not None and _money(stored) else Fitted("none")
    if said == "percent":
        whole = meaning.attribute.range is not None and meaning.attribute.range[1] <= 1
        return Fitted("same", 0.01 if whole else 1.0) if stored is None else Fitted("none")
    if meaning.kind == "age":
        return Fitted("same") if said == "years" else Fitted("none")
    if stored is None:
        fits = said in ("points", "people") or (meaning.kind == "tenure" and said == "months")
        return Fitted("same") if fits else Fitted("none")
    if stored == "Mbps" and said in _AS_SPEED:
        return Fitted("same", _AS_SPEED[said])
    if said in _MONTHS and stored in _MONTHS:
        return Fitted("converted", _MONTHS[said] / _MONTHS[stored])
    for scale in _SCALES:
        if said in scale and stored in scale:
            return Fitted("converted", scale[said] / scale[stored])
    return Fitted("none")


def _bare(said: str | None) -> Fitted:
    return Fitted("same") if said is None else Fitted("none")


def _money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()
