"""The systems that the vision names: what is proposed for each, held against the mapping that a person reviewed.

python -m tests.tools.systems.detection.named     # WordPress too, where its packages are on this machine
"""

import asyncio
import logging
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import yaml

import examples
from batuta.capabilities import CAPABILITIES
from examples.audience_mcp_server import server
from examples.email_provider import Provider, provider_app
from tests.servers import wordpress
from tests.servers.asgi import serving
from tests.tools.systems.detection.products.placing import named, placed, read_of
from tools.outgoing.allowed import AllowedHosts
from tools.systems.detection.detect import Found, detect_url
from tools.systems.detection.written import WORDPRESS, Suggestion, capabilities, suggestions

_ARGUMENTS = frozenset({"id", "name", "start", "to", "people", "piece"})
"""Without one of these a call does nothing that was asked for."""


class Compared(NamedTuple):
    capability: str
    operation: bool
    """The operation of the reviewed mapping is proposed."""
    astray: tuple[str, ...]
    """What goes, or is read, elsewhere than a person said."""
    lacking: tuple[str, ...]
    """What a person adds; it works without, unless the contract of the capability needs it."""
    needed: bool
    """Something that it needs is lacking."""
    sure: bool

    @property
    def right(self) -> bool:
        return self.operation and not self.astray and not self.needed


def reviewed(name: str) -> Mapping[str, Mapping[str, object]]:
    told = yaml.safe_load((Path(examples.__path__[0]) / f"{name}.mapping.yaml").read_text("utf-8"))
    return told["capabilities"]  # type: ignore[no-any-return]


def compared(found: Found, truth: Mapping[str, Mapping[str, object]]) -> Iterator[Compared]:
    made = {str(one.proposal.capability): one for one in suggestions(found)}
    for capability, mapping in truth.items():
        if capability in made:
            yield _compared(made.pop(capability), mapping)
        else:
            yield Compared(capability, operation=False, astray=(), lacking=(), needed=True, sure=False)
    for one in made.values():
        yield Compared(str(one.proposal.capability), False, ("there is none",), (), False, one.sure)


def _compared(one: Suggestion, mapping: Mapping[str, object]) -> Compared:
    capability = one.proposal.capability
    required = {name for name, field in CAPABILITIES[capability].result.model_fields.items() if field.is_required()}
    astray: list[str] = []
    lacking: list[str] = []
    for of in (placed, read_of):
        mine, theirs = of(one.draft.mapped), of(mapping)
        astray += [
            f"{name}: {', '.join(places)}" for name, places in mine.items() if not places <= theirs.get(name, set())
        ]
        lacking += [name for name in theirs if name not in mine]
    return Compared(
        str(capability),
        named(one.proposal) == str(mapping.get("operation", mapping.get("tool"))),
        tuple(astray),
        tuple(lacking),
        bool(set(lacking) & (_ARGUMENTS | required)),
        one.sure,
    )


async def at(url: str) -> Found:
    return await detect_url(url, AllowedHosts([url.split("/")[2]]), seconds=5.0)


def share(made: Sequence[Compared]) -> float:
    return sum(one.right and one.sure for one in made) / max(1, len(made))


def _told(name: str, made: Sequence[Compared]) -> None:
    print(
        f"{name:<32} {sum(one.operation for one in made)}/{len(made)} right operation, {share(made):.0%} mapped right"
    )
    for one in made:
        for said in (*one.astray, *(f"a person may add {what}" for what in one.lacking)):
            print(f"  {one.capability}: {said}")


def main() -> None:
    logging.disable(logging.INFO)
    with ExitStack() as stack:
        provider = stack.enter_context(serving(provider_app(Provider(client_secret="unused"))))
        people = stack.enter_context(serving(server().streamable_http_app()))
        _told("OpenAPI: e-mail provider", [*compared(asyncio.run(at(provider)), reviewed("email_provider"))])
        _told("MCP: audience platform", [*compared(asyncio.run(at(f"{people}/mcp")), reviewed("audience_mcp_server"))])
        lacking = wordpress.missing()
        if lacking:
            print(f"WordPress left out: {lacking} is not on this machine", file=sys.stderr)
            return
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        site = stack.enter_context(wordpress.wordpress(folder))
        found = capabilities(asyncio.run(at(site.url)), ())
        print(f"{'WordPress (our own connector)':<32} {len(found)}/{len(WORDPRESS)} capabilities found")


if __name__ == "__main__":
    main()
