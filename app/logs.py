"""Logs go to standard error, a line an event; standard output belongs to what was asked for."""

import logging
import sys

import structlog
from structlog.typing import WrappedLogger


class _ToStandardError:
    """Writes to what standard error is at the moment of writing: a host may have replaced and closed an earlier one."""

    def msg(self, message: str) -> None:
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()

    log = debug = info = warning = error = critical = exception = fatal = failure = err = warn = msg


def _logger(*_: object) -> WrappedLogger:
    return _ToStandardError()


def set_up_logs(level: str) -> None:
    """Levels as in `logging`: DEBUG, INFO, WARNING, ERROR."""
    number = logging.getLevelNamesMapping()[level]
    threshold = max(number, logging.WARNING)
    handler = logging.StreamHandler(sys.stderr)
    # Of the handler as well: a library that lowers its own logger's level is not heard through it.
    handler.setLevel(threshold)
    logging.basicConfig(handlers=[handler], level=threshold, format="%(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=_logger,
        cache_logger_on_first_use=True,
    )
