"""Sentences that do nothing but show how to be left alone. They rest on no source, and can promise nothing:
every word of them is one of these."""

import re

_SPANISH = """
a al aquí así baja bajas cambiá cambiar cancelá cancela cancelar cancele clic comercial comerciales como
comunicación comunicaciones con correo correos cualquier cuando dar darse darte date de deja dejá dejar deje del
dese desea deseas deseás el electrónico electrónicos email emails en enlace entrá entra entre enviá envía enviar
envíe está esta estas este estos hacé haga haz la las lista lo los marketing más mensaje mensajes momento
newsletter no nosotros notificaciones nuestra nuestras nuestro nuestros o para parar podés por preferencias
preferís prefiere prefieres publicidad puede puedes pulsa pulsá pulsando pulse que querer querés quiera quieras
quiere quieres recibir recibirlas recibirlos responda responde respondé respondiendo si sms sobre su suscripción
te tipo tu vos y ya
"""
_ENGLISH = """
an and any anymore at be by can cancel change choose click communications contact d do don e email emails from
get getting hear here if in it leave like link list long longer mail mails manage marketing may message
messages moment more newsletter no not notifications of on opt or our out prefer preferences rather receive
receiving reply send stop subscription t text texts the these this those time to unsubscribe unsubscribing us
via want wish would you your
"""
_WORDS = frozenset((_SPANISH + _ENGLISH).split())
_WORD = re.compile(r"[^\W_]+")


def shows_only_the_way_out(text: str, opt_out: str, names: tuple[str, ...] = ()) -> bool:
    """Whether a sentence holds the merge field of the way out and no word that could say anything else.

    names: how the sender calls itself.

    >>> shows_only_the_way_out("Si no quieres más correos, date de baja: {{bye}}", "{{bye}}")
    True
    >>> shows_only_the_way_out("Gana 1.000 €, date de baja: {{bye}}", "{{bye}}")
    False
    """
    if opt_out not in text:
        return False
    rest = text.replace(opt_out, " ")
    for name in sorted(filter(None, names), key=len, reverse=True):
        rest = rest.replace(name, " ")
    return all(word.casefold() in _WORDS for word in _WORD.findall(rest))
