"""A company runs a workflow of its own in the line: where it was allowed, and under the approval."""

from pathlib import Path

import pytest

from app.local import local
from batuta.errors import Misconfigured
from batuta.settings import Settings
from examples.audience_workflow import RULE
from tests.scenes.line import whole_line
from tools.clock import FixedClock

OWN = "examples.audience_workflow:build"


@pytest.fixture
def with_own_workflow(company_folder: Path) -> Path:
    described = company_folder / "workspace.yaml"
    described.write_text(described.read_text("utf-8") + f"\nworkflows: {{audience: {OWN}}}\n", "utf-8")
    return company_folder


async def test_what_it_decides_is_what_is_approved_and_done(
    with_own_workflow: Path, journey_settings: Settings, noon: FixedClock
) -> None:
    allowed = journey_settings.model_copy(update={"allowed_workflows": (OWN,)})
    async with local(allowed, with_own_workflow, work=True, clock=noon) as here:
        outcome = await whole_line(here)
        async with here.company.pool.connection() as connection:
            rows = await connection.execute("SELECT shown FROM approvals WHERE campaign_id = %s", [outcome.campaign_id])
            shown = (await rows.fetchall())[0]["shown"]
        staff = await here.company.deps.customers.size(outcome.audience.model_copy(update={"exclude": ()}))  # type: ignore[union-attr]
        without = await here.company.deps.customers.size(outcome.audience)  # type: ignore[arg-type]
    assert (outcome.status, outcome.problem) == ("published", "")
    assert outcome.audience is not None
    assert RULE.meaning in [criterion.meaning for criterion in outcome.audience.criteria]
    assert without.count < staff.count
    assert "workflow.audience" in shown["versions"]


async def test_code_that_nobody_allowed_does_not_run(
    with_own_workflow: Path, journey_settings: Settings, noon: FixedClock
) -> None:
    with pytest.raises(Misconfigured, match="not allowed to run here"):
        async with local(journey_settings, with_own_workflow, work=False, clock=noon):
            pass
