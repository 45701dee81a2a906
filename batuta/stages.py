"""The stages of a campaign as people see them, and which steps of the line belong to each."""

from typing import Literal, NamedTuple, get_args

from batuta.campaign import CampaignStatus
from batuta.text import Text

Stage = Literal["brief", "audience", "content", "review", "plan", "approval", "publishing", "results"]
STAGES: tuple[Stage, ...] = get_args(Stage)

Progress = Literal["done", "working", "waiting", "failed", "held", "ahead"]

NAMES: dict[Stage, Text] = {
    "brief": Text(en="Brief", es="Brief"),
    "audience": Text(en="Audience", es="Público"),
    "content": Text(en="Content", es="Contenido"),
    "review": Text(en="Review", es="Revisión"),
    "plan": Text(en="Plan", es="Plan"),
    "approval": Text(en="Approval", es="Aprobación"),
    "publishing": Text(en="Publishing", es="Publicación"),
    "results": Text(en="Results", es="Resultados"),
}

_NODES: dict[str, Stage] = {
    "read_brief": "brief",
    "clarify": "brief",
    "recall_precedents": "brief",
    "confirm": "brief",
    "size_audience": "audience",
    "choose_audience": "audience",
    "find_content": "content",
    "write_content": "content",
    "review": "review",
    "rework": "review",
    "resolve": "review",
    "check_quality": "review",
    "freeze_audience": "plan",
    "plan": "plan",
    "approve": "approval",
    "repair": "publishing",
    "execute": "publishing",
    "verify": "publishing",
    "measure": "results",
}
_LAST: frozenset[str] = frozenset({"recall_precedents", "confirm", "choose_audience", "write_content", "check_quality"})
"""Steps after which the next stage begins."""
_DOING: dict[str, Text] = {
    "": Text(en="Reading the brief", es="Leyendo el brief"),
    "read_brief": Text(en="Comparing with past campaigns", es="Comparando con campañas anteriores"),
    "clarify": Text(en="Reading the brief again", es="Releyendo el brief"),
    "recall_precedents": Text(en="Counting the audience", es="Contando el público"),
    "confirm": Text(en="Counting the audience", es="Contando el público"),
    "size_audience": Text(en="Looking for content that exists", es="Buscando contenido que ya existe"),
    "choose_audience": Text(en="Counting the audience", es="Contando el público"),
    "find_content": Text(en="Writing what is missing", es="Redactando lo que falta"),
    "write_content": Text(en="Reviewing", es="Revisando"),
    "review": Text(en="Checking quality", es="Comprobando la calidad"),
    "rework": Text(en="Reviewing again", es="Revisando de nuevo"),
    "resolve": Text(en="Reviewing again", es="Revisando de nuevo"),
    "check_quality": Text(en="Fixing the list of people", es="Fijando la lista de destinatarios"),
    "freeze_audience": Text(en="Planning across systems", es="Planificando en los sistemas"),
    "plan": Text(en="Preparing the approval", es="Preparando la aprobación"),
    "approve": Text(en="Carrying out the plan", es="Ejecutando el plan"),
    "execute": Text(en="Comparing what is live with what was approved", es="Comparando lo publicado con lo aprobado"),
    "verify": Text(en="Opening the report", es="Abriendo el informe"),
    "measure": Text(en="Done", es="Terminado"),
}


class Standing(NamedTuple):
    stage: Stage
    progress: Progress


def stage_of(node: str) -> Stage:
    """The stage a step belongs to; what is not known belongs to the beginning."""
    return _NODES.get(node, "brief")


def standing(status: CampaignStatus, step: str, gate: str = "") -> tuple[Standing, ...]:
    """Every stage with how far it is.

    step: the node that ran last, or nothing; gate: what the open gate is about, or nothing.
    """
    now = stage_of(gate or step)
    if not gate and (step in _LAST or (status in ("executing", "working") and step in ("plan", "approve"))):
        now = STAGES[min(STAGES.index(now) + 1, len(STAGES) - 1)]
    if status == "published":
        # What is live is not measured yet: its results come in until the day of the report.
        return tuple(Standing(stage, "ahead" if stage == "results" else "done") for stage in STAGES)
    place = STAGES.index(now)
    here: Progress = {
        "working": "working",
        "executing": "working",
        "waiting": "waiting",
        "paused": "held",
    }.get(status, "failed")  # type: ignore[assignment]
    return tuple(
        Standing(stage, "done" if index < place else here if index == place else "ahead")
        for index, stage in enumerate(STAGES)
    )


def doing(step: str) -> Text:
    """What the machine does after this step."""
    return _DOING.get(step, Text(en="Working", es="Trabajando"))
