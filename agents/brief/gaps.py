"""What a brief must say and does not: product, channels, dates; and what it may leave open."""

from collections.abc import Iterator
from datetime import date, timedelta

from agents.brief.asking import Asked, Choice, gap
from agents.brief.wording import CHANNEL_NAMES, filled, language_named
from batuta.brief import Brief, Channel
from batuta.explain import day_in_words
from batuta.text import say
from batuta.workspace import Workspace

_NEED_NO_PRODUCT = ("retain", "win_back", "inform")
_LEAD_DAYS, _RUN_DAYS = 7, 28
_MOST_PRODUCTS = 12


def gaps(brief: Brief, workspace: Workspace, today: date, doubted: frozenset[str]) -> Iterator[Asked]:
    """A question for each gap; a field that is in doubt already is not asked for twice."""
    locale = brief.locale or workspace.locales[0]
    if brief.product_id is None and "product_id" not in doubted and _needs_product(brief):
        yield _product(workspace, locale)
    if not brief.channels and "channels" not in doubted:
        yield _channels(workspace, locale)
    if brief.window is None and "window" not in doubted:
        yield _window(today, locale)
    if brief.audience.empty and not any(field.startswith("audience") for field in doubted):
        yield gap("missing.audience", "audience", filled("missing.audience", locale), (), {}, blocking=False)


def not_a_brief(workspace: Workspace, locale: str | None) -> Asked:
    spoken = locale or workspace.locales[0]
    return gap("not_a_brief", "objective", filled("not_a_brief", spoken), (), None)


def language_unread(code: str, workspace: Workspace) -> Asked:
    """Asked in the company's own language: the author's is one that we do not write either."""
    locale = workspace.locales[0]
    return gap(
        "language_unread", "locale", filled("language_unread", locale, name=language_named(code, locale)), (), None
    )


def _needs_product(brief: Brief) -> bool:
    return brief.objective is None or brief.objective.kind not in _NEED_NO_PRODUCT


def _product(workspace: Workspace, locale: str) -> Asked:
    choices = tuple(
        Choice(product.name.in_(locale), {"product_id": product.id})
        for product in workspace.products.products[:_MOST_PRODUCTS]
    )
    return gap("missing.product", "product_id", filled("missing.product", locale), choices, None)


def _channels(workspace: Workspace, locale: str) -> Asked:
    """The channels that customers can consent to are offered; the first of them is proposed."""
    open_to: tuple[Channel, ...] = ("email", "sms", "push", "call")
    offered = [channel for channel in open_to if workspace.catalogue.consent_for(channel)] or ["email"]
    choices = tuple(Choice(CHANNEL_NAMES[channel].in_(locale), {"channels": [channel]}) for channel in offered)
    return gap(
        "missing.channels",
        "channels",
        filled("missing.channels", locale),
        choices,
        {"channels": offered[:1]},
        (offered[0],),
    )


def _window(today: date, locale: str) -> Asked:
    """Four weeks, from the first Monday that leaves time to prepare."""
    ready = today + timedelta(days=_LEAD_DAYS)
    start = ready + timedelta(days=-ready.weekday() % 7)
    end = start + timedelta(days=_RUN_DAYS - 1)
    proposal = {"start": start.isoformat(), "end": end.isoformat()}
    first, last = day_in_words(start, locale), day_in_words(end, locale)
    label = say(locale, en=f"{first} to {last}", es=f"Del {first} al {last}")
    return gap(
        "missing.window", "window", filled("missing.window", locale), (Choice(label, {"window": proposal}),),
        {"window": proposal}, proposal,
    )  # fmt: skip
