import random

from batuta.forecasting.relaxation import table


def test_sums_over_all_supersets() -> None:
    draw = random.Random(5)
    for parts in range(7):
        exactly = {mask: draw.randint(0, 50) for mask in range(1 << parts) if draw.random() < 0.7}
        counted = table(parts, exactly)
        for kept in range(1 << parts):
            assert counted.passing[kept] == sum(n for mask, n in exactly.items() if mask & kept == kept)


def test_names_what_is_left_alone_and_without() -> None:
    counted = table(3, {0b111: 4, 0b110: 10, 0b001: 3, 0b011: 2, 0b000: 81})
    assert (counted.everybody, counted.all_parts) == (100, 4)
    assert [counted.alone(part) for part in range(3)] == [9, 16, 14]
    assert [counted.without(part) for part in range(3)] == [14, 4, 6]
    assert counted.without(0, 2) == 16
    assert counted.kept(0b101) == (0, 2)


def test_an_audience_without_parts_is_everybody() -> None:
    counted = table(0, {0: 12})
    assert (counted.everybody, counted.all_parts) == (12, 12)
