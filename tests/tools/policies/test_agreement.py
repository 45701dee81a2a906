"""Packs that cannot be kept together, and names that are given twice."""

from datetime import date
from pathlib import Path

import pytest

from batuta.errors import WorkspaceInvalid
from tests.scenes.policy_files import PACK, VOCABULARY, write
from tools.policies import open_policies

NONE = Path("no-packs-of-ours")
DEMANDS = (
    PACK.replace("id: house\n", "id: loud\n").replace("house-shouting", "loud-shouting").replace("finds:", "lacks:")
    .replace("catch: [Menudo chollazo., ¡Ofertón!], leave: [Una oferta., Buen precio.]",
             "catch: [Una oferta., Buen precio.], leave: [Menudo chollazo., ¡Ofertón!]")
    .replace("catch: [A bargain bonanza., Bargain bonanza!], leave: [An offer., A bargain.]",
             "catch: [An offer., A bargain.], leave: [A bargain bonanza., Bargain bonanza!]")
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "claims/house.yaml", VOCABULARY)
    write(tmp_path, "packs/house.yaml", PACK)
    return tmp_path


def problems(folder: Path) -> list[str]:
    with pytest.raises(WorkspaceInvalid) as raised:
        open_policies(folder, built_in=NONE)
    assert all(problem.message.es != problem.message.en for problem in raised.value.problems)
    return [problem.in_("en") for problem in raised.value.problems]


def test_two_packs_that_contradict_each_other_are_told_with_their_line(folder: Path) -> None:
    write(folder, "packs/loud.yaml", DEMANDS)
    (problem,) = problems(folder)
    assert "packs/loud.yaml:" in problem
    assert "it demands “shouts”, which house-shouting of house forbids" in problem


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version: "1"', 'version: "1"\n    effective_from: 2028-01-01'),
        ("check: {lacks: [shouts]}", "when: {channels: [sms]}\n        check: {lacks: [shouts]}"),
        ("check: {lacks: [shouts]}", "when: {sectors: [retail]}\n        check: {lacks: [shouts]}"),
    ],
)
def test_packs_that_never_meet_do_not_contradict_each_other(folder: Path, old: str, new: str) -> None:
    write(
        folder,
        "packs/house.yaml",
        PACK.replace('version: "1"', 'version: "1"\n    effective_until: 2027-12-31').replace(
            "check: {finds", "when: {channels: [web], sectors: [bank]}\n        check: {finds"
        ),
    )
    write(folder, "packs/loud.yaml", DEMANDS.replace(old, new))
    assert len(open_policies(folder, built_in=NONE).packs) == 2


def test_one_id_for_two_packs_of_a_folder_is_told(folder: Path) -> None:
    write(folder, "packs/twin.yaml", PACK)
    assert any("another file of this folder has a pack of this id" in problem for problem in problems(folder))


def test_one_id_for_two_rules_is_told(folder: Path) -> None:
    write(folder, "packs/other.yaml", PACK.replace("id: house\n", "id: other\n"))
    assert any("the pack house has a rule of this id" in problem for problem in problems(folder))


def test_packs_out_of_force_are_named(folder: Path) -> None:
    write(folder, "packs/house.yaml", PACK.replace('version: "1"', 'version: "1"\n    effective_from: 2028-01-01'))
    book = open_policies(folder, built_in=NONE)
    assert [pack.id for pack in book.out_of_force(date(2027, 1, 1))] == ["house"]
    assert book.out_of_force(date(2028, 1, 1)) == ()
