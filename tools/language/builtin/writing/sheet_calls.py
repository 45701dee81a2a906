"""What the reader is asked to do, and what the need calls the thing."""

import re
from collections.abc import Iterator

from batuta.grounding.carried import said_in
from batuta.words.address import readdressed
from batuta.words.concepts import units
from batuta.words.sentences import word_count
from tools.language.builtin.writing.callings import by_kind, callings
from tools.language.builtin.writing.doors import LEADS
from tools.language.builtin.writing.facts import Said
from tools.language.builtin.writing.names import with_article
from tools.language.builtin.writing.needs import without_the_readers
from tools.language.builtin.writing.openings import theme_of
from tools.language.builtin.writing.phrases import actions
from tools.language.builtin.writing.sheet_heads import SheetHeads
from tools.language.builtin.writing.sheet_sentences import PAID
from tools.language.builtin.writing.telling_spanish import with_pronoun
from tools.language.builtin.writing.weaving import named_action
from tools.language.builtin.writing.wording import capital

WISHED = 8
"""Words of a thing that a question names."""
_SUM_FIRST = re.compile(r"\W*(?:(?:from |desde |el |la |the )?(?:[€$£\d]|precio|price|cuota|tarifa))", re.IGNORECASE)
"""A price that does not say what of."""
_NAMES_FIRST = re.compile(r"(?:[A-ZÁÉÍÓÚÑ]\w+ ){2,}")
"""It begins with another name."""
_CALL = 5
"""Words of a call to action."""
_NEUTRAL = re.compile(r"(?:promoci[oó]n|rebajas|campaña|apertura|inauguraci[oó]n|\w+ sale|\w+ event)\b", re.IGNORECASE)
"""What a campaign is called and claims nothing by it."""
_YIELDS = re.compile(
    r"\b(?:pays|earns?|yields?|aer|apy|rinden?|rentabilidad|back|bonus|bonificaci[oó]n|reintegro|off|descuento"
    r"|garantiza)\b",
    re.IGNORECASE,
)


