"""Has it worked? The report of this campaign, or of the past one that is meant."""

from collections.abc import Sequence

from langgraph.runtime import Runtime

from agents.conversation.asked import Asked, Told, made
from agents.conversation.hearing import Heard
from agents.conversation.naming import channels_in, products_in
from agents.conversation.reply import Comparison, Reply, Row, Suggestions
from batuta.campaign import PastCampaign
from batuta.deps import Deps
from batuta.explain import day_in_words, number_in_words, share_in_words, with_unit
from batuta.grounding.dates import moments
from batuta.measurement import report_on
from batuta.report import Report
from batuta.text import Language, quoted, say
from batuta.words.tokens import fold, tokens

OTHERS = 3


async def tell_results(state: Asked, runtime: Runtime[Deps]) -> Told:
    heard, situation, deps = state["heard"], state["situation"], runtime.context
    locale = heard.language
    meant = _meant(heard, await deps.history.campaigns(), deps)
    own = await made(runtime, situation, "report", Report)
    names_another = bool(_named(heard, deps)) or heard.says("past")
    if own is not None and not (meant and names_another):
        text = f"{own.headline.in_(locale)} {own.suggestion.in_(locale)}"
        return {"reply": Reply(text=text)}
    if not meant:
        return {"reply": _none(heard, situation.has_campaign, locale)}
    return {"reply": _told(meant, deps, locale)}


def _told(meant: list[PastCampaign], deps: Deps, locale: Language) -> Reply:
    past = meant[0]
    product = next((p for p in deps.workspace.products.products if p.id == past.product_id), None)
    currency = deps.workspace.currency
    report = report_on(past, currency=currency, value_each=product.value if product else None)
    name = product.name.in_(locale) if product else past.product_id
    launched = day_in_words(past.launched, locale)
    head = say(locale, en=f"{name}, launched on {launched}.", es=f"{name}, lanzada el {launched}.")
    text = f"{head}\n{report.headline.in_(locale)}\n{report.suggestion.in_(locale)}"
    if past.note:
        text += "\n" + say(locale, en=f"Noted at the time: {past.note}", es=f"Se anotó entonces: {past.note}")
    others = tuple(
        say(locale, en=f"And the one of {day}?", es=f"¿Y la del {day}?")
        for day in (day_in_words(other.launched, locale) for other in meant[1 : 1 + OTHERS])
    )
    table = Comparison(
        columns=(say(locale, en="Contacted", es="Contactadas"), say(locale, en="Control", es="Control")),
        rows=_rows(report, currency, locale),
    )
    return Reply(text=text, cards=(table, Suggestions(phrases=others)) if others else (table,))


def _rows(report: Report, currency: str, locale: Language) -> tuple[Row, ...]:
    """Addressed people beside the control group."""
    rows = [
        Row(
            label=say(locale, en="People", es="Personas"),
            first=number_in_words(report.treated, locale),
            second=number_in_words(report.control, locale) if report.control else "–",
        )
    ]
    if report.converted is not None:
        control = report.control_converted
        rows.append(
            Row(
                label=say(locale, en="Responses", es="Respuestas"),
                first=number_in_words(report.converted, locale),
                second=number_in_words(control, locale) if control is not None else "–",
            )
        )
    if report.rate is not None:
        rows.append(
            Row(
                label=say(locale, en="Response rate", es="Tasa de respuesta"),
                first=share_in_words(report.rate, locale),
                second=share_in_words(report.control_rate, locale) if report.control_rate is not None else "–",
            )
        )
    if report.money is not None:
        cost = with_unit(round(report.money.cost), currency, locale)
        rows.append(Row(label=say(locale, en="Cost", es="Coste"), first=cost, second="–"))
    return tuple(rows)


def _meant(heard: Heard, campaigns: tuple[PastCampaign, ...], deps: Deps) -> list[PastCampaign]:
    """Finished campaigns that fit the month, product and channels named, the newest first."""
    found = [past for past in campaigns if past.results is not None]
    products = _named(heard, deps)
    if products:
        found = [past for past in found if past.product_id in products]
    said, _ = moments(heard.text)
    when: Sequence[tuple[int | None, int | None, int | None]] = [
        (moment.year, moment.month, moment.day) for moment in said
    ] or _bare_months(heard)
    for year, month, day in when:
        found = [
            past
            for past in found
            if (year is None or past.launched.year == year)
            and (month is None or past.launched.month == month)
            and (day is None or past.launched.day == day)
        ]
    channels = set(channels_in(heard.text))
    return [past for past in found if not channels or channels & set(past.channels)]


def _named(heard: Heard, deps: Deps) -> frozenset[str]:
    """Products that are named; a family stands for all of its products."""
    products = deps.workspace.products
    named = products_in(heard.text, products, heard.language)
    if named:
        return named
    words = {fold(token.text) for token in tokens(heard.text)}
    families = {
        family.id
        for family in products.families
        for said in (family.name.in_("es"), family.name.in_("en"))
        if fold(said) in words or fold(said).removesuffix("s") in words
    }
    return frozenset(product.id for product in products.products if product.family in families)


def _bare_months(heard: Heard) -> Sequence[tuple[int | None, int | None, int | None]]:
    """`la de marzo`: a month by itself."""
    return [(None, _MONTHS[word], None) for word in heard.words if word in _MONTHS][:1]


# fmt: off
_MONTHS = {
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9,
    "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12, "january": 1, "february": 2, "march": 3,
    "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11,
    "december": 12,
}
# fmt: on


def _none(heard: Heard, has_campaign: bool, locale: Language) -> Reply:
    if has_campaign and not heard.says("past"):
        text = say(
            locale,
            en="It has not been published yet, so there is nothing to measure.",
            es="Todavía no se ha publicado, así que no hay nada que medir.",
        )
        return Reply(text=text)
    return Reply(
        text=say(
            locale,
            en=f"I find no finished campaign that fits {quoted(heard.text.strip(), locale)}. The results page lists "
            "them all.",
            es=f"No encuentro ninguna campaña terminada que encaje con {quoted(heard.text.strip(), locale)}. En la "
            "página de resultados están todas.",
        )
    )
