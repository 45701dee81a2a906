"""What the product sheets say in answer to a question: the APR, the price, the conditions; each with its source."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from langgraph.runtime import Runtime

from agents.conversation.asked import Asked, Told, made
from agents.conversation.hearing import Heard, cue_words
from agents.conversation.naming import products_in
from agents.conversation.reply import Quoted, Reply
from agents.conversation.situation import Situation
from agents.conversation.sourcing import fact_quoted
from batuta.brief import Brief
from batuta.deps import Deps
from batuta.product import Fact, Product
from batuta.text import LANGUAGES, Language, Text, listed, say
from batuta.words.small_words import small
from batuta.words.stems import stem
from batuta.words.tokens import tokens

MOST = 4
"""Facts that answer one question."""
ENOUGH = 0.6
"""Share of the asked words that a fact has to contain."""
ALIKE = 0.9
"""What another word for the same counts, where a word of the sheet itself counts 1."""
TELLING = 4
"""How many times as long as the shortest a fact may be that answers the same."""
_PRICES = frozenset(stem(word, "en") for word in ("price", "fee", "cost", "charge", "rate"))
_BEGINNING = 5
"""Letters that forms of one verb have in common."""
_CURRENCY = 3
"""Letters of a currency: EUR, USD."""


class Asking(NamedTuple):
    """A question about a product."""

    product: Product
    about: bool
    """It names the product, or what the product is."""
    facts: tuple[Fact, ...]
    """What answers it; empty where the sheet does not say."""
    by_name: bool
    """It names what these facts say, not only that it wants a price or the conditions."""


async def asking(heard: Heard, situation: Situation, runtime: Runtime[Deps]) -> tuple[Asking, ...]:
    """Of the products that are named, else of the campaign's own."""
    deps = runtime.context
    products = deps.workspace.products
    named = products_in(heard.text, products, heard.language)
    if not named:
        brief = await made(runtime, situation, "brief", Brief)
        named = frozenset((brief.product_id,) if brief and brief.product_id else ())
    market = deps.workspace.locales[0] if deps.workspace.locales else None
    return tuple(
        _asking(heard, product, product.facts_on(deps.today, _market(market, product)))
        for product in products.products
        if product.id in named
    )


async def tell_facts(state: Asked, runtime: Runtime[Deps]) -> Told:
    heard, deps = state["heard"], runtime.context
    locale = heard.language
    asked = await asking(heard, state["situation"], runtime)
    answered = [one for one in asked if one.facts]
    if answered:
        names = listed([one.product.name.in_(locale) for one in answered], locale)
        text = say(locale, en=f"{names}: this is what the sheet says.", es=f"{names}: esto dice la ficha.")
        cards = tuple(card for one in answered for card in _cards(one.product, one.facts, deps, locale))
        return {"reply": Reply(text=text, cards=cards)}
    product = max(asked, key=lambda one: one.about).product
    known = product.facts_on(deps.today)[:MOST]
    name = product.name.in_(locale)
    text = say(
        locale,
        en=f"The sheet of {name} doesn’t say. {'It does say this:' if known else ''}",
        es=f"La ficha de {name} no lo dice. {'Sí dice esto:' if known else ''}",
    )
    return {"reply": Reply(text=text.strip(), cards=_cards(product, known, deps, locale))}


def _asking(heard: Heard, product: Product, facts: Iterable[Fact]) -> Asking:
    language = heard.language
    own = _stems([product.name, *_synonyms(product)])
    words = [token for token in tokens(heard.text) if not small(token.folded, language)]
    about = any(stem(token.text, language) in own for token in words)
    asked = cue_words(language, "ask", "why", "who", "how_many", "price", "terms", "status", "see", "has")
    wanted = {
        stem(token.text, language)
        for token in words
        if token.folded not in asked and stem(token.text, language) not in own
    }
    known = tuple(facts)
    best = _best(wanted, known)
    return Asking(product, about, best or (_of_kind(heard, known) if not wanted else ()), bool(best))


def _best(wanted: set[str], facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Those with most of the asked words: what is called so, else what mentions it and not among much else."""
    if not wanted:
        return ()
    scored = [(_share(wanted, _key(fact) | _stems(_texts(fact))), fact) for fact in facts]
    top = max((score for score, _ in scored), default=0.0)
    best = [fact for score, fact in scored if score == top >= ENOUGH]
    named = [fact for fact in best if wanted & _key(fact)]
    shortest = min((len(fact.text.en) for fact in best), default=0)
    brief = [fact for fact in named or best if len(fact.text.en) <= TELLING * shortest]
    return tuple(sorted(brief or named, key=lambda fact: len(fact.text.en)))[:MOST]


def _share(wanted: set[str], said: set[str]) -> float:
    """A word counts as said where the sheet has it, and as half said where the sheet has one that asks for the same."""
    told = sum(1.0 if word in said else ALIKE if alike(word) & said else 0.0 for word in wanted)
    return told / len(wanted)


def alike(stemmed: str) -> frozenset[str]:
    """Stems of words that ask for the same thing, in both languages."""
    return _alike().get(stemmed) or _alike().get(f"{stemmed[:_BEGINNING]}*", frozenset())


@cache
def _alike() -> dict[str, frozenset[str]]:
    """By stem; by the beginning and a `*` for forms of a verb that have other stems."""
    text = (files("agents.conversation") / "cues" / "alike.txt").read_text(encoding="utf-8")
    found: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        words = () if line.startswith("#") else line.split()
        group = frozenset(stem(word, language) for word in words for language in LANGUAGES)
        for one in (*group, *(f"{one[:_BEGINNING]}*" for one in group if len(one) >= _BEGINNING)):
            found[one] = found.get(one, frozenset()) | group
    return found


def _of_kind(heard: Heard, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Prices, where nothing but the price is asked for; else what has conditions."""
    if heard.says_any("price", "cost"):
        priced = [fact for fact in facts if fact.unit and len(fact.unit) == _CURRENCY and fact.unit.isupper()]
        called = [fact for fact in priced if _key(fact) & _PRICES]
        return tuple((called or priced)[:MOST])
    return tuple(fact for fact in facts if fact.conditions)[:MOST] if heard.says("terms") else ()


def _cards(product: Product, facts: Iterable[Fact], deps: Deps, locale: Language) -> tuple[Quoted, ...]:
    """One a source, with all that it says."""
    quoted = [fact_quoted(product, fact, deps, locale) for fact in facts]
    told: dict[str, list[Quoted]] = {}
    for card in quoted:
        told.setdefault(card.title, []).append(card)
    return tuple(cards[0].model_copy(update={"quote": _lines([one.quote for one in cards])}) for cards in told.values())


def _lines(quotes: list[str]) -> str:
    return quotes[0] if len(quotes) == 1 else "\n".join(f"– {quote}" for quote in quotes)


def _market(market: str | None, product: Product) -> str | None:
    """The company's first market, where the product has facts for it."""
    return market if any(fact.said_in(market) for fact in product.facts) else None


def _key(fact: Fact) -> set[str]:
    return {stem(word, "en") for word in fact.key.split("_")}


def _texts(fact: Fact) -> tuple[Text, ...]:
    return (fact.text, fact.conditions) if fact.conditions else (fact.text,)


def _synonyms(product: Product) -> list[Text]:
    return [Text(en=word, es=word) for own in product.synonyms.values() for word in own]


def _stems(texts: Iterable[Text]) -> set[str]:
    return {
        stem(token.text, language)
        for text in texts
        for language in LANGUAGES
        for token in tokens(text.in_(language))
        if not small(token.folded, language)
    }
