"""From what the stages read to one brief: each fact in its place, with the words it was read from."""

from batuta.audience import Audience, Criterion, Evidence
from batuta.brief import CHANNELS, Brief, Kpi, OfferFact, Request, Window
from batuta.digest import digest, short
from batuta.reading import ContentWanted, Eligibility, Intent, Phrase


def assembled(request: Request, intent: Intent, eligibility: Eligibility, content: ContentWanted) -> Brief:
    """The brief as its author wrote it, before anybody has answered anything."""
    brief = Brief(
        id=f"brief-{short(digest(request))}", locale=intent.locale or intent.language, is_brief=intent.is_brief
    )
    return with_readings(brief, intent, eligibility, content)


def with_readings(
    brief: Brief, intent: Intent, eligibility: Eligibility, content: ContentWanted, *, source: str = "brief"
) -> Brief:
    """The brief with everything these readings found; what they did not find stays as it was.

    source: what the quotes are taken from, `brief` or `answer`.
    """
    intent, eligibility, content = (_from(source, one) for one in (intent, eligibility, content))
    evidence = dict(brief.evidence)
    changes: dict[str, object] = {}
    if intent.objective:
        changes["objective"] = intent.objective
    if intent.product:
        changes["product_id"] = intent.product.id
        evidence["product_id"] = intent.product.evidence
    if intent.window:
        changes["window"] = _window(brief.window, intent.window)
    if intent.budget:
        changes["budget"] = intent.budget
    if intent.kpis:
        changes["kpis"] = _kpis(brief.kpis, intent.kpis)
    if not eligibility.audience.empty:
        changes["audience"] = _audience(brief.audience, eligibility.audience)
    if content.offer:
        changes["offer"] = _offer(brief.offer, content.offer)
    if content.channels:
        said = {one.channel: one.evidence for one in content.channels}
        evidence.update({f"channels.{channel}": quote for channel, quote in said.items()})
        changes["channels"] = tuple(channel for channel in CHANNELS if channel in said)
    if content.content_needs:
        kept = [need for need in brief.content_needs if need.channel not in {n.channel for n in content.content_needs}]
        changes["content_needs"] = (*kept, *content.content_needs)
    for name, phrases in (
        ("tone", content.tone),
        ("must_say", content.must_say),
        ("must_not_say", content.must_not_say),
    ):
        if phrases:
            before: tuple[str, ...] = () if name == "tone" else getattr(brief, name)
            changes[name] = _phrases(name, before, phrases, evidence)
    return brief.model_copy(update={**changes, "evidence": evidence})


def _from(source: str, reading):  # type: ignore[no-untyped-def]
    """The same reading, its quotes marked with where they were said."""
    if source == "brief":
        return reading
    return type(reading).model_validate(_marked(reading.model_dump(), source))


def _marked(data: object, source: str) -> object:
    if isinstance(data, dict):
        if set(data) == set(Evidence.model_fields):
            return {**data, "source": source}
        return {key: _marked(value, source) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_marked(item, source) for item in data]
    return data


def _window(before: Window | None, said: Window) -> Window:
    """An answer that names one end leaves the other as it was, if that still fits."""
    if before is None or (said.start and said.end):
        return said
    start, end = said.start or before.start, said.end or before.end
    if start and end and end < start:
        return said
    return Window(start=start, end=end, evidence=said.evidence)


def _kpis(before: tuple[Kpi, ...], said: tuple[Kpi, ...]) -> tuple[Kpi, ...]:
    named = {kpi.metric for kpi in said}
    return (*(kpi for kpi in before if kpi.metric not in named), *said)


def _audience(before: Audience, said: Audience) -> Audience:
    """What is said of an attribute takes the place of what was said of it before."""
    named = {criterion.attribute for criterion in said.criteria}
    kept = tuple(criterion for criterion in before.all if criterion.attribute not in named)
    known = {_key(item) for item in before.exclude}
    return Audience(
        all=(*kept, *said.all),
        any=(*before.any, *(group for group in said.any if group not in before.any)),
        exclude=(*before.exclude, *(item for item in said.exclude if _key(item) not in known)),
    )


def _key(item: Criterion | tuple[Criterion, ...]) -> object:
    return item.meaning if isinstance(item, Criterion) else tuple(criterion.meaning for criterion in item)


def _offer(before: tuple[OfferFact, ...], said: tuple[OfferFact, ...]) -> tuple[OfferFact, ...]:
    keys = {fact.key for fact in said if fact.key}
    texts = {fact.text.casefold() for fact in said}
    return (*(f for f in before if f.key not in keys and f.text.casefold() not in texts), *said)


def _phrases(
    name: str, before: tuple[str, ...], said: tuple[Phrase, ...], evidence: dict[str, Evidence]
) -> tuple[str, ...]:
    found = list(before)
    for phrase in said:
        if phrase.text not in found:
            evidence[f"{name}.{len(found)}"] = phrase.evidence
            found.append(phrase.text)
    return tuple(found)
