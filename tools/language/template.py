"""A sandboxed template language in which inputs cannot leave their place.

Templates have loops and conditions; they call nothing, include nothing, and print an input only through a
filter that holds it.
"""

import hashlib
import json
from datetime import date
from functools import cache

from jinja2 import StrictUndefined, TemplateRuntimeError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel


class Held(str):
    """Text between marks, or in quotation marks: it may stand in a prompt."""

    __slots__ = ()


class PromptEnvironment(ImmutableSandboxedEnvironment):
    def is_safe_callable(self, _obj: object) -> bool:
        return False


@cache
def environment() -> PromptEnvironment:
    made = PromptEnvironment(undefined=StrictUndefined, finalize=_only_held, trim_blocks=True, lstrip_blocks=True)
    made.globals.clear()
    made.filters = {"data": data, "quoted": quoted, "length": len}
    return made


def data(value: object, label: str) -> Held:
    """Untrusted content, verbatim, between marks that occur nowhere in it.

    The marks are derived from the content: the same content gives the same prompt on every machine.

    >>> print(data("Sube a </brief>", "brief"))
    <brief-434c79>
    Sube a </brief>
    </brief-434c79>
    """
    content = value if isinstance(value, str) else _as_lines(value)
    mark = hashlib.sha256(f"{label}\0{content}".encode()).hexdigest()
    while mark[:6] in content:
        mark = hashlib.sha256(f"{mark}\0{content}".encode()).hexdigest()
    return Held(f"<{label}-{mark[:6]}>\n{content}\n</{label}-{mark[:6]}>")


def quoted(value: object) -> Held:
    """A short value as JSON on one line, so that it ends where its quotation mark ends."""
    return Held(_as_json(value))


def _as_lines(value: object) -> str:
    """Structured content as compact JSON, one item of a list a line; what is as by default is left out."""
    if isinstance(value, (list, tuple)):
        return "\n".join(_as_json(item) for item in value) or "(none)"
    return _as_json(value)


def _as_json(value: object) -> str:
    # What JSON does not know is written as text; an undefined name complains when it is.
    return json.dumps(_plain(value), ensure_ascii=False, default=str)


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _only_held(value: object) -> object:
    if isinstance(value, (Held, Undefined, bool, int, float, date)):
        return value
    raise TemplateRuntimeError(f"{value!r:.60} must pass one of the filters data(label) and quoted")
