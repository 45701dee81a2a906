"""Who may be addressed, read clause by clause.

The order of the rules is the grammar: what a rule has used, no later rule sees.

    1. scopes        who is spoken of: the audience, those left out, nobody
    2. happenings    lengths of time and what happened in them, tenure
    3. comparisons   numeric attributes with the figure that is theirs
    4. ages          figures of people that name no attribute; behind the units, those that nothing else claims
    5. units         figures that say how often, or are told by a word of a name or by their unit alone
    6. values        categories, yes or no, known or unknown; what is had or lacked by a pronoun
    7. unknown       vague words, protected traits, groups without data; then what is left over
    8. joining       denial, alternatives, exclusion, wishes; remarks on how the conditions before go together
    9. conflicts     what cannot all be meant, over the whole brief
"""

from collections.abc import Iterable
from dataclasses import replace

from batuta.audience import Audience, Criterion, Excluded, excluded_together
from batuta.reading import Doubt, Eligibility
from tools.language.builtin.reading.analysis import Analysis, Clause
from tools.language.builtin.reading.eligibility.ages import read_ages
from tools.language.builtin.reading.eligibility.by_unit import read_by_unit
from tools.language.builtin.reading.eligibility.by_verb import read_by_verb
from tools.language.builtin.reading.eligibility.compared import read_comparisons
from tools.language.builtin.reading.eligibility.conflicts import contradictions, traits
from tools.language.builtin.reading.eligibility.happenings import read_happenings
from tools.language.builtin.reading.eligibility.how_often import read_how_often
from tools.language.builtin.reading.eligibility.ignorable import ignorable_words
from tools.language.builtin.reading.eligibility.joining import Joined, joined
from tools.language.builtin.reading.eligibility.kept import read_kept
from tools.language.builtin.reading.eligibility.pieces import Scope
from tools.language.builtin.reading.eligibility.plain_ages import read_plain_ages
from tools.language.builtin.reading.eligibility.pronouns import read_pronouns
from tools.language.builtin.reading.eligibility.refused import refusals
from tools.language.builtin.reading.eligibility.remarks import is_remark, leaves_out, tells_why, together, welcomed
from tools.language.builtin.reading.eligibility.scopes import Role, roles
from tools.language.builtin.reading.eligibility.unknown import explained, read_unknown
from tools.language.builtin.reading.eligibility.unsettled import leave_open
from tools.language.builtin.reading.eligibility.values import read_values
from tools.language.builtin.reading.eligibility.verdicts import leaves_somebody_out

_SILENT = (
    "subject", "title", "ignore", "background", "budget", "window", "start", "end", "channels", "tone", "must_say",
    "must_not_say", "locale", "baseline", "content",
)  # fmt: skip


def read_eligibility(analysis: Analysis) -> Eligibility:
    """Uses up the tokens it reads, so that no later reader takes them for something else."""
    found: list[tuple[int, Joined]] = []
    before: Role = "open"
    described = any(_describes(clause) for clause in analysis.clauses)
    for clause in analysis.clauses:
        found_roles, openers = roles(clause, before)
        scope = Scope(clause, found_roles, openers=openers, refusals=refusals(clause))
        before = "audience" if scope.refusals else scope.roles[-1] if scope.roles else "open"
        if clause.sentence.section in _SILENT or clause.of_the_past:
            continue
        if found and leaves_out(found[-1][1]) and tells_why(clause):
            continue
        if found and is_remark(clause, found[-1][1]):
            found[-1] = (found[-1][0], together(found[-1][1]))
            continue
        _set_aside(scope, welcoming=bool(found) and leaves_out(found[-1][1]))
        read_happenings(scope, analysis.today)
        read_comparisons(scope)
        read_ages(scope)
        read_by_verb(scope)
        read_kept(scope)
        read_plain_ages(scope)
        read_how_often(scope)
        read_by_unit(scope)
        read_values(scope)
        read_pronouns(scope)
        read_unknown(scope, in_passing=described and clause.sentence.section is None)
        leave_open(scope)
        made = joined(scope)
        if made == Joined() and leaves_somebody_out(clause):
            made = Joined(doubts=(_group_unknown(clause, 0, len(clause.tokens)),))
        elif not made.exclude and (unread := _left_out_unread(scope)):
            doubt = _group_unknown(clause, *unread)
            asked = any(_overlap(doubt, other) for other in made.doubts)
            made = made if asked else replace(made, doubts=(*made.doubts, doubt))
        if found and leaves_out(found[-1][1]):
            made = welcomed(scope, made)
        if found and _begins_with_or(clause) and made.all:
            found[-1], made = _alternative(clause, found[-1], made)
        found.append((clause.sentence.depth, made))
        for piece in scope.pieces:
            clause.taken.update(range(piece.start, piece.end))
    return _whole(analysis, found)


def _group_unknown(clause: Clause, start: int, end: int) -> Doubt:
    return Doubt(kind="group_unknown", field="audience", evidence=clause.quote(start, end))


