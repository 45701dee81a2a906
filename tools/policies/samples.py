"""Each rule proves itself: the texts it must catch and those it must leave alone."""

from collections.abc import Iterator
from datetime import date

from batuta.brief import OfferFact
from batuta.checks.review import review
from batuta.claims.lexicon import Lexicon
from batuta.compliance import Subject
from batuta.content import ContentItem, Part
from batuta.errors import Problem
from batuta.policy import Pack, Rule
from batuta.policy_samples import Sample
from batuta.text import Language, Text

DAY = date(2027, 3, 1)
"""The day samples are read on."""


def failing_samples(pack: Pack, lexicon: Lexicon, file: str) -> Iterator[Problem]:
    """Samples on which a rule does not do what it says."""
    for rule in pack.rules:
        for language in pack.languages:
            samples = rule.examples.in_(language)
            if samples is None:
                continue
            for sample in samples.catch:
                if not _fires(rule, pack, lexicon, sample, language):
                    yield _problem(file, rule, sample, Text(en="does not catch", es="no detecta"))
            for sample in samples.leave:
                if _fires(rule, pack, lexicon, sample, language):
                    yield _problem(file, rule, sample, Text(en="wrongly catches", es="detecta por error"))


def _fires(rule: Rule, pack: Pack, lexicon: Lexicon, sample: Sample, language: Language) -> bool:
    alone = pack.model_copy(update={"rules": (rule,), "sectors": (), "effective_from": None, "effective_until": None})
    found = review(_subject(rule, sample, language), (alone,), lexicon, language).findings
    return any(finding.rule_id == rule.id for finding in found)


def _subject(rule: Rule, sample: Sample, language: Language) -> Subject:
    given = sample.over(rule.examples.context)
    main: Part = "text" if given.channel == "sms" else "body"
    parts = given.parts or ({main: given.text} if given.text else {})
    item = ContentItem(
        id="sample",
        channel=given.channel,
        locale=given.locale or language,
        status="draft",
        parts=parts,
        origin="edited",
    )
    other: Part = "text" if given.also_channel == "sms" else "body"
    also = item.model_copy(update={"id": "also", "channel": given.also_channel, "parts": {other: given.also}})
    return Subject(
        items=((item,) if parts else ()) + ((also,) if given.also else ()),
        audience=given.audience,
        channels=given.channels,
        product_kind=given.kind or None,
        product_facts=given.facts,
        offer=tuple(OfferFact(text=text) for text in given.offer),
        sender=given.sender,
        sector=given.sector,
        jurisdictions=(given.jurisdiction or next(iter(rule.laws)),),
        today=DAY,
        send_at=given.send_at,
        must_say=given.must_say,
        must_not_say=given.must_not_say,
        audience_note=given.note,
        caps=given.caps,
        sensitive=given.sensitive,
    )


def _problem(file: str, rule: Rule, sample: Sample, does: Text) -> Problem:
    shown = sample.text or sample.model_dump_json(exclude_unset=True)
    return Problem(
        file,
        None,
        Text(en=f"The rule {rule.id} {does.en}: {shown}", es=f"La regla {rule.id} {does.es}: {shown}"),
        Text(en="Correct the rule, its vocabulary or the sample.", es="Corrige la regla, su vocabulario o el ejemplo."),
    )
