"""Ask the company's own compliance tool, besides our review and at the same time."""

from typing import TypedDict

from langgraph.runtime import Runtime

from agents.compliance.subject import Reads, subject_of
from batuta.compliance import Review, verdict_of
from batuta.deps import Deps
from batuta.digest import Digest


class Writes(TypedDict):
    external: Digest


async def consult_external(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """Its findings as a review; a tool that fails comes back as a blocking finding, never as silence."""
    deps = runtime.context
    subject, locale = await subject_of(state, deps)
    findings = await deps.compliance_tool.review(subject, locale)
    return {"external": await deps.artefacts.put(Review(verdict=verdict_of(findings), findings=findings))}
