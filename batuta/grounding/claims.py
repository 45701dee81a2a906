"""What a sentence claims: its words, what it denies, its figures, its strong words, its conditions."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from batuta.grounding.asides import asides, within
from batuta.grounding.bounds import bounded
from batuta.grounding.clauses import clause_at, clause_edges, segment_at
from batuta.grounding.dates import Moment
from batuta.grounding.denial import denied
from batuta.grounding.denied_ways import Excluded, denied_figures, ways_ruled_out
from batuta.grounding.numbers import Figures, Quantity, figures, prose_of
from batuta.grounding.weekdays import EVERY, Days, weekdays
from batuta.text import Language
from batuta.words.concepts import Unit
from batuta.words.data import lines, listed
from batuta.words.freely import idea, stem, units
from batuta.words.inflected import is_form_in
from batuta.words.languages import language_in
from batuta.words.proper_names import name_spans
from batuta.words.sentences import sentences
from batuta.words.spanish_verbs import infinitives_of
from batuta.words.tokens import fold


class Strong(NamedTuple):
    """A word that claims much: a superlative, a guarantee, `all`, `instantly`."""

    kind: str
    text: str
    start: int
    end: int


class Condition(NamedTuple):
    """What narrows a claim, from the word that opens it to the end of the clause."""

    text: str
    start: int
    end: int


class Claim(NamedTuple):
    """A sentence as it was read."""

    text: str
    language: Language
    units: tuple[Unit, ...]
    denied: frozenset[int]
    """Indexes of the units that the sentence says are not."""
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    strong: tuple[Strong, ...]
    conditions: tuple[Condition, ...]
    named: frozenset[int]
    """Indexes of the units that are names, such as a product's."""
    stated: tuple[Quantity, ...]
    """The figures that it states; those of a name, as in `Fibra 600 Mb`, are only its name."""
    days: tuple[Days, ...] = ()
    aside: frozenset[int] = frozenset()
    """Indexes of the units of questions, greetings and advice, which claim nothing."""
    figures_denied: frozenset[int] = frozenset()
    """Where figures begin that the sentence says are not so."""
    excluded: tuple[Excluded, ...] = ()
    topic: tuple[Unit, ...] = ()
    """What the sentences before it in the same text were about, where this one names nothing else."""

    def clause_at(self, place: int) -> tuple[int, int]:
        """Where the clause around a place begins and ends."""
        return clause_at(self.text, place)

    def around(self, start: int, end: int) -> tuple[int, ...]:
        """Indexes of the units in the clause of a figure, the closest first."""
        first, last = self.clause_at(start)
        rivals = [q for q in self.quantities if first <= q.start < last and q.unit == self._unit_at(start)]
        if len(rivals) > 1:
            first, last = segment_at(self.text, start)
        inside = [i for i, unit in enumerate(self.units) if first <= unit.start and unit.end <= last]
        return tuple(sorted(inside, key=lambda i: max(self.units[i].start - end, start - self.units[i].end)))

    def _unit_at(self, start: int) -> str:
        return next((q.unit for q in self.quantities if q.start == start), "")


@lru_cache(maxsize=8192)
def read(text: str, language: Language) -> Claim:
    """One sentence, read."""
    strong = tuple(_strong(text, language))
    told = _without_gifts(figures(text, language), strong)
    spans = [bounded(text, q.start, q.end)[1:] for q in told.quantities if q.unit != "instalment"] + [
        (m.start, m.end) for m in told.moments
    ]
    spans += [(q.start, text.find(" ", q.start, q.end)) for q in told.quantities if q.unit == "instalment"]
    days = weekdays(text)
    named_days = [(found.start, found.end) for found in days if found.days != EVERY]
    figured = [(q.start, q.end) for q in told.quantities]
    found = tuple(
        unit
        for whole in units(prose_of(text), language)
        for unit in _beside_figures(whole, figured)
        if not any(start <= unit.start and unit.end <= end + _POSSESSIVE for start, end in spans)
        and not any(start < unit.end and unit.start < end for start, end in named_days)
        and fold(unit.text).replace("’", "'") not in listed("claims/negators.txt")
        and not (fold(unit.text) == "free" and text[: unit.start].endswith("-"))
        and not (unit.stem == "old" and _YEARS.search(text[: unit.start]))
    )
    spoken = asides(text, language)
    limited = tuple(bounded(text, q.start, q.end)[1:] for q in told.quantities)
    aside = frozenset(place for place, unit in enumerate(found) if within(unit.start, unit.end, spoken))
    return Claim(
        text,
        language,
        found,
        frozenset(denied(text, found, told.quantities, (*spoken, *limited))) - aside,
        told.quantities,
        told.moments,
        strong,
        tuple(_conditions(text, language)),
        frozenset(_named(text, found)),
        tuple(q for q in told.quantities if not _in_a_name(text, q)),
        days,
        aside,
        frozenset(denied_figures(text, found, told.quantities, limited)),
        tuple(ways_ruled_out(text, found, limited)),
    )


