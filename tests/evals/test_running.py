"""Suites run, compared and written down."""

import json
import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from app.cli.evals import show
from batuta.brief import Brief
from batuta.errors import UnreadableFile
from batuta.settings import Settings
from evals.baseline import kept, read_run, written
from evals.cases import EvalCase
from evals.figures import differences, figures
from evals.running import Outcome
from evals.scorers.score import Score
from evals.session import Session
from evals.spent import spent_since
from tests.evals.conftest import reading, run


def right(_case: EvalCase) -> Brief:
    return reading()


def half_wrong(case: EvalCase) -> Brief:
    return reading(product_id="silver") if int(case.id.split("-")[1]) % 2 else reading()


async def test_a_threshold_that_is_missed_is_named(settings: Settings) -> None:
    outcome = await run(half_wrong, settings, product=0.9, budget=1.0)
    assert outcome.below == {"product": 0.5}
    assert (await run(right, settings, product=1.0)).below == {}


async def test_a_metric_that_was_never_measured_misses_its_threshold(settings: Settings) -> None:
    assert (await run(right, settings, omissions_recall=0.5)).below == {"omissions_recall": 0.0}


async def test_a_case_that_cannot_be_solved_fails_the_suite(settings: Settings) -> None:
    def breaks(case: EvalCase) -> Brief:
        if case.id == "case-3":
            raise ValueError("no")
        return reading()

    outcome = await run(breaks, settings)
    assert outcome.below == {"solved": pytest.approx(11 / 12)}
    assert "no" in outcome.failures["case-3"]


async def test_a_significant_drop_against_the_baseline_is_a_problem(settings: Settings, tmp_path: Path) -> None:
    before, now = await run(right, settings), await run(half_wrong, settings)
    file = tmp_path / "made.json"
    file.write_text(written(kept(before)))
    session = Session((now,), {"made": now.against(read_run(file).scores)})
    assert not session.good
    assert any("product is 0.5000 worse" in told for told in session.problems["made"])
    same = Session((before,), {"made": before.against(read_run(file).scores)})
    assert same.good


async def test_one_wrong_case_in_twelve_may_be_chance(settings: Settings) -> None:
    def once(case: EvalCase) -> Brief:
        return reading(product_id="silver") if case.id == "case-1" else reading()

    before, now = await run(right, settings), await run(once, settings)
    change = now.against(before.scores)["product"]
    assert change.mean == pytest.approx(-1 / 12)
    assert not change.worse


async def test_the_report_stands_alone_and_shows_what_went_wrong(settings: Settings, tmp_path: Path) -> None:
    outcome = await run(half_wrong, settings, product=0.9)
    Session((outcome,), {}).write(tmp_path)
    page = (tmp_path / "report.html").read_text()
    assert not re.search(r"(?:src|href)\s*=|@import|url\(", page)
    assert "<svg" in page
    assert "expected gold, found silver" in page
    told = json.loads((tmp_path / "result.json").read_text())
    assert told[0]["below"] == {"product": 0.5}
    suites = fromstring((tmp_path / "junit.xml").read_text())
    assert [test.get("name") for test in suites.iter("testcase") if test.find("failure") is not None] == ["product"]
    assert read_run(tmp_path / "made.result.json").figures["product"] == 0.5


def test_a_result_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    with pytest.raises(UnreadableFile, match="no result"):
        read_run(tmp_path / "x.json")


async def test_a_run_is_never_worse_than_itself_on_file(settings: Settings, tmp_path: Path) -> None:
    def partly(case: EvalCase) -> Brief:
        made = reading().audience
        return reading(audience=made.model_copy(update={"all": made.all[: 1 + int(case.id[-1]) % 2]}))

    outcome = await run(partly, settings)
    file = tmp_path / "made.json"
    file.write_text(written(kept(outcome)))
    on_file = read_run(file).scores
    assert not any(change.worse for change in outcome.against(on_file).values())
    assert outcome.lost(on_file) == {}


async def test_one_case_lost_by_an_engine_without_chance_is_a_problem(settings: Settings) -> None:
    def once(case: EvalCase) -> Brief:
        return reading(product_id="silver") if case.id == "case-1" else reading()

    before, now = await run(right, settings), await run(once, settings)
    lost = now.lost(before.scores)
    assert lost["product"] == ("case-1",)
    session = Session((now,), {}, {"made": lost})
    assert any("product is worse in 1 cases" in told for told in session.problems["made"])
    assert before.lost(now.scores) == {}


def test_figures_weigh_what_they_are_measured_on() -> None:
    found = figures({"a": [Score("f1", 1.0, weight=9)], "b": [Score("f1", 0.0)]})["f1"]
    assert found.mean == pytest.approx(0.9)
    assert found.low <= found.mean <= found.high


def test_equal_results_give_equal_intervals() -> None:
    scores = {f"c{n}": [Score("f1", float(n % 3 > 0))] for n in range(30)}
    assert figures(scores) == figures(scores)
    assert differences(scores, scores)["f1"] == (0.0, 0.0, 0.0, 30)


def test_what_a_model_cost_is_counted_from_where_the_run_began(tmp_path: Path) -> None:
    calls = tmp_path / "language-calls.jsonl"
    record = {"input_tokens": 10, "output_tokens": 5, "cost": 0.25, "degraded": False}
    calls.write_text(json.dumps({"record": record}) + "\n")
    before = calls.stat().st_size
    with calls.open("a") as lines:
        lines.write(json.dumps({"record": {**record, "degraded": True}}) + "\n")
    assert spent_since(calls, before) == (1, 15, 0.25, 1)
    assert spent_since(tmp_path / "none", 0).tokens == 0


async def test_misses_of_a_sealed_suite_are_named_on_request_only(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    open_ = await run(half_wrong, settings)
    sealed = open_._replace(suite=open_.suite._replace(sealed=True))

    def told(outcome: Outcome, *, reveal: bool) -> str:
        show(outcome, Session((outcome,), {}), reveal=reveal)
        return capsys.readouterr().err

    assert "case-1 · product" in told(open_, reveal=False)
    assert "case-1 · product" not in told(sealed, reveal=False)
    assert "case-1 · product" in told(sealed, reveal=True)
