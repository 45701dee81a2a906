"""Where a sentence comes from: what it cites, in which document, in which version, valid until when."""

import re
from datetime import date

from langgraph.runtime import Runtime

from agents.conversation.asked import Asked, Told, made
from agents.conversation.hearing import Heard, cue_words
from agents.conversation.reply import Quoted, Reply
from batuta.audience import Evidence
from batuta.brief import Brief
from batuta.content import Citation, ContentItem, Sentence
from batuta.deps import Deps
from batuta.digest import short
from batuta.explain import day_in_words
from batuta.product import Fact, Product
from batuta.text import Language, quoted, say
from batuta.words.small_words import small
from batuta.words.stems import stem
from batuta.words.tokens import fold, tokens

_MARKED = re.compile(r"[«“\"]([^»”\"]{2,})[»”\"]|(?<!\w)['‘]([^'’]{2,})['’](?!\w)")
MOST = 4
"""Sources shown for one question."""
ENOUGH = 0.5
"""Share of the asked words that a sentence has to contain."""
_WEIGHT = {"fact": 0, "passage": 1, "brief": 2}
"""What proves a sentence comes before what only worded it."""


async def name_source(state: Asked, runtime: Runtime[Deps]) -> Told:
    heard, situation = state["heard"], state["situation"]
    locale = heard.language
    items = [await runtime.context.artefacts.get(version, ContentItem) for version in situation.content]
    brief = await made(runtime, situation, "brief", Brief)
    phrase = phrase_asked(heard)
    found = _matching(phrase, items, locale)
    if found:
        return {"reply": _with_sources(found, runtime.context, locale)}
    said = _in_brief(phrase, brief)
    if said is not None:
        text = say(
            locale,
            en="No message says that. The brief does:",
            es="Eso no lo dice ninguna pieza. Sí lo dice el brief:",
        )
        title = say(locale, en="The brief", es="El brief")
        return {"reply": Reply(text=text, cards=(Quoted(sentence=phrase, title=title, quote=said.quote),))}
    if not items:
        text = say(
            locale,
            en="There are no messages yet; each sentence will show its source.",
            es="Aún no hay textos; cuando los haya, cada frase llevará su fuente.",
        )
    else:
        text = say(
            locale,
            en=f"I can’t find {quoted(phrase, locale)} in any message of this campaign. Quote the words as they stand "
            "there, or look under each message: every sentence lists its source.",
            es=f"No encuentro {quoted(phrase, locale)} en ninguna pieza de esta campaña. Cópiame las palabras tal cual "
            "o mira debajo de cada pieza: cada frase lleva su fuente.",
        )
    return {"reply": Reply(text=text)}


def phrase_asked(heard: Heard) -> str:
    """The words the question is about: those in quotation marks, else what is left without the asking."""
    marked = _MARKED.search(heard.text)
    if marked:
        return (marked.group(1) or marked.group(2)).strip()
    asking = cue_words(heard.language, "source", "sentence", "ask")
    kept = [t.text for t in tokens(heard.text) if t.folded not in asking and not small(t.folded, heard.language)]
    return " ".join(kept)


def _matching(phrase: str, items: list[ContentItem], locale: Language) -> list[Sentence]:
    """Sentences that contain the phrase; else those with most of its words, the best first."""
    sentences = [sentence for item in items for sentence in item.sentences]
    wanted = fold(phrase).strip(" .?!¿¡")
    exact = [sentence for sentence in sentences if wanted and wanted in fold(sentence.text)]
    if exact:
        return _different(exact)
    words = _content_words(phrase, locale)
    if not words:
        return _different(sentences) if not phrase else []
    scored = [(len(words & _content_words(s.text, locale)) / len(words), -place) for place, s in enumerate(sentences)]
    best = max(scored, default=(0.0, 0))
    return [sentences[-best[1]]] if best[0] > ENOUGH or (best[0] >= ENOUGH and len(words) > 2) else []


def _content_words(text: str, locale: Language) -> set[str]:
    return {stem(token.text, locale) for token in tokens(text) if not small(token.folded, locale)}


def _different(sentences: list[Sentence]) -> list[Sentence]:
    return list({sentence.text: sentence for sentence in sentences}.values())[:MOST]


