"""How well a brief was read, field by field.

product, channels, window, budget, kpis   exactly as expected, per brief
criteria_precision, _recall, _f1          over normalised criteria (`criteria.py`), each counting once
asks                                      of what must be asked, the part that is
asks_needed                               of what is asked and stops the work, the part that was due
omissions_precision, _recall              of what precedents miss
no_inference                              nothing was read that the brief does not say
evidence                                  quotes that stand in the text exactly where they say
"""

from collections.abc import Iterator

from batuta.audience import Audience
from batuta.brief import Brief
from evals.cases import EvalCase, Expected, named
from evals.scorers.criteria import agreement
from evals.scorers.score import Score, same, share

_ROUND = 5


def scores(case: EvalCase, brief: Brief, whole_numbers: frozenset[str] = frozenset()) -> Iterator[Score]:
    """A score for every field that is judged, and for the evidence of everything that was read.

    whole_numbers: attributes of the company that have such alone.
    """
    expected, judged = case.expect, named(case.expect)
    judges = _Judged(judged, case.whole)
    yield same("is_brief", expected.is_brief, brief.is_brief)
    if not expected.is_brief or expected.language:
        yield _nothing_read(brief)
        if expected.language:
            fields = [question.field for question in brief.questions]
            yield same("asks", ["locale"], fields)
        return
    yield from _fields(expected, brief, judges)
    if expected.audience is not None or case.whole:
        yield from _criteria(expected.audience or Audience(), brief, whole_numbers)
    yield from _questions(case, brief)
    if expected.omissions is not None:
        yield from _omissions(expected.omissions, brief)
    if case.whole:
        yield _no_inference(expected, brief)
    yield evidence(brief, case.brief)


class _Judged:
    def __init__(self, judged: frozenset[str], whole: bool) -> None:
        self._judged, self._whole = judged, whole

    def __contains__(self, field: str) -> bool:
        return field in self._judged or self._whole


def _fields(expected: Expected, brief: Brief, judged: _Judged) -> Iterator[Score]:
    if "product_id" in judged:
        yield same("product", expected.product_id, brief.product_id)
    if "channels" in judged:
        yield same("channels", sorted(expected.channels or ()), sorted(brief.channels))
    if "window" in judged:
        wanted = (expected.window.start, expected.window.end) if expected.window else (None, None)
        found = (brief.window.start, brief.window.end) if brief.window else (None, None)
        yield same("window", wanted, found)
    if "budget" in judged:
        want = (expected.budget.amount, expected.budget.currency) if expected.budget else None
        yield same("budget", want, (brief.budget.amount, brief.budget.currency) if brief.budget else None)
    if expected.kpis is not None:
        yield same("kpis", expected.kpis, {kpi.metric: kpi.target for kpi in brief.kpis})
    if expected.objective is not None:
        yield same("objective", expected.objective, brief.objective.kind if brief.objective else None)
    if expected.offer is not None:
        yield same("offer", sorted(expected.offer), sorted(f.value for f in brief.offer if f.value is not None))
    if expected.content_locales is not None:
        yield same("content_locales", set(expected.content_locales), {need.locale for need in brief.content_needs})
    for name in ("must_say", "must_not_say"):
        phrases = getattr(expected, name)
        if phrases is not None:
            yield same(name, sorted(phrases), sorted(getattr(brief, name)))


def _criteria(expected: Audience, brief: Brief, whole_numbers: frozenset[str]) -> Iterator[Score]:
    agreed = agreement(expected, brief.audience, whole=whole_numbers)
    reason = f"missed {agreed.missed}, invented {agreed.invented}"
    found, wanted = agreed.right + len(agreed.invented), agreed.right + len(agreed.missed)
    if found + wanted:
        yield Score("criteria_f1", agreed.f1, reason if agreed.f1 < 1 else "", found + wanted)
    yield from filter(
        None,
        (
            share("criteria_precision", agreed.right, found, ""),
            share("criteria_recall", agreed.right, wanted, ""),
        ),
    )


