"""From a YAML document to a noun, with every complaint in words a person can act on."""

from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from batuta.errors import Problem, WorkspaceInvalid
from batuta.misfit import is_union_label, said_of
from batuta.text import Text
from tools.workspaces.yaml_file import Document, KeyPath

M = TypeVar("M", bound=BaseModel)


def checked(model: type[M], document: Document, data: object = None) -> M:
    """Validate the document (or `data`, made from it) as a model.

    Raises: WorkspaceInvalid, with all problems of the file at once.
    """
    try:
        return model.model_validate(document.data if data is None else data)
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
        own = [error for error in errors if not _only_follows(error, errors)]
        raise WorkspaceInvalid(tuple(_problem(model, document, error) for error in own)) from None


def _only_follows(error: ErrorDetails, others: list[ErrorDetails]) -> bool:
    """A list is also called too short where its members are wrong."""
    place = error["loc"]
    return error["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in others
    )


def _problem(model: type[BaseModel], document: Document, error: ErrorDetails) -> Problem:
    path: KeyPath = tuple(part for part in error["loc"] if not is_union_label(part))
    place = ".".join(str(part) for part in path) or "the file"
    message, remedy = _in_words(model, path, place, error)
    return Problem(document.file, document.line_of(path), message, remedy)


def _in_words(model: type[BaseModel], path: KeyPath, place: str, error: ErrorDetails) -> tuple[Text, Text]:
    kind, given = error["type"], error.get("input")
    if kind == "extra_forbidden":
        key = str(path[-1])
        near = get_close_matches(key, _known_keys(model, path[:-1]), n=1)
        return (
            Text(en=f"“{place}” is not a known key.", es=f"«{place}» no es una clave conocida."),
            Text(
                en=f"Did you mean “{near[0]}”?" if near else "Remove it or correct its name.",
                es=f"¿Querías decir «{near[0]}»?" if near else "Quítala o corrige el nombre.",
            ),
        )
    if kind == "missing":
        return (
            Text(en=f"“{place}” is missing.", es=f"Falta «{place}»."),
            Text(en="Add it.", es="Añádelo."),
        )
    if kind in ("literal_error", "enum"):
        expected = str(error.get("ctx", {}).get("expected", ""))
        near = get_close_matches(
            str(given), [word.strip(" '") for word in expected.replace(" or ", ",").split(",")], n=1
        )
        return (
            Text(en=f"“{place}” cannot be {given!r}.", es=f"«{place}» no puede ser {given!r}."),
            Text(
                en=f"Did you mean “{near[0]}”?" if near else f"Use one of {expected}.",
                es=f"¿Querías decir «{near[0]}»?" if near else f"Usa uno de {expected.replace(' or ', ' o ')}.",
            ),
        )
    said = said_of(error)
    return (
        Text(
            en=f"“{place}”: {said.en} (given: {_shown(given)}).", es=f"«{place}»: {said.es} (valor: {_shown(given)})."
        ),
        Text(
            en="Correct the value; `batuta schema` shows the form.",
            es="Corrige el valor; `batuta schema` muestra la forma.",
        ),
    )


def _known_keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys of the model that a path leads to, as far as types tell."""
    current: type[BaseModel] = model
    for part in path:
        if isinstance(part, int):
            continue
        field = current.model_fields.get(part)
        inner = _model_in(field.annotation) if field else None
        if inner is None:
            return []
        current = inner
    return list(current.model_fields)


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_in(argument)
        if found:
            return found
    return None


def _shown(given: object) -> str:
    text = repr(given)
    return text if len(text) <= 60 else text[:57] + "…"
