"""Drawing the member list: who may be addressed on what, who is control, which variant slot each gets.

Everything is decided by one number a person, MD5 of `seed:customer_id` in hexadecimal: people are listed in its
order, its first twelve digits against the control share decide the arm, the next eight the slot. Anybody can repeat it.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add
from typing import NamedTuple

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from batuta.audience import Audience
from batuta.brief import Channel
from batuta.consent import suppressed
from batuta.contact import ContactPolicy, FrequencyCap
from batuta.errors import BadInput
from batuta.text import Text
from tools.customers.columns import Columns
from tools.customers.conditions import matching
from tools.customers.counting import allowed_flags, number
from tools.customers.engine import Reading
from tools.customers.members import SCHEMA, letters

SLOTS = 2_520
"""What every number up to ten divides."""
ARM_DIGITS, SLOT_DIGITS = 12, 8
PART = 100_000
"""Members a part, about."""


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def md5(text: str) -> str:
    """The database's own."""
    raise NotImplementedError


class Cap(NamedTuple):
    """A frequency cap, and what we sent ourselves within its days."""

    rule: FrequencyCap
    sent: pa.Table
    """customer_id, messages."""


class Eligible(NamedTuple):
    """Eligible people, and those among them who drop out before any cap is looked at."""

    people: int
    suppressed: int
    no_consent: int


class Tally:
    """What was drawn so far."""

    def __init__(self, channels: Sequence[Channel]) -> None:
        self.members = self.control = self.capped = self.refused = 0
        self.by_channel: dict[str, int] = dict.fromkeys(channels, 0)
        self.last = ""

    @property
    def treated(self) -> int:
        return self.members - self.control


def count_eligible(
    reading: Reading, columns: Columns, audience: Audience, channels: Sequence[Channel], policy: ContactPolicy
) -> Eligible:
    """Raises: BadInput, where eligible people have no id."""
    people = columns.people.filter(matching(audience, columns)).select(
        kept=ibis.ifelse(matching(suppressed(policy), columns), 1, 0),
        allowed=allowed_mask(columns, channels, policy),
        nameless=ibis.ifelse(columns.key.isnull(), 1, 0),
    )
    everybody, nameless, kept, reachable = (
        number(figure)
        for figure in reading.rows(
            people.aggregate(
                everybody=ibis._.count(),
                nameless=ibis._.nameless.sum(),
                kept=ibis._.kept.sum(),
                reachable=ibis.ifelse(ibis._.allowed > 0, ibis._.kept, 0).sum(),
            )
        )[0]
    )
    if nameless:
        raise BadInput(
            Text(
                en=f"{nameless} eligible customers have no id, so they cannot be addressed.",
                es=f"{nameless} clientes elegibles no tienen identificador, así que no se les puede contactar.",
            ),
            remedy=Text(en="Fill the key column of the customer data.", es="Rellena la columna clave de los datos."),
        )
    return Eligible(everybody, everybody - kept, kept - reachable)


def drawn(
    reading: Reading,
    columns: Columns,
    audience: Audience,
    channels: Sequence[Channel],
    policy: ContactPolicy,
    caps: Sequence[Cap],
    refused: Sequence[pa.Array],
    *,
    seed: str,
    control_share: float,
    tally: Tally,
) -> Iterator[pa.RecordBatch]:
    """The members in the order of the draw, in batches; the tally counts along.

    refused: who told us to stop, a channel each.
    Raises: BadInput, where two customers share an id.
    """
    counters = {
        f"counter{place}": columns[cap.rule.attribute].value.cast("int64").fill_null(0)
        for place, cap in enumerate(caps)
        if cap.rule.attribute is not None
    }
    people = (
        columns.people.filter(matching(audience, columns) & matching(suppressed(policy), columns))
        .select(
            person=columns.key,
            draw=md5(ibis.literal(f"{seed}:") + columns.key).substr(0, ARM_DIGITS + SLOT_DIGITS),
            allowed=allowed_mask(columns, channels, policy),
            **counters,
        )
        .filter(ibis._.allowed > 0)
        .order_by("draw")
    )
    for batch in reading.batches(people, PART):
        _refuse_twins(batch.column("person"), tally)
        willing = _willing(batch, refused)
        tally.refused += int((~willing.any(axis=1)).sum())
        kept = _within_caps(batch, willing, channels, caps)
        tally.capped += int((willing.any(axis=1) & ~kept.any(axis=1)).sum())
        members = _members(batch, kept, channels, control_share, tally)
        if members.num_rows:
            yield members


