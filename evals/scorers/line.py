"""How a whole campaign went: its steps and gates, how it ended, and whether every sentence has a source."""

from collections.abc import Iterator

from evals.cases import Expected
from evals.scorers.score import Score, same
from evals.solvers import Line


def line_scores(expected: Expected, line: Line) -> Iterator[Score]:
    outcome = line.outcome
    reached = outcome.status == expected.status
    reason = "" if reached else f"expected {expected.status}, ended {outcome.status}: {outcome.problem}"
    yield Score("status", float(reached), reason)
    if expected.gates is not None:
        passed = tuple(gate.kind for gate in outcome.gates)
        yield same("gates", expected.gates, passed)
    if expected.steps is not None:
        yield same("steps", expected.steps, line.steps)
    sentences = [sentence for item in outcome.content for sentence in item.sentences]
    bare = [sentence.text for sentence in sentences if not sentence.citations]
    share = 1 - len(bare) / len(sentences) if sentences else 0.0
    yield Score("cited", share, f"without a source: {bare[:3]}" if bare else "" if sentences else "nothing was written")
    verified = outcome.verification is not None and outcome.verification.ok
    differences = outcome.verification.differences if outcome.verification else ()
    yield Score("verified", float(verified), "" if verified else f"not verified: {differences[:2]}")
