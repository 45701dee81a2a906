"""What a compliance officer files: a verdict with its evidence, and the register of campaigns.

Source: Circular 4/2020 del Banco de España, norma 7 (register of campaigns) and norma 6 (internal review).
"""

from datetime import date, datetime
from typing import Literal

from batuta.compliance import Finding, Review, Severity, Verdict, Waiver
from batuta.content import ContentItem, Part
from batuta.digest import Digest, digest
from batuta.noun import Noun
from batuta.policy import Pack, Verification
from batuta.text import Text

Result = Literal["block", "warn", "info", "none"]
_WEIGHT: dict[Severity, int] = {"block": 3, "warn": 2, "info": 1}


class FiledPiece(Noun):
    """One message as it was reviewed."""

    id: str
    channel: str
    locale: str
    parts: dict[Part, str]
    digest: Digest


class FiledRule(Noun):
    """A rule that was applied, and what came of it."""

    rule_id: str
    pack: str
    """`id@version`."""
    topic: str
    requires: Text
    law: str
    url: str
    verified: Verification
    result: Result


class VerdictFile(Noun):
    """What was checked, by which version of which rule, with which result."""

    subject: str
    """What was reviewed, in a few words: a campaign's name, a file's name."""
    company: str
    made_at: datetime
    reviewed_on: date
    jurisdictions: tuple[str, ...]
    verdict: Verdict
    pieces: tuple[FiledPiece, ...]
    rules: tuple[FiledRule, ...]
    unknown_packs: tuple[str, ...] = ()
    """Packs that were applied and whose rules are not at hand in that version any more."""
    findings: tuple[Finding, ...] = ()
    waived: tuple[Waiver, ...] = ()
    policies_version: Digest = ""
    review_digest: Digest = ""


class CampaignRecord(Noun):
    """One campaign in the register. Fields follow norma 7.2 in its order."""

    year: int
    number: int
    """Consecutive within the year."""
    name: str
    campaign_id: str
    status: str
    starts: date | None = None
    ends: date | None = None
    territory: tuple[str, ...] = ()
    audience: str = ""
    """The people it is meant for, in words."""
    people: int | None = None
    media: tuple[str, ...] = ()
    pieces: tuple[FiledPiece, ...] = ()
    intermediaries: tuple[str, ...] = ()
    reviewed_at: datetime | None = None
    reviewed_by: tuple[str, ...] = ()
    verdict: Verdict | None = None
    packs: tuple[str, ...] = ()
    cost_checked: bool = False
    """Whether the packs that hold the rules on cost and return, TAE included, were applied."""
    tae_criteria: str = ""
    waived: tuple[Waiver, ...] = ()
    approved_by: tuple[str, ...] = ()
    content_digests: tuple[Digest, ...] = ()
    review_digest: Digest = ""


def filed_pieces(items: tuple[ContentItem, ...]) -> tuple[FiledPiece, ...]:
    return tuple(
        FiledPiece(id=item.id, channel=item.channel, locale=item.locale, parts=item.parts, digest=digest(item))
        for item in items
    )


def filed_rules(review: Review, packs: tuple[Pack, ...], jurisdictions: tuple[str, ...]) -> tuple[FiledRule, ...]:
    """Every rule of the packs that were applied, with the gravest of its findings; those found first."""
    worst: dict[str, Severity] = {}
    for finding in review.findings:
        known = worst.get(finding.rule_id)
        if known is None or _WEIGHT[finding.severity] > _WEIGHT[known]:
            worst[finding.rule_id] = finding.severity
    lines: list[FiledRule] = []
    for pack in packs:
        name = f"{pack.id}@{pack.version}"
        for rule in pack.rules if name in review.packs else ():
            law = next((rule.laws[place] for place in rule.laws if place in jurisdictions), None)
            law = law or next(iter(rule.laws.values()))
            result: Result = worst.get(rule.id, "none")
            lines.append(
                FiledRule(
                    rule_id=rule.id,
                    pack=name,
                    topic=rule.topic,
                    requires=rule.requires,
                    law=law.title,
                    url=law.url,
                    verified=law.verified,
                    result=result,
                )
            )
    return tuple(sorted(lines, key=lambda line: -_WEIGHT.get(line.result, 0) if line.result != "none" else 0))


def unknown_packs(review: Review, packs: tuple[Pack, ...]) -> tuple[str, ...]:
    known = {f"{pack.id}@{pack.version}" for pack in packs}
    return tuple(name for name in review.packs if name not in known)