def _with_sources(sentences: list[Sentence], deps: Deps, locale: Language) -> Reply:
    cited = [(c, s.text) for s in sentences for c in s.citations]
    cited.sort(key=lambda one: _WEIGHT.get(one[0].source.partition(":")[0], len(_WEIGHT)))
    shown = [source_of(citation, text, deps, locale) for citation, text in cited]
    cards = tuple({(card.title, card.quote): card for card in shown}.values())[:MOST]
    if not cards:
        text = say(
            locale,
            en=f"{quoted(sentences[0].text, locale)} states no fact: it needs no source, and cites none.",
            es=f"{quoted(sentences[0].text, locale)} no afirma ningún dato: no necesita fuente y no cita ninguna.",
        )
        return Reply(text=text)
    first = cards[0]
    where = ", ".join(filter(None, (first.title, first.version, first.validity)))
    text = say(
        locale,
        en=f"{quoted(first.sentence, locale)} comes from: {where}.",
        es=f"{quoted(first.sentence, locale)} sale de: {where}.",
    )
    return Reply(text=text, cards=cards)


def source_of(citation: Citation, sentence: str, deps: Deps, locale: Language) -> Quoted:
    """A citation with the name, version and validity of what it cites."""
    kind, _, rest = citation.source.partition(":")
    book = say(locale, en="brand book", es="manual de marca")
    version = say(locale, en=f"version {short(deps.library.version)}", es=f"versión {short(deps.library.version)}")
    if kind == "fact":
        return _fact(citation, sentence, rest, deps, locale)
    if kind == "passage":
        passage = deps.library.passage(rest)
        if passage is not None:
            until = _until(passage.valid_until, locale)
            title = f"{passage.heading} ({passage.file})" if passage.heading else passage.file
            return Quoted(sentence=sentence, title=title, quote=citation.quote, version=version, validity=until)
    if kind == "block":
        title = say(locale, en=f"Approved text “{rest}” of the {book}", es=f"Texto aprobado «{rest}» del {book}")
        return Quoted(sentence=sentence, title=title, quote=citation.quote, version=version)
    if kind == "inventory":
        name, _, number = rest.partition("@")
        title = say(locale, en=f"Message approved before: “{name}”", es=f"Pieza ya aprobada: «{name}»")
        edition = say(locale, en=f"version {number}", es=f"versión {number}") if number else ""
        return Quoted(sentence=sentence, title=title, quote=citation.quote, version=edition)
    if citation.source == "brief":
        return Quoted(sentence=sentence, title=say(locale, en="The brief", es="El brief"), quote=citation.quote)
    return Quoted(sentence=sentence, title=citation.source, quote=citation.quote)


def _fact(citation: Citation, sentence: str, address: str, deps: Deps, locale: Language) -> Quoted:
    """`gold_card/annual_fee`: the product sheet where it stands, else the list of products."""
    product_id, _, key = address.partition("/")
    products = deps.workspace.products
    product = next((p for p in products.products if p.id == product_id), None)
    fact = next((f for f in product.facts_on(deps.today) if f.key == key), None) if product else None
    if product is None or fact is None:
        return Quoted(sentence=sentence, title=citation.source, quote=citation.quote)
    return fact_quoted(product, fact, deps, locale).model_copy(update={"sentence": sentence})


def fact_quoted(product: Product, fact: Fact, deps: Deps, locale: Language) -> Quoted:
    """What a sheet says, with the sheet's name, version and validity."""
    name = product.name.in_(locale)
    sheet = say(locale, en=f"Product sheet of {name}", es=f"Ficha de producto de {name}")
    quote = fact.text.in_(locale)
    if fact.conditions:
        quote = f"{quote} – {fact.conditions.in_(locale)}"
    version = short(deps.workspace.version)
    return Quoted(
        sentence="",
        title=f"{sheet} ({fact.source})" if fact.source else sheet,
        quote=quote,
        version=say(locale, en=f"version {version}", es=f"versión {version}"),
        validity=_until(fact.valid_until, locale),
    )


def _until(day: date | None, locale: Language) -> str:
    if day is None:
        return say(locale, en="no end date", es="sin fecha de fin")
    said = day_in_words(day, locale)
    return say(locale, en=f"valid until {said}", es=f"válida hasta el {said}")


def _in_brief(phrase: str, brief: Brief | None) -> Evidence | None:
    if brief is None or not phrase:
        return None
    facts = [fact.evidence for fact in brief.offer if fact.evidence] + list(brief.evidence.values())
    wanted = fold(phrase)
    return next((e for e in facts if wanted in fold(e.quote) or fold(e.quote) in wanted), None)
