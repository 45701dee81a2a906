"""Planted defects: the reader is broken in one way at a time, and the evals must see it.

An eval that stays green over a broken reader proves nothing. Each defect is a small, plausible mistake in the
language's data or in a rule; `python -m evals.defects` says which of them the suite notices, and exits 1 when it
notices fewer than nine in ten.
"""

import asyncio
import importlib
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from app.settings import read_settings
from evals.running import Outcome, evaluate
from evals.suite import Suite, load

SUITE = "brief"
ENOUGH = 0.9

_READING = "tools.language.builtin.reading"
Change = Callable[[Any], Any]


class Defect(NamedTuple):
    name: str
    phenomenon: str
    target: str
    """Dotted path below the reader: what is replaced."""
    change: Change
    """From what is there to what is broken."""


class Seen(NamedTuple):
    defect: Defect
    worse: Mapping[str, float]
    """Metrics for which `batuta eval` would fail against the sound reader's baseline, and by how much."""

    @property
    def noticed(self) -> bool:
        return bool(self.worse)


def _swapped(pairs: Mapping[str, str]) -> Change:
    """A bound whose operator is another one."""

    def broken(original: Any) -> Any:
        def bounds(clause: Any) -> list[Any]:
            return [replace(one, operator=pairs.get(one.operator, one.operator)) for one in original(clause)]

        return bounds

    return broken


def _always(value: object) -> Change:
    return lambda _original: lambda *_given, **_named: value


def _changed_result(change: Callable[[Any], Any]) -> Change:
    return lambda original: lambda *given, **named: change(original(*given, **named))


def _without_last(found: Any) -> Any:
    return type(found)(list(found)[:-1]) if found else found


def _factor(times: float) -> Change:
    return _changed_result(lambda fit: fit._replace(factor=fit.factor * times) if fit.fit == "converted" else fit)


def _shifted(days: int) -> Callable[[Any], Any]:
    def later(read: Any) -> Any:
        window, doubts = read
        if window is None or window.end is None:
            return read
        return window.model_copy(update={"end": window.end + timedelta(days=days)}), doubts

    return later


def _year_on(read: Any) -> Any:
    window, doubts = read
    if window is None:
        return read
    moved = {name: day.replace(year=day.year + 1) for name in ("start", "end") if (day := getattr(window, name))}
    return window.model_copy(update=moved), doubts


def _scaled_budget(times: float) -> Callable[[Any], Any]:
    def scaled(read: Any) -> Any:
        budget, doubts = read
        return (budget.model_copy(update={"amount": budget.amount * times}) if budget else None), doubts

    return scaled


def _audience(**changes: Callable[[Any], Any]) -> Change:
    """The audience with one part of it changed."""

    def change(read: Any) -> Any:
        audience = read.audience
        parts = {name: of(audience) for name, of in changes.items()}
        return read.model_copy(update={"audience": audience.model_copy(update=parts)})

    return _changed_result(change)


def _no_doubts(*kinds: str) -> Change:
    def quiet(read: Any) -> Any:
        return read.model_copy(update={"doubts": tuple(d for d in read.doubts if not kinds or d.kind not in kinds)})

    return _changed_result(quiet)


