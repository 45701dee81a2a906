"""Check every sentence against what it cites."""

from typing import TypedDict

from langgraph.runtime import Runtime

from batuta.deps import Deps
from batuta.digest import Digest
from batuta.material import Draft, Gathered, Grounding, Material, Ungrounded, Written
from batuta.writing_checks import uncarried


class Reads(TypedDict):
    material: Digest
    draft: Digest


class Writes(TypedDict):
    grounding: Digest
    """Grounding."""


async def ground(state: Reads, runtime: Runtime[Deps]) -> Writes:
    deps = runtime.context
    gathered = await deps.artefacts.get(state["material"], Gathered)
    draft = await deps.artefacts.get(state["draft"], Draft)
    return {"grounding": await deps.artefacts.put(grounded(gathered.material, draft.written))}


def grounded(material: Material, written: Written) -> Grounding:
    """Every sentence that may not be printed, with the reason."""
    return Grounding(
        checked=sum(len(variant.sentences) for variant in written.variants),
        failed=tuple(
            Ungrounded(variant=place, sentence=number, why=why)
            for place, variant in enumerate(written.variants)
            for number, sentence in enumerate(variant.sentences)
            if (why := uncarried(material, sentence))
        ),
    )
