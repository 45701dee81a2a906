"""Facts as sentences: each with its conditions, in the brand's words, in the order a strategy wants them."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from batuta.content import Citation
from batuta.grounding.carried import stands_in
from batuta.grounding.claims import read, soft
from batuta.grounding.matching import matches
from batuta.grounding.numbers import Quantity, figures
from batuta.grounding.support import Evidence, support
from batuta.material import FactWords, Material, Strategy
from batuta.text import Language, language_of
from batuta.words.concepts import Unit, idea, units
from batuta.words.data import listed
from batuta.words.languages import language_in
from batuta.words.sentences import sentences
from batuta.writing_checks import ROOM, in_the_brands_words
from tools.language.builtin.writing.small_print import print_of, told_by_example
from tools.language.builtin.writing.topics import speaks_of_another
from tools.language.builtin.writing.wording import allowed, capital, shortened, stopped, worded

_NEEDS_ANOTHER = re.compile(r"(?:it|they|this|these|its|their|se|este|esta|estos|estas|dicho|dicha)\b", re.IGNORECASE)


_INITIALS = re.compile(r"\b[ap]\. ?m\.$")
"""An abbreviation keeps its full stop."""


class Said(NamedTuple):
    """One fact as it may be printed."""

    fact: FactWords
    sentences: tuple[str, ...]
    phrase: str
    """The same in the fact's own form, to be woven into a sentence: with its conditions, without a full stop."""
    kind: "Kind"

    @property
    def text(self) -> str:
        return " ".join(self.sentences)

    @property
    def alone(self) -> str:
        """As a heading: one sentence without its full stop; empty where it takes more than one."""
        if len(self.sentences) != 1:
            return ""
        return self.sentences[0] if _INITIALS.search(self.sentences[0]) else self.sentences[0].rstrip(".")

    @property
    def is_sentence(self) -> bool:
        """It was given as a whole sentence, with its full stop: nothing is woven of it."""
        return self.fact.text.rstrip()[-1:] in (".", "!", "?")

    @property
    def needs_another(self) -> bool:
        """It has no subject of its own, as `It integrates …` and `Cuestan …`: something must stand before it."""
        first = self.phrase.split()[0].lower() if self.phrase.split() else ""
        if self.is_sentence and speaks_of_another(self.phrase):
            return True
        return bool(_NEEDS_ANOTHER.match(self.phrase)) or first in listed("verbs_of_things.es.txt")

    @property
    def cited(self) -> tuple[Citation, ...]:
        return (Citation(source=self.fact.source, quote=self.fact.text),)


def said_facts(material: Material) -> tuple[Said, ...]:
    """The facts that can be printed under the brand's rules, in the order they came.

    The pieces of an example of credit are not among them, nor a rate that only its example may give.
    """
    found = (said(fact, material) for fact in material.facts if print_of(fact) != "example")
    kept = [one for one in found if one and not told_by_example(one.fact, material)]
    return tuple(one for one in kept if not _told_by_another(one, kept, material))


def said(fact: FactWords, material: Material) -> Said | None:
    """The fact in sentences that may be printed; None where the rules allow none."""
    locale, rules = material.need.locale, material.rules
    whole = _to_the_reader(with_conditions(fact), language_of(locale))
    if any(stands_in(words, whole) for words in material.must_not_say):
        return None
    text = worded(_without_the_name(whole, material), locale, rules)
    pieces = tuple(stopped(capital(piece)) for piece in shortened(text, rules.max_sentence_words))
    kind = kind_of(fact, language_of(locale))
    fits = all(allowed(piece, material.need.channel, locale, rules) for piece in pieces)
    if fits and all(carried(piece, fact, material) for piece in pieces):
        return Said(fact, pieces, text.rstrip("."), kind)
    # What rewording or cutting changed is printed as it was given, if the rules allow that.
    given = tuple(stopped(capital(span.text)) for span in sentences(with_conditions(fact)))
    longest = rules.max_sentence_words
    roomy = rules.model_copy(update={"max_sentence_words": longest + ROOM if longest else None})
    if all(allowed(piece, material.need.channel, locale, roomy) for piece in given):
        return Said(fact, given, with_conditions(fact).rstrip("."), kind)
    return None


_SHORTENED = re.compile(r"\b(excl|incl|approx|aprox|max|min|m[aá]x|m[ií]n|hab)\.(?= [a-záéíóú\d$€£])")
"""Abbreviations within a sentence, whose full stop would end it."""


def _to_the_reader(text: str, language: Language) -> str:
    """`El cliente puede desistir` as it is said to that customer: `Puedes desistir`."""
    text = _SHORTENED.sub(r"\1", text)
    if language == "es":
        return _PURCHASE_ES.sub("Mínimo de compra: ", _READER_ES.sub("Puedes", text))
    if _HAS_EN.match(text):
        return re.sub(r"\btheir\b", "your", _HAS_EN.sub("You have", text))
    return _READER_EN.sub("You can", text)


