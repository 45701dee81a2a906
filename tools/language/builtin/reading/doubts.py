"""Doubts about people, as the rules raise them."""

from batuta.audience import Criterion, Evidence
from batuta.reading import Doubt, DoubtKind


def about_people(
    kind: DoubtKind,
    evidence: Evidence,
    *,
    attribute: str = "",
    about: str = "",
    proposal: Criterion | None = None,
    options: tuple[str, ...] = (),
) -> Doubt:
    """A doubt about the audience, or about the one attribute of it that is named."""
    return Doubt(
        kind=kind,
        field=f"audience.{attribute}" if attribute else "audience",
        evidence=evidence,
        about=about or attribute,
        proposal=proposal,
        options=options,
    )
