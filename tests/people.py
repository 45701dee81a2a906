"""A small shop's customers, with every kind of gap that real data has, and a slow, plain way to count them.

`CustomersInMemory` is the fake of the `Customers` port. It looks at one person at a time in plain Python and shares no
code with the warehouse, so that it can say whether the warehouse is right.
"""

import hashlib
import math
import random
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from batuta.audience import (
    Audience,
    ChannelReach,
    Criterion,
    FrozenAudience,
    Loss,
    Proposal,
    Reach,
    Relaxation,
    Scalar,
    Without,
)
from batuta.brief import Channel
from batuta.catalogue import Attribute, Catalogue
from batuta.contact import CONSENT_NEEDED, ContactPolicy
from batuta.digest import Digest, digest
from batuta.distribution import Bucket, Distribution
from batuta.explain import explain_part

Person = Mapping[str, object]

CATALOGUE = Catalogue.model_validate(
    {
        "customers": {"source": "people.parquet", "key": "customer_id"},
        "attributes": [
            {"name": "first_name", "type": "text"},
            {
                "name": "age",
                "type": "integer",
                "unit": "years",
                "sensitive": "age",
                "description": {"es": "Edad", "en": "Age"},
            },
            {"name": "city", "type": "category", "values": ["Madrid", "Bilbao", "O'Grove", "Ávila"]},
            {"name": "score", "type": "integer", "unit": "points"},
            {"name": "basket", "type": "number", "unit": "EUR"},
            {"name": "online_share", "type": "number", "unit": "share"},
            {"name": "joined", "type": "date"},
            {"name": "last_seen", "type": "date"},
            {"name": "has_card", "type": "boolean"},
            {"name": "newsletter", "type": "boolean"},
            {"name": "owns", "type": "category", "values": ["lamp", "sofa", "rug"]},
            {"name": "sex", "type": "category", "sensitive": "sex", "values": ["female", "male"]},
            {"name": "sms_last_30_days", "type": "integer"},
            {"name": "deceased", "type": "boolean"},
            {"name": "consent_email", "type": "boolean"},
            {"name": "consent_sms", "type": "boolean"},
            {"name": "opted_out_sms", "type": "boolean"},
            {"name": "opted_out_call", "type": "boolean"},
            {"name": "opted_out_letter", "type": "boolean"},
            {"name": "spends_a_year", "type": "number", "unit": "EUR", "expression": "basket * 12"},
            {
                "name": "stage",
                "type": "category",
                "values": ["new", "settled"],
                "expression": "CASE WHEN joined IS NULL THEN NULL"
                " WHEN joined >= DATE '2026-01-01' THEN 'new' ELSE 'settled' END",
            },
        ],
    }
)


def people(count: int, seed: int = 1) -> list[dict[str, object]]:
    """Random customers; every column has people of whom it is unknown."""
    draw = random.Random(seed)

    def maybe(value: object, missing: float = 0.12) -> object:
        return None if draw.random() < missing else value

    return [
        {
            "customer_id": f"{number:05}",
            "first_name": draw.choice(["Ana", "Íñigo", "  ", "", None, "O'Hara"]),
            "age": maybe(draw.randint(16, 90)),
            "city": maybe(draw.choice(["Madrid", "Madrid", "Bilbao", "O'Grove", "Ávila", ""])),
            "score": maybe(draw.randint(300, 850)),
            "basket": draw.choice([None, math.nan, *(round(draw.expovariate(0.02), 2) for _ in range(8))]),
            "online_share": maybe(draw.randint(0, 10) / 10),
            "joined": maybe(date(2020, 1, 1) + timedelta(days=draw.randint(0, 2500))),
            "last_seen": maybe(datetime(2026, 1, 1) + timedelta(hours=draw.randint(0, 9000))),  # noqa: DTZ001
            "has_card": maybe(draw.random() < 0.4),
            "newsletter": draw.choice(["yes", "no", "Sí", "N", "", None]),
            "owns": maybe(draw.sample(["lamp", "sofa", "rug"], draw.randint(0, 3))),
            "sex": maybe(draw.choice(["female", "male"])),
            "sms_last_30_days": maybe(draw.randint(0, 3)),
            "deceased": draw.random() < 0.03,
            "consent_email": maybe(draw.random() < 0.6),
            "consent_sms": maybe(draw.random() < 0.5),
            "opted_out_sms": maybe(draw.random() < 0.1),
            "opted_out_call": maybe(draw.random() < 0.2),
            "opted_out_letter": maybe(draw.random() < 0.1),
        }
        for number in range(count)
    ]


