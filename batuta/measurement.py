"""Measuring a campaign: what a finished one brought, and what a running one will be able to show.

worked          more responded than of the control group, beyond chance, and it earned more than it cost
did not         fewer responded, or even the best that the interval allows does not pay for it
not yet known   anything else: no control group, too few people, or it sold more without clearly paying
"""

import math
from collections.abc import Sequence
from datetime import date

from batuta.audience import FrozenAudience
from batuta.brief import Brief
from batuta.campaign import PastCampaign, Results
from batuta.forecasting.response import expected_response
from batuta.intervals import detectable, difference
from batuta.report import ChannelResult, Measure, Report, Return, Uplift, Verdict
from batuta.report_words import NO_RESULTS, RECORD_THEM, ahead, headline, suggestion, wait
from batuta.text import LANGUAGES, Text

USUAL_RESPONSE = 0.01
"""What a control group is expected to do where the history says nothing."""


def report_on(past: PastCampaign, *, currency: str = "EUR", value_each: float | None = None) -> Report:
    """What a finished campaign brought.

    value_each: what one response is worth, where its results do not say.
    """
    results = past.results
    if results is None or results.sent <= 0:
        return Report(state="finished", headline=NO_RESULTS, suggestion=RECORD_THEM, treated=0)
    uplift = _uplift(results)
    money = _money(results, uplift, value_each)
    verdict = _verdict(uplift, money)
    channels = _channels(results)
    control = results.control
    report = Report(
        state="finished",
        verdict=verdict,
        headline=NO_RESULTS,
        suggestion=RECORD_THEM,
        treated=results.sent,
        control=control.people if control else 0,
        converted=results.converted,
        control_converted=control.converted if control else None,
        rate=results.converted / results.sent,
        control_rate=control.converted / control.people if control and control.people else None,
        uplift=uplift,
        money=money,
        funnel=_funnel(results),
        channels=channels,
    )
    return report.model_copy(
        update={
            "headline": Text(**{spoken: headline(report, currency, spoken) for spoken in LANGUAGES}),
            "suggestion": Text(**{spoken: suggestion(report, currency, spoken) for spoken in LANGUAGES}),
        }
    )


def report_ahead(
    brief: Brief, frozen: FrozenAudience, history: Sequence[PastCampaign], family: str | None, last_send: date | None
) -> Report:
    """What will be measured of a running campaign, when, and how small an effect it can show.

    last_send: the last day on which messages leave.
    """
    ends = brief.window.end if brief.window and brief.window.end else last_send
    response = expected_response(history, product_id=brief.product_id, family=family, channels=brief.channels)
    base = (response.anyway or response.rate) if response else USUAL_RESPONSE
    smallest = detectable(base, frozen.treated, frozen.control)
    return Report(
        state="running",
        headline=Text(**{spoken: ahead(frozen, smallest, ends, spoken) for spoken in LANGUAGES}),
        suggestion=Text(**{spoken: wait(frozen, base, smallest, ends, spoken) for spoken in LANGUAGES}),
        treated=frozen.treated,
        control=frozen.control,
        measures=(
            *(
                Measure(metric=k.metric, target=k.target, unit=k.unit, baseline=k.baseline, when=ends)
                for k in brief.kpis
            ),
            Measure(metric="uplift", when=ends),
        ),
        detectable=None if math.isinf(smallest) else smallest,
    )


def _uplift(results: Results) -> Uplift | None:
    control = results.control
    if control is None or control.people <= 0:
        return None
    low, point, high = difference(
        min(results.converted, results.sent), results.sent, min(control.converted, control.people), control.people
    )
    sent = results.sent
    return Uplift(points=point, low=low, high=high, extra=point * sent, extra_low=low * sent, extra_high=high * sent)


def _money(results: Results, uplift: Uplift | None, value_each: float | None) -> Return | None:
    each = results.value / results.converted if results.value and results.converted else value_each
    if uplift is None or each is None:
        return None
    earned = uplift.extra * each
    return Return(
        each=each,
        earned=earned,
        earned_low=uplift.extra_low * each,
        earned_high=uplift.extra_high * each,
        cost=results.cost,
        roi=(earned - results.cost) / results.cost if results.cost > 0 else None,
    )


def _verdict(uplift: Uplift | None, money: Return | None) -> Verdict:
    if uplift is None:
        return "not_yet_known"
    if uplift.high < 0 or (money is not None and money.earned_high < money.cost):
        return "did_not"
    paid = money is None or money.earned > money.cost
    return "worked" if uplift.low > 0 and paid else "not_yet_known"


def _funnel(results: Results) -> dict[str, int]:
    """The stages that were counted."""
    stages = {"sent": results.sent, "opened": results.opened, "clicked": results.clicked}
    return {**{stage: people for stage, people in stages.items() if people}, "converted": results.converted}


def _channels(results: Results) -> tuple[ChannelResult, ...]:
    found = []
    for channel, figures in sorted(results.by_channel.items()):
        sent, converted, cost = (figures.get(name) for name in ("sent", "converted", "cost"))
        if sent:
            found.append(
                ChannelResult(
                    channel=channel,
                    sent=int(sent),
                    converted=int(converted or 0),
                    rate=(converted or 0) / sent,
                    cost=cost,
                    cost_each=cost / converted if cost is not None and converted else None,
                )
            )
    return tuple(found)
