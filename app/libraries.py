"""What `batuta library` searches: a company's brand book, or any folder of texts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import field_validator

from app.company import Company
from app.settings import read_settings
from batuta.brand import DocumentKind, Passage
from batuta.brief import CHANNELS, Channel
from batuta.content import ContentItem
from batuta.learning import Lesson, lessons
from batuta.noun import Received
from batuta.ports import Library
from tools.clock import SystemClock
from tools.library.embedding import embedder_of
from tools.library.importing import imported
from tools.library.library import corpus, library_of
from tools.library.proposals import proposed, unknown
from tools.workspaces.folder import places, read_workspace

MOST = 10
CAMPAIGNS = 1000
"""The latest campaigns whose edits are looked at."""


class Question(Received):
    query: str
    locale: str | None = None
    channel: Channel | None = None
    product: str | None = None

    @field_validator("channel", mode="before")
    @classmethod
    def _known_channels(cls, given: object) -> object:
        return given if given in CHANNELS else None


def library(folder: Path | None, root: Path | None) -> Library:
    """The folder's texts where one is named, else the company's brand book.

    Raises: UnreadableFile, WorkspaceInvalid.
    """
    clock = SystemClock()
    if folder is not None:
        return corpus(folder, today=lambda: clock.now().astimezone(ZoneInfo("UTC")).date())
    if root is None:
        raise ValueError("a folder or a workspace is needed")
    settings = read_settings()
    return library_of(
        read_workspace(root),
        places(root).brand_guidelines,
        state=settings.state_dir,
        clock=clock,
        embedder=embedder_of(settings),
        server=settings.chroma_url,
    )


def take_in(source: Path, root: Path, *, kind: DocumentKind, locale: str | None) -> Path:
    """A document as one of the company's brand book, not approved yet. Raises: UnreadableFile, BadInput."""
    zone = ZoneInfo(read_workspace(root).time_zone)
    today = SystemClock().now().astimezone(zone).date()
    return imported(source, places(root).brand_guidelines, kind=kind, locale=locale, today=today)


async def answer(opened: Library, line: dict[str, object]) -> list[dict[str, Any]]:
    """The passages for one line, as public JSON."""
    asked = Question.model_validate(line)
    found = await opened.search(
        asked.query, locale=asked.locale, channel=asked.channel, product=asked.product, limit=MOST
    )
    return [plain(passage) for passage in found]


def plain(passage: Passage) -> dict[str, Any]:
    return passage.model_dump(mode="json", exclude_none=True)


async def learned(company: Company) -> tuple[Lesson, ...]:
    """What people's edits in a company's campaigns propose, less what its terminology says already."""
    items: list[ContentItem] = []
    for campaign in await company.campaigns.list(limit=CAMPAIGNS):
        items += [item for _, item in await company.messages(await company.campaigns.state(campaign.id))]
    found = lessons(items)
    known = [term for one in found for term in company.deps.library.rules(one.channel or "email", one.locale).terms]
    return unknown(found, known)


def propose(found: Sequence[Lesson], root: Path) -> tuple[Path, ...]:
    """Write them into the company's brand book, not approved. Raises: BadInput."""
    zone = ZoneInfo(read_workspace(root).time_zone)
    today = SystemClock().now().astimezone(zone).date()
    return proposed(found, places(root).brand_guidelines, today=today)
