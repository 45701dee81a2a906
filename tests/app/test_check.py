"""What is wrong with a company's folder."""

from pathlib import Path
from shutil import copytree

import pytest

from app.check import check
from batuta.settings import Settings


@pytest.mark.parametrize(
    ("way_out", "wrong"),
    [
        ('unsubscribe_url: "https://x.example/u/{token}"\nunsubscribe_one_click: true', False),
        ('unsubscribe_url: "https://x.example/baja"', False),
        ('unsubscribe_url: "http://x.example/u/{token}"\nunsubscribe_one_click: true', True),
        ('unsubscribe_url: "https://x.example/u/"\nunsubscribe_one_click: true', True),
        ("unsubscribe_one_click: true", True),
    ],
)
def test_one_click_needs_a_safe_address_that_says_who_leaves(
    lince_folder: Path, tmp_path: Path, way_out: str, wrong: bool
) -> None:
    folder = tmp_path / "lince"
    copytree(lince_folder, folder)
    described = (folder / "workspace.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in described if not line.startswith("unsubscribe")]
    (folder / "workspace.yaml").write_text("\n".join([*kept, way_out, ""]), encoding="utf-8")
    found = [one.in_("es") for one in check(folder, settings=Settings(state_dir=tmp_path / "state"))]
    assert any("unsubscribe_one_click exige" in problem for problem in found) == wrong
