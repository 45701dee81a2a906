"""Runs kept as JSON: the accepted baseline of a suite, and results to compare with."""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, ValidationError

from batuta.errors import UnreadableFile
from batuta.noun import Noun, Received
from batuta.text import Text
from evals.running import Outcome
from evals.scorers.score import Score

BASELINES = Path(__file__).parent / "baselines"

CaseScores = Mapping[str, tuple[Score, ...]]


class KeptScore(Noun):
    metric: str
    value: float
    weight: float = 1.0


class KeptRun(Received):
    """What a later run is compared with."""

    suite: str
    engine: str
    figures: dict[str, float]
    """Metric to its figure, for people who read the file."""
    cases: dict[str, tuple[KeptScore, ...]] = Field(default_factory=dict)

    @property
    def scores(self) -> CaseScores:
        return {
            case: tuple(Score(one.metric, one.value, "", one.weight) for one in of) for case, of in self.cases.items()
        }


def kept(outcome: Outcome) -> KeptRun:
    return KeptRun(
        suite=outcome.suite.name,
        engine=outcome.engine,
        figures={metric: round(figure.mean, 4) for metric, figure in outcome.figures.items()},
        cases={
            case: tuple(KeptScore(metric=s.metric, value=round(s.value, 6), weight=s.weight) for s in of)
            for case, of in sorted(outcome.scores.items())
        },
    )


def baseline_file(suite: str, engine: str) -> Path:
    """A model's name may hold what file names may not."""
    plain = "".join(letter if letter.isalnum() or letter in "-." else "_" for letter in engine)
    return BASELINES / f"{suite}.{plain}.json"


def accept(outcome: Outcome) -> Path:
    """Make this run the baseline of its suite."""
    file = baseline_file(outcome.suite.name, outcome.engine)
    file.parent.mkdir(exist_ok=True)
    file.write_text(written(kept(outcome)), encoding="utf-8")
    return file


def written(run: KeptRun) -> str:
    """One line a case, so that a change of the baseline is read in a diff."""
    cases = ",\n".join(
        f"  {json.dumps(case, ensure_ascii=False)}: {json.dumps([s.model_dump() for s in of])}"
        for case, of in run.cases.items()
    )
    head = json.dumps({"suite": run.suite, "engine": run.engine, "figures": run.figures}, indent=1, ensure_ascii=False)
    return f'{head[:-2]},\n "cases": {{\n{cases}\n }}\n}}\n'


def baseline_of(suite: str, engine: str) -> KeptRun | None:
    file = baseline_file(suite, engine)
    return read_run(file) if file.exists() else None


def read_run(file: Path) -> KeptRun:
    """Raises: UnreadableFile."""
    try:
        return KeptRun.model_validate_json(file.read_text(encoding="utf-8"))
    except OSError as broken:
        why = broken.strerror or str(broken)
        raise _unreadable(file, Text(en=why, es=why)) from broken
    except ValidationError as invalid:
        why = str(invalid).splitlines()[0]
        raise _unreadable(
            file, Text(en=f"it is no result of a suite ({why})", es=f"no es un resultado de una suite ({why})")
        ) from None


def _unreadable(file: Path, why: Text) -> UnreadableFile:
    return UnreadableFile(
        str(file),
        why,
        Text(en="Make one with `batuta eval SUITE --out DIR`.", es="Crea uno con `batuta eval SUITE --out DIR`."),
    )
