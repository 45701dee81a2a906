"""A message from facts alone: each fact a sentence with its conditions, held together by words that claim nothing."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from batuta.content import PARTS, Citation, Part, Sentence
from batuta.grounding.carried import said_in
from batuta.material import BRIEF, LIMITS, MAIN, NEEDED, SENDER, WAY_OUT, Material, Strategy, Variant
from batuta.text import language_of
from batuta.words.address import readdressed
from batuta.words.sentences import sentences
from batuta.writing_checks import conveys, uncarried
from tools.language.builtin.writing.bodies import Body
from tools.language.builtin.writing.completing import completed
from tools.language.builtin.writing.facts import Said, brings_news, carried, in_order
from tools.language.builtin.writing.names import places_of
from tools.language.builtin.writing.phrases import actions, phrases
from tools.language.builtin.writing.small_print import print_of
from tools.language.builtin.writing.weaving import named_action, ordered
from tools.language.builtin.writing.wording import allowed, continued, stopped

_OFFERS = re.compile(
    r"\b(?:ofrec|ofert|promo|present|dar a conocer|vender|captar|offer|introduc|sell|win|launch)\w*", re.IGNORECASE
)
"""Needs after which a message that names nothing to do asks the reader to ask."""
_HEADED = 2
"""Facts near enough to what was asked for to stand in a heading."""


def variant_from_facts(writer: "FactWriter") -> Variant | None:
    """One variant; None where no fact may be said."""
    material, strategy = writer.material, writer.strategy
    if not writer.facts:
        return None
    wanted = material.rules.required_parts or NEEDED[material.need.channel]
    whole = {*wanted, MAIN[material.need.channel], *(("legal",) if material.need.channel == "email" else ())}
    order = [part for part in PARTS[material.need.channel] if part in whole]
    parts: dict[Part, str] = {}
    for part in order:
        text = writer.part(part, headed=tuple(parts.values()))
        if text:
            parts[part] = text
    stated = [said.fact.key for said in writer.facts if any(said_in(said.text, text) for text in parts.values())]
    parts = completed(material, parts, stated)
    return Variant(label=strategy, parts=parts, sentences=tuple(writer.cited(parts)))


class FactWriter:
    """Writes the parts of one variant."""

    def __init__(
        self,
        material: Material,
        strategy: Strategy,
        facts: Callable[[], Sequence[Said]],
        taken: frozenset[str] = frozenset(),
    ) -> None:
        """facts: gives all that may be said, when it is needed. taken: wordings of other variants, not repeated."""
        self.material = material
        self.strategy = strategy
        self._all_facts = facts
        self._taken = taken
        self._language = language_of(material.need.locale)
        self._places = places_of(material)

    @cached_property
    def facts(self) -> tuple[Said, ...]:
        return in_order(self._all_facts(), self.strategy, self.material)

    @cached_property
    def _body(self) -> Body:
        return Body(self.material, self.strategy, self.facts, self._places, self._options, self._taken)

    @cached_property
    def _choices(self) -> tuple[dict[str, str], ...]:
        found = {**self._places, **self._asked(), **self._costs()}
        if brings_news(self.facts, self.material):
            # News that may be unwelcome is not headed by what else there is.
            unnamed = dict.fromkeys(("name", "the", "of_the", "meet", "costs"), "")
            return ({**found, **unnamed}, *self._leads())
        return (found, *({**found, **lead} for lead in self._leads()))

    def part(self, part: Part, headed: Sequence[str] = ()) -> str:
        """The text of one part within its limit; empty where nothing fits. headed: what stands above it."""
        match part:
            case "body" | "text":
                return self._body.text(self._limit(part), " ".join(headed))
            case "footer":
                return self._line("email_out", part)
            case "legal":
                return " ".join(self._body.below())
            case "preheader":
                aside = (text for text in self._aside(headed) if len(text) <= self._limit(part))
                return next(aside, "") or self._line(part, part)
            case "alt" | "subject" | "headline" | "title" | "cta":
                return self._line(part, part, headed)

    def way_out(self) -> str:
        """How the reader stops receiving these messages."""
        return self._option("email_out" if self.material.need.channel == "email" else "sms_out")

    def cited(self, parts: dict[Part, str]) -> Iterator[Sentence]:
        """Every sentence with what it rests on."""
        for part, text in parts.items():
            for span in sentences(text):
                yield Sentence(text=span.text, part=part, citations=self.citations(span.text))

    def citations(self, sentence: str) -> tuple[Citation, ...]:
        """The facts it says; else the product it names, the sender, or what was asked for."""
        material = self.material
        printed = [fact for fact in material.facts if print_of(fact)]
        within = [fact for fact in printed if said_in(sentence, fact.text)]
        for fact in (*within, *(fact for fact in printed if said_in(fact.text, sentence))):
            return (Citation(source=fact.source, quote=fact.text),)
        for said in self.facts:
            if any(said_in(piece, sentence) for piece in (*said.sentences, said.phrase, said.fact.text)):
                return said.cited
        for words in material.must_say:
            if said_in(words, sentence):
                return self._confirmed(words) or (Citation(source=BRIEF, quote=words),)
        if material.opt_out in sentence:
            return (Citation(source=WAY_OUT, quote=material.opt_out),)
        named = (material.product.name, self._places["name"]) if material.product else ()
        if material.product and any(said_in(name, sentence) for name in named):
            return (Citation(source=material.product.source, quote=material.product.name),)
        brand = material.sender.brand or material.sender.name
        if brand and said_in(brand, sentence):
            return (Citation(source=SENDER, quote=brand),)
        return (Citation(source=BRIEF, quote=""),)

    def _confirmed(self, words: str) -> tuple[Citation, ...]:
        """The fact that says what the brief wants said, where the brief's words leave out no condition of it."""
        locale = self.material.need.locale
        carriers = (
            fact
            for fact in self.material.facts
            if conveys(fact.whole, words, locale) and (not fact.conditions or conveys(words, fact.conditions, locale))
        )
        return tuple(Citation(source=fact.source, quote=fact.text) for fact in islice(carriers, 1))

    def _leads(self) -> Iterator[dict[str, str]]:
        """The facts that can stand in a heading, one after the other."""
        name = self._places["name"]
        # A message that begins with news, welcome or not, has no other fact above it.
        news = brings_news(self.facts, self.material)
        for said in self.facts[:1] if news else [one for one in self.facts if one.kind != "condition"][:_HEADED]:
            order = ordered(said.alone, self._language)
            if order and carried(stopped(order), said.fact, self.material):
                yield {"order": order}
            if not said.alone or (said.needs_another and not name):
                continue
            # After the name only what does not name it again.
            lead = "" if name and said_in(name, said.alone) else continued(said.alone)
            named = name and said_in(name, said.fact.text) and not said_in(name, said.alone)
            alone = f"{name}: {continued(said.alone)}" if named or (name and said.needs_another) else said.alone
            found = {"lead": lead, "lead_alone": alone}
            if said.kind == "price":
                found |= {"price": lead, "price_alone": alone}
            yield found

    def _fills(self, text: str) -> bool:
        """It names neither the product nor a fact: something to say where there is nothing else."""
        name = self._places["name"]
        return bool(name) and not said_in(name, text) and not any(said_in(text, said.text) for said in self.facts)

    def _asked(self) -> dict[str, str]:
        """What a caller offers at the end."""
        offers = [text for text in actions(self.material.about, self._language, "asking") if self._may_ask(text)]
        return {"asked": offers[0]} if offers else {}

    def _costs(self) -> dict[str, str]:
        """The product, where a fact says what is paid for it."""
        return {"costs": self._places["name"]} if any(one.kind == "price" for one in self.facts) else {}

    def _aside(self, above: Sequence[str]) -> Iterator[str]:
        """Other facts than those that stand above, each as a sentence that stands alone."""
        for said in self.facts:
            alone = said.alone and said.kind != "condition" and not said.needs_another
            if alone and not any(said_in(said.alone, text) or said_in(text, said.alone) for text in above):
                yield stopped(said.alone)

    def _limit(self, part: Part) -> int:
        channel = self.material.need.channel
        return self.material.rules.limits.get(part) or LIMITS[channel].get(part, 10_000)

    def _line(self, bank: str, part: Part, headed: Sequence[str] = ()) -> str:
        """The first sentence of ours that fits, is allowed and is not taken; else the first that fits."""
        fitting = [text for text in self._options(bank) if len(text) <= self._limit(part)]
        # Two lines above each other do not say the same, where there is something to say instead of it.
        fitting.sort(key=lambda text: (self._fills(text), text in headed))
        fresh = [text for text in fitting if text not in self._taken or part in ("footer", "alt", "cta")]
        return next(iter((*fresh, *fitting)), "")

    def _options(self, bank: str) -> Iterator[str]:
        rules, need = self.material.rules, self.material.need
        asked: tuple[str, ...] = ()
        if bank in ("cta", "action"):
            asked = (*named_action(self.material.about), *actions(self.material.about, self._language))
        orders = any(ordered(said.phrase, self._language) for said in self.facts)
        offered = need.channel in ("sms", "social") and bool(_OFFERS.search(self.material.about)) and not orders
        unasked = bank == "action" and not offered
        own = () if unasked else phrases(bank, self.strategy, self._choices, self._language)
        for text in (*(text for text in asked if self._may_ask(text)), *own):
            said = text
            if self._language == "es" and rules.formality != "neutral" and bank != "sms_out":
                said = readdressed(text, rules.formality)
            if bank in ("email_out", "sms_out") or allowed(said, need.channel, need.locale, rules):
                yield said

    def _may_ask(self, text: str) -> bool:
        """What it asks for is what the need speaks of."""
        asked = Sentence(text=text, part="cta", citations=(Citation(source=BRIEF, quote=""),))
        return uncarried(self.material, asked) is None

    def _option(self, bank: str) -> str:
        return next(self._options(bank), "")
