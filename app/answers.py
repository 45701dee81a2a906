"""What an answer says, checked before it is taken: a wrong field or rule is told at once, and the gate stays open."""

from collections.abc import Mapping
from datetime import date, timedelta

from app.company import Company
from batuta.audience import Audience, Targeting
from batuta.brief import Brief, Precedents
from batuta.changing import changed, is_path
from batuta.compliance import Review, Waiver, Waivers
from batuta.content import ContentItem, QualityReport, part_named
from batuta.digest import Digest
from batuta.errors import BadAnswer, NotAllowed, NotFound
from batuta.text import Text
from tools.records.authority import Person
from tools.records.gates import OpenGate

CONTENT = "content."
WAIVED_FOR = timedelta(days=90)
"""How long a waiver counts whose last day nobody named."""


async def enclosed_with(
    company: Company,
    gate_id: str,
    person: Person,
    decision: str,
    changes: Mapping[str, object],
    reason: str,
    until: date | None,
) -> dict[str, Digest]:
    """The artefacts an answer brings along. Raises: BadAnswer, NotAllowed; NotFound, for a gate that is not open."""
    waiting = next((gate for gate in await company.gates.inbox() if gate.gate.id == gate_id), None)
    if waiting is None:
        return {}  # the taking of the answer says whether it was answered before or never was
    state = await company.campaigns.state(waiting.campaign_id)
    match (waiting.gate.matter, decision):
        case ("clarify", "answer") | ("approve", "change"):
            _need_changes(changes)
            await _check_changes(company, state, changes)
        case ("approve" | "repair", "approve") if changes:
            raise BadAnswer(
                Text(
                    en="An approval covers exactly what is shown; it takes no changes.",
                    es="Una aprobación vale para lo que se muestra, tal cual; no admite cambios.",
                ),
                remedy=Text(en="Answer “change” instead.", es="Responde «change» en su lugar.")
                if "change" in waiting.gate.allowed
                else None,
                subject=waiting.gate.id,
            )
        case ("confirm", "add"):
            precedents = await company.artefacts.get(str(state["precedents"]), Precedents)
            found = Audience(all=tuple(omission.criterion for omission in precedents.omissions))
            paths = {path: value for path, value in changes.items() if is_path(path)}
            company.workspace.catalogue.check(changed(found, paths))
        case ("choose_audience", "apply"):
            _need_changes(changes)
            await _check_choice(company, state, changes)
        case ("resolve", "edit"):
            _need_changes(changes)
            await _check_edits(company, state, changes)
        case ("resolve", "drop"):
            await _check_something_stays(company, state, changes)
        case ("resolve", "waive"):
            return {"waivers": await _waivers(company, state, waiting, person, changes, reason, until)}
    return {}


def _need_changes(changes: Mapping[str, object]) -> None:
    if not changes:
        raise BadAnswer(
            Text(en="Nothing was said that could be applied.", es="La respuesta no dice nada que se pueda aplicar."),
            remedy=Text(en="Fill in at least one field.", es="Rellena al menos un campo."),
        )


async def _check_changes(company: Company, state: Mapping[str, object], changes: Mapping[str, object]) -> None:
    """Changes of the brief must be applicable; changes of texts are edits; both at once is refused."""
    # Deferred: the brief agent's grammar is only needed here.
    from batuta.amending import check_changes

    edits = [field for field in changes if field.startswith(CONTENT)]
    if edits and len(edits) < len(changes):
        raise BadAnswer(
            Text(
                en="A text and the brief cannot be changed in one answer.",
                es="No se pueden cambiar un texto y el brief en una misma respuesta.",
            ),
            remedy=Text(
                en="Change the brief first; the texts are written anew after that.",
                es="Cambia primero el brief; después se vuelven a redactar los textos.",
            ),
        )
    if edits:
        await _check_edits(company, state, changes)
        return
    brief = await company.artefacts.get(str(state["brief"]), Brief)
    check_changes(brief, changes, company.workspace)


