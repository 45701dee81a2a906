"""The field that holds how many people an audience has."""

import re
from collections.abc import Sequence

from tools.systems.detection.fields import list_field
from tools.systems.detection.lexicon import PEOPLE, SIZE_FIELDS
from tools.systems.detection.words import words
from tools.systems.detection.wrapping import near
from tools.systems.openapi.document import Field


def size_field(fields: Sequence[Field]) -> str:
    """The field that holds how many people an audience has; empty where none is told."""
    numbers = [one for one in fields if one.type in ("integer", "number", "") and "[]" not in one.path]
    by_name = {" ".join(words(one.path.rpartition(".")[2])): one.path for one in reversed(numbers)}
    inside = [one.path for one in numbers if _counts_inside(one.path)]
    if inside:
        return min(inside, key=len)
    for name in SIZE_FIELDS:
        known = " ".join(words(name))
        if known in by_name:
            return by_name[known]
    held = {*PEOPLE, *_HELD}
    counted = [path for name, path in by_name.items() if set(name.split()) & held and set(name.split()) & _COUNTS]
    if not counted:
        alone = [
            path
            for name, path in by_name.items()
            if name.split()[-1:] in (["count"], ["size"]) and near(path, "audience")
        ]
        counted = alone if len(alone) == 1 else []
    if not counted:
        counted = [path for name, path in by_name.items() if _is_least(name.split()) and near(path, "audience")]
    said = [one.path for one in numbers if _HOW_MANY.search(one.about) or _WHO.search(one.about)]
    return min(counted or said, key=len, default="")


def size_of_one(fields: Sequence[Field]) -> str:
    """The same, also where what is read lies in a list of one: `segments.0.approximate_number_users`."""
    direct = size_field(fields)
    entries = list_field(fields) if not direct else None
    if entries is None:
        return direct
    inside = [
        one._replace(path=one.path.removeprefix(f"{entries}[]."))
        for one in fields
        if one.path.startswith(f"{entries}[].")
    ]
    found = size_field(inside)
    return f"{entries}.0.{found}".lstrip(".") if found else ""


def total_field(fields: Sequence[Field]) -> str:
    """The field beside a list that says how many there are in all; empty where none does."""
    if not any("[]" in one.path for one in fields):
        return ""
    totals = [
        one.path
        for one in fields
        if one.type in ("integer", "number", "") and "[]" not in one.path
        if (named := words(one.path.rpartition(".")[2])) and "total" in named and not {"page"} & set(named)
    ]
    return min(totals, key=len, default="")


def _counts_inside(path: str) -> bool:
    """`members.active`, `contacts.total`."""
    around, _, last = path.rpartition(".")
    return bool(set(words(around.rpartition(".")[2])[-1:]) & PEOPLE) and words(last) in _IN_ALL


_IN_ALL = (("active",), ("total",), ("count",), ("number",), ("subscribed",), ("activo",))


def _is_least(named: Sequence[str]) -> bool:
    """`size_range_lower`, `approximate_count_lower_bound`: at least so many."""
    return bool({"lower", "min", "minimum"} & set(named)) and bool({"size", "count"} & set(named))


_HELD = frozenset("entry entity element row individual persona entrada registro".split())
_HOW_MANY = re.compile(
    r"\b(how many|number of|count of|total|cu[aá]nt[oa]s|n[uú]mero de) (\w+ )?(contacts|members|subscribers|profiles|"
    r"people|users|customers|recipients|clientes|contactos|personas|suscriptores)",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^(the |las |los )?(people|profiles|contacts|members|subscribers|users|customers|recipients|personas|contactos|"
    r"perfiles|miembros|suscriptores|usuarios|clientes|destinatarios) "
    r"(in|inside|within|that|who|on|en|dentro|de|que)\b",
    re.IGNORECASE,
)
_COUNTS = frozenset("count total size number amount recuento numero no noof num".split())
