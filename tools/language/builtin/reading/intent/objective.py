"""What the campaign wants of people, in one of seven kinds."""

from batuta.brief import Kpi, Objective, ObjectiveKind
from tools.language.builtin.reading.analysis import Analysis, Clause
from tools.language.builtin.reading.chunks import trimmed

_RANK: tuple[ObjectiveKind, ...] = ("win_back", "retain", "upsell", "activate", "acquire", "cross_sell", "inform")
_SILENT = ("audience", "exclusion", "background", "ignore", "must_say", "must_not_say", "tone", "channels", "budget",
           "window", "start", "end", "baseline")  # fmt: skip
_BY_METRIC: dict[str, ObjectiveKind] = {
    "upgrades": "upsell", "activations": "activate", "installs": "activate", "renewals": "retain",
    "churn_rate": "retain",
    "retention_rate": "retain", "win_back_rate": "win_back", "reactivation_rate": "win_back",
    "brand_awareness": "inform",
}  # fmt: skip
_SOLD = ("new_contracts", "sales", "applications", "revenue", "contributions", "penetration_rate")
_LONGEST = 240


def read_objective(analysis: Analysis, kpis: tuple[Kpi, ...], sells: bool) -> Objective | None:
    """The kind that is named first among the strongest; a sale to one's own customers is a cross-sell.

    sells: a product is promoted to people who are described as customers.
    """
    found: list[tuple[float, int, ObjectiveKind, Clause, int, int]] = []
    for order, clause in enumerate(analysis.clauses):
        section = clause.sentence.section
        if section in _SILENT or clause.of_the_past:
            continue
        first = 1.0 if order == 0 else 0.0
        weight = first + {"objective": 4.0, "title": 2.0, "subject": 1.5, "kpi": 2.0}.get(section or "", 1.0)
        for match in clause.find(clause.known.campaign.objectives):
            if any(place in clause.taken for place in range(match.start, match.end)) and section != "objective":
                continue
            weak = match.meaning in ("cross_sell", "inform")
            found.append((weight - (0.5 if weak else 0.0), -order, match.meaning, clause, match.start, match.end))
    if found:
        most = max(weight for weight, *_ in found)
        strongest = [one for one in found if one[0] >= most]
        kind = min((one[2] for one in strongest), key=_RANK.index)
        if kind == "inform" and sells and any(kpi.metric in _SOLD for kpi in kpis):
            # People are invited, told or reminded so that they buy.
            return _by_goal(analysis, kpis, sells)
        _, _, _, clause, start, end = next(one for one in strongest if one[2] == kind)
        implied = next((_BY_METRIC[kpi.metric] for kpi in kpis if kpi.metric in _BY_METRIC), None)
        return _stated(clause, implied if kind == "cross_sell" and implied else kind, start, end)
    return _by_goal(analysis, kpis, sells)


def _by_goal(analysis: Analysis, kpis: tuple[Kpi, ...], sells: bool) -> Objective | None:
    """No verb says it, but the goal does: so many contracts of a product among customers."""
    for kpi in kpis:
        kind = _BY_METRIC.get(kpi.metric) or ("cross_sell" if sells and kpi.metric in _SOLD else None)
        if kind and kpi.evidence:
            return Objective(kind=kind, text=kpi.evidence.quote, evidence=kpi.evidence)
    if not sells:
        return None
    for clause in analysis.clauses:
        match = next(iter(clause.find(clause.known.campaign.promotes)), None)
        if match and clause.sentence.section in (None, "title", "objective", "product"):
            return _stated(clause, "cross_sell", match.start, match.end)
    return None


def _stated(clause: Clause, kind: ObjectiveKind, start: int, end: int) -> Objective:
    """The sentence that says it; the quote is the telling word where the sentence is long."""
    first, last = trimmed(clause, clause.label_tokens, len(clause.tokens))
    whole = clause.quote(min(first, start), max(last, end))
    evidence = whole if len(whole.quote) <= _LONGEST else clause.quote(start, end)
    return Objective(kind=kind, text=" ".join(evidence.quote.split()), evidence=evidence)
