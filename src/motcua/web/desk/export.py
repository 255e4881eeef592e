"""A list as a file: what the list shows, with its columns, filters and order."""

from collections.abc import Iterator, Sequence

from django.http import HttpResponseBase
from django.views.decorators.http import require_POST

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import desk, offered, queues
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local, now
from motcua.web.desk import xlsx
from motcua.web.desk.columns import Column, chosen
from motcua.web.desk.kept_words import KeptWords
from motcua.web.desk.list_forms import FilterForm
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only

MOST_ROWS = 1_000_000
"""A sheet holds 1,048,576; what is left out is said in the last row."""
CUT = "Danh sách còn nữa: lọc hẹp lại rồi tải tiếp."


@officer_only(Permission.DOSSIER_SEE)
@require_POST
def export(request: DeskRequest, queue: str) -> HttpResponseBase:
    at, officer = now(), request.officer
    rule = queues.find_queue(officer, queue)
    kept, at_work = KeptWords(request), offered.at_work(viewer=officer, is_open=rule.is_open)
    form = FilterForm(request.GET, kept=kept, at_work=at_work, queue=rule)
    form.stands = queues.stand_of(officer, queue)
    shown = form.columns()
    dossiers.record_export(
        by=officer,
        queue=queue,
        columns=[one.slug for one in shown],
        is_whole=not form.filters().is_set,
        at=at,
    )
    rows = desk.all_rows(
        viewer=officer,
        queue=queue,
        filters=form.filters(),
        sort=form.order().slug,
        at=at,
        limit=MOST_ROWS + 1,
    )
    return xlsx.answer(_head(shown), _cells(rows, shown), name=f"ho-so-{queue}-{local(at):%Y%m%d-%H%M}")


@officer_only(Permission.DOSSIER_SEE)
@require_POST
def found(request: DeskRequest) -> HttpResponseBase:
    """All that a search finds, as the page shows it."""
    at, officer, shown = now(), request.officer, chosen((), is_mixed=True)
    wanted = KeptWords(request).read(request.GET, "q").get("q", "")[:120]
    rows = desk.all_found(viewer=officer, words=wanted, at=at, limit=MOST_ROWS + 1)
    slugs = [one.slug for one in shown]
    dossiers.record_export(by=officer, queue="search", columns=slugs, is_whole=False, at=at)
    return xlsx.answer(_head(shown), _cells(rows, shown), name=f"tim-thay-{local(at):%Y%m%d-%H%M}")


def _head(shown: Sequence[Column]) -> list[str]:
    return ["Mã hồ sơ", *(one.label for one in shown), "Hạn của bước", "Tình trạng hạn"]


def _cells(rows: Iterator[desk.WorklistRow], shown: Sequence[Column]) -> Iterator[list[str]]:
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            yield [CUT]
            return
        until = f"{local(row.until):%d/%m/%Y %H:%M}" if row.until else ""
        yield [row.code, *(one.words(row) for one in shown), until, row.word]
