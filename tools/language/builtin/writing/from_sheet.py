"""A message from a bare sheet of facts, in sentences to the reader; no fact is said without what narrows it."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice, product
from typing import Literal

from batuta.content import Citation, Part, Sentence
from batuta.grounding.carried import said_in
from batuta.grounding.numbers import figures
from batuta.material import BRIEF, MAIN, Material, Strategy
from batuta.words.address import readdressed
from batuta.words.concepts import units
from batuta.words.sentences import sentences, word_count
from batuta.words.spanish_verbs import Address
from batuta.writing_checks import ROOM, uncarried
from tools.language.builtin.writing.callings import by_kind, callings
from tools.language.builtin.writing.facts import Said, brings_news
from tools.language.builtin.writing.from_facts import FactWriter
from tools.language.builtin.writing.names import article, with_article
from tools.language.builtin.writing.openings import reader_questions, theme_of
from tools.language.builtin.writing.phrases import actions
from tools.language.builtin.writing.shorter import shorter
from tools.language.builtin.writing.small_print import print_of
from tools.language.builtin.writing.telling import (
    Telling,
    Voice,
    having,
    is_whole,
    spoken_limit,
    tellings,
    with_pronoun,
    without_the_name,
)
from tools.language.builtin.writing.ties import Ties, binds, is_offer, narrows, ties
from tools.language.builtin.writing.topics import has_a_verb
from tools.language.builtin.writing.weaving import named_action, shape_of
from tools.language.builtin.writing.wording import allowed, capital, continued, stopped

_MOST_SHORT = 3
"""Facts of a short message, what narrows them aside."""
Manner = Literal["told", "own", "less"]
"""As a sentence to the reader, in the sheet's words, or in the fewest characters."""
_TRIED = 6
"""Ways to say it that are tried before another variant's words are repeated."""
_WISHED = 8
"""Words of a thing that a question names."""


def _in_a_row(texts: Sequence[str]) -> str:
    """One after the other; after `21 h.`, which ends no sentence for a reader of sentences, on a new line."""
    told = ""
    for text in texts:
        joint = "\n" if re.search(r"(?:^|\s)[A-Za-z]\.$", told) else " "
        told = f"{told}{joint}{text}" if told else text
    return told


def is_sheet(material: Material) -> bool:
    """Facts and rules alone: no approved lines, nothing promised, no example of credit."""
    bare = not any(fact.conditions or fact.figure for fact in material.facts)
    examples = any(print_of(fact) == "example" for fact in material.facts)
    promised = material.offer or material.must_say or material.lines
    return bool(material.facts) and bare and not promised and not examples


_OFFERED = re.compile(
    r"^(?:offer|oferta|promoci[oó]n)(?: valid| v[aá]lida)? (?=for|para|until|hasta|solo|only)", re.IGNORECASE
)
_UNNAMED = re.compile(r"\b(?:it|them)\b|^(?:se|lo|la|los|las) \w+[aeo]n? |^not\b", re.IGNORECASE)
"""It speaks of something that a heading alone does not name."""
_TOPIC = 6
"""Words of a thing that heads a message."""
_ENDS_TOPIC = re.compile(r"[,;:(]| (?:con|a|por|para|solo|desde|hasta|with|for|from|at|only|when|to) ")
_NEUTRAL = re.compile(r"(?:promoci[oó]n|rebajas|campaña|apertura|inauguraci[oó]n|\w+ sale|\w+ event)\b", re.IGNORECASE)
"""What a campaign is called and claims nothing by it."""
_NEW = re.compile(r"\b(?:new|introduc|launch|present|meet|nuev|conocer|lanza|estren)", re.IGNORECASE)
_NEAR = 60
"""Characters in which a sentence that begins with a name has said it."""
_PAID = re.compile(r"[€$£]|\d ?%|\b(?:pesos|euros|libras|d[oó]lares|pence)\b|\d+p\b")
_YIELDS = re.compile(
    r"\b(?:pays|earns?|yields?|aer|apy|rinden?|rentabilidad|back|bonus|bonificaci[oó]n|reintegro|off|descuento"
    r"|garantiza)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:(?:el |la |su )?(?:precio|cuota|tarifa|price)\b:? ?|desde |from |for |por |only |solo )*[€$£]?[\d.,]+ ?[€$£]?"
    r"(?: (?:a|al|por|per|each|cada) \w+)?\W*(?:\([^)]*\))?\W*$",
    re.IGNORECASE,
)


