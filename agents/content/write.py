"""Write the variants of one message."""

from typing import TypedDict

from langgraph.runtime import Runtime

from batuta.content import Provenance
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.material import Draft, Gathered, Material, Written
from batuta.task import CallRecord, Refusal
from batuta.text import Text
from batuta.writing import WRITE_MESSAGE


class Reads(TypedDict):
    material: Digest


class Writes(TypedDict):
    draft: Digest
    """Draft."""


async def write(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """Ask the language engine. Raises: LanguageUnavailable."""
    deps = runtime.context
    gathered = await deps.artefacts.get(state["material"], Gathered)
    return {"draft": await deps.artefacts.put(await drafted(gathered.material, deps))}


async def drafted(material: Material, deps: Deps) -> Draft:
    done = await deps.language.performed(WRITE_MESSAGE, material)
    if isinstance(done, Refusal):
        refused = _nothing(material, done.reason)
        return Draft(written=Written(variants=()), provenance=Provenance(engine=""), refused=refused)
    return Draft(written=done.output, provenance=provenance(done.record))


def _nothing(material: Material, reason: str) -> tuple[Text, Text]:
    """Why nothing may be said, and what would help."""
    need = material.need
    why = Text(en=reason, es=reason)
    if not material.facts and not material.lines:
        why = Text(en="there are no approved lines and no facts", es="no hay textos aprobados ni datos")
    said = Text(
        en=f"No message about {need.product_id or 'this'} can be written for {need.channel} "
        f"in {need.locale}: {why.en}.",
        es=f"No se puede escribir ningún mensaje de {need.product_id or 'esto'} para {need.channel} "
        f"en {need.locale}: {why.es}.",
    )
    return said, _ADD_FACTS if need.product_id else _NAME_THE_PRODUCT


_ADD_FACTS = Text(
    en="Add facts to products.yaml, or approved blocks to the message library.",
    es="Añade datos en products.yaml o bloques aprobados en la biblioteca de mensajes.",
)
_NAME_THE_PRODUCT = Text(
    en="Say in the brief which product it is about, by the name it has in products.yaml.",
    es="Di en el brief de qué producto se trata, con el nombre que tiene en products.yaml.",
)


def provenance(record: CallRecord) -> Provenance:
    """Who wrote it, for the artefact: approved copy put together by rules is no text of a model."""
    chat = record.engine != "builtin"
    return Provenance(
        engine=record.model or record.engine,
        prompt_version=record.prompt_version,
        degraded=record.degraded,
        ai_generated=chat,
    )
