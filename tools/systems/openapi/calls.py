"""Requests of a mapping over HTTP, as the description says that they are made."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from batuta.errors import BadInput, Misconfigured, OutcomeUnknown, SystemUnavailable
from batuta.text import Text
from tools.systems.http import Answered, SystemHttp
from tools.systems.mapping.model import Call
from tools.systems.mapping.system import Reply
from tools.systems.mapping.template import Scope, as_text, filled
from tools.systems.openapi.document import Description

_SLOT = re.compile(r"\{([^}]+)\}")
_LINK = re.compile(r"<([^>]*)>((?:\s*;\s*[^,;=]+=(?:\"[^\"]*\"|[^,;]*))*)")


class HttpCalls:
    """A `Caller`. The address is that of systems.yaml; what the description says of servers is not read."""

    def __init__(self, system: str, url: str, http: SystemHttp, description: Description | None) -> None:
        self._system = system
        self._base = urlsplit(url)
        self._http = http
        self._description = description

    async def call(self, call: Call, scope: Scope, *, changes: bool, turned: Mapping[str, str], link: str) -> Reply:
        method, template = self._operation(call.operation)
        path = self._path(template, call, scope)
        params = {**self._texts(call.query, scope), **turned}
        if link:
            path, params = self._linked(link)
        headers = self._texts(call.headers, scope)
        body = filled(call.body, scope)
        if method == "GET":
            return _reply(await self._http.look(path, params, headers))
        content = urlencode(_flat(body)).encode() if call.form else None
        if call.form:
            headers = {"content-type": "application/x-www-form-urlencoded", **headers}
        try:
            answered = await self._http.change(method, path, body=body, params=params, headers=headers, content=content)
        except OutcomeUnknown as unclear:
            if changes:
                raise
            raise SystemUnavailable(unclear.message, subject=self._system) from unclear
        return _reply(answered)

    async def aclose(self) -> None:
        await self._http.aclose()

    def _operation(self, named: str) -> tuple[str, str]:
        """Method and path; an operationId is looked up. Raises: Misconfigured."""
        method, _, path = named.partition(" ")
        if path:
            return method.upper(), path
        operation = self._description.operation(named) if self._description else None
        if operation is None:
            raise Misconfigured(
                Text(
                    en=f"The description of {self._system} has no operation {named}.",
                    es=f"La descripción de {self._system} no tiene la operación {named}.",
                ),
                remedy=Text(
                    en="Name it as `POST /lists` in the mapping, or run `batuta connect` again.",
                    es="Nómbrala como `POST /lists` en la correspondencia o ejecuta otra vez `batuta connect`.",
                ),
                subject=self._system,
            )
        return operation.method, operation.path

    def _path(self, template: str, call: Call, scope: Scope) -> str:
        given = self._texts(call.path, scope)

        def slot(found: re.Match[str]) -> str:
            value = given.get(found[1], "")
            # A dot segment would lead to another path than the one that was reviewed.
            if not value or not value.strip(".") or "\0" in value:
                raise BadInput(
                    Text(
                        en=f"{template}: “{value[:60]}” cannot stand for {found[1]}.",
                        es=f"{template}: «{value[:60]}» no puede ir en {found[1]}.",
                    ),
                    subject=found[1],
                )
            return quote(value, safe="")

        return _SLOT.sub(slot, template)

    def _texts(self, templates: Mapping[str, object], scope: Scope) -> dict[str, str]:
        made = filled(dict(templates), scope)
        return {name: as_text(value) for name, value in made.items()} if isinstance(made, dict) else {}

    def _linked(self, link: str) -> tuple[str, dict[str, str]]:
        """A next page's address, if it is one of this system. Raises: SystemUnavailable."""
        there, base = urlsplit(link), self._base
        own = self._base.path.rstrip("/") + "/"
        elsewhere = there.netloc and (there.scheme, there.netloc) != (base.scheme, base.netloc)
        if elsewhere or not there.path.startswith(own) or ".." in there.path:
            raise SystemUnavailable(
                Text(
                    en=f"{self._system} names a next page that is not its own: {link[:120]}.",
                    es=f"{self._system} indica una página siguiente que no es suya: {link[:120]}.",
                ),
                subject=self._system,
            )
        return there.path[len(own) :], dict(parse_qsl(there.query, keep_blank_values=True))


def _reply(answered: Answered) -> Reply:
    return Reply(answered.body, next_link(answered.headers.get("link", "")))


def next_link(header: str) -> str:
    """The address of the next page in a Link header. Source: RFC 8288.

    >>> next_link('</lists?page=1>; rel="prev", </lists?page=3>; rel="next"')
    '/lists?page=3'
    """
    for address, told in _LINK.findall(header):
        for name, _, value in (part.strip().partition("=") for part in told.split(";") if part.strip()):
            if name.strip().lower() == "rel" and "next" in value.strip('" ').lower().split():
                return str(address)
    return ""


def _flat(body: object) -> list[tuple[str, str]]:
    """Form fields; lists repeat the name, objects go in brackets."""
    made: list[tuple[str, str]] = []

    def add(name: str, value: object) -> None:
        if isinstance(value, Mapping):
            for inner, one in value.items():
                add(f"{name}[{inner}]" if name else str(inner), one)
        elif isinstance(value, (list, tuple)):
            for one in value:
                add(name, one)
        else:
            made.append((name, as_text(value)))

    add("", body if isinstance(body, Mapping) else {})
    return made