DEFECTS: tuple[Defect, ...] = (
    Defect("at least becomes more than", "strictness", "eligibility.compared.bounds", _swapped({">=": ">"})),
    Defect("more than becomes at least", "strictness", "eligibility.compared.bounds", _swapped({">": ">="})),
    Defect("less than becomes at most", "strictness", "eligibility.ages.bounds", _swapped({"<": "<="})),
    Defect("comparisons turned round", "direction", "eligibility.compared.bounds", _swapped({">": "<", ">=": "<="})),
    Defect("denials unheard", "negation", "eligibility.joining.denied_before", _always(None)),
    Defect("denials handed on to nothing", "negation", "eligibility.joining._hands_on", _always(False)),
    Defect("exclusions demanded", "exclusion", "whole.read_eligibility",
           _audience(all=lambda a: (*a.all, *(c for c in a.criteria if c not in a.all)), exclude=lambda _a: ())),
    Defect("exclusions forgotten", "exclusion", "whole.read_eligibility", _audience(exclude=lambda _a: ())),
    Defect("either-or becomes both", "either or", "whole.read_eligibility",
           _audience(all=lambda a: (*a.all, *(c for g in a.any for c in g)), any=lambda _a: ())),
    Defect("the last condition lost", "completeness", "whole.read_eligibility",
           _audience(all=lambda a: a.all[:-1])),
    Defect("lists end after their first value", "list", "eligibility.values.list_from",
           _changed_result(lambda members: members[:1])),
    Defect("years taken for months", "unit", "eligibility.limits.fitted", _factor(1 / 12)),
    Defect("units never converted", "unit", "eligibility.since.fitted", _factor(0.001)),
    Defect("another unit goes unmentioned", "ask", "whole.read_eligibility",
           _no_doubts("other_unit", "other_currency")),
    Defect("vague words unasked", "ask", "whole.read_eligibility", _no_doubts("vague", "group_unknown", "ambiguous")),
    Defect("traits unasked", "protected", "whole.read_eligibility", _no_doubts("protected", "minors")),
    Defect("ages unread", "age", "eligibility.read.read_ages", _always(None)),
    Defect("happenings unread", "relative time", "eligibility.read.read_happenings", _always(None)),
    Defect("windows a day longer", "dates", "whole.read_window", _changed_result(_shifted(1))),
    Defect("windows in the year after", "dates", "whole.read_window", _changed_result(_year_on)),
    Defect("budgets a thousand times as large", "budget", "whole.read_budget", _changed_result(_scaled_budget(1000))),
    Defect("budgets unread", "budget", "whole.read_budget", _always((None, ()))),
    Defect("a channel lost", "channels", "whole.read_channels",
           _changed_result(lambda read: (_without_last(read[0]), read[1]))),
    Defect("refused channels used", "channels", "content.channels._denied", _always(False)),
    Defect("signatures read as the brief", "mail", "message._signs_off", _always(False)),
    Defect("typing errors left", "typing errors", "analysis.corrected",
           lambda _original: lambda tokens, *_given: tuple(tokens)),
    Defect("products by their first name only", "product", "whole.read_product",
           _changed_result(lambda read: (None, read[1]))),
    Defect("every text a brief", "no brief", "whole.is_brief", _always(True)),
    Defect("quotes one letter off", "evidence", "analysis.Clause.quote",
           lambda original: lambda clause, start, end: (e := original(clause, start, end)).model_copy(
               update={"start": e.start + 1, "end": e.end + 1})),
    Defect("sections of a table ignored", "table", "layout.section_named", _always(None)),
    Defect("hidden text read aloud", "injection", "message.hidden_text", _always([])),
)  # fmt: skip


@contextmanager
def planted(defect: Defect) -> Iterator[None]:
    """The reader with this defect in it."""
    module, _, name = defect.target.rpartition(".")
    owner = _resolved(module)
    with patch.object(owner, name, defect.change(getattr(owner, name))):
        yield


def _resolved(path: str) -> Any:
    parts = path.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join((_READING, *parts[:cut])))
        except ModuleNotFoundError:
            continue
        for name in parts[cut:]:
            found = getattr(found, name)
        return found
    raise LookupError(path)


async def seen(defects: tuple[Defect, ...] = DEFECTS, *, suite: Suite | None = None) -> tuple[Seen, ...]:
    """Run the suite over the sound reader, then over each broken one."""
    of = suite or load(SUITE)
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(model="builtin", state_dir=Path(folder))
        run = partial(evaluate, of, settings)
        sound = await run()
        found: list[Seen] = []
        for defect in defects:
            with planted(defect):
                broken = await run()
            found.append(Seen(defect, _worse(sound, broken)))
    return tuple(found)


def _worse(sound: Outcome, broken: Outcome) -> dict[str, float]:
    changes = broken.against(sound.scores)
    lost = broken.lost(sound.scores)
    worse = {metric: change.mean for metric, change in changes.items() if change.worse or metric in lost}
    newly = {metric: value for metric, value in broken.below.items() if metric not in sound.below}
    return {**newly, **worse}


def main() -> int:
    chosen = tuple(one for one in DEFECTS if not sys.argv[1:] or one.phenomenon in sys.argv[1:])
    found = asyncio.run(seen(chosen))
    for one in found:
        told = ", ".join(f"{metric} {value:+.3f}" for metric, value in sorted(one.worse.items()))
        word = "seen  " if one.noticed else "UNSEEN"
        sys.stdout.write(f"{word} {one.defect.phenomenon:15} {one.defect.name}: {told}\n")
    share = sum(one.noticed for one in found) / len(found)
    sys.stdout.write(f"{share:.0%} of {len(found)} planted defects noticed\n")
    return 0 if share >= ENOUGH else 1


if __name__ == "__main__":
    raise SystemExit(main())
