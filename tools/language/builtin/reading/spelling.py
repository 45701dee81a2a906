"""Typing errors: a word nobody knows becomes the one known word that is nearest, within a small bound.

The bound is one slip from five letters on and two from eight, from ten where the word is none of the company's;
the first letter must be right, and a nearest word must be alone. What the brief says stays as it is: only the form
that is looked up changes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz.distance import OSA, Hamming

from tools.language.builtin.reading.lexicon import lexicon
from tools.language.builtin.reading.lexicon_parts import Lexicon
from tools.language.builtin.reading.tokens import Token, stem
from tools.language.builtin.reading.vocabulary import Compiled

_SHORT, _LONG, _LONGER = 5, 8, 10
"""Letters: a language has more words than a company, and more that differ in two letters."""
_TELLING = 4
"""Letters of a stem that tells one word from another."""


def corrected(tokens: Sequence[Token], languages: Sequence[Lexicon], company: Compiled) -> tuple[Token, ...]:
    """The tokens with typing errors mended in `norm`."""
    mended: list[Token] = []
    short = {at: whole for at in range(len(tokens)) if (whole := _slashed(tokens, at, languages))}
    for at, token in enumerate(tokens):
        word = token.norm
        if at in short:
            mended.append(replace(token, norm=short[at]))
            continue
        if at - 1 in short:
            continue
        if month := _month(tokens, at, languages):
            mended.append(replace(token, norm=month))
            continue
        whole = next((known.shorthand[word] for known in languages if word in known.shorthand), None)
        of_a_figure = at > 0 and token.glued and tokens[at - 1].kind == "number"
        if whole and not of_a_figure and not any(word in company.words[code] for code in company.words):
            mended.append(replace(token, norm=whole))
            continue
        if known_name := _in_a_name(tokens, at, company):
            mended.append(replace(token, norm=known_name))
            continue
        if token.kind != "word" or len(word) < _SHORT or not word.isalpha() or _spelt_right(word, company):
            mended.append(token)
            continue
        nearest = nearest_of(word, (other for known in languages for other in company.words[known.code]))
        named = token.text[:1].isupper() and token.index > 0
        if nearest is None and not named:
            spoken = (other for known in languages for other in _spoken(known.code, word[0]))
            nearest = nearest_of(word, spoken, longer=_LONGER)
        mended.append(replace(token, norm=nearest) if nearest else token)
    return tuple(mended)


def nearest_of(word: str, known: Iterable[str], *, longer: int = _LONG) -> str | None:
    """The one known word within the bound, or None.

    longer: letters from which on two slips are mended.

    >>> nearest_of("presupesto", ["presupuesto", "puesto"]), nearest_of("cuento", ["cuenta", "cuesto"])
    ('presupuesto', None)
    """
    best: set[str] = set()
    nearest = 2 if len(word) >= longer else 1
    for other in known:
        if other[0] != word[0] or len(other) < _SHORT or abs(len(other) - len(word)) > nearest:
            continue
        distance = OSA.distance(word, other, score_cutoff=nearest)
        if distance > 1 and len(other) == len(word) and Hamming.distance(word, other) == distance:
            continue  # two letters for two others make another word: `recortar` is no `recargar`
        if distance < nearest:
            best, nearest = {other}, distance
        elif distance == nearest:
            best.add(other)
    families = {other[: max(4, len(other) - 2)] for other in best}
    return min(best) if len(families) == 1 else None


def _slashed(tokens: Sequence[Token], place: int, languages: Sequence[Lexicon]) -> str | None:
    """`c/ nómina`, `p/clientes`: a preposition cut short, and no `c/u`."""
    rest = tokens[place + 1 : place + 3]
    closed = len(rest) > 1 and rest[0].norm == "/" and rest[0].glued and (len(rest[1].norm) > 1 or not rest[1].glued)
    if not closed or tokens[place].glued:
        return None
    return next(
        (known.shorthand[key] for known in languages if (key := f"{tokens[place].norm}/") in known.shorthand), None
    )


def _month(tokens: Sequence[Token], place: int, languages: Sequence[Lexicon]) -> str | None:
    """`del 1 al 15 de juno`: a month's name with one slip, where a day stands in front of it."""
    before = tokens[max(0, place - 2) : place]
    dated = any(token.kind == "number" for token in before) and all(token.kind != "sign" for token in before)
    word = tokens[place].norm
    if not dated or tokens[place].kind != "word" or len(word) != _SHORT - 1:
        return None
    known = {name for one in languages for name in one.time.months.words() if len(name) >= _TELLING}
    near = {name for name in known if name[0] == word[0] and OSA.distance(word, name, score_cutoff=1) <= 1}
    return near.pop() if len(near) == 1 and word not in known else None


def _in_a_name(tokens: Sequence[Token], place: int, company: Compiled) -> str | None:
    """`Meza Ceibal` is the Mesa Ceibal: a word with one slip, beside the rest of a product's name."""
    token = tokens[place]
    if token.kind != "word" or len(token.norm) < _SHORT - 1 or _spelt_right(token.norm, company):
        return None
    differ = 0 if len(token.norm) == _SHORT - 1 else 1
    beside = [tokens[at].norm for at in (place - 1, place + 1) if 0 <= at < len(tokens) and tokens[at].kind == "word"]
    found: set[str] = set()
    for code, by_stem in company.by_stem.items():
        for word in beside:
            entries = (one for one in by_stem.get(stem(word, code), ()) if one.sense.kind == "product")
            names = {other for one in entries if len(one.keys) > 1 for other in one.words if other != word}
            alike = (other for other in names if abs(len(other) - len(token.norm)) <= differ)
            found |= {other for other in alike if other[0] == token.norm[0] and len(other) >= _SHORT - 1}
    near = {other for other in found if OSA.distance(token.norm, other, score_cutoff=1) <= 1}
    return near.pop() if len(near) == 1 else None


def _spelt_right(word: str, company: Compiled) -> bool:
    """In either language: people quote English words in Spanish briefs."""
    return any(
        word in company.words[code]
        or word in lexicon(code).known
        or stem(word, code) in _stems(code)
        or (len(one := stem(word, code)) >= _TELLING and one in company.by_stem[code])
        for code in company.words
    )


@cache
def _stems(code: str) -> frozenset[str]:
    return frozenset(stem(word, code) for word in lexicon(code).known)


@cache
def _spoken(code: str, first: str) -> tuple[str, ...]:
    return tuple(word for word in sorted(lexicon(code).known) if word.startswith(first))
