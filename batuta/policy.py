"""Policy packs: the law and the house rules a company keeps, written so that people can read and code can run them.

A rule says *when* it applies, *how* it is checked, how severe a breach is, and which law stands behind it in
each jurisdiction. It ships texts it must catch and texts it must leave alone.
"""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from batuta.brief import Channel
from batuta.compliance import Severity
from batuta.noun import Noun
from batuta.policy_samples import Examples
from batuta.product import ProductKind
from batuta.text import Language, Text

Jurisdiction = Literal["ES", "EU", "UK", "US", "MX"]
JURISDICTIONS: tuple[Jurisdiction, ...] = ("ES", "EU", "UK", "US", "MX")
WITHIN: dict[Jurisdiction, tuple[Jurisdiction, ...]] = {"ES": ("EU",)}
"""Whose law also holds there, besides its own."""

Verification = Literal["text_read", "secondary_text_seen", "from_knowledge_unverified"]
Scope = Literal["sentence", "part", "message"]
Parameter = str | float | int | tuple[str | int | float, ...]


class Law(Noun):
    """What a rule rests on in one jurisdiction."""

    law: str
    article: str = ""
    url: str = ""
    verified: Verification

    @property
    def title(self) -> str:
        return f"{self.law}, {self.article}" if self.article else self.law


class When(Noun):
    """What must be so for a rule to apply; what is not named does not matter."""

    channels: tuple[Channel, ...] = ()
    except_channels: tuple[Channel, ...] = ()
    kinds: tuple[ProductKind, ...] = ()
    """Any of these products is spoken of."""
    except_kinds: tuple[ProductKind, ...] = ()
    sectors: tuple[str, ...] = ()
    except_sectors: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    """Any of these claims is made."""
    silent: tuple[str, ...] = ()
    """None of these claims is made."""


class Check(Noun):
    """How a breach is recognised: a claim that must not be made, one that is lacking, or a named check of code."""

    finds: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    """Only where one of these is said as well …"""
    within: Scope = "sentence"
    """… this near …"""
    beside_parts: tuple[str, ...] = ()
    """… and, where parts are named, in one of them; `notes` are starred ones."""
    unless: tuple[str, ...] = ()
    """Not where one of these is said …"""
    unless_within: Scope = "message"
    """… this near."""
    parts: tuple[str, ...] = ()
    """Looked for only in these parts; `note` is what is said of the audience."""
    lacks: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    """Only where the facts of the product, or what is said of the audience, say one of these."""
    runs: str = ""
    given: dict[str, Parameter] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_one_of_three(self) -> "Check":
        ways = [way for way in (self.finds, self.lacks, self.runs) if way]
        if len(ways) != 1:
            raise ValueError("a check has exactly one of finds, lacks, runs")
        return self


class Remedy(Noun):
    """A change that code can make safely."""

    kind: Literal["replace", "remove", "append"]
    parts: tuple[str, ...] = ()
    """For `append`: the first of these that the channel has."""
    text: Text | None = None


class Rule(Noun):
    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    topic: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    requires: Text
    """What the law wants, in plain words."""
    when: When = When()
    check: Check
    severity: Severity
    message: Text
    remedy: Text
    laws: dict[Jurisdiction, Law] = Field(min_length=1)
    fix: Remedy | None = None
    waivable_by: tuple[str, ...] = ()
    """Roles that may let it pass; empty: nobody."""
    examples: Examples

    def severity_in(self, jurisdiction: Jurisdiction) -> Severity:
        """What is known only from memory warns, and never blocks alone."""
        remembered = self.laws[jurisdiction].verified == "from_knowledge_unverified"
        return "warn" if remembered and self.severity == "block" else self.severity


class Pack(Noun):
    """Rules on one subject, with their owner and the time they hold."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    version: str
    subject: Text
    owner: str
    jurisdictions: tuple[Jurisdiction, ...] = Field(min_length=1)
    sectors: tuple[str, ...] = ()
    """Empty: every sector."""
    languages: tuple[Language, ...] = ("es", "en")
    """Those its samples are written in."""
    effective_from: date | None = None
    effective_until: date | None = None
    rules: tuple[Rule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_whole(self) -> "Pack":
        ids = [rule.id for rule in self.rules]
        for rule in self.rules:
            if ids.count(rule.id) > 1:
                raise ValueError(f"the rule {rule.id} is written twice")
            strange = [place for place in rule.laws if place not in self.jurisdictions]
            if strange:
                raise ValueError(f"the rule {rule.id} names a law of {strange[0]}, which the pack does not cover")
            for language in self.languages:
                if rule.examples.in_(language) is None:
                    raise ValueError(f"the rule {rule.id} has no examples in {language}")
        return self

    def in_force(self, on: date) -> bool:
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_until is None or on <= self.effective_until
        )
