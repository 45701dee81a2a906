"""What an advertisement of savings has to say beside its rate.

Source: Circular 4/2020 anejo III.2–4; 12 CFR 1030.8; Directive 2014/49/EU art. 16.
"""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at
from batuta.claims.reading import Message
from batuta.claims.roles import Percent
from batuta.text import Text, listed

_PAID_AT = re.compile(r"\b(?:al|a un|at|earn|gana|ganas|rinde|renta|paga|pays)\s?(?:el |un |a )?(?:[^a-z0-9]{0,3})?$")
"""Before a percentage in an offer of savings: it is what they yield."""
_OWN_SAVINGS = ("ahorro", "saving")
"""As a label of a percentage in an offer of savings: the thing itself, and no reduction."""
MOST_A_YEAR = 30
"""Percent that savings can yield; more is a share of something else."""
_ANNUAL = Text(en="the annual equivalent rate", es="la TAE")
_PERIOD = Text(en="for how long or until when the rate holds", es="el plazo o hasta cuándo se mantiene el tipo")
_BALANCE = Text(en="the balance it applies to", es="el saldo al que se aplica")


def undisclosed(case: Case) -> Iterator[Hit]:
    """A return is stated and something a saver needs to judge it is not."""
    message = case.message
    if message is None:
        return
    stated = _returns(message, told="deposit" in case.kinds)
    if not stated:
        if case.jurisdiction == "US":
            yield from _bonus_alone(message)
        return
    missing: list[Text] = []
    if not any(rate.role == "annual" for _, rate in stated):
        missing.append(_ANNUAL)
    us = case.jurisdiction == "US"
    if us and not message.makes("apy_spelled_out"):
        missing.append(Text(en="the words “annual percentage yield”", es="las palabras «annual percentage yield»"))
    if not (message.makes("duration", "day", "rate_may_change", "no_term")):
        missing.append(_PERIOD)
    if us:
        if not message.makes("balance_condition"):
            missing.append(_BALANCE)
        if not message.makes("fees_reduce_earnings", "no_fees"):
            missing.append(
                Text(en="that fees could reduce earnings", es="que las comisiones pueden reducir el rendimiento")
            )
    if not missing:
        return
    part, rate = stated[0]
    words = {lang: listed([text.in_(lang) for text in missing], lang) for lang in ("en", "es")}
    yield at(message, part, rate.start, rate.end, missing=Text(en=words["en"], es=words["es"]))


def _bonus_alone(message: Message) -> Iterator[Hit]:
    """A bonus for opening is stated without the yield and the balance it takes: 12 CFR 1030.8(d)."""
    if message.makes("balance_condition"):
        return
    for claim in message.made("bonus_offered"):
        needed = Text(en=f"{_ANNUAL.en} and {_BALANCE.en}", es=f"{_ANNUAL.es} y {_BALANCE.es}")
        yield at(message, claim.part, claim.start, claim.end, missing=needed)
        return


def nominal_only(case: Case) -> Iterator[Hit]:
    """A nominal rate of savings without its annual equivalent."""
    message = case.message
    if message is None:
        return
    stated = _returns(message, told="deposit" in case.kinds)
    if any(rate.role == "annual" for _, rate in stated):
        return
    for part, rate in stated:
        if rate.role == "nominal":
            yield at(message, part, rate.start, rate.end)
            return


def _returns(message: Message, *, told: bool) -> list[tuple[int, Percent]]:
    """Rates that are paid to the saver. told: that it is about savings is known without the words of the message."""
    return [
        (index, rate)
        for index, part in enumerate(message.parts)
        for rate in part.percents
        if (rate.role in ("annual", "nominal", "interest") and rate.figure.value > 0)
        or (
            (rate.role == "share" or rate.label.startswith(_OWN_SAVINGS))
            and 0 < rate.figure.value < MOST_A_YEAR
            and _beside_savings(message, index, rate, told=told)
        )
    ]


def _beside_savings(message: Message, part: int, rate: Percent, *, told: bool) -> bool:
    text = message.parts[part].text
    sentence = text.sentence(rate.start)
    if told and rate.label.startswith(_OWN_SAVINGS) and _PAID_AT.search(text.text[: rate.figure.start]):
        return True
    promised = told and (message.makes("duration") or _PAID_AT.search(text.text[: rate.figure.start]) is not None)
    return (
        promised
        or any(
            claim.kind in ("about_deposit", "earns") and claim.part == part and sentence[0] <= claim.start < sentence[1]
            for claim in message.claims
        )
    ) and not any(
        claim.kind in ("share_of_price", "discount_rate")
        and claim.part == part
        and sentence[0] <= claim.start < sentence[1]
        for claim in message.claims
    )
