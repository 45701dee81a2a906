"""Pause, resume, stop: a button at once, since only a person may; and what came of it."""

from datetime import datetime
from typing import Literal

from agents.conversation.asked import Asked, Told
from agents.conversation.reply import OfferHalt, Reply
from agents.conversation.situation import Situation
from batuta.campaign import ENDED
from batuta.channels import channel_in_words
from batuta.explain import number_in_words
from batuta.statuses import status_in_words
from batuta.text import Language, listed, quoted, say

How = Literal["pause", "resume", "stop"]


async def offer_halt(state: Asked) -> Told:
    heard, situation = state["heard"], state["situation"]
    locale = heard.language
    if not situation.has_campaign or situation.status is None:
        text = say(
            locale,
            en="This conversation has no campaign. Open it from the list and stop it there.",
            es="Esta conversación no tiene ninguna campaña. Ábrela desde la lista y párala allí.",
        )
        return {"reply": Reply(text=text)}
    how: How = "resume" if heard.says("resume") else "pause" if heard.says("pause") else "stop"
    if situation.halt and how != "resume":
        if situation.status == "paused" and how == "stop":
            return {"reply": _offered(situation, "stop", locale)}
        return {"reply": Reply(text=told_halt(situation, locale))}
    over = situation.status in ENDED and situation.status != "published"
    if over or (how == "resume") != (situation.status == "paused"):
        now = quoted(status_in_words(situation.status, locale), locale)
        text = say(
            locale,
            en=f"That isn’t possible now: the campaign’s status is {now}.",
            es=f"Ahora no se puede: el estado de la campaña es {now}.",
        )
        return {"reply": Reply(text=text)}
    return {"reply": _offered(situation, how, locale)}


def told_halt(situation: Situation, locale: Language) -> str:
    """What stopped, what went out before, who asked."""
    halt = situation.halt
    if halt is None:
        return ""
    stopped = halt.how == "stopped"
    when = _moment(halt.at, locale)
    reason = f" ({halt.reason})" if halt.reason else ""
    head = say(
        locale,
        en=f"{'Stopped' if stopped else 'Paused'} at {when}, asked by {halt.by}{reason}.",
        es=f"Campaña {'detenida' if stopped else 'en pausa'} a las {when}, a petición de {halt.by}{reason}.",
    )
    return f"{head} {_kept_back(situation, locale)} {_went_out(situation, locale)}"


def _offered(situation: Situation, how: How, locale: Language) -> Reply:
    said = {
        "stop": say(
            locale,
            en="I’ll stop it as soon as you confirm. It ends for good; whatever hasn’t left stays here.",
            es="La detengo en cuanto lo confirmes. Es definitivo: lo que no haya salido se queda aquí.",
        ),
        "pause": say(
            locale,
            en="I’ll pause it as soon as you confirm. Nothing more leaves until somebody resumes it.",
            es="La pongo en pausa en cuanto lo confirmes. No sale nada más hasta que alguien la reanude.",
        ),
        "resume": say(
            locale,
            en="It goes on where it stood as soon as you confirm.",
            es="Sigue donde estaba en cuanto lo confirmes.",
        ),
    }[how]
    out = _went_out(situation, locale) if how != "resume" else ""
    return Reply(text=f"{said} {out}".strip(), cards=(OfferHalt(how=how, campaign_id=situation.campaign_id),))


def _kept_back(situation: Situation, locale: Language) -> str:
    kept = number_in_words(situation.kept_back, locale)
    if situation.kept_back == 0:
        return say(locale, en="Nothing was on its way out.", es="No había nada a punto de salir.")
    one = situation.kept_back == 1
    return say(
        locale,
        en=f"{kept} step{'' if one else 's'} of the plan did not leave.",
        es=f"{'No ha llegado' if one else 'No han llegado'} a salir {kept} {'paso' if one else 'pasos'} del plan.",
    )


def _went_out(situation: Situation, locale: Language) -> str:
    """How many messages people have received, channel by channel."""
    sent = {channel: states.get("sent", 0) for channel, states in situation.sent.items() if states.get("sent")}
    if not sent:
        return say(locale, en="No message has gone out.", es="No ha salido ningún mensaje.")
    total = number_in_words(sum(sent.values()), locale)
    each = listed(
        [f"{channel_in_words(channel, locale)} {number_in_words(count, locale)}" for channel, count in sent.items()],
        locale,
    )
    return say(
        locale,
        en=f"{total} messages had gone out already ({each}); those cannot be taken back.",
        es=f"Ya habían salido {total} mensajes ({each}); esos no se pueden retirar.",
    )


def _moment(at: datetime, locale: Language) -> str:
    return say(locale, en=f"{at:%H:%M} on {at:%d/%m/%Y}", es=f"{at:%H:%M} del {at:%d/%m/%Y}")
