"""Who signed a paper of a dossier: the reports kept of it in plain words, the check made anew on request."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.casework.dossiers.queries.desk_dossier import desk_document_for
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.records.signing import operations as signing
from motcua.records.signing import queries
from motcua.records.signing.enums import Flaw
from motcua.records.signing.ports import SignatureReport
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.templatetags.ui import moment

REVOCATION = {
    "good": "chưa bị thu hồi khi ký (tệp mang theo bằng chứng)",
    "revoked": "đã bị thu hồi",
    "unknown": "chưa rõ, vì tệp không mang theo bằng chứng",
}


@dataclass(frozen=True)
class Shown:
    """One signature of a report, line by line."""

    signer: str
    lines: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    changes: tuple[str, ...]
    tone: str


@dataclass(frozen=True)
class Checked:
    """One report: its verdict first."""

    row: queries.ReportRow
    verdict: str
    tone: str
    problems: tuple[str, ...]
    signatures: tuple[Shown, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(Permission.DOSSIER_SEE)
def signatures(request: DeskRequest, code: str) -> HttpResponse:
    officer, at = request.officer, now()
    document = desk_document_for(viewer=officer, code=code)
    if request.method == "POST":
        signing.check_document(document_code=code, by=officer.actor, at=at)
        messages.success(request, "Đã kiểm tra lại; các lần kiểm tra trước vẫn giữ nguyên.")
        return redirect("desk:document_signatures", code)
    context = {
        "document": {"code": code, "name": document.file_name},
        "reports": [_checked(row) for row in queries.reports_of(document=document)],
        "made_here": queries.signatures_on(document=document),
        "groups": frame.groups(officer=officer, at=at),
    }
    return render(request, "desk/dossiers/signatures.html", context)


def _checked(row: queries.ReportRow) -> Checked:
    report = row.report
    if report.valid:
        verdict, tone = "hợp lệ", "good"
    elif not report.signatures and set(report.problems) <= {Flaw.UNSIGNED}:
        verdict, tone = "không có chữ ký số", "neutral"
    else:
        verdict, tone = "không hợp lệ hoặc chưa xác minh được", "late"
    return Checked(
        row=row,
        verdict=verdict,
        tone=tone,
        problems=tuple(str(Flaw(code).label) for code in report.problems),
        signatures=tuple(_shown(one) for one in report.signatures),
    )


def _shown(one: SignatureReport) -> Shown:
    stamped = "có dấu thời gian chứng minh" if one.timestamped else "theo máy của người ký"
    lines = (
        ("Thời điểm ký", f"{moment(one.signed_at)} ({stamped})" if one.signed_at else "không ghi"),
        ("Chuỗi chứng thư", "được tin cậy tại đây" if one.trusted else "chưa được tin cậy tại đây"),
        ("Nơi cấp", one.issuer),
        ("Số sê-ri chứng thư", one.serial),
        ("Thu hồi", REVOCATION.get(one.revocation, REVOCATION["unknown"])),
        ("Mức", f"PAdES {one.level}" if one.level else ""),
    )
    holds = one.intact and one.covers_whole_file and not one.problems
    return Shown(
        signer=one.signer or "không rõ người ký",
        lines=tuple((label, value) for label, value in lines if value),
        problems=tuple(str(Flaw(code).label) for code in one.problems),
        changes=tuple(queries.change_words(change) for change in one.changes),
        tone="good" if holds and one.trusted else "late",
    )