async def _check_something_stays(company: Company, state: Mapping[str, object], changes: Mapping[str, object]) -> None:
    """A campaign without a message has nothing that could be approved."""
    # Deferred: the compliance agent is only needed here.
    from agents.compliance.rework import left_out

    content = state.get("content")
    names = [name for items in content.values() for name in items] if isinstance(content, dict) else []
    items = [await company.artefacts.get(name, ContentItem) for name in names]
    review = await company.artefacts.get(str(state["review"]), Review)
    quality = QualityReport()
    if "quality" in state:
        quality = await company.artefacts.get(str(state["quality"]), QualityReport)
    if items and len(left_out(items, {"decision": "drop", "changes": dict(changes)}, review, quality)) == len(items):
        raise BadAnswer(
            Text(
                en="That would leave the campaign without a message: there would be nothing to approve.",
                es="Así la campaña se queda sin ninguna pieza: no habría nada que aprobar.",
            ),
            remedy=Text(
                en="Write one of the messages yourself (“edit”), or end the campaign (“cancel”).",
                es="Escribe tú alguna de las piezas («edit») o termina la campaña («cancel»).",
            ),
        )


async def _check_edits(company: Company, state: Mapping[str, object], changes: Mapping[str, object]) -> None:
    content = state.get("content")
    names = [name for items in content.values() for name in items] if isinstance(content, dict) else []
    items = {item.id: item for item in [await company.artefacts.get(name, ContentItem) for name in names]}
    for field, value in changes.items():
        item_id, _, part = field.removeprefix(CONTENT).rpartition(".parts.")
        item = items.get(item_id)
        if item is None or part_named(item.channel, part) is None or not isinstance(value, str):
            known = ", ".join(f"{CONTENT}{id_}.parts.…" for id_ in list(items)[:3])
            raise BadAnswer(
                Text(en=f"“{field}” is no text of this campaign.", es=f"«{field}» no es un texto de esta campaña."),
                remedy=Text(en=f"Texts are named like {known}.", es=f"Los textos se nombran así: {known}."),
                subject=field,
            )


async def _check_choice(company: Company, state: Mapping[str, object], changes: Mapping[str, object]) -> None:
    """One of the proposals, or another audience."""
    targeting = await company.artefacts.get(str(state["targeting"]), Targeting)
    chosen = changes.get("proposal")
    if chosen is None:
        company.workspace.catalogue.check(changed(targeting.audience, changes))
        return
    if any(proposal.id == chosen for proposal in targeting.proposals):
        return
    known = ", ".join(proposal.id for proposal in targeting.proposals)
    raise BadAnswer(
        Text(en=f"There is no proposal “{chosen}”.", es=f"No hay ninguna propuesta «{chosen}»."),
        remedy=Text(en=f"Proposals: {known}.", es=f"Propuestas: {known}."),
        subject=str(chosen),
    )


async def _waivers(
    company: Company,
    state: Mapping[str, object],
    waiting: OpenGate,
    person: Person,
    changes: Mapping[str, object],
    reason: str,
    until: date | None,
) -> Digest:
    """Every open block, or those named under `rules`; each only where its rule lets this person's role.

    Raises: NotAllowed; BadAnswer, without a reason.
    """
    if not reason.strip():
        raise BadAnswer(
            Text(en="A waiver needs a reason.", es="Para dejar pasar un aviso hace falta un motivo."),
            subject=waiting.gate.id,
        )
    review = await company.artefacts.get(str(state["review"]), Review)
    named = changes.get("rules")
    wanted = {str(rule) for rule in named} if isinstance(named, (list, tuple)) else None
    blocks = [f for f in review.findings if f.severity == "block" and (wanted is None or f.rule_id in wanted)]
    if not blocks:
        raise NotFound(Text(en="There is no such finding.", es="No existe ese aviso."), subject=waiting.gate.id)
    for finding in blocks:
        if not person.roles.intersection(finding.waivable_by):
            raise NotAllowed(
                Text(
                    en=f"{finding.rule_id} cannot be waived by {person.name}.",
                    es=f"{person.name} no puede dejar pasar {finding.rule_id}.",
                ),
                remedy=Text(en="Edit or drop the message.", es="Edita o descarta la pieza."),
                subject=finding.rule_id,
            )
    last = until or company.deps.today + WAIVED_FOR
    granted = tuple(
        Waiver(
            rule_id=rule,
            item=item,
            by=person.name,
            reason=reason,
            until=last,
            quotes=tuple(f.quote for f in review.findings if (f.rule_id, f.item) == (rule, item)),
        )
        for rule, item in dict.fromkeys((f.rule_id, f.item) for f in blocks)
    )
    return await company.artefacts.put(Waivers(granted=(*review.waived, *granted)))
