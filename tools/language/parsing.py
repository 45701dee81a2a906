"""From what a model wrote to a noun, or to complaints; nothing a model writes can raise or take long."""

import json
import math
import re
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from batuta.task import Complaint

M = TypeVar("M", bound=BaseModel)

MOST_COMPLAINTS = 20
LONGEST_TEXT = 6000
"""Characters of one field: longer than any message, short enough for checks that compare everything with everything."""
_THINKING = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TRIES = 12
_LARGEST = 2**53


def parsed(text: str, output: type[M]) -> M | tuple[Complaint, ...]:
    """The noun that the text's JSON object stands for, or everything that is wrong with it."""
    found = _object_in(text)
    if found is None:
        return (Complaint("", _why_not(text)),)
    strange = tuple(_unfit(found, ""))
    if strange:
        return strange[:MOST_COMPLAINTS]
    try:
        return _validated(found, output)
    except ValidationError as invalid:
        return tuple(
            Complaint(".".join(map(str, error["loc"])), error["msg"])
            for error in invalid.errors(include_url=False, include_context=False, include_input=False)
        )[:MOST_COMPLAINTS]


def _validated(found: dict[str, object], output: type[M]) -> M:
    """Where `null` may not stand, models write it for what is absent: then the key is left out.

    Raises: ValidationError.
    """
    try:
        return output.model_validate_json(json.dumps(found, ensure_ascii=False))
    except ValidationError as invalid:
        empty = [error["loc"] for error in invalid.errors(include_url=False) if error["input"] is None]
        left_out = [_leave_out(found, place) for place in empty]
        if not any(left_out):
            raise
    return output.model_validate_json(json.dumps(found, ensure_ascii=False))


def _leave_out(found: object, place: tuple[int | str, ...]) -> bool:
    """Remove the null at that place; False where the place is no key of an object."""
    *way, last = place
    for step in way:
        inner = found.get(step) if isinstance(found, dict) else None
        if isinstance(found, list) and isinstance(step, int) and step < len(found):
            inner = found[step]
        found = inner
    return isinstance(found, dict) and last in found and found.pop(last) is None


def _object_in(text: str) -> dict[str, object] | None:
    """The text as JSON, else the longest JSON object within it, as after reasoning or inside a code fence."""
    whole = _loaded(text)
    if whole is not None:
        return whole
    said = _THINKING.sub("", text)
    spans = sorted(_balanced(said), key=lambda span: span[0] - span[1])[:_TRIES]
    return next((found for start, end in spans if (found := _loaded(said[start:end])) is not None), None)


def _loaded(text: str) -> dict[str, object] | None:
    try:
        value = from_json(text, allow_inf_nan=False)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _balanced(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each outermost pair of braces, those in strings aside, in one pass.

    Nothing inside an object that is cut off counts: a part would pass for the whole.
    """
    place = text.find("{")
    while place >= 0:
        start, depth = place, 0
        for token in _STRUCTURE.finditer(text, start):
            depth += {"{": 1, "}": -1}.get(token[0], 0)
            if depth == 0:
                yield start, token.end()
                # Quotation marks in prose need not pair; those in an object do.
                place = text.find("{", token.end())
                break
        else:
            return


# An unclosed string runs to the end: looking for its end again from every quotation mark would be quadratic.
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[{}]', re.DOTALL)


def _why_not(text: str) -> str:
    if not text.strip():
        return "The answer is empty; one JSON object is needed."
    if "{" in text and not any(_balanced(text)):
        return "The JSON object is cut off."
    return "The answer is not one JSON object."


def _unfit(value: object, path: str) -> Iterator[Complaint]:
    """What JSON allows and no database, digest or reader can bear."""
    if isinstance(value, dict):
        for key, item in value.items():
            if _CONTROL.search(key):
                yield Complaint(path, "A key holds a control character.")
            yield from _unfit(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unfit(item, f"{path}.{index}")
    elif isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            yield Complaint(path, f"The text is longer than {LONGEST_TEXT} characters.")
        if _CONTROL.search(value):
            yield Complaint(path, "The text holds a control character.")
    elif isinstance(value, float) and not math.isfinite(value):
        yield Complaint(path, "The number is not finite.")
    elif isinstance(value, int) and abs(value) > _LARGEST:
        yield Complaint(path, "The number is too large.")