def allowed_mask(columns: Columns, channels: Sequence[Channel], policy: ContactPolicy) -> ir.IntegerValue:
    """Bit i is set where the i-th channel may address a customer."""
    flags = allowed_flags(columns, channels, policy).values()
    return reduce(add, (flag * (1 << place) for place, flag in enumerate(flags)), ibis.literal(0))


def _willing(batch: pa.RecordBatch, refused: Sequence[pa.Array]) -> NDArray[np.bool_]:
    """(people, channels): where the data allow it and nobody told us to stop."""
    masks = batch.column("allowed").to_numpy(zero_copy_only=False).astype(np.int64)
    free: NDArray[np.bool_] = (masks[:, None] >> np.arange(len(refused)) & 1).astype(np.bool_)
    for place, people in enumerate(refused):
        if len(people):
            free[:, place] &= ~pc.is_in(batch.column("person"), value_set=people).to_numpy(zero_copy_only=False)
    return free


def _within_caps(
    batch: pa.RecordBatch, willing: NDArray[np.bool_], channels: Sequence[Channel], caps: Sequence[Cap]
) -> NDArray[np.bool_]:
    """(people, channels): where one more message is within every cap; earlier channels go first."""
    free = willing.copy()
    for place, cap in enumerate(caps):
        room = cap.rule.messages - _sent(batch.column("person"), cap.sent)
        if cap.rule.attribute is not None:
            room -= batch.column(f"counter{place}").to_numpy(zero_copy_only=False).astype(np.int64)
        if cap.rule.channel is None:
            free &= np.cumsum(free, axis=1) <= room[:, None]
        else:
            free[:, [channel == cap.rule.channel for channel in channels]] &= (room > 0)[:, None]
    return free


def _sent(people: pa.Array, sent: pa.Table) -> NDArray[np.int64]:
    if sent.num_rows == 0:
        return np.zeros(len(people), dtype=np.int64)
    found = pc.index_in(people, value_set=sent["customer_id"].combine_chunks())
    return pc.fill_null(sent["messages"].combine_chunks().take(found), 0).to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]


def _members(
    batch: pa.RecordBatch, free: NDArray[np.bool_], channels: Sequence[Channel], control_share: float, tally: Tally
) -> pa.RecordBatch:
    in_it = free.any(axis=1)
    free = free[in_it]
    digits = _hex_digits(batch.column("draw").filter(pa.array(in_it)))
    control = _number_of(digits[:, :ARM_DIGITS]) < control_share * 16**ARM_DIGITS
    slots = _number_of(digits[:, ARM_DIGITS:]) % SLOTS
    masks = free @ (1 << np.arange(len(channels)))
    used, place = np.unique(masks, return_inverse=True)
    names = [",".join(channel for i, channel in enumerate(channels) if mask >> i & 1) for mask in used]
    tally.members += len(masks)
    tally.control += int(control.sum())
    for i, channel in enumerate(channels):
        tally.by_channel[channel] += int((free[:, i] & ~control).sum())
    return pa.RecordBatch.from_arrays(
        [
            batch.column("person").filter(pa.array(in_it)),
            pa.DictionaryArray.from_arrays(pa.array(control.astype(np.int8)), ["treated", "control"]),
            pa.DictionaryArray.from_arrays(pa.array(place.astype(np.int16)), names),
            pa.array(slots.astype(np.int16)),
        ],
        schema=SCHEMA,
    )


def _hex_digits(draws: pa.Array) -> NDArray[np.uint64]:
    """(people, digits): each hexadecimal digit as a number."""
    width = ARM_DIGITS + SLOT_DIGITS
    written = np.frombuffer(letters(draws.cast(pa.string())), dtype=np.uint8).reshape(-1, width)
    return np.where(written < ord("a"), written - ord("0"), written - ord("a") + 10).astype(np.uint64)


def _number_of(digits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    powers = np.array([16**power for power in reversed(range(digits.shape[1]))], dtype=np.uint64)
    return digits @ powers


def _refuse_twins(people: pa.Array, tally: Tally) -> None:
    """One id has one draw, so customers who share an id stand next to each other."""
    if len(people) == 0:
        return
    ids = pa.concat_arrays([pa.array([tally.last]), people.cast(pa.string())])
    twins = ids.slice(1).filter(pc.equal(ids.slice(1), ids.slice(0, len(ids) - 1)))
    tally.last = people[-1].as_py()
    if len(twins):
        raise BadInput(
            Text(
                en=f"Several customers share the id {twins[0]}: who is who cannot be told.",
                es=f"Varios clientes comparten el identificador {twins[0]}: no se sabe quién es quién.",
            ),
            remedy=Text(
                en="Keep one row a customer, or name another key in catalogue.yaml.",
                es="Deja una fila por cliente o indica otra clave en catalogue.yaml.",
            ),
            subject=str(twins[0]),
        )
