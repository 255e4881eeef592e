"""`motcua procedures search`: the order of the search page, with a database or from what is shipped."""

import os
from argparse import Namespace
from dataclasses import asdict, dataclass

from motcua.config import database
from motcua.foundation.kernel.clock import local_date, now
from motcua.ops.output import NO, YES, answer
from motcua.reference.catalogue import queries, shipped


@dataclass(frozen=True)
class Line:
    """One procedure found; `score` is how well it fits, up to 1."""

    code: str
    name: str
    agency: str
    score: float


def search(args: Namespace) -> int:
    """1 when nothing fits."""
    words, limit = " ".join(args.words), max(1, min(args.limit, 200))
    is_shipped = args.shipped or not database.is_made(os.environ)
    found = _shipped(words, limit) if is_shipped else _published(words, limit)
    lines = [f"{one.code:<24} {one.score:.2f}  {one.name} ({one.agency})" for one in found]
    answer(args, [asdict(one) for one in found], *lines)
    return YES if found else NO


def _published(words: str, limit: int) -> list[Line]:
    hits = queries.search(words=words, limit=limit, on=local_date(now()))
    return [Line(hit.full_code, hit.name, hit.agency_name, hit.score) for hit in hits]


def _shipped(words: str, limit: int) -> list[Line]:
    hits = shipped.search(words, limit=limit, on=local_date(now()))
    return [Line(hit.local_id, hit.name, hit.agency, hit.score) for hit in hits]
