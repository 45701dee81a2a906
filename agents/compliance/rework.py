"""Put right what review or a person found: remedies that code can apply, a person's edits, items that are dropped."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from langgraph.runtime import Runtime

from agents.content.binding import fact_words
from batuta.brief import Brief
from batuta.compliance import Finding, Review
from batuta.content import ContentItem, Part, QualityReport, part_named
from batuta.deps import Deps
from batuta.digest import Digest, digest
from batuta.editing import edited, remedied
from batuta.material import FactWords

AnswerData = dict[str, object]
CONTENT = "content."


class Reads(TypedDict):
    content: dict[str, list[Digest]]
    brief: Digest
    review: NotRequired[Digest]
    quality: NotRequired[Digest]
    resolution: NotRequired[AnswerData]
    approval: NotRequired[AnswerData]
    rework_rounds: NotRequired[int]


class Writes(TypedDict):
    content: dict[str, list[Digest]]
    rework_rounds: int


async def rework(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """A person's words come first and are worked in once; then the remedies of open findings.

    What cannot be put right stays as it is, and the next review reports it again.
    """
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    review = await deps.artefacts.get(state["review"], Review) if "review" in state else Review(verdict="clear")
    quality = await deps.artefacts.get(state["quality"], QualityReport) if "quality" in state else QualityReport()
    answers = [answer for answer in (state.get("resolution"), state.get("approval")) if answer]
    content: dict[str, list[Digest]] = {}
    for key, names in state["content"].items():
        items = [await deps.artefacts.get(name, ContentItem) for name in names]
        kept = [item for item in items if not _dropped(item, answers, review, quality)]
        done = [_reworked(item, answers, review, deps, brief) for item in kept]
        content[key] = [await deps.artefacts.put(item) for item in done]
    return {"content": content, "rework_rounds": state.get("rework_rounds", 0) + 1}


def _reworked(
    item: ContentItem, answers: Sequence[AnswerData], review: Review, deps: Deps, brief: Brief
) -> ContentItem:
    current = item
    for answer in answers:
        changes, stamp = _edits(current, answer), digest(answer)
        if stamp in current.worked_in or not (changes or answer.get("decision") == "drop"):
            continue
        if changes:
            facts, by = _facts(current, deps, brief), str(answer.get("by", ""))
            current = edited(current, changes, facts, by=by, locale=brief.locale)
        current = current.model_copy(update={"worked_in": (*current.worked_in, stamp)})
    if current is not item:
        # Findings speak of the text before the edit; the next review looks at the new one.
        return current
    return remedied(item, _open(item, review), locale=brief.locale)[0]


def _open(item: ContentItem, review: Review) -> tuple[Finding, ...]:
    let_pass = {(waiver.rule_id, waiver.item) for waiver in review.waived}
    return tuple(
        finding
        for finding in review.findings
        if finding.item == item.id and finding.severity != "info" and (finding.rule_id, finding.item) not in let_pass
    )


def _edits(item: ContentItem, answer: AnswerData) -> dict[Part, str]:
    """The texts that an answer gives this item, by part: `content.<id>.parts.<part>`."""
    found: dict[Part, str] = {}
    for field, value in _changes(answer).items():
        identity, _, name = field.removeprefix(CONTENT).rpartition(".parts.")
        part = part_named(item.channel, name) if field.startswith(CONTENT) and identity == item.id else None
        if part and isinstance(value, str):
            found[part] = value
    return found


def left_out(
    items: Sequence[ContentItem], answer: AnswerData, review: Review, quality: QualityReport
) -> tuple[ContentItem, ...]:
    """The items that an answer would take out of the campaign."""
    return tuple(item for item in items if _dropped(item, (answer,), review, quality))


def _dropped(item: ContentItem, answers: Sequence[AnswerData], review: Review, quality: QualityReport) -> bool:
    """Dropped by name, or, where a person drops without naming, whatever stands in the way."""
    for answer in answers:
        changes = _changes(answer)
        if digest(answer) in item.worked_in:
            continue
        named = _named(changes)
        if item.id in named:
            return True
        if answer.get("decision") == "drop" and not named and _in_the_way(item, review, quality):
            return True
    return False


def _named(changes: Mapping[str, object]) -> tuple[str, ...]:
    """Items that an answer drops by name: `content.<id>: null`, or all of `items`."""
    emptied = [field.removeprefix(CONTENT) for field, value in changes.items() if value is None]
    listed = changes.get("items")
    return (*emptied, *(str(name) for name in (listed if isinstance(listed, (list, tuple)) else ())))


def _in_the_way(item: ContentItem, review: Review, quality: QualityReport) -> bool:
    blocked = any(finding.severity == "block" for finding in _open(item, review))
    return blocked or any(check.item == item.id for check in quality.failed)


def _changes(answer: AnswerData) -> Mapping[str, object]:
    changes = answer.get("changes")
    return changes if isinstance(changes, dict) else {}


def _facts(item: ContentItem, deps: Deps, brief: Brief) -> tuple[FactWords, ...]:
    if not item.product_id or item.product_id not in deps.workspace.products:
        return ()
    last = brief.window.end if brief.window and brief.window.end else deps.today
    return fact_words(deps.workspace.products[item.product_id], item.locale, (last,))
