"""The discovery suite: what its files leave out, and how an answer is judged."""

from app.outside.find import FoundNeed, FoundNeeds
from evals.suite import load
from evals.suites.discovery.suite import Inventory, judge


def case() -> Inventory:
    first = load("discovery").cases[0]
    assert isinstance(first, Inventory)
    return first


def test_items_and_needs_are_whole_lines() -> None:
    line = case().line
    assert line["needs"][0]["need_id"] == "n"
    assert all({"id", "status", "channel", "title"} <= set(item) for item in line["inventory"])


def test_the_right_decision_with_the_wrong_item_is_wrong() -> None:
    one = case()
    for item, value in ((one.item_id, 1.0), ("another", 0.0)):
        found = FoundNeeds(needs=(FoundNeed(need_id="n", decision=one.decision, item_id=item),))
        assert {score.metric: score.value for score in judge(one, found)}["decision"] == value
