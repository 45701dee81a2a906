"""What `batuta content` works on: a company's own campaigns."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from app.bootstrap.alone import workspace_deps
from app.settings import read_settings
from batuta.brief import CHANNELS, Brief, Channel, Request
from batuta.content import ContentItem, DiscoveryReceipt
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.errors import BadInput, UnusableBrief
from batuta.misfit import misfits
from batuta.noun import Noun
from batuta.text import Text
from batuta.unwritten import is_unwritten
from tools.rendering.letter_pdf import letter_pdf


class FoundContent(Noun):
    """What exists for a brief: the receipt, and the messages that are reused or proposed."""

    discovery: DiscoveryReceipt
    items: tuple[ContentItem, ...]


def deps_of(root: Path) -> Deps:
    return workspace_deps(root, read_settings())


def channel_named(name: str | None) -> Channel | None:
    """Raises: BadInput, for a channel there is not."""
    if name is None:
        return None
    for channel in CHANNELS:
        if channel == name.strip().lower().replace("-", "_"):
            return channel
    raise BadInput(
        Text(en=f"There is no channel “{name}”.", es=f"No hay ningún canal «{name}»."),
        remedy=Text(en=f"Channels: {', '.join(CHANNELS)}.", es=f"Canales: {', '.join(CHANNELS)}."),
        subject=name,
    )


async def read(deps: Deps, source: str) -> Digest:
    """A brief as JSON or in words, from a file or `-`. Raises: UnreadableFile, UnusableBrief."""
    # Deferred, as below: LangGraph is first imported where its strictness has been asserted.
    from graphs.brief import build
    from tools.documents import read_brief_file

    document = read_brief_file(source)
    if document.text.lstrip().startswith("{"):
        return await deps.artefacts.put(_brief(document.text, document.name))
    request = Request(text=document.text, name=document.name, today=deps.today, author="")
    result = await build().compile().ainvoke({"request": await deps.artefacts.put(request)}, context=deps)
    return str(result["brief"])


def _brief(text: str, name: str) -> Brief:
    try:
        return Brief.model_validate_json(text)
    except ValidationError as broken:
        why = misfits(broken)
        raise UnusableBrief(
            Text(en=f"{name} is no brief in JSON: {why.en}.", es=f"{name} no es un brief en JSON: {why.es}."),
            remedy=Text(en="`batuta schema brief` shows the form.", es="`batuta schema brief` muestra la forma."),
            subject=name,
        ) from None


async def found(deps: Deps, brief: Digest) -> FoundContent:
    from graphs import content

    result = await content.discovery().compile().ainvoke({"brief": brief}, context=deps)
    receipt = await deps.artefacts.get(result["discovery"], DiscoveryReceipt)
    return FoundContent(discovery=receipt, items=await _items(deps, result["content"]))


async def written(deps: Deps, brief: Digest, channel: Channel | None) -> tuple[ContentItem, ...]:
    """The messages of a brief, found or written; of one channel where it is named.

    One that could not be written is among them, empty, with the reason in its notes.
    Raises: BadInput, where none could.
    """
    if channel:
        whole = await deps.artefacts.get(brief, Brief)
        needs = tuple(need for need in whole.content_needs if need.channel == channel)
        brief = await deps.artefacts.put(whole.model_copy(update={"channels": (channel,), "content_needs": needs}))
    from graphs import content

    result = await content.build().compile().ainvoke({"brief": brief}, context=deps)
    items = await _items(deps, result["content"])
    if items and all(is_unwritten(item) for item in items):
        why, *remedies = items[0].notes
        raise BadInput(
            Text(en=why, es=why), remedy=Text(en=" ".join(remedies), es=" ".join(remedies)), subject=items[0].need
        )
    return items


def printed(items: Sequence[ContentItem], folder: Path, deps: Deps) -> list[Path]:
    """The letters among the messages as PDF files, merge fields as they are."""
    made: list[Path] = []
    folder.mkdir(parents=True, exist_ok=True)
    for item in items:
        if item.channel == "letter":
            path = folder / f"{item.id}.pdf"
            path.write_bytes(letter_pdf(item, deps.workspace.sender))
            made.append(path)
    return made


async def _items(deps: Deps, names: dict[str, list[Digest]]) -> tuple[ContentItem, ...]:
    return tuple([await deps.artefacts.get(name, ContentItem) for key in sorted(names) for name in names[key]])
