"""Facts of a sheet told one after the other: what narrows an offer follows the last that it narrows."""

import re
from collections.abc import Sequence

from batuta.grounding.carried import said_in
from batuta.words.sentences import sentences, word_count
from tools.language.builtin.writing.facts import Said
from tools.language.builtin.writing.sheet_sentences import NEAR, PAID, SheetSentences, in_a_row
from tools.language.builtin.writing.voice import Telling, having
from tools.language.builtin.writing.wording import stopped


class SheetParagraphs(SheetSentences):
    """Facts in running text."""

    def _paragraphs(self, before: str, opening: str, chosen: Sequence[Said]) -> list[str]:
        """The facts in sentences: what narrows an offer follows the last that it narrows."""
        opens = self._given[0]
        priced = [one for one in chosen if self._hard(one) or self._soft(one) or PAID.search(one.text)]
        ways = [one for one in chosen if one not in priced and one.kind in ("how", "freedom") and one.fact.key != opens]
        plain = [one for one in chosen if one not in priced and one not in ways]
        plain.sort(key=lambda one: (not self._names_it(one.text), one.fact.key != opens))
        groups = {
            "price": [priced, plain, ways],
            "reassurance": [ways, plain, priced],
            "question": [[*plain, *ways], priced] if plain else [priced, ways],
        }.get(self.strategy, [plain, priced, ways])
        first = next((one for one in priced if one.fact.key == opens), None)
        if first and self.strategy not in ("price", "reassurance") and groups[0] is not priced:
            priced.remove(first)
            groups[0] = [first, *groups[0]]
        if opening and not opening.endswith("?") and self._stutters(groups):
            opening = ""
        named = bool(self._places["name"]) and said_in(self._places["name"], f"{before} {opening}")
        told: list[str] = []
        placed = {limit for group in groups for one in group for limit in self._next_to(one)}
        for place, group in enumerate(groups):
            known = named or any(self._names_it(text) for text in told)
            text = self._running(group, named=known, just_named=named and not told)
            later = {
                limit for rest in groups[place + 1 :] for one in rest for limit in (*self._hard(one), *self._soft(one))
            }
            narrowing = dict.fromkeys(limit for one in group for limit in (*self._hard(one), *self._soft(one)))
            limits = [(limit, self._limit_told(limit)) for limit in narrowing if limit not in {*later, *placed}]
            if text:
                told.append(self._followed(text, self._rested_on(text, group), limits))
        if opening:
            told = [f"{opening} {told[0]}", *told[1:]] if told else [opening]
        return told

    def _rested_on(self, text: str, group: Sequence[Said]) -> tuple[Said, ...]:
        """The facts of the group that the last sentence of a text rests on."""
        spans = sentences(text)
        cited = self._sources.get(spans[-1].text, ()) if spans else ()
        return tuple(one for one in group if any(citation in cited for citation in one.cited))

    def _stutters(self, groups: Sequence[Sequence[Said]]) -> bool:
        """The first sentence begins with the name that the opening says."""
        first = next((one for group in groups for one in group), None)
        name = self._places["name"]
        return (
            first is not None
            and bool(name)
            and said_in(name, self._tell(first, first=False, just_named=True).text[:NEAR])
        )

    def _running(self, group: Sequence[Said], *, named: bool, just_named: bool) -> str:
        """Sentences one after the other, each with what stands right below it in the sheet and narrows it.

        What the reader has is told together, two things a sentence.
        """
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
            notes = [(limit, self._limit_told(limit)) for limit in self._next_to(one)]
            if telling.opens and telling.opens in (having(self._address)[0], "You get"):
                if notes:
                    finish()
                waiting.append((telling, one))
                if len(waiting) > 1 or notes:
                    finish()
            else:
                finish()
                count += bool(telling.opens)
                told.append(telling.text)
            if notes:
                told[-1] = self._followed(told[-1], (one,), notes)
        finish()
        return in_a_row(told)

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
