"""A text, marked: clauses with their words, mentions, quantities and dates. Everything else reads from here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from batuta.audience import Evidence
from batuta.reading import BriefText
from tools.language.builtin.reading.dates.find import dates
from tools.language.builtin.reading.dates.nouns import Calendar, When
from tools.language.builtin.reading.detect import language_of_tokens
from tools.language.builtin.reading.layout import Sentence, sentences
from tools.language.builtin.reading.lexicon import READ, lexicon
from tools.language.builtin.reading.lexicon_parts import Lexicon
from tools.language.builtin.reading.mentions import Mention, mentions
from tools.language.builtin.reading.message import Message, message
from tools.language.builtin.reading.phrases import Found, Heard, P, Phrases
from tools.language.builtin.reading.quantities import Counting, Quantity, quantities
from tools.language.builtin.reading.spelling import corrected
from tools.language.builtin.reading.tokens import Stretches, Token, stem, tokenise
from tools.language.builtin.reading.vocabulary import Compiled

_SECOND_IS_DAY = re.compile(r"(?<![\d/])\d{1,2}/(?:1[3-9]|2\d|3[01])(?![\d/]\d)")
"""`3/14`: no month is the fourteenth, so that `3/1` beside it is the first of March."""
_FIRST_IS_DAY = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/\d{1,2}(?!\d)")
_BREAKS = frozenset(",;():·–—")


@dataclass
class Clause:
    """A sentence with everything that was found in it; places are token numbers inside of the sentence."""

    text: str
    sentence: Sentence
    tokens: tuple[Token, ...]
    known: Lexicon
    company: Compiled
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[When, ...]
    label_tokens: int = 0
    """So many tokens at the beginning come from the label."""
    following: "Clause | None" = field(default=None, repr=False, compare=False)
    """The clause behind it."""
    preceding: "Clause | None" = field(default=None, repr=False, compare=False)
    """The clause in front of it."""
    taken: set[int] = field(default_factory=set)
    """Tokens that some reader has used up."""
    scoped: dict[tuple[str, frozenset[int]], Any] = field(default_factory=dict)
    """What `roles` made of it, by the role before and the tokens taken until then."""
    _found: dict[int, dict[int, Found[Any]]] = field(default_factory=dict)
    """By the identity of the expressions, which live as long as their language."""

    def all(self, phrases: Phrases[P]) -> dict[int, Found[P]]:
        """The longest expression at each place; looked up once."""
        known = self._found.get(id(phrases))
        if known is None:
            known = self._found[id(phrases)] = phrases.all(self.heard)
        return known

    def find(self, phrases: Phrases[P]) -> list[Found[P]]:
        """Expressions in it, longest first at each place, not overlapping."""
        found: list[Found[P]] = []
        for place, match in self.all(phrases).items():
            if not found or place >= found[-1].end:
                found.append(match)
            elif match.end - match.start > found[-1].end - found[-1].start and match.start <= found[-1].start:
                found[-1] = match
        return found

    def at(self, phrases: Phrases[P], place: int) -> Found[P] | None:
        known = self._found.get(id(phrases))
        return (self.all(phrases) if known is None else known).get(place)

    def ending(self, phrases: Phrases[P], end: int, longest: int = 5) -> Found[P] | None:
        """The longest expression that ends just before a token."""
        for start in range(max(0, end - longest), end):
            match = self.all(phrases).get(start)
            if match and match.end == end:
                return match
        return None

    @cached_property
    def heard(self) -> Heard:
        return Heard(self.tokens)

    @cached_property
    def of_the_past(self) -> bool:
        """It speaks of an earlier campaign, and not by the name of an attribute."""
        found = self.find(self.known.campaign.background)
        told = (one for one in found if one.start not in self.mention_at and not self._of_an_attribute(one))
        plain = self.sentence.section is None or self._of_somebody_else
        told = (one for one in told if not self._of_people(one) and not self._turned_to_people(one.end))
        told = (one for one in told if not self._in_brackets(one.start))
        return plain and (self._long_ago or any(told))

    def _in_brackets(self, place: int) -> bool:
        """`Tenemos $31,000 y la meta es 600 (el año pasado, 410)`: an aside is of the past, and not its sentence."""
        opened = max((at for at in range(place) if self.tokens[at].norm == "("), default=-1)
        return opened > 0 and not any(self.tokens[at].norm == ")" for at in range(opened, place))

    def _turned_to_people(self, place: int) -> bool:
        """`Last year we …, so this time we keep it small: members who …`: what follows is no past any more."""
        turn = next((one for one in self.find(self.known.logic.this_time) if one.start >= place), None)
        return turn is not None and any(head.start >= turn.end for head in self.find(self.known.people.heads))

    @property
    def _of_somebody_else(self) -> bool:
        """`Who? …. The bank insists …`: under a heading for the audience a later sentence has a subject of its own."""
        later = self.sentence.section == "audience" and not self.sentence.first
        return later and self.word_in(0, "definite") and self.at(self.known.people.heads, 1) is None

    @property
    def _long_ago(self) -> bool:
        """`Three years ago we tried …`, `hace tres años probamos …`: it opens with a time at which we did something."""
        first = next((one for one in self.quantities if one.lasting), None)
        if first is None or not self.tokens:
            return False
        ago = self.known.time.ago
        led = first.start == 0 and self.at(ago, first.end) is not None and self.known.ago_behind
        led = led or ((match := self.at(ago, 0)) is not None and match.end == first.start)
        return led and any(self.word_in(at, "we_did") for at in range(first.end, min(first.end + 4, len(self.tokens))))

    def _of_people(self, match: Found[bool]) -> bool:
        """`customers who bought last year`: what they did, unless it is told what we did."""
        heads = [place for place in self.all(self.known.people.heads) if place < match.start]
        linked = bool(heads) and any(self.word_in(at, "relatives") for at in range(heads[0], match.start))
        ours = any(self.word_in(at, "we_did") for at in range(len(self.tokens)))
        return linked and not ours

    def _of_an_attribute(self, match: Found[bool]) -> bool:
        """`con éxito en la campaña anterior`: the words are those of the attribute whose value is named."""
        code = self.known.code
        telling = [
            token for token in self.tokens[match.start : match.end] if token.norm not in self.known.logic.skippable
        ]
        values = {sense.name for mention in self.mentions for sense in mention.of("value")}
        named = [
            {
                e.sense.name
                for e in self.company.by_stem[code].get(stem(token.norm, code), ())
                if e.sense.kind == "attribute"
            }
            for token in telling
        ]
        return bool(values and named and values.intersection(*named))

    def has(self, phrases: Phrases[P]) -> bool:
        return bool(self.all(phrases))

    def quote(self, start: int, end: int) -> Evidence:
        """The words of tokens `start` up to `end`, verbatim, with their offsets in the whole text."""
        if self.label_tokens and start < self.label_tokens < end and self._label_is_elsewhere:
            start = self.label_tokens
        if start and self.tokens[start].norm == "n't" and self.tokens[start].glued:
            start -= 1
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        return Evidence(quote=self.text[first:last], start=first, end=last)

    @property
    def _label_is_elsewhere(self) -> bool:
        """The label is the head of a table's column, on another line."""
        label = self.sentence.label
        return label is not None and "\n" in self.text[label[0] : self.sentence.start]

    @cached_property
    def mention_at(self) -> dict[int, Mention]:
        return {place: one for one in self.mentions for place in range(one.start, one.end)}

    @cached_property
    def quantity_at(self) -> dict[int, Quantity]:
        return {place: one for one in self.quantities for place in range(one.start, one.end)}

    @cached_property
    def date_at(self) -> dict[int, When]:
        return {place: one for one in self.dates for place in range(one.start, one.end)}

    @cached_property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Token ranges between commas, brackets and dashes; see `chunks.py`."""
        breaks = [
            place
            for place, token in enumerate(self.tokens)
            if (token.norm in _BREAKS or self._ends_a_figure(place))
            and not (token.norm in ("–", "—") and token.glued)
            and place not in self.date_at
            and place not in self.quantity_at
        ]
        edges = [-1, *breaks, len(self.tokens)]
        return tuple((before + 1, after) for before, after in pairwise(edges) if after > before + 1)

    def _ends_a_figure(self, place: int) -> bool:
        """`4-17 Jan 17. 2 grand.`: a full stop that no sentence was cut at, as a number stands on either side."""
        ends = self.tokens[place].norm == "." and 0 < place < len(self.tokens) - 1
        return ends and self.tokens[place - 1].kind == "number" and not self.tokens[place + 1].glued

    def word_in(self, place: int, part: str) -> bool:
        """A token is one of the language's small words of that part."""
        return 0 <= place < len(self.tokens) and self.tokens[place].norm in self.known.words[part]

    def plural_at(self, place: int) -> bool:
        """The `s` of `over-50s`."""
        return place < len(self.tokens) and self.tokens[place].norm in ("s", "'s") and self.tokens[place].glued

    def marked(self, place: int) -> bool:
        """Part of a mention, a quantity or a date."""
        return place in self.mention_at or place in self.quantity_at or place in self.date_at

    def words(self, start: int, end: int) -> str:
        return " ".join(token.norm for token in self.tokens[start:end])


