"""The viewer: one paper of a dossier, or two side by side, page by page as pictures that the server draws.

What is shown stands in the address alone (`paper`, `page`, `turn`, `zoom`; with a 2 for the second),
so that every control is a link: it works without scripts, and with them only the viewer is exchanged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import OpeningWay
from motcua.casework.dossiers.queries.desk_dossier import desk_document_for
from motcua.casework.dossiers.queries.desk_papers import PaperToView, to_view
from motcua.casework.dossiers.queries.desk_rows import Desk
from motcua.casework.dossiers.queries.viewing import papers_to_view
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.records.documents import queries as documents
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only

KEPT = ("tab", "apart")
TURNS = (0, 90, 180, 270)
ZOOMS = (1, 2, 3)
"""Whole width of the pane, half as much again, and double and a half; the wider ones are drawn finer."""


@dataclass(frozen=True)
class Control:
    """A link of the viewer; without an address there is nothing to do. `key` does it from the keyboard."""

    slug: str
    label: str
    icon: str
    address: str = ""
    key: str = ""


@dataclass(frozen=True)
class Pane:
    """One paper and how it is looked at."""

    number: int
    paper: PaperToView
    page: int = 1
    turn: int = 0
    zoom: int = 1

    @property
    def mark(self) -> str:
        """Behind the names of this pane in the address."""
        return "" if self.number == 1 else "2"

    @property
    def picture(self) -> str:
        asked = urlencode({"turn": self.turn, "width": documents.WIDTHS[self.zoom > 1]})
        return f"{reverse('desk:document_page', args=[self.paper.code, self.page])}?{asked}"

    def asked(self, **changes: object) -> dict[str, object]:
        """The part of the address that shows this pane."""
        now = {"paper": self.paper.code, "page": self.page, "turn": self.turn, "zoom": self.zoom} | changes
        plain = {"page": 1, "turn": 0, "zoom": 1}
        return {f"{name}{self.mark}": value for name, value in now.items() if plain.get(name) != value}


@dataclass(frozen=True)
class Side:
    """A pane with its controls, and what its choice of a paper or of a page brings along in the address."""

    pane: Pane
    papers: list[Control]
    pages: list[Control]
    with_paper: list[tuple[str, object]]
    with_page: list[tuple[str, object]]


@dataclass(frozen=True)
class Viewer:
    """The panes of a page; `here` is its address, `kept` what else stands in it."""

    code: str
    papers: Sequence[PaperToView]
    panes: tuple[Pane, ...]
    here: str
    kept: Mapping[str, str]
    is_apart: bool

    @property
    def fetch(self) -> str:
        return reverse("desk:viewer", args=[self.code])

    def address(self, *parts: Mapping[str, object]) -> str:
        asked: dict[str, object] = dict(self.kept)
        for part in parts:
            asked |= part
        return f"?{urlencode(asked)}"

    def shown(self, pane: Pane, **changes: object) -> str:
        """The same view with one pane changed."""
        others = [one.asked() for one in self.panes if one.number != pane.number]
        return self.address(pane.asked(**changes), *others)

    @property
    def sides(self) -> list[Side]:
        return [
            Side(
                pane=pane,
                papers=self._paper_controls(pane),
                pages=self._page_controls(pane),
                with_paper=self._along(pane, "paper", "page", "turn"),
                with_page=self._along(pane, "page"),
            )
            for pane in self.panes
        ]

    def _paper_controls(self, pane: Pane) -> list[Control]:
        place = self.papers.index(pane.paper)
        before = self.papers[place - 1] if place else None
        after = self.papers[place + 1] if place + 1 < len(self.papers) else None
        first = pane.number == 1
        return [
            Control(
                "paper-before", "Giấy tờ trước", "arrow-up", self._of(pane, before), "[" if first else ""
            ),
            Control("paper-after", "Giấy tờ sau", "arrow-down", self._of(pane, after), "]" if first else ""),
        ]

    def _of(self, pane: Pane, paper: PaperToView | None) -> str:
        return self.shown(pane, paper=paper.code, page=1, turn=0) if paper else ""

    def _page_controls(self, pane: Pane) -> list[Control]:
        first, last = pane.number == 1, pane.paper.pages
        before = self.shown(pane, page=pane.page - 1) if pane.page > 1 else ""
        after = self.shown(pane, page=pane.page + 1) if pane.page < last else ""
        smaller = self.shown(pane, zoom=pane.zoom - 1) if pane.zoom > ZOOMS[0] else ""
        larger = self.shown(pane, zoom=pane.zoom + 1) if pane.zoom < ZOOMS[-1] else ""
        turned = self.shown(pane, turn=(pane.turn + 90) % 360)
        return [
            Control("before", "Trang trước", "arrow-left", before, "ArrowLeft" if first else "<"),
            Control("after", "Trang sau", "arrow-right", after, "ArrowRight" if first else ">"),
            Control("smaller", "Thu nhỏ", "dash-circle", smaller, "-" if first else ""),
            Control("larger", "Phóng to", "plus-lg", larger, "+" if first else ""),
            Control("turn", "Xoay", "arrow-clockwise", turned, "r" if first else ""),
        ]

    @property
    def together(self) -> Control | None:
        """Lay a second paper beside the first, or take it away; None when there is only one."""
        if len(self.panes) == 2:
            return Control("together", "Bỏ so sánh", "x-lg", self.address(self.panes[0].asked()), "b")
        if len(self.papers) < 2 or not self.panes:
            return None
        place = self.papers.index(self.panes[0].paper)
        other = Pane(2, self.papers[(place + 1) % len(self.papers)])
        address = self.address(self.panes[0].asked(), other.asked())
        return Control("together", "So sánh hai giấy tờ", "copy", address, "b")

    def _along(self, pane: Pane, *leave: str) -> list[tuple[str, object]]:
        asked: dict[str, object] = dict(self.kept)
        for one in self.panes:
            asked |= one.asked()
        return [
            (name, value) for name, value in asked.items() if name not in {f"{n}{pane.mark}" for n in leave}
        ]


def beside(asked: Mapping[str, str], *, dossier: Desk, tab: str) -> Viewer:
    """The viewer on the page of its dossier."""
    kept = {"tab": tab} if tab else {}
    return viewer_of(asked, to_view(dossier.papers, dossier.letters), dossier.code, kept)


def beside_act(*, dossier: Desk) -> Viewer:
    """The viewer on the page of an act: without scripts it opens apart, so that what was typed stays."""
    return viewer_of({}, to_view(dossier.papers, dossier.letters), dossier.code, {"apart": "1"})


def viewer_of(
    asked: Mapping[str, str], papers: Sequence[PaperToView], code: str, kept: Mapping[str, str]
) -> Viewer:
    """What the address asks for; what is not there is shown from its beginning."""
    panes = tuple(pane for number in (1, 2) if (pane := _pane(asked, number, papers)) is not None)
    is_apart = "apart" in kept
    here = reverse("desk:viewer" if is_apart else "desk:dossier", args=[code])
    return Viewer(code, papers, panes, here, kept, is_apart)


def _pane(asked: Mapping[str, str], number: int, papers: Sequence[PaperToView]) -> Pane | None:
    mark = "" if number == 1 else "2"
    wanted = asked.get(f"paper{mark}", "")
    paper = next((one for one in papers if one.code == wanted), None)
    if paper is None:
        if number == 2 or not papers:
            return None
        paper = papers[0]
    page = min(max(_number(asked.get(f"page{mark}"), 1), 1), max(paper.pages, 1))
    turn, zoom = _number(asked.get(f"turn{mark}"), 0), _number(asked.get(f"zoom{mark}"), 1)
    return Pane(number, paper, page, turn if turn in TURNS else 0, zoom if zoom in ZOOMS else 1)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise


@officer_only(Permission.DOSSIER_SEE)
def viewer(request: DeskRequest, code: str) -> HttpResponse:
    """The viewer alone: what the pages of acts open, and what scripts fetch for a dossier's page."""
    kept = {name: request.GET[name] for name in KEPT if name in request.GET}
    shown = viewer_of(request.GET, papers_to_view(viewer=request.officer, code=code), code, kept)
    if "HX-Request" not in request.headers:
        return render(request, "desk/dossiers/viewer.html", {"viewer": shown, "code": code})
    response = render(request, "desk/dossiers/_viewer.html", {"viewer": shown})
    if not shown.is_apart:
        response["HX-Replace-Url"] = f"{shown.here}?{request.GET.urlencode()}"
    return response


@officer_only(Permission.DOSSIER_SEE)
def small(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """A page so small that it is known again but not read: authorised by itself, and no opening (ADR 99)."""
    found = desk_document_for(viewer=request.officer, code=code)
    picture = documents.small_page_of(found, page=number)
    return HttpResponse(picture, "image/jpeg", headers={"Cache-Control": "private, no-store"})


@officer_only(Permission.DOSSIER_SEE)
def page(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """One page of a paper as a picture, authorised by itself."""
    found = desk_document_for(viewer=request.officer, code=code)
    width, turn = _number(request.GET.get("width"), documents.WIDTHS[0]), _number(request.GET.get("turn"), 0)
    dossiers.keep_opening(by=request.officer.actor, code=code, way=OpeningWay.SHOWN, at=now())
    picture = documents.page_of(found, page=number, width_px=width, turn=turn)
    return HttpResponse(picture, "image/jpeg", headers={"Cache-Control": "private, no-store"})
