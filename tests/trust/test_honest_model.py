"""The liveness twin: a model that answers as well as the rules do is not stopped more often than the rules are.

A system that blocks everything is not safe, it is broken.
"""

from pathlib import Path

import pytest

from batuta.reading import BriefText, vocabulary_of
from batuta.settings import Settings
from batuta.tasks import TASKS
from evals.solvers import folder_of
from evals.suite import load
from tests.servers.openai_server import OpenAIServer
from tests.trust.adversary import READER, Adversary
from tests.trust.judging import lied_to, reference
from tests.trust.test_byzantine import BRIEFS, Folders, told_apart
from tests.trust.town import town
from tools.clock import FixedClock
from tools.language.asking import Answer
from tools.language.builtin.implementations import implementations
from tools.language.provider import accepted
from tools.workspaces.folder import read_workspace

ENOUGH = 0.99


@pytest.mark.parametrize(
    "briefs", [BRIEFS[:1], pytest.param(BRIEFS[1:], marks=pytest.mark.long)], ids=["short", "long"]
)
async def test_campaigns_with_an_honest_model_end_as_without_one(
    trust_settings: Settings, folders: Folders, noon: FixedClock, briefs: tuple[str, ...]
) -> None:
    with OpenAIServer(Adversary({})) as server:
        async with town(trust_settings, folders, noon, server) as place:
            for brief in briefs:
                adversary = Adversary({})
                ended = await lied_to(place, adversary, brief)
                assert not ended.wrong, ended.wrong
                assert adversary.honest >= 4
                expected = await reference(trust_settings, folders, noon, brief)
                assert expected.status == "published", expected.problem
                assert told_apart(ended.outcome, expected, "") == {}
                refused = [call["record"]["problem"] for call in ended.traces.of("language_calls", engine="chat")]
                assert not any(refused), refused


@pytest.mark.parametrize("every", [16, pytest.param(1, marks=pytest.mark.long)], ids=["short", "long"])
async def test_honest_readings_of_the_golden_briefs_pass_every_check(trust_settings: Settings, every: int) -> None:
    by_rules = implementations()
    tasks = [task for task in TASKS if task.name in READER]
    asked, refused = 0, []
    for case in (*load("brief").cases[::every], *load("held_out").cases[::every]):
        vocabulary = vocabulary_of(read_workspace(_folder(case.company, trust_settings)))
        given = BriefText(text=case.brief, today=case.today, vocabulary=vocabulary)
        for task in tasks:
            made = await by_rules[task.name](given)
            output, complaints = accepted(task, given, Answer(made.model_dump_json(), cut=False))
            asked += 1
            if output != task.settle(given, made):
                refused.append((case.id, task.name, complaints))
    assert asked >= 30
    assert len(refused) <= (1 - ENOUGH) * asked, refused


def _folder(company: str, settings: Settings) -> Path:
    return folder_of(company, settings)
