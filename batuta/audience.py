"""Who may be addressed: criteria over the customer data, and how many people they leave.

    all      every one of these holds
    any      of each group at least one holds
    exclude  nobody for whom one of these holds; a list in here excludes only together

A plain list of criteria means `all`.
"""

from typing import Literal

from pydantic import Field, model_validator

from batuta.noun import Noun

Operator = Literal["==", "!=", "<", "<=", ">", ">=", "in", "not in", "between", "is_set", "is_not_set"]
Scalar = bool | int | float | str
Value = Scalar | tuple[Scalar, ...] | None


class Evidence(Noun):
    """A verbatim piece of the submitted text, or a citation."""

    quote: str
    start: int = Field(default=0, ge=0)
    """Code points from the start of the text."""
    end: int = Field(default=0, ge=0)
    """Exclusive."""
    source: str = "brief"
    """`brief`, or the document that is cited."""


class Criterion(Noun):
    """One condition on one attribute; numbers in the attribute's unit, dates as ISO text."""

    attribute: str
    operator: Operator
    value: Value = None
    evidence: Evidence | None = None

    @model_validator(mode="after")
    def _value_fits_operator(self) -> "Criterion":
        many = isinstance(self.value, tuple)
        if self.operator in ("is_set", "is_not_set"):
            if self.value is not None:
                raise ValueError(f"{self.operator} takes no value")
        elif self.operator == "between":
            if not isinstance(self.value, tuple) or len(self.value) != 2:
                raise ValueError("between takes a pair of values")
        elif self.operator in ("in", "not in"):
            if not many:
                raise ValueError(f"{self.operator} takes a list of values")
        elif many or self.value is None:
            raise ValueError(f"{self.operator} takes one value")
        return self

    @property
    def meaning(self) -> tuple[str, str, Value]:
        """What it demands, without where it was read."""
        return (self.attribute, self.operator, self.value)


Excluded = Criterion | tuple[Criterion, ...]