@dataclass(frozen=True)
class Analysis:
    given: BriefText
    language: str
    message: Message
    clauses: tuple[Clause, ...]
    company: Compiled
    country: str

    @property
    def text(self) -> str:
        return self.given.text

    @property
    def today(self) -> date:
        return self.given.today

    @property
    def readable(self) -> bool:
        return self.language in READ

    def of(self, *sections: str | None) -> list[Clause]:
        return [clause for clause in self.clauses if clause.sentence.section in sections]


def analyse(given: BriefText, company: Compiled) -> Analysis:
    """Mark a text. The same text, day and vocabulary give the same marks."""
    languages = [lexicon(code) for code in READ]
    brief = message(given.text, [known.mail for known in languages])
    own = given.vocabulary.locales[0][:2]
    tokens = tokenise(given.text)
    heard = Stretches(tokens, brief.silent)
    said = [token for line in brief.lines for token in heard.within(line.start, line.end)]
    language = given.language or language_of_tokens(said, own if own in READ else "en")
    marking = _Marking(given, company, language, _country(given))
    clauses: list[Clause] = []
    if language in READ:
        spoken = Stretches(corrected(tokens, [lexicon(language)], company), brief.silent)
        marked = (marking.clause(sentence, spoken) for sentence in sentences(given.text, brief, languages))
        clauses = [clause for clause in marked if clause.tokens]
        for before, after in pairwise(clauses):
            before.following, after.preceding = after, before
    return Analysis(given, language, brief, tuple(clauses), company, marking.country)


