"""Sets papers within bounds and says so; the task comes on standard input."""

import base64
import json
import resource
import sys
from dataclasses import asdict
from datetime import datetime

from motcua.adapters.typesetting.typst import TypstTypesetter
from motcua.foundation.kernel.errors import OutsideFailure


def main() -> None:
    """The bounds are the kernel's, even against code that never returns to Python."""
    task, typesetter = json.load(sys.stdin), TypstTypesetter()
    resource.setrlimit(resource.RLIMIT_CPU, (task["seconds"], task["seconds"]))
    resource.setrlimit(resource.RLIMIT_AS, (task["memory_bytes"], task["memory_bytes"]))
    at = datetime.fromisoformat(task["at"])
    try:
        made = [typesetter.typeset(sources=task["sources"], at=at, **paper) for paper in task["papers"]]
    except OutsideFailure as failure:
        json.dump({"problem": str(failure)}, sys.stdout)
        return
    papers = [asdict(one) | {"pdf": base64.b64encode(one.pdf).decode()} for one in made]
    json.dump({"papers": papers}, sys.stdout)


if __name__ == "__main__":
    main()
