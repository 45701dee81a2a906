"""The yearly rate against examples that others published: laws, and lenders in their advertising.

Published figures are facts with their source. Three are wrong as published (a nominal rate called APR, an
instalment that does not fit): those must come out as wrong.
"""

import csv
from pathlib import Path

import pytest

from batuta.claims.apr import Flow, annual_rate, nominal_of

FILE = Path(__file__).parent / "published_examples.tsv"
EXAMPLES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines(), delimiter="\t"))


def years(said: str) -> float:
    number, _, of = said.partition("/")
    return float(number) / float(of or 1)


def repayments(plan: str, nudge: float) -> list[Flow]:
    """`1200@546/365`: a sum after so many years; `24x230`: monthly, one after the other."""
    flows: list[Flow] = []
    month = 0
    for step in plan.split(";"):
        if "@" in step:
            amount, _, when = step.partition("@")
            flows.append(Flow(years(when), -float(amount) - nudge))
            continue
        count, _, amount = step.partition("x")
        for _ in range(int(count)):
            month += 1
            flows.append(Flow(month / 12, -float(amount) - nudge))
    return flows


def rates(example: dict[str, str]) -> list[float]:
    """The rate as the figures give it, and at the ends of what the rounding of a payment to cents allows."""
    drawn = Flow(0, float(example["amount"]) - float(example["fees"]))
    found: list[float] = []
    for nudge in (-0.005, 0.0, 0.005) if "x" in example["flows"] else (0.0,):
        rate = annual_rate([drawn, *repayments(example["flows"], nudge)])
        assert rate is not None
        found.append(nominal_of(rate) if example["convention"] == "nominal" else rate)
    return [round(rate, int(example["decimals"])) for rate in found]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["source"] for example in EXAMPLES])
def test_a_published_rate_follows_from_its_figures_or_is_told_to_be_wrong(example: dict[str, str]) -> None:
    said = float(example["rate"])
    assert (said in rates(example)) == (example["agrees"] == "yes")


def test_examples_of_the_laws_agree_to_the_hundredth() -> None:
    of_law = [example for example in EXAMPLES if example["decimals"] == "2"]
    assert len(of_law) >= 9
    for example in of_law:
        assert float(example["rate"]) in rates(example)
