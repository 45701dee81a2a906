"""A message from a bare sheet of facts, in sentences to the reader; no fact is said without what narrows it."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from batuta.content import Citation, Part, Sentence
from batuta.grounding.carried import said_in
from batuta.grounding.numbers import figures
from batuta.material import Material
from batuta.words.sentences import sentences, word_count
from batuta.writing_checks import uncarried
from tools.language.builtin.writing.names import with_article
from tools.language.builtin.writing.openings import reader_questions
from tools.language.builtin.writing.roles import is_legal
from tools.language.builtin.writing.sheet_calls import WISHED
from tools.language.builtin.writing.sheet_messages import SheetMessages
from tools.language.builtin.writing.sheet_sentences import in_a_row
from tools.language.builtin.writing.small_print import SHORT, print_of
from tools.language.builtin.writing.weaving import shape_of
from tools.language.builtin.writing.wording import capital, continued, stopped

_NEW = re.compile(r"\b(?:new|introduc|launch|present|meet|nuev|conocer|lanza|estren)", re.IGNORECASE)

_KNOWN = re.compile(r"\b(?:already|ya)\b|^¿no ", re.IGNORECASE)
"""A question whose answer the sender knows."""
_GREETED = re.compile(r"(?:hi|hello|good \w+|hola|buen[oa]s)\b", re.IGNORECASE)
_STATED = re.compile(r"^(?:most|same|next|each|every|all)\b|\w+ed$", re.IGNORECASE)
"""`Most plans accepted`: something is said of it, and nobody looks for it."""


def is_sheet(material: Material) -> bool:
    """Facts and rules alone: no approved lines, nothing promised, no example of credit."""
    bare = not any(fact.conditions or fact.figure for fact in material.facts)
    examples = any(print_of(fact) == "example" for fact in material.facts)
    promised = material.offer or material.must_say or material.lines
    return bool(material.facts) and bare and not promised and not examples


class SheetWriter(SheetMessages):
    """Writes the parts of one variant from a sheet."""

    def writes(self) -> bool:
        """Whether there is something of the strategy's to say."""
        if not self.facts:
            return False
        if self._news:
            channel = self.material.need.channel
            return channel in SHORT or (channel in ("letter", "call") and bool(self._roles.taken))
        kinds = {one.kind for one in self._sale}
        if self.strategy == "price":
            return "price" in kinds or any(self._is_offer(one) for one in self._sale)
        if self.strategy == "novelty":
            return bool(_NEW.search(self.material.about))
        return self.strategy != "reassurance" or "freedom" in kinds

    def gives_way(self) -> bool:
        """A sheet that brings news is told plainly, fact by fact."""
        return self._news

    def part(self, part: Part, headed: Sequence[str] = ()) -> str:
        match part:
            case "body" | "text":
                return self._main(self._limit(part), headed)
            case "subject" | "headline" | "title" if not self._news:
                return self._heading(part, headed)
            case "headline" | "title":
                return self._news_heading(self._limit(part)) or super().part(part, headed)
            case "preheader":
                return self._preheader(headed)
            case "cta":
                return next((text for text, _ in self._calls() if len(text) <= self._limit(part)), "")
            case "legal":
                return self._line_of(self._roles.address_key)
            case "footer":
                return self._footer(self._limit(part)) or super().part(part, headed)
        return super().part(part, headed)

    def _footer(self, limit: int) -> str:
        """Why the reader gets this and how to get no more, as far as its sentences are carried."""
        for text in self._options("email_out"):
            key = (f"footer: {text}", ())
            if key not in self._decided:
                told = (
                    Sentence(text=span.text, part="footer", citations=self.citations(span.text))
                    for span in sentences(text)
                )
                self._decided[key] = all(uncarried(self.material, one) is None for one in told)
            if self._decided[key] and len(text) <= limit:
                return text
        return ""

    def citations(self, sentence: str) -> tuple[Citation, ...]:
        bare = sentence.strip().lstrip("- ")
        if bare in self._sources:
            return self._sources[bare]
        within = [cited for text, cited in self._sources.items() if said_in(bare, text) or said_in(text, bare)]
        return tuple(dict.fromkeys(one for cited in within for one in cited)) or super().citations(sentence)

    def _main(self, limit: int, headed: Sequence[str]) -> str:
        above = " ".join(headed)
        match self.material.need.channel:
            case "email" | "letter" | "call":
                return self._long(limit, above)
            case "sms":
                return self._message(limit)
            case _:
                return self._with_its_legal(self._short(limit, above), limit)

    def _with_its_legal(self, text: str, limit: int) -> str:
        """Who supervises the sender, below what little there is room for."""
        for fact in self.material.facts:
            if text and fact.key in self._roles.below and is_legal(fact.text):
                whole = f"{text} {stopped(self._line_of(fact.key))}"
                text = whole if len(whole) <= limit else text
        return text

    def _long(self, limit: int, headed: str) -> str:
        """Greeting, paragraphs, a close; what does not fit is left out with what narrows it, the last first."""
        chosen = list(self._sale)
        doors = in_a_row([self._through(one) for one in self._doors])
        below = "\n".join(self._line_of(key) for key in self._roles.below)
        while chosen:
            for frame in self._frames(headed):
                before, opening, after = frame
                told = self._reported() if self._news else self._paragraphs(before, opening, chosen)
                text = "\n\n".join(filter(None, (before, *told, doors, below, *after)))
                if len(text) <= limit:
                    return self._anew(text, before, limit) if text in self._taken else text
            chosen.pop()
        return ""

    def _news_heading(self, limit: int) -> str:
        """What the news is about, as the need calls it; empty where that does not fit."""
        for text in self._options("news_headline"):
            told = capital(text)
            if len(told) <= limit and (self._may(told, ()) or self._may(told, self._sale[:1])):
                return told
        return ""

    def _anew(self, text: str, before: str, limit: int) -> str:
        """What another variant says already, led by a sentence of this strategy's own; the same where none fits."""
        for opening in self._options("sheet_again"):
            led = f"{before}\n\n{opening} {text[len(before) :].strip()}".strip()
            if len(led) <= limit and self._may(opening, ()) and led not in self._taken:
                return led
        return text

    def _reported(self) -> list[str]:
        """News fact by fact, as the sheet has it, two sentences a paragraph."""
        told = sorted(
            (one for one in self.facts if one not in self._doors), key=lambda one: self._given.index(one.fact.key)
        )
        texts = [one.text for one in told if self._may(one.text, (one,))]
        return [" ".join(texts[place : place + 2]) for place in range(0, len(texts), 2)]

    def _line_of(self, key: str) -> str:
        """A fact that stands on a line of its own, in its own words."""
        return self._quotes(
            next((capital(fact.text.strip()) for fact in self.material.facts if fact.key == key), ""), key
        )

    def _close(self, bank: str) -> str:
        """What closes a message, as far as it claims nothing of the facts' matter."""
        if bank == "call_close" and self._news:
            bank = "news_close"
        for text in self._options(bank):
            keys = {"signed": self._roles.signed_key, "no_more": self._roles.no_more_key}
            for place, key in keys.items():
                if self._places.get(place) and self._places[place] in text:
                    self._quotes(self._places[place], key)
            if self._may(text, ()) or any(self._places.get(place, "~") in text for place in keys):
                return text
        return ""

    def _frames(self, headed: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """What stands before, what opens and what closes; the fullest first."""
        opening = self._opening(headed)
        match self.material.need.channel:
            case "call":
                asked = opening or self._option("call_question") if self.strategy == "question" else ""
                above = self._call_opening()
                named = bool(self._places["name"]) and said_in(self._places["name"], above)
                yield above, asked or ("" if named else opening), (self._close("call_close"),)
                yield above, "", (self._close("call_close"),)
            case "letter":
                greeting = self._greeting("letter_greeting")
                yield greeting, opening, (self._close("outro"), self._close("sign_off"))
                yield greeting, "", (self._close("sign_off"),)
            case _:
                yield self._greeting("greeting"), opening, ()
                yield self._greeting("greeting"), "", ()
        yield "", "", ()

    def _greeting(self, bank: str) -> str:
        """The sheet's own greeting rests on its fact."""
        text = self._option(bank)
        if self._roles.greeting and self._roles.greeting in text:
            self._quotes(text, self._roles.greeting_key)
        return text

    def _call_opening(self) -> str:
        """As the sheet has a caller begin, what it is about, and that the call is recorded."""
        own = self._line_of(self._roles.opens_key).rstrip(".")
        if not own:
            opening = self._option("call_opening")
        elif _GREETED.match(own):
            opening = stopped(own)
        else:
            told = re.sub(r"^calling ", "I am calling ", continued(own))
            opening = stopped(f"{'Hola' if self._language == 'es' else 'Hello'}, {told}")
            self._quotes(opening, self._roles.opens_key)
        name, about = self._places["name"], ""
        if not (name and said_in(name, opening)) and not re.search(r"\b(?:about|por|sobre)\b", opening):
            about = next((text for text in self._options("call_about") if self._may(text, ())), "")
        notice = self._line_of(self._roles.notice_key)
        return " ".join(filter(None, (opening, about, stopped(notice) if notice else "")))

    @cached_property
    def _choices(self) -> tuple[dict[str, str], ...]:
        if self._news:
            theme = self._theme()
            return tuple({**found, "theme": theme} if theme else found for found in super()._choices)
        wishes = [
            continued(one.alone)
            for one in self._sale
            if one.alone
            and shape_of(one.alone, self._language) == "thing"
            and not figures(one.alone, self._language).quantities
            and not _STATED.search(one.alone)
            and word_count(one.alone) <= WISHED
            and not (self._places["name"] and said_in(self._places["name"], one.alone))
        ]
        asks = reader_questions(self.material.about, self._language, self._address)
        asked = next((text for text in asks if text and not _KNOWN.search(text) and self._may(text, ())), "")
        found = {
            **self._places,
            **self._asked(),
            **self._costs(),
            "topic": self._topic if not self._places["name"] else "",
            "topic_the": with_article(continued(self._topic)) if self._topic and not self._places["name"] else "",
            "topic_of": "" if said_in(self._topic, self._places["name"]) else continued(self._topic),
            "priced": self._priced_head(),
            "the_costs": self._places["the"] if self._costs() else "",
            "asks": asked,
            "wish": wishes[0] if wishes and not self._places["name"] else "",
            "theme": self._theme(),
            **self._aimed(),
        }
        return (found,)
