"""Figures with their units: `1.500 €`, `2k`, `12-month`, `30–55 años`, `unas 900`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tools.language.builtin.reading.figures import number_at, parsed
from tools.language.builtin.reading.lexicon_parts import Lexicon
from tools.language.builtin.reading.phrases import Phrases
from tools.language.builtin.reading.tokens import Token

TIME_UNITS = ("hours", "days", "weeks", "fortnights", "months", "quarters", "semesters", "years")
_LOCAL = ("MXN", "ARS", "COP", "CLP", "USD", "CAD", "AUD")
_ISO = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens `start` up to `end` are a number of `unit`; `high` where it is a range."""

    start: int
    end: int
    value: float
    unit: str | None = None
    high: float | None = None
    approximate: bool = False
    article: bool = False
    """`un`, `one`, `a`: a number only where something compares or measures."""
    opened: bool = False
    """The words that open a range, `entre` or `from`, are part of it."""
    others: tuple[float, ...] = ()
    """The further figures of a list: `9 or 10`."""

    @property
    def money(self) -> bool:
        return self.unit is not None and len(self.unit) == _ISO and self.unit.isupper()

    @property
    def lasting(self) -> bool:
        return self.unit in TIME_UNITS


@dataclass(frozen=True)
class Counting:
    """What quantities depend on besides their words."""

    known: Lexicon
    currency: str
    """The company's own."""
    busy: frozenset[int] = frozenset()
    """Tokens that belong to dates."""


def quantities(tokens: Sequence[Token], counting: Counting) -> tuple[Quantity, ...]:
    """All quantities, left to right, ranges as one."""
    found: list[Quantity] = []
    place = 0
    while place < len(tokens):
        one = None if place in counting.busy else _single(tokens, place, counting)
        if one is None:
            place += 1
            continue
        whole = _approximately(tokens, _listed(tokens, _ranged(tokens, one, counting), counting), counting.known)
        found.append(whole)
        place = whole.end
    return tuple(found)


def _single(tokens: Sequence[Token], place: int, counting: Counting) -> Quantity | None:
    known = counting.known
    ahead = known.numbers.currencies.at(tokens, place)
    if ahead and ahead.end - place > 1 and not tokens[ahead.end - 1].glued:
        ahead = None  # `a $1,500 budget` counts no Australian dollars
    at = ahead.end if ahead else place
    number = None if _in_a_code(tokens, place, known) else number_at(tokens, at, known)
    if number is None or (ahead and number.article):
        return None
    value = -number.value if place and _negative(tokens, place, at) else number.value
    unit, end = (_currency(ahead.meaning, counting.currency), number.end) if ahead else (None, number.end)
    if unit is None:
        unit, end = _unit(tokens, end, counting)
    elif ahead and ahead.meaning.startswith("local") and (named := known.numbers.currencies.at(tokens, end)):
        unit, end = _currency(named.meaning, counting.currency), named.end  # `$90,000 MXN`
    alone = unit not in TIME_UNITS and _ends_before(known.comparisons.before, tokens, place, 5) is None
    if number.article and alone and not _begins_a_list(tokens, number.end, known):
        return None
    return Quantity(place, end, value, unit, article=number.article)


def _in_a_code(tokens: Sequence[Token], place: int, known: Lexicon) -> bool:
    """`covid-19`: part of a name, unless the word compares, as in `over-50s`."""
    token, joined = tokens[place], place > 1 and tokens[place - 1].norm == "-" and tokens[place - 1].glued
    if not joined or token.kind != "number" or not token.glued or tokens[place - 2].kind != "word":
        return False
    word = tokens[place - 2].norm
    compares = word in known.comparisons.before.words() | known.comparisons.range_open.words()
    return not compares and word not in known.known_grammar


def _begins_a_list(tokens: Sequence[Token], end: int, known: Lexicon) -> bool:
    """`one or two seats`: a figure, though the word may be an article."""
    joined = end < len(tokens) and tokens[end].norm in known.words["or"]
    following = number_at(tokens, end + 1, known) if joined else None
    return following is not None and not following.article


def _ends_before(phrases: Phrases[object], tokens: Sequence[Token], place: int, longest: int) -> int | None:
    """Where the longest expression begins that ends just before a token."""
    for start in range(max(0, place - longest), place):
        match = phrases.at(tokens, start)
        if match and match.end == place:
            return start
    return None


