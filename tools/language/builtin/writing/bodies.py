"""What a message from facts says: points under a line, or sentences one after the other."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from batuta.brand import WritingRules
from batuta.grounding.carried import said_in
from batuta.material import NEEDED, Material, Strategy
from batuta.text import language_of
from batuta.words.sentences import word_count
from tools.language.builtin.writing.facts import Said, brings_news, carried
from tools.language.builtin.writing.small_print import SHORT, example_of, print_of, told_by_example
from tools.language.builtin.writing.weaving import added, shape_of, woven
from tools.language.builtin.writing.wording import allowed, continued, stopped

POINTS = 5
"""Facts that an e-mail or a letter lists: a reader remembers no more."""
POINTS_SHORT = 2
LEADS = 2
"""Facts that are near enough to what was asked for to begin a variant."""
FEW = 3
"""Facts that follow a question: what answers it, and no more."""
SPOKEN = 4
"""Facts that are told in few words, and aloud."""
NEAR_THE_START = 60
"""Characters that may stand before the fact a message begins with: who writes, and of what."""


_REACH = re.compile(r"\b(?:dudas?|consultas?|questions?|queries)\b", re.IGNORECASE)
"""It says already whom to ask."""


class Body:
    """The main part of one variant."""

    def __init__(
        self,
        material: Material,
        strategy: Strategy,
        facts: Sequence[Said],
        places: Mapping[str, str],
        options: Callable[[str], Iterator[str]],
        taken: frozenset[str],
    ) -> None:
        """places: names by what they are called in phrases. options: sentences of ours of a kind, the best first."""
        self._material = material
        self._strategy = strategy
        self._facts = facts
        self._places = places
        self._options = options
        self._taken = taken
        self._language = language_of(material.need.locale)

    def _option(self, bank: str) -> str:
        return next(self._options(bank), "")

    def text(self, limit: int, headed: str) -> str:
        """limit: characters. headed: what stands above it."""
        match self._material.need.channel:
            case "sms":
                return self._sms(limit)
            case "email" | "letter":
                return self._listed(limit, headed)
            case "call":
                return self._spoken(limit)
            case "push" | "social" | "display":
                return self._greeted(limit, headed, self._asking)
            case _:
                return self._greeted(limit, headed, lambda room, above: self._running(room, headed=above))

    def below(self) -> list[str]:
        """Warnings, and the example where a message gives a price or has room for it."""
        example = example_of(self._material)
        shown = self._strategy == "price" or self._material.need.channel in ("email", "letter") or self._rate_promised()
        return [*([stopped(example.text)] if example and shown else []), *self._warnings()]

    def _rate_promised(self) -> bool:
        promised = {promise.key for promise in self._material.offer}
        return any(told_by_example(fact, self._material) for fact in self._material.facts if fact.key in promised)

    def _warnings(self) -> list[str]:
        return [one.text for one in self._facts if print_of(one.fact) == "warning"]

    def _closings(self) -> list[list[str]]:
        """What stands below a short message, the most that fits: the example goes last, then who may have it."""
        below, limits = self.below(), self._limits(())
        example = below[: len(below) - len(self._warnings())]
        return [[*example, *limits, *self._warnings()], below, [*limits, *self._warnings()], example or below[:1], []]

    def _listed(self, limit: int, headed: str) -> str:
        """Greeting, a line that says what comes, a point a fact, limits, closing; what does not fit is left out."""
        if self._material.need.channel == "letter":
            return self._told_at_length(limit, headed)
        greeting, intro = self._option("greeting"), self._option("intro")
        end: list[str] = []
        sale = [one for one in self._facts if one.kind != "condition"] or list(self._facts)
        # What stands in the headline need not come again, unless it is a price.
        fresh = [one for one in sale if one.kind == "price" or not (one.alone and said_in(one.alone, headed))]
        points = self._as_given((fresh if len(fresh) > 1 else sale)[: FEW if self._strategy == "question" else POINTS])
        limits = self._limits(points)
        for count in range(len(points), 0, -1):
            told = "\n".join(f"- {one.text}" for one in points[:count])
            if count == 1 and len(points) == 1:
                told = points[0].text
            for pieces in (
                [greeting, intro, told, *limits, *end],
                [greeting, intro, told, *limits],
                [intro, told, *limits],
                [told, *limits],
                [told],
            ):
                text = "\n\n".join(piece for piece in pieces if piece)
                if len(text) <= limit:
                    return text
        return ""

    def _told_at_length(self, limit: int, headed: str) -> str:
        """A letter: greeting, a paragraph of what it is about, one of the rest and its limits, and a close."""
        told = [one for one in self._facts if print_of(one.fact) != "warning"]
        first, rest = told[:1], self._as_given(told[1:])
        if first and (first[0].needs_another or self._place(first[0])):
            first, rest = [], self._as_given(told)
        paragraphs = [" ".join(one.text for one in (*first, *rest[:LEADS])), " ".join(one.text for one in rest[LEADS:])]
        news = brings_news(self._facts, self._material)
        asked = self._option("opening" if self._strategy == "question" else "letter_opening") if not news else ""
        question = [] if said_in(asked, headed) else [asked]
        outro = "" if any(_REACH.search(text) for text in paragraphs) else self._option("outro")
        end = [outro, *self.below(), self._option("sign_off")]
        for frame, closing in (([self._option("letter_greeting"), *question], end), ([], end[1:]), ([], [])):
            text = "\n\n".join(piece for piece in (*frame, *paragraphs, *closing) if piece)
            if len(text) <= limit:
                return text
        return self._running(limit, most=len(told))

    def _place(self, one: Said) -> int:
        """Where it stands among the facts as they were given."""
        keys = [fact.key for fact in self._material.facts]
        return keys.index(one.fact.key) if one.fact.key in keys else len(keys)

    def _as_given(self, facts: Sequence[Said]) -> list[Said]:
        """Whole sentences in the order they were given, in which each follows what it speaks of; else as they are."""
        if not facts or not all(one.is_sentence for one in facts):
            return list(facts)
        return sorted(facts, key=self._place)

    def _spoken(self, limit: int) -> str:
        frame = [self._option("call_opening"), self._option("call_question") if self._strategy == "question" else ""]
        end = [*self.below(), *self._limits(()), self._option("call_close")]
        for pieces in (end, end[-1:], []):
            room = limit - len("\n\n".join(filter(None, (*frame, *pieces)))) - 4
            told = self._running(room, most=FEW if self._strategy == "price" else SPOKEN)
            if told:
                return "\n\n".join(filter(None, (*frame, told, *pieces)))
        return self._running(limit, most=SPOKEN)

    def _running(self, limit: int, *, most: int = POINTS_SHORT, headed: str = "", anew: bool = True) -> str:
        """The first fact as a sentence about the product, then as many more as fit, and what must stand below.

        anew: it should not begin as another variant does; else something else already tells the two apart.
        """
        sale = [one for one in self._facts if one.kind != "condition"] or list(self._facts)
        fresh = [one for one in sale if not (one.alone and said_in(one.alone, headed))] or sale
        closings = self._closings() if self._material.need.channel in SHORT else [[]]
        leads = sorted(self._naming_first(fresh, headed), key=lambda one: one.needs_another)
        if anew and self._strategy != "price":
            leads = [*sorted(leads[:LEADS], key=self._leads_another), *leads[LEADS:]]
            leads = sorted(leads, key=lambda one: one.needs_another)
        main = self._main(sale)
        if main and self._strategy != "price":
            leads = [main, *(one for one in leads if one is not main)] if headed or not anew else leads
        elif main and leads[0].needs_another:
            leads = [main, *leads]
        fresh = [*([main] if main and not said_in(main.alone or main.text, headed) else []), *fresh]
        found: list[str] = []
        for lead in leads:
            for close in closings:
                below = [text for text in close if not said_in(text, lead.text)]
                told = self._told(lead, fresh, limit - len(" ".join(below)) - bool(below), most, headed)
                if told:
                    found.append(" ".join((told, *below)))
                    break
            told_main = not main or any(said_in(main.text, text) for text in (*found[-1:], headed))
            if found and told_main and (headed or not (anew and any(said_in(found[-1], text) for text in self._taken))):
                return found[-1]
        whole = [text for text in found if main and said_in(main.text, text)]
        return next(iter((*whole, *found)), "")

    def _roomy(self) -> WritingRules:
        """The rules for a fact in its own words, which may be longer than a sentence of ours."""
        rules = self._material.rules
        facts = any(
            word_count(piece) > (rules.max_sentence_words or 0) for one in self._facts for piece in one.sentences
        )
        return rules.model_copy(update={"max_sentence_words": None}) if facts else rules

    def _greeting(self) -> str:
        """With the reader's name, where the need brings it along; else none in a short message."""
        unsigned = self._material.need.channel != "sms" or not self._places["brand"]
        return self._option("greeting") if self._places["first_name"] and unsigned else ""

    def _greeted(self, limit: int, headed: str, tell: Callable[[int, str], str]) -> str:
        """The same after the reader's name, where that leaves room for what the message is about."""
        greeting = self._greeting()
        told = tell(limit - len(greeting) - 1, headed) if greeting else ""
        main = self._main([one for one in self._facts if one.kind != "condition"])
        if told and (not main or said_in(main.text, f"{headed} {told}") or said_in(main.alone, headed)):
            return f"{greeting} {continued(told, stop=True)}"
        return tell(limit, headed)

    def _main(self, sale: Sequence[Said]) -> Said | None:
        """What a sheet of whole sentences begins with: a message that leaves it out has missed its point."""
        if not sale or not all(one.is_sentence for one in self._facts):
            return None
        return next((one for one in sale if self._place(one) == 0), None)

    def _asking(self, limit: int, headed: str) -> str:
        """The same with what the reader is asked to do, where there is room for it."""
        # Where there is a button, it asks.
        button = "cta" in NEEDED[self._material.need.channel]
        action = "" if button or not self._option("action") else stopped(self._option("action"))
        room = limit - len(action) - bool(action)
        told = self._running(room, headed=headed)
        return f"{told} {action}".strip() if told else self._running(limit, headed=headed)

    def _naming_first(self, facts: Sequence[Said], headed: str) -> Sequence[Said]:
        """Where the product has not been named above, the first fact that names it leads."""
        name = self._places["name"]
        if not name or said_in(name, headed):
            return facts
        names_it = [one for one in facts if any(said_in(name, text) for text in islice(self._first(one, headed), 1))]
        return [*names_it, *(one for one in facts if one not in names_it)]

    def _leads_another(self, one: Said) -> bool:
        """Another variant begins with it, and this one had better not."""
        return any(said_in(one.sentences[0], text[: len(one.sentences[0]) + NEAR_THE_START]) for text in self._taken)

    def _told(self, lead: Said, others: Sequence[Said], limit: int, most: int, headed: str) -> str:
        text = next((choice for choice in self._first(lead, headed) if len(choice) <= limit), "")
        if self._strategy != "price" and all(one.is_sentence for one in others):
            others = sorted(others, key=lambda one: any(said_in(one.text, taken) for taken in self._taken))
        told = [lead]
        joined = False
        for one in others if text else ():
            if one in told or len(told) >= most:
                continue
            loose = not joined and not one.is_sentence
            choices = added(one.phrase, self._language, priced=one.kind == "price") if loose else ()
            for choice in (*choices, one.text):
                if len(text) + 1 + len(choice) <= limit and (choice == one.text or self._may_say(choice, one)):
                    joined = joined or choice != one.text
                    text = f"{text} {choice}"
                    told.append(one)
                    break
        given = self._as_given(told)
        if given == told or not text.endswith(" ".join(one.text for one in told)):
            return text
        if lead.needs_another or self._place(given[0]) == 0:
            return " ".join(one.text for one in given)
        return " ".join(one.text for one in (lead, *(one for one in given if one is not lead)))

    def _first(self, lead: Said, headed: str) -> Iterator[str]:
        """The fact as a sentence with the product's name, where that was not said just above; else as it is."""
        name = self._places["name"]
        if not lead.is_sentence and not (name and said_in(name, headed)):
            for choice in woven(lead.phrase, name, self._places["the"], self._language, priced=lead.kind == "price"):
                if self._may_say(choice, lead):
                    yield choice
        yield lead.text

    def _may_say(self, sentence: str, one: Said) -> bool:
        need, rules = self._material.need, self._material.rules
        return allowed(sentence, need.channel, need.locale, rules) and carried(sentence, one.fact, self._material)

    def _limits(self, points: Sequence[Said]) -> list[str]:
        """Who may have it, and until when: a sentence each."""
        found: list[str] = []
        for one in self._facts:
            if print_of(one.fact) == "limit" and one not in points:
                name, the = self._places["name"], self._places["the"]
                plain = one.is_sentence or shape_of(one.phrase, self._language) == "thing"
                choices = () if plain else woven(one.phrase, name, the, self._language, priced=False)
                found.append(next((text for text in choices if self._may_say(text, one)), one.text))
        return [" ".join(found)] if found else []

    def _sms(self, limit: int) -> str:
        who = self._places["brand"]
        out, more = self._option("sms_out"), self._option("more")
        action = self._option("action")
        asked = stopped(action) if action and not more else more
        main = self._main([one for one in self._facts if one.kind != "condition"])
        openings = [*self._options("opening"), ""]
        greeting = self._greeting()
        if greeting:
            named = [
                f"{greeting} {continued(opening, stop=True)}".strip() for opening in openings if opening[-1:] != ":"
            ]
            openings = [*named, *openings]
        made: list[str] = []
        for tail in ([asked, out] if asked else [out], [out]):
            for opening in openings:
                room = limit - len(who) - 2 * bool(who) - len("\n".join(tail)) - 1 - len(opening) - bool(opening)
                told = self._running(room, headed=opening if "?" in opening else "", anew=not opening)
                if told:
                    joined = f"{opening} {continued(told, stop=True) if opening[-1:] in (':', ',') else told}".strip()
                    if not allowed(joined, self._material.need.channel, self._material.need.locale, self._roomy()):
                        continue
                    made.append("\n".join((_signed(who, joined), *tail)))
                    if not main or said_in(main.text, made[-1]):
                        return made[-1]
        return next(iter(made), "")


def _signed(who: str, said: str) -> str:
    """`Lince: envío gratis …`: who writes comes first, once."""
    if not who or said.startswith(who):
        return said
    first = said.split(". ")[0]
    return f"{who}. {said}" if ":" in first else f"{who}: {continued(said, stop=True)}"
