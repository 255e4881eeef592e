"""Papers that people did not hand in again, for those who give out work or decide: bars, and a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.casework.dossiers.queries import saved_papers as queries
from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame, xlsx
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only

HEAD = ("Năm", "Theo", "Mã", "Tên", "Giấy tờ không phải nộp lại", "Yêu cầu nộp lại có lý do")


@dataclass(frozen=True)
class Bar:
    """A row with its length, of a hundred."""

    row: queries.SavedRow
    label: str
    width: str


def _asked(request: DeskRequest) -> queries.Saved:
    year = request.GET.get("year", "")
    wanted = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0
    return queries.saved(viewer=request.officer, year=wanted, at=now())


@require_safe
@officer_only(*queries.SEES)
def saved_papers(request: DeskRequest) -> HttpResponse:
    found = _asked(request)
    context = {
        "found": found,
        "procedures": _bars(found.procedures),
        "months": _bars(found.months),
        "agencies": _bars(found.agencies) if len(found.agencies) > 1 else [],
        "groups": frame.groups(officer=request.officer, at=now(), current="saved_papers"),
    }
    return render(request, "desk/saved_papers.html", context)


def _bars(rows: Sequence[queries.SavedRow]) -> list[Bar]:
    most = max((row.saved for row in rows), default=0) or 1
    return [Bar(row, _label(row), str(round(100 * row.saved / most, 1))) for row in rows]


def _label(row: queries.SavedRow) -> str:
    """A month as people write it; else the name."""
    if row.name == row.code and len(row.code) == 7 and row.code[4] == "-":
        return f"Tháng {row.code[5:]}/{row.code[:4]}"
    return row.name


@require_safe
@officer_only(*queries.SEES)
def table(request: DeskRequest) -> HttpResponseBase:
    """What the page shows, as a file."""
    found = _asked(request)
    return xlsx.answer(HEAD, _cells(found), name=f"giay-to-khong-nop-lai-{found.year}")


def _cells(found: queries.Saved) -> Iterator[list[str]]:
    parts = (("Thủ tục", found.procedures), ("Tháng", found.months), ("Cơ quan", found.agencies))
    for what, rows in parts:
        for row in rows:
            yield [str(found.year), what, row.code, _label(row), str(row.saved), str(row.asked_again)]
