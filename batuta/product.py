"""What the company sells, and what may be said about it."""

from datetime import date
from difflib import get_close_matches
from typing import Literal

from pydantic import Field, model_validator

from batuta.audience import Criterion, Scalar
from batuta.catalogue import Synonyms
from batuta.errors import UnknownProduct
from batuta.noun import Noun
from batuta.text import Text

ProductKind = Literal[
    "credit", "deposit", "investment", "insurance", "account", "mobile", "fibre", "tv", "device", "other"
]


class Fact(Noun):
    """One thing that is true of a product, in words that may be printed."""

    key: str
    value: Scalar | None = None
    unit: str | None = None
    text: Text
    conditions: Text | None = None
    """What must be said with it."""
    valid_from: date | None = None
    valid_until: date | None = None
    locales: tuple[str, ...] = ()
    """Where it may be said, as with a price of one market; empty: everywhere."""
    source: str | None = None
    """The product sheet it stands in."""

    def said_in(self, locale: str | None) -> bool:
        """Whether readers of this locale may be told it; a bare language stands for all its markets."""
        if locale is None or not self.locales:
            return True
        return any(f"{own}-".startswith(f"{locale}-") or f"{locale}-".startswith(f"{own}-") for own in self.locales)

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class Product(Noun):
    id: str
    family: str
    kind: ProductKind = "other"
    """What the law sees in it; decides which rules apply."""
    name: Text
    synonyms: Synonyms = Field(default_factory=dict)
    requires: tuple[Criterion, ...] = ()
    """The product's own conditions on a customer."""
    excludes: tuple[Criterion, ...] = ()
    """Who cannot take it, such as those who have it already."""
    facts: tuple[Fact, ...] = ()
    url: Text | None = None
    """Where a message about it leads."""
    value: float | None = None
    """What one contract is worth a year, in the workspace's currency."""

    def facts_on(self, day: date, locale: str | None = None) -> tuple[Fact, ...]:
        """The facts in force that day, of one locale where it is given."""
        return tuple(fact for fact in self.facts if fact.holds_on(day) and fact.said_in(locale))


class Family(Noun):
    id: str
    name: Text
    synonyms: Synonyms = Field(default_factory=dict)


class Products(Noun):
    """The company's products and the families they belong to."""

    families: tuple[Family, ...] = ()
    products: tuple[Product, ...]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Products":
        seen: set[str] = set()
        for product in self.products:
            if product.id in seen:
                raise ValueError(f"the product {product.id} is described twice")
            seen.add(product.id)
        return self

    def __getitem__(self, product_id: str) -> Product:
        """Raises: UnknownProduct, with the nearest ids first."""
        for product in self.products:
            if product.id == product_id:
                return product
        ids = [product.id for product in self.products]
        raise UnknownProduct(product_id, tuple(get_close_matches(product_id, ids, n=3)) or tuple(ids))

    def __contains__(self, product_id: object) -> bool:
        return any(product.id == product_id for product in self.products)

    def family_of(self, product_id: str) -> str:
        return self[product_id].family
