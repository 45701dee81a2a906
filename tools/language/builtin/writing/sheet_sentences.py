"""The sentences that a bare sheet of facts allows: each is carried by its facts, and has what narrows it at hand."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from batuta.content import Citation, Sentence
from batuta.grounding.carried import said_in
from batuta.material import BRIEF, MAIN, Material, Strategy
from batuta.words.sentences import sentences, word_count
from batuta.words.spanish_verbs import Address
from batuta.writing_checks import ROOM, uncarried
from tools.language.builtin.writing.doors import is_a_door, through_the_door
from tools.language.builtin.writing.facts import Said, brings_news
from tools.language.builtin.writing.from_facts import FactWriter
from tools.language.builtin.writing.names import article, with_article
from tools.language.builtin.writing.needs import Aim, aim_of
from tools.language.builtin.writing.roles import is_a_product, roles_of
from tools.language.builtin.writing.shorter import shorter
from tools.language.builtin.writing.telling import spoken_limit, tellings, without_the_name
from tools.language.builtin.writing.ties import Ties, is_offer, ties
from tools.language.builtin.writing.voice import Telling, Voice
from tools.language.builtin.writing.wording import allowed, capital, continued, stopped, worded

PAID = re.compile(r"[€$£¢]|\d ?%|\b(?:pesos|euros|libras|d[oó]lares|pence)\b|\d+p\b")
"""A sum, or a share."""
_EVENT = re.compile(
    r"^(?:liquidaci[oó]n|rebajas?|promoci[oó]n|venta|ventas|oferta|feria|aniversario|campaña|semana|d[ií]as"
    r"|hot sale|black friday|cyber)\b"
    r"|\b(?:sale|clearance|event|offer|deals?|week|weekend|friday)$",
    re.IGNORECASE,
)
"""What a campaign is called, which nobody has or uses."""
NEAR = 60
"""Characters in which a sentence that begins with a name has said it."""
_ENDS = re.compile(r"(?<![\s.]\w)(?<!\b[ap]\.m)\.$")
"""A full stop that is none of an abbreviation's."""
_LONGEST = 28
"""Words of a sentence to which notes are hung, where the brand says nothing of it."""


def in_a_row(texts: Sequence[str]) -> str:
    """One after the other; after `21 h.`, which ends no sentence for a reader of sentences, on a new line."""
    told = ""
    for text in texts:
        joint = "\n" if re.search(r"(?:^|\s)[A-Za-z]\.$", told) else " "
        told = f"{told}{joint}{text}" if told else text
    return told


