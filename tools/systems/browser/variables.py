"""What stands in braces in a playbook, and what takes its place.

{argument.name}              of the call; lists by commas
{argument.start:%d/%m/%Y}    a date as the system writes it
{secret:password}            by the reference of that name in systems.yaml; only typed, never shown
{read.id}                    what an earlier step read
{key}, {mark}                the call's own key, and a short form of it that fits any field
{item}                       of the list that a step goes through
{{, }}                       braces
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Literal, NamedTuple

VARIABLE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_FORM = re.compile(
    r"(?P<key>key|mark|item)"
    r"|(?P<of>argument|read)\.(?P<path>[A-Za-z_][\w-]*(?:\.[\w-]+)*)(?P<optional>\?)?(?::(?P<form>html|%[^{}]+))?"
    r"|secret:(?P<secret>[A-Za-z0-9_]+)"
)

USER = "user"
"""The credential that is a name and no secret: pages show it."""

Source = Literal["argument", "read", "secret", "key", "mark", "item"]


class Variable(NamedTuple):
    source: Source
    path: tuple[str, ...] = ()
    form: str = ""
    optional: bool = False

    def __str__(self) -> str:
        joint = ":" if self.source == "secret" else "."
        return joint.join((self.source, ".".join(self.path))) if self.path else self.source


class NotAVariable(ValueError):
    """Braces around something that stands for nothing."""


class NoValue(LookupError):
    """The call gives nothing for this variable."""


def parsed(template: str) -> tuple[str | Variable, ...]:
    """The words and the variables, in order. Raises: NotAVariable.

    >>> parsed("/a/{argument.id}/")
    ('/a/', Variable(source='argument', path=('id',), form='', optional=False), '/')
    """
    pieces: list[str | Variable] = []
    at = 0
    for found in VARIABLE.finditer(template):
        pieces.append(template[at : found.start()])
        at = found.end()
        if found[0] in ("{{", "}}"):
            pieces.append(found[0][0])
        elif found[1] is None:
            raise NotAVariable(found[0])
        else:
            pieces.append(variable(found[1]))
    pieces.append(template[at:])
    return tuple(piece for piece in pieces if piece != "")


def variable(inside: str) -> Variable:
    """What stands between two braces. Raises: NotAVariable."""
    form = _FORM.fullmatch(inside)
    if form is None:
        raise NotAVariable("{" + inside + "}")
    if form["key"]:
        return Variable(form["key"])  # type: ignore[arg-type]
    if form["secret"]:
        return Variable("secret", (form["secret"],))
    path = tuple(form["path"].split("."))
    return Variable(form["of"], path, form["form"] or "", form["optional"] is not None)  # type: ignore[arg-type]


def variables(template: str) -> tuple[Variable, ...]:
    return tuple(piece for piece in parsed(template) if isinstance(piece, Variable))


def mark_of(key: str) -> str:
    """A key as it fits into a field of somebody else's form.

    >>> mark_of("k1")
    'bt-6ab9f1eb8f7d'
    """
    return f"bt-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


@dataclass
class Values:
    """What the variables of one job stand for."""

    arguments: Mapping[str, object]
    key: str = ""
    secret: Callable[[str], str] = str
    read: dict[str, str] = field(default_factory=dict)
    item: str = ""
    revealed: set[str] = field(default_factory=set)
    """Secrets that were typed: what pictures and messages must not show."""

    def of(self, one: Variable) -> object:
        """Raises: NoValue."""
        match one.source:
            case "key":
                return self.key
            case "mark":
                return mark_of(self.key)
            case "item":
                return self.item
            case "secret":
                told = self.secret(one.path[0])
                if one.path != (USER,):
                    self.revealed.add(told)
                return told
            case "read":
                name = ".".join(one.path)
                if name not in self.read:
                    raise NoValue(str(one))
                return self.read[name]
            case "argument":
                return _within(self.arguments, one)

    def given(self, one: Variable) -> bool:
        """Whether there is something to say for it."""
        try:
            return self.of(one) not in (None, "", [], {}, ())
        except NoValue:
            return False

    def filled(self, template: str, quote: Callable[[str], str] = str) -> str:
        """The template with its values, each passed through `quote`. Raises: NoValue."""
        return "".join(quote(self._told(piece)) if isinstance(piece, Variable) else piece for piece in parsed(template))

    def _told(self, one: Variable) -> str:
        return "" if one.optional and not self.given(one) else _written(self.of(one), one)

    def items(self, path: str) -> tuple[str, ...]:
        """The members of a list. Raises: NoValue."""
        found = self.of(variable(path))
        return tuple(map(str, found)) if isinstance(found, list | tuple) else (str(found),)


def _within(value: object, one: Variable) -> object:
    for part in one.path:
        if not isinstance(value, Mapping) or part not in value:
            raise NoValue(str(one))
        value = value[part]
    return value


def _written(value: object, one: Variable) -> str:
    if value is None:
        raise NoValue(str(one))
    if one.form == "html":
        return escape(str(value), quote=False).replace("\n", "<br>")
    if one.form:
        try:
            return date.fromisoformat(str(value)[:10]).strftime(one.form)
        except ValueError:
            raise NoValue(str(one)) from None
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)
