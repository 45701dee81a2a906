"""What kind of thing an attribute tells of a customer, judged by its type, its unit and its names.

A comparison, a happening and a length of time are said in other words, and each is read by its own rules.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from batuta.audience import Scalar
from batuta.catalogue import Attribute
from tools.language.builtin.reading.columns import column_words
from tools.language.builtin.reading.figures import number_at
from tools.language.builtin.reading.lexicon import READ, lexicon
from tools.language.builtin.reading.tokens import Token, fold, stem, tokenise

Kind = Literal[
    "age",
    "tenure",
    "recency",
    "remaining",
    "counted",
    "count",
    "quantity",
    "yes_no",
    "category",
    "date",
    "text",
]
"""age, tenure: how old, how long a customer. recency: time since something happened; remaining: until it will.
counted: how often within a fixed time; count: how many; quantity: any other number."""

_SPELT_WINDOW = re.compile(r"(?:^|_)(?:l|last_?)?(\d+)_?(d|w|m|y|days?|weeks?|months?|years?|dias?|meses|mes)(?:_|$)")
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_SPELT_UNITS = {"dia": "days", "dias": "days", "mes": "months", "meses": "months"}
_TIME = ("days", "weeks", "months", "years", "hours", "quarters")
_MONEY = ("EUR", "USD", "GBP", "MXN", "ARS", "COP", "CLP", "PEN", "CAD", "AUD")


@dataclass(frozen=True, slots=True)
class Meaning:
    attribute: Attribute
    kind: Kind
    happening: frozenset[str] = frozenset()
    """Names and stems of what happened, for recency, remaining, counted and date."""
    window: tuple[float, str] | None = None
    """The time within which is counted, as in `purchases_12m`."""
    yes: Scalar = True
    no: Scalar = False
    joining: bool = False
    """It dates from when the person became a customer."""
    future: bool = False

    @property
    def unit(self) -> str | None:
        """The attribute's unit by its standard name, where it has one."""
        return standard_unit(self.attribute.unit)

    @property
    def numeric(self) -> bool:
        return self.kind in ("age", "tenure", "recency", "remaining", "counted", "count", "quantity")


@cache
def standard_unit(unit: str | None) -> str | None:
    """
    >>> standard_unit("meses"), standard_unit("€"), standard_unit("purchases")
    ('months', 'EUR', 'purchases')
    """
    if unit is None:
        return None
    words = tokenise(unit)
    for code in READ:
        numbers = lexicon(code).numbers
        named = numbers.units.whole(words) or numbers.currencies.whole(words)
        if named and not named.startswith("local"):
            return named
        if numbers.percent.whole(words):
            return "percent"
    return unit


def meaning_of(attribute: Attribute) -> Meaning:
    words = named_words(attribute)
    match attribute.type:
        case "boolean":
            return Meaning(attribute, "yes_no", _happening(attribute), _window(attribute))
        case "category":
            return _of_category(attribute)
        case "text":
            return Meaning(attribute, "text")
        case "date":
            what = _happening(attribute)
            joined = "joining" in what or bool(words & column_words().joining) or _since_a_customer(attribute)
            return Meaning(attribute, "date", what, joining=joined, future="expiry" in what)
        case "integer" | "number":
            return _of_number(attribute, words)


def _since_a_customer(attribute: Attribute) -> bool:
    """`Club member since`."""
    for name in _names(attribute):
        words = tokenise(name)
        since = any(token.norm in column_words().since for token in words)
        if since and any(lexicon(code).people.heads.all(words) for code in READ):
            return True
    return False


def _of_category(attribute: Attribute) -> Meaning:
    columns = column_words()
    spelt = {fold(str(value)): value for value in attribute.allowed}
    yes = next((value for word, value in spelt.items() if word in columns.yes), None)
    no = next((value for word, value in spelt.items() if word in columns.no), None)
    others = [word for word in spelt if word and word not in columns.yes | columns.no | columns.no_data]
    if yes is not None and no is not None and all(word.startswith(("no ", "no_", "sin ", "sin_")) for word in others):
        return Meaning(attribute, "yes_no", _happening(attribute), _window(attribute), yes, no)
    return Meaning(attribute, "category")


def _of_number(attribute: Attribute, words: frozenset[str]) -> Meaning:
    columns = column_words()
    if _one_or_nought(attribute):
        return Meaning(attribute, "yes_no", yes=1, no=0)
    unit = standard_unit(attribute.unit)
    if is_age(attribute):
        return Meaning(attribute, "age")
    if unit in _TIME:
        return _of_time(attribute, words)
    if unit is None and words & columns.tenure_alone:
        return Meaning(attribute, "tenure", joining=True)
    window = _window(attribute)
    if window and unit not in _MONEY:
        return Meaning(attribute, "counted", _happening(attribute), window)
    if unit in ("share", "percent", "points", *_MONEY) or attribute.type == "number":
        return Meaning(attribute, "quantity", _happening(attribute) if window else frozenset(), window)
    return Meaning(attribute, "count", _happening(attribute))


