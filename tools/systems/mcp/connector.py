"""`kind: mcp` in systems.yaml.

  - id: audiences
    kind: mcp
    url: https://audiences.example.com/mcp        # or settings.command, one of BATUTA_ALLOWED_COMMANDS
    credentials: {token: env:AUDIENCES}           # for a command: environment variables of the process
    settings: {mapping: systems/audiences.yaml}   # the default

The mapping says which tool does what and holds the tools' pins; without a pin a tool is not used.
"""

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from batuta.errors import (
    BadInput,
    Misconfigured,
    NotFound,
    OutcomeUnknown,
    Problem,
    WorkspaceInvalid,
)
from batuta.publishing import Capability, SystemDescription
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.secrets import Secrets
from tools.systems.credentials import credentials
from tools.systems.mapping.files import lacking, mapping_file
from tools.systems.mapping.model import Call, problems_of, read_mapping
from tools.systems.mapping.model import Mapping as MappingFile
from tools.systems.mapping.system import MappedSystem, Reply
from tools.systems.mapping.template import Scope, filled
from tools.systems.mcp.pins import ToolDefinition, usable
from tools.systems.mcp.session import BrokenOff, Server, called, unavailable
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import Document, read_yaml


class McpCalls:
    """A `Caller`: each request looks at the tool as it is now, and calls it if it is what was confirmed."""

    def __init__(self, server: Server, mapping: MappingFile) -> None:
        self._server = server
        self._pinned = mapping.tools

    async def aclose(self) -> None:
        pass

    async def call(self, call: Call, scope: Scope, *, changes: bool, turned: Mapping[str, str], link: str) -> Reply:
        arguments = filled(dict(call.send), scope)
        sent = {**(arguments if isinstance(arguments, dict) else {}), **turned}
        system = self._server.system

        def check(tools: Sequence[ToolDefinition]) -> None:
            usable(system, call.tool, tools, self._pinned)

        try:
            answer = await called(self._server, call.tool, sent, check)
        except BrokenOff as broken:
            if not (broken.asked and changes):
                raise unavailable(self._server, broken.why) from broken
            raise OutcomeUnknown(
                Text(
                    en=f"{system} {broken.why.in_('en')}: it may or may not have acted.",
                    es=f"{system} {broken.why.in_('es')}: puede haber actuado o no.",
                ),
                subject=system,
            ) from broken
        if answer.refused:
            raise self._refused(call, answer.refused)
        return Reply(answer.value)

    def _refused(self, call: Call, said: str) -> BadInput:
        system = self._server.system
        if any(words.casefold() in said.casefold() for words in call.absent_when):
            return NotFound(
                Text(en=f"{system} has no such thing ({said}).", es=f"{system} no lo tiene ({said})."), subject=system
            )
        return BadInput(
            Text(en=f"{system} will not do this ({said}).", es=f"{system} no lo hace ({said})."), subject=system
        )


def mcp_system(
    system: SystemDescription,
    folder: Path,
    allowed: AllowedHosts,
    secrets: Secrets,
    *,
    commands: Sequence[str] = (),
    seconds: float = 20.0,
) -> MappedSystem:
    """The connector, from the files beside systems.yaml (`folder`). `commands`: what the operator allows to start.

    Raises: WorkspaceInvalid; Misconfigured, for a secret that is not there or a command that is not allowed.
    """
    mapping = read_mapping(mapping_file(system, folder))
    server = server_of(system, folder, allowed, secrets, commands=commands, seconds=seconds)
    return MappedSystem(system, mapping, McpCalls(server, mapping))


def server_of(
    system: SystemDescription,
    folder: Path,
    allowed: AllowedHosts,
    secrets: Secrets,
    *,
    commands: Sequence[str] = (),
    seconds: float = 20.0,
) -> Server:
    """Where the server is. Raises: Misconfigured, OffLimits."""
    command = system.settings.get("command", "")
    if not command:
        allowed.destination(system.url)
        known = credentials(system, secrets)
        return Server(
            system.id, seconds=seconds, url=system.url, allowed=allowed, auth=known.auth, secrets=known.secrets
        )
    words = allowed_command(command, commands)
    environment = {name: secrets.read(reference).get_secret_value() for name, reference in system.credentials.items()}
    return Server(
        system.id,
        seconds=seconds,
        command=words,
        environment=environment,
        secrets=tuple(environment.values()),
        folder=folder,
    )


def allowed_command(command: str, commands: Sequence[str]) -> tuple[str, ...]:
    """Program and arguments; the operator allows whole command lines. Raises: Misconfigured."""
    try:
        words = tuple(shlex.split(command))
        listed = {tuple(shlex.split(one)) for one in commands}
    except ValueError:
        words, listed = (), set()
    if words and words in listed:
        return words
    raise Misconfigured(
        Text(
            en=f"The command “{command[:200]}” is not started: it is not in BATUTA_ALLOWED_COMMANDS.",
            es=f"No se inicia el comando «{command[:200]}»: no está en BATUTA_ALLOWED_COMMANDS.",
        ),
        remedy=Text(
            en="If it belongs to you, the operator adds this whole command line there.",
            es="Si es vuestro, quien opera el sistema añade ahí esta línea de comando entera.",
        ),
        subject=command[:200],
    )


def problems(system: SystemDescription, folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the mapping of one system, without reaching it."""
    try:
        path = mapping_file(system, folder)
        document = read_yaml(path, f"{path.parent.name}/{path.name}")
        mapping = checked(MappingFile, document)
    except WorkspaceInvalid as invalid:
        return invalid.problems
    return (
        *problems_of(mapping, document),
        *lacking(system, mapping, document.file),
        *(
            _not_pinned(system, name, call.tool or call.operation, document)
            for name, mapped in mapping.capabilities.items()
            for call in (mapped, *([mapped.find] if mapped.find else []))
            if call.tool not in mapping.tools
        ),
    )


def _not_pinned(system: SystemDescription, capability: Capability, tool: str, document: Document) -> Problem:
    return Problem(
        document.file,
        document.line_of(("capabilities", capability)),
        Text(
            en=f"{capability}: the tool {tool} is not pinned.",
            es=f"{capability}: la herramienta {tool} no está fijada.",
        ),
        Text(
            en=f"Look at it and confirm: `batuta connect --system {system.id} --confirm`.",
            es=f"Mírala y confírmala: `batuta connect --system {system.id} --confirm`.",
        ),
    )
