"""A question as the things it asks for, each in every spelling that would answer it.

A word stands for itself, for the ideas it names in either language, for the same learned word of the other
language, for what the brand's own terminology and products call it, and, faintly, for what is close to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from batuta.text import LANGUAGES, Language
from batuta.words.concepts import Unit, idea, units
from batuta.words.data import lines
from batuta.words.languages import language_in
from batuta.words.tokens import fold, tokens
from tools.library.general import names_nothing
from tools.library.lexical import Lexicon, Wanted
from tools.library.mentions import Quoted, mention, names_of, pronouns_in, quoted, signs_in
from tools.library.stemming import stem_of, words_of
from tools.library.terms import pairs, terms_of
from tools.library.thesaurus import themes_of, touched
from tools.library.verbs import is_verb

_IDEA, _KIN, _BRAND, _NEAR, _CLOSE = 1.0, 0.7, 0.7, 0.35, 0.55
_THEME, _SAID, _FAMILY, _COMPOUND = 0.65, 0.9, 0.6, 0.9
_PART = 0.7
"""Worth of a single word of what is named in several."""
_QUOTED, _BESIDE, _EXAMPLE = 1.5, 0.5, 0.7
"""How much of a question what is quoted is that the library has, what stands beside it, and what it has not."""

_PRONOUNS = tuple(mention(pronoun) for pronoun in ("tú", "usted", "ustedes", "vos", "vosotros", "vosotras"))

Synonyms = Mapping[str, tuple[str, ...]]
"""A term of the index, to the terms that the brand says for the same."""


def wanted(query: str, language: Language | None, lexicon: Lexicon, synonyms: Synonyms) -> tuple[Wanted, ...]:
    """What the query asks for: words and signs that it names first, then the others in their order."""
    spoken = language or language_in(query)
    spans = tuple(quoted(query))
    phrases = tuple(_named(one, spoken, lexicon) for one in spans)
    signs = [_sign(sign, spoken, lexicon, synonyms) for sign in signs_in(query, asked=True)]
    found = [*(phrase for phrase in phrases if phrase), *signs]
    parts, pronouns = units(query, spoken), pronouns_in(query)
    addressed = _addressed(pronouns.values())
    if pronouns.keys() - {unit.start for unit in parts}:
        found.append(Wanted(addressed))
    beside = _BESIDE if found else 1.0
    themes = [one for one in touched(query, spoken) if " " in query[one.start : one.end]]
    for unit in parts:
        inside = next((phrase for one, phrase in zip(spans, phrases, strict=True) if one.holds(unit.start)), beside)
        told = inside if isinstance(inside, float) else _BESIDE if inside else _EXAMPLE
        if isinstance(inside, float) and _asks_only(unit, spoken):
            continue
        spellings = _spellings(unit, spoken, lexicon, synonyms)
        if unit.start in pronouns:
            spellings |= addressed
        pieces = tuple(_spellings(piece, spoken, lexicon, synonyms) for piece in unit.pieces)
        whole = {f"#{number}": _IDEA for number in unit.ideas} if pieces else {}
        for one in themes:
            if one.start <= unit.start < one.end:
                _keep(spellings, one.theme, _SAID)
                _keep(whole, one.theme, _SAID)
        if spellings:
            verb = _is_verb(unit, query, spoken)
            found.append(Wanted(spellings, told, _is_general(unit, spoken), verb, pieces, whole))
    return tuple(found)


def spelled_out(query: str, language: Language | None) -> str:
    """The query with the names of the signs it asks for."""
    spoken = language or language_in(query)
    return " ".join([query, *(names_of(sign, spoken)[0] for sign in signs_in(query, asked=True))])


def phrases_in(query: str) -> frozenset[str]:
    """The terms of what stands in quotes in several words."""
    return frozenset(mention(one.words) for one in quoted(query) if len(tokens(one.words)) > 1)


def neighbours(query: str, language: Language | None) -> tuple[Wanted, ...]:
    """The pairs of words that stand side by side in the query; found together they are a phrase."""
    spoken = language or language_in(query)
    return tuple(Wanted({pair: 0.5}) for pair in pairs(terms_of(query, spoken)))


def _named(one: Quoted, language: Language, lexicon: Lexicon) -> Wanted | None:
    """What stands in quotes, as it is written or as what a passage names; nothing where no passage has it."""
    words = [token.folded for token in tokens(one.words)]
    spellings = {f'"{word}': _PART for word in words}
    spellings |= dict.fromkeys(pairs(terms_of(one.words, language)), _COMPOUND)
    spellings[mention(one.words)] = 1.0
    known = {term: worth for term, worth in spellings.items() if lexicon.knows(term)}
    return Wanted(known, _QUOTED) if known else None


def _sign(sign: str, language: Language, lexicon: Lexicon, synonyms: Synonyms) -> Wanted:
    """A sign that is asked for by its character, by all its names."""
    found = {f'"{sign}': 1.0}
    for name in names_of(sign, language):
        parts = units(name, language)
        for part in parts:
            for term, worth in _spellings(part, language, lexicon, synonyms).items():
                if not term.startswith("~"):
                    _keep(found, term, worth if len(parts) == 1 else worth * _PART)
    return Wanted(found, _QUOTED)


def _addressed(named: Iterable[str]) -> dict[str, float]:
    """How people are addressed, by the pronouns that the question names: a passage about another one answers too."""
    own = frozenset(named)
    return {term: 1.0 if term in own else _PART for term in _PRONOUNS} | dict.fromkeys(_formality(), _SAID)


@cache
def _formality() -> tuple[str, ...]:
    """The groups of words about how people are addressed."""
    return themes_of("tuteo", "es")


def _spellings(unit: Unit, language: Language, lexicon: Lexicon, synonyms: Synonyms) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in words_of(unit.text, language):
        own = f"{language}:{stem_of(word, language)}"
        _keep(found, own, 1.0)
        other: Language = "en" if language == "es" else "es"
        # Names and borrowed words are spelled alike in both languages.
        _keep(found, f"{other}:{stem_of(word, other)}", 0.9)
        for term in lexicon.kin(word, language):
            _keep(found, term, _KIN)
        for term in lexicon.family(word, language):
            _keep(found, term, _FAMILY)
        for theme in themes_of(word, language):
            _keep(found, theme, _THEME)
        _keep(found, f"={fold(word)}", _COMPOUND)
        for term in synonyms.get(own, ()):
            _keep(found, term, _BRAND)
        if not any(lexicon.knows(term) for term in found) and not unit.ideas:
            for term in lexicon.close(word):
                _keep(found, term, _CLOSE)
    ideas = set(unit.ideas).union(*(piece.ideas for piece in unit.pieces)) if unit.pieces else unit.ideas
    for number in sorted(ideas):
        _keep(found, f"#{number}", _IDEA)
        for close in _close_ideas().get(number, ()):
            _keep(found, f"#{close}", _NEAR)
    return found


def _keep(found: dict[str, float], term: str, weight: float) -> None:
    found[term] = max(found.get(term, 0.0), weight)


def _asks_only(unit: Unit, language: Language) -> bool:
    """Words with which questions are asked, and which answers do not repeat."""
    return all(fold(word) in _asking(language) for word in words_of(unit.text, language))


def _is_general(unit: Unit, language: Language) -> bool:
    return not unit.pieces and all(names_nothing(word, language) for word in words_of(unit.text, language))


def _is_verb(unit: Unit, query: str, language: Language) -> bool:
    words = words_of(unit.text, language)
    return not unit.pieces and bool(words) and all(is_verb(word, query[: unit.start], language) for word in words)


@cache
def _asking(language: Language) -> frozenset[str]:
    return frozenset(fold(word) for line in lines(f"asking.{language}.txt") for word in line.split())


@cache
def _close_ideas() -> dict[int, tuple[int, ...]]:
    """Ideas that are not the same and often answer for each other: `data/related.txt`."""
    found: dict[int, set[int]] = {}
    for line in lines("related.txt"):
        group = [number for phrase in line.split(", ") for number in idea(phrase, "en")]
        for number in group:
            found.setdefault(number, set()).update(other for other in group if other != number)
    return {number: tuple(sorted(others)) for number, others in found.items()}


def synonyms_of(groups: Iterable[Sequence[str]]) -> Synonyms:
    """Synonyms from groups of wordings that mean the same, such as a product's names in both languages."""
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        by_wording = [
            {term for language in LANGUAGES for term in terms_of(wording, language) if not term.startswith("#")}
            for wording in group
        ]
        for mine in by_wording:
            for term in mine:
                others = {t: None for theirs in by_wording if theirs is not mine for t in sorted(theirs)}
                found.setdefault(term, {}).update(others)
    return {term: tuple(others) for term, others in found.items()}
