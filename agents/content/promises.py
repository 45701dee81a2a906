"""What a brief promises, against the facts: what may be printed, and what has to be said about the rest."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import NamedTuple

from agents.content.house_words import in_the_brands_words
from agents.content.wishes import reported, wishes
from batuta.brand import WritingRules
from batuta.brief import Brief, Channel, OfferFact
from batuta.grounding.carried import stands_in
from batuta.grounding.claims import claims_something
from batuta.grounding.issues import Issue
from batuta.grounding.support import Evidence, support
from batuta.material import FactWords, ProductWords, Promise
from batuta.text import Language, language_of, say
from batuta.words.languages import language_in
from batuta.writing_checks import WEIGHTY, conveys


class Kept(NamedTuple):
    """What of the brief's promises the facts carry."""

    offer: tuple[Promise, ...]
    must_say: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    """Of what must be said, what no fact confirms and none denies."""
    notes: tuple[str, ...]
    """What is not printed, and why, in the brief's language."""


def kept(
    brief: Brief,
    facts: Sequence[FactWords],
    product: ProductWords | None,
    *,
    locale: str,
    elsewhere: Sequence[FactWords] = (),
    channel: Channel = "email",
    rules: WritingRules | None = None,
) -> Kept:
    """Look at each promise and each wording that the brief wants; nothing that the facts do not carry is printed.

    locale: the message's. elsewhere: the same facts in the words of other languages and markets. rules: the
    brand's, for the channel; a wording that breaks them is said in the brand's words or not at all.
    """
    known = _Known(tuple(facts), tuple(elsewhere), _evidence(facts, product), locale, brief.locale)
    offer: list[Promise] = []
    wordings: list[str] = []
    unconfirmed: list[str] = []
    notes: list[str] = []
    for promise in brief.offer:
        made, note = _promise(promise, known, {earlier.key for earlier in offer})
        offer += [made] if made else []
        notes += [note] if note else []
    for words in (piece for wish in brief.must_say for piece in wishes(wish, partial(_carried_here, known=known))):
        carrier = _carrier(words, known.facts) if reported(words) else None
        if carrier and language_in(words, language_of(brief.locale)) == language_of(locale):
            offer.append(Promise(text=carrier.text, key=carrier.key))
            continue
        told, note = _wording(words, known)
        notes += [note] if note else []
        if told and rules:
            told, note = in_the_brands_words(told, channel, locale, rules, brief.locale)
            notes += [note] if note else []
        wordings += [told] if told else []
        if told == words and not _carried(words, known):
            unconfirmed.append(words)
    return Kept(tuple(offer), tuple(dict.fromkeys(wordings)), tuple(unconfirmed), tuple(dict.fromkeys(notes)))


def _carried_here(words: str, known: "_Known") -> bool:
    return bool(_carrier(words, known.facts) or _carrier(words, known.elsewhere))


class _Known(NamedTuple):
    facts: tuple[FactWords, ...]
    elsewhere: tuple[FactWords, ...]
    evidence: tuple[Evidence, ...]
    locale: str
    reader: str | None


def _evidence(facts: Sequence[FactWords], product: ProductWords | None) -> tuple[Evidence, ...]:
    names = (Evidence(product.source, product.name),) if product else ()
    return (*(Evidence(fact.source, fact.whole) for fact in facts), *names)


def _promise(promise: OfferFact, known: _Known, promised: Collection[str | None]) -> tuple[Promise | None, str | None]:
    issues = _against(promise.text, known)
    if not issues:
        carrier = _carrier(promise.text, known.facts, promised)
        return Promise(text=promise.text, key=promise.key or (carrier.key if carrier else None)), None
    there = _carrier(
        promise.text, known.elsewhere, {fact.key for fact in known.elsewhere if _alike(fact.key, promised)}
    )
    here = _counterpart(there, known) if there else None
    if here and there and here.key == there.key:
        return Promise(text=here.text, key=here.key), None
    if here is None:
        return None, _told(promise.text, issues, known.reader)
    instead = _with_condition(here)
    note = say(
        known.reader,
        en=f"“{promise.text}” holds in another market. Here ({known.locale}): “{instead}”.",
        es=f"«{promise.text}» vale en otro mercado. Aquí ({known.locale}): «{instead}».",
    )
    return Promise(text=here.text, key=here.key), note


