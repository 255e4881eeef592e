"""Papers set in a process of their own, `child`, within bounds.

For templates that nobody tried yet: one that never ends or fills the memory ends only this process. The task
comes as JSON on standard input; the answer goes out as JSON, the PDFs in base64.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.letters.ports import Place, Typeset

CHILD = "motcua.adapters.typesetting.child"
SECONDS = 10
MEMORY_BYTES = 1_500_000_000
TOO_MUCH = f"Mẫu chạy quá {SECONDS} giây hoặc dùng quá nhiều bộ nhớ."


def typeset_apart(
    *, sources: Mapping[str, str], papers: Sequence[Mapping[str, Any]], at: datetime
) -> list[Typeset]:
    """Each paper as `TypstTypesetter.typeset` makes it, in another process.

    Raises OutsideFailure, permanent: when one fails, and when it is over its bounds.
    """
    task = {"sources": dict(sources), "papers": list(papers), "at": at.isoformat(), "seconds": SECONDS}
    task["memory_bytes"] = MEMORY_BYTES
    try:
        done = subprocess.run(
            [sys.executable, "-m", CHILD],
            input=json.dumps(task).encode(),
            capture_output=True,
            timeout=2 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise OutsideFailure(TOO_MUCH, permanent=True) from expired
    if done.returncode:
        raise OutsideFailure(TOO_MUCH, permanent=True)
    answer = json.loads(done.stdout)
    if "problem" in answer:
        raise OutsideFailure(answer["problem"], permanent=True)
    return [_typeset(one) for one in answer["papers"]]


def _typeset(said: Mapping[str, Any]) -> Typeset:
    places = {name: Place(**place) for name, place in said["places"].items()}
    return Typeset(**{**said, "pdf": base64.b64decode(said["pdf"]), "places": places})
