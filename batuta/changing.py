"""An audience changed as people say it: another number, a value less, a criterion gone, a new one.

    {"audience.credit_score": 700}              the bound moves
    {"audience.city": ["Madrid", "Sevilla"]}    other values
    {"audience.city.-": "Madrid"}               one value less; the criterion goes with its last one
    {"audience.city.+": "Bilbao"}               one value more
    {"audience.city": null}                     the criterion is dropped
    {"audience.age": {"operator": "between", "value": [30, 45]}}    another criterion, or a new one
    {"audience": [...]} or {"criteria": [...]}  a whole new audience

The prefix `audience.` may be left out.
"""

from collections.abc import Mapping

from pydantic import ValidationError

from batuta.audience import Audience, Criterion, Part, of_parts
from batuta.errors import BadAnswer
from batuta.misfit import misfits
from batuta.text import Text

Changes = Mapping[str, object]
WHOLE = ("audience", "criteria")


def is_path(path: str) -> bool:
    """Whether a change speaks of an audience at all."""
    return path in WHOLE or path.startswith("audience.") or "." not in path


def changed(audience: Audience, changes: Changes) -> Audience:
    """The audience after every change, in order.

    Raises: BadAnswer, for a change that names nothing or cannot be made.
    """
    for path, value in changes.items():
        try:
            audience = Audience.model_validate(value) if path in WHOLE else _one(audience, path, value)
        except ValidationError as invalid:
            why = misfits(invalid)
            raise _bad(
                path, f"{path} cannot become that: {why.en}.", f"{path} no admite ese valor: {why.es}."
            ) from None
    return audience


def _one(audience: Audience, path: str, value: object) -> Audience:
    name, _, how = path.removeprefix("audience.").partition(".")
    parts = audience.parts
    here = [index for index, part in enumerate(parts) if any(c.attribute == name for c in part.criteria)]
    if isinstance(value, Mapping):
        new = Criterion.model_validate({"attribute": name, **value})
        return _replaced(parts, here, new) if here else audience.plus(new)
    if not here:
        raise _bad(path, f"The audience has no criterion on {name}.", f"El público no tiene ningún criterio de {name}.")
    made: list[Part] = []
    for index, part in enumerate(parts):
        if index not in here:
            made.append(part)
            continue
        criteria = [_with_value(c, how, value, path) if c.attribute == name else c for c in part.criteria]
        kept = tuple(criterion for criterion in criteria if criterion is not None)
        # An exclusion of people for whom several things hold together means nothing with one of them gone.
        if kept and not (part.kind == "exclude" and len(kept) < len(criteria)):
            made.append(part.model_copy(update={"criteria": kept}))
    if how == "-" and tuple(made) == parts:
        raise _bad(path, f"{name} has no value {value}.", f"{name} no tiene el valor {value}.")
    return of_parts(tuple(made))


def _replaced(parts: tuple[Part, ...], here: list[int], new: Criterion) -> Audience:
    """The new criterion in the place of the first, the others of the same attribute gone."""
    first, *others = here
    return of_parts(
        tuple(
            part.model_copy(update={"criteria": (new,)}) if index == first else part
            for index, part in enumerate(parts)
            if index not in others
        )
    )


def _with_value(criterion: Criterion, how: str, value: object, path: str) -> Criterion | None:
    """The criterion with another value; None where it is dropped or no value is left."""
    if value is None:
        return None
    listed: tuple[object, ...] = criterion.value if isinstance(criterion.value, tuple) else (criterion.value,)
    if how in ("-", "+"):
        if criterion.operator not in ("==", "in", "not in"):
            raise _bad(path, f"{path} has no list of values.", f"{path} no tiene una lista de valores.")
        items = value if isinstance(value, (list, tuple)) else [value]
        if how == "-":
            left = [item for item in listed if item not in items]
            if len(left) == len(listed):
                return criterion
        else:
            left = [*listed, *(item for item in items if item not in listed)]
        if not left:
            return None
        operator = "in" if criterion.operator == "==" else criterion.operator
        return _made(criterion, operator, left)
    if criterion.operator == "==" and isinstance(value, (list, tuple)):
        return _made(criterion, "in", value)
    if criterion.operator in ("in", "not in") and not isinstance(value, (list, tuple)):
        return _made(criterion, criterion.operator, [value])
    return _made(criterion, criterion.operator, value)


def _made(criterion: Criterion, operator: str, value: object) -> Criterion:
    return Criterion.model_validate({"attribute": criterion.attribute, "operator": operator, "value": value})


def _bad(path: str, en: str, es: str) -> BadAnswer:
    return BadAnswer(
        Text(en=en, es=es),
        remedy=Text(
            en="Change a criterion by `audience.ATTRIBUTE`, or give a whole `audience`.",
            es="Cambia un criterio con `audience.ATRIBUTO` o indica un `audience` completo.",
        ),
        subject=path,
    )
