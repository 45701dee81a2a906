"""What is wrong with a playbook is found before anything is run, with file, line and remedy in both languages."""

from pathlib import Path

import pytest

from app.check import MAPPED
from batuta.errors import WorkspaceInvalid
from batuta.publishing import Capability, SystemDescription
from batuta.text import Text
from tools.systems.browser.files import read_playbooks

GOOD = """\
steps:
  - name: form
    go: /new
  - name: title
    fill: {label: Name}
    with: "{argument.name}"
  - name: mark
    fill: {label: Reference}
    with: "{mark}"
  - name: save
    click: {role: button, name: Save}
    changes: true
  - name: saved
    expect: {role: status}
    refused: {role: alert}
  - name: number
    read: id
    pattern: /things/(\\d+)
find:
  steps:
    - name: search
      go: /things?q={mark}
  found: {role: row, name: "{mark}", exact: false}
  absent: {text: Nothing found}
  reads:
    - name: number
      read: id
      from: {role: row, name: "{mark}", exact: false}
      attribute: data-id
"""
SAVED = "  - name: saved\n    expect: {role: status}\n    refused: {role: alert}\n"
SIGN_IN = """\
steps:
  - name: door
    go: /login
  - name: password
    fill: {label: Password}
    with: "{secret:password}"
"""


def problems(
    folder: Path, text: str, *, name: str = "audience.create", sign_in: str = SIGN_IN, can: tuple[str, ...] = ()
) -> list[str]:
    home = folder / "office"
    home.mkdir(exist_ok=True)
    (home / f"{name}.yaml").write_text(text, encoding="utf-8")
    (home / "sign_in.yaml").write_text(sign_in, encoding="utf-8")
    system = SystemDescription(
        id="office",
        name=Text(en="Office"),
        kind="browser",
        capabilities=can or (name,),  # type: ignore[arg-type]
        url="https://office.example",
        credentials={"password": "env:OFFICE"},
    )
    try:
        read_playbooks(home, system)
    except WorkspaceInvalid as invalid:
        for problem in invalid.problems:
            assert problem.message.es
            assert problem.remedy.es
            assert problem.message.es != problem.message.en
        return [problem.in_("en") for problem in invalid.problems]
    return []


def test_a_good_playbook_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("fill: {label: Name}", "fil: {label: Name}", 4, "a step does one of go, fill"),
        ("fill: {label: Name}", "fill: {}", 5, "name it in one way"),
        ("fill: {label: Name}", "fill: {label: Name, css: input}", 5, "name it in one way"),
        ("fill: {label: Name}", "fill: {name: Name, label: Name}", 5, "a name goes with a role"),
        ("{role: button, name: Save}", "{role: knob, name: Save}", 11, "cannot be 'knob'"),
        ("fill: {label: Name}", "fill: {labl: Name}", 5, "not a known key"),
        ('    with: "{argument.name}"\n', "", 4, "is missing"),
        ("go: /new", "go: https://elsewhere.example/", 3, "go"),
        ("{argument.name}", "{argument.nme}", 6, "Did you mean argument.name?"),
        ("{argument.name}", "{name}", 6, "{name} stands for nothing here"),
        ("{argument.name}", "{argument.name", 6, "stands for nothing here"),
        ("{argument.name}", "{argument.by_channel.sms}", 6, "only_with: argument.by_channel.sms"),
        ("{argument.name}", "{read.id}", 6, "has not been read when this step comes"),
        ("{argument.name}", "{item}", 6, "{item} stands for nothing here"),
        ("{argument.name}", "{secret:pasword}", 6, "no credential “pasword”"),
        ("{label: Name}", '{label: "{secret:password}"}', 5, "would be shown"),
        ("{label: Name}", '{css: "#{argument.name}"}', 5, "CSS takes no variables"),
        ("    changes: true\n", "", 1, "no step says that it does"),
        (
            "  - name: saved\n    expect: {role: status}\n    refused: {role: alert}\n",
            "",
            10,
            "Nothing is expected after",
        ),
        ("pattern: /things/(\\d+)", "pattern: /things/(\\d+", 18, "no regular expression"),
        ("pattern: /things/(\\d+)", "pattern: /(th)ings/(\\d+)", 18, "It has 2 groups"),
        ("    pattern: /things/(\\d+)\n", "", 17, "does not say where to read"),
        ("read: id\n    pattern", "read: ids\n    pattern", 17, "Did you mean “id”?"),
        ("name: title", "name: form", 4, "Two steps are called “form”"),
        (
            "      go: /things?q={mark}",
            "      go: /things?q={mark}\n      changes: true",
            23,
            "Looking changes nothing",
        ),
        ("  absent: {text: Nothing found}\n", "", 19, "“find.absent” is missing"),
    ],
)
def test_each_mistake_is_told_with_its_line_and_remedy(
    tmp_path: Path, old: str, new: str, line: int, told: str
) -> None:
    assert old in GOOD
    found = problems(tmp_path, GOOD.replace(old, new, 1))
    assert any(f"systems/office/audience.create.yaml:{line}: " in one and told in one for one in found), found