_PURCHASE_ES = re.compile(r"^compra m[ií]nima(?: de)?:? (?=[\d$€])", re.IGNORECASE)
"""Its first word, read alone, is an order to one who is called tú."""
_READER_ES = re.compile(r"^(?:el cliente puede|los clientes pueden|la clientela puede)\b", re.IGNORECASE)
_HAS_EN = re.compile(r"^(?:the customer has|customers have|clients have)\b(?! been)", re.IGNORECASE)
_READER_EN = re.compile(r"^(?:the customer|customers|clients) can\b", re.IGNORECASE)


def _without_the_name(text: str, material: Material) -> str:
    """`Club Luz: 25 € al año` under a line that names the club is `25 € al año`."""
    name = material.product.name if material.product else ""
    rest = text[len(name) :].lstrip()
    if not name or text[: len(name)].casefold() != name.casefold() or not rest.startswith(":"):
        return text
    return capital(rest[1:].lstrip()) or text


def carried(sentence: str, fact: FactWords, material: Material) -> bool:
    """The fact and the product's name are all that the sentence needs."""
    evidence = [Evidence(fact.source, fact.whole)]
    in_its_words = in_the_brands_words(fact.whole, material)
    evidence += [Evidence(fact.source, in_its_words)] if in_its_words != fact.whole else []
    if material.product:
        evidence.append(Evidence(material.product.source, material.product.name))
    return support(sentence, evidence, language_of(material.need.locale)).label == "supported"


def in_order(facts: Sequence[Said], strategy: Strategy, material: Material) -> tuple[Said, ...]:
    """What a strategy says first comes first; what the brief promises comes before the rest of its kind."""
    promised = {promise.key for promise in material.offer if promise.key}

    wanted = wanted_units(material)
    opens = material.facts[0].key if material.facts else ""

    def rank(one: Said) -> tuple[bool, int, int, int]:
        apart = strategy in _BY_KIND or (one.kind == "how" and not one.is_sentence)
        closeness = 0 if apart else -min(2, _closeness(one, wanted, material))
        if one.is_sentence and one.fact.key == opens and strategy not in _BY_KIND:
            # Whoever lists facts begins with what matters.
            closeness = -2
            if _TELLS.search(material.about):
                return (False, -3, 0, False)
        return (one.kind == "condition", closeness, _ORDER[strategy].index(one.kind), one.fact.key not in promised)

    return tuple(sorted(facts, key=rank))


_BEGINS = r"^\W*(?:carta|aviso|guion|script|call script|email|correo|letter|notice|message|mensaje)?\W*(?:para |to )?"
_TELLS = re.compile(
    rf"{_BEGINS}(?:inform|notif|remind|tell|announce|let \w+ know|avis|comunic|record|anunci)", re.IGNORECASE
)
"""A message that tells what there is to tell, be it welcome or not."""
_INFORMS = re.compile(
    rf"{_BEGINS}(?:(?:inform|notif|comunicar|warn|alert|advertir|alertar)|(?:tell|let|avis|write|escrib)"
    r".*\b(?:changes?|cambios? de|outages?|cortes?|works|obras|closures?|cierre|maintenance|mantenimiento"
    r"|interruptions?|replacement|increases?|going (?:up|down)|rises?|aument(?:o|a|an)|sub(?:a|e|en|ida)|baja de"
    r"|nuevas condiciones"
    r"|new terms|modificaci\w+|actualizaci\w+ de|traslado|mudanza)\b)",
    re.IGNORECASE,
)


def brings_news(facts: Sequence[Said], material: Material) -> bool:
    """It tells people what happens, and sells nothing: nobody is asked whether a power cut interests them."""
    return bool(facts) and (facts[0].kind == "condition" or bool(_INFORMS.search(material.about)))


_BY_KIND: frozenset[Strategy] = frozenset({"price", "reassurance", "service"})
"""Strategies that say what kind of fact comes first, whatever the need speaks of."""


def wanted_units(material: Material) -> tuple[Unit, ...]:
    """What the need speaks of: its words of weight, the product's name aside."""
    name = material.product.name if material.product else ""
    about = material.about.replace(name, " ") if name else material.about
    return tuple(unit for unit in units(about, language_in(about, language_of(material.need.locale))) if not soft(unit))


def _closeness(one: Said, wanted: Sequence[Unit], material: Material) -> int:
    """How many of these the fact speaks of."""
    told = read(one.fact.text, language_of(material.need.locale))
    return sum(bool(matches(unit, told)) for unit in wanted)


def _told_by_another(one: Said, facts: Sequence[Said], material: Material) -> bool:
    """What another fact says already with its condition, as the price after an offer."""
    own = figures(one.fact.text, language_of(material.need.locale)).quantities
    for other in facts:
        if other.fact.key == one.fact.key:
            continue
        if stands_in(one.fact.text, other.fact.conditions) or _is_within(one.fact, other.fact, material):
            return True
        later = figures(other.fact.conditions, language_of(material.need.locale)).quantities
        money = [quantity for quantity in own if quantity.money]
        if money and one.fact.key.startswith(other.fact.key) and all(any(q.equals(x) for x in later) for q in money):
            return True
    return False


