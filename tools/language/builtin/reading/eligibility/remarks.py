"""What a remark says of conditions before it: that they leave out only together, or that some people are welcome."""

from dataclasses import replace

from batuta.audience import Criterion, Excluded, excluded_together
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.joining import Joined
from tools.language.builtin.reading.eligibility.links import BOTH_OR_EACH
from tools.language.builtin.reading.eligibility.pieces import Scope

_PAIR = 2


def is_remark(clause: Clause) -> bool:
    """It names nothing of the catalogue's and says how conditions go together: `either one on its own is fine`."""
    logic = clause.known.logic
    named = any(mention.of("attribute", "value") for mention in clause.mentions)
    return not named and (clause.has(logic.one_alone) or clause.has(logic.both))


def together(before: Joined) -> Joined:
    """The pair of which it was unclear whether both are needed is left out only together."""
    unclear = next((doubt for doubt in before.doubts if doubt.about == BOTH_OR_EACH), None)
    if unclear is None and len(before.exclude) != _PAIR:
        return before
    items = before.exclude
    inside = [one for one in items if unclear is None or all(_within(c, unclear) for c in excluded_together(one))]
    merged = tuple(one for item in inside for one in excluded_together(item))
    exclude: tuple[Excluded, ...] = (*(item for item in before.exclude if item not in inside), merged)
    return replace(before, exclude=exclude, doubts=tuple(doubt for doubt in before.doubts if doubt is not unclear))


def _within(one: Criterion, doubt: Doubt) -> bool:
    quote, around = one.evidence, doubt.evidence
    return quote is not None and around is not None and around.start <= quote.start < around.end


def welcomed(scope: Scope, made: Joined) -> Joined:
    """`los de Vigo sí nos interesan`, behind an exclusion: who is meant after all narrows nobody."""
    said = scope.clause.find(scope.clause.known.logic.welcome)
    return replace(made, all=(), any=()) if said and not made.exclude else made


def leaves_out(made: Joined) -> bool:
    """Somebody is left out by it, or has to lack something."""
    lacking = (one.operator in ("!=", "not in") or one.value is False for one in made.all)
    return bool(made.exclude) or any(lacking)