def is_age(attribute: Attribute) -> bool:
    """A number that tells how old a person is, as marked or by its names."""
    if _one_or_nought(attribute):
        return False
    if attribute.sensitive == "age" or standard_unit(attribute.unit) not in (None, "years"):
        return attribute.sensitive == "age"
    words = named_words(attribute)
    return bool(words & column_words().age) and not words & column_words().things


def of_a_customer(meaning: Meaning) -> bool:
    """Its names say so, as `Months as a member` does and `Years with a licence` does not."""
    attribute = meaning.attribute
    named = (attribute.description.en, attribute.description.es) if attribute.description else ()
    said = [*named, *(name for names in attribute.synonyms.values() for name in names), spaced(attribute.name)]
    words = [token for name in said for token in tokenise(name)]
    heads = any(lexicon(code).people.heads.all(words) for code in READ)
    return heads or bool(meaning.happening & {"joining"}) or meaning.kind == "date"


def _one_or_nought(attribute: Attribute) -> bool:
    """Yes and no, written as numbers."""
    return {fold(str(value)) for value in attribute.allowed} in ({"0", "1"}, {"0"}, {"1"})


def _of_time(attribute: Attribute, words: frozenset[str]) -> Meaning:
    """A length of time: since, until, as a customer, or of something else."""
    columns, what = column_words(), _happening(attribute)
    if "expiry" in what and "joining" not in what and not words & columns.past:
        return Meaning(attribute, "remaining", what, future=True)
    late = words & columns.overdue and not words & columns.ahead
    if words & columns.things or late or _measured_within(attribute):
        return Meaning(attribute, "quantity", what, _window(attribute))
    if words & columns.tenure or ("joining" in what and words & columns.past):
        return Meaning(attribute, "tenure", what, joining=True)
    if words & columns.past and what:
        return Meaning(attribute, "recency", what)
    if words & columns.ahead and what:
        return Meaning(attribute, "remaining", what, future=True)
    if any(lexicon(code).tenure_named.all(tokenise(name)) for name in _names(attribute) for code in READ):
        return Meaning(attribute, "tenure", what, joining=True)
    return Meaning(attribute, "quantity", what)


def _measured_within(attribute: Attribute) -> bool:
    """`Longest delay in the last six months`: a length of its own, and no time since."""
    for name in _names(attribute):
        words = tokenise(name)
        for code in READ:
            ends = [match.end for match in lexicon(code).within_named.all(words).values()]
            if any(lexicon(code).numbers.units.at(words, at) for end in ends for at in (end, end + 1)):
                return True
    return False


def _window(attribute: Attribute) -> tuple[float, str] | None:
    match = _SPELT_WINDOW.search(fold(attribute.name))
    if match:
        plural = match[2] if match[2].endswith("s") else f"{match[2]}s"
        return float(match[1]), _UNITS.get(match[2]) or _SPELT_UNITS.get(match[2], plural)
    for name in _names(attribute):
        words = tokenise(name)
        for place in range(len(words) - 1):
            for code in READ:
                number = number_at(words, place, lexicon(code))
                unit = lexicon(code).numbers.units.at(words, number.end) if number else None
                lasting = number is not None and not number.article and unit is not None and unit.meaning in _TIME
                if lasting and number and unit and _past_before(words, place):
                    return number.value, unit.meaning
    return None


def _past_before(words: tuple[Token, ...], place: int) -> bool:
    return any(token.norm in column_words().past for token in words[max(0, place - 2) : place])


def _happening(attribute: Attribute) -> frozenset[str]:
    """The families of happenings that its names speak of, and the stems of their other words."""
    found: set[str] = set()
    for name in _names(attribute):
        words = tokenise(name.replace("_", " "))
        for code in READ:
            found.update(match.meaning for match in lexicon(code).events.all(words).values())
    if found - {"usage"}:
        return frozenset(found - {"usage"})
    for name in (attribute.name.replace("_", " "), *_names(attribute)):
        for token in tokenise(name):
            if token.kind == "word" and token.norm not in _no_event() and len(token.norm) > 2:
                found.update(stem(token.norm, code) for code in READ)
    return frozenset(found)


@cache
def _no_event() -> frozenset[str]:
    columns = column_words()
    return columns.past | columns.ahead | columns.empty


def _names(attribute: Attribute) -> list[str]:
    described = [attribute.description.en, attribute.description.es] if attribute.description else []
    said = [name for names in attribute.synonyms.values() for name in names]
    return [name for name in (spaced(attribute.name), *described, *said) if name]


def named_words(attribute: Attribute) -> frozenset[str]:
    """Every folded word of its names, in any language."""
    return frozenset(token.norm for name in _names(attribute) for token in tokenise(name))


def spaced(name: str) -> str:
    """A column's name as words.

    >>> spaced("MonthlyCharges"), spaced("has_app"), spaced("StreamingTV")
    ('Monthly Charges', 'has app', 'Streaming TV')
    """
    return re.sub(
        r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name.replace("_", " ").replace("-", " ")
    ).strip()
