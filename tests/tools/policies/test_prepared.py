"""Rules that were read before: the same rules, found by content alone, and never in the way."""

from pathlib import Path

import pytest

import tools.policies.book as book_module
from batuta.compliance import Review, Subject
from batuta.content import ContentItem
from batuta.errors import Problem, WorkspaceInvalid
from batuta.text import Text
from tests.scenes.compliance import TODAY
from tests.scenes.policy_files import PACK, VOCABULARY, write
from tools.policies import PolicyBook, files, open_policies

NONE = Path("no-packs-of-ours")
TEXT = "Préstamo al 3 % TIN, ¡concedido al instante! El mejor banco. Gr4tis para siempre. Menudo chollazo."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "policies"
    root.mkdir()
    write(root, "claims/house.yaml", VOCABULARY)
    write(root, "packs/house.yaml", PACK)
    return root


def reviewed(book: PolicyBook) -> Review:
    item = ContentItem(id="a", channel="email", locale="es-ES", status="draft", parts={"body": TEXT}, origin="edited")
    return book.review(Subject(items=(item,), jurisdictions=("ES",), sector="bank", today=TODAY), "es-ES")


def test_what_was_kept_says_the_same_as_what_is_read_anew(tmp_path: Path, folder: Path) -> None:
    first = open_policies(folder, kept=tmp_path / "kept")
    again = open_policies(folder, kept=tmp_path / "kept")
    assert len(reviewed(again).findings) > 3
    assert reviewed(again) == reviewed(first) == reviewed(open_policies(folder))
    assert again.packs == first.packs
    assert again.version == first.version


def test_a_changed_file_is_read_anew(tmp_path: Path, folder: Path) -> None:
    open_policies(folder, built_in=NONE, kept=tmp_path / "kept")
    write(folder, "claims/house.yaml", VOCABULARY.replace("chollazo", "ganga"))
    topics = {f.topic for f in reviewed(open_policies(folder, built_in=NONE, kept=tmp_path / "kept")).findings}
    assert "shouting" not in topics


def test_files_that_are_wrong_are_told_every_time(tmp_path: Path, folder: Path) -> None:
    write(folder, "packs/house.yaml", PACK.replace("finds: [shouts]", "finds: [whispers]"))
    for _ in range(2):
        with pytest.raises(WorkspaceInvalid, match="whispers"):
            open_policies(folder, built_in=NONE, kept=tmp_path / "kept")


@pytest.mark.parametrize("broken", [b"", b"{}", b'{"packs": [', b"\xff\xfe"])
def test_a_kept_file_that_is_damaged_is_ignored(tmp_path: Path, folder: Path, broken: bytes) -> None:
    kept = tmp_path / "kept"
    files.forget()
    open_policies(folder, built_in=NONE, kept=kept)
    (file,) = kept.glob("*.json")
    file.write_bytes(broken)
    files.forget()
    assert "shouting" in {f.topic for f in reviewed(open_policies(folder, built_in=NONE, kept=kept)).findings}


def test_a_place_that_cannot_hold_files_is_no_hindrance(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "kept").write_text("a file, not a folder", encoding="utf-8")
    assert open_policies(folder, built_in=NONE, kept=tmp_path / "kept").proven() == ()


def test_samples_are_tried_once_for_the_same_rules(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_policies(folder, built_in=NONE, kept=tmp_path / "kept").proven() == ()
    never = Problem("x", None, Text(en="tried", es="probado"), Text(en="-", es="-"))
    monkeypatch.setattr(book_module, "failing_samples", lambda *_: iter((never,)))
    assert open_policies(folder, built_in=NONE, kept=tmp_path / "kept").proven() == ()
    write(folder, "claims/house.yaml", VOCABULARY.replace("ofertón", "ofertón|gangaza"))
    assert open_policies(folder, built_in=NONE, kept=tmp_path / "kept").proven() == (never,)


def test_samples_that_fail_are_tried_again(tmp_path: Path, folder: Path) -> None:
    write(folder, "packs/house.yaml", PACK.replace("Una oferta.", "Un chollazo."))
    for _ in range(2):
        assert len(open_policies(folder, built_in=NONE, kept=tmp_path / "kept").proven()) == 1


def test_old_files_make_room(tmp_path: Path, folder: Path) -> None:
    for number in range(25):
        write(folder, "claims/house.yaml", VOCABULARY.replace("ofertón", f"oferton{'x' * (number + 1)}|ofertón"))
        open_policies(folder, built_in=NONE, kept=tmp_path / "kept")
    assert len(list((tmp_path / "kept").iterdir())) == 20
