"""What a remark says of conditions before it: that they leave out only together, or that some people are welcome."""

from dataclasses import replace

from batuta.audience import Criterion, Excluded, excluded_together
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.joining import Joined
from tools.language.builtin.reading.eligibility.links import BOTH_OR_EACH
from tools.language.builtin.reading.eligibility.pieces import Scope

_PAIR = 2


def is_remark(clause: Clause, before: Joined) -> bool:
    """It says how the pair before it goes together and nothing else: `either one on its own is fine`."""
    logic = clause.known.logic
    paired = _pair(before) or any(isinstance(item, tuple) for item in before.exclude)
    if any(mention.of("attribute", "value") for mention in clause.mentions) or not paired:
        return False
    if clause.has(logic.one_alone):
        return True
    said = {at for match in clause.find(logic.both) for at in range(match.start, match.end)}
    small = logic.skippable | clause.known.campaign.common | clause.known.people.plain
    rest = (token for at, token in enumerate(clause.tokens) if at not in said and token.kind == "word")
    return bool(said) and all(token.norm in small for token in rest)


def tells_why(clause: Clause) -> bool:
    """`They have enough on their minds.`: of those just left out, with nothing of our data."""
    marked = any(clause.marked(at) for at in range(len(clause.tokens)))
    must = clause.word_in(1, "must_have") and not clause.word_in(1, "owning")
    asked = clause.tokens[-1].norm == "?"
    return clause.word_in(0, "subjects") and not (marked or must or asked) and not clause.has(clause.known.people.heads)


def together(before: Joined) -> Joined:
    """The two of which it was unclear whether both are needed are left out only together."""
    inside = _pair(before)
    if not inside:
        return before
    merged = tuple(one for item in inside for one in excluded_together(item))
    exclude: tuple[Excluded, ...] = (*(item for item in before.exclude if item not in inside), merged)
    return replace(before, exclude=exclude, doubts=tuple(one for one in before.doubts if one.about != BOTH_OR_EACH))


def _pair(before: Joined) -> list[Excluded]:
    """The conditions of the doubt, or the only two that leave somebody out."""
    unclear = next((doubt for doubt in before.doubts if doubt.about == BOTH_OR_EACH), None)
    if unclear is None:
        return list(before.exclude) if len(before.exclude) == _PAIR else []
    return [item for item in before.exclude if all(_within(one, unclear) for one in excluded_together(item))]


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
