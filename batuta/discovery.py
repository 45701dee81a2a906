"""Whether something that exists already says what is needed: the rules of finding before making."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field

from batuta.content import InventoryItem
from batuta.explain import day_in_words
from batuta.grounding.issues import Issue
from batuta.grounding.numbers import figures
from batuta.grounding.support import Evidence, support
from batuta.noun import Received
from batuta.text import Language, Text, language_of
from batuta.words.concepts import idea, same, units
from batuta.words.languages import language_in
from batuta.words.sentences import sentences
from batuta.words.tokens import fold
from batuta.writing_checks import says

Decision = Literal["reuse", "propose_pending", "generate"]
READY = ("approved", "published")
EVERYBODY = frozenset({"", "*", "all", "any", "everyone", "everybody", "todos", "todas", "general", "all customers"})


class Wanted(Received):
    """What is looked for."""

    need_id: str
    type: str = "copy"
    channel: str | None = None
    locale: str | None = None
    product_id: str | None = None
    audience: str | None = None
    described: bool = False
    """The audience is described in many words, and an item's own need only be among them."""
    purpose: str | None = None
    offers: tuple[str, ...] = ()
    """What the campaign is about, in the words of the facts; an item has to say one of them."""
    names: dict[str, str] = Field(default_factory=dict)
    """What the company calls its products, by their ids."""
    must_say: tuple[str, ...] = ()
    """What the campaign wants said in every message."""


class Miss(NamedTuple):
    """Something that nearly fits, and why it does not."""

    id: str
    why: Text


class Found(NamedTuple):
    decision: Decision
    items: tuple[InventoryItem, ...]
    """What fits and is of the status that was decided on, the best first."""
    rejected: tuple[Miss, ...]


def discover(
    wanted: Wanted,
    inventory: Sequence[InventoryItem],
    facts: Sequence[Evidence],
    *,
    last_day: date,
) -> Found:
    """Reuse what is approved, propose what waits for approval, else write. last_day: the campaign's last."""
    fitting: list[InventoryItem] = []
    misses: list[tuple[int, Miss]] = []
    for item in inventory:
        passed = 0
        why: Text | None = None
        for why in _checks(wanted, item, inventory, facts, last_day):
            if why is not None:
                break
            passed += 1
        if why is None:
            fitting.append(item)
        elif passed > _PRODUCT or (passed == _PRODUCT and _locale(wanted, item) is None):
            misses.append((passed, Miss(item.id, why)))
    ready = sorted((item for item in fitting if item.status in READY), key=lambda item: _merit(wanted, item))
    waiting = sorted((item for item in fitting if item.status not in READY), key=lambda item: _merit(wanted, item))
    misses.sort(key=lambda miss: (-miss[0], miss[1].id))
    rejected = tuple(miss for _, miss in misses)
    if ready:
        return Found("reuse", tuple(ready), rejected)
    if waiting:
        return Found("propose_pending", tuple(waiting), rejected)
    return Found("generate", (), rejected)


_PRODUCT = 2
"""The place of the product among the checks. Of other products only what is in the right language is a near miss."""
_COSTS = "€$£%"


def _merit(wanted: Wanted, item: InventoryItem) -> tuple[object, ...]:
    """Best first: its version, then the closer market, then the newer."""
    exact = (item.locale or "").lower() == (wanted.locale or "").lower()
    updated = item.updated.toordinal() if item.updated else 0
    return (-item.version, not exact, item.status != "published", -updated, item.id)


def _checks(
    wanted: Wanted,
    item: InventoryItem,
    inventory: Sequence[InventoryItem],
    facts: Sequence[Evidence],
    last_day: date,
) -> Iterator[Text | None]:
    """One answer a check, in the order in which a person would look: None where it passes, else why not."""
    copy = wanted.type == "copy"
    yield (
        None
        if fold(item.type) == fold(wanted.type)
        else Text(en=f"It is of type {item.type}.", es=f"Es de tipo {item.type}.")
    )
    yield _channel(wanted, item)
    yield _product(wanted, item)
    if copy:
        yield _locale(wanted, item)
        yield _audience(wanted, item)
        yield _purpose(wanted, item)
    yield _status(item)
    yield _newer(item, inventory)
    yield _until(item.valid_until, last_day, en="It is valid until", es="Es válido hasta el")
    rights = item.rights
    yield _until(rights.expires if rights else None, last_day, en="Its rights run out on", es="Sus derechos vencen el")
    yield _territory(wanted, item)
    if copy:
        yield _figures(item, facts, last_day)
        yield _offer(wanted, item)


