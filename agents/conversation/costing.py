"""What it costs: every paid step of the plan, or before there is one what sending to this audience would come to."""

from langgraph.runtime import Runtime

from agents.conversation.asked import Asked, Told, made
from agents.conversation.planned import plan_told
from agents.conversation.reply import Reply
from agents.data_science.respond import scenario
from batuta.audience import Targeting
from batuta.brief import Brief
from batuta.deps import Deps
from batuta.explain import with_unit
from batuta.forecasting.outlook import outlook_in_words
from batuta.plan_words import PlanTold
from batuta.publishing import Forecast, Plan
from batuta.text import Language, say


async def tell_costs(state: Asked, runtime: Runtime[Deps]) -> Told:
    heard, situation, deps = state["heard"], state["situation"], runtime.context
    locale = heard.language
    plan = await made(runtime, situation, "plan", Plan)
    if plan is not None:
        return {"reply": Reply(text=_of_plan(plan, await plan_told(plan, situation, runtime, locale), locale))}
    brief = await made(runtime, situation, "brief", Brief)
    targeting = await made(runtime, situation, "targeting", Targeting)
    if brief is None or targeting is None:
        return {"reply": Reply(text=_not_yet(situation.has_campaign, locale))}
    expected = (await scenario(deps, brief, targeting.audience, locale)).outlook
    budget = _budget(brief.budget.amount if brief.budget else None, deps.workspace.currency, locale)
    told = outlook_in_words(expected, deps.workspace.currency, locale) if expected else _not_yet(True, locale)
    return {"reply": Reply(text=f"{told} {budget}".strip())}


def _of_plan(plan: Plan, told: PlanTold, locale: Language) -> str:
    forecast = plan.forecast
    cost = with_unit(round(forecast.cost, 2), forecast.currency, locale)
    head = say(locale, en=f"The plan costs {cost}.", es=f"El plan cuesta {cost}.")
    budget = _budget(forecast.budget, forecast.currency, locale)
    paid = [
        f"– {told.effects[step.id]}: {with_unit(round(step.cost, 2), forecast.currency, locale)}"
        for step in plan.steps
        if step.cost
    ]
    return "\n".join(filter(None, (f"{head} {budget}".strip(), *paid, _each(forecast, locale), told.goal)))


def _budget(amount: float | None, currency: str, locale: Language) -> str:
    if amount is None:
        return say(locale, en="The brief names no budget.", es="El brief no indica presupuesto.")
    budget = with_unit(amount, currency, locale)
    return say(locale, en=f"The budget is {budget}.", es=f"El presupuesto es de {budget}.")


def _each(forecast: Forecast, locale: Language) -> str:
    """What an expected response costs, where the history lets us expect any."""
    if not forecast.conversions or forecast.conversions < 1:
        return ""
    each = with_unit(round(forecast.cost / forecast.conversions, 2), forecast.currency, locale)
    return say(
        locale,
        en=f"That is about {each} for each response expected.",
        es=f"Sale a unos {each} por cada respuesta esperada.",
    )


def _not_yet(has_campaign: bool, locale: Language) -> str:
    if not has_campaign:
        return say(
            locale,
            en="There is nothing to cost yet: tell me about the campaign first.",
            es="Todavía no hay nada que calcular: cuéntame primero la campaña.",
        )
    return say(
        locale,
        en="I can’t tell the cost yet: it is reckoned once the audience is counted.",
        es="Aún no puedo decirte el coste: se calcula en cuanto el público está contado.",
    )