def _questions(case: EvalCase, brief: Brief) -> Iterator[Score]:
    expected = case.expect
    due = list(expected.asks)
    if case.whole:
        due += [name for name in ("channels", "window") if not getattr(expected, name) and name not in due]
    asked = [question.field for question in brief.questions]
    missed = [field for field in due if not any(_meets(field, one) for one in asked)]
    if score := share("asks", len(due) - len(missed), len(due), f"not asked: {missed}; asked: {asked}"):
        yield score
    blocking = [question.field for question in brief.questions if question.blocking]
    needless = [one for one in blocking if not any(_meets(field, one) for field in due)]
    if case.whole and (score := share("asks_needed", len(blocking) - len(needless), len(blocking), f"{needless}")):
        yield score
    if len(asked) > _ROUND:
        yield Score("asks_few", 0.0, f"{len(asked)} questions at once")


def _meets(due: str, asked: str) -> bool:
    """`audience` is met by a question on any attribute, and one on an attribute by one on all of the audience."""
    return asked == due or asked.startswith(f"{due}.") or (due.startswith("audience.") and asked == "audience")


def _omissions(expected: tuple[str, ...], brief: Brief) -> Iterator[Score]:
    found = {omission.criterion.attribute for omission in brief.omissions}
    wanted = set(expected)
    reason = f"expected {sorted(wanted)}, found {sorted(found)}"
    for metric, of in (("omissions_precision", found), ("omissions_recall", wanted)):
        if score := share(metric, len(found & wanted), len(of), reason):
            yield score


def _no_inference(expected: Expected, brief: Brief) -> Score:
    """What stands in the reading and nowhere in the brief."""
    read = {
        "product_id": brief.product_id and not expected.product_id,
        "channels": brief.channels and not expected.channels,
        "window": brief.window and not expected.window,
        "budget": brief.budget and not expected.budget,
    }
    named_there = {c.attribute for c in (expected.audience or Audience()).criteria}
    inferred = [field for field, there in read.items() if there]
    inferred += [f"audience.{c.attribute}" for c in brief.audience.criteria if c.attribute not in named_there]
    return Score("no_inference", 0.0 if inferred else 1.0, f"not said: {inferred}" if inferred else "")


def _nothing_read(brief: Brief) -> Score:
    left = [
        name
        for name in ("product_id", "channels", "window", "budget", "kpis", "offer", "objective", "tone")
        if getattr(brief, name)
    ]
    left += [] if brief.audience.empty else ["audience"]
    questions = len(brief.questions) == 1
    reason = f"read {left}, {len(brief.questions)} questions"
    return Score("no_inference", float(not left and questions), "" if not left and questions else reason)


def evidence(brief: Brief, text: str) -> Score:
    """The share of quotes that stand in the text exactly where they say."""
    pieces = [
        *(criterion.evidence for criterion in brief.audience.criteria),
        *(fact.evidence for fact in brief.offer),
        *(kpi.evidence for kpi in brief.kpis),
        *(part.evidence for part in (brief.objective, brief.window, brief.budget) if part),
        *brief.evidence.values(),
    ]
    wrong = [piece for piece in pieces if piece is None or text[piece.start : piece.end] != piece.quote]
    unquoted = [
        name for name in _PLAIN if getattr(brief, name) and not any(key.startswith(name) for key in brief.evidence)
    ]
    of = len(pieces) + len(unquoted)
    bad = len(wrong) + len(unquoted)
    return Score(
        "evidence", 1 - bad / of if of else 1.0, f"not in the text: {wrong}, {unquoted}" if bad else "", of or 1
    )


_PLAIN = ("product_id", "channels", "tone", "must_say", "must_not_say")
"""Fields of plain values, whose quotes stand in `Brief.evidence`."""