class Audience(Noun):
    all: tuple[Criterion, ...] = ()
    any: tuple[tuple[Criterion, ...], ...] = ()
    exclude: tuple[Excluded, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _a_plain_list_means_all(cls, given: object) -> object:
        return {"all": given} if isinstance(given, (list, tuple)) else given

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion anywhere in it, in reading order."""
        grouped = [criterion for group in self.any for criterion in group]
        excluded = [criterion for item in self.exclude for criterion in excluded_together(item)]
        return (*self.all, *grouped, *excluded)

    @property
    def parts(self) -> tuple["Part", ...]:
        """What can be loosened on its own: each of `all`, each group of `any`, each item of `exclude`."""
        return (
            *(Part(kind="all", criteria=(criterion,)) for criterion in self.all),
            *(Part(kind="any", criteria=group) for group in self.any),
            *(Part(kind="exclude", criteria=excluded_together(item)) for item in self.exclude),
        )

    @property
    def empty(self) -> bool:
        return not (self.all or self.any or self.exclude)

    def without(self, index: int) -> "Audience":
        """The same audience with its part of that index left out."""
        return of_parts(tuple(part for place, part in enumerate(self.parts) if place != index))

    def plus(self, *criteria: Criterion) -> "Audience":
        """The same audience narrowed by further criteria that all must hold; what is there already is not repeated."""
        known = {criterion.meaning for criterion in self.all}
        return self.model_copy(update={"all": (*self.all, *(c for c in criteria if c.meaning not in known))})


class Part(Noun):
    """One piece of an audience that stands or falls on its own."""

    kind: Literal["all", "any", "exclude"]
    criteria: tuple[Criterion, ...]


def of_parts(parts: tuple[Part, ...]) -> Audience:
    """Put an audience together again from its parts."""
    return Audience(
        all=tuple(part.criteria[0] for part in parts if part.kind == "all"),
        any=tuple(part.criteria for part in parts if part.kind == "any"),
        exclude=tuple(
            part.criteria[0] if len(part.criteria) == 1 else part.criteria for part in parts if part.kind == "exclude"
        ),
    )


def excluded_together(item: Excluded) -> tuple[Criterion, ...]:
    return (item,) if isinstance(item, Criterion) else item


class Reach(Noun):
    """How many people, of how many."""

    count: int
    total: int
    share: float
    """In 0..1; 0 for an empty base."""
    elapsed_ms: float = 0.0
    engine: str = ""


class Loss(Noun):
    """What one part of the audience costs."""

    index: int
    """Into `Audience.parts`."""
    part: Part
    words: str
    """The part in the reader's language."""
    alone: int
    """People left when this part is the only filter."""
    without: int
    """People left when only this part is dropped."""
    lost: int
    """`without` minus the reach with everything."""


class Sized(Reach):
    """A reach with what each part of the audience costs; what `audience size` prints."""

    criteria: tuple[Loss, ...] = ()


class Proposal(Noun):
    """A way to loosen an audience, with what it brings."""

    id: str
    words: str
    audience: Audience
    count: int
    share: float
    drops: tuple[int, ...] = ()
    """Indices of parts that are left out."""
    contactable: int | None = None
    """People of it whom at least one of the campaign's channels may address."""
    responses: float | None = None
    """Expected of the treated ones, where past campaigns say anything."""
    cost: float | None = None
    """Of sending, in the company's currency."""


class Threshold(Noun):
    """Reach for each value that a numeric bound could take."""

    index: int
    bound: Literal["value", "low", "high"] = "value"
    """Which number of the criterion moves: its only one, or an end of `between`."""
    values: tuple[float, ...]
    """Ascending; for dates, days since 1970-01-01."""
    counts: tuple[int, ...]


class Without(Noun):
    index: int
    count: int


class Subset(Noun):
    kept: tuple[int, ...]
    count: int


class Relaxation(Noun):
    """Every way to loosen an audience, counted in one pass over the data."""

    total: int
    count: int
    criteria: tuple[str, ...]
    """The parts in words, by index."""
    without: tuple[Without, ...]
    subsets: tuple[Subset, ...]
    """Empty when there are more than twelve parts."""
    thresholds: tuple[Threshold, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    elapsed_ms: float = 0.0


class Addition(Noun):
    """A criterion the author did not write, and why it is there."""

    criterion: Criterion
    reason: Literal["product_requires", "product_excludes", "precedent", "consent", "suppression", "choice"]


class ChannelReach(Noun):
    channel: str
    contactable: int
    """Eligible people whom this channel may address."""


class Targeting(Noun):
    """The audience as it will be used: what was asked, what was added and why, and what it leaves."""

    audience: Audience
    additions: tuple[Addition, ...] = ()
    reach: Reach
    """Eligible people."""
    contactable: int
    """Eligible people whom at least one of the channels may address."""
    channels: tuple[ChannelReach, ...] = ()
    losses: tuple[Loss, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    concern: Literal["none", "too_narrow", "too_broad", "unlawful"] = "none"
    explanation: str = ""
    """In words: how many, what strangles it, what it would be without."""
    basis: str = ""
    """Digest of what the brief asked for; a choice made for another brief does not apply to this one."""
    choices: tuple[str, ...] = ()
    """Digests of the answers that led from the brief's own audience to this one, in order."""


Arm = Literal["treated", "control"]


class FrozenAudience(Noun):
    """The member list as it will be contacted. The members themselves stay in our tables, under this digest."""

    digest: str
    members: int
    treated: int
    control: int
    by_channel: dict[str, int]
    """Treated people a channel."""
    removed: dict[str, int]
    """Eligible people left out, by reason: `no_consent`, `suppressed`, `frequency`."""
    control_share: float
    seed: str
    """What the control group was drawn with, so that the draw can be repeated."""