def _is_within(one: FactWords, other: FactWords, material: Material) -> bool:
    """`desde 3.000 €` beside `de 3.000 € a 40.000 €`."""
    if one.conditions or len(one.text) >= len(other.text):
        return False
    if stands_in(one.text, other.text):
        return True
    language = language_of(material.need.locale)
    mine, theirs = figures(one.text, language).quantities, figures(other.text, language).quantities
    alike = one.key.partition("_")[0] == other.key.partition("_")[0]
    return alike and bool(mine) and len(theirs) > len(mine) and all(any(q.equals(x) for x in theirs) for q in mine)


Kind = Literal["price", "freedom", "how", "condition", "benefit"]
_ORDER: dict[Strategy, tuple[Kind, ...]] = {
    "benefit": ("benefit", "price", "freedom", "how", "condition"),
    "price": ("price", "freedom", "benefit", "how", "condition"),
    "reassurance": ("freedom", "benefit", "price", "how", "condition"),
    "question": ("benefit", "freedom", "price", "how", "condition"),
    "novelty": ("benefit", "price", "freedom", "how", "condition"),
    "service": ("how", "benefit", "freedom", "price", "condition"),
}
_FREEDOM = (
    "minimum term", "guarantee", "no minimum term", "cancel", "refund", "return", "cancel any time", "protection",
    "insurance", "customer service", "unsubscribe",
)  # fmt: skip
_PRICE = ("free", "fee", "fee-free", "annual fee", "monthly fee", "maintenance fee", "commission", "price", "apr")
_REACH_US = re.compile(
    r"(?:call|write|text|e-?mail|contact|ask|visit|talk to) us\b"
    r"|(?:ll[aá]ma|escr[ií]be|pregunta|contacta|vis[ií]ta)[a-z]{0,3}nos\b",
    re.IGNORECASE,
)
_HOW = ("online", "app", "branch", "document", "activate", "open", "by phone", "requirement", "request")


def kind_of(fact: FactWords, language: str) -> Kind:
    """What a fact is about: `price`, `freedom` (leaving, returning, being safe), `how`, `condition`, or a `benefit`."""
    spoken = language_of(language)
    if print_of(fact):
        return "condition"
    if _REACH_US.search(fact.text):
        return "how"
    ideas = frozenset().union(*(unit.ideas for unit in units(fact.text, spoken)), frozenset())
    if ideas & _ideas(_PRICE):
        return "price"
    if ideas & _ideas(_FREEDOM):
        return "freedom"
    told = figures(fact.text, spoken)
    if any(_is_price(fact.text, quantity) for quantity in told.quantities):
        return "price"
    return "how" if ideas & _ideas(_HOW) else "benefit"


def _is_price(text: str, quantity: Quantity) -> bool:
    """What is paid or saved; an upper limit, as of an insurance, is neither."""
    if not (quantity.money or quantity.unit == "percent"):
        return False
    return not re.search(r"(?:hasta|máximo de|up to|maximum of)\s*[€$£]?\s*$", text[: quantity.start], re.IGNORECASE)


def _ideas(words: Sequence[str]) -> frozenset[int]:
    return frozenset(number for word in words for number in idea(word, "en"))


def with_conditions(fact: FactWords) -> str:
    """The conditions as the words go on, where they begin like that; else in brackets or a sentence of their own."""
    if not fact.conditions:
        return fact.text
    text, conditions = fact.text.rstrip(), fact.conditions.strip().rstrip(".")
    if text.endswith((".", "!", "?")) or _A_SENTENCE.search(conditions):
        return f"{text.rstrip('.')}{text[-1] if text[-1] in '!?' else '.'} {stopped(capital(conditions))}"
    if _AFTERWARDS.match(conditions) or _OTHERWISE.match(conditions):
        return f"{text}; {conditions}"
    if _GOES_ON.match(conditions):
        return f"{text}, {conditions}"
    if "(" in text or "(" in conditions:
        return f"{text}; {conditions}"
    return f"{text} ({conditions})"


_A_SENTENCE = re.compile(r"[.!?]\s+[A-ZÁÉÍÓÚ¿¡]")
_AFTERWARDS = re.compile(
    r"(?:después|luego|a partir|posteriormente|pasad[oa]|then|after|from the|thereafter"
    r"|[€$£]?[\d.,]+ ?[€$£]?[^,;]* (?:after|después))",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"(?:si|cuando|if|when|once)\b[^,;]*,\s", re.IGNORECASE)
"""A condition with a consequence of its own: `si los gastas, sigues navegando a 1 Mb`."""
_GOES_ON = re.compile(
    r"(?:con|sin|si|cuando|para|desde|hasta|frente|por|en|dentro|mientras|durante|siempre|sobre|salvo|según|IVA"
    r"|impuestos"
    r"|with|without|if|when|for|against|from|once|on|in|of|within|while|until|at|to|VAT|taxes)\b",
    re.IGNORECASE,
)
