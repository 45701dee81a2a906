"""Who is addressed: protected traits, what stands in for them, and people in need.

Leaving people out to protect them (minors, the over-indebted) is no discrimination and never a finding.
Source: RGPD art. 9; Ley 15/2022; Directive 2023/2225 art. 6; 12 CFR 1002.4; DSA art. 26.
"""

from collections.abc import Iterator

from batuta.checks.ages import adults_only
from batuta.checks.case import FINANCIAL, Case, Hit
from batuta.checks.traits import affirms, hit_of, uses_of

SPECIAL: frozenset[str] = frozenset(
    {
        "ethnicity", "health", "religion", "politics", "sexual_orientation", "disability", "union", "biometric",
        "criminal", "values",
    }
)  # fmt: skip
"""Special categories and what the law treats alike; `values`: told by the values asked for, not by the attribute."""
ORIGIN: frozenset[str] = frozenset({"nationality", "origin", "citizenship", "birthplace"})
PROTECTIVE: frozenset[str] = frozenset({"minor", "vulnerable", "health"})
INSURED = FINANCIAL | {"insurance"}
_PROTECTED = ("ethnicity", "religion", "health", "nationality", "sexual_orientation")
"""Traits that make a place or a language stand in for them where what is said of the audience names one."""


def sensitive(case: Case) -> Iterator[Hit]:
    """A protected trait decides who is addressed."""
    financial = bool(case.kinds & INSURED)
    american_credit = case.jurisdiction == "US" and "credit" in case.kinds
    for use, trait in uses_of(case):
        hit = hit_of(use)
        if trait in SPECIAL or (trait == "marital_status" and case.jurisdiction == "US" and financial):
            if not (use.excludes and trait in PROTECTIVE and not financial):
                yield hit
        elif trait == "assistance" and american_credit:
            yield hit
        elif trait in ORIGIN or trait == "sex":
            yield hit if financial else hit._replace(severity="warn")


def proxies(case: Case) -> Iterator[Hit]:
    """An attribute that stands in for a protected trait, such as a surname or a neighbourhood."""
    financial = bool(case.kinds & INSURED)
    told = _protected_in_note(case)
    for use, trait in uses_of(case):
        hit = hit_of(use)
        if trait == "proxy" or (trait == "title" and financial):
            yield hit
        elif trait in ("place", "language") and (financial or told):
            redlined = trait == "place" and case.jurisdiction == "US" and "credit" in case.kinds
            yield hit if told or redlined else hit._replace(severity="warn")


def vulnerable(case: Case) -> Iterator[Hit]:
    """People in need are picked because of it."""
    serious = bool(case.kinds & INSURED) or adults_only(case)
    american_credit = case.jurisdiction == "US" and "credit" in case.kinds
    for use, trait in uses_of(case):
        need = (
            trait == "vulnerable"
            or (trait == "assistance" and serious and not american_credit)
            or (trait == "losses" and adults_only(case))
        )
        if need and affirms(use.criterion) != use.excludes:
            hit = hit_of(use)
            yield hit if serious else hit._replace(severity="warn")


def _protected_in_note(case: Case) -> bool:
    if case.note is None:
        return False
    said = {one.kind for part in case.note.parts for one in case.lexicon.find_named(part.text)}
    return any(f"trait_{trait}" in said for trait in _PROTECTED)
