"""Who is addressed: protected traits, what stands in for them, and people in need.

Leaving people out to protect them (minors, the over-indebted) is no discrimination and never a finding.
Source: RGPD art. 9; Ley 15/2022; Directive 2023/2225 art. 6; 12 CFR 1002.4; DSA art. 26.
"""

from collections.abc import Iterator

from batuta.checks.case import FINANCIAL, Case, Hit
from batuta.checks.traits import affirms, hit_of, uses_of

SPECIAL: frozenset[str] = frozenset(
    {"ethnicity", "health", "religion", "politics", "sexual_orientation", "disability", "union", "biometric", "values"}
)
"""Special categories and what the law treats alike; `values`: told by the values asked for, not by the attribute."""
ORIGIN: frozenset[str] = frozenset({"nationality", "origin", "citizenship", "birthplace"})
PROTECTIVE: frozenset[str] = frozenset({"minor", "vulnerable", "health", "disability"})


def sensitive(case: Case) -> Iterator[Hit]:
    """A protected trait decides who is addressed."""
    traits = uses_of(case)
    financial = bool(case.kinds & (FINANCIAL | {"insurance"}))
    for use, trait in traits:
        if (
            trait in SPECIAL
            or trait in ORIGIN
            or (trait == "marital_status" and case.jurisdiction == "US" and financial)
        ):
            if use.excludes and trait in PROTECTIVE and not financial:
                continue
            hit = hit_of(use)
            mild = trait in ORIGIN and not financial
            yield hit._replace(severity="warn") if mild else hit
        elif trait == "sex":
            hit = hit_of(use)
            yield hit if financial else hit._replace(severity="warn")


def proxies(case: Case) -> Iterator[Hit]:
    """An attribute that stands in for a protected trait, such as a surname or a neighbourhood."""
    for use, trait in uses_of(case):
        if trait not in ("proxy", "language", "place"):
            continue
        if (
            trait in ("place", "language")
            and not case.kinds & (FINANCIAL | {"insurance"})
            and not _protected_in_note(case)
        ):
            continue
        hit = hit_of(use)
        yield hit if trait == "proxy" or _protected_in_note(case) else hit._replace(severity="warn")


def vulnerable(case: Case) -> Iterator[Hit]:
    """People in need are picked because of it."""
    for use, trait in uses_of(case):
        if trait == "vulnerable" and affirms(use.criterion) != use.excludes:
            hit = hit_of(use)
            yield hit if case.kinds & (FINANCIAL | {"insurance"}) else hit._replace(severity="warn")


def _protected_in_note(case: Case) -> bool:
    return case.note is not None and case.note.makes(
        "trait_ethnicity",
        "trait_religion",
        "trait_health",
        "trait_origin",
        "trait_nationality",
        "trait_sexual_orientation",
    )
