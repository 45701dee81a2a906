"""Why an operation is proposed, in words for the person who confirms it."""

from batuta.text import Text
from tools.systems.detection.lexicon import Action, Thing
from tools.systems.detection.understood import TOOL, Reading


def why(one: Reading, thing: Thing, action: Action) -> tuple[Text, ...]:
    operation = one.operation
    shown = operation.id if operation.method == TOOL else operation.name
    about, does = _ABOUT[thing], _DOES[action]
    return (
        Text(
            en=f"“{shown}” is about {about.en} and does what “{does.en}” means",
            es=f"«{shown}» trata {_of(about.es)} y hace lo que significa «{does.es}»",
        ),
    )


def _of(noun: str) -> str:
    return f"del {noun[3:]}" if noun.startswith("el ") else f"de {noun}"


def by_status(state: tuple[str, str]) -> Text:
    field, value = state
    return Text(
        en=f"there is no address for it; an update that sets {field} to {value} does it",
        es=f"no tiene dirección propia; lo hace una actualización que pone {field} a {value}",
    )


def by_time(field: str) -> Text:
    return Text(
        en=f"there is no address for it; {field} says when it goes out",
        es=f"no tiene dirección propia; {field} dice cuándo sale",
    )


def by_field(field: str) -> Text:
    return Text(en=f"the answer holds the number in {field}", es=f"la respuesta trae el número en {field}")


SENT_AT_ONCE = Text(
    en="it is sent off by the same call, at once where no time is given",
    es="se envía con la misma llamada, al momento si no se da una hora",
)
CHOSEN = Text(en="you chose it", es="lo has elegido tú")
DELETED = Text(en="deleting it stops it", es="borrarla la detiene")
TRASHED = Text(en="deleting it takes it off, into the trash", es="borrarlo lo retira, a la papelera")
_ABOUT: dict[Thing, Text] = {
    "audience": Text(en="an audience", es="un público"),
    "campaign": Text(en="a campaign", es="una campaña"),
    "content": Text(en="content", es="un contenido"),
    "asset": Text(en="an asset", es="un recurso"),
    "message": Text(en="messages", es="mensajes"),
    "results": Text(en="results", es="resultados"),
    "consent": Text(en="consent", es="el consentimiento"),
    "compliance": Text(en="compliance", es="el cumplimiento"),
}
_DOES: dict[Action, Text] = {
    "search": Text(en="search", es="buscar"),
    "get": Text(en="read", es="leer"),
    "create": Text(en="create", es="crear"),
    "update": Text(en="change", es="cambiar"),
    "delete": Text(en="delete", es="borrar"),
    "submit": Text(en="submit for review", es="mandar a revisión"),
    "publish": Text(en="publish", es="publicar"),
    "unpublish": Text(en="withdraw", es="retirar"),
    "schedule": Text(en="schedule", es="programar"),
    "pause": Text(en="pause", es="pausar"),
    "resume": Text(en="resume", es="reanudar"),
    "stop": Text(en="stop", es="detener"),
    "size": Text(en="count", es="contar"),
    "test": Text(en="send a test", es="enviar una prueba"),
    "send": Text(en="send", es="enviar"),
    "check": Text(en="check", es="comprobar"),
}
