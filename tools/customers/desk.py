"""Where the questions about customers are answered, one at a time a thread, each on one view of the data."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple, TypeVar

import pyarrow as pa

from batuta.audience import (
    Audience,
    ChannelReach,
    FrozenAudience,
    Loss,
    Reach,
    Relaxation,
    Scalar,
    Subset,
    Threshold,
    Without,
)
from batuta.brief import Channel
from batuta.catalogue import Attribute, Catalogue
from batuta.consent import permission, suppressed
from batuta.contact import ContactPolicy
from batuta.digest import Digest
from batuta.distribution import Distribution
from batuta.errors import Unavailable
from batuta.explain import explain_part
from batuta.forecasting.proposals import proposals
from batuta.text import Text
from tools.customers.columns import Columns
from tools.customers.conditions import among, matching
from tools.customers.counting import (
    Counted,
    contactable,
    count_all,
    count_matching,
    count_parts,
    total_and_count,
)
from tools.customers.distributing import distribution
from tools.customers.draw import Cap, Tally, count_eligible, drawn
from tools.customers.engine import Engine, Moved, Reading
from tools.customers.members import ContentDigest, encoded
from tools.customers.scalars_shown import shown
from tools.customers.thresholds import Spread, thresholds

T = TypeVar("T")
TRIES = 3


class Frozen(NamedTuple):
    audience: FrozenAudience
    parts: tuple[bytes, ...]


class Desk:
    def __init__(self, engine: Engine, catalogue: Catalogue, columns: Callable[[], Columns]) -> None:
        """columns: made anew for each question, because the data may have got new ones."""
        self._engine, self._catalogue, self._columns = engine, catalogue, columns
        self._spread: tuple[Digest, Spread] = ("", {})

    def size(self, audience: Audience) -> Reach:
        self._catalogue.check(audience)

        def ask(reading: Reading, columns: Columns) -> Reach:
            if self._engine.knows_total:
                total, count = count_all(reading, columns), count_matching(reading, columns, audience)
            else:
                total, count = total_and_count(reading, columns, audience)
            return Reach(
                count=count,
                total=total,
                share=count / total if total else 0.0,
                elapsed_ms=round(reading.elapsed_ms, 3),
                engine=self._engine.name,
            )

        return self._steadily(ask)

    def losses(self, audience: Audience, locale: str | None) -> tuple[Loss, ...]:
        self._catalogue.check(audience)
        parts = audience.parts
        counted = self._steadily(lambda reading, columns: count_parts(reading, columns, parts))
        return tuple(
            Loss(
                index=index,
                part=part,
                words=explain_part(part, self._catalogue, locale),
                alone=alone,
                without=without,
                lost=without - counted.all_pass,
            )
            for index, (part, (alone, without)) in enumerate(zip(parts, counted.parts, strict=True))
        )

    def relax(self, audience: Audience, locale: str | None, *, fixed: Collection[int] = ()) -> Relaxation:
        self._catalogue.check(audience)
        parts, spread = audience.parts, self._known_spread()

        def ask(reading: Reading, columns: Columns) -> tuple[Counted, tuple[Threshold, ...], float]:
            counted = count_parts(reading, columns, parts)
            return counted, thresholds(reading, columns, parts, counted.total, spread), reading.elapsed_ms

        counted, moves, elapsed_ms = self._steadily(ask)
        without = tuple(part.without for part in counted.parts)
        combined = counted.combined
        return Relaxation(
            total=counted.total,
            count=counted.all_pass,
            criteria=tuple(explain_part(part, self._catalogue, locale) for part in parts),
            without=tuple(Without(index=index, count=people) for index, people in enumerate(without)),
            subsets=()
            if combined is None
            else tuple(
                Subset(kept=combined.kept(mask), count=people) for mask, people in enumerate(combined.passing.tolist())
            ),
            thresholds=moves,
            proposals=proposals(
                audience,
                moves,
                total=counted.total,
                count=counted.all_pass,
                without=without,
                combined=combined,
                catalogue=self._catalogue,
                locale=locale,
                fixed=fixed,
            ),
            elapsed_ms=round(elapsed_ms, 3),
        )

    def contactable(
        self, audience: Audience, channels: Sequence[Channel], policy: ContactPolicy
    ) -> tuple[int, tuple[ChannelReach, ...]]:
        self._catalogue.check(audience)
        channels = tuple(dict.fromkeys(channels))
        anyone, each = self._steadily(
            lambda reading, columns: contactable(reading, columns, audience, channels, policy)
        )
        return anyone, tuple(
            ChannelReach(channel=channel, contactable=people) for channel, people in zip(channels, each, strict=True)
        )

    def freeze(
        self,
        audience: Audience,
        channels: Sequence[Channel],
        policy: ContactPolicy,
        sent: Sequence[Mapping[str, int]],
        refused: Mapping[Channel, frozenset[str]],
        *,
        seed: str,
        control_share: float,
    ) -> Frozen:
        """sent: for each cap of the policy, our own messages a customer; refused: who told us to stop, by channel."""
        self._catalogue.check(audience)
        channels = tuple(dict.fromkeys(channels))
        caps = tuple(
            Cap(
                rule,
                pa.table({"customer_id": pa.array(own, pa.string()), "messages": pa.array(own.values(), pa.int64())}),
            )
            for rule, own in zip(policy.caps, sent, strict=True)
        )

        def ask(reading: Reading, columns: Columns) -> Frozen:
            eligible = count_eligible(reading, columns, audience, channels, policy)
            tally, content, parts = Tally(channels), ContentDigest(), []
            members = drawn(
                reading,
                columns,
                audience,
                channels,
                policy,
                caps,
                [pa.array(sorted(refused.get(channel, ())), pa.string()) for channel in channels],
                seed=seed,
                control_share=control_share,
                tally=tally,
            )
            for batch in members:
                content.add(batch)
                parts.append(encoded(batch))
            frozen = FrozenAudience(
                digest=content.value,
                members=tally.members,
                treated=tally.treated,
                control=tally.control,
                by_channel=tally.by_channel,
                removed={
                    "no_consent": eligible.no_consent,
                    "suppressed": eligible.suppressed + tally.refused,
                    "frequency": tally.capped,
                },
                control_share=control_share,
                seed=seed,
            )
            return Frozen(frozen, tuple(parts))

        return self._steadily(ask)

    def still_contactable(self, customer_ids: Sequence[str], channel: Channel, policy: ContactPolicy) -> frozenset[str]:
        allowed = permission(channel, self._catalogue, policy)
        if allowed is None or not customer_ids:
            return frozenset()

        def ask(reading: Reading, columns: Columns) -> frozenset[str]:
            may = matching(allowed, columns) & matching(suppressed(policy), columns)
            people = columns.people.filter(may).select(person=columns.key)
            return frozenset(str(person) for (person,) in reading.rows(among(people, customer_ids)))

        return self._steadily(ask)

    def merge_values(
        self, customer_ids: Sequence[str], attributes: Sequence[str]
    ) -> Mapping[str, Mapping[str, Scalar | None]]:
        if not customer_ids:
            return {}

        def ask(reading: Reading, columns: Columns) -> dict[str, dict[str, Scalar | None]]:
            values = {f"v{place}": columns[name].value for place, name in enumerate(attributes)}
            people = columns.people.select(person=columns.key, **values)
            return {
                str(person): {name: shown(value) for name, value in zip(attributes, row, strict=True)}
                for person, *row in reading.rows(among(people, customer_ids))
            }

        return self._steadily(ask)

    def distribution(self, attribute: Attribute) -> Distribution:
        return self._steadily(lambda reading, columns: distribution(reading, columns, attribute))

    def snapshot(self) -> Digest:
        return self._engine.snapshot()

    def close(self) -> None:
        self._engine.close()

    def _steadily(self, ask: Callable[[Reading, Columns], T]) -> T:
        """Ask on one view of the data, and again where it was replaced in between."""
        for _ in range(TRIES):
            columns = self._columns()
            try:
                with self._engine.reading() as reading:
                    answer = ask(reading, columns)
            except Moved:
                continue
            return answer
        raise Unavailable(
            Text(
                en="The customer data is being replaced while it is counted.",
                es="Los datos de clientes se están sustituyendo mientras se cuentan.",
            ),
            remedy=Text(en="Try again when the load is done.", es="Vuelve a intentarlo cuando termine la carga."),
        )

    def _known_spread(self) -> Spread:
        snapshot = self._engine.snapshot()
        if self._spread[0] != snapshot:
            self._spread = (snapshot, {})
        return self._spread[1]
