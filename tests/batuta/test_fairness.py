"""Rates of groups beside each other, and what is no more than chance."""

from hypothesis import given
from hypothesis import strategies as st

from batuta.fairness import FOUR_FIFTHS, Group, association, disparity


def test_four_fifths_of_the_highest_rate_is_enough() -> None:
    assert disparity([Group("a", 10_000, 4000), Group("b", 10_000, 5000)]) is None
    found = disparity([Group("a", 10_000, 3900), Group("b", 10_000, 5000)])
    assert found is not None
    assert found.ratio < FOUR_FIFTHS
    assert (found.least.value, found.most.value) == ("a", "b")


def test_a_gap_that_chance_explains_is_none() -> None:
    assert disparity([Group("a", 120, 10), Group("b", 120, 14)]) is None


def test_small_groups_say_nothing() -> None:
    assert disparity([Group("a", 99, 0), Group("b", 10_000, 5000)]) is None


def test_nobody_picked_is_no_disparity() -> None:
    assert disparity([Group("a", 1000, 0), Group("b", 1000, 0)]) is None


groups = st.lists(
    st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=2, max_size=6
)


@given(groups)
def test_an_association_is_a_share(drawn: list[tuple[int, int]]) -> None:
    table = [Group(str(index), total, picked) for index, (total, picked) in enumerate(drawn)]
    assert 0.0 <= association(table) <= 1.0


@given(groups)
def test_the_order_of_groups_does_not_matter(drawn: list[tuple[int, int]]) -> None:
    table = [Group(str(index), total, picked) for index, (total, picked) in enumerate(drawn)]
    assert abs(association(table) - association(table[::-1])) < 1e-9
