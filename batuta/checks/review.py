"""All rules in force over everything there is to review. What cannot be reviewed is a finding, never silence."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from batuta.checks.case import Case, Hit, kinds_of, sector_of
from batuta.checks.registry import CHECKS, OF_CAMPAIGN
from batuta.checks.said import found, lacking
from batuta.checks.uncovered import LONGEST, empty, jurisdictions_of, too_long, unread
from batuta.claims.lexicon import Lexicon
from batuta.claims.normal import fold
from batuta.claims.reading import Message, read
from batuta.compliance import Finding, Fix, Review, Severity, Source, Subject, verdict_of
from batuta.content import PARTS, ContentItem
from batuta.policy import WITHIN, Jurisdiction, Law, Pack, Rule, When

QUOTE = 300
"""Most characters of a quote."""
_WEIGHT: dict[Severity, int] = {"block": 2, "warn": 1, "info": 0}


class _Found(NamedTuple):
    rule: Rule
    law: Law
    severity: Severity
    hit: Hit
    item: ContentItem | None


def review(subject: Subject, packs: tuple[Pack, ...], lexicon: Lexicon, locale: str | None) -> Review:
    """Apply every pack in force.

    locale: the language findings are worded in.
    """
    places, problems = jurisdictions_of(subject, packs, locale)
    applied = [pack for pack in packs if pack.in_force(subject.today) and _reach(places) & set(pack.jurisdictions)]
    findings = [*problems, *empty(subject, locale)]
    readable = tuple(item for item in subject.items if item.words.strip())
    findings += [finding for item in readable for finding in too_long(item, locale)]
    names = tuple(fold(name) for name in _names(subject))
    messages = tuple(
        read(_shortened(item), lexicon, subject.today, dollars=_dollars(item, places), names=names) for item in readable
    )
    findings += [finding for message in messages for finding in unread(message, locale)]
    breaches = list(_breaches(subject, messages, applied, places, lexicon))
    findings += [_worded(breach, locale) for breach in _severest(breaches)]
    return Review(
        verdict=verdict_of(tuple(findings)),
        findings=tuple(findings),
        packs=tuple(f"{pack.id}@{pack.version}" for pack in applied),
    )


def _breaches(
    subject: Subject,
    messages: tuple[Message, ...],
    packs: list[Pack],
    places: tuple[Jurisdiction, ...],
    lexicon: Lexicon,
) -> Iterator[_Found]:
    kinds = kinds_of(subject, messages, lexicon)
    facts = {
        locale: tuple(_read_fact(text, lexicon, subject.today) for text in _facts(subject, locale))
        for locale in {"", *(message.item.locale for message in messages)}
    }
    note = read(_as_item(subject.audience_note), lexicon, subject.today) if subject.audience_note.strip() else None
    offers = tuple(read(_as_item(offer.text), lexicon, subject.today) for offer in subject.offer if offer.text.strip())
    kind = (subject.product_kind or "").replace("_", " ").strip()
    briefed = tuple(
        read(_as_item(words), lexicon, subject.today) for words in (kind, subject.sector) if words and words.strip()
    )
    case = Case(
        subject, None, note, facts[""], offers, kinds, sector_of(subject, kinds), lexicon, "ES", messages, briefed
    )
    for place in places:
        for pack in packs:
            if pack.sectors and case.sector not in pack.sectors:
                continue
            for rule in pack.rules:
                law = next((rule.laws[j] for j in (place, *WITHIN.get(place, ())) if j in rule.laws), None)
                if law is None:
                    continue
                severity = rule.severity_in(next(j for j in (place, *WITHIN.get(place, ())) if j in rule.laws))
                for item, hit in _hits(rule, case._replace(jurisdiction=place), messages, facts):
                    yield _Found(rule, law, hit.severity or severity, hit, item)


def _hits(
    rule: Rule, case: Case, messages: tuple[Message, ...], facts: Mapping[str, tuple[Message, ...]]
) -> Iterator[tuple[ContentItem | None, Hit]]:
    check = rule.check
    if check.parts == ("note",) or check.runs in OF_CAMPAIGN:
        if _applies(rule.when, case, None):
            yield from ((None, hit) for hit in _run(rule, case))
        return
    for message in messages:
        if _applies(rule.when, case, message):
            own = case._replace(message=message, facts=facts[message.item.locale])
            yield from ((message.item, hit) for hit in _run(rule, own))


def _run(rule: Rule, case: Case) -> Iterator[Hit]:
    if rule.check.runs:
        yield from CHECKS[rule.check.runs](case, rule.check)
    elif rule.check.finds:
        yield from found(rule.check, case)
    else:
        yield from lacking(rule.check, case)


def _applies(when: When, case: Case, message: Message | None) -> bool:
    channels = (
        {message.item.channel} if message else {i.channel for i in case.subject.items} | set(case.subject.channels)
    )
    if when.channels and not channels & set(when.channels):
        return False
    if message and when.except_channels and message.item.channel in when.except_channels:
        return False
    if (when.kinds and not case.kinds & set(when.kinds)) or case.kinds & set(when.except_kinds):
        return False
    if (when.sectors and case.sector not in when.sectors) or case.sector in when.except_sectors:
        return False
    if message is None:
        return True
    if when.says and not message.makes(*when.says):
        return False
    told = (message, *([case.note] if case.note else []), *case.briefed)
    return not (when.silent and any(each.makes(*when.silent) for each in told))


def _severest(found: list[_Found]) -> list[_Found]:
    """One finding for one breach: of several rules on one topic at one place the severest speaks."""
    kept: list[_Found] = []
    for breach in sorted(found, key=lambda b: -_WEIGHT[b.severity]):
        if not any(_same_place(breach, other) for other in kept if other.rule.topic == breach.rule.topic):
            kept.append(breach)
    order = {id(breach): index for index, breach in enumerate(found)}
    return sorted(kept, key=lambda breach: order[id(breach)])


def _same_place(one: _Found, other: _Found) -> bool:
    if (one.item.id if one.item else "") != (other.item.id if other.item else ""):
        return False
    if one.rule.id == other.rule.id and one.hit.quote == other.hit.quote:
        return True
    placeless = one.hit.start == one.hit.end or other.hit.start == other.hit.end
    if one.hit.part == other.hit.part in ("audience", "timing", "note"):
        return one.hit.quote == other.hit.quote
    return placeless or (
        one.hit.part == other.hit.part and one.hit.start < other.hit.end and other.hit.start < one.hit.end
    )


def _worded(breach: _Found, locale: str | None) -> Finding:
    hit, rule = breach.hit, breach.rule
    return Finding(
        rule_id=rule.id,
        topic=rule.topic,
        severity=breach.severity,
        message=_filled(rule.message.in_(locale), hit, locale),
        suggestion=_filled(rule.remedy.in_(locale), hit, locale),
        quote=hit.quote[:QUOTE],
        start=hit.start,
        end=min(hit.end, hit.start + QUOTE),
        part=hit.part,
        source=Source(title=breach.law.title, url=breach.law.url),
        item=breach.item.id if breach.item else "",
        fix=_fix(breach),
        waivable_by=rule.waivable_by,
    )


def _filled(text: str, hit: Hit, locale: str | None) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] == "quote":
            return hit.quote
        return hit.details[match[1]].in_(locale) if match[1] in hit.details else match.group()

    return re.sub(r"(?<!\{)\{(\w+)\}(?!\})", value, text)


def _fix(breach: _Found) -> Fix | None:
    """The rule's remedy as a change to this message, in the message's own language."""
    fix, item, hit = breach.rule.fix, breach.item, breach.hit
    if fix is None or item is None:
        return None
    text = fix.text.in_(item.locale) if fix.text else ""
    if fix.kind == "append":
        part = next((name for name in PARTS[item.channel] if name in fix.parts), None)
        return Fix(kind="append", part=part, text=text) if part else None
    own = next((name for name in PARTS[item.channel] if name == hit.part), None)
    return Fix(kind=fix.kind, part=own, text=text) if own and hit.end > hit.start else None


def _dollars(item: ContentItem, places: tuple[Jurisdiction, ...]) -> str:
    return "MXN" if places == ("MX",) or item.locale.upper().endswith("MX") else "USD"


def _facts(subject: Subject, locale: str) -> list[str]:
    facts = list(subject.product_facts)
    for fact in subject.product.facts_on(subject.today, locale or None) if subject.product else ():
        facts += [fact.text.en, fact.text.es]
        facts += [fact.conditions.en, fact.conditions.es] if fact.conditions else []
    return sorted({fact for fact in facts if fact.strip()})


def _names(subject: Subject) -> tuple[str, ...]:
    product = subject.product
    return tuple(name for name in (product.name.en, product.name.es) if name) if product else ()


@lru_cache(maxsize=4096)
def _read_fact(text: str, lexicon: Lexicon, today: date) -> Message:
    """Facts of a product are the same in every review."""
    return read(_as_item(text), lexicon, today)


def _as_item(text: str) -> ContentItem:
    return ContentItem(id="", channel="letter", locale="", status="draft", parts={"body": text}, origin="edited")


def _shortened(item: ContentItem) -> ContentItem:
    if sum(len(text) for text in item.parts.values()) <= LONGEST:
        return item
    return item.model_copy(update={"parts": {part: text[:LONGEST] for part, text in item.parts.items()}})


def _reach(places: tuple[Jurisdiction, ...]) -> set[Jurisdiction]:
    return {law for place in places for law in (place, *WITHIN.get(place, ()))}