def test_a_result_that_is_not_read_and_a_missing_find_are_told(tmp_path: Path) -> None:
    without = GOOD.split("  - name: number")[0]
    found = problems(tmp_path, without)
    assert any("has to tell “id”, and no step reads it" in one for one in found)
    assert any("has no `find`" in one for one in found)


def test_a_playbook_that_looks_may_not_change(tmp_path: Path) -> None:
    looking = """\
steps:
  - name: page
    go: /things/{argument.id}
  - name: delete
    click: {role: button, name: Delete}
    changes: true
  - name: count
    read: members
    from: {css: .count}
    as: integer
"""
    found = problems(tmp_path, looking, name="audience.size")
    assert [one for one in found if "audience.size only looks" in one and ":6:" in one]
    assert problems(tmp_path / "..", looking.replace("    changes: true\n", ""), name="audience.size") == []


@pytest.mark.parametrize("secret", ["{secret:token}", "{argument.name}", "{mark}"])
def test_signing_in_knows_the_systems_secrets_only(tmp_path: Path, secret: str) -> None:
    found = problems(tmp_path, GOOD, sign_in=SIGN_IN.replace("{secret:password}", secret))
    assert [one for one in found if one.startswith("systems/office/sign_in.yaml:6:")]


def test_files_and_capabilities_must_agree(tmp_path: Path) -> None:
    can: tuple[Capability, ...] = ("audience.create", "audience.get")
    found = problems(tmp_path, GOOD, can=can)
    assert found == [
        "systems.yaml: office has no playbook for audience.get. Record systems/office/audience.get.yaml with "
        "`batuta record`, or take it from its capabilities."
    ]
    (tmp_path / "office" / "audience.make.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "office" / "audience.update.yaml").write_text(GOOD, encoding="utf-8")
    found = problems(tmp_path, GOOD)
    assert any("“audience.make” is not a capability" in one for one in found)
    assert any("does not list audience.update for office" in one for one in found)


def test_checking_a_workspace_checks_its_playbooks(tmp_path: Path) -> None:
    home = tmp_path / "systems" / "office"
    home.mkdir(parents=True)
    system = SystemDescription(
        id="office", name=Text(en="Office"), kind="browser", capabilities=("audience.create",), url="https://o.example"
    )
    (home / "audience.create.yaml").write_text(GOOD.replace("argument.name", "argument.nme"), encoding="utf-8")
    found = MAPPED[system.kind](system, tmp_path)
    assert [(one.file, one.line) for one in found] == [("systems/office/audience.create.yaml", 6)]
    (home / "audience.create.yaml").write_text(GOOD, encoding="utf-8")
    assert MAPPED[system.kind](system, tmp_path) == ()