def _channel(wanted: Wanted, item: InventoryItem) -> Text | None:
    if not wanted.channel or (item.channel or "").lower() == wanted.channel.lower():
        return None
    if item.channel in (None, "", "any", "*") and wanted.type != "copy":
        return None
    return Text(en=f"It is for {item.channel}.", es=f"Es para {item.channel}.")


def _product(wanted: Wanted, item: InventoryItem) -> Text | None:
    if item.product_id == wanted.product_id:
        return None
    if item.product_id is None:
        return Text(en="It is about no product in particular.", es="No trata de ningún producto en particular.")
    name = wanted.names.get(item.product_id)
    if name:
        return Text(en=f"It is about another product: {name}.", es=f"Trata de otro producto: {name}.")
    return Text(en=f"It is about {item.product_id}.", es=f"Trata de {item.product_id}.")


def _locale(wanted: Wanted, item: InventoryItem) -> Text | None:
    mine, theirs = (wanted.locale or "").lower().replace("_", "-"), (item.locale or "").lower().replace("_", "-")
    if mine == theirs or not mine or f"{mine}-".startswith(f"{theirs}-") or f"{theirs}-".startswith(f"{mine}-"):
        return None
    if not theirs:
        return Text(en="It does not say its language.", es="No indica su idioma.")
    if mine.split("-")[0] != theirs.split("-")[0]:
        return Text(en=f"It is in another language ({item.locale}).", es=f"Está en otro idioma ({item.locale}).")
    return Text(en=f"It is for another market ({item.locale}).", es=f"Es para otro mercado ({item.locale}).")


def _audience(wanted: Wanted, item: InventoryItem) -> Text | None:
    if _plain(item.audience) in EVERYBODY or _agree(wanted.audience, item.audience, described=wanted.described):
        return None
    return Text(en=f"It is written for {item.audience}.", es=f"Está escrito para {item.audience}.")


def _purpose(wanted: Wanted, item: InventoryItem) -> Text | None:
    if not item.purpose or not wanted.purpose or _agree(wanted.purpose, item.purpose):
        return None
    spanish = _PURPOSES.get(item.purpose, item.purpose)
    return Text(en=f"Its message is another: {item.purpose}.", es=f"Su mensaje es otro: {spanish}.")


_PURPOSES = {
    "promote": "promoción", "welcome": "bienvenida", "remind": "recordatorio", "inform": "información",
    "retain": "fidelización",
}  # fmt: skip


def _status(item: InventoryItem) -> Text | None:
    if item.status in (*READY, "pending"):
        return None
    said = {"draft": "borrador", "retired": "retirado", "expired": "caducado"}.get(item.status, item.status)
    return Text(en=f"Its status is {item.status}.", es=f"Su estado es {said}.")


def _newer(item: InventoryItem, inventory: Sequence[InventoryItem]) -> Text | None:
    """An older version of something that is there in a newer one, ready to be used."""
    for other in inventory:
        if other.id == item.id and other.version > item.version and other.status in READY:
            return Text(
                en=f"Version {item.version} was replaced by version {other.version}.",
                es=f"La versión {other.version} sustituye a la {item.version}.",
            )
    return None


def _until(end: date | None, last_day: date, *, en: str, es: str) -> Text | None:
    if end is None or end >= last_day:
        return None
    return Text(
        en=f"{en} {day_in_words(end, 'en')}, before the campaign ends.",
        es=f"{es} {day_in_words(end, 'es')}, antes de que acabe la campaña.",
    )


