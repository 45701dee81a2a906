"""A report in words: the verdict with its reason, and one thing to do next."""

import math
from datetime import date

from batuta.audience import FrozenAudience
from batuta.channels import channel_in_words
from batuta.explain import day_in_words, number_in_words, share_in_words, with_unit
from batuta.intervals import control_needed
from batuta.report import ChannelResult, Report, Uplift
from batuta.text import Language, Text, say

CONTROL = 0.1
"""The control share that is recommended where there was none."""
DEARER = 3
"""A channel whose responses cost so many times those of the best is named."""

NO_RESULTS = Text(
    en="It cannot be told yet: no results have been recorded.",
    es="Aún no se sabe: no hay resultados registrados.",
)
RECORD_THEM = Text(
    en="Record its results, with those of the control group.",
    es="Registra sus resultados, con los del grupo de control.",
)


def headline(report: Report, currency: str, locale: Language) -> str:
    """Verdict, reason and money of a finished campaign."""
    uplift = report.uplift
    rate = share_in_words(report.rate or 0.0, locale)
    if uplift is None:
        converted = number_in_words(report.converted or 0, locale)
        return say(
            locale,
            en=f"It cannot be told: {converted} people responded ({rate}), but without a control group nobody knows "
            "how many would have anyway.",
            es=f"No se puede saber: respondieron {converted} personas ({rate}), pero sin grupo de control no se sabe "
            "cuántas lo habrían hecho igualmente.",
        )
    opening = {
        "worked": say(locale, en="It worked", es="Ha funcionado"),
        "did_not": say(locale, en="It did not work", es="No ha funcionado"),
        "not_yet_known": say(locale, en="It cannot be told yet", es="Aún no se sabe"),
    }[report.verdict]
    base = share_in_words(report.control_rate or 0.0, locale)
    against = say(
        locale,
        en=f"{rate} responded against {base} of the control group, {_points(uplift, locale)}",
        es=f"respondió el {rate}, frente al {base} del grupo de control: {_points(uplift, locale)}",
    )
    return " ".join(filter(None, (f"{opening}: {against}.", _why(report, locale), _earned(report, currency, locale))))


def suggestion(report: Report, currency: str, locale: Language) -> str:
    """One thing to do next, with its number."""
    uplift, money = report.uplift, report.money
    if uplift is None:
        return say(
            locale,
            en=f"Next time leave {share_in_words(CONTROL, locale)} of the audience out, as a control group.",
            es=f"La próxima vez, deja un {share_in_words(CONTROL, locale)} del público como grupo de control.",
        )
    dear = _dearest(report.channels)
    if dear is not None and report.verdict != "not_yet_known" and uplift.high > 0:
        return _move_budget(*dear, currency, locale)
    if report.verdict == "worked":
        return say(
            locale,
            en="Repeat it with a wider audience, and keep a control group to see whether it still pays.",
            es="Repítela con un público más amplio y mantén el grupo de control para ver si sigue compensando.",
        )
    if report.verdict == "did_not" and uplift.high > 0 and money is not None and money.each > 0:
        needed = number_in_words(math.ceil(money.cost / money.each), locale)
        best = number_in_words(max(0, math.floor(uplift.extra_high)), locale)
        return say(
            locale,
            en=f"Use a cheaper channel: to pay for itself it would have needed {needed} extra responses, and at best "
            f"it brought {best}.",
            es=f"Usa un canal más barato: para compensar hacían falta {needed} respuestas adicionales y, en el mejor "
            f"de los casos, trajo {best}.",
        )
    if report.verdict == "did_not":
        return say(
            locale,
            en="Do not repeat it as it was: change the offer or the message, and test it on a small audience first.",
            es="No la repitas tal cual: cambia la oferta o el mensaje y pruébala antes con un público pequeño.",
        )
    if uplift.low > 0:
        return say(
            locale,
            en="Repeat it by its cheapest channel, with the same control group, to see whether it can pay.",
            es="Repítela por su canal más barato y con el mismo control, para ver si llega a compensar.",
        )
    return _more_people(report, uplift, locale)


def ahead(frozen: FrozenAudience, smallest: float, ends: date | None, locale: Language) -> str:
    """What a running campaign will be able to show."""
    treated, control = number_in_words(frozen.treated, locale), number_in_words(frozen.control, locale)
    if math.isinf(smallest):
        return say(
            locale,
            en=f"It cannot be told later whether it worked: {treated} people are addressed and nobody is left out to "
            "compare with.",
            es=f"No se podrá saber si ha funcionado: se contacta con {treated} personas y no queda nadie fuera con "
            "quien comparar.",
        )
    when_en = f" on {day_in_words(ends, locale)}" if ends else " when it ends"
    when_es = f" el {day_in_words(ends, locale)}" if ends else " cuando termine"
    points = number_in_words(smallest * 100, locale, decimals=2)
    return say(
        locale,
        en=f"Published: it goes to {treated} people; {control} are left out as a control group. It will be "
        f"measured{when_en}; a difference of {points} percentage points or more will show.",
        es=f"Publicada: va dirigida a {treated} personas y {control} quedan fuera como grupo de control. "
        f"Se medirá{when_es}; se verá cualquier diferencia de {points} puntos porcentuales o más.",
    )


