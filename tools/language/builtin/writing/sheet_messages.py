"""Messages with little room: the first fact with what narrows it, and as many more as fit."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from typing import Literal

from batuta.grounding.carried import said_in
from tools.language.builtin.writing.facts import Said
from tools.language.builtin.writing.limits import dated, narrows
from tools.language.builtin.writing.sheet_calls import SheetCalls
from tools.language.builtin.writing.sheet_sentences import NEAR, PAID
from tools.language.builtin.writing.topics import has_a_verb
from tools.language.builtin.writing.voice import having
from tools.language.builtin.writing.wording import capital, continued, stopped

Manner = Literal["told", "own", "less", "least"]
"""As a sentence to the reader, in the sheet's words, in shorter words, or with its dates shorter as well."""
_FEW: tuple[tuple[Manner, ...], ...] = ((), ("less",), ("least",))
"""Shorter ways to say it, tried one after the other where the whole does not fit; none to begin with."""
_TRIED = 6
"""Ways to say it that are tried before another variant's words are repeated."""
_BARE = re.compile(
    r"(?:(?:el |la |su )?(?:precio|cuota|tarifa|price)\b:? ?|desde |from |for |por |only |solo )*[€$£]?[\d.,]+ ?[€$£]?"
    r"(?: (?:a|al|por|per|each|cada) \w+)?\W*(?:\([^)]*\))?\W*$",
    re.IGNORECASE,
)
_LEADS = re.compile(r"(?:solo|only|hasta|until|del \d|para|for|todos|every)\b", re.IGNORECASE)
"""What narrows an offer and can stand before it."""
_FIGURES_FROM = re.compile(r":? *(?:\b(?:a|at|for|por|desde|from|de|of) )?[€$£]?\d|: ")
"""Where a thing's name ends and its figures begin."""
_THING = 6
"""Words of a thing that is named without its price."""
_OF_THE_PRICE = re.compile(r"(?:then|after|renews?|se renueva|luego|despu[eé]s)\b", re.IGNORECASE)
"""What a price becomes stays with the price."""
_NOTED = 12
"""Characters by which a note is known, in the letters of its sheet."""
_FIRST_NOUN = re.compile(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+(?: [a-záéíóúñ]+)?, ")
"""What a sheet begins with and goes on about: `Flu shots, …`."""
_GOES_ON = re.compile(r"(?:then|then,|after that|luego|y luego|después)\b(?!,)", re.IGNORECASE)
_MOST_SHORT = 3
"""Facts of a short message, what narrows them aside."""


def _begun(name: str) -> str:
    """With a capital, unless it is spelt with a small letter before a great one."""
    return name if re.match(r"\w[A-ZÁÉÍÓÚÑ]", name) else capital(name)


class SheetMessages(SheetCalls):
    """Texts for phones, screens and banners."""

    def _short(self, limit: int, headed: str) -> str:
        """One or more sentences under a title; in fewer characters only where nothing fits else."""
        greeting = self._option("greeting") if self._places["first_name"] else ""
        for in_fewer, before in product(_FEW, dict.fromkeys((greeting, ""))):
            room = limit - len(before) - bool(before)
            told = islice(self._brief(room, headed, (), in_fewer=in_fewer), _TRIED)
            made = [f"{before} {continued(text, stop=True)}" if before else text for text in told]
            if made:
                whole = [text for text in made if self._says_the_main(f"{headed} {text}")]
                return self._fresh(whole or made)
        return self._with_a_pointer(self._days(limit, headed), limit)

    def _with_a_pointer(self, told: str, limit: int) -> str:
        """What needs no price, and where the price and its conditions are to be found."""
        if not told or not any(PAID.search(one.text) for one in self._sale):
            return told
        whole = (f"{told} {pointer}" for pointer in self._options("sheet_pointer") if self._may(pointer, ()))
        return next((text for text in whole if len(text) <= limit), told)

    def _days(self, limit: int, headed: str) -> str:
        """When it is, under a title that says what; else what it is and whom, where and how long, without its price.

        Empty where the title says nothing of it, or nothing is known but its price.
        """
        words = re.findall(r"[^\W\d]{4,}", self._places["name"] or self._topic)
        if not any(said_in(word, headed) for word in words):
            return self._unpriced(limit, headed)
        return self._unpriced(limit, headed) or self._in_room("", limit, dated)

    def _unpriced(self, limit: int, headed: str) -> str:
        """What the first thing is, without figures, and what holds for it; empty where nothing does.

        Empty where the variant is about the price.
        """
        if self.strategy == "price":
            return ""
        first = self._sale[0]
        thing = _FIGURES_FROM.split(first.text)[0].strip(" :,;–-")
        begun = stopped(thing) if 1 < len(thing.split()) <= _THING and self._may(stopped(thing), (first,)) else ""
        if not begun and self._aim.thing:
            about = stopped(capital(self._aim.thing))
            begun = about if self._may(about, ()) else ""
            thing = self._aim.thing if begun else thing
        if not begun and not (self._places["name"] and said_in(self._places["name"], headed)):
            return ""
        if thing and said_in(thing, headed):
            begun = ""
        told = self._in_room(begun, limit, lambda one: not PAID.search(one.text))
        return told if told != begun else ""

    def _in_room(self, begun: str, limit: int, wanted: Callable[[Said], bool]) -> str:
        """What narrows the offers, in the sheet's order, as far as it is wanted and fits."""
        told = begun
        for one in sorted(self.facts, key=lambda one: self._given.index(one.fact.key)):
            text = f"{told} {one.text}".strip()
            if narrows(one) and wanted(one) and len(text) <= limit and self._may(one.text, (one,)):
                told = text
        return told

    def _says_the_main(self, text: str) -> bool:
        """What a sheet begins with, where that is a sentence: a message that leaves it out has missed its point."""
        offers = (one for one in self._main_facts if self._is_offer(one))
        opens = next(offers, None) or next((one for one in self._sale if one.fact.key == self._given[0]), None)
        if opens is None or not (self._is_offer(opens) or has_a_verb(opens.text, self._language)):
            return True
        return any(
            said_in(words, text) for words in (opens.text, self._less(opens), self._tell(opens, first=False).text)
        )

    def _fresh(self, made: Sequence[str]) -> str:
        """The first that no other variant says; else the first."""
        return next((text for text in made if text not in self._taken), next(iter(made), ""))

    def _message(self, limit: int, who: str | None = None) -> str:
        """An SMS: who writes, what there is, what to do, the way out. who: the brand, unless the facts name it."""
        who, out = self._places["brand"] if who is None else who, self._option("sms_out")
        call, done = next(iter(self._calls()), ("", ()))
        if self._doors:
            call, done = self._through(self._doors[0]), self._doors[:1]
        asks = self._opening("") if self.strategy in ("question", "novelty") and not self._news else ""
        asks = "" if who and said_in(who, asks) else asks
        greeting = self._option("greeting") if self._places["first_name"] else ""
        start = f"{who}: " if who else ""
        greeted = f"{greeting} {continued(asks, stop=True)}".strip() if asks else greeting
        openings = dict.fromkeys((greeted, greeting) if greeting else (asks, ""))
        briefer = min((text for text, facts in islice(self._calls(), _TRIED) if not facts), key=len, default="")
        tails = [[stopped(call), out] if call else [out]]
        if not self._doors and briefer and briefer != call:
            tails.append([stopped(briefer), out])
        tails.append([out])
        made: list[str] = []
        for in_fewer, tail, opening in product(_FEW, tails, openings):
            room = limit - len(start) - len("\n".join(tail)) - 1 - len(opening) - bool(opening)
            said = done if len(tail) > 1 else ()
            for text in islice(self._brief(room, opening, said, in_fewer=in_fewer), _TRIED):
                told = f"{opening} {continued(text, stop=True) if opening[-1:] in (':', ',') else text}".strip()
                begun = continued(told, stop=True) if who else capital(told)
                made.append("\n".join((f"{start}{begun}", *tail)))
            if any(self._says_the_main(text) and text not in self._taken for text in made):
                break
        if not made and start and said_in(who, " ".join(one.text for one in self.facts)):
            return self._message(limit, who="")
        return self._fresh([*filter(self._says_the_main, made), *made])

    def _brief(self, limit: int, headed: str, done: Sequence[Said], *, in_fewer: tuple[Manner, ...]) -> Iterator[str]:
        """The first fact with what narrows it, and as many more as fit; those that other variants begin with last.

        done: facts that the call to action says already.
        """

        def rank(one: Said) -> tuple[bool, bool]:
            begun = any(said_in(one.sentences[0], text[: len(one.sentences[0]) + NEAR]) for text in self._taken)
            return (bool(one.alone) and said_in(one.alone, headed), begun and self.strategy != "price")

        leads = [one for one in self._sale if self._places["name"] or not _BARE.match(one.text)] or list(self._sale)
        leads = [one for one in leads if one not in done] or leads
        leads = sorted((one for one in leads if one.kind != "how"), key=rank) or leads
        # What comes with an offer opens no message.
        leads = sorted(leads, key=lambda one: one not in self._main_facts)
        if self.strategy == "benefit":
            # Whoever lists facts begins with what matters.
            leads = sorted(leads, key=lambda one: one.fact.key != self._given[0])
        if self.strategy == "price":
            leads = [one for one in leads if one.kind == "price" or self._is_offer(one)] or leads
        for manner, most in product(in_fewer or self._manners(), (_MOST_SHORT, 1)):
            for lead in leads:
                for begun in self._first(lead, headed, manner):
                    text = self._fitted(lead, begun, limit, headed, done, manner, most)
                    if text:
                        yield text

    def _manners(self) -> tuple[Manner, ...]:
        """Whole sentences are for where there is room to read."""
        return ("told", "own") if self.material.need.channel in ("web", "in_app", "social") else ("own",)

    def _fitted(
        self, lead: Said, begun: str, limit: int, headed: str, done: Sequence[Said], manner: Manner, most: int
    ) -> str:
        """Empty where the fact does not fit with what narrows it."""
        hard = self._hard(lead)
        # What a sheet begins with names the thing, even where it limits what follows.
        above = [tie for tie in hard if tie.fact.key == self._given[0] and self._names_a_thing(tie)]
        pieces: list[tuple[Said, str]] = [
            *((tie, self._in_manner(tie, manner)) for tie in above),
            (lead, begun),
            *((tie, self._in_manner(tie, manner)) for tie in hard if tie not in above),
        ]

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
                near = {tie for known in (lead, *said) for tie in self._next_to(known)}
                near |= {tie for tie in said if _OF_THE_PRICE.match(tie.text)}
                shared = [said.index(tie) for tie in self._hard(one) if tie in said and tie not in near]
                at = min(shared, default=len(pieces))
                pieces[at:at] = [(one, self._in_manner(one, manner))]
                pieces += [(tie, self._in_manner(tie, manner)) for tie in needed]
                told += 1
        for one, text in pieces:
            self._may(text, (one,))
        whole = self._varied([text for text, _ in self._joined(pieces)])
        if any(whole in other for other in self._taken):
            # Another variant says just that: who may have it, or until when, comes first.
            led = self._led_by_its_limit(pieces)
            return led if led and len(led) <= limit else whole
        return whole

    def _names_a_thing(self, one: Said) -> bool:
        """`Flu shots, walk in daily until 12/20`: what there is, with its days."""
        noun = _FIRST_NOUN.match(one.fact.text)
        return bool(noun) and dated(one) and not _LEADS.match(one.text) and not has_a_verb(one.text, self._language)

    def _led_by_its_limit(self, pieces: Sequence[tuple[Said, str]]) -> str:
        """`Solo líneas nuevas: 20 GB por …`; empty where no short limit can lead."""
        for place, (one, text) in enumerate(pieces):
            if place and narrows(one) and _LEADS.match(text) and text.count(".") < 2:
                rest = [text for at, (_, text) in enumerate(pieces) if at != place]
                branded = self.material.need.channel == "sms" and bool(self._places["brand"])
                joint = "," if re.match(r"(?:para|for|hasta|until)\b", text, re.IGNORECASE) else ":"
                if branded and joint == ":":
                    return self._varied([pieces[0][1], text, *rest[1:]]) if place > 1 else ""
                name = self._places["name"]
                if joint == "," and (has_a_verb(text, self._language) or re.match(r"[A-ZÁÉÍÓÚÑ]\w+: ", rest[0])):
                    continue
                begun = f"{text.rstrip('.')}{joint} {continued(rest[0], stop=True)}"
                if name and rest[0].startswith(f"{name}: "):
                    begun = f"{name}, {continued(text)}: {rest[0].removeprefix(f'{name}: ')}"
                if self._may(begun, (one, pieces[0][0])):
                    others = [piece for at, piece in enumerate(pieces) if at and at != place]
                    told = " ".join(told for told, _ in self._joined([(pieces[0][0], begun), *others]))
                    notes = (piece.fact.text for piece, _ in others if piece.fact.text[:1].islower())
                    return self._varied([told]) if all(note[:_NOTED] in told for note in notes) else ""
        return ""

    def _joined(self, pieces: Sequence[tuple[Said, str]]) -> list[tuple[str, tuple[Said, ...]]]:
        """`… for 12 months, then $35/mo`: what goes on from a sentence stands in it."""
        told: list[tuple[str, tuple[Said, ...]]] = []
        for one, text in pieces:
            if told and _GOES_ON.match(text) and told[-1][0].endswith(".") and "," not in told[-1][0]:
                before, facts = told[-1]
                whole = f"{before[:-1]}, {text[:1].lower()}{text[1:]}"
                if self._may(whole, (*facts, one)):
                    told[-1] = (whole, (*facts, one))
                    continue
            followed = self._followed(told[-1][0], told[-1][1], [(one, text)]) if told else ""
            if followed and not followed.endswith(f" {text}"):
                told[-1] = (followed, (*told[-1][1], one))
                continue
            told.append((text, (one,)))
        return told

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
                return self._less(one, dates=False)
            case "least":
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
        rest = [one for one in self._sale if one is not lead]
        if self.strategy == "price":
            return rest
        # What offers nothing may be a condition all the same: it goes before further offers.
        offered = self._is_offer(lead)
        return sorted(
            rest,
            key=lambda one: (offered and self._is_offer(one), one.kind == "how", self._given.index(one.fact.key)),
        )

    def _first(self, lead: Said, headed: str, manner: Manner) -> Iterator[str]:
        """With the name where nothing above has it."""
        name = self._places["name"]
        if name and not said_in(name, headed) and not said_in(name, lead.text) and manner not in ("less", "least"):
            telling = self._tell(lead, first=True)
            if said_in(name, telling.text):
                yield stopped(telling.text)
            text = stopped(f"{_begun(name)}: {self._after_its_name(lead, lead.text)}")
            if len(lead.sentences) == 1 and self._may(text, (lead,)):
                yield text
        less = stopped(f"{_begun(name)}: {self._after_its_name(lead, self._in_manner(lead, manner))}")
        if (
            manner in ("less", "least")
            and name
            and not said_in(name, f"{headed} {lead.text}")
            and self._may(less, (lead,))
        ):
            yield less
        unnamed = bool(name) and said_in(name, lead.fact.text) and not said_in(name, f"{headed} {lead.text}")
        if not (unnamed and self.material.need.channel == "sms"):
            yield self._in_manner(lead, manner)
