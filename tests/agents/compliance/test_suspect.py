"""The second reading: what it adds, and all that it cannot do."""

from pathlib import Path
from typing import Any

import pytest
from langgraph.runtime import Runtime

from agents.compliance.review import merge
from agents.compliance.suspect import suspect
from batuta.compliance import Finding, Review, verdict_of
from batuta.deps import Deps
from batuta.errors import LanguageUnavailable
from batuta.suspicion import TOPICS, CopyToRead, Suspicion, Suspicions, check_suspicions
from batuta.task import Refusal, Task
from batuta.text import Text
from tests.agents.content.conftest import world
from tests.scenes.review import finding, state

BODY = "Nuestros clientes duermen tranquilos: aquí nadie pierde."
SUSPICION = Suspicion(
    topic="guaranteed_return", part="body", quote="aquí nadie pierde", why="Promete que no hay riesgo."
)


class Reader:
    """A model that answers as it is told."""

    def __init__(self, answer: Suspicions | Refusal | LanguageUnavailable) -> None:
        self._answer = answer
        self.asked: list[CopyToRead] = []

    async def perform(self, task: Task[Any, Any], inputs: CopyToRead) -> Suspicions | Refusal:
        assert task.name == "suspect_copy"
        self.asked.append(inputs)
        if isinstance(self._answer, LanguageUnavailable):
            raise self._answer
        return self._answer


async def suspected(folder: Path, answer: Suspicions | Refusal | LanguageUnavailable, body: str = BODY) -> Review:
    deps = world(folder, language=Reader(answer))
    written = await suspect(await state(deps, body), Runtime(context=deps))  # type: ignore[arg-type]
    return await deps.artefacts.get(written["suspected"], Review)


async def merged(deps: Deps, ours: tuple[Finding, ...], theirs: tuple[Finding, ...]) -> Review:
    given: dict[str, Any] = {
        name: await deps.artefacts.put(Review(verdict=verdict_of(found), findings=found))
        for name, found in (("internal", ours), ("external", ()), ("suspected", theirs))
    }
    out = await merge(given, Runtime(context=deps))  # type: ignore[arg-type]
    return await deps.artefacts.get(out["review"], Review)


async def test_a_suspicion_is_a_warning_at_its_place(lince_folder: Path) -> None:
    (one,) = (await suspected(lince_folder, Suspicions(found=(SUSPICION,)))).findings
    assert (one.severity, one.topic, one.item, one.part) == ("warn", "guaranteed_return", "email.0", "body")
    assert BODY[one.start : one.end] == "aquí nadie pierde"
    assert one.waivable_by


@pytest.mark.parametrize(
    "answer",
    [
        Suspicions(),
        Refusal(reason="I cannot"),
        LanguageUnavailable(Text(en="down", es="caído")),
    ],
)
async def test_a_model_that_finds_refuses_or_fails_adds_nothing(lince_folder: Path, answer: Any) -> None:
    assert (await suspected(lince_folder, answer)).findings == ()


async def test_a_suspicion_takes_nothing_away_and_repeats_nothing(lince_folder: Path) -> None:
    deps = world(lince_folder)
    block = finding("real", "block", "email.0", topic="guaranteed_return")
    same = finding("suspected-x", "warn", "email.0", topic="guaranteed_return")
    other = finding("suspected-y", "warn", "email.0", topic="vulnerable")
    review = await merged(deps, (block,), (same, other))
    assert [f.rule_id for f in review.findings] == ["real", "suspected-y"]
    assert review.verdict == "blocked"


async def test_a_suspicion_never_blocks_whatever_it_says(lince_folder: Path) -> None:
    review = await merged(world(lince_folder), (), (finding("suspected-x", "block", "email.0", topic="vulnerable"),))
    assert review.verdict == "needs_review"


GIVEN = CopyToRead(channel="email", locale="es-ES", parts={"body": BODY})


@pytest.mark.parametrize(
    "lie",
    [
        SUSPICION.model_copy(update={"quote": "nadie gana"}),
        SUSPICION.model_copy(update={"part": "subject"}),
        SUSPICION.model_copy(update={"topic": "approved"}),
        SUSPICION.model_copy(update={"topic": "opt_out_missing"}),
    ],
)
def test_what_code_cannot_verify_is_refused(lie: Suspicion) -> None:
    assert check_suspicions(GIVEN, Suspicions(found=(lie,)))
    assert check_suspicions(GIVEN, Suspicions(found=(SUSPICION,))) == ()


def test_forms_are_for_code_alone() -> None:
    assert not {"opt_out_missing", "consent_missing", "quiet_hours", "hidden_text"} & set(TOPICS)


async def test_by_rules_alone_nothing_is_suspected(lince_folder: Path) -> None:
    from tools.language.builtin.suspecting import suspect_copy

    assert await suspect_copy(GIVEN) == Suspicions()
