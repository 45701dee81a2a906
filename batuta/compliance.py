"""What law and brand say about a campaign, finding by finding."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from batuta.audience import Audience
from batuta.brief import Channel, OfferFact
from batuta.contact import FrequencyCap
from batuta.content import ContentItem, Part
from batuta.noun import Noun
from batuta.product import Product

Severity = Literal["block", "warn", "info"]
Verdict = Literal["blocked", "needs_review", "clear"]


class Source(Noun):
    """The law, article or brand document behind a rule."""

    title: str
    url: str = ""


class Fix(Noun):
    """A remedy that code can apply to a message."""

    kind: Literal["replace", "remove", "append"]
    part: Part
    text: str = ""
    """What takes the place of the quote, or is appended as a sentence of its own."""


class Finding(Noun):
    rule_id: str
    topic: str
    severity: Severity
    message: str
    suggestion: str = ""
    quote: str = ""
    start: int = 0
    """Code points into the part."""
    end: int = 0
    part: str = ""
    """The part of the message, or `audience`, `offer`, `timing`."""
    source: Source
    item: str = ""
    """The content item it speaks of; empty for the campaign as a whole."""
    fix: Fix | None = None
    waivable_by: tuple[str, ...] = ()
    """Roles that may let it pass with a reason; empty where nobody may."""


class Waiver(Noun):
    """A finding that a person let pass."""

    rule_id: str
    item: str
    by: str
    reason: str
    until: date | None = None
    """The last day on which it counts."""
    quotes: tuple[str, ...] = ()
    """The words that were let pass; other words under the same rule were not. Empty: from before they were kept."""


class Waivers(Noun):
    granted: tuple[Waiver, ...] = ()


class Subject(Noun):
    """What is reviewed together: a campaign, or a single text with its context."""

    items: tuple[ContentItem, ...] = ()
    audience: Audience | None = None
    channels: tuple[Channel, ...] = ()
    product: Product | None = None
    product_kind: str | None = None
    product_facts: tuple[str, ...] = ()
    offer: tuple[OfferFact, ...] = ()
    sender: str = ""
    sector: str = ""
    jurisdictions: tuple[str, ...] = ()
    today: date
    send_at: datetime | None = None
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    audience_note: str = ""
    caps: tuple[FrequencyCap, ...] = ()
    """How often people may be contacted, where a contact policy says it."""
    window_days: int | None = None
    """How long the campaign runs, where that is known."""
    sensitive: dict[str, str] = Field(default_factory=dict)
    """Attribute to protected trait."""
    consent_assured: tuple[Channel, ...] = ()
    """Channels on which only people with consent are contacted, whatever the audience says."""


class Review(Noun):
    """The whole outcome of a review: what was checked, and what was found."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    waived: tuple[Waiver, ...] = ()
    packs: tuple[str, ...] = ()
    """Policy packs that were applied, each `id@version`."""
    of: str = ""
    """Digest of the `Subject` that our own policies read: a review of one version speaks for no other."""


def verdict_of(findings: tuple[Finding, ...], waived: tuple[Waiver, ...] = ()) -> Verdict:
    """Any block that nobody waived: blocked; else any warning: needs_review; else clear."""
    let_pass = {(waiver.rule_id, waiver.item) for waiver in waived}
    severities = {finding.severity for finding in findings if (finding.rule_id, finding.item) not in let_pass}
    if "block" in severities:
        return "blocked"
    return "needs_review" if "warn" in severities else "clear"
