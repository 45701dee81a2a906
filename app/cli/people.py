"""`batuta user`: people and the programs that act for them."""

from typing import Annotated

import typer

from app.cli.output import note, print_json, run
from app.cli.workspaces import JsonOption, WorkspaceOption, workspace_folder

app = typer.Typer(help="People, their roles, and API tokens.", no_args_is_help=True)


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    role: Annotated[list[str], typer.Option(help="marketer, brand, compliance, operations or administrator.")],
    workspace: WorkspaceOption = None,
    json_: JsonOption = False,
) -> None:
    """Give somebody an account and roles in a company; prints a one-time sign-in path."""
    from app.local import local
    from app.settings import read_settings

    async def work() -> None:
        async with local(read_settings(), workspace_folder(workspace), work=False) as here:
            identity = here.installation.identity
            await identity.add(name, here.company.workspace.id, frozenset(role))  # type: ignore[arg-type]
            await here.company.audit.append("user.changed", actor="command line", subject=name, detail={"roles": role})
            path = f"/sign-in/{await identity.sign_in_link(name)}"
            if json_:
                print_json({"name": name, "roles": role, "sign_in": path})
            else:
                note(path)

    run(work())


@app.command()
def token(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    label: Annotated[str, typer.Option(help="What it is for.")] = "",
    days: Annotated[int | None, typer.Option(help="How long it lives; default: until it is revoked.")] = None,
    role: Annotated[list[str] | None, typer.Option(help="Also give these roles.")] = None,
    workspace: WorkspaceOption = None,
    json_: JsonOption = False,
) -> None:
    """Make an API token for programs that act as somebody; it is shown once."""
    from datetime import timedelta

    from app.local import local
    from app.settings import read_settings

    async def work() -> None:
        async with local(read_settings(), workspace_folder(workspace), work=False) as here:
            identity = here.installation.identity
            if role:
                await identity.add(name, here.company.workspace.id, frozenset(role))  # type: ignore[arg-type]
            until = here.installation.clock.now() + timedelta(days=days) if days else None
            made = await identity.make_token(name, label, until)
            await here.company.audit.append("user.changed", actor="command line", subject=name, detail={"token": label})
            if json_:
                print_json({"name": name, "token": made, "expires_at": until.isoformat() if until else None})
            else:
                typer.echo(made)

    run(work())
