"""What the brief forgot: demands that comparable campaigns nearly always had."""

from typing import TypedDict

from langgraph.runtime import Runtime

from agents.brief.effects import with_effects
from batuta.audience import Criterion, Scalar
from batuta.brief import Brief, Omission, Precedents
from batuta.campaign import PastCampaign
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.explain import explain_criterion, value_in_words
from batuta.implication import implied
from batuta.precedents import Comparable, Habit, comparable, habits, missing
from batuta.text import listed, say
from batuta.workspace import Workspace

MOST = 3
"""Omissions that are asked about at once; the surest ones."""


class RecallReads(TypedDict):
    brief: Digest


class RecallWrites(TypedDict):
    precedents: Digest


async def recall_precedents(state: RecallReads, runtime: Runtime[Deps]) -> RecallWrites:
    """Compare the brief with what the company did before."""
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    found = precedents_of(brief, await deps.history.campaigns(), deps.workspace)
    return {"precedents": await deps.artefacts.put(await with_effects(found, brief, deps))}


def precedents_of(brief: Brief, history: tuple[PastCampaign, ...], workspace: Workspace) -> Precedents:
    """The omissions, each with its evidence and its question; empty where there is nothing to ask."""
    product = next((one for one in workspace.products.products if one.id == brief.product_id), None)
    if product is None:
        return Precedents()
    alike = comparable(history, product.id, product.family)
    own = (*product.requires, *(_demand_of(criterion) for criterion in product.excludes))
    omissions = tuple(
        _omission(habit, alike, brief, workspace)
        for habit in habits(alike.campaigns, workspace.catalogue)
        if missing(habit, brief.audience, workspace.catalogue)
        and not _limited(habit, brief)
        and not implied(own, habit.criterion)
        and not _own_of(habit, own)
    )
    return Precedents(omissions=omissions[:MOST], compared=len(alike.campaigns))


def _limited(habit: Habit, brief: Brief) -> bool:
    """The habit is one exact figure, and the brief sets a limit of its own to the same number."""
    exact = habit.criterion.operator == "==" and isinstance(habit.criterion.value, (int, float))
    flag = isinstance(habit.criterion.value, bool)
    said = {criterion.attribute for criterion in brief.audience.criteria}
    return exact and not flag and habit.criterion.attribute in said


def _demand_of(excluded: Criterion) -> Criterion:
    """What a product's exclusion demands of everybody else, where that can be said in one criterion."""
    if excluded.operator != "==":
        return excluded
    if isinstance(excluded.value, bool):
        return excluded.model_copy(update={"value": not excluded.value})
    return excluded.model_copy(update={"operator": "!="})


def _own_of(habit: Habit, own: tuple[Criterion, ...]) -> bool:
    """The product's own condition on the same attribute is added anyway."""
    return any(criterion.attribute == habit.criterion.attribute for criterion in own)


def _omission(habit: Habit, alike: Comparable, brief: Brief, workspace: Workspace) -> Omission:
    locale = brief.locale or workspace.locales[0]
    return Omission(
        criterion=habit.criterion,
        support=habit.support,
        of=habit.of,
        share=round(habit.share, 4),
        lower_bound=round(habit.lower_bound, 4),
        example_campaigns=habit.examples,
        spread=_ends(habit),
        question=_question(habit, alike, workspace, locale),
    )


def _question(habit: Habit, alike: Comparable, workspace: Workspace, locale: str) -> str:
    """One question, with the campaigns that show it."""
    demanded = explain_criterion(habit.criterion, workspace.catalogue, locale)
    campaigns = listed(list(habit.examples), locale)
    all_of_them = habit.support == habit.of
    if alike.by == "product":
        name = workspace.products[alike.campaigns[0].product_id].name.in_(locale)
        which_en, which_es = f"past campaigns for {name}", f"campañas anteriores de {name}"
    else:
        which_en, which_es = "comparable past campaigns", "campañas anteriores comparables"
    of = habit.of
    who_en = f"All {of}" if all_of_them else f"{habit.support} of {of}"
    who_es = f"Las {of}" if all_of_them else f"{habit.support} de las {of}"
    said = say(
        locale,
        en=f"{who_en} {which_en} asked for “{demanded}”; this one doesn’t. Is that intended, or shall I add it?",
        es=f"{who_es} {which_es} pedían «{demanded}»; esta no. ¿Es a propósito o lo añado?",
    )
    shown = say(locale, en=f"(For example {campaigns}.", es=f"(Por ejemplo, {campaigns}.")
    return f"{said} {shown}{_spread(habit, workspace, locale)})"


def _spread(habit: Habit, workspace: Workspace, locale: str) -> str:
    """Which values occurred, where they differ."""
    ends = _ends(habit)
    if not ends:
        return ""
    attribute = workspace.catalogue[habit.criterion.attribute]
    low, high = (value_in_words(value, attribute, locale) for value in ends)
    return say(locale, en=f" It ranged from {low} to {high}.", es=f" Ha ido de {low} a {high}.")


def _ends(habit: Habit) -> tuple[Scalar, ...]:
    """The lowest and the highest value; none where all are the same or the values are lists."""
    if len(habit.spread) < 2 or habit.criterion.operator in ("in", "not in"):
        return ()
    return habit.spread[0], habit.spread[-1]
