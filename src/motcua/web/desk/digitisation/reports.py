"""Reports by year, phase and unit: shown, printed, taken as a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from motcua.foundation.kernel.clock import local, now
from motcua.records.digitisation.queries import reports as queries
from motcua.web.desk import xlsx
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only

from .forms import Report
from .frame import WORKERS, crumbs, shown

HEAD = (
    "Kế hoạch", "Năm thực hiện", "Giấy tờ", "Đơn vị", "Văn bản dự kiến", "Đã quét", "Đã lưu kho",
    "Đang lỗi", "Lượt lỗi", "Kinh phí dự kiến (đồng)", "Đã chi (đồng)",
)  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """A phase with its lengths, of a hundred."""

    report: queries.PhaseReport
    planned_width: float
    scanned_width: float
    stored_width: float


@require_safe
@officer_only(*WORKERS)
def reports(request: DeskRequest) -> HttpResponse:
    form, found = _asked(request)
    most = max([1, *(max(one.planned, one.scanned) for one in found)])
    bars = [Bar(one, _of(one.planned, most), _of(one.scanned, most), _of(one.stored, most)) for one in found]
    context = {
        "form": form,
        "bars": bars,
        "asked": request.GET.urlencode(),
        "sums": {
            name: sum(getattr(one, name) for one in found)
            for name in ("planned", "scanned", "stored", "standing", "faults", "planned_dong", "spent_dong")
        },
        "at": now(),
        "crumbs": crumbs(("Báo cáo", "")),
    }
    return shown(request, "desk/digitisation/reports.html", context, current="digitisation_reports")


@require_safe
@officer_only(*WORKERS)
def table(request: DeskRequest) -> HttpResponseBase:
    _form, found = _asked(request)
    return xlsx.answer(HEAD, _rows(found), name=f"so-hoa-{local(now()):%Y%m%d-%H%M}")


def _asked(request: DeskRequest) -> tuple[Report, list[queries.PhaseReport]]:
    plans, years = queries.choices(viewer=request.officer)
    form = Report(request.GET or None, plans=plans, years=years)
    asked = form.cleaned_data if form.is_valid() else {"plan": "", "year": ""}
    found = queries.phases(
        viewer=request.officer, plan_code=asked.get("plan", ""), year=int(asked.get("year") or 0)
    )
    return form, found


def _of(part: int, whole: int) -> float:
    return round(100 * part / whole, 2)


def _rows(found: list[queries.PhaseReport]) -> Iterator[list[str]]:
    """The phase, then its units."""
    for one in found:
        head = [one.plan_name, str(one.year), one.issued]
        counts = [one.planned, one.scanned, one.stored, one.standing, one.faults]
        yield [*head, "Cả giai đoạn", *map(str, counts), str(one.planned_dong), str(one.spent_dong)]
        for unit in one.units:
            counts = [unit.planned, unit.scanned, unit.stored, unit.standing, unit.faults]
            yield [*head, unit.unit, *map(str, counts), "", ""]
