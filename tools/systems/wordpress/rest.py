"""What WordPress's REST API sends, and its habits: pages, and terms that have numbers."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

from pydantic import Field

from batuta.errors import BadInput, SystemUnavailable
from batuta.noun import Received
from batuta.text import Text
from tools.systems.http import SystemHttp

Taxonomy = Literal["categories", "tags"]
A_PAGE = 100


class Written(Received):
    raw: str = ""


class Entry(Received):
    """A post, seen by who may edit it."""

    id: int
    status: str
    slug: str = ""
    title: Written = Written()
    content: Written = Written()
    categories: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    modified: datetime = Field(alias="modified_gmt")


class Media(Received):
    id: int
    title: Written = Written()
    alt_text: str = ""
    source_url: str = ""
    modified: datetime = Field(alias="modified_gmt")


class Term(Received):
    id: int
    name: str


async def all_pages(http: SystemHttp, path: str, params: Mapping[str, str]) -> AsyncIterator[object]:
    """Everything a list holds. Raises: SystemUnavailable, when fewer arrive than the site says there are."""
    page, pages, total, seen = 1, 1, 0, 0
    while page <= pages:
        answered = await http.look(
            path, {**params, "per_page": str(A_PAGE), "page": str(page), "orderby": "id", "order": "asc"}
        )
        listed = answered.body if isinstance(answered.body, list) else []
        pages = _number(answered.headers.get("x-wp-totalpages"), 1)
        total = _number(answered.headers.get("x-wp-total"), len(listed))
        for one in listed:
            yield one
        seen += len(listed)
        page += 1
    if seen < total:
        raise SystemUnavailable(
            Text(
                en=f"{http.system} sent {seen} of {total} entries.",
                es=f"{http.system} ha enviado {seen} de {total} entradas.",
            ),
            remedy=Text(en="It is asked again later.", es="Se le vuelve a preguntar más tarde."),
            subject=http.system,
        )


class Terms:
    """Categories and tags by name; one that is needed and not there is made."""

    def __init__(self, http: SystemHttp) -> None:
        self._http = http
        self._ids: dict[tuple[Taxonomy, str], int] = {}
        self._names: dict[tuple[Taxonomy, int], str] = {}

    async def id_of(self, taxonomy: Taxonomy, name: str) -> int:
        """Its number; it is made where there is none. Making it twice makes one: names are unique in WordPress."""
        known = await self.known(taxonomy, name)
        if known is not None:
            return known
        try:
            answered = await self._http.change("POST", f"wp-json/wp/v2/{taxonomy}", body={"name": name})
        except BadInput:
            # Somebody else made it in between, or the refusal is real and is told by the second look.
            known = await self.known(taxonomy, name)
            if known is None:
                raise
            return known
        return self._remember(taxonomy, Term.model_validate(answered.body))

    async def known(self, taxonomy: Taxonomy, name: str) -> int | None:
        """Its number, if the site has it."""
        if (taxonomy, name) not in self._ids:
            found = await self._http.look(
                f"wp-json/wp/v2/{taxonomy}", {"search": name, "per_page": str(A_PAGE), "hide_empty": "false"}
            )
            for one in found.body if isinstance(found.body, list) else []:
                self._remember(taxonomy, Term.model_validate(one))
        return self._ids.get((taxonomy, name))

    async def names(self, taxonomy: Taxonomy, numbers: Sequence[int]) -> tuple[str, ...]:
        """The names of these, in their order."""
        unknown = [number for number in numbers if (taxonomy, number) not in self._names]
        if unknown:
            wanted = {"include": ",".join(map(str, unknown)), "per_page": str(A_PAGE), "hide_empty": "false"}
            found = await self._http.look(f"wp-json/wp/v2/{taxonomy}", wanted)
            for one in found.body if isinstance(found.body, list) else []:
                self._remember(taxonomy, Term.model_validate(one))
        return tuple(self._names[taxonomy, n] for n in numbers if (taxonomy, n) in self._names)

    def _remember(self, taxonomy: Taxonomy, term: Term) -> int:
        self._ids[taxonomy, term.name] = term.id
        self._names[taxonomy, term.id] = term.name
        return term.id


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isdecimal() else otherwise
