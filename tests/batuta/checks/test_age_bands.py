"""Ages as audiences ask for them."""

from datetime import date
from typing import Any

import pytest

from batuta.audience import Criterion
from batuta.checks.age_bands import Ages, ages_of, band_of, names_ages

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("operator", "value", "excludes", "of_birth", "ages"),
    [
        (">", 17, False, False, Ages(18, None)),
        ("<=", 17, True, False, Ages(18, None)),
        (">=", 65, True, False, Ages(None, 64)),
        ("between", (13, 17), False, False, Ages(13, 17)),
        ("in", ("14-17", "18-24"), False, False, Ages(14, 24)),
        ("in", ("55-64", "65+"), False, False, Ages(55, None)),
        ("==", "65+", True, False, Ages(None, 64)),
        ("!=", "under 18", False, False, Ages(18, None)),
        (">=", 2009, False, True, Ages(None, 17)),
        ("<", "2008-01-01", False, True, Ages(19, None)),
        ("==", 11, False, True, Ages()),
        ("is_set", None, False, False, Ages()),
        ("==", True, False, False, Ages()),
        ("==", "unknown", False, False, Ages()),
    ],
)
def test_who_stays(operator: Any, value: Any, excludes: bool, of_birth: bool, ages: Ages) -> None:
    criterion = Criterion(attribute="a", operator=operator, value=value)
    assert ages_of(criterion, excludes, of_birth, TODAY) == ages


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ("menores de 14", Ages(None, 13)),
        ("u18", Ages(None, 17)),
        ("hasta 25", Ages(None, 25)),
        ("más de 30", Ages(31, None)),
        ("18 y más", Ages(18, None)),
        ("13 a 17 años", Ages(13, 17)),
        ("teens", Ages(13, 17)),
        ("gold", Ages()),
    ],
)
def test_bands_in_words(said: str, band: Ages) -> None:
    assert band_of(said) == band


def test_sizes_and_prices_are_no_ages() -> None:
    assert not any(names_ages(said) for said in ("36-40", "50+", "under 30", "12-24"))
    assert all(names_ages(said) for said in ("under 16s", "menores de 18", "6 a 9 años", "13-17 years"))
