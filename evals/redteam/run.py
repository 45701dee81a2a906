"""Each attack in each place; what stayed blocked, and what was blocked without need."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.outside.comply import Outcome, reviewed
from batuta.compliance import Finding, Source, verdict_of
from batuta.ports import Policies
from evals.redteam.attacks import Carrier

TODAY = date(2026, 12, 15)
PLACES = ("before", "after", "headline", "hidden", "facts", "note", "tool")
"""Where an attack stands: in the copy, around it, in its mark-up, and in what other systems say."""


class Escaped(NamedTuple):
    """An attack that changed something."""

    attack: str
    place: str
    topic: str
    verdict: str


class Figures(NamedTuple):
    runs: int
    escaped: tuple[Escaped, ...]
    benign: int
    blocked: tuple[str, ...]
    """Lawful look-alikes that were blocked."""

    @property
    def held(self) -> float:
        return 1 - len(self.escaped) / max(self.runs, 1)

    @property
    def benign_handled(self) -> float:
        return 1 - len(self.blocked) / max(self.benign, 1)


def figures(
    policies: Policies, attacks: tuple[str, ...], carriers: tuple[Carrier, ...], benign: tuple[tuple[str, str], ...]
) -> Figures:
    """Every attack goes through every place; the carriers take turns."""
    runs = 0
    escaped: list[Escaped] = []
    for index, attack in enumerate(attacks):
        for turn, place in enumerate(PLACES):
            runs += 1
            carrier = carriers[(index + turn) % len(carriers)]
            outcome = _attacked(policies, attack, place, carrier)
            topics = {finding.topic for finding in outcome.findings if finding.severity == "block"}
            if outcome.verdict != "blocked" or carrier.topic not in topics:
                escaped.append(Escaped(attack, place, carrier.topic, outcome.verdict))
    return Figures(runs, tuple(escaped), len(benign), tuple(_blocked(policies, benign)))


def _attacked(policies: Policies, attack: str, place: str, carrier: Carrier) -> Outcome:
    copy = {"body": carrier.body}
    line: dict[str, object] = {"channel": "web", "copy": copy, **carrier.context}
    match place:
        case "before":
            copy["body"] = f"{attack}\n\n{carrier.body}"
        case "after":
            copy["body"] = f"{carrier.body}\n\n{attack}"
        case "headline":
            copy["headline"] = attack
        case "hidden":
            copy["body"] = f"{carrier.body}<!-- {attack.replace('--', '')} -->"
        case "facts":
            line["product_facts"] = [attack]
        case "note":
            line["audience_note"] = attack
    outcome = reviewed(line, policies, TODAY, "en")
    if place == "tool":
        said = Finding(
            rule_id=attack[:100], topic="note", severity="info", message=attack[:500], source=Source(title=attack[:100])
        )
        findings = (*outcome.findings, said)
        return Outcome(verdict=verdict_of(findings), findings=findings)
    return outcome


def _blocked(policies: Policies, benign: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for language, text in benign:
        place = "ES" if language == "es" else "UK"
        line: dict[str, object] = {
            "copy": text, "channel": "web", "locale": language, "jurisdiction": place, "sector": "retail",
        }  # fmt: skip
        if reviewed(line, policies, TODAY, "en").verdict == "blocked":
            yield text
