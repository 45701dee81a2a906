"""What people call an open gate: one wording for the question that is kept and for every reader of it."""

from collections.abc import Mapping, Sequence

from batuta.approval import GateKind, matter_of
from batuta.brief import is_notice
from batuta.text import Text

_CONCERNS = {
    "too_narrow": Text(en="The audience is very small", es="El público es muy reducido"),
    "too_broad": Text(en="The audience is very broad", es="El público es muy amplio"),
    "unlawful": Text(en="This audience is not allowed", es="Este público no está permitido"),
}
_READY = Text(en="Ready for approval", es="Lista para aprobar")
_OVER_BUDGET = Text(en="Over budget: change it or reject it", es="Supera el presupuesto: cámbiala o recházala")

_REPAIR = Text(en="Put right what is live?", es="¿Corregir lo que está publicado?")


def gate_title(kind: GateKind, shown: Mapping[str, object], allowed: Sequence[str]) -> Text:
    """From what a gate shows and takes."""
    match matter_of(kind, shown):
        case "clarify":
            asked = _asked(shown)
            return Text(
                en="One thing to clear up" if asked == 1 else f"{asked} things to clear up",
                es="Una duda antes de seguir" if asked == 1 else f"{asked} dudas antes de seguir",
            )
        case "confirm":
            return Text(en="Did the brief forget something?", es="¿Se ha olvidado algo en el brief?")
        case "choose_audience":
            return _CONCERNS[str(shown["concern"])]
        case "resolve":
            count = _count(shown, "findings") + _count(shown, "quality")
            return Text(
                en="One point needs a person" if count == 1 else f"{count} points need a person",
                es="Un punto requiere decisión" if count == 1 else f"{count} puntos requieren decisión",
            )
        case "approve":
            return _READY if "approve" in allowed else _OVER_BUDGET
        case "repair":
            return _REPAIR


def _asked(shown: Mapping[str, object]) -> int:
    """Questions; where there is nothing but notices, these."""
    items = shown.get("questions")
    told = items if isinstance(items, list) else []
    notices = sum(is_notice(item) for item in told if isinstance(item, dict))
    return len(told) - notices or len(told)


def _count(shown: Mapping[str, object], name: str) -> int:
    items = shown.get(name)
    return len(items) if isinstance(items, Sequence) else 0
