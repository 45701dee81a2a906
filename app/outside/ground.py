"""`batuta content ground --jsonl`."""

from batuta.grounding.support import Evidence, Label, support
from batuta.noun import Noun, Received
from batuta.text import language_of


class Piece(Received):
    id: str
    text: str


class GroundLine(Received):
    sentence: str
    evidence: tuple[Piece, ...] = ()
    locale: str | None = None


class Grounded(Noun):
    label: Label
    reasons: tuple[str, ...] = ()


async def ground(line: dict[str, object], reader: str | None) -> Grounded:
    """Is the sentence carried by the evidence?"""
    asked = GroundLine.model_validate(line)
    spoken = language_of(asked.locale) if asked.locale else None
    decided = support(asked.sentence, [Evidence(piece.id, piece.text) for piece in asked.evidence], spoken)
    return Grounded(label=decided.label, reasons=decided.reasons(reader))
