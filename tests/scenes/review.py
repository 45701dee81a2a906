"""A shop's campaign as the compliance nodes find it, and a tool that says what it is told to."""

from typing import Any

from batuta.compliance import Finding, Severity, Source, Subject
from batuta.content import ContentItem
from batuta.deps import Deps
from tests.agents.content.conftest import brief

FOOTER = "Tienda Lince, S.L. Baja: {{unsubscribe_url}}"


class Tool:
    """A company's tool that says what it is told to."""

    def __init__(self, *findings: Finding) -> None:
        self._findings = findings
        self.asked: list[tuple[Subject, str | None]] = []

    async def review(self, subject: Subject, locale: str | None) -> tuple[Finding, ...]:
        self.asked.append((subject, locale))
        return self._findings


def finding(rule: str = "r", severity: Severity = "block", item: str = "a", **other: Any) -> Finding:
    parts: dict[str, Any] = {
        "topic": "t",
        "message": "m",
        "source": Source(title="Ley"),
        "waivable_by": ("compliance",),
    }
    return Finding(rule_id=rule, severity=severity, item=item, **(parts | other))


def item(identity: str, body: str) -> ContentItem:
    return ContentItem(
        id=identity,
        channel="email",
        locale="es-ES",
        status="draft",
        parts={"subject": "Novedades", "body": body, "footer": FOOTER},
        origin="generated",
        product_id="north_coat",
    )


async def state(deps: Deps, *bodies: str, **other: Any) -> dict[str, Any]:
    items = [await deps.artefacts.put(item(f"email.{index}", body)) for index, body in enumerate(bodies)]
    return {"brief": await deps.artefacts.put(brief(**other)), "content": {"email.es-ES": items}}
