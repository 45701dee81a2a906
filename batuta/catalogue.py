"""The customer data in business words: what can be asked of a customer, and how people call it."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Literal

from pydantic import Field, model_validator

from batuta.audience import Audience, Criterion, Scalar
from batuta.errors import BadCriterion, UnknownAttribute
from batuta.noun import Noun
from batuta.text import Language, Text

AttributeType = Literal["integer", "number", "boolean", "category", "text", "date"]
Synonyms = dict[Language, tuple[str, ...]]

ORDERED: tuple[AttributeType, ...] = ("integer", "number", "date")


class Category(Noun):
    """One value a category can take, with the names people use for it."""

    value: Scalar
    description: Text | None = None
    synonyms: Synonyms = Field(default_factory=dict)


class Attribute(Noun):
    name: str
    """The column, unless `expression` derives it."""
    type: AttributeType
    unit: str | None = None
    """EUR, days, months, GB, points, share …"""
    range: tuple[float, float] | None = None
    description: Text | None = None
    synonyms: Synonyms = Field(default_factory=dict)
    values: tuple[Category, ...] = ()
    expression: str | None = None
    """SQL over other columns, for an attribute that no column holds."""
    sensitive: str | None = None
    """Which protected trait it is: age, sex, ethnicity, health, minor …"""
    consent: str | None = None
    """The channel this is proof of consent for."""
    opted_out: str | None = None
    """The channel this records an objection to."""

    @model_validator(mode="before")
    @classmethod
    def _plain_values_are_categories(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        values = given.get("values")
        if isinstance(values, (list, tuple)):
            given = {**given, "values": [v if isinstance(v, (dict, Category)) else {"value": v} for v in values]}
        name = given.get("name")
        if isinstance(name, str):
            for field, prefix in (("consent", "consent_"), ("opted_out", "opted_out_")):
                if name.startswith(prefix) and given.get(field) is None:
                    given = {**given, field: name.removeprefix(prefix)}
        return given

    @property
    def allowed(self) -> tuple[Scalar, ...]:
        return tuple(category.value for category in self.values)

    def called(self, locale: str | None) -> str:
        """What people call it: its description, else its name in words."""
        return self.description.in_(locale) if self.description else self.name.replace("_", " ")


class CustomerSource(Noun):
    source: str
    """A Parquet or CSV file beside the catalogue, or a database address."""
    key: str
    """The column that identifies a customer."""
    table: str | None = None


class Catalogue(Noun):
    customers: CustomerSource | None = None
    attributes: tuple[Attribute, ...]

    @model_validator(mode="after")
    def _names_are_unique(self) -> "Catalogue":
        seen: set[str] = set()
        for attribute in self.attributes:
            if attribute.name in seen:
                raise ValueError(f"the attribute {attribute.name} is described twice")
            seen.add(attribute.name)
        return self

    def __getitem__(self, name: str) -> Attribute:
        """Raises: UnknownAttribute, with the nearest names."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute
        names = [attribute.name for attribute in self.attributes]
        raise UnknownAttribute(name, tuple(get_close_matches(name, names, n=3)))

    def __contains__(self, name: object) -> bool:
        return any(attribute.name == name for attribute in self.attributes)

    def consent_for(self, channel: str) -> Attribute | None:
        return next((attribute for attribute in self.attributes if attribute.consent == channel), None)

    def opt_out_of(self, channel: str) -> Attribute | None:
        return next((attribute for attribute in self.attributes if attribute.opted_out == channel), None)

    def check(self, audience: Audience) -> None:
        """Raises: UnknownAttribute, BadCriterion; the first criterion that the data cannot answer."""
        for criterion in audience.criteria:
            complaint = next(_complaints(self[criterion.attribute], criterion), None)
            if complaint:
                raise BadCriterion(complaint, subject=criterion.attribute)


def _complaints(attribute: Attribute, criterion: Criterion) -> Iterator[Text]:
    name, operator, value = criterion.meaning
    if operator in ("<", "<=", ">", ">=", "between") and attribute.type not in ORDERED:
        yield Text(
            en=f"{name} is of type {attribute.type}; {operator} needs numbers or dates.",
            es=f"{name} es de tipo {attribute.type}; {operator} necesita números o fechas.",
        )
    for item in value if isinstance(value, tuple) else () if value is None else (value,):
        if not _fits(attribute, item):
            options = ", ".join(str(option) for option in attribute.allowed[:12])
            yield Text(
                en=f"{item!r} is no value of {name} ({attribute.type}){': one of ' + options if options else ''}.",
                es=f"{item!r} no es un valor de {name} ({attribute.type}){': uno de ' + options if options else ''}.",
            )
    if operator == "between" and isinstance(value, tuple) and not _in_order(value):
        yield Text(en=f"{name}: {value[0]} comes after {value[1]}.", es=f"{name}: {value[0]} va después de {value[1]}.")


def _fits(attribute: Attribute, item: Scalar) -> bool:
    match attribute.type:
        case "boolean":
            return isinstance(item, bool)
        case "integer" | "number":
            return isinstance(item, (int, float)) and not isinstance(item, bool)
        case "date":
            return isinstance(item, str) and _is_date(item)
        case "category":
            return not attribute.values or item in attribute.allowed
        case "text":
            return isinstance(item, str)


def _is_date(item: str) -> bool:
    try:
        date.fromisoformat(item)
    except ValueError:
        return False
    return True


def _in_order(pair: tuple[Scalar, ...]) -> bool:
    low, high = pair
    return low <= high if isinstance(low, str) == isinstance(high, str) else False  # type: ignore[operator]