class SheetWriter(FactWriter):
    """Writes the parts of one variant from a sheet."""

    def __init__(
        self,
        material: Material,
        strategy: Strategy,
        facts: Callable[[], Sequence[Said]],
        taken: frozenset[str],
        decided: dict[tuple[str, tuple[str, ...]], bool],
    ) -> None:
        """decided: what has been found of sentences and their sources, for all variants of a message."""
        super().__init__(material, strategy, facts, taken)
        self._decided = decided
        self._sources: dict[str, tuple[Citation, ...]] = {}
        formality = material.rules.formality
        self._address: Address = formality if formality != "neutral" else "tu"
        name = self._places["name"]
        self._voice = Voice(self._language, self._address, name, self._places["the"], self._pronoun(name))

    def writes(self) -> bool:
        """Whether there is something of the strategy's to say."""
        if not self.facts or brings_news(self.facts, self.material):
            return False
        kinds = {one.kind for one in self._sale}
        if self.strategy == "price":
            return "price" in kinds or any(self._is_offer(one) for one in self._sale)
        if self.strategy == "novelty":
            return bool(_NEW.search(self.material.about))
        return self.strategy != "reassurance" or "freedom" in kinds

    def gives_way(self) -> bool:
        """A sheet that brings news is told plainly, fact by fact."""
        return bool(self.facts) and brings_news(self.facts, self.material)

    def part(self, part: Part, headed: Sequence[str] = ()) -> str:
        match part:
            case "body" | "text":
                return self._main(self._limit(part), headed)
            case "subject" | "headline" | "title":
                return self._heading(part, headed)
            case "preheader":
                return self._preheader(headed)
            case "cta":
                return next((text for text, _ in self._calls() if len(text) <= self._limit(part)), "")
            case "legal":
                return ""
        return super().part(part, headed)

    def citations(self, sentence: str) -> tuple[Citation, ...]:
        bare = sentence.strip().lstrip("- ")
        if bare in self._sources:
            return self._sources[bare]
        within = [cited for text, cited in self._sources.items() if said_in(bare, text) or said_in(text, bare)]
        return tuple(dict.fromkeys(one for cited in within for one in cited)) or super().citations(sentence)

    # What there is to say

    @cached_property
    def _sale(self) -> tuple[Said, ...]:
        """What offers something, as the strategy wants it; everything, where nothing does."""
        sale = tuple(one for one in self.facts if one.fact.key in self._ties) or self.facts
        if self.strategy != "price":
            return sale
        given = [fact.key for fact in self.material.facts]
        paid = (one for one in sale)
        return tuple(
            sorted(paid, key=lambda one: (one.kind != "price", not _PAID.search(one.text), given.index(one.fact.key)))
        )

    @cached_property
    def _ties(self) -> dict[str, Ties]:
        given = [fact.key for fact in self.material.facts]
        return ties(sorted(self.facts, key=lambda one: given.index(one.fact.key)), self._language)

    def _hard(self, one: Said) -> tuple[Said, ...]:
        return self._ties.get(one.fact.key, Ties()).hard

    def _soft(self, one: Said) -> tuple[Said, ...]:
        return self._ties.get(one.fact.key, Ties()).soft

    def _is_offer(self, one: Said) -> bool:
        return is_offer(one, self._language)

    def _pronoun(self, name: str) -> str:
        if self._language != "es" or not name:
            return ""
        known = self._places["the"].split()[0] if " " in self._places["the"] else ""
        return {"el": "lo", "la": "la", "los": "los", "las": "las"}.get(known or article(f"{name} x"), "")

    # Whether it may be said

    def _may(self, text: str, facts: Sequence[Said]) -> bool:
        """Every sentence of it is carried by the facts, and breaks no rule."""
        key = (text, tuple(one.fact.key for one in facts))
        if key not in self._decided:
            self._decided[key] = self._carried(text, facts)
        if self._decided[key]:
            cited = tuple(dict.fromkeys(citation for one in facts for citation in one.cited))
            self._sources |= {span.text: cited for span in sentences(text)} if cited else {}
        return self._decided[key]

    def _carried(self, text: str, facts: Sequence[Said]) -> bool:
        need, rules = self.material.need, self.material.rules
        cited = tuple(dict.fromkeys(citation for one in facts for citation in one.cited))
        own = any(said_in(text, one.text) for one in facts)
        longest = rules.max_sentence_words
        roomy = rules.model_copy(update={"max_sentence_words": longest + ROOM}) if longest and own else rules
        if not allowed(text, need.channel, need.locale, roomy):
            return False
        told = cited or (Citation(source=BRIEF, quote=""),)
        return all(
            uncarried(self.material, Sentence(text=span.text, part=MAIN[need.channel], citations=told)) is None
            for span in sentences(text)
        )

    # Sentences

    def _tell(self, one: Said, *, first: bool, just_named: bool = False) -> Telling:
        """The fact as a sentence to the reader; where it is the first, with the thing's name.

        just_named: the sentence before names the thing, so that this one need not.
        """
        if len(one.sentences) > 1:
            return Telling("", " ".join(one.sentences))
        phrase = one.sentences[0].rstrip(".")
        for text in without_the_name(phrase, self._voice) if just_named else ():
            if self._may(stopped(text), (one,)):
                return Telling("", stopped(text))
        for told in (*(self._with_name(phrase) if first else ()), *tellings(phrase, self._voice)):
            if self._may(stopped(told.text), (one,)):
                return Telling(told.opens, stopped(told.rest))
        return Telling("", one.text)

    def _with_name(self, phrase: str) -> Iterator[Telling]:
        """`Con la Tarjeta Oro tienes …`, `Roam Pass costs …`: what is told first says what it speaks of."""
        name, the = self._places["name"], self._places["the"]
        if not name or said_in(name, phrase):
            return
        reflexive = re.match(r"se (?:puede )?\w+ (?=(?:en|desde|por|online|con) )", continued(phrase))
        if self._language == "es" and reflexive:
            able = next((told.rest for told in tellings(phrase, self._voice) if told.rest[:2] in ("pu", "po")), "")
            verb = re.match(r"(\w+ \w+?r)(?:l[oa]s?)? ", able)
            if verb:
                yield Telling("", f"{verb.group(1)} {the} {able[verb.end() :]}")
            return
        for told in tellings(phrase, self._voice):
            opens = told.opens or re.split(r"(?<=\w)\s", told.rest)[0]
            if self._language == "es" and told.opens:
                yield Telling(f"Con {the}", f"{continued(told.opens)} {told.rest}")
            elif self._language == "es" and opens.lower() in (
                "no",
                "pagas",
                "paga",
                "pagás",
                "puedes",
                "puede",
                "podés",
            ):
                yield Telling(f"Con {the}", continued(told.rest))
            elif self._language == "en" and opens.lower() == "it":
                yield Telling("", f"{capital(the)} {told.rest.split(' ', 1)[1]}")
            elif self._language == "en" and opens.lower() == "you" and " it " in told.rest:
                yield Telling("", told.rest.replace(" it ", f" {the} ", 1))
            elif self._language == "en" and opens.lower() in ("you", "there", "you get"):
                yield Telling(f"With {the},", f"{continued(told.opens)} {continued(told.rest)}".strip())

    def _limit_told(self, one: Said) -> str:
        """What narrows the others, as a sentence."""
        if len(one.sentences) > 1:
            return one.text
        for text in spoken_limit(one.sentences[0].rstrip("."), self._voice):
            if self._may(stopped(capital(text)), (one,)):
                return stopped(capital(text))
        self._may(one.text, (one,))
        return one.text

    def _paragraphs(self, before: str, opening: str, chosen: Sequence[Said]) -> list[str]:
        """The facts in sentences: what narrows an offer follows the last that it narrows."""
        opens = self.material.facts[0].key
        priced = [one for one in chosen if self._hard(one) or self._soft(one) or _PAID.search(one.text)]
        ways = [one for one in chosen if one not in priced and one.kind in ("how", "freedom") and one.fact.key != opens]
        plain = [one for one in chosen if one not in priced and one not in ways]
        plain.sort(key=lambda one: (not self._names_it(one.text), one.fact.key != opens))
        groups = {
            "price": [priced, plain, ways],
            "reassurance": [ways, plain, priced],
            "question": [[*plain, *ways], priced] if plain else [priced, ways],
        }.get(self.strategy, [plain, priced, ways])
        first = next((one for one in priced if one.fact.key == opens and self._names_it(one.text)), None)
        if first and self.strategy != "price" and plain and not any(self._names_it(one.text) for one in plain):
            priced.remove(first)
            groups = [[first, *group] if group is groups[0] else group for group in groups]
        if opening and not opening.endswith("?") and self._stutters(groups):
            opening = ""
        named = bool(self._places["name"]) and said_in(self._places["name"], f"{before} {opening}")
        told: list[str] = []
        for place, group in enumerate(groups):
            known = named or any(self._names_it(text) for text in told)
            text = self._running(group, named=known, just_named=named and not told)
            later = {
                limit for rest in groups[place + 1 :] for one in rest for limit in (*self._hard(one), *self._soft(one))
            }
            narrowing = dict.fromkeys(limit for one in group for limit in (*self._hard(one), *self._soft(one)))
            limits = [self._limit_told(limit) for limit in narrowing if limit not in later]
            if text:
                told.append(_in_a_row((text, *limits)))
        if opening:
            told = [f"{opening} {told[0]}", *told[1:]] if told else [opening]
        return told

    def _stutters(self, groups: Sequence[Sequence[Said]]) -> bool:
        """The first sentence begins with the name that the opening says."""
        first = next((one for group in groups for one in group), None)
        name = self._places["name"]
        return (
            first is not None
            and bool(name)
            and said_in(name, self._tell(first, first=False, just_named=True).text[:_NEAR])
        )

    def _names_it(self, text: str) -> bool:
        return not self._places["name"] or said_in(self._places["name"], text)

    def _running(self, group: Sequence[Said], *, named: bool, just_named: bool) -> str:
        """Sentences one after the other; what the reader has is told together, two things a sentence."""
        told: list[str] = []
        waiting: list[tuple[Telling, Said]] = []
        count = 0

        def finish() -> None:
            nonlocal count
            if waiting:
                told.append(self._had(waiting, count))
                count += 1
                waiting.clear()

        for one in group:
            telling = self._tell(one, first=not named, just_named=just_named and one is group[0])
            named = named or self._names_it(telling.text)
            if telling.opens and telling.opens in (having(self._address)[0], "You get"):
                waiting.append((telling, one))
                if len(waiting) > 1:
                    finish()
            else:
                finish()
                count += bool(telling.opens)
                told.append(telling.text)
        finish()
        return _in_a_row(told)

    def _had(self, pair: Sequence[tuple[Telling, Said]], count: int) -> str:
        """`Tienes asistencia y reposición del equipo`; the second time `Además, tienes …`."""
        openings = having(self._address) if self._language == "es" else ("You get", "You also get", "You also get")
        opens = openings[min(count, len(openings) - 1)]
        joint = " y " if self._language == "es" else " and "
        texts = [telling.rest.rstrip(".") for telling, _ in pair]
        facts = tuple(one for _, one in pair)
        simple = len(texts) == 2 and not any(re.search(r",|;|\by\b|\band\b", text) for text in texts)
        if simple:
            if joint == " y " and re.match(r"h?i(?!e)", texts[1], re.IGNORECASE):
                joint = " e "
            both = stopped(f"{opens} {texts[0]}{joint}{texts[1]}")
            if word_count(both) <= 18 and self._may(both, facts):
                return both
        alone: list[str] = []
        for place, (telling, one) in enumerate(pair):
            begun = openings[min(count + place, len(openings) - 1)]
            text = stopped(f"{begun} {telling.rest}")
            alone.append(text if self._may(text, (one,)) else stopped(telling.text))
        return " ".join(alone)

    # Parts

    def _main(self, limit: int, headed: Sequence[str]) -> str:
        above = " ".join(headed)
        match self.material.need.channel:
            case "email" | "letter" | "call":
                return self._long(limit, above)
            case "sms":
                return self._message(limit)
            case _:
                return self._short(limit, above)

    def _long(self, limit: int, headed: str) -> str:
        """Greeting, paragraphs, a close; what does not fit is left out with what narrows it, the last first."""
        chosen = list(self._sale)
        while chosen:
            for frame in self._frames(headed):
                before, opening, after = frame
                text = "\n\n".join(filter(None, (before, *self._paragraphs(before, opening, chosen), *after)))
                if len(text) <= limit:
                    return text
            chosen.pop()
        return ""

    def _frames(self, headed: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """What stands before, what opens and what closes; the fullest first."""
        opening = self._opening(headed)
        match self.material.need.channel:
            case "call":
                asked = opening or self._option("call_question") if self.strategy == "question" else ""
                above = self._option("call_opening")
                named = bool(self._places["name"]) and said_in(self._places["name"], above)
                yield above, asked or ("" if named else opening), (self._option("call_close"),)
                yield self._option("call_opening"), "", (self._option("call_close"),)
            case "letter":
                yield self._option("letter_greeting"), opening, (self._option("outro"), self._option("sign_off"))
                yield self._option("letter_greeting"), "", (self._option("sign_off"),)
            case _:
                yield self._option("greeting"), opening, ()
                yield self._option("greeting"), "", ()
        yield "", "", ()

    def _opening(self, headed: str) -> str:
        for text in self._options("sheet_opening"):
            fresh = not any(said_in(text, other) for other in self._taken) and not said_in(text, headed)
            if fresh and self._may(text, ()):
                return text
        return ""

    def _short(self, limit: int, headed: str) -> str:
        """One or more sentences under a title; in fewer characters only where nothing fits else."""
        greeting = self._option("greeting") if self._places["first_name"] else ""
        for in_fewer, before in product((False, True), dict.fromkeys((greeting, ""))):
            room = limit - len(before) - bool(before)
            told = islice(self._brief(room, headed, (), in_fewer=in_fewer), _TRIED)
            made = [f"{before} {continued(text, stop=True)}" if before else text for text in told]
            if made:
                whole = [text for text in made if self._says_the_main(f"{headed} {text}")]
                return self._fresh(whole or made)
        return ""

    def _says_the_main(self, text: str) -> bool:
        """What a sheet begins with, where that is a sentence: a message that leaves it out has missed its point."""
        opens = next((one for one in self._sale if one.fact.key == self.material.facts[0].key), None)
        if opens is None or not (self._is_offer(opens) or has_a_verb(opens.text, self._language)):
            return True
        return any(
            said_in(words, text) for words in (opens.text, self._less(opens), self._tell(opens, first=False).text)
        )

    def _fresh(self, made: Sequence[str]) -> str:
        """The first that no other variant says; else the first."""
        return next((text for text in made if text not in self._taken), next(iter(made), ""))

    def _message(self, limit: int) -> str:
        """An SMS: who writes, what there is, what to do, the way out."""
        who, out = self._places["brand"], self._option("sms_out")
        call, done = next(iter(self._calls()), ("", ()))
        asks = self._opening("") if self.strategy in ("question", "novelty") else ""
        greeting = self._option("greeting") if self._places["first_name"] else ""
        start = f"{who}: " if who else ""
        greeted = f"{greeting} {continued(asks, stop=True)}".strip() if asks else greeting
        openings = dict.fromkeys((greeted, greeting) if greeting else (asks, ""))
        tails = ([stopped(call), out] if call else [out], [out])
        made: list[str] = []
        for in_fewer, tail, opening in product((False, True), tails, openings):
            room = limit - len(start) - len("\n".join(tail)) - 1 - len(opening) - bool(opening)
            said = done if len(tail) > 1 else ()
            for text in islice(self._brief(room, opening, said, in_fewer=in_fewer), _TRIED):
                told = f"{opening} {continued(text, stop=True) if opening[-1:] in (':', ',') else text}".strip()
                begun = continued(told, stop=True) if who else capital(told)
                made.append("\n".join((f"{start}{begun}", *tail)))
            if any(self._says_the_main(text) and text not in self._taken for text in made):
                break
        return self._fresh([*filter(self._says_the_main, made), *made])

    def _brief(self, limit: int, headed: str, done: Sequence[Said], *, in_fewer: bool) -> Iterator[str]:
        """The first fact with what narrows it, and as many more as fit; those that other variants begin with last.

        done: facts that the call to action says already.
        """

        def rank(one: Said) -> tuple[bool, bool]:
            begun = any(said_in(one.sentences[0], text[: len(one.sentences[0]) + _NEAR]) for text in self._taken)
            return (bool(one.alone) and said_in(one.alone, headed), begun and self.strategy != "price")

        leads = [one for one in self._sale if self._places["name"] or not _BARE.match(one.text)] or list(self._sale)
        leads = sorted((one for one in leads if one.kind != "how"), key=rank) or leads
        if self.strategy == "price":
            leads = [one for one in leads if one.kind == "price" or self._is_offer(one)] or leads
        for manner, most in product(self._manners(in_fewer), (_MOST_SHORT, 1)):
            for lead in leads:
                for begun in self._first(lead, headed, manner):
                    text = self._fitted(lead, begun, limit, headed, done, manner, most)
                    if text:
                        yield text

    def _manners(self, in_fewer: bool) -> tuple[Manner, ...]:
        """Whole sentences are for where there is room to read."""
        if in_fewer:
            return ("less",)
        return ("told", "own") if self.material.need.channel in ("web", "in_app", "social") else ("own",)

    def _fitted(
        self, lead: Said, begun: str, limit: int, headed: str, done: Sequence[Said], manner: Manner, most: int
    ) -> str:
        """Empty where the fact does not fit with what narrows it."""
        hard = self._hard(lead)
        pieces: list[tuple[Said, str]] = [(lead, begun), *((tie, self._in_manner(tie, manner)) for tie in hard)]

        def fits(more: Sequence[Said]) -> bool:
            return (
                len(" ".join((*(text for _, text in pieces), *(self._in_manner(one, manner) for one in more)))) <= limit
            )

        if not fits(()):
            return ""
        pieces += [(tie, self._in_manner(tie, manner)) for tie in self._soft(lead)[:1] if fits([tie])]
        told = 1
        for one in self._after(lead):
            said = [known for known, _ in pieces]
            if told >= most or one in said or one in done or (one.alone and said_in(one.alone, headed)):
                continue
            needed = [tie for tie in self._hard(one) if tie not in said]
            if fits([one, *needed]):
                # What narrows both stands below both.
                shared = [said.index(tie) for tie in self._hard(one) if tie in said]
                at = min(shared, default=len(pieces))
                pieces[at:at] = [(one, self._in_manner(one, manner))]
                pieces += [(tie, self._in_manner(tie, manner)) for tie in needed]
                told += 1
        for one, text in pieces:
            self._may(text, (one,))
        return self._varied([text for _, text in pieces])

    def _varied(self, texts: Sequence[str]) -> str:
        """The second of two sentences that begin alike says `also`, where that is shorter than it was."""
        openings = having(self._address)[0] if self._language == "es" else "You get"
        seen = False
        told: list[str] = []
        for text in texts:
            again = seen and text.startswith(f"{openings} ")
            seen = seen or text.startswith(f"{openings} ") or f" {openings.lower()} " in text
            told.append(capital(text[len(openings) + 1 :]) if again else text)
        return " ".join(told)

    def _in_manner(self, one: Said, manner: Manner) -> str:
        match manner:
            case "less":
                return self._less(one)
            case "told" if narrows(one):
                return self._limit_told(one)
            case "told":
                telling = self._tell(one, first=False)
                return stopped(telling.text)
            case "own":
                return one.text

    def _after(self, lead: Said) -> list[Said]:
        """What may follow: prices where the price leads, else as the sheet has it, ways to get it last."""
        given = [fact.key for fact in self.material.facts]
        rest = [one for one in self._sale if one is not lead]
        if self.strategy == "price":
            return rest
        return sorted(rest, key=lambda one: (one.kind == "how", given.index(one.fact.key)))

    def _first(self, lead: Said, headed: str, manner: Manner) -> Iterator[str]:
        """With the name where nothing above has it."""
        name = self._places["name"]
        if name and not said_in(name, headed) and not said_in(name, lead.text) and manner != "less":
            telling = self._tell(lead, first=True)
            if said_in(name, telling.text):
                yield stopped(telling.text)
            text = stopped(f"{name}: {continued(lead.text)}")
            if len(lead.sentences) == 1 and self._may(text, (lead,)):
                yield text
        less = f"{name}: {continued(self._less(lead))}"
        if manner == "less" and name and not said_in(name, f"{headed} {lead.text}") and self._may(less, (lead,)):
            yield less
        unnamed = bool(name) and said_in(name, lead.fact.text) and not said_in(name, f"{headed} {lead.text}")
        if not (unnamed and self.material.need.channel == "sms"):
            yield self._in_manner(lead, manner)

    def _less(self, one: Said) -> str:
        """The fact in the fewest characters that say the same."""
        texts = [text for text in shorter(one.text, self._language) if self._may(text, (one,))]
        return min((one.text, *texts), key=len)

    # Headings

    def _heads(self) -> Iterator[tuple[str, tuple[Said, ...]]]:
        """Facts that can stand in a heading, each with what narrows it."""
        wanted = [one for one in self._sale if one.alone and not one.needs_another and not _UNNAMED.search(one.alone)]
        wanted = [one for one in wanted if is_whole(one.alone, self._language)]
        if self.strategy == "price":
            wanted = [one for one in wanted if one.kind == "price"]
        if self.strategy == "reassurance":
            wanted = [one for one in wanted if one.kind == "freedom"]
        for one in wanted:
            hard = self._hard(one)
            if any(binds(tie) for tie in hard):
                continue
            limits = (_OFFERED.sub("", continued(tie.text.rstrip("."))) for tie in hard)
            joined = ", ".join((one.text.rstrip("."), *limits))
            if not hard or self._may(joined, (one, *hard)):
                yield joined, (one, *hard)

    def _heading(self, part: Part, headed: Sequence[str]) -> str:
        limit = self._limit(part)
        other: list[str] = []
        for text, facts in self._head_options(part):
            if len(text) > limit or text in other or not self._may(text, facts):
                continue
            if text not in self._taken and not any(said_in(text, above) or said_in(above, text) for above in headed):
                return text
            other.append(text)
        last = (text for text in self._options("sheet_last") if len(text) <= limit)
        return next(iter((*(text for text in other if text not in headed), *last, *other)), "")

    def _head_options(self, part: Part) -> Iterator[tuple[str, tuple[Said, ...]]]:
        ours = ((text, self._priced(text)) for text in self._options(f"sheet_{part}"))
        if self.strategy in ("benefit", "price", "reassurance") or part == "headline":
            yield from self._named_heads(part)
            yield from ours
            return
        yield from ours
        yield from self._named_heads(part)

    def _named_heads(self, part: Part) -> Iterator[tuple[str, tuple[Said, ...]]]:
        name = self._places["name"] or self._topic
        for text, facts in self._heads():
            if name and not said_in(name, text) and part != "headline":
                yield f"{capital(name)}: {continued(text)}", facts
            yield text, facts

    @cached_property
    def _topic(self) -> str:
        """What the first thing on sale is, without its figures: `Harrier parka`."""
        first = self._sale[0]
        if not first.alone or shape_of(first.alone, self._language) != "thing":
            return ""
        begun = _ENDS_TOPIC.split(first.alone)[0].strip()
        fits = 1 < word_count(begun) <= _TOPIC and begun != first.alone
        return begun if fits and self._may(begun, (first,)) else ""

    def _priced(self, text: str) -> tuple[Said, ...]:
        """The facts that a heading about the price rests on."""
        return tuple(one for one in self._sale if one.kind == "price")[:1] if self.strategy == "price" else ()

    def _preheader(self, headed: Sequence[str]) -> str:
        limit = self._limit("preheader")
        above = " ".join(headed)
        options = (text for text in self._asides(headed, above) if len(text) <= limit)
        texts: list[str] = []
        for text in options:
            if text not in self._taken:
                return text
            texts.append(text)
        ours = (text for text in self._options("sheet_preheader") if len(text) <= limit and self._may(text, ()))
        return next(iter(texts), "") or next(ours, "")

    def _asides(self, headed: Sequence[str], above: str) -> Iterator[str]:
        """Other facts than those above, each with what narrows it."""
        named = not self._places["name"] or said_in(self._places["name"], above)
        for one in self._sale if self.strategy != "price" else reversed(self._sale):
            if any(said_in(one.alone or one.text, text) for text in headed):
                continue
            hard = self._hard(one)
            for told in (stopped(self._tell(one, first=not named).text), one.text):
                whole = " ".join((told, *(tie.text for tie in hard)))
                if self._may(whole, (one, *hard)):
                    yield whole

    # What is asked

    def _calls(self) -> Iterator[tuple[str, tuple[Said, ...]]]:
        """What the reader is asked to do: as the facts say it is done, else as the need has it."""
        told: list[tuple[str, tuple[Said, ...]]] = [(text, ()) for text in named_action(self.material.about)]
        for one in sorted(self.facts, key=lambda one: one.kind != "how"):
            for text in one.sentences:
                bare = text.rstrip(".")
                told += [
                    (call, (one,)) for call in callings(bare, self._pronoun_of(bare), self._language, self._address)
                ]
        its = f"{self._voice.pronoun or 'lo'} ahora"
        own = actions(self.material.about, self._language)
        told += [(self._addressed(re.sub(r"lo ahora$", its, text)), ()) for text in own]
        known = " ".join((self._places["name"], self.material.about, *(one.text for one in self._sale[:1])))
        everything = " ".join(one.text for one in self.facts)
        for text in by_kind(known, everything, self._language):
            filled = self._with_it(text)
            told += [(self._addressed(filled), ())] if filled else []
        for text, facts in told:
            call = capital(text)
            if self._may(call, facts) or (not facts and self._may(call, self.facts[:1])):
                yield call, facts

    def _pronoun_of(self, _phrase: str) -> str:
        return self._voice.pronoun

    def _with_it(self, text: str) -> str:
        """`Solicita {it}` as `Solicítala`; empty where nothing shows which."""
        if "{it}" not in text:
            return text
        verb = text.split()[0]
        return with_pronoun(verb.lower(), self._voice.pronoun) if self._voice.pronoun else ""

    def _addressed(self, text: str) -> str:
        return readdressed(text, self._address) if self._language == "es" else text

    def _theme(self) -> str:
        """What the need calls it, where the facts speak of the same."""
        theme = theme_of(self.material.about, self._language)
        if not theme or word_count(theme) > _WISHED:
            return ""
        told = {unit.stem for one in self.facts for unit in units(one.fact.text, self._language)}
        spoken = {unit.stem for unit in units(theme, self._language)}
        return theme if spoken <= told or _NEUTRAL.match(theme) else ""

    def _priced_head(self) -> str:
        paid = bool(self._costs()) or any(one.kind == "price" and not _YIELDS.search(one.text) for one in self._sale)
        if self._language == "es":
            return "Precio y condiciones" if paid else "Las cifras"
        return "What you pay" if paid else "The figures"

    def _costs(self) -> dict[str, str]:
        """The product, where a fact says what is paid for it."""
        paid = any(
            one.kind == "price" and _PAID.search(one.text) and not _YIELDS.search(one.text) for one in self._sale
        )
        return {"costs": self._places["name"]} if paid else {}

    # What fills the places of our phrases

    @cached_property
    def _choices(self) -> tuple[dict[str, str], ...]:
        wishes = [
            continued(one.alone)
            for one in self._sale
            if one.alone
            and shape_of(one.alone, self._language) == "thing"
            and not figures(one.alone, self._language).quantities
            and word_count(one.alone) <= _WISHED
            and not (self._places["name"] and said_in(self._places["name"], one.alone))
        ]
        asks = reader_questions(self.material.about, self._language, self._address)
        asked = next((text for text in asks if text and self._may(text, ())), "")
        found = {
            **self._places,
            **self._asked(),
            **self._costs(),
            "topic": self._topic if not self._places["name"] else "",
            "topic_the": with_article(continued(self._topic)) if self._topic and not self._places["name"] else "",
            "priced": self._priced_head(),
            "the_costs": self._places["the"] if self._costs() else "",
            "asks": asked,
            "wish": wishes[0] if wishes and not self._places["name"] else "",
            "theme": self._theme(),
        }
        return (found,)
