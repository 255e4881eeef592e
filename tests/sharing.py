"""How test processes share the work: a file stays together, so that what its tests share is made once.

The tests of the running product stay together too: it is started once, not in every process. What takes
minutes comes first and short files last, so that all processes end at about the same time.
"""

import re
from collections import OrderedDict
from functools import cache
from pathlib import Path

from xdist.scheduler.loadscope import LoadScopeScheduling

ROOT = Path(__file__).resolve().parents[1]
OF_ITS_OWN = "tests/journeys/test_fuzz.py"  # it spoils its product for others
LONG = (
    "the running product", OF_ITS_OWN, "tests/casework/dossiers/test_random_walk.py", "tests/ops/demo/", "tests/ops/",
    "tests/upgrade/", "tests/journeys/", "tests/web/ui/test_in_browser.py",
)  # fmt: skip
"""Longest first. A wrong guess costs a minute at the end of a run and breaks nothing."""


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid.split("::")[0])

    def schedule(self) -> None:
        """The base lays the work out at the first call and hands out the first units; ours come in our order."""
        if self.collection is None:
            self.workqueue = _LongestFirst()
        super().schedule()


class _LongestFirst(OrderedDict[str, dict[str, bool]]):
    """Gives the first unit by `LONG`, and of the others the one with most tests."""

    def popitem(self, last: bool = True) -> tuple[str, dict[str, bool]]:
        name = min(self, key=lambda unit: (_place(unit), -len(self[unit])))
        return name, self.pop(name)


def _place(unit: str) -> int:
    return next((place for place, start in enumerate(LONG) if unit.startswith(start)), len(LONG))


@cache
def together(path: str) -> str:
    """The unit of work that a file belongs to."""
    if not path.startswith("tests/journeys/") or path == OF_ITS_OWN:
        return path
    asks_for_it = re.search(r"\bProduct\b", (ROOT / path).read_text(encoding="utf-8"))
    return LONG[0] if asks_for_it else path