_YEARS = re.compile(r"\d[\s-]years?[\s-]$|(?:[a-z]+)-year-$", re.IGNORECASE)
"""`24-year-| old`."""


def _in_a_name(text: str, quantity: Quantity) -> bool:
    """`Fibra 600 Mb`; a figure behind `de` or `of`, as in `Velocidad de 300 Mb`, is told of it."""
    named = any(first <= quantity.start < last for first, last in name_spans(text))
    return named and not _OF.search(text[: quantity.start])


_OF = re.compile(r"\b(?:de|of)\s+$", re.IGNORECASE)


def _without_gifts(told: Figures, strong: Sequence[Strong]) -> Figures:
    """`Without costing you a cent` names no amount."""
    spans = [(one.start, one.end) for one in strong if one.kind == "free"]
    return told._replace(quantities=tuple(q for q in told.quantities if not any(a <= q.start < b for a, b in spans)))


def read_text(text: str, otherwise: Language) -> tuple[Claim, ...]:
    """The sentences of one piece of evidence, each with what those before it were about."""
    found: list[Claim] = []
    topic: tuple[Unit, ...] = ()
    names: tuple[Unit, ...] = ()
    language = language_in(text, otherwise)
    for span in sentences(text):
        claim = read(span.text, language)
        found.append(claim if claim.named else claim._replace(topic=topic))
        names = tuple(claim.units[place] for place in sorted(claim.named)) or names
        first = next((unit for unit in claim.units if not soft(unit)), None)
        if topic and claim.quantities and LABEL.match(span.text):
            continue
        topic = (*names, *((_in_small(first),) if first and first not in names else ())) or topic
    return tuple(found)


LABEL = re.compile(
    r"\s*(?:plazo|duraci[oó]n|importe|monto|compra|precio|tarifa|cuota|edad|capacidad|coste|costo|inversi[oó]n|comisi[oó]n|"
    r"horario|peso|vigencia|price|term|duration|amount|minimum|maximum|fee|age|capacity|cost|hours|weight|length|size)\b"
    r"[^:.]{0,30}:\s",
    re.IGNORECASE,
)
"""`Plazo mínimo: 30 días`: an attribute of what was spoken of before."""


def _beside_figures(unit: Unit, figured: Sequence[tuple[int, int]]) -> tuple[Unit, ...]:
    """The words of a phrase of which a part is a figure, as in `half price`; else the unit itself."""
    cut = any(
        start < unit.end and unit.start < end and not (start <= unit.start and unit.end <= end)
        for start, end in figured
    )
    return unit.pieces if cut and unit.pieces and not unit.denies else (unit,)


def _in_small(unit: Unit) -> Unit:
    """A word that opens a sentence, without the capital that would make a name of it."""
    return unit._replace(text=unit.text[:1].lower() + unit.text[1:])


_POSSESSIVE = 2
"""`a week's notice`: what may stand after a figure's unit in the same word."""


_SPENDING_EN = r"have to|to|be|cost\w*|pay\w*|charg\w+|spend\w*|spent|add\w*|tak\w+|you|us"
_SPENDING_ES = (
    r"que|te|le|se|nos|os|cuest\w+|costar\w*|pag\w+|cobr\w+|gast\w+|pon\w+|añad\w+|sum\w+|desembols\w+|suelt\w+|soltar"
)
_NOT_A_PENNY = re.compile(
    rf"(?:\b(?:not|never|without|nothing)\s+|n['’]t\s+)(?:(?:{_SPENDING_EN})\s+){{0,4}}(?:an?|one|a single)\s+"
    r"(?:cent|penny|dime|dollar|pound|euro|peso|quid|buck)\b(?!\s+(?:of|a|per|each)\b)"
    r"(?:\s+(?:more|extra))?(?!\s+(?:in|of)\b)|"
    rf"\b(?:no|sin|ni|nunca)\s+(?:(?:{_SPENDING_ES})\s+){{0,4}}(?:ni\s+)?(?:una?|un solo)\s+"
    r"(?:c[eé]ntimo|euro|peso|centavo|duro|d[oó]lar|mango|quinto)\b(?!\s+(?:por|de cada)\b)"
    r"(?:\s+(?:m[aá]s|extra|de m[aá]s))?",
    re.IGNORECASE,
)
"""`No te cuesta un peso`, `won't add a cent`: nothing at all."""


