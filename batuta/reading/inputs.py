"""What a reader is given: the text, the day, and the company's own words. Nothing else may influence it."""

from datetime import date
from functools import lru_cache

from pydantic import Field

from batuta.catalogue import Catalogue
from batuta.noun import Noun
from batuta.product import Products
from batuta.workspace import Workspace


class Vocabulary(Noun):
    """What a brief of this company can speak of."""

    catalogue: Catalogue
    products: Products
    currency: str
    locales: tuple[str, ...] = Field(min_length=1)
    """The first is the company's own."""
    jurisdictions: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    """What the company is called: no condition on anybody."""


class _ByIdentity:
    """A workspace as a key: the same object, the same vocabulary."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.workspace is self.workspace

    def __hash__(self) -> int:
        return id(self.workspace)


def vocabulary_of(workspace: Workspace) -> Vocabulary:
    """The part of a company's configuration that a reader may see; the same object for the same workspace."""
    return _of(_ByIdentity(workspace))


class BriefText(Noun):
    """A text to be read, on a day, in a company."""

    text: str
    today: date
    vocabulary: Vocabulary
    addendum: bool = False
    """It was said after the brief, as an answer: it need not be a brief by itself."""
    language: str | None = None
    """`es` or `en` where that is known already, as for an addendum of two words."""
    product_id: str | None = None
    """The product that is promoted, where an earlier stage has read it."""


@lru_cache(maxsize=16)
def _of(company: "_ByIdentity") -> Vocabulary:
    workspace = company.workspace
    return Vocabulary(
        catalogue=workspace.catalogue,
        products=workspace.products,
        currency=workspace.currency,
        locales=workspace.locales,
        jurisdictions=workspace.jurisdictions,
        company=tuple(
            dict.fromkeys(name for name in (workspace.name, workspace.sender.name, workspace.sender.brand) if name)
        ),
    )