def _left_out_unread(scope: Scope) -> tuple[int, int] | None:
    """`…, leave out complaints`: words that leave out, and nothing behind them that anybody read."""
    clause, ignorable = scope.clause, ignorable_words(scope.clause.known.code)
    campaign = clause.known.campaign
    for first, last in clause.stretches:
        opened = [at for at in range(first, last) if at in scope.openers]
        if not opened:
            continue
        behind = range(max(opened) + 1, len(clause.tokens))
        told = [
            at
            for at in behind
            if clause.tokens[at].kind == "word"
            and (clause.tokens[at].norm not in ignorable or clause.word_in(at, "participles"))
        ]
        others = (campaign.channels, campaign.metrics, campaign.goal, campaign.budget, campaign.tone)
        if any(clause.at(phrases, at) for phrases in others for at in range(max(opened) + 1, last)):
            continue  # `drop the letter`, `don't bother with a KPI`: none of the people
        if told and told[0] < last and all(at not in scope.used and at not in clause.taken for at in told):
            end = next(at for at in range(last, first, -1) if clause.tokens[at - 1].kind == "word")
            return max(opened) + 1, max(end, told[0] + 1)
    return None


def _overlap(one: Doubt, other: Doubt) -> bool:
    mine, theirs = one.evidence, other.evidence
    return mine is not None and theirs is not None and mine.start < theirs.end and theirs.start < mine.end


def _set_aside(scope: Scope, *, welcoming: bool) -> None:
    """The figure in `las dos cosas a la vez` counts nothing, and `… are fine` behind an exclusion describes nobody."""
    logic = scope.clause.known.logic
    if welcoming:
        scope.used.update(at for match in scope.clause.find(logic.welcome) for at in range(match.start, match.end))
    for aside in (logic.adverbials, logic.reminders):
        scope.used.update(at for match in scope.clause.find(aside) for at in range(match.start, match.end))
    for match in scope.clause.find(logic.unneeded):
        scope.used.update(range(match.start, _end_of_thought(scope.clause, match.end)))
    for phrases in (logic.both, logic.one_alone):
        for match in scope.clause.find(phrases):
            if any(at in scope.clause.quantity_at for at in range(match.start, match.end)):
                scope.used.update(range(match.start, match.end))


def _end_of_thought(clause: Clause, place: int) -> int:
    """`No hace falta que usen la app ni que …; basta con …`: up to the sign or the turn that ends it."""
    for at in range(place, len(clause.tokens)):
        if clause.tokens[at].norm in (",", ";", ".", ":", ")") or clause.word_in(at, "turning"):
            return at
    return len(clause.tokens)


def _describes(clause: Clause) -> bool:
    """It stands under a heading for the audience and says who that is."""
    named = any(mention.of("attribute", "value") for mention in clause.mentions)
    return clause.sentence.section == "audience" and named


def _begins_with_or(clause: Clause) -> bool:
    joint = next((clause.at(clause.known.logic.joints, at) for at in (0, 1)), None)
    return joint is not None and joint.meaning == "or"


def _alternative(clause: Clause, before: tuple[int, Joined], made: Joined) -> tuple[tuple[int, Joined], Joined]:
    """`…; o bien clientes de …`: one condition or another is a group, two lists of conditions are a question."""
    depth, first = before
    if len(first.all) == len(made.all) == 1 and not (first.any or made.any):
        group = (*first.all, *made.all)
        return (depth, replace(first, all=())), replace(made, all=(), any=(group,))
    last = made.all[-1].evidence
    start = clause.quote(0, len(clause.tokens)) if last is None else last
    doubt = Doubt(kind="ambiguous", field="audience", evidence=start, about="groups")
    return (depth, Joined(doubts=(*first.doubts, doubt))), Joined(doubts=made.doubts)


def _whole(analysis: Analysis, found: list[tuple[int, Joined]]) -> Eligibility:
    """All clauses together; where a thread repeats itself, what was said last counts."""
    doubts: list[Doubt] = [doubt for _, one in found for doubt in one.doubts]
    newest: dict[str, int] = {}
    for depth, one in found:
        for criterion in one.all:
            newest[criterion.attribute] = min(depth, newest.get(criterion.attribute, depth))
    everyone = _once(c for depth, one in found for c in one.all if newest[c.attribute] == depth)
    groups = tuple(dict.fromkeys(group for _, one in found for group in one.any))
    exclude = _once_excluded(item for _, one in found for item in one.exclude)
    for first, second in contradictions(everyone):
        doubts.append(
            Doubt(
                kind="contradiction",
                field=f"audience.{first.attribute}",
                evidence=first.evidence,
                contrary=second.evidence,
                about=first.attribute,
                readings=(first, second),
                proposal=second,
            )
        )
        everyone = tuple(c for c in everyone if c not in (first, second))
    audience = Audience(all=everyone, any=groups, exclude=exclude)
    doubts = [doubt for doubt in doubts if not explained(doubt, everyone, analysis.company)]
    doubts.extend(traits(audience, analysis.given.vocabulary.catalogue))
    return Eligibility(audience=audience, doubts=_distinct(doubts))


def _once(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    kept: dict[object, Criterion] = {}
    for criterion in criteria:
        kept.setdefault(criterion.meaning, criterion)
    return tuple(kept.values())


def _once_excluded(items: Iterable[Excluded]) -> tuple[Excluded, ...]:
    kept: dict[object, Excluded] = {}
    for item in items:
        kept.setdefault(tuple(one.meaning for one in excluded_together(item)), item)
    return tuple(kept.values())


def _distinct(doubts: list[Doubt]) -> tuple[Doubt, ...]:
    kept: dict[object, Doubt] = {}
    for doubt in doubts:
        quote = doubt.evidence.quote if doubt.evidence else ""
        kept.setdefault((doubt.kind, doubt.field, quote), doubt)
    return tuple(kept.values())
