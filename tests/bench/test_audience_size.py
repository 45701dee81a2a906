import sys
from pathlib import Path

import pytest

from bench import audience_size


def test_the_comparison_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["", "--people", "3000", "--dir", str(tmp_path), "--rounds", "1"])
    audience_size.main()
    told = capsys.readouterr().out
    assert told.startswith("3,000 customers")
    assert (
        len([line for line in told.splitlines() if line.rstrip().endswith(tuple("0123456789")) and " ms" in line]) == 3
    )


def test_both_sides_ask_the_same(tmp_path: Path) -> None:
    import duckdb

    file = audience_size._customers(tmp_path, 3_000)
    by_hand = duckdb.sql(f"SELECT count(*) FROM '{file}' WHERE {audience_size.ALL_HOLD}").fetchall()
    engine, complaints = audience_size.open_engine(audience_size.CATALOGUE, tmp_path / "catalogue.yaml", spill=tmp_path)
    columns = audience_size.Columns(
        engine, audience_size.CATALOGUE, "customer_id", lambda: audience_size.TODAY, complaints
    )
    with engine.reading() as reading:
        assert audience_size._size(reading, columns) == (3_000, by_hand[0][0])
    engine.close()
    assert by_hand[0][0] > 0
