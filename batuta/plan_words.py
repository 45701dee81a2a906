"""What the steps of a plan do to the world, in the words of whoever reads it.

The plan keeps them in the language of its brief; the same words are made again from what a step carries.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from batuta.audience import FrozenAudience
from batuta.brief import Brief
from batuta.channels import channel_in_words
from batuta.content import ContentItem
from batuta.digest import Digest
from batuta.explain import day_in_words, number_in_words, with_unit
from batuta.forecasting.goals import beyond_reach
from batuta.forecasting.outlook import Outlook
from batuta.locale_words import locale_in_words
from batuta.publishing import Capability, Plan, Step
from batuta.strategies import strategy_in_words
from batuta.text import Language, say

GOES_LIVE: Mapping[Capability, tuple[str, str]] = {
    "content.publish": ("Publish the message", "Publicar la pieza"),
    "content.submit": ("Hand the message in for review", "Mandar la pieza a revisión"),
}


def message_in_words(item: ContentItem, locale: str | None) -> str:
    """`SMS, español (España), Precio`."""
    idea = strategy_in_words(item.label, locale)
    return ", ".join(filter(None, (channel_in_words(item.channel, locale), locale_in_words(item.locale, locale), idea)))


class PlanWords(NamedTuple):
    """Each kind of step in one language."""

    locale: str | None

    def audience(self, people: int) -> str:
        count = number_in_words(people, self.locale)
        return say(
            self.locale,
            en=f"Create the audience of {count} {_many(people, 'person', 'people')}",
            es=f"Crear el público de {count} {_many(people, 'persona', 'personas')}",
        )

    def creating(self, item: ContentItem) -> str:
        what = message_in_words(item, self.locale)
        return say(self.locale, en=f"Create the message: {what}", es=f"Crear la pieza: {what}")

    def going_live(self, capability: Capability, item: ContentItem) -> str:
        en, es = GOES_LIVE[capability]
        what = message_in_words(item, self.locale)
        return say(self.locale, en=f"{en}: {what}", es=f"{es}: {what}")

    def testing(self, channel: str, addresses: int) -> str:
        name = channel_in_words(channel, self.locale)
        to = _many(addresses, "dirección interna", "direcciones internas")
        return say(
            self.locale,
            en=f"Send a test by {name} to {addresses} {_many(addresses, 'internal address', 'internal addresses')}",
            es=f"Enviar una prueba por {name} a {addresses} {to}",
        )

    def setting_up(self) -> str:
        return say(
            self.locale,
            en="Set up the campaign with audience and messages",
            es="Montar la campaña con público y piezas",
        )

    def scheduling(self, start: date, end: date | None) -> str:
        since = day_in_words(start, self.locale)
        until = day_in_words(end, self.locale) if end else ""
        return say(
            self.locale,
            en=f"Schedule it from {since}{f' to {until}' if until else ''}",
            es=f"Programarla desde el {since}{f' hasta el {until}' if until else ''}",
        )

    def sending(self, channel: str, people: int, day: date) -> str:
        count, on = number_in_words(people, self.locale), day_in_words(day, self.locale)
        name = channel_in_words(channel, self.locale)
        return say(
            self.locale,
            en=f"Send {count} {_many(people, 'message', 'messages')} by {name} on {on}",
            es=f"Enviar {count} {_many(people, 'mensaje', 'mensajes')} por {name} el {on}",
        )


class PlanTold(NamedTuple):
    """A plan in the reader's language, from what it was made of."""

    effects: Mapping[str, str] = MappingProxyType({})
    """By step."""
    summary: tuple[str, ...] = ()
    """Empty before there is a list of people."""
    goal: str = ""


def told_of(
    plan: Plan,
    brief: Brief | None,
    frozen: FrozenAudience | None,
    items: Mapping[Digest, ContentItem],
    reader: Language,
) -> PlanTold:
    """Readers of the brief's own language get the words that were kept, with its market's way of writing numbers."""
    spoken = (brief.locale if brief else None) or ""
    locale = spoken if spoken.startswith(reader) else reader
    forecast = plan.forecast
    goal = forecast.goal
    if goal and brief and locale != spoken:
        low, high = forecast.conversions_low or 0.0, forecast.conversions_high or 0.0
        outlook = Outlook(people=forecast.reach, responses=forecast.conversions or 0.0, low=low, high=high)
        goal = beyond_reach(brief.kpis, outlook, locale) or goal
    return PlanTold(
        effects_in_words(plan, items, frozen, locale),
        summary_in_words(plan, frozen, tuple(items.values()), goal, locale) if frozen else (),
        goal,
    )


def summary_in_words(
    plan: Plan, frozen: FrozenAudience, items: Sequence[ContentItem], goal: str, locale: str | None
) -> tuple[str, ...]:
    """People, messages, money, and what is said of the goal; `goal` is in the same language, empty where nothing is."""
    forecast = plan.forecast
    people, control = number_in_words(frozen.treated, locale), number_in_words(frozen.control, locale)
    reused = sum(item.origin == "reused" for item in items)
    cost = with_unit(round(forecast.cost, 2), forecast.currency, locale)
    budget = with_unit(forecast.budget, forecast.currency, locale) if forecast.budget is not None else ""
    told = (
        say(
            locale,
            en=f"{people} people will be contacted; {control} are left out as a control group.",
            es=f"Se contactará con {people} personas; {control} quedan fuera como grupo de control.",
        ),
        say(
            locale,
            en=f"Message versions: {len(items)} ({reused} reused, {len(items) - reused} new).",
            es=f"Piezas: {len(items)} (reutilizadas: {reused}; nuevas: {len(items) - reused}).",
        ),
        say(
            locale,
            en=f"Cost: {cost}{f' of a budget of {budget}' if budget else ''}.",
            es=f"Coste: {cost}{f' de un presupuesto de {budget}' if budget else ''}.",
        ),
        goal,
    )
    return tuple(filter(None, told))


def effects_in_words(
    plan: Plan, items: Mapping[Digest, ContentItem], frozen: FrozenAudience | None, locale: str | None
) -> dict[str, str]:
    """Step to what it does; a step that is none of these keeps the words it has."""
    words = PlanWords(locale)
    starts = [_day(step.arguments.get("start")) for step in plan.steps if step.capability == "campaign.schedule"]
    start = next(iter(starts), None)
    return {step.id: _effect(step, words, items, frozen, start) or step.effect for step in plan.steps}


def _effect(
    step: Step,
    words: PlanWords,
    items: Mapping[Digest, ContentItem],
    frozen: FrozenAudience | None,
    start: date | None,
) -> str:
    told, item = step.arguments, items.get(step.artefact)
    channel, people, to = str(told.get("channel", "")), told.get("members"), told.get("to")
    match step.capability:
        case "audience.create" if isinstance(people, int):
            return words.audience(people)
        case "content.create" if item:
            return words.creating(item)
        case "content.publish" | "content.submit" if item:
            return words.going_live(step.capability, item)
        case "message.send_test" if isinstance(to, Sequence):
            return words.testing(channel, len(to))
        case "campaign.create":
            return words.setting_up()
        case "campaign.schedule" if start:
            return words.scheduling(start, _day(told.get("end")))
        case "message.send" if start and frozen and channel in frozen.by_channel:
            return words.sending(channel, frozen.by_channel[channel], start)
    return ""


def _day(said: object) -> date | None:
    return date.fromisoformat(said) if isinstance(said, str) else None


def _many(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
