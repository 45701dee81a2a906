"""Pictures are kept for as long as anything that counts may need them, and not for ever."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tools.systems.browser.evidence import Evidence, JobRecord, StepTaken

NOW = datetime.now(UTC)


def aged(folder: Path, days: dict[str, int]) -> None:
    """Make files as old as said, by the beginning of their name."""
    for path in folder.rglob("*.*"):
        for name, age in days.items():
            if path.name.startswith(name):
                moment = (NOW - timedelta(days=age)).timestamp()
                os.utime(path, (moment, moment))


def keep(evidence: Evidence, key: str, before: str, after: str) -> None:
    steps = (StepTaken(name="a", before=before, after=after),)
    evidence.keep(JobRecord(capability="audience.create", key=key, arguments={}, steps=steps))


def test_what_is_old_goes_and_what_a_younger_record_shows_stays(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    old, shared, young, stray = (evidence.picture(content) for content in (b"old", b"shared", b"young", b"stray"))
    keep(evidence, "first", old, shared)
    first = next((tmp_path / "jobs").iterdir()).name
    keep(evidence, "second", shared, young)
    aged(tmp_path, {first: 100, old: 100, shared: 100, stray: 100})
    assert evidence.remove_before(NOW - timedelta(days=101)) == 0
    assert evidence.remove_before(NOW - timedelta(days=90)) == 3
    assert evidence.of("first") is None
    assert evidence.of("second") is not None
    assert [evidence.path_of(picture).exists() for picture in (old, shared, young, stray)] == [False, True, True, False]


def test_a_picture_that_is_taken_again_is_young_again(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    picture = evidence.picture(b"the same page")
    aged(tmp_path, {picture: 100})
    assert evidence.picture(b"the same page") == picture
    assert evidence.remove_before(datetime.now(UTC) - timedelta(days=90)) == 0
