"""The 200 queries, what each wants, and the measure.

A judgment is `key:grade` with grades 3 (this is it), 2 (serves as well), 1 (near: another act on the same
thing). A key may hold a star ("*.ban-le.ruou": every act on it), name a group ("&xquang") or a province
("2.000081@hue"). The first pattern that fits a row says its grade, so the narrow stand before the wide.

A second row of the same procedure within the ten adds nothing: ten provinces of one thing help nobody.
"""

import csv
import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from catalogue import Row

QUERIES = Path(__file__).with_name("queries.csv")
GROUPS = {
    "&xquang": ["2.000086", "2.000081", "2.000069", "1.000184", "2.002382", "2.002383", "bg-09", "bg-33"],
}


@dataclass(frozen=True)
class Query:
    """What somebody typed. `kind`: plain, bare (no diacritics) or error."""

    kind: str
    words: str
    wants: tuple[tuple[str, str, int], ...]
    reason: str
    is_held_out: bool

    def grade(self, row: Row) -> int:
        for key, place, grade in self.wants:
            if fnmatchcase(row.key, key) and place in ("", row.place):
                return grade
        return 0


def queries() -> list[Query]:
    """All 200. Which half is held out was settled by their hashes, before anything was ranked."""
    with open(QUERIES, newline="", encoding="utf-8") as file:
        raw = list(csv.DictReader(file))
    in_order = sorted(raw, key=lambda one: (one["kind"], hashlib.sha256(one["query"].encode()).hexdigest()))
    held_out = {one["query"] for one in in_order[1::2]}
    return [
        Query(one["kind"], one["query"], tuple(_wants(one["wants"])), one["reason"], one["query"] in held_out)
        for one in raw
    ]


def _wants(text: str) -> list[tuple[str, str, int]]:
    found = []
    for one in text.split():
        pattern, _, grade = one.rpartition(":")
        name, _, place = pattern.partition("@")
        found += [(key, place, int(grade)) for key in GROUPS.get(name, [name])]
    return found


def ndcg(query: Query, found: Sequence[Row], everything: Sequence[Row], *, depth: int = 10) -> float:
    """Normalised discounted cumulative gain of the first ten rows; copies of a procedure gain nothing."""
    best: dict[str, int] = {}
    for row in everything:
        best[row.key] = max(best.get(row.key, 0), query.grade(row))
    ideal = sorted((grade for grade in best.values() if grade), reverse=True)[:depth]
    assert ideal, f"nothing in the catalogue fits {query.words!r}"
    seen: set[str] = set()
    gains = []
    for row in found[:depth]:
        gains.append(0 if row.key in seen else query.grade(row))
        seen.add(row.key)
    return _discounted(gains) / _discounted(ideal)


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
