import shutil
from pathlib import Path

import pytest

from batuta.settings import Settings
from tests.tools.language.find_city import PROMPT
from tools.language.prompts import PROMPTS


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """A prompt folder for `find_city`."""
    folder = tmp_path / "prompts"
    shutil.copytree(PROMPTS / "engine", folder / "engine")
    (folder / "find_city.md").write_text(PROMPT)
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """No model."""
    return Settings(state_dir=tmp_path)
