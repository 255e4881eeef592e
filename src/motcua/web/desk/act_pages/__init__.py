"""Every act on a dossier as a page: one table per part of its way."""

from collections.abc import Mapping
from typing import Final

from . import counter, decision, ending, losing, reception, side, steps, time, work
from .page import ActPage

PAGES: Final[Mapping[str, ActPage]] = {
    **reception.PAGES,
    **counter.PAGES,
    **work.PAGES,
    **side.PAGES,
    **steps.PAGES,
    **time.PAGES,
    **ending.PAGES,
    **decision.PAGES,
    **losing.PAGES,
}

__all__ = ["PAGES", "ActPage"]