_AMOUNT_BEFORE = re.compile(
    r"\d\s?(?:€|euros?|pesos?|pounds?|dollars?|d[oó]lares)?\s*[,:–—-]\s*(?:y |and )?$", re.IGNORECASE
)
"""`£5, and not a penny more`: exactly so much."""
_NO_MORE = re.compile(r"(?:not|ni) an? \w+ more\b|ni (?:un|una) \w+ m[aá]s\b|not a \w+ more\b", re.IGNORECASE)


def _strong(text: str, language: Language) -> Iterator[Strong]:
    for match in _NOT_A_PENNY.finditer(text):
        if _AMOUNT_BEFORE.search(text[: match.start()]):
            continue
        yield Strong("free", match.group(), match.start(), match.end())
    for match in _WHICHEVER.finditer(text):
        yield Strong("total", match.group(), match.start(), match.end())
    for match in _MOST_OF_ALL.finditer(text):
        yield Strong("superlative", match.group(), match.start(), match.end())
    for match in _OFF_ANYTHING.finditer(text):
        yield Strong("total", match.group(), match.start(), match.end())
    for kind, pattern in _strong_patterns(language):
        for match in pattern.finditer(text):
            if kind == "free" and _NO_MORE.match(text, match.start()) and _AMOUNT_BEFORE.search(text[: match.start()]):
                continue
            yield Strong(kind, match.group(), match.start(), match.end())


_WHICHEVER = re.compile(
    r"\b(?:whichever|whatever|no matter (?:which|what))(?: [^\W\d]+){0,3}? (?:you|they)(?:['’]\w+)?\b"
    r"(?! (?:like|want|need|fancy))|\b(?P<doing>[^\W\d]{3,}s?)\s+(?:(?:a|con|de|desde|en|por)\s+)?(?:lo que|donde|como|"
    r"cuando|quien|(?:el|la|los|las)(?: [^\W\d]+)? que)\s+(?P=doing)\b",
    re.IGNORECASE,
)
"""`Whichever plan you choose`, `viajes con la tarifa que viajes`: of all of them."""


_MOST_OF_ALL = re.compile(
    r"\b(?:trust|love|like|prefer|recommend|value|choose|use|want|rely on|rate|admire|respect)(?:s|d|ed)?"
    r"(?: it| them| us)? (?:the )?(?:most|best|more than any(?: other)?)\b|"
    r"\b(?:that|which|who)?\s*(?!(?:you|we|i|they)\b)(?:[^\W\d]+s|people|everyone|everybody|[^\W\d]+ folk)\s+"
    r"(?:swear by|rave about|can['’]t get enough of)\b|"
    r"\bque m[aá]s (?:se )?(?:(?:te|les?|nos) )?"
    r"(?:conf[ií]an?|gustan?|recomiendan?|valoran?|eligen?|quieren?|usan?|prefieren?|venden?)\b",
    re.IGNORECASE,
)
"""`The network that Londoners trust most`: as no other."""
_OFF_ANYTHING = re.compile(
    r"(?<=\boff )anything\b|\b(?<=\ben )lo que (?:quieras|sea|te guste|m[aá]s te guste)\b", re.IGNORECASE
)
"""`25 % off anything`: of all of it."""


@cache
def _strong_patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found: list[tuple[str, re.Pattern[str]]] = []
    for line in lines(f"claims/strong.{language}.txt"):
        kind, said = line.split(": ", 1)
        words = "|".join(sorted((re.escape(word) for word in said.split(", ")), key=len, reverse=True))
        found.append((kind, re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE)))
    return tuple(found)


