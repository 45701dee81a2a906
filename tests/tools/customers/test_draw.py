"""Drawing a member list: fair, repeatable, in parts."""

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from batuta.audience import Audience
from batuta.contact import ContactPolicy
from batuta.errors import NotFound, StaleDigest
from batuta.ports import Member
from tests.contracts.members import MembersContract, part
from tests.tools.customers.conftest import Open
from tools.customers import draw
from tools.customers.member_store import MembersInMemory
from tools.customers.synthetic import generate


class TestInMemory(MembersContract):
    @pytest.fixture
    def store(self) -> MembersInMemory:
        return MembersInMemory()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, lince_folder: Path) -> Path:
    file = tmp_path_factory.mktemp("crowd") / "customers.parquet"
    generate(lince_folder / "customers.sql", file, people=20_000, seed=3, today=date(2027, 3, 1))
    return file


async def test_control_and_variants_are_drawn_fairly(
    open_warehouse: Open, members: MembersInMemory, crowd: Path
) -> None:
    frozen = await open_warehouse(str(crowd)).freeze(
        Audience(), ("email",), ContactPolicy(), seed="spring", control_share=0.1
    )
    listed = [member async for batch in members.load(frozen.digest) for member in batch]
    control = [member for member in listed if member.arm == "control"]
    assert (len(listed), len(control)) == (frozen.members, frozen.control)
    assert abs(len(control) / len(listed) - 0.1) < 0.01
    for variants in (2, 3, 5):
        counts = Counter(member.slot % variants for member in listed)
        assert min(counts.values()) / max(counts.values()) > 0.9
    # The slot says nothing about the arm.
    low = sum(member.slot < 1260 for member in control) / len(control)
    assert 0.45 < low < 0.55


async def test_a_larger_control_group_contains_the_smaller_one(
    open_warehouse: Open, members: MembersInMemory, crowd: Path
) -> None:
    warehouse = open_warehouse(str(crowd))
    groups = []
    for share in (0.05, 0.2):
        frozen = await warehouse.freeze(Audience(), ("email",), ContactPolicy(), seed="s", control_share=share)
        listed = [member async for batch in members.load(frozen.digest) for member in batch]
        groups.append({member.customer_id for member in listed if member.arm == "control"})
    assert groups[0] < groups[1]


async def test_anybody_can_repeat_the_draw(open_warehouse: Open, members: MembersInMemory, crowd: Path) -> None:
    frozen = await open_warehouse(str(crowd)).freeze(
        Audience(), ("email",), ContactPolicy(), seed="spring", control_share=0.3
    )
    listed = [member async for batch in members.load(frozen.digest) for member in batch]
    draws = [hashlib.md5(f"spring:{m.customer_id}".encode(), usedforsecurity=False).hexdigest() for m in listed]
    assert draws == sorted(draws)
    for member, drawn in zip(listed, draws, strict=True):
        assert (member.arm == "control") == (int(drawn[:12], 16) < 0.3 * 16**12)


async def test_the_digest_does_not_depend_on_how_the_list_is_cut(
    open_warehouse: Open, crowd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = open_warehouse(str(crowd))
    whole = await warehouse.freeze(Audience(), ("email",), ContactPolicy(), seed="s", control_share=0.1)
    monkeypatch.setattr(draw, "PART", 2_048)
    cut = await warehouse.freeze(Audience(), ("email",), ContactPolicy(), seed="s", control_share=0.1)
    assert cut == whole


async def test_the_digest_names_people_arms_channels_and_slots(
    open_warehouse: Open, members: MembersInMemory, crowd: Path
) -> None:
    frozen = await open_warehouse(str(crowd)).freeze(
        Audience(), ("email", "web"), ContactPolicy(), seed="s", control_share=0.1
    )
    lines = [
        f"{m.customer_id}\t{m.arm}\t{','.join(m.channels)}\t{m.slot}\n"
        async for batch in members.load(frozen.digest)
        for m in batch
    ]
    assert hashlib.sha256("".join(lines).encode()).hexdigest() == frozen.digest


async def test_nothing_altered_is_handed_out(members: MembersInMemory) -> None:
    digest, parts = part([Member("1", "treated", ("email",), 5)])
    _, others = part([Member("1", "treated", ("email", "sms"), 5)])
    await members.save(digest, others)
    with pytest.raises(StaleDigest):
        [batch async for batch in members.load(digest)]
    await members.save("0" * 64, parts)
    with pytest.raises(StaleDigest):
        [batch async for batch in members.load("0" * 64)]
    with pytest.raises(NotFound):
        [batch async for batch in members.load("f" * 64)]
