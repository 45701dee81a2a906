"""Which audience a campaign has: what the brief says, what was confirmed, what the product needs, what was chosen."""

from collections.abc import Mapping
from typing import NamedTuple

from batuta.audience import Addition, Audience, Criterion, Proposal, Targeting, of_parts
from batuta.brief import Brief, Precedents
from batuta.changing import changed, is_path
from batuta.digest import Digest, digest
from batuta.errors import BadAnswer
from batuta.implication import equivalent, implied
from batuta.product import Product
from batuta.text import Text

AnswerData = Mapping[str, object]


class Composed(NamedTuple):
    audience: Audience
    additions: tuple[Addition, ...]
    basis: Digest
    choices: tuple[Digest, ...] = ()


def compose(
    brief: Brief, precedents: Precedents | None, confirmation: AnswerData | None, product: Product | None
) -> Composed:
    """The audience before any choice was made: brief, confirmed precedents, the product's own conditions."""
    audience, additions = brief.audience, []
    if precedents is not None and confirmation is not None and confirmation.get("decision") == "add":
        for criterion in _confirmed(precedents, confirmation):
            if not implied(audience.all, criterion):
                audience = audience.plus(criterion)
                additions.append(Addition(criterion=criterion, reason="precedent"))
    audience, own = with_conditions(audience, product)
    basis = digest(
        {
            "audience": [part.model_dump(mode="json") for part in _without_evidence(audience).parts],
            "product": product.id if product else None,
        }
    )
    return Composed(audience, (*additions, *own), basis)


def with_conditions(audience: Audience, product: Product | None) -> tuple[Audience, tuple[Addition, ...]]:
    """The same, narrowed by what the product demands of a customer.

    Also where the audience is narrower there: it stays demanded when somebody loosens that.
    """
    if product is None:
        return audience, ()
    additions = []
    for criterion in product.requires:
        if not any(equivalent(there, criterion) for there in audience.all):
            audience = audience.plus(criterion)
            additions.append(Addition(criterion=criterion, reason="product_requires"))
    for criterion in product.excludes:
        if not any(isinstance(there, Criterion) and equivalent(there, criterion) for there in audience.exclude):
            audience = audience.model_copy(update={"exclude": (*audience.exclude, criterion)})
            additions.append(Addition(criterion=criterion, reason="product_excludes"))
    return audience, tuple(additions)


def fixed_parts(audience: Audience, product: Product | None) -> tuple[int, ...]:
    """Parts that are the product's own conditions, which nobody loosens, wherever they were read."""
    if product is None:
        return ()
    return tuple(
        index
        for index, part in enumerate(audience.parts)
        if len(part.criteria) == 1
        and any(
            equivalent(part.criteria[0], own)
            for own in {"all": product.requires, "any": (), "exclude": product.excludes}[part.kind]
        )
    )


def chosen(
    before: Composed,
    previous: Targeting | None,
    choice: AnswerData | None,
    shown: tuple[Proposal, ...],
    product: Product | None,
) -> Composed:
    """What a person chose, applied to what they were shown; the product's own conditions stay.

    previous: the audience the choice was made about. One that rests on another brief is void, and so is its choice.
    shown: the proposals that an id may name.
    Raises: BadAnswer, for a proposal that was not shown or a change that cannot be made.
    """
    if previous is not None and previous.basis == before.basis:
        before = Composed(previous.audience, previous.additions, before.basis, previous.choices)
    elif previous is not None:
        return before
    if choice is None or digest(dict(choice)) in before.choices:
        return before
    if choice.get("decision") == "keep":
        # Kept as it is: remembered, so that an older "keep" never stands for a new audience.
        return before._replace(choices=(*before.choices, digest(dict(choice))))
    if choice.get("decision") != "apply":
        return before
    changes = choice.get("changes")
    wanted = _applied(before.audience, changes if isinstance(changes, Mapping) else {}, shown)
    audience, own = with_conditions(wanted, product)
    return Composed(
        audience,
        (*_still_there(before.additions, audience), *_new(before.audience, wanted), *own),
        before.basis,
        (*before.choices, digest(dict(choice))),
    )


def _applied(audience: Audience, changes: AnswerData, shown: tuple[Proposal, ...]) -> Audience:
    named = changes.get("proposal")
    if named is not None:
        for proposal in shown:
            if proposal.id == named:
                return proposal.audience
        raise BadAnswer(
            Text(en=f"There is no proposal “{named}”.", es=f"No hay ninguna propuesta «{named}»."),
            remedy=Text(
                en=f"Choose one of: {', '.join(proposal.id for proposal in shown) or '–'}.",
                es=f"Elige una de estas: {', '.join(proposal.id for proposal in shown) or '–'}.",
            ),
            subject=str(named),
        )
    return changed(audience, changes)


def _confirmed(precedents: Precedents, confirmation: AnswerData) -> tuple[Criterion, ...]:
    """The criteria to add, with the values a person gave them; null leaves one out."""
    changes = confirmation.get("changes")
    paths = {path: value for path, value in changes.items() if is_path(path)} if isinstance(changes, Mapping) else {}
    wanted = Audience(all=tuple(omission.criterion for omission in precedents.omissions))
    return changed(wanted, paths).all


def _still_there(additions: tuple[Addition, ...], audience: Audience) -> tuple[Addition, ...]:
    present = {criterion.meaning for criterion in audience.criteria}
    return tuple(addition for addition in additions if addition.criterion.meaning in present)


def _new(before: Audience, after: Audience) -> tuple[Addition, ...]:
    known = {criterion.meaning for criterion in before.criteria}
    return tuple(
        Addition(criterion=criterion, reason="choice") for criterion in after.criteria if criterion.meaning not in known
    )


def _without_evidence(audience: Audience) -> Audience:
    return of_parts(
        tuple(
            part.model_copy(update={"criteria": tuple(c.model_copy(update={"evidence": None}) for c in part.criteria)})
            for part in audience.parts
        )
    )
