"""Where a line of the log goes."""

import io
import sys

import pytest
import structlog

from app.logs import set_up_logs


def test_a_stream_that_was_closed_meanwhile_is_not_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", first)
    set_up_logs("INFO")
    structlog.get_logger().info("one")
    first_said = first.getvalue()
    first.close()
    monkeypatch.setattr(sys, "stderr", second)
    structlog.get_logger().warning("two")
    assert "one" in first_said
    assert "two" in second.getvalue()
