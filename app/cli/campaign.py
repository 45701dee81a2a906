"""`batuta campaign`: start, watch, answer, run, pause, stop."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import WAITING, columns, note, print_json, reader_locale, run, table
from app.cli.workspaces import JsonOption, WorkspaceOption, workspace_folder
from batuta.compared import field_in_words, value_in_words

if TYPE_CHECKING:
    from app.local import Local
    from batuta.campaign import CampaignOutcome
    from tools.records.gates import OpenGate

app = typer.Typer(help="Campaigns, from brief to verified publication.", no_args_is_help=True)

ByOption = Annotated[str, typer.Option("--by", help="Who acts; a role's name is the local account of that role.")]
FileArgument = Annotated[
    str, typer.Argument(metavar="FILE", help="A brief: .md, .txt, .docx, .pdf, or - for standard input.")
]
IdArgument = Annotated[str, typer.Argument(metavar="ID")]
ReasonOption = Annotated[str, typer.Option(help="Why; it is kept in the audit.")]


@app.command()
def start(
    file: FileArgument, workspace: WorkspaceOption = None, by: ByOption = "marketer", json_: JsonOption = False
) -> None:
    """Start a campaign from a brief; prints its id and the first gate."""
    from app import actions
    from app.local import operator
    from tools.documents import read_brief_file

    async def work() -> None:
        brief = read_brief_file(file)
        async with _working(workspace) as here:
            author = await operator(here.installation, here.company, by)
            campaign_id = await actions.start(here.company, brief.text, author, name=brief.name)
            note(campaign_id)
            await _show(here, campaign_id, json_)

    run(work())


@app.command()
def show(campaign_id: IdArgument, workspace: WorkspaceOption = None, json_: JsonOption = False) -> None:
    """Where a campaign stands, and what it has brought forth."""

    async def work() -> None:
        async with _looking(workspace) as here:
            await _show(here, campaign_id, json_, wait=False)

    run(work())


@app.command("list")
def list_(workspace: WorkspaceOption = None, json_: JsonOption = False) -> None:
    """Campaigns, newest first."""

    async def work() -> None:
        async with _looking(workspace) as here:
            rows = await here.company.campaigns.list()
            if json_:
                print_json(list(rows))
            else:
                heads = columns(en="id|status|name|author", es="id|estado|nombre|autor")
                table("", heads, [(row.id, row.status, row.name, row.author) for row in rows])

    run(work())


@app.command()
def answer(
    campaign_id: IdArgument,
    decision: Annotated[str, typer.Argument(help="One of what the gate allows.")],
    workspace: WorkspaceOption = None,
    by: ByOption = "marketer",
    set_: Annotated[list[str] | None, typer.Option("--set", help="field=value, as JSON where it is not text.")] = None,
    reason: Annotated[str, typer.Option(help="Why; needed for a waiver.")] = "",
    until: Annotated[str | None, typer.Option(help="Last day of a waiver, YYYY-MM-DD.")] = None,
    digest: Annotated[str | None, typer.Option(help="The version you saw; default: the one that waits now.")] = None,
    json_: JsonOption = False,
) -> None:
    """Answer the gate a campaign waits at."""
    from datetime import date

    from app import actions
    from app.local import operator

    async def work() -> None:
        async with _working(workspace) as here:
            waiting = await _gate(here, campaign_id)
            person = await operator(here.installation, here.company, by)
            await actions.answer(
                here.company,
                waiting.gate.id,
                person,
                decision=decision,
                digest=digest or waiting.gate.digest,
                changes=_changes(set_ or []),
                reason=reason,
                until=date.fromisoformat(until) if until else None,
            )
            await _show(here, campaign_id, json_)

    run(work())


@app.command()
def cancel(
    campaign_id: IdArgument, workspace: WorkspaceOption = None, by: ByOption = "marketer", json_: JsonOption = False
) -> None:
    """Call a campaign off while it waits at a gate."""
    from app import actions
    from app.local import operator

    async def work() -> None:
        async with _working(workspace) as here:
            waiting = await _gate(here, campaign_id)
            decision = "reject" if "reject" in waiting.gate.allowed else "cancel"
            person = await operator(here.installation, here.company, by)
            await actions.answer(here.company, waiting.gate.id, person, decision=decision, digest=waiting.gate.digest)
            await _show(here, campaign_id, json_)

    run(work())


@app.command("run")
def run_(
    file: FileArgument,
    answers: Annotated[Path, typer.Option(help="A YAML list of {gate, decision, by, …}.")],
    workspace: WorkspaceOption = None,
    by: ByOption = "marketer",
    today: Annotated[str | None, typer.Option(help="Read the brief as on this day, YYYY-MM-DD.")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Ask a chat model again for what is on record.")] = False,
    json_: JsonOption = False,
) -> None:
    """The whole line, gates answered from a file: for CI and demonstrations."""
    from datetime import date

    from app import runs
    from app.local import operator
    from tools.documents import read_brief_file

    async def work() -> int:
        brief, prepared = read_brief_file(file), runs.read_answers(answers)
        async with _working(workspace, cache=not no_cache) as here:
            author = await operator(here.installation, here.company, by)
            day = date.fromisoformat(today) if today else None
            outcome = await runs.run(here, brief.text, author, prepared, name=brief.name, today=day)
            if json_:
                print_json(outcome)
            else:
                await _tell(here, outcome)
            return {"published": 0, "waiting": WAITING, "rejected": 3}.get(outcome.status, 1)

    raise typer.Exit(run(work()))


@app.command()
def pause(
    campaign_id: IdArgument,
    workspace: WorkspaceOption = None,
    by: ByOption = "marketer",
    reason: str = "",
    json_: JsonOption = False,
) -> None:
    """Let nothing more leave until somebody resumes."""
    _hold("pause", campaign_id, workspace, by, reason, json_)


@app.command()
def stop(
    campaign_id: IdArgument,
    workspace: WorkspaceOption = None,
    by: ByOption = "marketer",
    reason: str = "",
    json_: JsonOption = False,
) -> None:
    """End a campaign for good; shows what already went out."""
    _hold("stop", campaign_id, workspace, by, reason, json_)


@app.command()
def resume(
    campaign_id: IdArgument, workspace: WorkspaceOption = None, by: ByOption = "marketer", json_: JsonOption = False
) -> None:
    """Go on after a pause, or try again what needed attention."""
    _hold("resume", campaign_id, workspace, by, "", json_)


@app.command()
def compare(
    campaign_id: IdArgument,
    workspace: WorkspaceOption = None,
    by: ByOption = "compliance",
    accept: Annotated[bool, typer.Option("--accept", help="Let the differences stand; needs --reason.")] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Ask for approval of what would put them right.")] = False,
    reason: ReasonOption = "",
    json_: JsonOption = False,
) -> None:
    """Compare what is live with what was approved; exit 1 where it differs, 4 where a repair waits for approval."""
    from app import drifting, repairing
    from app.local import operator

    async def work() -> int:
        async with _looking(workspace) as here:
            found = await drifting.look(here.company, campaign_id)
            if repair and not found.ok:
                person = await operator(here.installation, here.company, by)
                await repairing.propose(here.company, campaign_id, person)
                await _show(here, campaign_id, json_, wait=False)
                return WAITING
            if accept and not found.ok:
                person = await operator(here.installation, here.company, by)
                await drifting.accept(here.company, campaign_id, person, reason)
            if json_:
                print_json(found)
            else:
                locale = reader_locale()
                rows = [
                    (
                        one.step_id,
                        one.system,
                        field_in_words(one.field, locale),
                        value_in_words(one.field, one.approved, locale),
                        value_in_words(one.field, one.live, locale),
                    )
                    for one in found.differences
                ]
                heads = columns(en="step|system|field|approved|live", es="paso|sistema|campo|aprobado|publicado")
                table("", heads, rows)
            return 0 if found.ok or accept else 1

    raise typer.Exit(run(work()))


def _hold(what: str, campaign_id: str, workspace: Path | None, by: str, reason: str, json_: bool) -> None:
    from app.holding import hold
    from app.local import operator

    async def work() -> None:
        async with _working(workspace) as here:
            person = await operator(here.installation, here.company, by)
            told = await hold(here.company, what, campaign_id, person, reason)
            if json_:
                print_json(told)
            else:
                note(told.in_words(reader_locale()))

    run(work())


def _working(workspace: Path | None, *, cache: bool = True) -> AbstractAsyncContextManager["Local"]:
    from app.local import local
    from app.settings import read_settings

    return local(read_settings(), workspace_folder(workspace), work=True, cache=cache)


def _looking(workspace: Path | None) -> AbstractAsyncContextManager["Local"]:
    from app.local import local
    from app.settings import read_settings

    return local(read_settings(), workspace_folder(workspace), work=False)


async def _gate(here: "Local", campaign_id: str) -> "OpenGate":
    from batuta.errors import GateClosed
    from batuta.text import Text

    await here.company.campaigns.get(campaign_id)
    waiting = await here.company.gates.waiting(campaign_id)
    if waiting is None:
        raise GateClosed(
            Text(en=f"Campaign {campaign_id} waits for nobody.", es=f"La campaña {campaign_id} no espera a nadie."),
            remedy=Text(
                en="`batuta campaign show` tells where it stands.", es="`batuta campaign show` dice cómo está."
            ),
        )
    return waiting


async def _show(here: "Local", campaign_id: str, json_: bool, *, wait: bool = True) -> None:
    from app import actions

    if wait:
        await actions.settled(here.company, campaign_id)
    outcome = await actions.outcome_of(here.company, campaign_id)
    if json_:
        waiting = await here.company.gates.waiting(campaign_id)
        print_json(
            {**outcome.model_dump(mode="json"), "gate": waiting.gate.model_dump(mode="json") if waiting else None}
        )
    else:
        await _tell(here, outcome)


async def _tell(here: "Local", outcome: "CampaignOutcome") -> None:
    """A campaign as tables: where it stands, its plan, and the gate it waits at."""
    heads = columns(en="campaign|status|", es="campaña|estado|")
    table("", heads, [(outcome.campaign_id, outcome.status, outcome.problem)])
    if outcome.plan:
        states = {receipt.step_id: receipt.state for receipt in outcome.receipts}
        rows = [(step.system, step.effect, f"{step.cost:.2f}", states.get(step.id, "")) for step in outcome.plan.steps]
        currency = outcome.plan.forecast.currency
        table("", columns(en=f"system|effect|{currency}|receipt", es=f"sistema|efecto|{currency}|recibo"), rows)
    if outcome.gates:
        answered = [("repair" if gate.repair else gate.kind, gate.decision, gate.by) for gate in outcome.gates]
        table("", columns(en="gate|decision|by", es="aprobación|decisión|quién"), answered)
    waiting = await here.company.gates.waiting(outcome.campaign_id)
    if waiting:
        table(waiting.gate.title, ("", ""), list(_shown(waiting.gate.shown)))
        allowed, roles = " | ".join(waiting.gate.allowed), ", ".join(waiting.next_roles)
        note(f"batuta campaign answer {outcome.campaign_id} {allowed} --by …   ({roles}; {waiting.gate.digest[:12]})")


def _shown(shown: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in shown.items():
        if isinstance(value, list):
            for item in value:
                yield name, _said(item)
                yield from _written(item)
        elif name in ("explanation", "verdict", "concern"):
            yield name, str(value)


def _written(item: object) -> Iterator[tuple[str, str]]:
    """What a repair writes, value by value, and what each takes the place of."""
    writes = item.get("writes") if isinstance(item, dict) else None
    for one in writes if isinstance(writes, list) else []:
        yield one["field"], f"{one['live']!r} → {one['written']!r}"


def _said(item: object) -> str:
    """What an entry says to a person, whichever kind of entry it is."""
    if isinstance(item, dict):
        return next((str(item[key]) for key in ("text", "question", "words", "message") if item.get(key)), "")
    return str(item)


def _changes(given: list[str]) -> dict[str, object]:
    """`field=value` pairs; a value that is JSON is taken as such."""
    import json

    from batuta.errors import BadAnswer
    from batuta.text import Text

    changes: dict[str, object] = {}
    for pair in given:
        field, equals, value = pair.partition("=")
        if not equals:
            raise BadAnswer(
                Text(en=f"“{pair}” is not field=value.", es=f"«{pair}» no tiene la forma campo=valor."), subject=pair
            )
        try:
            changes[field.strip()] = json.loads(value)
        except json.JSONDecodeError:
            changes[field.strip()] = value
    return changes
