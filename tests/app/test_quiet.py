import os

import langsmith.utils
import pytest

from app.quiet import OFF, be_quiet


def test_a_tracer_that_was_on_is_off_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OFF:
        monkeypatch.setenv(name, "true")
    langsmith.configure(enabled=True)
    try:
        assert langsmith.utils.tracing_is_enabled()
        be_quiet()
        assert not langsmith.utils.tracing_is_enabled()
        assert {name: os.environ[name] for name in OFF} == OFF
    finally:
        langsmith.configure(enabled=None)
