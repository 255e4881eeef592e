"""Logs: one line for each event, facts as keywords, on standard error; JSON for machines, or plain for
people.

What libraries write through the standard library goes the same way. Never personal data: an error's further
lines are left out, since the database quotes the row there.
"""

import logging
import os
import sys
import traceback
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

QUIET = (
    "procrastinate", "fontTools", "pyhanko", "PIL", "httpx", "httpcore", "asyncio",
    "boto3", "botocore", "urllib3",
)  # fmt: skip


def _plain_error(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The path of an error and its first line; not the values that stood in it."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if found and found[0] is not None:
        kind, error, trace = found
        first = str(error).split("\n")[0]
        event["error"] = f"{kind.__module__}.{kind.__qualname__}: {first}"
        event["at"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)][-12:]
    return event


def _whole_events() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _plain_error,
    ]


def configure(environ: Mapping[str, str] = os.environ) -> None:
    """Send every log line to standard error. MOTCUA_LOG: `json` or `console`; MOTCUA_LOG_LEVEL: `info`, …"""
    shape = environ.get("MOTCUA_LOG", "console" if sys.stderr.isatty() else "json")
    level = logging.getLevelNamesMapping().get(environ.get("MOTCUA_LOG_LEVEL", "info").upper(), logging.INFO)
    last: Processor
    if shape == "json":
        last = structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True)
    else:
        last = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_whole_events(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_whole_events(), _named],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    logging.captureWarnings(True)


def _named(logger: Any, _: str, event: EventDict) -> EventDict:
    """A library's line: its words may hold anything, so only warnings and worse come here, with their
    source.
    """
    record = event.get("_record")
    if record is not None:
        event["source"] = record.name
    return event
