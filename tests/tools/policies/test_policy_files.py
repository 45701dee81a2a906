"""Packs and vocabularies as files: what is accepted, and what is said of what is not."""

from pathlib import Path

import pytest

from batuta.compliance import Subject
from batuta.content import ContentItem
from batuta.errors import WorkspaceInvalid
from tests.scenes.compliance import TODAY
from tests.scenes.policy_files import PACK, VOCABULARY, write
from tools.policies import PolicyBook, open_policies

NONE = Path("no-packs-of-ours")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "claims/house.yaml", VOCABULARY)
    write(tmp_path, "packs/house.yaml", PACK)
    return tmp_path


def topics(book: PolicyBook, words: str) -> set[str]:
    item = ContentItem(id="a", channel="web", locale="es-ES", status="draft", parts={"body": words}, origin="generated")
    review = book.review(Subject(items=(item,), jurisdictions=("ES",), today=TODAY), "es-ES")
    return {finding.topic for finding in review.findings}


def problems(folder: Path) -> list[str]:
    with pytest.raises(WorkspaceInvalid) as raised:
        open_policies(folder, built_in=NONE)
    assert all(problem.message.es and problem.remedy.es for problem in raised.value.problems)
    return [problem.in_("en") for problem in raised.value.problems]


def test_a_company_adds_packs_of_its_own(folder: Path) -> None:
    book = open_policies(folder)
    assert topics(book, "¡Chollazo! El mejor banco.") >= {"shouting", "unfounded_superlative"}
    assert topics(book, "Una buena oferta.") == set()


def test_a_pack_of_the_same_id_takes_the_place_of_ours(folder: Path) -> None:
    write(folder, "packs/credit.yaml", PACK.replace("id: house\n", "id: credit\n").replace("house-sh", "sh"))
    (folder / "packs" / "house.yaml").unlink()
    book = open_policies(folder)
    assert [rule.id for pack in book.packs if pack.id == "credit" for rule in pack.rules] == ["shouting"]


def test_the_version_changes_with_every_file(folder: Path) -> None:
    before = open_policies(folder, built_in=NONE).version
    assert open_policies(folder, built_in=NONE).version == before
    write(folder, "claims/house.yaml", VOCABULARY.replace("ofertón", "ganga"))
    assert open_policies(folder, built_in=NONE).version != before


@pytest.mark.parametrize("until", ["2026-12-14", "2026-01-01"])
def test_a_pack_out_of_force_is_not_applied_and_its_absence_is_told(folder: Path, until: str) -> None:
    write(folder, "packs/house.yaml", PACK.replace('version: "1"', f'version: "1"\n    effective_until: {until}'))
    assert topics(open_policies(folder, built_in=NONE), "¡Chollazo!") == {"jurisdiction_not_covered"}


def test_samples_that_hold_leave_nothing_to_say(folder: Path) -> None:
    assert open_policies(folder, built_in=NONE).proven() == ()


def test_a_rule_that_contradicts_its_samples_is_told(folder: Path) -> None:
    write(folder, "packs/house.yaml", PACK.replace("Una oferta.", "Un chollazo."))
    (problem,) = open_policies(folder, built_in=NONE).proven()
    assert "house-shouting wrongly catches: Un chollazo." in problem.message.en
    assert "detecta por error" in problem.message.es


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("topic: shouting", "topik: shouting", 9, "topik"),
        ("severity: warn", "severity: fatal", 12, "fatal"),
        ("finds: [shouts]", "finds: [screams]", 11, "no vocabulary defines the claim “screams”"),
        ("finds: [shouts]", "runs: screams", 11, "there is no check “screams”"),
        ("finds: [shouts]", "finds: [shouts], lacks: [shouts]", 11, "exactly one of"),
        (
            "check: {finds",
            "when: {channels: [web], except_channels: [web, sms]}\n        check: {finds",
            12,
            "can never apply",
        ),
        ("context: {channel: web}", "context: {chanel: web}", 18, "Did you mean “channel”"),
        ("catch: [Menudo chollazo., ¡Ofertón!]", "catch: [Menudo chollazo.]", 19, "at least 2"),
        ("ES: {law", "FR: {law", 16, "FR"),
        ("verified: text_read", "verified: surely", 16, "surely"),
    ],
)
def test_a_mistake_in_a_pack_is_told_with_its_line(folder: Path, old: str, new: str, line: int, said: str) -> None:
    assert old in PACK
    write(folder, "packs/house.yaml", PACK.replace(old, new))
    told = problems(folder)
    assert any(problem.startswith(f"packs/house.yaml:{line}:") and said in problem for problem in told), told
    # A key with a wrong name is also missed under its right one.
    assert len(told) == (2 if "topik" in new else 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("(chollazo|ofertón)", "(chollazo|ofertón", "never closed"),
        ("(chollazo|ofertón)", "<nobody>", "<nobody>"),
        ("means:", "meaning:", "meaning"),
    ],
)
def test_a_mistake_in_a_vocabulary_is_told_with_its_line(folder: Path, old: str, new: str, said: str) -> None:
    write(folder, "claims/house.yaml", VOCABULARY.replace(old, new))
    told = problems(folder)
    assert any(problem.startswith("claims/house.yaml:") and said in problem for problem in told)


def test_every_mistake_of_every_file_is_told_at_once(folder: Path) -> None:
    write(folder, "packs/house.yaml", PACK.replace("severity: warn", "severity: fatal"))
    write(folder, "contact.yaml", "soft_opt_in: perhaps\n")
    write(folder, "approvals.yaml", "chain: []\n")
    told = " ".join(problems(folder))
    assert "packs/house.yaml:12" in told
    assert "policies/contact.yaml:1" in told
    assert "policies/approvals.yaml:1" in told


def test_whom_to_contact_and_who_approves_are_read(lince_folder: Path) -> None:
    book = open_policies(lince_folder / "policies", built_in=NONE)
    assert book.contact.soft_opt_in is False
    assert [chain.name for chain in book.approval.chains] == ["large", "standard"]


def test_without_a_company_nobody_can_approve(legal: PolicyBook) -> None:
    assert legal.approval.chains == ()


def test_a_jurisdiction_no_pack_covers_is_a_problem(legal: PolicyBook) -> None:
    (problem,) = legal.uncovered(("ES", "BR"))
    assert "BR" in problem.message.en
    assert "ES" in problem.remedy.en
