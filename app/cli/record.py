"""`batuta record`: watch a person do a task in a browser, and write the playbook."""

from typing import Annotated

import typer

from app.cli.output import note, print_json, reader_locale, run
from app.cli.workspaces import JsonOption, WorkspaceOption, workspace_folder


def record(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where the task begins.")],
    system: Annotated[str, typer.Option(help="The system's id in systems.yaml.")],
    capability: Annotated[str, typer.Option(help="What the task does, such as audience.create.")],
    argument: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="A value you will type that is another each time; repeatable."),
    ] = None,
    headless: Annotated[bool, typer.Option(help="Without a window to see.")] = False,
    replace: Annotated[bool, typer.Option(help="Write over a playbook that is there.")] = False,
    workspace: WorkspaceOption = None,
    json_: JsonOption = False,
) -> None:
    """Record a playbook by watching you do the task once; passwords become variables."""
    from tools.systems.browser.opening import FOLDER, require_playwright
    from tools.workspaces.folder import places

    async def work() -> None:
        require_playwright()
        from app.settings import read_settings
        from tools.outgoing.allowed import AllowedHosts
        from tools.systems.browser.chromium import Chromium
        from tools.systems.browser.recording.record import keep, until_closed
        from tools.systems.browser.recording.record import record as watch
        from tools.systems.browser.recording.samples import capability_named, samples_of
        from tools.systems.named import address, system_id

        wanted = capability_named(capability)
        samples = samples_of(wanted, argument or [])
        folder = places(workspace_folder(workspace)).systems.parent / FOLDER / system_id(system)
        start = address(url)
        chromium = Chromium(headless=headless)
        note(_beforehand(headless=headless))
        try:
            allowed = AllowedHosts(read_settings().allowed_hosts)
            made = await watch(chromium, allowed, start, wanted, samples, until_closed, locale=reader_locale())
        finally:
            await chromium.aclose()
        written = keep(made, folder, wanted, replace=replace)
        if json_:
            print_json({"files": [str(path) for path in written], "open_points": list(made.open_points)})
            return
        for line in (*map(str, written), *made.open_points):
            note(line)

    run(work())


def _beforehand(*, headless: bool) -> str:
    """What the person has to do, in their language."""
    from batuta.text import Text

    if headless:
        return Text(
            en="The window is hidden (--headless): another program has to work in it and close it. Ctrl+C stops; "
            "nothing is written then.",
            es="La ventana no se ve (--headless): otro programa tiene que trabajar en ella y cerrarla. Ctrl+C la "
            "detiene; entonces no se escribe nada.",
        ).in_(reader_locale())
    return Text(
        en="A window opens. Do the task once with the values you gave, and close the window when it is done.",
        es="Se abre una ventana. Haz la tarea una vez con los valores indicados y cierra la ventana al terminar.",
    ).in_(reader_locale())
