"""What a campaign waits for, and for whom, in words."""

from agents.conversation.situation import Situation
from batuta.approval import Matter
from batuta.roles import roles_in_words
from batuta.text import Text, listed, say

ASKED: dict[Matter, Text] = {
    "clarify": Text(en="some answers about the brief", es="que se aclaren unas dudas del brief"),
    "confirm": Text(
        en="a decision on what comparable campaigns had", es="que se decida sobre lo que tenían otras campañas"
    ),
    "choose_audience": Text(en="a decision on the audience", es="que se decida sobre el público"),
    "resolve": Text(en="a decision on what the review found", es="que se decida sobre lo que detectó la revisión"),
    "approve": Text(en="approval", es="la aprobación"),
    "repair": Text(
        en="approval of putting right what is live", es="que se apruebe la corrección de lo que está publicado"
    ),
}


def pending(situation: Situation, locale: str | None) -> str:
    """`It waits for approval. Compliance can give it; Brand has signed already (berta).`"""
    gate = situation.gate
    if gate is None:
        return ""
    what = ASKED[gate.matter].in_(locale)
    who = roles_in_words(situation.next_roles, locale)
    told = say(
        locale,
        en=f"It is waiting for {what}: up to {who}{_yours(situation, locale)}.",
        es=f"Está pendiente de {what}: le corresponde a {who}{_yours(situation, locale)}.",
    )
    if situation.may_mend and not situation.may_answer:
        told += " " + say(
            locale,
            en="You can put the text right yourself, in its card.",
            es="El texto puedes corregirlo tú, en su ficha.",
        )
    if situation.signed_by:
        signed = listed(situation.signed_by, locale)
        told += " " + say(locale, en=f"Signed so far: {signed}.", es=f"Ya ha firmado: {signed}.")
    return told


def _yours(situation: Situation, locale: str | None) -> str:
    if not situation.may_answer or (situation.gate and situation.gate.kind == "approve" and _own(situation)):
        return ""
    return say(locale, en=" – that is, also you", es=" (también puedes hacerlo tú)")


def _own(situation: Situation) -> bool:
    return situation.person == situation.author