def _negative(tokens: Sequence[Token], place: int, at: int) -> bool:
    sign = tokens[place - 1]
    return sign.norm in ("-", "−") and tokens[at].glued and not sign.glued and sign.kind == "sign"


def _unit(tokens: Sequence[Token], end: int, counting: Counting) -> tuple[str | None, int]:
    numbers, of = counting.known.numbers, counting.known.words["of"]
    at = end
    if at < len(tokens) and tokens[at].norm == "-" and tokens[at].glued:
        at += 1
    if at >= len(tokens) or at in counting.busy:
        return None, end
    percent = numbers.percent.at(tokens, at)
    if percent:
        return "percent", percent.end
    skipped = at + 1 if tokens[at].norm in of and at + 1 < len(tokens) else at
    money = numbers.currencies.at(tokens, skipped) or numbers.currencies.at(tokens, at)
    if money:
        return _currency(money.meaning, counting.currency), money.end
    unit = numbers.units.at(tokens, at)
    if unit and not (len(tokens[at].norm) == 1 and not tokens[at].glued):
        return unit.meaning, unit.end
    return None, end


def _currency(said: str, own: str) -> str:
    """`$` and pesos are the company's own where it counts in one of them."""
    if not said.startswith("local"):
        return said
    if own in _LOCAL:
        return own
    return "MXN" if said == "local_pesos" else "USD"


def _ranged(tokens: Sequence[Token], low: Quantity, counting: Counting) -> Quantity:
    """`entre 30 y 55`, `de 30 a 55`, `30–55`, `from €10 to €20`: one quantity with two ends."""
    known = counting.known
    join = known.comparisons.range_join.at(tokens, low.end) if low.end < len(tokens) else None
    if join is None or join.end >= len(tokens) or low.article or low.end in counting.busy:
        return low
    high = _single(tokens, join.end, counting)
    if high is None or high.article or (low.unit and high.unit and low.unit != high.unit):
        return low
    opener = _ends_before(known.comparisons.range_open, tokens, low.start, 4)
    between = opener is not None and known.comparisons.between.at(tokens, opener) is not None
    word = tokens[low.end].norm
    if not between and (word == "&" or word in known.words["range_and"]):
        return low
    plain_pair = low.unit is None or low.unit == high.unit
    if word in known.words["range_to"] and opener is None and not plain_pair:
        return low
    if low.unit is None and tokens[low.end - 1].kind == "number":
        low = _scaled_alike(tokens, low, high)
    if high.value < low.value:
        return low
    start = opener if opener is not None else low.start
    return replace(
        high, start=start, value=low.value, high=high.value, unit=high.unit or low.unit, opened=opener is not None
    )


def _listed(tokens: Sequence[Token], first: Quantity, counting: Counting) -> Quantity:
    """`9 or 10`, `1, 2 o 3`: one quantity with several values; lengths of time, rates and money stay apart."""
    known, others, last = counting.known, list[float](), first
    joined = ""
    while first.high is None and last.end < len(tokens) and joined not in known.words["or"]:
        joined = tokens[last.end].norm
        after = last.end + 1
        joins = joined == "," or joined in known.words["or"]
        if not joins or after in counting.busy or after >= len(tokens):
            break
        following = _single(tokens, after, counting)
        if following is None or following.article or (last.unit and last.unit != following.unit):
            break
        last = following
        others.append(following.value)
    whole = bool(others) and joined in known.words["or"] and first.end < last.end
    plain = not (last.money or last.lasting or last.unit == "percent")
    return replace(first, end=last.end, unit=last.unit, others=tuple(others)) if whole and plain else first


def _scaled_alike(tokens: Sequence[Token], low: Quantity, high: Quantity) -> Quantity:
    """`8–10k`: the scale of the second figure counts for both."""
    figure = next((token for token in tokens[high.start : high.end] if token.kind == "number"), None)
    factor = high.value / parsed(figure.text) if figure and parsed(figure.text) else 1.0
    return replace(low, value=low.value * factor) if factor in (1e3, 1e6) and low.value < high.value / factor else low


def _approximately(tokens: Sequence[Token], one: Quantity, known: Lexicon) -> Quantity:
    start = _ends_before(known.numbers.approximate, tokens, one.start, 3)
    if start is not None:
        return replace(one, approximate=True, start=start)
    after = known.numbers.approximate.at(tokens, one.end) if one.end < len(tokens) else None
    if after and tokens[one.end].norm in known.numbers.approximate_after:
        return replace(one, approximate=True, end=after.end)
    return one
