"""What can stand above a message: a fact with all that narrows it, or a phrase of ours that claims nothing."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from batuta.content import Part
from batuta.grounding.carried import said_in
from batuta.words.sentences import word_count
from tools.language.builtin.writing.facts import Said
from tools.language.builtin.writing.limits import bounds
from tools.language.builtin.writing.sheet_paragraphs import SheetParagraphs
from tools.language.builtin.writing.telling import is_whole
from tools.language.builtin.writing.weaving import shape_of
from tools.language.builtin.writing.wording import capital, continued, stopped

_OFFERED = re.compile(
    r"^(?:offer|oferta|promoci[oó]n)(?: valid| v[aá]lida)? (?=for|para|until|hasta|solo|only)", re.IGNORECASE
)
_UNNAMED = re.compile(r"\b(?:it|them)\b|^(?:se|lo|la|los|las) \w+[aeo]n? |^not\b", re.IGNORECASE)
"""It speaks of something that a heading alone does not name."""
_TOPIC = 6
"""Words of a thing that heads a message."""
_HANGS = re.compile(r" (?:a|al|de|del|en|con|por|para|y|hasta|desde|at|for|of|to|with|from|and|up)$", re.IGNORECASE)
"""It was cut before what it goes on to."""
_IS_NOT = re.compile(
    r"(?:this|the|est[ea]|el|la) [^\d,.;:]{2,40}?\b(?:is not|isn.t|no es|no son|are not)(?: (?:an?|una?|the))?"
    r" [^\W\d]+\W*$",
    re.IGNORECASE,
)
"""`This plan is not insurance.`"""
_READABLE = 2
"""What narrows an offer, in a heading; with more it is a list of terms."""
_OFFERS = 2
"""Offers of a sheet that may head a message."""
_NO_HEAD = re.compile(
    r"(?:in|at|on|en|also|member|code|c[oó]digo|federally|allow|bring|trae|lleve|tras|hace falta|you do not"
    r"|you must|you need"
    r"|se necesita|no (?:se|te|le|es)|not|excludes?|excluye|returns?|cambios|devoluci[oó]n en|env[ií]o|shipping"
    r"|delivery (?!free)"
    r"|instalaci[oó]n en|tasa|reservas|salidas|dogs)\b|[^,;:]*\bnot covered\b",
    re.IGNORECASE,
)
"""Places, terms, what a reader has to do, and what comes with an offer: nobody opens a message for it."""
_ENDS_TOPIC = re.compile(r"[,;:(]| (?:con|a|por|para|solo|desde|hasta|with|for|from|at|only|when|to) ")


class SheetHeads(SheetParagraphs):
    """Subjects, titles, headlines and preheaders."""

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
            if any(bounds(tie) for tie in hard) or len(hard) > _READABLE or one not in self._main_facts:
                continue
            limits = (_OFFERED.sub("", continued(tie.text.rstrip("."))) for tie in hard)
            joined = ", ".join((one.text.rstrip("."), *limits))
            if not hard or self._may(joined, (one, *hard)):
                yield joined, (one, *hard)

    @cached_property
    def _main_facts(self) -> tuple[Said, ...]:
        """What may stand above a message: what the sheet begins with and its first offer, as far as they offer."""
        given = sorted(self._sale, key=lambda one: self._given.index(one.fact.key))
        offers = [one for one in given if self._is_offer(one)]
        if self.strategy == "reassurance":
            return tuple(one for one in given if one.kind == "freedom")
        return tuple(one for one in (*given[:1], *offers[:_OFFERS]) if not _NO_HEAD.match(one.text))

    def _heading(self, part: Part, headed: Sequence[str]) -> str:
        limit = self._limit(part)
        other: list[str] = []
        for text, facts in self._head_options(part):
            if len(text) > limit or text in other or not self._may(text, facts):
                continue
            denied = self._denied is not None and said_in(self._places["name"] or text, text)
            if (
                not denied
                and text not in self._taken
                and not any(said_in(text, above) or said_in(above, text) for above in headed)
            ):
                return text
            other.append(text)
        last = (text for text in self._options("sheet_last") if len(text) <= limit)
        if self._denied:
            told = f"{self._places['name']}: {continued(self._denied.alone)}"
            whole = bool(self._places["name"]) and len(told) <= limit and self._may(told, (self._denied,))
            nameless = [text for text in last if not said_in(self._places["name"] or text, text)]
            other = [*nameless, *([told] if whole else ()), *other]
        return next(iter((*(text for text in other if text not in headed), *last, *other)), "")

    @cached_property
    def _denied(self) -> Said | None:
        """The fact that says what the thing is not: its name alone would mislead."""
        return next((one for one in self.facts if _IS_NOT.match(one.fact.text)), None)

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
        first = next(iter(self._main_facts), self._sale[0])
        alone, brand = first.alone, self._places["brand"]
        if brand and alone.startswith(f"{brand}:"):
            alone = alone[len(brand) + 1 :].strip()
        if not alone or shape_of(alone, self._language) != "thing":
            return ""
        begun = _ENDS_TOPIC.split(re.split(r"\s*(?:[€$£]|\d[\d.,]* ?[€%])", alone)[0])[0].strip()
        begun = _HANGS.sub("", begun).strip(" –—-")
        if self._places["name"] and said_in(self._places["name"], begun):
            return ""
        fits = 1 < word_count(begun) <= _TOPIC and begun != first.alone and not _HANGS.search(begun)
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
                whole = self._followed(told, (one,), [(tie, tie.text) for tie in hard])
                if self._may(whole, (one, *hard)):
                    yield whole
