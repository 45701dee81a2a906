"""What a company's own compliance tool may answer, however it is asked; anything else blocks, with the reason.

    {"verdict": "blocked" | "needs_review" | "clear", "findings": [Finding, …]}

A verdict that its findings contradict is no answer.
"""

from typing import Literal

from pydantic import Field, ValidationError, field_validator

from batuta.compliance import Finding, Severity, Source, verdict_of
from batuta.noun import Received
from batuta.text import Text, say

LONGEST_ANSWER = 1_000_000
"""Bytes."""
MOST_FINDINGS = 500
OWN_RULE = "external-tool"
NO_ANSWER = Text(en="did not answer in time", es="no ha respondido a tiempo")
TOO_LONG = Text(en="gave an answer that is too long", es="ha dado una respuesta demasiado larga")
EMPTY = Text(en="gave an empty answer", es="ha dado una respuesta vacía")


class ToolSource(Received):
    title: str = Field(min_length=1, max_length=500)
    url: str = Field(default="", max_length=2000)

    @field_validator("url")
    @classmethod
    def _leads_to_a_page(cls, given: str) -> str:
        """An address that would run or fetch something is dropped; the finding stays."""
        return given if given.startswith(("https://", "http://")) else ""


class ToolFinding(Received):
    """A finding as the tool reports it."""

    rule_id: str = Field(min_length=1, max_length=200)
    topic: str = Field(min_length=1, max_length=100)
    severity: Severity
    message: str = Field(min_length=1, max_length=2000)
    suggestion: str = Field(default="", max_length=2000)
    quote: str = Field(default="", max_length=2000)
    start: int = Field(default=0, ge=0)
    end: int = Field(default=0, ge=0)
    part: str = Field(default="", max_length=50)
    item: str = Field(default="", max_length=200)
    source: ToolSource
    waivable_by: tuple[str, ...] = Field(default=(), max_length=10)
    """Roles that may let it pass; empty where nobody may."""


class ToolAnswer(Received):
    verdict: Literal["blocked", "needs_review", "clear"]
    findings: tuple[ToolFinding, ...] = Field(max_length=MOST_FINDINGS)


def judged(body: bytes, locale: str | None) -> tuple[Finding, ...]:
    """The findings of an answer; one blocking finding where it is empty, too long, nonsense or contradicts itself."""
    if not body.strip():
        return (blocked(EMPTY, locale),)
    if len(body) > LONGEST_ANSWER:
        return (blocked(TOO_LONG, locale),)
    try:
        answer = ToolAnswer.model_validate_json(body)
    except ValidationError as invalid:
        place = ".".join(str(part) for part in invalid.errors()[0]["loc"]) or "JSON"
        unread = Text(
            en=f"gave an answer that cannot be read ({place})", es=f"ha dado una respuesta ilegible ({place})"
        )
        return (blocked(unread, locale),)
    findings = tuple(_ours(found) for found in answer.findings)
    follows = verdict_of(findings)
    if follows == answer.verdict:
        return findings
    contrary = Text(
        en=f"contradicts itself: it says {answer.verdict}, its findings say {follows}",
        es=f"se contradice: dice {answer.verdict} y de sus hallazgos se sigue {follows}",
    )
    return (*findings, blocked(contrary, locale))


def unreachable(failed: BaseException) -> Text:
    kind = type(failed).__name__
    return Text(en=f"cannot be reached ({kind})", es=f"no está accesible ({kind})")


def _ours(found: ToolFinding) -> Finding:
    return Finding(
        **found.model_dump(exclude={"source"}), source=Source(title=found.source.title, url=found.source.url)
    )


def blocked(reason: Text, locale: str | None) -> Finding:
    """What could not be reviewed is not clear."""
    why = reason.in_(locale)
    return Finding(
        rule_id=OWN_RULE,
        topic="external_review_failed",
        severity="block",
        message=say(
            locale,
            en=f"The company's compliance tool {why}.",
            es=f"La herramienta de cumplimiento de la empresa {why}.",
        ),
        suggestion=say(
            locale,
            en="Have the tool checked, then review again.",
            es="Que revisen la herramienta y vuelve a pasar la revisión.",
        ),
        source=Source(title="Batuta"),
    )
