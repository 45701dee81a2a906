"""What `batuta brief` does: read a brief, and say what comparable campaigns had that it lacks."""

import json
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError

from app.bootstrap.reading import reading_deps
from app.settings import read_settings
from batuta.audience import Audience
from batuta.brief import Brief, Precedents, Request
from batuta.brief_text import usable
from batuta.deps import Deps
from batuta.errors import BadInput
from batuta.misfit import misfits
from batuta.noun import Received
from batuta.text import Text
from tools.documents import read_brief_file


class BriefLine(Received):
    """A line of `brief read --jsonl`."""

    brief: str
    today: date | None = None


class PrecedentsLine(Received):
    """A line of `brief precedents --jsonl`."""

    product_id: str | None = None
    audience: Audience = Field(default_factory=Audience)
    locale: str | None = None


class Briefs:
    """Reads briefs of one company."""

    def __init__(self, root: Path, *, today: date | None = None) -> None:
        settings = read_settings()
        self.deps: Deps = reading_deps(root, settings, today=today)
        # Deferred: LangGraph is first imported where its strictness has been asserted.
        from app.workflows import chosen_workflows

        self._workflow = chosen_workflows(self.deps.workspace, settings)["brief"].compile()

    async def read(self, text: str, name: str = "-", today: date | None = None) -> Brief:
        """The brief with its questions and omissions. Raises: UnusableBrief."""
        deps = self.deps
        request = Request(text=usable(text, name), name=name, today=today or deps.today, author="")
        result = await self._workflow.ainvoke({"request": await deps.artefacts.put(request)}, context=deps)
        brief = await deps.artefacts.get(str(result["brief"]), Brief)
        return brief.model_copy(update={"omissions": (await self.precedents(brief)).omissions})

    async def read_file(self, file: str) -> Brief:
        """Raises: UnreadableFile, UnusableBrief."""
        document = read_brief_file(file)
        return await self.read(document.text, document.name)

    async def read_line(self, line: dict[str, object]) -> Brief:
        given = BriefLine.model_validate(line)
        return await self.read(given.brief, today=given.today)

    async def precedents(self, brief: Brief) -> Precedents:
        from agents.brief.precedents import precedents_of

        return precedents_of(brief, await self.deps.history.campaigns(), self.deps.workspace)

    async def precedents_of_file(self, file: str) -> Precedents:
        """Of a brief as JSON, or still in words. Raises: UnreadableFile, UnusableBrief, BadInput."""
        document = read_brief_file(file)
        if document.text.lstrip()[:1] != "{":
            return await self.precedents(await self.read(document.text, document.name))
        try:
            return await self.precedents(_brief_of(json.loads(document.text)))
        except (json.JSONDecodeError, ValidationError) as broken:
            why = misfits(broken) if isinstance(broken, ValidationError) else Text(en=str(broken), es=str(broken))
            raise BadInput(
                Text(
                    en=f"{document.name} is no brief in JSON: {why.en}.",
                    es=f"{document.name} no es un brief en JSON: {why.es}.",
                ),
                remedy=Text(en="`batuta schema brief` shows the form.", es="`batuta schema brief` muestra la forma."),
                subject=document.name,
            ) from None

    async def precedents_line(self, line: dict[str, object]) -> Precedents:
        given = PrecedentsLine.model_validate(line)
        locale = given.locale or self.deps.workspace.locales[0]
        return await self.precedents(
            Brief(id="line", locale=locale, product_id=given.product_id, audience=given.audience)
        )


def _brief_of(data: object) -> Brief:
    """A whole brief, or only what precedents look at."""
    if isinstance(data, dict) and "id" not in data:
        line = PrecedentsLine.model_validate(data)
        return Brief(id="given", locale=line.locale, product_id=line.product_id, audience=line.audience)
    return Brief.model_validate(data)
