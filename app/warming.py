"""Work a small brief through the steps that think, away from the loop that serves: what is built on first use is there.

Nothing is kept and nobody is asked: artefacts live in memory, and the built-in engine does it all.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import structlog

from app.bootstrap.alone import workspace_deps
from app.company import Company
from app.workflows import OURS
from batuta.brief import Request
from batuta.compliance import Subject
from batuta.content import ContentItem
from batuta.deps import Deps
from batuta.errors import BatutaError
from batuta.settings import Settings
from batuta.text import Text
from graphs import content

log = structlog.get_logger()

SAMPLE = Text(
    en="Campaign for {product}, customers aged 30 to 55. E-mail and SMS, budget €1,000.",
    es="Campaña de {product} para clientes de 30 a 55 años. Email y SMS, presupuesto 1.000 €.",
)


async def warm(settings: Settings, companies: Mapping[Path, Company]) -> None:
    """Make vocabularies, lexicons, policies and brand books of these companies ready; by folder."""
    await asyncio.to_thread(_warm_all, settings.model_copy(update={"model": "builtin"}), dict(companies))


def _warm_all(settings: Settings, companies: dict[Path, Company]) -> None:
    for root, company in companies.items():
        try:
            alone = workspace_deps(root, settings, cache=False)
            shared = replace(alone, library=company.deps.library, policies=company.deps.policies)
            asyncio.run(_work_through(shared))
        except BatutaError as problem:
            # Whoever begins a campaign is told the same, with a remedy.
            log.warning("not_warmed", workspace=root.name, error=problem.in_("en"))


async def _work_through(deps: Deps) -> None:
    """A small brief of each language, read, written for and reviewed."""
    workspace = deps.workspace
    for locale in dict.fromkeys(locale[:2] for locale in workspace.locales):
        product = workspace.products.products[0].name.in_(locale)
        text = SAMPLE.in_(locale).format(product=product)
        request = await deps.artefacts.put(Request(text=text, today=deps.today, author="batuta"))
        read = await OURS["brief"]().compile().ainvoke({"request": request}, context=deps)
        written = await content.build().compile().ainvoke({"brief": read["brief"]}, context=deps)
        names = [name for found in written.get("content", {}).values() for name in found]
        items = tuple([await deps.artefacts.get(name, ContentItem) for name in names])
        deps.policies.review(Subject(items=items, jurisdictions=workspace.jurisdictions, today=deps.today), locale)