def _territory(wanted: Wanted, item: InventoryItem) -> Text | None:
    territories = item.rights.territories if item.rights else ()
    if not territories:
        return None
    country = (wanted.locale or "").replace("_", "-").partition("-")[2].upper()
    if country and country in {territory.upper() for territory in territories}:
        return None
    allowed = ", ".join(territories)
    return Text(en=f"Its rights cover {allowed} only.", es=f"Sus derechos solo cubren {allowed}.")


def _figures(item: InventoryItem, facts: Sequence[Evidence], last_day: date) -> Text | None:
    """Prices, rates and other figures that the product's facts do not bear out. A footer speaks of the sender."""
    text = "\n".join((item.title, item.body, *(said for part, said in item.parts.items() if part != "footer")))
    language = language_of(item.locale) if item.locale else language_in(text)
    before = ""
    for sentence in sentences(text) if facts else ():
        doubted = _doubted(sentence.text, facts, language)
        if doubted and before:
            # `34,90 € al mes durante 6 meses. Después, 44,90 €.`: the period was said a sentence before.
            doubted = tuple(
                quote
                for quote in _doubted(f"{before.rstrip('.')}; {sentence.text}", facts, language)
                if quote in doubted
            )
        if doubted:
            told = next((quote for quote in doubted if any(mark in quote for mark in _COSTS)), doubted[0])
            return Text(
                en=f"“{told}” does not agree with the product's facts.",
                es=f"«{told}» no coincide con los datos del producto.",
            )
        before = sentence.text
    return _stale(text, language, last_day)


def _doubted(sentence: str, facts: Sequence[Evidence], language: Language) -> tuple[str, ...]:
    issues = support(sentence, facts, language).issues
    return tuple(issue.quote for issue in issues if _disagrees(issue, issues, language))


def _offer(wanted: Wanted, item: InventoryItem) -> Text | None:
    """Another message about the same product is no message about this offer."""
    words = "\n".join((item.title, item.body, *item.parts.values()))
    locale = wanted.locale or "en"
    if wanted.offers and not any(says(words, offer, locale) for offer in wanted.offers):
        first = wanted.offers[0]
        return Text(
            en=f"It does not say what the campaign offers: “{first}”.",
            es=f"No dice lo que ofrece la campaña: «{first}».",
        )
    for wish in wanted.must_say:
        if not says(words, wish, locale):
            return Text(en=f"It does not say “{wish}”.", es=f"No dice «{wish}».")
    return None


def _disagrees(issue: Issue, issues: Sequence[Issue], language: str) -> bool:
    """People approved the words, so only figures and what they cost are doubted: not what no fact speaks of."""
    if issue.label == "contradicted":
        return issue.kind in ("figure", "strong", "denial")
    if issue.kind == "figure":
        left_out = any(other.kind == "condition" and any(map(str.isdigit, other.quote)) for other in issues)
        return left_out or any(mark in issue.quote for mark in _COSTS)
    return issue.kind == "strong" and idea("free", "en") <= idea(issue.quote, language_of(language))


def _stale(text: str, language: str, last_day: date) -> Text | None:
    for moment in figures(text, language_of(language)).moments:
        if moment.bound == "until" and moment.year and moment.month:
            end = (moment.year, moment.month, moment.day or 31)
            if end < (last_day.year, last_day.month, last_day.day):
                quote = text[moment.start : moment.end]
                return Text(
                    en=f"It says “{quote}”, which is over before the campaign ends.",
                    es=f"Dice «{quote}», que pasa antes de que acabe la campaña.",
                )
    return None


def _plain(words: str | None) -> str:
    return fold(words or "").replace("_", " ").replace("-", " ").strip()


def _agree(wanted: str | None, given: str | None, *, described: bool = False) -> bool:
    """The same words, or words for the same, in either language."""
    mine, theirs = _plain(wanted), _plain(given)
    if mine == theirs:
        return True
    a, b = units(mine, language_in(mine)), units(theirs, language_in(theirs))
    if not a or not b:
        return False
    covered = all(any(same(x, y) for x in a) for y in b)
    return covered and (described or all(any(same(x, y) for y in b) for x in a))