class CustomersInMemory:
    """Counts by looking at each person; draws as the warehouse must, in the words of its own documentation."""

    def __init__(self, rows: Sequence[Person], catalogue: Catalogue = CATALOGUE) -> None:
        self._rows, self._catalogue = tuple(rows), catalogue

    async def size(self, audience: Audience) -> Reach:
        self._catalogue.check(audience)
        count, total = len(self.matching(audience)), len(self._rows)
        return Reach(count=count, total=total, share=count / total if total else 0.0, engine="memory")

    async def losses(self, audience: Audience, locale: str | None) -> tuple[Loss, ...]:
        self._catalogue.check(audience)
        everything = len(self.matching(audience))
        parts = audience.parts
        return tuple(
            Loss(
                index=index,
                part=part,
                words=explain_part(part, self._catalogue, locale),
                alone=sum(_passes_part(part.kind, part.criteria, row) for row in self._rows),
                without=len(self.matching(audience.without(index))),
                lost=len(self.matching(audience.without(index))) - everything,
            )
            for index, part in enumerate(parts)
        )

    async def relax(self, audience: Audience, locale: str | None, *, fixed: Collection[int] = ()) -> Relaxation:
        losses = await self.losses(audience, locale)
        return Relaxation(
            total=len(self._rows),
            count=len(self.matching(audience)),
            criteria=tuple(loss.words for loss in losses),
            without=tuple(Without(index=loss.index, count=loss.without) for loss in losses),
            subsets=(),
            proposals=await self.proposals(audience, locale, fixed=fixed),
        )

    async def proposals(
        self, audience: Audience, locale: str | None, *, fixed: Collection[int] = ()
    ) -> tuple[Proposal, ...]:
        total = len(self._rows)
        found = [
            Proposal(
                id=f"drop-{loss.index}",
                words=f"– {loss.words}",
                audience=audience.without(loss.index),
                count=loss.without,
                share=loss.without / total,
                drops=(loss.index,),
            )
            for loss in await self.losses(audience, locale)
            if loss.lost > 0 and loss.index not in fixed
        ]
        return tuple(sorted(found, key=lambda proposal: -proposal.count))

    async def contactable(
        self, audience: Audience, channels: Sequence[Channel], policy: ContactPolicy
    ) -> tuple[int, tuple[ChannelReach, ...]]:
        rows = [row for row in self.matching(audience) if not self._suppressed(row, policy)]
        each = {channel: [row for row in rows if self.may(channel, row, policy)] for channel in channels}
        anyone = {str(row["customer_id"]) for group in each.values() for row in group}
        return len(anyone), tuple(ChannelReach(channel=c, contactable=len(group)) for c, group in each.items())

    async def freeze(
        self, audience: Audience, channels: Sequence[Channel], policy: ContactPolicy, *, seed: str, control_share: float
    ) -> FrozenAudience:
        eligible = self.matching(audience)
        left = [row for row in eligible if not self._suppressed(row, policy)]
        reachable = [row for row in left if any(self.may(channel, row, policy) for channel in channels)]
        lines, by_channel, control, capped = [], dict.fromkeys(channels, 0), 0, 0
        for row in sorted(reachable, key=lambda row: _draw(seed, row)):
            allowed = [channel for channel in channels if self.may(channel, row, policy)]
            for cap in policy.caps:
                recent = row.get(cap.attribute or "") or 0
                room = cap.messages - (recent if isinstance(recent, int) else 0)
                if cap.channel is None:
                    allowed = allowed[: max(room, 0)]
                elif room <= 0:
                    allowed = [channel for channel in allowed if channel != cap.channel]
            if not allowed:
                capped += 1
                continue
            drawn = _draw(seed, row)
            arm = "control" if int(drawn[:12], 16) / 16**12 < control_share else "treated"
            control += arm == "control"
            for channel in allowed if arm == "treated" else ():
                by_channel[channel] += 1
            lines.append(f"{row['customer_id']}\t{arm}\t{','.join(allowed)}\t{int(drawn[12:20], 16) % 2520}\n")
        return FrozenAudience(
            digest=hashlib.sha256("".join(lines).encode()).hexdigest(),
            members=len(lines),
            treated=len(lines) - control,
            control=control,
            by_channel=by_channel,
            removed={
                "no_consent": len(left) - len(reachable),
                "suppressed": len(eligible) - len(left),
                "frequency": capped,
            },
            control_share=control_share,
            seed=seed,
        )

    async def still_contactable(
        self, customer_ids: Sequence[str], channel: Channel, policy: ContactPolicy
    ) -> frozenset[str]:
        return frozenset(
            str(row["customer_id"])
            for row in self._rows
            if row["customer_id"] in customer_ids
            and self.may(channel, row, policy)
            and not self._suppressed(row, policy)
        )

    async def merge_values(
        self, customer_ids: Sequence[str], attributes: Sequence[str]
    ) -> Mapping[str, Mapping[str, Scalar | None]]:
        return {
            str(row["customer_id"]): {name: _printed(_value(row, name)) for name in attributes}
            for row in self._rows
            if row["customer_id"] in customer_ids
        }

    async def distribution(self, attribute: Attribute) -> Distribution:
        """Of values alone, each by itself; what is derived is the real engines' work."""
        values = [_printed(_value(row, attribute.name)) for row in self._rows]
        counted = Counter(value for value in values if value is not None)
        buckets = tuple(Bucket(value=value, people=people) for value, people in counted.most_common())
        return Distribution(total=len(values), known=sum(counted.values()), buckets=buckets)

    async def snapshot(self) -> Digest:
        return digest([str(row) for row in self._rows])

    def matching(self, audience: Audience) -> list[Person]:
        return [row for row in self._rows if all(_passes_part(p.kind, p.criteria, row) for p in audience.parts)]

    def may(self, channel: str, row: Person, policy: ContactPolicy) -> bool:
        """Consent as the policy describes it, written down once more."""
        consent, objection = self._catalogue.consent_for(channel), self._catalogue.opt_out_of(channel)
        agreed = row.get(consent.name) if consent else None
        objected = row.get(objection.name) if objection else None
        if objected is True:
            return False
        if channel in CONSENT_NEEDED and consent is None and objection is None:
            return False
        if channel in CONSENT_NEEDED and not policy.soft_opt_in:
            return agreed is True if consent else objected is False
        return objection is not None or agreed is not False

    def _suppressed(self, row: Person, policy: ContactPolicy) -> bool:
        return any(_holds(criterion, row) for criterion in policy.suppress)