@dataclass(frozen=True)
class _Marking:
    given: BriefText
    company: Compiled
    language: str
    country: str

    def clause(self, sentence: Sentence, heard: Stretches) -> Clause:
        """A sentence with its marks: what belongs to a longer name is no date and no figure, and conversely."""
        own = heard.within(sentence.start, sentence.end)
        known = lexicon(_language_here(own, self.language))
        label: list[Token] = []
        if sentence.label and sentence.section in (None, "subject"):
            label = [token for token in heard.within(*sentence.label) if token.norm not in ("|", "*", "_")]
        said = (*label, *own)
        named = mentions(said, self.company, [known], len(label))
        names = [(one.start, one.end) for one in named]
        month_first = _month_first(self.given, known, self.country)
        calendar = Calendar(self.given.today, known, self.country, month_first=month_first)
        when = tuple(one for one in dates(said, calendar) if not _inside(one.start, one.end, names))
        busy = frozenset(place for one in when for place in range(one.start, one.end))
        named = tuple(one for one in named if not busy >= set(range(one.start, one.end)))
        busy |= _numbers_in_names(said, named, known)
        counted = quantities(said, Counting(known, self.given.vocabulary.currency, busy))
        spans = [(one.start, one.end) for one in named]
        found = tuple(one for one in counted if not _inside(one.start, one.end, spans))
        clause = Clause(self.given.text, sentence, said, known, self.company, named, found, when, len(label))
        if _of_people(clause):
            return replace(clause, sentence=replace(sentence, section="audience"))
        return replace(clause, sentence=replace(sentence, section=None)) if _of_the_campaign(clause) else clause


def _of_people(clause: Clause) -> bool:
    """`Where | Madrid, Galicia`: under a word for channels, none of them and values of an attribute."""
    campaign = clause.known.campaign
    kinds: tuple[Phrases[object], ...] = (campaign.channels, campaign.channels_listed, campaign.channels_unknown)
    named = any(mention.of("value") for mention in clause.mentions)
    return clause.sentence.section == "channels" and named and not any(clause.has(phrases) for phrases in kinds)


def _of_the_campaign(clause: Clause) -> bool:
    """`A quién no: los que …. Email, mayo.`: behind those left out, a sentence of ways and days and of nobody."""
    if clause.sentence.section != "exclusion" or clause.sentence.first:
        return False
    told = clause.dates or any(one.money for one in clause.quantities) or clause.has(clause.known.campaign.channels)
    named = any(mention.of("attribute", "value") for mention in clause.mentions)
    return bool(told) and not named and not clause.has(clause.known.people.heads)


def _numbers_in_names(tokens: Sequence[Token], named: Sequence[Mention], known: Lexicon) -> frozenset[int]:
    return frozenset(
        place
        for one in named
        for place in range(one.start, one.end)
        if tokens[place].kind == "number" and not _measures(tokens, one, known)
    )


def _measures(tokens: Sequence[Token], one: Mention, known: Lexicon) -> bool:
    """A name that is only a number with its unit may as well be that quantity."""
    return tokens[one.start].kind == "number" and known.numbers.units.whole(tokens[one.start + 1 : one.end]) is not None


def _inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Properly inside a longer name, as `May` in `May Day Fund`."""
    return any(a <= start and end <= b and b - a > end - start for a, b in spans)


def _language_here(tokens: Sequence[Token], language: str) -> str:
    """The brief's language, unless this sentence clearly is in the other one."""
    here = language_of_tokens(tokens, language)
    if here == language or here not in READ:
        return language
    ours = sum(token.norm in lexicon(language).campaign.common for token in tokens)
    theirs = sum(token.norm in lexicon(here).campaign.common for token in tokens)
    return here if theirs >= 3 and theirs > 2 * ours else language


def _country(given: BriefText) -> str:
    first, *others = given.vocabulary.locales
    own = [first[3:]] if len(first) > 3 else []
    states = [place for place in given.vocabulary.jurisdictions if place != "EU"]
    markets = [locale[3:] for locale in others if len(locale) > 3]
    return (*own, *states, *markets, "")[0].upper()


def _month_first(given: BriefText, known: Lexicon, country: str) -> bool:
    if _SECOND_IS_DAY.search(given.text) and not _FIRST_IS_DAY.search(given.text):
        return True
    return known.code == "en" and country == "US" and "US" in (*given.vocabulary.jurisdictions, country)
