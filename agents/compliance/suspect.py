"""A second reading by meaning, where a chat model is connected: it adds warnings, and takes nothing away."""

from typing import NotRequired, TypedDict

from langgraph.runtime import Runtime

from batuta.brief import Brief
from batuta.compliance import Finding, Review, verdict_of
from batuta.content import ContentItem
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.errors import LanguageUnavailable
from batuta.suspicion import SUSPECT_COPY, CopyToRead, as_finding
from batuta.task import Refusal


class Reads(TypedDict):
    brief: Digest
    content: NotRequired[dict[str, list[Digest]]]


class Writes(TypedDict):
    suspected: Digest


async def suspect(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """What a reader of meaning would ask a person to look at; nothing where no model answers."""
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    product = deps.workspace.products[brief.product_id].name.en if brief.product_id else ""
    locale = brief.locale or deps.workspace.locales[0]
    found: list[Finding] = []
    for name in (name for need in state.get("content", {}).values() for name in need):
        item = await deps.artefacts.get(name, ContentItem)
        if not item.words.strip():
            continue
        given = CopyToRead(channel=item.channel, locale=item.locale, product=product, parts=item.parts)
        try:
            read = await deps.language.perform(SUSPECT_COPY, given)
        except LanguageUnavailable:
            continue
        if not isinstance(read, Refusal):
            found += [as_finding(suspicion, item, locale) for suspicion in read.found]
    findings = tuple(found)
    return {"suspected": await deps.artefacts.put(Review(verdict=verdict_of(findings), findings=findings))}
