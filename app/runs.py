"""A whole campaign with its gates answered from a file: for CI and demonstrations."""

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, TypeAdapter, ValidationError

from app import actions
from app.local import Local, operator
from batuta.approval import Gate, GateKind
from batuta.campaign import CampaignOutcome
from batuta.errors import BadInput, Problem, Refused, WorkspaceInvalid
from batuta.misfit import told
from batuta.noun import Noun
from batuta.text import Text
from tools.records.authority import Person
from tools.workspaces.yaml_file import read_yaml

MOST_GATES = 30
"""More answers than any line has gates: a run that loops ends."""


class Prepared(Noun):
    """One answer, used at every gate it fits."""

    gate: GateKind | Literal["*"]
    decision: str
    by: str
    changes: dict[str, object] = Field(default_factory=dict)
    reason: str = ""
    until: date | None = None

    def fits(self, gate: Gate) -> bool:
        """A repair is of something that nobody knew when the answers were written: none fits it."""
        if gate.matter == "repair":
            return False
        return self.gate in ("*", gate.kind) and self.decision in gate.allowed


def read_answers(path: Path) -> tuple[Prepared, ...]:
    """Raises: WorkspaceInvalid, with file and line."""
    document = read_yaml(path, path.name)
    try:
        return TypeAdapter(tuple[Prepared, ...]).validate_python(document.data or [])
    except ValidationError as invalid:
        raise WorkspaceInvalid(
            tuple(
                Problem(
                    document.file,
                    document.line_of(error["loc"]),
                    Text(en=f"{told([error]).en}.", es=f"{told([error]).es}."),
                    Text(
                        en="An answer looks like {gate: approve, decision: approve, by: compliance}.",
                        es="Una respuesta tiene esta forma: {gate: approve, decision: approve, by: compliance}.",
                    ),
                )
                for error in invalid.errors(include_url=False)
            )
        ) from None


async def run(
    here: Local, text: str, author: Person, answers: Sequence[Prepared], *, name: str, today: date | None = None
) -> CampaignOutcome:
    """Start a campaign and answer its gates until it ends or no answer fits the gate it waits at.

    An answer that is refused, as one from somebody who may not give it, leaves the campaign waiting; the outcome's
    `problem` says why.
    """
    began = time.perf_counter()
    problem: Refused | None = None
    campaign_id = await actions.start(here.company, text, author, name=name, today=today)
    for _ in range(MOST_GATES):
        waiting = await actions.settled(here.company, campaign_id)
        if waiting is None:
            break
        fitting = next((answer for answer in answers if answer.fits(waiting.gate)), None)
        if fitting is None:
            break
        try:
            person = await operator(here.installation, here.company, fitting.by)
            taken = await actions.answer(
                here.company,
                waiting.gate.id,
                person,
                decision=fitting.decision,
                digest=waiting.gate.digest,
                changes=fitting.changes,
                reason=fitting.reason,
                until=fitting.until,
            )
        except Refused as refused:
            problem = refused
            break
        if not taken.complete and fitting.by in waiting.signed_by:
            break
    else:
        raise BadInput(
            Text(
                en=f"The campaign asked more than {MOST_GATES} times; the answers go round in circles.",
                es=f"La campaña ha preguntado más de {MOST_GATES} veces; las respuestas dan vueltas en círculo.",
            ),
            subject=campaign_id,
        )
    elapsed = (time.perf_counter() - began) * 1000
    outcome = await actions.outcome_of(here.company, campaign_id, elapsed_ms=round(elapsed, 1))
    if problem is None:
        return outcome
    return outcome.model_copy(update={"problem": problem.in_(outcome.brief.locale if outcome.brief else None)})
