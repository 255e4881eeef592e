"""The signing queue: one paper after another, what is agreed with is signed together, each in its own act."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.dossiers.enums import BulkAct
from motcua.casework.dossiers.queries import bulk, desk
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@dataclass(frozen=True)
class Desk:
    """What lies before the leader: the papers, which one is open, which are agreed with."""

    looks: Sequence[bulk.Look]
    place: int
    agreed: frozenset[str]

    @property
    def now(self) -> bulk.Look:
        return self.looks[self.place]

    @property
    def is_agreed(self) -> bool:
        return self.now.code in self.agreed

    @property
    def lines(self) -> list[bulk.Look]:
        """What will be signed, as it was seen."""
        return [one for one in self.looks if one.code in self.agreed]

    def address(self, place: int, agreed: frozenset[str]) -> str:
        code = self.looks[max(0, min(place, len(self.looks) - 1))].code
        return "?" + urlencode({"at": code, "agreed": sorted(agreed)}, doseq=True)

    @property
    def rows(self) -> list[tuple[bulk.Look, str, bool, bool]]:
        """Each with its address, whether it is open, whether it is agreed with."""
        return [
            (one, self.address(place, self.agreed), place == self.place, one.code in self.agreed)
            for place, one in enumerate(self.looks)
        ]

    @property
    def links(self) -> dict[str, str]:
        here = {self.now.code}
        return {
            "next": self.address(self.place + 1, self.agreed),
            "previous": self.address(self.place - 1, self.agreed),
            "agree": self.address(self.place + 1, self.agreed | here),
            "not_yet": self.address(self.place, self.agreed - here),
        }


@officer_only(Permission.DOSSIER_DECIDE)
def signing(request: DeskRequest) -> HttpResponse:
    officer, at = request.officer, now()
    waiting = desk.worklist(viewer=officer, queue="leader", filters=WorklistFilters(), at=at)
    looks = bulk.looks(viewer=officer, act=BulkAct.SIGN, codes=[row.code for row in waiting.rows])
    ready = [one for one in looks if not one.why_not]
    context = {
        "desk": _desk(ready, request) if ready else None,
        "more": waiting.more,
        "groups": frame.groups(officer=officer, at=at, current="signing"),
    }
    return render(request, "desk/bulk/signing.html", context)


def _desk(looks: Sequence[bulk.Look], request: DeskRequest) -> Desk:
    codes = [one.code for one in looks]
    asked = request.GET.get("at", "")
    agreed = frozenset(request.GET.getlist("agreed")) & frozenset(codes)
    return Desk(looks, codes.index(asked) if asked in codes else 0, agreed)
