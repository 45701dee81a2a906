"""The plan as steps with system, cost, effect and what each waits for; and what became of each."""

from collections.abc import Mapping
from typing import NamedTuple

from app.web.words import Words
from batuta.compared import field_in_words, value_in_words
from batuta.plan_words import PlanTold
from batuta.publishing import Plan, Receipt, SystemDescription, Verification
from tools.records.taking import INTERRUPTED


class StepView(NamedTuple):
    number: int
    id: str
    effect: str
    system: str
    cost: str
    when: str
    after: str
    """Numbers of the steps it waits for."""
    state: str
    """Of its receipt; empty before anything happens."""
    state_words: str
    detail: str
    reference: str
    """How the system calls what it made; messages go by none that people could look up."""
    pictured: bool
    """There are pictures of how it was done."""


class PlanView(NamedTuple):
    steps: tuple[StepView, ...]
    figures: tuple[tuple[str, str, str], ...]
    """Label, value, note."""
    basis: str
    goal: str
    over_budget: bool


class DifferenceView(NamedTuple):
    step: str
    field: str
    approved: str
    live: str


def plan_view(
    plan: Plan,
    told: PlanTold,
    receipts: tuple[Receipt, ...],
    pictures: frozenset[str],
    systems: tuple[SystemDescription, ...],
    t: Words,
) -> PlanView:
    """pictures: steps that there are pictures of."""
    names = {system.id: t.of(system.name) for system in systems}
    numbers = {step.id: place for place, step in enumerate(plan.steps, 1)}
    by_step = {receipt.step_id: receipt for receipt in receipts}
    steps = []
    for step in plan.steps:
        receipt = by_step.get(step.id)
        waits = sorted(numbers[other] for other in step.depends_on if other in numbers)
        steps.append(
            StepView(
                number=numbers[step.id],
                id=step.id,
                effect=told.effects.get(step.id, step.effect),
                system=names.get(step.system, step.system),
                cost=t.money(step.cost) if step.cost else "",
                when=t.moment(step.at) if step.at else "",
                after=_ranges(waits),
                state=receipt.state if receipt else "",
                state_words=t(*STATES[receipt.state]) if receipt else "",
                detail=_why(receipt, t) if receipt else "",
                reference=receipt.reference if receipt and not step.capability.startswith("message.") else "",
                pictured=step.id in pictures,
            )
        )
    forecast = plan.forecast
    over = forecast.budget is not None and forecast.cost > forecast.budget
    return PlanView(tuple(steps), _figures(plan, t), forecast.basis, told.goal, over)


def differences(verification: Verification, effects: Mapping[str, str], t: Words) -> tuple[DifferenceView, ...]:
    """effects: step to what it does, in words."""
    return tuple(
        DifferenceView(
            effects.get(d.step_id, d.step_id),
            compared_field(d.field, t),
            value_in_words(d.field, d.approved, t.language),
            value_in_words(d.field, d.live, t.language),
        )
        for d in verification.differences
    )


def compared_field(field: str, t: Words) -> str:
    """What is compared, as people call it: `Asunto`, `Enlaces`."""
    return field_in_words(field, t.language)


def _figures(plan: Plan, t: Words) -> tuple[tuple[str, str, str], ...]:
    forecast = plan.forecast
    budget = t.money(forecast.budget) if forecast.budget is not None else ""
    figures = [
        (t("People", "Personas"), t.number(forecast.reach), ""),
        (t("Messages", "Mensajes"), t.number(forecast.messages), ""),
        (t("Cost", "Coste"), t.money(forecast.cost), t(f"of {budget}", f"de {budget}") if budget else ""),
    ]
    if forecast.conversions is not None:
        low, high = forecast.conversions_low, forecast.conversions_high
        between = (
            t(
                f"{t.number(round(low))} to {t.number(round(high))}",
                f"de {t.number(round(low))} a {t.number(round(high))}",
            )
            if low is not None and high is not None
            else ""
        )
        figures.append(
            (t("Expected responses", "Respuestas esperadas"), t.number(round(forecast.conversions)), between)
        )
    if forecast.value is not None:
        figures.append((t("Expected value", "Valor esperado"), t.money(round(forecast.value)), ""))
    return tuple(figures)


def _why(receipt: Receipt, t: Words) -> str:
    """What is to be said of how a step stands, where there is something."""
    if receipt.state == "skipped":
        return t("A step that it needs was not done.", "No se ha hecho un paso que necesita.")
    if receipt.detail == INTERRUPTED:
        return t("It was interrupted and goes on by itself.", "Se interrumpió y continúa solo.")
    return receipt.detail


def _ranges(numbers: list[int]) -> str:
    """`1–3, 5`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


STATES = {
    "pending": ("Queued", "En cola"),
    "sending": ("Under way", "En curso"),
    "done": ("Done", "Hecho"),
    "failed": ("Failed", "Ha fallado"),
    "unknown": ("Outcome unknown", "Resultado desconocido"),
    "held": ("Held back", "Retenido"),
    "cancelled": ("Cancelled", "Cancelado"),
    "undone": ("Taken back", "Deshecho"),
    "skipped": ("Not done", "No se ha hecho"),
    "scheduled": ("Scheduled", "Programado"),
    "waiting": ("Waiting for others", "A la espera de otros"),
}
