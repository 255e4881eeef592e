"""What a command says: facts on standard output, everything else on standard error."""

import json
import sys
from argparse import Namespace
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

YES, NO, FAILURE = 0, 1, 2


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path | bytes):
        return value.hex() if isinstance(value, bytes) else str(value)
    return str(value)


def answer(args: Namespace, facts: Any, *lines: str) -> None:
    """The facts as JSON alone with `--json`, else the lines."""
    if getattr(args, "json", False):
        print(json.dumps(facts, ensure_ascii=False, indent=2, default=_plain))
    else:
        for line in lines:
            print(line)


def note(sentence: str) -> None:
    """Progress, for the person who waits."""
    print(sentence, file=sys.stderr, flush=True)