def wait(frozen: FrozenAudience, base: float, smallest: float, ends: date | None, locale: Language) -> str:
    """What to do meanwhile: nothing, or mind that the groups are too small to tell."""
    if math.isinf(smallest):
        return say(
            locale,
            en=f"Leave {share_in_words(CONTROL, locale)} of the audience out next time, as a control group.",
            es=f"La próxima vez, deja un {share_in_words(CONTROL, locale)} del público como grupo de control.",
        )
    if smallest > base:
        needed = control_needed(base, base, frozen.control_share or CONTROL)
        people = _about(needed, locale)
        return say(
            locale,
            en="Expect no clear answer: only an effect that more than doubles the result would show. Smaller ones take "
            f"more than {people} people in the control group.",
            es="No esperes una respuesta clara: solo se vería un efecto que duplicara el resultado. Para ver efectos "
            f"menores harían falta más de {people} personas de control.",
        )
    when = day_in_words(ends, locale) if ends else say(locale, en="it ends", es="que termine")
    return say(
        locale,
        en=f"Leave the control group alone until {when}: every message to it blurs the result.",
        es=f"No contactes con el grupo de control hasta {'el ' if ends else ''}{when}: cada mensaje que reciba "
        "enturbia el resultado.",
    )


def _why(report: Report, locale: Language) -> str:
    uplift, money = report.uplift, report.money
    if uplift is None or report.verdict == "worked":
        return ""
    if report.verdict == "did_not":
        if uplift.high < 0 or money is None:
            return ""
        return say(
            locale,
            en="Even at best it does not pay for itself.",
            es="Ni en el mejor de los casos compensa su coste.",
        )
    if uplift.low <= 0:
        people = number_in_words(report.control, locale)
        return say(
            locale,
            en=f"With {people} people in the control group, that may be chance.",
            es=f"Con {people} personas de control, puede ser azar.",
        )
    return say(
        locale,
        en="It sold more; whether that pays for it is open.",
        es="Ha vendido más, pero no está claro que compense su coste.",
    )


def _points(uplift: Uplift, locale: Language) -> str:
    point, low, high = (_signed(share * 100, locale) for share in (uplift.points, uplift.low, uplift.high))
    return say(
        locale,
        en=f"{point} percentage points (95% interval: {low} to {high})",
        es=f"{point} puntos porcentuales (intervalo del 95 %: de {low} a {high})",
    )


def _signed(points: float, locale: Language) -> str:
    rounded = round(points, 2)
    sign = "−" if rounded < 0 else "+" if rounded > 0 else ""
    return f"{sign}{number_in_words(abs(rounded), locale, decimals=2)}"


def _earned(report: Report, currency: str, locale: Language) -> str:
    """Only where there is a verdict: a guess in euros looks like a fact."""
    money = report.money
    if money is None or report.verdict == "not_yet_known":
        return ""
    cost = with_unit(round(money.cost), currency, locale)
    if money.earned <= 0:
        return say(
            locale,
            en=f"It cost {cost} and earned nothing extra.",
            es=f"Ha costado {cost} y no ha aportado nada adicional.",
        )
    earned = with_unit(round(money.earned), currency, locale)
    if money.roi is None:
        return say(locale, en=f"It earned about {earned} extra.", es=f"Ha aportado unos {earned} adicionales.")
    sign = "−" if money.roi < 0 else ""
    roi = f"{sign}{share_in_words(abs(money.roi), locale)}"
    return say(
        locale,
        en=f"It earned about {earned} extra for {cost} spent (return on investment: {roi}).",
        es=f"Ha aportado unos {earned} adicionales con un gasto de {cost} (retorno: {roi}).",
    )


def _dearest(channels: tuple[ChannelResult, ...]) -> tuple[ChannelResult, ChannelResult] | None:
    """The channel whose responses cost most and the one where they cost least, where they are far apart."""
    known = sorted((c for c in channels if c.cost_each), key=lambda c: c.cost_each or 0.0)
    if len(known) < 2 or (known[-1].cost_each or 0) < DEARER * (known[0].cost_each or 0):
        return None
    return known[-1], known[0]


def _move_budget(worst: ChannelResult, best: ChannelResult, currency: str, locale: Language) -> str:
    dear, cheap = (with_unit(round(c.cost_each or 0, 2), currency, locale) for c in (worst, best))
    name, other = channel_in_words(worst.channel, locale), channel_in_words(best.channel, locale)
    return say(
        locale,
        en=f"Move budget from {name} to {other}: a response costs {dear} there and {cheap} here.",
        es=f"Pasa presupuesto de {name} a {other}: cada respuesta cuesta {dear} en el primero y {cheap} en el segundo.",
    )


def _more_people(report: Report, uplift: Uplift, locale: Language) -> str:
    base = max(report.control_converted or 0, 1) / report.control
    # An effect below a quarter of what happens anyway is not worth the wait.
    gap = max(abs(uplift.points), base / 4)
    people = _about(control_needed(base, gap, report.control / (report.control + report.treated)), locale)
    return say(
        locale,
        en=f"A clear answer takes about {people} people in the control group: repeat it with a larger audience or a "
        "larger control share.",
        es=f"Para una respuesta clara hacen falta unas {people} personas de control: repítela con más público o con un "
        "grupo de control mayor.",
    )


def _about(count: int, locale: Language) -> str:
    """Two significant digits."""
    return number_in_words(round(count, -max(len(str(count)) - 2, 0)), locale)
