"""Where a text speaks of the company's attributes, values, products and families."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tools.language.builtin.reading.entries import Entry, Sense
from tools.language.builtin.reading.lexicon import READ, lexicon
from tools.language.builtin.reading.lexicon_parts import Lexicon
from tools.language.builtin.reading.tokens import Token, finite, inflected, participle, stem
from tools.language.builtin.reading.vocabulary import Compiled

_SHORT_STEM = 3
"""Letters; so short a stem joins words that have nothing in common."""
_MOST_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` up to `end` name something; more than one sense where the name is shared."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    words: int
    """How many telling words matched."""
    denied: bool = False
    """A denial stands inside of the name: `salary is not paid in`."""

    def of(self, *kinds: str) -> tuple[Sense, ...]:
        return tuple(sense for sense in self.senses if sense.kind in kinds)


def mentions(
    tokens: Sequence[Token], company: Compiled, languages: Sequence[Lexicon], label: int = 0
) -> tuple[Mention, ...]:
    """Mentions that do not overlap: that with the most words wins, then the company's own wording, then the first.

    label: so many tokens at the beginning are a label; a name of what stands behind it goes before one across both.
    """
    found: list[Mention] = []
    skippable = frozenset[str]().union(*(known.logic.skippable for known in languages))
    for place, token in enumerate(tokens):
        if token.kind == "sign":
            continue
        found.extend(_at(tokens, place, company, skippable, languages[0].code))
    found.sort(
        key=lambda one: (
            -one.words,
            one.start < label < one.end,
            all(sense.weak for sense in one.senses),
            _spoken(tokens, one),
            one.start,
        )
    )
    taken: dict[int, Mention] = {}
    kept: list[Mention] = []
    for one in found:
        overlapping = {id(taken[place]): taken[place] for place in range(one.start, one.end) if place in taken}
        if not overlapping:
            kept.append(one)
            taken.update((place, one) for place in range(one.start, one.end))
    return tuple(sorted(kept, key=lambda one: one.start))


def _spoken(tokens: Sequence[Token], one: Mention) -> int:
    """Words from its first to its last: `fibre-ready` is said closer together than `customers in fibre`."""
    return sum(token.kind != "sign" for token in tokens[one.start : one.end])


def _at(
    tokens: Sequence[Token], place: int, company: Compiled, skippable: frozenset[str], spoken: str
) -> list[Mention]:
    """All names that begin with this word, whatever the order of their words; senses of one stretch together."""
    by_end: dict[tuple[int, int], dict[Sense, None]] = {}
    called_so: set[tuple[int, int, Sense]] = set()
    for language in READ:
        for entry in company.by_stem[language].get(stem(tokens[place].norm, language), ()):
            if language != spoken and not _spelt_so(tokens, place, entry):
                continue
            if entry.cased and not _in_capitals(tokens, place, entry, language):
                continue
            if entry.beside and not _beside(tokens, place, entry, language):
                continue
            if entry.sense.kind == "value" and len(entry.keys) == 1 and _only_grammar(tokens, place, spoken):
                continue
            end = _extent(tokens, place, entry, language, skippable)
            if end:
                by_end.setdefault((end, len(entry.keys)), {})[entry.sense] = None
                if tokens[place].norm in entry.words:
                    called_so.add((end, len(entry.keys), entry.sense))
    made: list[Mention] = []
    for (end, words), senses in by_end.items():
        own = tuple(sense for sense in senses if not sense.weak)
        if words == 1:
            # `pensioners`, a name of its own, speaks of no `pension`.
            own = tuple(sense for sense in own if (end, words, sense) in called_so) or own
        sold = bool(own) and all(sense.kind in ("product", "family") for sense in own)
        kept = own if own and not sold else tuple(senses)
        denied = words > 1 and _denied_inside(tokens, place, end, spoken)
        if not denied or all(company[sense.name].kind == "yes_no" for sense in kept if sense.kind == "attribute"):
            made.append(Mention(place, end, kept, words, denied))
    return made


def _denied_inside(tokens: Sequence[Token], start: int, end: int, spoken: str) -> bool:
    """A denial that is no part of the name itself stands between its words."""
    return any(token.norm in lexicon(spoken).words["denials_inside"] for token in tokens[start:end])


def _extent(tokens: Sequence[Token], place: int, entry: Entry, language: str, skippable: frozenset[str]) -> int | None:
    """Where a name that begins here ends, or None. Between its words only words without meaning may stand."""
    if not _said(tokens[place], entry, language):
        return None
    missing = list(entry.keys)
    first = stem(tokens[place].norm, language)
    if entry.ordered and missing[0] != first:
        return None
    missing.remove(first)
    at, between, apart, turned = place + 1, 0, False, first != entry.keys[0]
    parting = lexicon(language).words["with"] | lexicon(language).words["to"]
    denials = lexicon(language).words["denials_inside"] - entry.words
    while missing:
        if at >= len(tokens):
            return None
        key = stem(tokens[at].norm, language)
        if (key == missing[0] or (key in missing and not entry.ordered)) and _said(tokens[at], entry, language):
            turned = turned or key != missing[0]
            missing.remove(key)
            between = 0
        elif tokens[at].norm == "-" and tokens[at].glued:
            pass  # `debt-to-income` is as close as `debt to income`
        elif between < _MOST_BETWEEN and (tokens[at].norm in skippable or tokens[at].norm in denials):
            between += 1
            apart = apart or tokens[at].norm in parting
        else:
            return None
        at += 1
    # `fibra con cobertura` is no `cobertura de fibra`: the one has the other; `from their card to Gold` no Gold Card.
    return None if apart and turned else at


def _said(token: Token, entry: Entry, language: str) -> bool:
    """The word itself or a form of it; a name of one word has to be said in nearly that form.

    Small words are themselves and nothing else: `para` is no form of `parado`.
    """
    if token.norm in entry.words:
        return True
    if entry.exact or token.kind != "word" or token.norm in small_words_of(language):
        return False
    if len(entry.keys) > 1:
        key = stem(token.norm, language)
        alike = [word for word in entry.words if stem(word, language) == key]
        near = (word for word in alike if inflected(token.norm, word) and participle(word) == participle(token.norm))
        if len(key) <= _SHORT_STEM and next(near, None) is None:
            return False  # `pasado` is no form of `pase`
        return not any(finite(token.norm, word) for word in entry.words if stem(word, language) == key)
    if entry.sense.weak and entry.sense.kind == "attribute":
        # What the field in general calls a thing, and no other word of its stem: `seniors` have no `seniority`.
        return any(
            {token.norm, word} == {shorter := min(token.norm, word, key=len), f"{shorter}s"} for word in entry.words
        )
    return any(inflected(token.norm, word) for word in entry.words)


def _beside(tokens: Sequence[Token], place: int, entry: Entry, language: str) -> bool:
    """What the name was cut short of, or another that was, is said elsewhere; or people are called so."""
    heads = lexicon(language).people.heads
    if (place + 1 < len(tokens) and heads.at(tokens, place + 1)) or (
        place > 1 and tokens[place - 1].norm in lexicon(language).words["of"] and heads.at(tokens, place - 2)
    ):
        return True
    return any(token.kind == "word" and stem(token.norm, language) in entry.beside for token in tokens)


def _in_capitals(tokens: Sequence[Token], place: int, entry: Entry, language: str) -> bool:
    """`in the US`, `OR, WA, ID`, and not `JOIN US NOW`; a letter only behind the name of what it is: `segment A`."""
    if tokens[place].text == entry.cased and entry.behind:
        at = place
        while at and _lists_letters(tokens[at - 1], language):
            at -= 1
        before = [token for token in tokens[max(0, at - 2) : at] if token.kind == "word"]
        return any(stem(token.norm, language) in entry.behind for token in before)
    if tokens[place].text == entry.cased and _among_codes(tokens, place):
        return True
    around = (*tokens[max(0, place - 2) : place], *tokens[place + 1 : place + 3])
    shouted = all(token.text.isupper() for token in around if token.kind == "word")
    alone = not any(token.kind == "word" for token in around)
    return tokens[place].text == entry.cased and (alone or not shouted)


def _lists_letters(token: Token, language: str) -> bool:
    """`E, F o G`: what stands between the name of the kind and a letter further on."""
    words = lexicon(language).words
    letter = len(token.text) == 1 and token.text.isupper()
    return letter or token.norm in (",", "/") or token.norm in words["or"] | words["and"]


def _among_codes(tokens: Sequence[Token], place: int) -> bool:
    """A comma and another word in capitals of the same length stand beside it."""
    length = len(tokens[place].text)
    beside = ((place + step, place + 2 * step) for step in (1, -1))
    return any(
        0 <= other < len(tokens)
        and tokens[sign].norm in (",", "/")
        and tokens[other].text.isupper()
        and len(tokens[other].text) == length
        for sign, other in beside
    )


def _only_grammar(tokens: Sequence[Token], place: int, spoken: str) -> bool:
    """`en depósitos`, where a language is stored as `en`: a small word of the sentence, unless a sign names it."""
    named = place > 0 and tokens[place - 1].norm in (":", "=", "|")
    return tokens[place].text.islower() and tokens[place].norm in lexicon(spoken).logic.skippable and not named


def _spelt_so(tokens: Sequence[Token], place: int, entry: Entry) -> bool:
    """A name in the other language counts where its words stand there as they are."""
    window = {token.norm for token in tokens[place : place + 2 * len(entry.keys) + 2]}
    return entry.words <= window


@cache
def small_words_of(language: str) -> frozenset[str]:
    known = lexicon(language)
    return known.logic.skippable | known.campaign.common