class SheetCalls(SheetHeads):
    """Calls to action."""

    def _calls(self) -> Iterator[tuple[str, tuple[Said, ...]]]:
        """What the reader is asked to do: as the facts say it is done, else as the need has it."""
        told: list[tuple[str, tuple[Said, ...]]] = [(text, ()) for text in named_action(self.material.about)]
        if self._aim.order and word_count(self._aim.order) <= _CALL:
            told.append((capital(self._aim.order), ()))
        for one in self._doors:
            told += [(call, (one,)) for call in self._knocking(self._through(one))]
        for one in sorted(self.facts, key=lambda one: one.kind != "how"):
            for text in one.sentences:
                bare = text.rstrip(".")
                told += [(call, (one,)) for call in callings(bare, self._voice.pronoun, self._language, self._address)]
        its = f"{self._voice.pronoun or 'lo'} ahora"
        about = self._wanted()
        own = actions(about, self._language)
        told += [(self._addressed(re.sub(r"lo ahora$", its, text)), ()) for text in own]
        known = " ".join((self._places["name"], about, *(one.text for one in self._sale[:1])))
        everything = " ".join(one.text for one in self._sale)
        for text in by_kind(known, everything, self._language):
            filled = self._with_it(text)
            told += [(self._addressed(filled), ())] if filled else []
        for text, facts in told:
            call = capital(text)
            if PAID.search(call):
                continue
            if self._may(call, facts) or (not facts and self._may(call, self.facts[:1])):
                yield call, facts

    def _knocking(self, text: str) -> Iterator[str]:
        """What a door asks for, without its address: `Book now`, `Get a quote`."""
        order = re.split(
            rf"(?::| (?:at|on|via|en|por|al|from|by|in|through))(?: (?:el|la))? (?={LEADS})|[,;]| or | o ", text
        )[0]
        if order == text.rstrip(".") or re.match(
            r"(?:find|m[aá]s|call|ring|phone|text|llam|visit|go|see|check)", order, re.IGNORECASE
        ):
            return
        order = re.sub(r" (?:en|in|at)$", "", order.strip())
        yield order if " " in order else f"{order} {'now' if self._language == 'en' else 'ahora'}"

    def _wanted(self) -> str:
        """What the need wants, without whom it speaks of."""
        return self._aim.order or self._aim.thing or without_the_readers(self.material.about, self._language)

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
        if self._news and (self._aim.news or self._aim.thing):
            return capital(self._aim.news or self._aim.thing)
        theme = theme_of(self.material.about, self._language)
        if not theme or word_count(theme) > WISHED:
            return ""
        told = {unit.stem for one in self.facts for unit in units(one.fact.text, self._language)}
        spoken = {unit.stem for unit in units(theme, self._language)}
        return theme if spoken <= told or _NEUTRAL.match(theme) else ""

    def _aimed(self) -> dict[str, str]:
        """What the reader is to do and what it is about, as the need has it."""
        aim, name = self._aim, self._places["name"]
        ours = self._language == "en" and aim.article in ("our", "your")
        thing = (aim.the_thing if ours else aim.thing) if aim.thing else ""
        known = bool(name) and (said_in(name, thing) or said_in(thing, name))
        told = {unit.stem for one in self.facts for unit in units(one.fact.text, self._language)}
        spoken = {unit.stem for unit in units(thing, self._language)}
        fits = bool(thing) and not known and (bool(spoken & told) or not name)
        return {
            "aim_order": capital(aim.order),
            "doing": aim.doing,
            "thing": capital(thing) if fits else "",
            "thing_the": self._the_thing if fits and not name else "",
            "about": ((self._places["the"] or name) if name else self._the_thing) if aim.thing or name else "",
            "thing_interest": "interesan" if re.match(r"l[oa]s\b", self._the_thing) else "interesa",
            "of_the_costs": self._places["of_the"] if self._costs() else "",
            "of_about": self._of_about(),
            "back": (self._places["brand"] or name) if aim.back else "",
            "come_back": {"es": "Vuelve con nosotros", "en": "Come back to us"}[self._language] if aim.back else "",
            "told_order": self._told_order(),
        }

    @property
    def _the_thing(self) -> str:
        """What the need is about, with its article: in Spanish with one where the need has none."""
        aim = self._aim
        return with_article(aim.thing) if self._language == "es" and not aim.article and aim.thing else aim.the_thing

    def _told_order(self) -> str:
        """What a fact asks the reader to do, its address aside: `Activa la promo`."""
        told = (
            call
            for one in self.facts
            if one not in self._doors
            for text in one.sentences
            for call in callings(text.rstrip("."), self._voice.pronoun, self._language, self._address)
            if 1 < word_count(call) <= _CALL and not PAID.search(call) and self._may(call, (one,))
        )
        return next((capital(call) for call in told), "")

    def _of_about(self) -> str:
        if self._places["name"]:
            return self._places["of_the"]
        the = self._the_thing
        return f"del {the[3:]}" if the.startswith("el ") else f"de {the}" if the else ""

    def _priced_head(self) -> str:
        paid = bool(self._costs()) or any(one.kind == "price" and not _YIELDS.search(one.text) for one in self._sale)
        if self._language == "es":
            return "Precio y condiciones" if paid else "Los detalles"
        return "What you pay" if paid else "The details"

    def _costs(self) -> dict[str, str]:
        """The product, where a fact says what is paid for it."""
        name = self._places["name"]
        paid = any(
            one.kind == "price"
            and PAID.search(one.text)
            and not _YIELDS.search(one.text)
            and (said_in(name, one.fact.text) or _SUM_FIRST.match(one.text) or not _NAMES_FIRST.match(one.text))
            for one in self._sale
        )
        several = self._language == "en" and re.search(r"\b[a-z][a-z-]*[^s]s$", self._places["name"])
        return {"costs": self._places["name"]} if paid and not several else {}