class SheetSentences(FactWriter):
    """Sentences about the facts of a sheet."""

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
        self._roles = roles_of(material.facts, self._language)
        self._places |= self._role_places()
        name = self._places["name"]
        self._headed = self._heads_the_sheet(name)
        if self._headed:
            self._places |= {"of_the": f"de {name}", "meet": "", "interest": "", "the": ""}
            self._places["headed"] = name
            if material.need.channel == "call":
                self._places["brand"] = self._places["brand"] or name
        if name and _EVENT.search(name):
            # Nobody has a sale, nor meets it.
            self._headed = True
            self._places |= {"meet": "", "the": "", "of_the": f"de {name}", "labelled": "", "interest": ""}
            self._places["headed"] = name
        self._voice = Voice(self._language, self._address, name, self._places["the"] or name, self._pronoun(name))

    def _heads_the_sheet(self, name: str) -> bool:
        """The sheet begins `Name: …`, and nothing shows that the name is a thing's and not a company's."""
        begun = self.material.facts[0].text if self.material.facts else ""
        heads = bool(name) and begun.startswith(name) and begun[len(name) :].lstrip()[:1] in (":", ",", "–", "—", "-")
        if re.match(
            r"\W*(?:from |desde )?(?:[€$£] ?\d[\d.,]*|\d[\d.,]* ?€)(?! ?(?:off|back|bonus|credit"
            r"|de descuento))",
            begun[len(name) :],
        ):
            # What costs something is a thing.
            return False
        return heads and not (self._roles.brand or is_a_product(name, self._language))

    @cached_property
    def facts(self) -> tuple[Said, ...]:
        """What there is to tell; who writes to whom, and how to reach them, stands elsewhere."""
        taken = self._roles.taken
        if self.material.need.channel != "call":
            taken = taken - {self._roles.opens_key, self._roles.notice_key}
        return tuple(one for one in super().facts if one.fact.key not in taken)

    @cached_property
    def _doors(self) -> tuple[Said, ...]:
        """Where the thing is got; none where that is all there is to tell."""
        found = tuple(one for one in self.facts if is_a_door(one))
        return found if len(found) < len(self.facts) else ()

    def _through(self, one: Said) -> str:
        """A door as an order to the reader."""
        for text in through_the_door(one.fact.text, self._language, self._address):
            if self._may(stopped(capital(text)), (one,)):
                return stopped(capital(text))
        self._may(one.text, (one,))
        return one.text

    @cached_property
    def _aim(self) -> Aim:
        """What the need says, turned to the reader, in the brand's words."""
        found = aim_of(self.material.about, self._language, self._address)
        locale, rules = self.material.need.locale, self.material.rules
        order, doing, thing, news = (
            worded(text, locale, rules) if text else "" for text in (found.order, found.doing, found.thing, found.news)
        )
        return found._replace(order=order, doing=doing, thing=thing, news=news)

    @cached_property
    def _news(self) -> bool:
        """It tells what happens, and sells nothing."""
        return bool(self.facts) and brings_news(self.facts, self.material)

    @cached_property
    def _given(self) -> list[str]:
        """The keys of what there is to tell, as the sheet has it."""
        known = {one.fact.key for one in self.facts}
        return [fact.key for fact in self.material.facts if fact.key in known] or [
            fact.key for fact in self.material.facts
        ]

    def _role_places(self) -> dict[str, str]:
        """Who writes, to whom, and what closes a message, for the places of our phrases."""
        roles = self._roles
        texts = {fact.key: fact.text.strip() for fact in self.material.facts}
        titled = bool(re.search(r"apellid|surname|last|title|tratamiento", roles.reader))
        named = texts.get(roles.product_key, "").rstrip(".")
        signed = re.sub(r", ?", "\n", roles.signed, count=1)
        found = {
            "brand": "" if self._places["brand"] else roles.brand,
            "caller": roles.caller,
            "titled": roles.reader if titled else "",
            "first_name": "" if titled or self._places["first_name"] else roles.reader,
            "greeted": roles.greeting,
            "reached": roles.reached,
            "signed": "\n".join(capital(line) for line in signed.split("\n")),
            "no_more": texts.get(roles.no_more_key, ""),
            "labelled": with_article(named) if named != self._places["name"] else "",
        }
        return {place: text for place, text in found.items() if text}

    def _quotes(self, text: str, key: str) -> str:
        """The text, with the fact of that key as its source; empty where the sheet has none."""
        fact = next((fact for fact in self.material.facts if fact.key == key), None)
        if fact is None or not text:
            return ""
        self._sources |= {span.text: (Citation(source=fact.source, quote=fact.text),) for span in sentences(text)}
        return text

    @cached_property
    def _sale(self) -> tuple[Said, ...]:
        """What offers something, as the strategy wants it; everything, where nothing does."""
        offered = tuple(one for one in self.facts if one not in self._doors)
        sale = tuple(one for one in offered if one.fact.key in self._ties) or offered
        if self.strategy != "price":
            return sale
        return tuple(
            sorted(
                sale, key=lambda one: (one.kind != "price", not PAID.search(one.text), self._given.index(one.fact.key))
            )
        )

    @cached_property
    def _ties(self) -> dict[str, Ties]:
        told = [one for one in self.facts if one not in self._doors]
        return ties(sorted(told, key=lambda one: self._given.index(one.fact.key)), self._language)

    def _hard(self, one: Said) -> tuple[Said, ...]:
        return self._ties.get(one.fact.key, Ties()).hard

    def _soft(self, one: Said) -> tuple[Said, ...]:
        return self._ties.get(one.fact.key, Ties()).soft

    def _next_to(self, one: Said) -> tuple[Said, ...]:
        """What narrows it and stands right below it in the sheet."""
        hard, found = self._hard(one), []
        if one.fact.key not in self._given:
            return ()
        for key in self._given[self._given.index(one.fact.key) + 1 :]:
            tie = next((tie for tie in hard if tie.fact.key == key), None)
            if tie is None:
                break
            found.append(tie)
        return tuple(found)

    def _is_offer(self, one: Said) -> bool:
        return is_offer(one, self._language)

    def _pronoun(self, name: str) -> str:
        if self._language != "es" or not name:
            return ""
        known = self._places["the"].split()[0] if " " in self._places["the"] else ""
        return {"el": "lo", "la": "la", "los": "los", "las": "las"}.get(known or article(f"{name} x"), "")

    def _may(self, text: str, facts: Sequence[Said]) -> bool:
        """Every sentence of it is carried by the facts, and breaks no rule."""
        key = (text, tuple(one.fact.key for one in facts))
        if key not in self._decided:
            self._decided[key] = self._carried(text, facts)
        if self._decided[key]:
            cited = tuple(dict.fromkeys(citation for one in facts for citation in one.cited))
            aimed = (self._aim.order, self._aim.doing, self._aim.thing, self._aim.news)
            if not facts and any(said_in(words, text) for words in aimed if words):
                cited = (Citation(source=BRIEF, quote=""),)
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
        for told in (*(self._with_name(phrase, one) if first else ()), *tellings(phrase, self._voice)):
            if self._may(stopped(told.text), (one,)):
                return Telling(told.opens, stopped(told.rest))
        return Telling("", one.text)

    def _after_its_name(self, one: Said, text: str) -> str:
        """As it goes on after `Name: `, in the letters of the sheet where that has it so."""
        rest = one.fact.text.removeprefix(self._places["name"]).lstrip(" :")
        return text.rstrip(".") if rest[:1].isupper() and rest != one.fact.text else continued(text)

    def _with_name(self, phrase: str, one: Said) -> Iterator[Telling]:
        """`Con la Tarjeta Oro tienes …`, `Roam Pass costs …`: what is told first says what it speaks of."""
        name, the = self._places["name"], self._places["the"]
        if self._headed and not said_in(name, phrase) and not re.search(r":\s", phrase):
            yield Telling("", f"{name}: {self._after_its_name(one, phrase)}")
        if not name or said_in(name, phrase) or self._headed:
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
        if len(one.sentences) > 1 or self._news:
            self._may(one.text, (one,))
            return one.text
        for text in spoken_limit(one.sentences[0].rstrip("."), self._voice):
            if self._may(stopped(capital(text)), (one,)):
                return stopped(capital(text))
        self._may(one.text, (one,))
        return one.text

    def _followed(self, text: str, facts: Sequence[Said], limits: Sequence[tuple[Said, str]]) -> str:
        """The text with what narrows it after it. facts: what its last sentence rests on."""
        told, rests_on = text, tuple(facts)
        for one, words in limits:
            spans = sentences(told)
            last = spans[-1].text if spans else ""
            hung = self._hung(last, rests_on, one, words) if last and told.endswith(last) else ""
            told = f"{told[: -len(last)]}{hung}" if hung else in_a_row((told, words))
            rests_on = (*rests_on, one) if hung else (one,)
        return told

    def _hung(self, sentence: str, facts: Sequence[Said], one: Said, words: str) -> str:
        """`… 40% off, selected coats only.`: notes keep the small letter they were given with; empty where they cannot.

        What narrows an offer and was given as a note, not as a sentence, goes on in the sentence before it.
        """
        given = one.fact.text.split()
        note = given[0][:1].islower() and words.split()[0].casefold() == given[0].casefold()
        if not note or one.is_sentence or one.fact.key in self._ties or not _ENDS.search(sentence):
            return ""
        narrowed = any(self._is_offer(fact) and one in (*self._hard(fact), *self._soft(fact)) for fact in facts)
        if not narrowed and all(fact.fact.key in self._ties for fact in facts):
            return ""
        simple = narrowed and len(facts) == 1 and not re.search(r"[,;:()]", sentence) and "," not in words
        longest = self.material.rules.max_sentence_words or _LONGEST
        wholes = (f"{sentence[:-1]}{mark} {words[:1].lower()}{words[1:]}" for mark in (",;" if simple else ";"))
        fitting = (whole for whole in wholes if word_count(whole) <= longest and self._may(whole, (*facts, one)))
        return next(fitting, "")

    def _names_it(self, text: str) -> bool:
        return not self._places["name"] or said_in(self._places["name"], text)

    def _less(self, one: Said, *, dates: bool = True) -> str:
        """The fact in the fewest characters that say the same. dates: whether they are written shorter too."""
        texts = [text for text in shorter(one.text, self._language, dates=dates) if self._may(text, (one,))]
        return min((one.text, *texts), key=len)

    def _opening(self, headed: str) -> str:
        for text in self._options("sheet_opening"):
            fresh = not any(said_in(text, other) for other in self._taken) and not said_in(text, headed)
            if fresh and self._may(text, ()):
                return text
        return ""
