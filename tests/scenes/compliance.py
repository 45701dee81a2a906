"""One text reviewed in a context of its own, as `batuta comply --jsonl` does it."""

from datetime import date

from app.outside.comply import Outcome, reviewed
from batuta.compliance import Finding
from batuta.ports import Policies

TODAY = date(2026, 12, 15)
SENDER = "Banco Nogal, S.A."
WAY_OUT = "Baja: https://nogal.example/baja"


def outcome(policies: Policies, copy: str | dict[str, str] | None = None, **context: object) -> Outcome:
    """The review of a text; in Spain, on the web, unless the context says otherwise."""
    line = {"copy": copy, "channel": "web", "locale": "es-ES", "jurisdiction": "ES", **context}
    return reviewed({key: value for key, value in line.items() if value is not None}, policies, TODAY, "en")


def topics(policies: Policies, copy: str | dict[str, str] | None = None, **context: object) -> dict[str, str]:
    """Topic to severity, without what only informs."""
    found = outcome(policies, copy, **context).findings
    return {finding.topic: finding.severity for finding in found if finding.severity != "info"}


def only(policies: Policies, topic: str, copy: str | dict[str, str] | None = None, **context: object) -> Finding:
    """The one finding on a topic."""
    (found,) = [f for f in outcome(policies, copy, **context).findings if f.topic == topic]
    return found
