"""A brief changed as a person says it: field path to new value, checked like everything that is read.

    {"budget.amount": 15000}  {"channels": ["email", "push"]}  {"window.end": "2027-05-31"}
    {"product_id": "Tarjeta Oro"}         by id or by name
    {"audience.credit_score": 700}        as in `batuta/changing.py`
    {"budget": null}                      taken out again
    {"text": "email y push, todo mayo"}   words: read like a part of the brief

Words given for a field that is no text, such as `{"window": "todo mayo"}`, are read in the same way.
"""

from collections.abc import Mapping

from pydantic import BaseModel, TypeAdapter, ValidationError

from batuta.audience import Audience
from batuta.brief import CHANNELS, Brief, Budget, Channel, ContentNeed, Kpi, Objective, OfferFact, Window
from batuta.changing import changed
from batuta.errors import BadAnswer
from batuta.misfit import misfits
from batuta.product_names import product_named
from batuta.text import Text
from batuta.workspace import Workspace

Changes = Mapping[str, object]

TEXT = "text"
_MODELS: dict[str, type[BaseModel]] = {"objective": Objective, "window": Window, "budget": Budget}
_LISTS: dict[str, TypeAdapter[tuple[object, ...]]] = {
    "offer": TypeAdapter(tuple[OfferFact, ...]),
    "kpis": TypeAdapter(tuple[Kpi, ...]),
    "content_needs": TypeAdapter(tuple[ContentNeed, ...]),
}
_PHRASES = ("tone", "must_say", "must_not_say")
_SPOKEN_CHANNELS: dict[str, Channel] = {
    "e-mail": "email", "correo": "email", "correo electrónico": "email", "mail": "email", "in-app": "in_app",
    "carta": "letter", "llamada": "call", "llamadas": "call", "phone": "call", "teléfono": "call",
    "redes sociales": "social",
}  # fmt: skip
PATHS = (
    TEXT, "product_id", "objective", "objective.kind", "audience", "audience.ATTRIBUTE", "channels", "window",
    "window.start", "window.end", "budget", "budget.amount", "budget.currency", "kpis", "offer", "tone", "must_say",
    "must_not_say", "content_needs", "locale",
)  # fmt: skip
"""Every path that an answer may name."""


def check_changes(brief: Brief, changes: Changes, workspace: Workspace) -> None:
    """Raises: BadAnswer, for a change that names nothing, or cannot be made of this brief."""
    for path, value in changes.items():
        if _is_option(brief, path, value):
            continue
        if is_words(path, value):
            _check_attribute(path, workspace)
        else:
            brief = amended(brief, {path: value}, workspace)


def amended(brief: Brief, changes: Changes, workspace: Workspace) -> Brief:
    """The brief after changes that are values; words are the readers' work and are passed over.

    Raises: BadAnswer.
    """
    for path, value in changes.items():
        if not is_words(path, value):
            brief = _one(brief, path, value, workspace)
    return brief


def is_words(path: str, value: object) -> bool:
    """Whether a change is something to be read rather than a value."""
    if path == TEXT:
        return True
    return isinstance(value, str) and (path in (*_MODELS, *_LISTS, "audience") or _is_condition(path, value))


def words_in(changes: Changes) -> dict[str, str]:
    """The changes that have to be read, by their paths."""
    return {path: value for path, value in changes.items() if isinstance(value, str) and is_words(path, value)}


def touches(path: str, field: str) -> bool:
    """Whether a change of `path` settles what was asked about `field`.

    >>> touches("budget.amount", "budget"), touches("audience", "audience.age"), touches("tone", "budget")
    (True, True, False)
    """
    return path == field or path.startswith(f"{field}.") or field.startswith(f"{path}.")


def _is_option(brief: Brief, path: str, value: object) -> bool:
    return any(question.field == path and value in question.options for question in brief.questions)


def _check_attribute(path: str, workspace: Workspace) -> None:
    """Raises: UnknownAttribute."""
    if path.startswith("audience."):
        _ = workspace.catalogue[path.removeprefix("audience.")]


def _is_condition(path: str, value: str) -> bool:
    """`{"audience.age": "de 30 a 45"}` is said, `{"audience.city": "Madrid"}` is a value."""
    return path.startswith("audience.") and (" " in value.strip() or any(letter.isdigit() for letter in value))


