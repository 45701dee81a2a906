"""One campaign under an adversary, with what each oracle complains of; and the same campaign without a model."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.runs import Prepared
from batuta.campaign import CampaignOutcome
from batuta.ports import Clock
from batuta.settings import Settings
from tests.scenes.line import ANSWERS, TODAY
from tests.trust.adversary import Adversary
from tests.trust.evidence import Traces
from tests.trust.oracles import byz1, byz2, byz3, byz4, byz5, byz6, byz7, misquotes
from tests.trust.town import CANARY, KEY, Town, listening, town

MOST_SECONDS = 90
MOST_QUESTIONS = 200


@dataclass(frozen=True)
class Judged:
    outcome: CampaignOutcome
    traces: Traces
    wrong: Mapping[str, list[str]]
    """By promise, what its oracle complains of; empty where all are kept."""


async def lied_to(place: Town, adversary: Adversary, brief: str, answers: tuple[Prepared, ...] = ANSWERS) -> Judged:
    assert place.server is not None
    with adversary.listening(), listening() as heard:
        ended = await place.campaign(brief, adversary, answers)
    traces = await place.traces(ended.asked, tuple(heard))
    found = {
        "byz1": byz1(traces),
        "byz2": (*byz2(traces, TODAY, adversary.markers), *misquotes(traces, brief)),
        "byz3": byz3(traces, (place.server.url.split("/")[2], "127.0.0.1", "unix")),
        "byz4": byz4(traces, CANARY),
        "byz5": byz5(traces, KEY),
        "byz6": byz6(traces, ended.seconds, MOST_SECONDS, MOST_QUESTIONS),
        "byz7": byz7(traces),
    }
    wrong = {name: list(complaints) for name, complaints in found.items()}
    return Judged(ended.outcome, traces, {name: told for name, told in wrong.items() if told})


async def reference(settings: Settings, folders: tuple[Path, Path], clock: Clock, brief: str) -> CampaignOutcome:
    """The campaign as the built-in engine alone makes it; the same for every company that is like this one."""
    if brief not in _REFERENCES:
        alone = settings.model_copy(update={"model": "builtin"})
        async with town(alone, folders, clock) as place:
            _REFERENCES[brief] = (await place.campaign(brief)).outcome
    return _REFERENCES[brief]


_REFERENCES: dict[str, CampaignOutcome] = {}