def _wording(words: str, known: _Known) -> tuple[str | None, str | None]:
    """What of it is printed, and what is said about it."""
    language = _language(words, known)
    if language != language_of(known.locale):
        return _translated(words, language, known)
    carrier = _carrier(words, known.facts)
    if carrier and carrier.conditions and _leaves_out_the_condition(words, carrier, language):
        return _with_condition(carrier), say(
            known.reader,
            en=f"“{words}” is said with its condition: “{carrier.conditions}”.",
            es=f"«{words}» se dice con su condición: «{carrier.conditions}».",
        )
    weighty = _weighty(words, language, known)
    return (None, _told(words, weighty, known.reader)) if weighty else (words, None)


def _translated(words: str, language: Language, known: _Known) -> tuple[str | None, str | None]:
    """The words in which a fact says, in the language of the message, what the brief wants said."""
    there = _carrier(words, known.facts) or _carrier(words, known.elsewhere)
    here = _counterpart(there, known) if there else None
    if there and here:
        only_the_condition = here.conditions and not conveys(there.text, words, language)
        return (here.conditions if only_the_condition else _with_condition(here)), None
    weighty = _weighty(words, language, known)
    if weighty:
        return None, _told(words, weighty, known.reader)
    return None, say(
        known.reader,
        en=f"“{words}” is not here: it is not in the language of the message, and no fact says it in {known.locale}.",
        es=f"«{words}» no aparece: no está en el idioma del mensaje y ningún dato lo dice en {known.locale}.",
    )


def _weighty(words: str, language: Language, known: _Known) -> list[Issue]:
    return [issue for issue in support(words, known.evidence, language).issues if issue.kind in _WEIGHTY]


_WEIGHTY = WEIGHTY - {"condition"}


def _language(words: str, known: _Known) -> Language:
    return language_in(words, language_of(known.reader))


def _carried(words: str, known: _Known) -> bool:
    return support(words, known.evidence, _language(words, known)).label == "supported"


def _against(text: str, known: _Known) -> tuple[Issue, ...]:
    decided = support(text, known.evidence, language_in(text))
    if decided.label == "supported" or any(stands_in(text, fact.whole) for fact in known.facts):
        return ()
    if decided.label == "contradicted":
        return decided.issues
    weighty = tuple(issue for issue in decided.issues if issue.kind in WEIGHTY)
    # A promise that leaves out a condition is printed with it, from the fact.
    if all(issue.kind == "condition" for issue in weighty) and _carrier(text, known.facts):
        return ()
    return weighty or decided.issues


def _counterpart(there: FactWords, known: _Known) -> FactWords | None:
    """The fact for this market that says what one says elsewhere: of the same key, or as `price` to `price_mx`."""
    alike = [fact for fact in known.facts if _alike(fact.key, {there.key})]
    return min(alike, key=lambda fact: (fact.key != there.key, fact.key), default=None)


def _alike(key: str, others: Collection[str | None]) -> bool:
    return any(f"{key}_".startswith(f"{other}_") or f"{other}_".startswith(f"{key}_") for other in others if other)


def _carrier(text: str, facts: Sequence[FactWords], promised: Collection[str | None] = ()) -> FactWords | None:
    """The fact that a promise speaks of: it leaves nothing open but conditions; rather one promised already, of
    which this is a part."""
    carriers = [fact for fact in facts if _says(fact, text)]
    return min(carriers, key=lambda fact: (fact.key not in promised, fact.key), default=None)


def _says(fact: FactWords, text: str) -> bool:
    if stands_in(text, fact.whole):
        return True
    language = language_in(text)
    decided = support(text, [Evidence(fact.source, fact.whole)], language)
    return claims_something(text, language) and all(issue.kind == "condition" for issue in decided.issues)


def _leaves_out_the_condition(words: str, fact: FactWords, language: Language) -> bool:
    return conveys(fact.text, words, language) and not conveys(words, fact.conditions, language)


def _with_condition(fact: FactWords) -> str:
    return f"{fact.text.rstrip('. ')} ({fact.conditions})" if fact.conditions else fact.text


def _told(words: str, issues: Sequence[Issue], locale: str | None) -> str:
    why = " ".join(dict.fromkeys(issue.reason.in_(locale) for issue in issues))
    return say(
        locale,
        en=f"“{words}” was left out because the product's facts do not carry it. {why}",
        es=f"No se ha incluido «{words}» porque los datos del producto no lo respaldan. {why}",
    )