def _passes_part(kind: str, criteria: Sequence[Criterion], row: Person) -> bool:
    held = [_holds(criterion, row) for criterion in criteria]
    return not all(held) if kind == "exclude" else any(held)


def _value(row: Person, name: str) -> object:
    """The value as the catalogue means it; None where unknown."""
    if name == "spends_a_year":
        basket = _value(row, "basket")
        return basket * 12 if isinstance(basket, float) else None
    if name == "stage":
        joined = row["joined"]
        return None if not isinstance(joined, date) else "new" if joined >= date(2026, 1, 1) else "settled"
    value = row[name]
    if name == "newsletter":
        return {"yes": True, "Sí": True, "no": False, "N": False}.get(str(value))
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, str) and not value.strip():
        return None
    return None if value == [] else value


_COMPARED: dict[str, Callable[[object, object], bool]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,  # type: ignore[operator]
    "<=": lambda a, b: a <= b,  # type: ignore[operator]
    ">": lambda a, b: a > b,  # type: ignore[operator]
    ">=": lambda a, b: a >= b,  # type: ignore[operator]
}


def _holds(criterion: Criterion, row: Person) -> bool:
    value = _value(row, criterion.attribute)
    if criterion.operator == "is_set":
        return value is not None
    if criterion.operator == "is_not_set":
        return value is None
    if value is None:
        return False
    wanted = [
        _as(item, value) for item in (criterion.value if isinstance(criterion.value, tuple) else [criterion.value])
    ]
    if criterion.operator == "between":
        return wanted[0] <= value <= wanted[1]  # type: ignore[operator]
    had = value if isinstance(value, list) else [value]
    if criterion.operator in ("==", "in"):
        return any(item in wanted for item in had)
    if criterion.operator in ("!=", "not in"):
        return not any(item in wanted for item in had)
    return _COMPARED[criterion.operator](value, wanted[0])


def _as(item: object, like: object) -> object:
    return date.fromisoformat(item) if isinstance(like, date) and isinstance(item, str) else item


def _printed(value: object) -> Scalar | None:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip()
    return value if isinstance(value, (bool, int, float)) or value is None else str(value)


def _draw(seed: str, row: Person) -> str:
    return hashlib.md5(f"{seed}:{row['customer_id']}".encode(), usedforsecurity=False).hexdigest()[:20]