def _one(brief: Brief, path: str, value: object, workspace: Workspace) -> Brief:
    root, _, leaf = path.partition(".")
    try:
        if root in ("audience", "criteria"):
            return brief.model_copy(update={"audience": _audience(brief, path, value, workspace)})
        if root == "product_id" and not leaf:
            return brief.model_copy(update={"product_id": _product(value, workspace)})
        if root == "channels" and not leaf:
            return brief.model_copy(update={"channels": _channels(value)})
        if root in _MODELS:
            return brief.model_copy(update={root: _model(brief, root, leaf, value, workspace)})
        if root in _LISTS and not leaf:
            return brief.model_copy(update={root: () if value is None else _LISTS[root].validate_python(_items(value))})
        if root in _PHRASES and not leaf:
            return brief.model_copy(update={root: _phrases(value)})
        if path == "locale" and isinstance(value, str):
            return brief.model_copy(update={"locale": value})
    except ValidationError as invalid:
        why = misfits(invalid)
        raise BadAnswer(
            Text(en=f"{path} cannot become that: {why.en}.", es=f"{path} no admite ese valor: {why.es}."),
            remedy=Text(en="`batuta schema brief` shows the form.", es="`batuta schema brief` muestra la forma."),
            subject=path,
        ) from None
    raise _unknown(path)


def _audience(brief: Brief, path: str, value: object, workspace: Workspace) -> Audience:
    if path in ("audience", "criteria") and value is None:
        return Audience()
    audience = changed(brief.audience, {path: value})
    workspace.catalogue.check(audience)
    return audience


def _product(value: object, workspace: Workspace) -> str | None:
    if value is None:
        return None
    product = product_named(str(value), workspace.products)
    if product is None:
        en, es = (", ".join(one.name.in_(lang) for one in workspace.products.products[:20]) for lang in ("en", "es"))
        raise BadAnswer(
            Text(en=f"There is no product “{value}”.", es=f"No hay ningún producto «{value}»."),
            remedy=Text(en=f"Products: {en}.", es=f"Productos: {es}."),
            subject="product_id",
        )
    return product.id


def _channels(value: object) -> tuple[Channel, ...]:
    wanted = [] if value is None else _items(value)
    if len(wanted) == 1 and isinstance(wanted[0], str):
        wanted = [part for part in wanted[0].replace(" y ", ",").replace(" and ", ",").split(",") if part.strip()]
    found: dict[Channel, None] = {}
    for item in wanted:
        name = str(item).strip().casefold()
        channel = next((one for one in CHANNELS if name in (one, one.replace("_", "-"))), _SPOKEN_CHANNELS.get(name))
        if channel is None:
            known = ", ".join(CHANNELS)
            raise BadAnswer(
                Text(en=f"“{item}” is no channel.", es=f"«{item}» no es un canal."),
                remedy=Text(en=f"Channels: {known}.", es=f"Canales: {known}."),
                subject="channels",
            )
        found[channel] = None
    return tuple(channel for channel in CHANNELS if channel in found)


def _model(brief: Brief, root: str, leaf: str, value: object, workspace: Workspace) -> BaseModel | None:
    """The whole, one of its fields, or the figure that stands for it."""
    if value is None and not leaf:
        return None
    model = _MODELS[root]
    there = getattr(brief, root)
    known = there.model_dump(exclude={"evidence"}) if there is not None else {}
    if root == "budget":
        known.setdefault("currency", workspace.currency)
    if leaf:
        if leaf not in model.model_fields or leaf == "evidence":
            raise _unknown(f"{root}.{leaf}")
        given: object = {**known, leaf: value}
    elif root == "budget" and not isinstance(value, Mapping):
        given = {**known, "amount": value}
    elif root == "budget" and isinstance(value, Mapping):
        given = {**known, **value}
    else:
        given = value
    if root == "objective" and isinstance(given, Mapping) and "text" not in given:
        given = {**given, "text": str(given.get("kind", ""))}
    return model.model_validate(given)


def _phrases(value: object) -> tuple[str, ...]:
    return tuple(str(item).strip() for item in ([] if value is None else _items(value)) if str(item).strip())


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _unknown(path: str) -> BadAnswer:
    known = ", ".join(PATHS)
    return BadAnswer(
        Text(en=f"“{path}” is not part of a brief.", es=f"«{path}» no es parte de un brief."),
        remedy=Text(en=f"What can be changed: {known}.", es=f"Lo que se puede cambiar: {known}."),
        subject=path,
    )
