"""Is a criterion one that its quote can carry, on data that can answer it?"""

from collections.abc import Iterator
from datetime import date

from batuta.audience import Audience, Criterion, Scalar
from batuta.catalogue import Attribute, Catalogue, Synonyms
from batuta.errors import BadCriterion, UnknownAttribute
from batuta.product import Products
from batuta.quoting import placed
from batuta.reading.conversions import follows
from batuta.reading.dates_check import date_follows
from batuta.reading.figures import plain
from batuta.reading.inputs import BriefText
from batuta.reading.polarity import Direction, denies, directions, negated
from batuta.reading.quotes import misquoted
from batuta.task import Complaint

_FAR = 2000
"""Code points between an exclusion and the last of its items."""
_NAMED_BY_DENIAL = ("sin trabajo", "sin empleo", "without a job", "out of work", "sin permanencia")
"""Conditions that people call by what is missing; denying nothing else."""
_NEGATIVE = ("!=", "not in", "is_not_set")
_REVERSED: dict[str, Direction] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def check_audience(given: BriefText, audience: Audience, path: str = "audience") -> Iterator[Complaint]:
    """Every complaint about every criterion."""
    excluded = [criterion for item in audience.exclude for criterion in _together(item)]
    for criterion in audience.criteria:
        where = f"{path}.{criterion.attribute}"
        told = misquoted(given.text, criterion.evidence, where)
        if told:
            yield told
        yield from _answerable(given.vocabulary.catalogue, criterion, where)
        if told is None and criterion.attribute in given.vocabulary.catalogue:
            attribute = given.vocabulary.catalogue[criterion.attribute]
            yield from _carried(given, attribute, criterion, where, exclude=criterion in excluded)


def _together(item: Criterion | tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    return (item,) if isinstance(item, Criterion) else item


def _answerable(catalogue: Catalogue, criterion: Criterion, path: str) -> Iterator[Complaint]:
    try:
        catalogue.check(Audience(all=(criterion,)))
    except (UnknownAttribute, BadCriterion) as wrong:
        yield Complaint(path, wrong.in_("en"))
        return
    attribute = catalogue[criterion.attribute]
    if attribute.range is None:
        return
    low, high = attribute.range
    for item in _scalars(criterion):
        if isinstance(item, (int, float)) and not isinstance(item, bool) and not low <= item <= high:
            yield Complaint(path, f"{item} is outside of {attribute.name}'s range {low:g} to {high:g}: ask instead")


def _carried(
    given: BriefText, attribute: Attribute, criterion: Criterion, path: str, *, exclude: bool
) -> Iterator[Complaint]:
    assert criterion.evidence is not None  # noqa: S101 (misquoted has seen to it)
    evidence = placed(given.text, criterion.evidence)
    quote = evidence.quote
    if attribute.type in ("integer", "number"):
        for item in _scalars(criterion):
            counted = item in (0, 1) and criterion.operator in ("==", ">=", ">", "!=")
            if isinstance(item, (int, float)) and not counted and not follows(item, quote, attribute.unit):
                yield Complaint(path, f"{item} does not follow from the quote {quote[:80]!r}")
        yield from _compared(criterion, quote, path, evidence.start, given.text, exclude=exclude)
    elif attribute.type == "date":
        for item in _scalars(criterion):
            if isinstance(item, str) and not date_follows(date.fromisoformat(item), quote, given.today):
                yield Complaint(path, f"{item} does not follow from the quote {quote[:80]!r}")
    elif attribute.type in ("boolean", "category"):
        names = (*_names(attribute), *_NAMED_BY_DENIAL, *_denying_names(given.vocabulary.products))
        denied = negated(given.text, evidence.start, evidence.end, without=names)
        said_no = criterion.operator in _NEGATIVE or criterion.value in (False, 0, "no", "No", "none", "N")
        inverted = _means_no(attribute, criterion)
        if denied and not (said_no or exclude or inverted):
            yield Complaint(path, f"the text denies this ({quote[:80]!r}) and the criterion demands it")
        if not denied and exclude and not _excluding_before(given.text, evidence.start):
            yield Complaint(path, f"nothing in the text excludes this: {quote[:80]!r}")
        if not denied and criterion.operator in _NEGATIVE and not _of_having_none(criterion):
            yield Complaint(path, f"nothing in the text denies this: {quote[:80]!r}")


def _compared(
    criterion: Criterion, quote: str, path: str, start: int, text: str, *, exclude: bool
) -> Iterator[Complaint]:
    """The strictness and direction of a comparison, where the quote's words are ones that we know."""
    allowed = directions(quote)
    operator = criterion.operator
    if len(allowed) != 1 or operator not in ("<", "<=", ">", ">="):
        return
    (only,) = allowed
    denied = negated(text, start, start + len(quote)) and not exclude
    flips = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
    fitting = {only, _REVERSED[only]} | ({flips[only], _REVERSED[flips[only]]} if denied else set())
    if operator not in fitting:
        yield Complaint(path, f"the quote says {only}, the criterion {operator}: {quote[:80]!r}")


def _of_having_none(criterion: Criterion) -> bool:
    """Not none is some: `with internet`, where the data says which or `No`."""
    return criterion.operator == "!=" and plain(str(criterion.value)) in ("no", "none")


def _means_no(attribute: Attribute, criterion: Criterion) -> bool:
    """The value is itself named by a denial, as `sin permanencia` or `non-smoker`."""
    wanted = criterion.value if isinstance(criterion.value, tuple) else (criterion.value,)
    return any(
        negated(name, 0, len(name))
        for category in attribute.values
        if category.value in wanted
        for name in _category_names(category.value, category.synonyms)
    )


def _excluding_before(text: str, start: int) -> bool:
    before = text[max(0, start - _FAR) : start].replace("\n", " ").replace(".", " ").replace(",", " ")
    return negated(before + " ", 0, start)


def _denying_names(products: Products) -> Iterator[str]:
    """Names of products with a denial in them, such as `Viaje Sin Fronteras`."""
    for product in products.products:
        for name in (product.name.en, product.name.es, *(one for said in product.synonyms.values() for one in said)):
            if denies(name):
                yield name


def _names(attribute: Attribute) -> Iterator[str]:
    for names in attribute.synonyms.values():
        yield from names
    if attribute.description:
        yield from (attribute.description.en, attribute.description.es)
    for category in attribute.values:
        yield from _category_names(category.value, category.synonyms)
        if category.description:
            yield from (category.description.en, category.description.es)


def _category_names(value: Scalar, synonyms: Synonyms) -> Iterator[str]:
    yield str(value).replace("_", " ")
    for names in synonyms.values():
        yield from names


def _scalars(criterion: Criterion) -> tuple[Scalar, ...]:
    if criterion.value is None:
        return ()
    return criterion.value if isinstance(criterion.value, tuple) else (criterion.value,)
