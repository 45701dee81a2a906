"""Changing a message: a person's words, or a remedy that code can apply; what it says is then grounded anew."""

from collections.abc import Iterable, Mapping, Sequence

from batuta.compliance import Finding, Fix
from batuta.content import PARTS, Citation, ContentItem, Edit, Part, Sentence
from batuta.grounding.carried import said_in
from batuta.grounding.support import Evidence, support
from batuta.material import OPT_OUT, FactWords
from batuta.placeholders import broken_placeholder
from batuta.text import Text, language_of, say
from batuta.unwritten import is_unwritten
from batuta.words.sentences import sentences
from batuta.words.untouchable import held
from batuta.writing_checks import WEIGHTY


def edited(
    item: ContentItem, changes: Mapping[Part, str], facts: Sequence[FactWords], *, by: str, locale: str | None
) -> ContentItem:
    """The item with a person's words in it.

    A sentence that the facts carry cites them; one that claims nothing of weight cites who wrote it; one that
    claims what no fact carries cites nothing, and a note says so.
    """
    parts = {part: text.strip() for part, text in {**item.parts, **changes}.items() if text.strip()}
    notes: list[str] = []
    cited: list[Sentence] = []
    for part, text in _spans(item, parts):
        known = next((s for s in item.sentences if s.part == part and s.text == text), None)
        if known:
            cited.append(known)
            continue
        citations, why = _sources(text, facts, item.locale, by)
        cited.append(Sentence(text=text, part=part, citations=citations))
        if why:
            notes.append(
                say(
                    locale,
                    en=f"“{text}” has no source: {why.in_(locale)}",
                    es=f"«{text}» no tiene fuente: {why.in_(locale)}",
                )
            )
    changed = tuple(
        Edit(part=part, before=item.parts.get(part, ""), after=parts[part], by=by)
        for part in PARTS[item.channel]
        if part in parts and parts[part] != item.parts.get(part, "")
    )
    kept = () if is_unwritten(item) else tuple(note for note in item.notes if note not in notes)
    return item.model_copy(
        update={
            "parts": {part: parts[part] for part in PARTS[item.channel] if part in parts},
            "sentences": tuple(cited),
            "edits": (*item.edits, *changed),
            "origin": "edited",
            "status": "draft",
            "version": item.version + 1,
            "notes": (*kept, *notes),
        }
    )


def remedied(
    item: ContentItem, findings: Iterable[Finding], *, locale: str | None = None
) -> tuple[ContentItem, tuple[Finding, ...]]:
    """The item with every remedy applied that can be, and the findings that remain.

    Whatever a remedy took out is said in the item's notes, in the reader's language `locale`.
    """
    left: list[Finding] = []
    current = item
    for finding in findings:
        changed = _applied(current, finding)
        if changed is None:
            left.append(finding)
            continue
        gone = _taken_out(current, changed, finding, locale)
        current = changed.model_copy(update={"notes": (*changed.notes, *gone)}) if gone else changed
    return current, tuple(left)


def _taken_out(before: ContentItem, after: ContentItem, finding: Finding, locale: str | None) -> tuple[str, ...]:
    if finding.fix is not None and finding.fix.kind != "remove":
        return ()
    kept = {sentence.text for sentence in after.sentences}
    lost = [sentence.text for sentence in before.sentences if sentence.text not in kept]
    return tuple(
        say(locale, en=f"Taken out: “{text}”. {finding.message}", es=f"Se ha quitado «{text}». {finding.message}")
        for text in lost
    )


def _applied(item: ContentItem, finding: Finding) -> ContentItem | None:
    fix = finding.fix or _removal(item, finding)
    if fix is None or fix.part not in PARTS[item.channel]:
        return None
    before = item.parts.get(fix.part, "")
    after = _tidy(_changed(before, finding, fix))
    if not after or after == before or _breaks(before, after, fix):
        return None
    parts = {**item.parts, fix.part: after}
    rule = Citation(source=f"rule:{finding.rule_id}", quote=fix.text)
    cited = [
        _kept_source(item, part, text) or Sentence(text=text, part=part, citations=(*_nearest(item, part, text), rule))
        for part, text in _spans(item, parts)
    ]
    return item.model_copy(
        update={
            "parts": {part: parts[part] for part in PARTS[item.channel] if part in parts},
            "sentences": tuple(cited),
            "version": item.version + 1,
        }
    )


def _changed(text: str, finding: Finding, fix: Fix) -> str:
    if fix.kind == "append":
        joint = "\n\n" if "\n\n" in text else " "
        return f"{text.rstrip()}{joint if text.strip() else ''}{fix.text}"
    if finding.fix is None:
        whole = next((span for span in sentences(text) if finding.quote in span.text), None)
        return text[: whole.start] + text[whole.end :] if whole else text
    instead = fix.text if fix.kind == "replace" else ""
    if finding.quote and text[finding.start : finding.end] == finding.quote:
        return text[: finding.start] + instead + text[finding.end :]
    return text.replace(finding.quote, instead, 1) if finding.quote else text


def _breaks(before: str, after: str, fix: Fix) -> bool:
    """Whether a remedy would leave a merge field or an address in pieces, or take the way out with it."""
    known = {*held(before), *held(fix.text)}
    in_pieces = any(piece not in known for piece in held(after))
    unfilled = broken_placeholder(after) is not None and broken_placeholder(before) is None
    return in_pieces or unfilled or (OPT_OUT in before and OPT_OUT not in after)


def _removal(item: ContentItem, finding: Finding) -> Fix | None:
    """Without a remedy of its own, a sentence that blocks is taken out, where the message can do without it."""
    part = next((part for part in PARTS[item.channel] if part == finding.part), None)
    if part is None or finding.severity != "block" or not finding.quote:
        return None
    spans = sentences(item.parts.get(part, ""))
    if len(spans) < 2 or not any(finding.quote in span.text for span in spans):
        return None
    return Fix(kind="remove", part=part)


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(lines).replace(" .", ".").replace(" ,", ",").strip()


def _sources(text: str, facts: Sequence[FactWords], locale: str, by: str) -> tuple[tuple[Citation, ...], Text | None]:
    evidence = [Evidence(fact.source, fact.whole) for fact in facts]
    decided = support(text, evidence, language_of(locale))
    weighty = [issue for issue in decided.issues if issue.kind in WEIGHTY]
    if weighty:
        return (), weighty[0].reason
    carriers = tuple(
        Citation(source=fact.source, quote=fact.text)
        for fact in facts
        if said_in(fact.text, text)
        or support(text, [Evidence(fact.source, fact.whole)], language_of(locale)).label == "supported"
    )
    return carriers or (Citation(source=f"edit:{by}", quote=text),), None


def _spans(item: ContentItem, parts: Mapping[Part, str]) -> list[tuple[Part, str]]:
    return [(part, span.text) for part in PARTS[item.channel] for span in sentences(parts.get(part, ""))]


def _kept_source(item: ContentItem, part: Part, text: str) -> Sentence | None:
    return next((s for s in item.sentences if s.part == part and s.text == text), None)


def _nearest(item: ContentItem, part: Part, text: str) -> tuple[Citation, ...]:
    """What the sentence cited before a remedy changed some of its words."""
    words = set(text.split())
    best = max(
        (s for s in item.sentences if s.part == part), key=lambda s: len(words & set(s.text.split())), default=None
    )
    return best.citations if best and len(words & set(best.text.split())) * 2 >= len(words) else ()
