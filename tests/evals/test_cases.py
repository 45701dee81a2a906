"""Cases as people write them."""

from datetime import date
from pathlib import Path

import pytest

from batuta.errors import BadInput, WorkspaceInvalid
from evals.cases import read_cases
from evals.notation import criterion
from evals.suite import load, names

CASES = """
company: bank
today: 2027-03-01
language: es
whole: true
cases:
  - id: one
    brief: Tarjeta Oro
    expect:
      window: [2027-05-01, null]
      budget: 1500.5 EUR
      audience:
        all: ["a == true", "b in x | y"]
        any: [["c > 1.5", "d is_set"]]
        exclude: ["e between 1..5", ["f != z", "g not in 1|2"]]
  - {id: two, company: telco, language: en, brief: "2 kg of tomatoes", expect: {is_brief: false}}
"""


def test_a_case_is_written_briefly(tmp_path: Path) -> None:
    (tmp_path / "cases.yaml").write_text(CASES)
    one, two = read_cases(tmp_path / "cases.yaml")
    assert (one.company, two.company, two.today) == ("bank", "telco", date(2027, 3, 1))
    expect = one.expect
    assert expect.window is not None
    assert (expect.window.start, expect.window.end) == (date(2027, 5, 1), None)
    assert expect.budget is not None
    assert expect.budget.amount == 1500.5
    assert expect.audience is not None
    assert [c.meaning for c in expect.audience.criteria] == [
        ("a", "==", True),
        ("b", "in", ("x", "y")),
        ("c", ">", 1.5),
        ("d", "is_set", None),
        ("e", "between", (1, 5)),
        ("f", "!=", "z"),
        ("g", "not in", (1, 2)),
    ]


def test_a_folder_of_files_is_one_suite(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(CASES.replace("id: ", f"id: {name}-"))
    assert [case.id for case in read_cases(tmp_path)] == ["a-one", "a-two", "b-one", "b-two"]


@pytest.mark.parametrize("wrong", ["expects: {}", "expect: {produkt: x}", 'expect: {audience: ["a about 3"]}'])
def test_a_mistake_is_named_with_its_line(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "cases.yaml").write_text(f"cases:\n  - id: x\n    company: bank\n    brief: b\n    {wrong}\n")
    with pytest.raises(WorkspaceInvalid, match=r"cases.yaml:\d"):
        read_cases(tmp_path / "cases.yaml")


def test_values_that_look_like_words_stay_words() -> None:
    assert criterion("loan == yes")["value"] == "yes"
    assert criterion("contract in Month-to-month|One year")["value"] == ("Month-to-month", "One year")


def test_an_unknown_suite_is_named_with_those_there_are() -> None:
    with pytest.raises(BadInput, match="no eval suite") as refused:
        load("nope")
    assert "brief" in refused.value.in_("es")


def test_every_suite_can_be_loaded_and_has_the_briefs_it_promises() -> None:
    suites = {name: load(name) for name in names()}
    whole = [case for name in ("brief", "held_out") for case in suites[name].cases]
    assert len(whole) >= 150
    assert len({case.company for case in whole}) >= 4
    spanish = sum(case.language == "es" for case in whole)
    assert 0.4 <= spanish / len(whole) <= 0.6
    assert sum("published brief" in case.phenomena for case in whole) >= 12
    assert not {case.id for case in suites["brief"].cases} & {case.id for case in suites["held_out"].cases}
