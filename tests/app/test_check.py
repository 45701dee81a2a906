"""What is wrong with a company's folder."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from app.check import check, remarks
from batuta.settings import Settings
from tests.scenes.policy_files import PACK, VOCABULARY, write


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


def test_what_is_wrong_with_a_mapping_is_named_with_its_line(lince_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lince"
    copytree(lince_folder, folder)
    (folder / "systems").mkdir()
    (folder / "systems" / "esp.yaml").write_text(
        "capabilities:\n"
        "  audience.get:\n"
        "    operation: GET /lists/{id}\n"
        "    path: {id: $arguments.ident}\n"
        "    result: {id: $answer.id}\n"
    )
    systems = "systems:\n  - {id: esp, kind: openapi, name: ESP, url: 'https://esp.example', capabilities: [%s]}\n"
    (folder / "systems.yaml").write_text(systems % "audience.get, audience.size")
    found = check(folder, settings=Settings(state_dir=tmp_path / "state"))
    told = {(one.file, one.line): one.in_("en") for one in found if one.file == "systems/esp.yaml"}
    assert "has no $arguments.ident" in told["systems/esp.yaml", 2]
    assert "audience.size" in told["systems/esp.yaml", None]


def test_two_systems_that_claim_one_campaign_are_told_before_anything_runs(lince_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lince"
    copytree(lince_folder, folder)
    (folder / "systems.yaml").write_text(
        "systems:\n"
        "  - {id: web, kind: wordpress, name: Web, url: 'https://a.example', capabilities: [content.create]}\n"
        "  - {id: blog, kind: wordpress, name: Blog, url: 'https://a.example/', capabilities: [content.create]}\n"
    )
    found = [
        one for one in check(folder, settings=Settings(state_dir=tmp_path / "state")) if one.file == "systems.yaml"
    ]
    assert len(found) == 1
    assert "web y blog son el mismo sitio" in found[0].in_("es")
    assert "only_for" in found[0].in_("en")


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ("effective_from: 2028-01-01", "no entra en vigor hasta el 2028-01-01"),
        ("effective_until: 2026-12-31", "dejó de estar en vigor el 2026-12-31"),
        ("effective_from: 2026-01-01", None),
    ],
)
def test_a_pack_that_is_not_applied_today_is_told_and_is_no_problem(
    lince_folder: Path, tmp_path: Path, dates: str, told: str | None
) -> None:
    folder = tmp_path / "lince"
    copytree(lince_folder, folder)
    write(folder / "policies", "claims/house.yaml", VOCABULARY)
    write(folder / "policies", "packs/house.yaml", PACK.replace('version: "1"', f'version: "1"\n    {dates}'))
    settings = Settings(state_dir=tmp_path / "state")
    said = [remark.in_("es") for remark in remarks(folder, settings=settings, today=date(2027, 5, 1))]
    assert [told in one for one in said] == [True] if told else not said
    assert not [one for one in check(folder, settings=settings) if "house" in one.in_("en")]
