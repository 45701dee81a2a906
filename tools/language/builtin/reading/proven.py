"""Nothing leaves that the task's own checks would not let pass: what they complain of becomes a doubt.

The checks share no code with the grammar, so that each can catch the other; a question costs less than a
wrong customer.
"""

from batuta.audience import Audience, Criterion, Evidence, Excluded, excluded_together
from batuta.brief import OfferFact
from batuta.noun import Noun
from batuta.reading import BriefText, ContentWanted, Doubt, Eligibility, Intent
from batuta.reading.checks import check_content, check_eligibility, check_intent


def proven_eligibility(given: BriefText, made: Eligibility) -> Eligibility:
    """Only criteria that can be carried by their quotes."""
    if not check_eligibility(given, made):
        return made
    doubtful: list[Criterion] = []

    def sound(audience: Audience, criteria: tuple[Criterion, ...]) -> bool:
        _ = audience
        broken = [c for c in criteria if check_eligibility(given, Eligibility(audience=_alone(made.audience, c)))]
        doubtful.extend(broken)
        return not broken

    audience = made.audience
    everyone = tuple(c for c in audience.all if sound(audience, (c,)))
    groups = tuple(group for group in audience.any if sound(audience, group))
    exclude: tuple[Excluded, ...] = tuple(item for item in audience.exclude if sound(audience, excluded_together(item)))
    kept = Eligibility(
        audience=Audience(all=everyone, any=groups, exclude=exclude),
        doubts=(*made.doubts, *(_unproven(c) for c in doubtful)),
    )
    return kept if not check_eligibility(given, kept) else kept.model_copy(update={"doubts": _quoted(given, kept)})


def proven_intent(given: BriefText, made: Intent) -> Intent:
    if not check_intent(given, made):
        return made
    kept = made
    for field, label in (
        ("window", "window"),
        ("budget", "budget"),
        ("objective", "objective"),
        ("product", "product_id"),
    ):
        value = getattr(kept, field)
        if value is None:
            continue
        alone = Intent(language=made.language, is_brief=made.is_brief, **{field: value})
        if check_intent(given, alone):
            doubt = _doubt("ambiguous", label, value.evidence)
            kept = kept.model_copy(update={field: None, "doubts": (*kept.doubts, doubt)})
    kpis = tuple(kpi for kpi in kept.kpis if not check_intent(given, Intent(language="en", is_brief=True, kpis=(kpi,))))
    return kept.model_copy(update={"kpis": kpis})


def proven_content(given: BriefText, made: ContentWanted) -> ContentWanted:
    if not check_content(given, made):
        return made

    def sound(field: str, item: Noun) -> bool:
        return not check_content(given, ContentWanted.model_validate({field: (item,)}))

    offer: tuple[OfferFact, ...] = made.offer
    return made.model_copy(
        update={
            "offer": tuple(item for item in offer if sound("offer", item)),
            **{
                field: tuple(item for item in getattr(made, field) if sound(field, item))
                for field in ("channels", "content_needs", "tone", "must_say", "must_not_say")
            },
        }
    )


def _alone(audience: Audience, criterion: Criterion) -> Audience:
    """The one criterion in the place it has, since a denial is judged by that."""
    if any(criterion in excluded_together(item) for item in audience.exclude):
        return Audience(exclude=(criterion,))
    return Audience(all=(criterion,))


def _unproven(criterion: Criterion) -> Doubt:
    return Doubt(
        kind="ambiguous",
        field=f"audience.{criterion.attribute}",
        evidence=criterion.evidence,
        about=criterion.attribute,
    )


def _doubt(kind: str, field: str, evidence: Evidence | None) -> Doubt:
    return Doubt.model_validate({"kind": kind, "field": field, "evidence": evidence})


def _quoted(given: BriefText, made: Eligibility) -> tuple[Doubt, ...]:
    return tuple(doubt for doubt in made.doubts if not check_eligibility(given, Eligibility(doubts=(doubt,))))
