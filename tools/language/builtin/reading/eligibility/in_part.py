"""A name said in part: `with coverage`, where one attribute alone is called `home with fibre coverage`."""

from collections.abc import Iterator

from batuta.audience import Criterion
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.denial import denied_before
from tools.language.builtin.reading.eligibility.pieces import Scope
from tools.language.builtin.reading.entries import Sense
from tools.language.builtin.reading.tokens import stem

_TELLING = 4
"""Letters of a word that tells one name from another."""


def in_part(scope: Scope, start: int, end: int) -> Doubt | None:
    """What the words may stand for, to be confirmed; None where they are of no name, or of those of several things.

    Only a yes or no and a value are proposed: of a number the figure would be missing.
    """
    clause = scope.clause
    held = any(clause.ending(phrases, start) for phrases in (clause.known.logic.holding, clause.known.logic.negators))
    words = [at for at in range(start, end) if len(clause.tokens[at].norm) >= _TELLING]
    if not held or not words:
        return None
    named = [set(_senses(clause, at)) for at in words]
    common = set.intersection(*named)
    if len(common) != 1 or any(len({sense.name for sense in senses}) > 1 for senses in named):
        return None
    sense = common.pop()
    proposal = _condition(scope, sense, start, end)
    if proposal is None:
        return None
    return Doubt(
        kind="ambiguous",
        field=f"audience.{sense.name}",
        evidence=clause.quote(start, end),
        about=sense.name,
        proposal=proposal,
    )


def _senses(clause: Clause, place: int) -> Iterator[Sense]:
    """What has the word among others in its name."""
    key = stem(clause.tokens[place].norm, clause.known.code)
    for entry in clause.company.by_stem[clause.known.code].get(key, ()):
        if len(entry.keys) > 1 and not entry.sense.weak and entry.sense.kind in ("attribute", "value"):
            yield entry.sense


def _condition(scope: Scope, sense: Sense, start: int, end: int) -> Criterion | None:
    clause, meaning = scope.clause, scope.clause.company[sense.name]
    if meaning.attribute.sensitive:
        return None
    evidence, denied = clause.quote(start, end), denied_before(scope, start) is not None
    if sense.kind == "value":
        operator = "!=" if denied else "=="
        return Criterion.model_validate(
            {"attribute": sense.name, "operator": operator, "value": sense.value, "evidence": evidence}
        )
    if meaning.kind != "yes_no":
        return None
    value = meaning.no if denied else meaning.yes
    return Criterion(attribute=sense.name, operator="==", value=value, evidence=evidence)
