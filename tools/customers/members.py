"""A frozen audience as bytes: parts of compressed Parquet, and the digest over what they say.

The digest is over one line a member, `customer_id TAB arm TAB channels TAB slot`, in the order of the draw: it names
the people, not the way they happen to be stored.
"""

import hashlib
from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from batuta.digest import Digest, short
from batuta.errors import StaleDigest
from batuta.ports import Member
from batuta.text import Text

SCHEMA = pa.schema(
    [
        ("customer_id", pa.string()),
        ("arm", pa.dictionary(pa.int8(), pa.string())),
        ("channels", pa.dictionary(pa.int16(), pa.string())),
        ("slot", pa.int16()),
    ]
)
"""channels: comma-separated, in the order of the campaign."""


class ContentDigest:
    """The digest of members as they come."""

    def __init__(self) -> None:
        self._total = hashlib.sha256()

    def add(self, batch: pa.RecordBatch) -> None:
        texts = [pc.cast(batch.column(name), pa.string()) for name in SCHEMA.names]
        slots = pc.binary_join_element_wise(texts[-1], "", "\n")
        self._total.update(letters(pc.binary_join_element_wise(*texts[:-1], slots, "\t")))

    @property
    def value(self) -> Digest:
        return self._total.hexdigest()


def letters(texts: pa.StringArray) -> memoryview:
    """The bytes of all texts, one after the other."""
    if len(texts) == 0:
        return memoryview(b"")
    _, ends, data = texts.buffers()
    places = np.frombuffer(ends, dtype=np.int32)
    return memoryview(data)[places[texts.offset] : places[texts.offset + len(texts)]]


def encoded(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    # Ids differ, so a dictionary of them would only cost time.
    pq.write_table(
        pa.Table.from_batches([batch], SCHEMA),
        sink,
        compression="zstd",
        compression_level=1,
        use_dictionary=["arm", "channels"],
        write_statistics=False,
    )
    return bytes(sink.getvalue())


def decoded(part: bytes) -> tuple[Member, ...]:
    """The members of one part, in order."""
    table = pq.read_table(pa.BufferReader(part))
    arms, channels = (pc.cast(table[name].combine_chunks(), pa.string()).to_pylist() for name in ("arm", "channels"))
    known: dict[str, tuple[str, ...]] = {text: tuple(text.split(",")) for text in set(channels)}
    rows = zip(table["customer_id"].to_pylist(), arms, channels, table["slot"].to_pylist(), strict=True)
    return tuple(Member(person, arm, known[text], slot) for person, arm, text, slot in rows)  # type: ignore[arg-type]


def verified(digest: Digest, parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts again, once it is certain that together they are what the digest names.

    Raises: StaleDigest, before anything is handed out.
    """
    kept = tuple(parts)
    content = ContentDigest()
    for part in kept:
        for batch in pq.read_table(pa.BufferReader(part)).to_batches():
            content.add(batch)
    if content.value != digest:
        raise StaleDigest(
            Text(
                en=f"The stored members of audience {short(digest)} are not the ones that were frozen.",
                es=f"Los miembros guardados del público {short(digest)} no son los que se congelaron.",
            ),
            remedy=Text(
                en="Nothing was sent from it. Restore the database, or freeze the audience again.",
                es="No se ha enviado nada con él. Restaura la base de datos o vuelve a congelar el público.",
            ),
            subject=digest,
        )
    yield from kept