def _conditions(text: str, language: Language) -> Iterator[Condition]:
    last = -1
    for match, alone in sorted(
        ((match, alone) for pattern, alone in _condition_patterns(language) for match in pattern.finditer(text)),
        key=lambda found: (found[0].start(), not found[1]),
    ):
        if match.start() < last:
            continue
        if alone:
            last = match.end()
            yield Condition(match.group(), match.start(), last)
            continue
        edge = next((edge for edge in clause_edges(text) if edge > match.end()), len(text))
        comma = re.search(r",(?!\d)", text[match.end() : edge])
        last = match.end() + comma.start() if comma else edge
        yield Condition(text[match.start() : last].strip(" .;,"), match.start(), last)


@cache
def _condition_patterns(language: Language) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Patterns, and whether the condition ends where the pattern does."""
    return tuple(
        (re.compile(line.removeprefix("= "), re.IGNORECASE), line.startswith("= "))
        for line in lines(f"claims/conditions.{language}.txt")
    )


def _named(text: str, found: tuple[Unit, ...]) -> Iterator[int]:
    spans = name_spans(text)
    for place, unit in enumerate(found):
        if any(start <= unit.start and unit.end <= end for start, end in spans):
            yield place


_ASKS = re.compile(
    r"\s*(?:(?:qué|cómo|cuánto|cuánta|cuándo|dónde|quién|what|how|when|where|why|who)\b[^.!:]*[.…]?|¿[^?]*\?|[^?.!]*\?)\W*",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """A question, or the announcement of an answer: `Qué incluye`, `How it works`. It tells nothing by itself.

    >>> asks("¿Quieres ahorrar?"), asks("¿Quieres ahorrar? Son 5 € al mes."), asks("Cómo funciona")
    (True, False, True)
    """
    return bool(_ASKS.fullmatch(text))


def claims_something(text: str, language: Language) -> bool:
    """Whether there is anything in it that a source could carry: `Pídela ya` only invites.

    >>> claims_something("Pídela ya", "es"), claims_something("Sin permanencia", "es")
    (False, True)
    """
    said = read(text, language)
    return bool(said.quantities or said.moments or said.strong) or any(not soft(unit) for unit in said.units)


def soft(unit: Unit) -> bool:
    """A word that invites or joins and claims nothing."""
    if " " in unit.stem and not unit.pieces:
        # `have to`: a phrase of small words alone.
        return not unit.ideas & idea("free", "en")
    if unit.denies:
        # `Sin salir de casa`: what is not so.
        return False
    return all(_is_soft(piece) for piece in unit.pieces or (unit,))


def _is_soft(word: Unit) -> bool:
    if fold(word.text) in listed("claims/claiming.txt"):
        return False
    if is_form_in(word.text, word.stem, word.language, f"claims/soft.{word.language}.txt"):
        return True
    if word.language != "es":
        return False
    bare = _INFINITIVE.match(word.text.lower())
    verbs = infinitives_of(word.text.lower()) | ({fold(bare.group(1))} if bare else set())
    return bool(verbs & listed("claims/soft.es.txt"))


_INFINITIVE = re.compile(r"([^\W\d]+[aeií]r)(?:(?:me|te|se|nos|os)?l[aeo]s?|me|te|se|nos|os)$")
"""`Hacerlo`, `devolvérselos`."""


def opposed(one: Unit, other: Unit) -> bool:
    """The two exclude each other: `fijo` and `variable`, `new` and `existing`."""
    mine, theirs = _sides(one), _sides(other)
    shared = {line for line, _ in mine} & {line for line, _ in theirs}
    return any(not _of_line(mine, line) & _of_line(theirs, line) for line in shared)


def _sides(unit: Unit) -> frozenset[tuple[int, int]]:
    """The lists of opposites that a unit is in, and the side it is on in each."""
    return frozenset().union(*(_sides_of(fold(piece.text), piece.stem) for piece in (unit.pieces or (unit,))))


def _of_line(sides: frozenset[tuple[int, int]], line: int) -> set[int]:
    return {side for number, side in sides if number == line}


@lru_cache(maxsize=16384)
def _sides_of(word: str, its_stem: str) -> frozenset[tuple[int, int]]:
    return frozenset(
        (line, side)
        for line, sides in enumerate(_opposites())
        for side, words in enumerate(sides)
        if word in words or its_stem in words
    )


@cache
def _opposites() -> tuple[tuple[frozenset[str], ...], ...]:
    return tuple(
        tuple(_with_stems(side.split()) for side in line.split(" / ")) for line in lines("claims/opposites.txt")
    )


def _with_stems(words: list[str]) -> frozenset[str]:
    return frozenset([*words, *(stem(word, "es") for word in words), *(stem(word, "en") for word in words)])
