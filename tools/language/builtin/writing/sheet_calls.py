"""What the reader is asked to do, and what the need calls the thing."""

import re
from collections.abc import Iterator

from batuta.words.address import readdressed
from batuta.words.concepts import units
from batuta.words.sentences import word_count
from tools.language.builtin.writing.callings import by_kind, callings
from tools.language.builtin.writing.facts import Said
from tools.language.builtin.writing.openings import theme_of
from tools.language.builtin.writing.phrases import actions
from tools.language.builtin.writing.sheet_heads import SheetHeads
from tools.language.builtin.writing.sheet_sentences import PAID
from tools.language.builtin.writing.telling_spanish import with_pronoun
from tools.language.builtin.writing.weaving import named_action
from tools.language.builtin.writing.wording import capital

WISHED = 8
"""Words of a thing that a question names."""
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
        for one in sorted(self.facts, key=lambda one: one.kind != "how"):
            for text in one.sentences:
                bare = text.rstrip(".")
                told += [(call, (one,)) for call in callings(bare, self._voice.pronoun, self._language, self._address)]
        its = f"{self._voice.pronoun or 'lo'} ahora"
        own = actions(self.material.about, self._language)
        told += [(self._addressed(re.sub(r"lo ahora$", its, text)), ()) for text in own]
        known = " ".join((self._places["name"], self.material.about, *(one.text for one in self._sale[:1])))
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
        if not theme or word_count(theme) > WISHED:
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
        paid = any(one.kind == "price" and PAID.search(one.text) and not _YIELDS.search(one.text) for one in self._sale)
        several = self._language == "en" and re.match(r"[a-z].*[^s]s$", self._places["name"])
        return {"costs": self._places["name"]} if paid and not several else {}
