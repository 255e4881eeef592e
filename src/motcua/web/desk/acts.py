"""The acts on a dossier: one table and one view. Each act has its own plain page with one form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import ActMissing, StalePage
from motcua.casework.dossiers.queries import desk_dossier
from motcua.casework.dossiers.queries.desk_rows import Desk
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import now
from motcua.web.desk import act_forms as forms
from motcua.web.desk import frame, time_forms
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@dataclass(frozen=True)
class ActPage:
    """An act as a page: its form, its operation and its words. `preview` names the paper to look at first."""

    title: str
    button: str
    says: str
    done: str
    do: Callable[..., object]
    form: type[forms.ActForm] = forms.PlainForm
    template: str = "desk/dossiers/act.html"
    preview: str = ""
    tone: str = "primary"


PAGES: Final = {
    "accept": ActPage(
        "Nhận vào xử lý",
        "Nhận và cấp giấy tiếp nhận",
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả được cấp và gửi cho {filer}. Nếu phí phải nộp trước "
        "thì thời hạn giải quyết chỉ tính từ khi nộp; nếu không, thời hạn tính từ hôm nay và hồ sơ "
        "chuyển ngay đến phòng chuyên môn. Trong ngày hôm nay anh/chị còn hủy được việc tiếp nhận này.",
        "Đã nhận hồ sơ. Giấy tiếp nhận đang được lập và sẽ gửi cho người nộp.",
        dossiers.accept,
        preview="receipt",
    ),
    "supplement": ActPage(
        "Yêu cầu bổ sung",
        "Gửi yêu cầu bổ sung",
        "{filer} nhận một phiếu yêu cầu nêu tất cả những gì cần bổ sung và trả lời trực tuyến. Khi tiếp"
        " nhận chỉ được yêu cầu một lần, nên hãy nêu đủ.",
        "Đã gửi yêu cầu bổ sung.",
        dossiers.request_supplement,
        forms.SupplementForm,
        "desk/dossiers/supplement.html",
    ),
    "appraisal-supplement": ActPage(
        "Yêu cầu bổ sung khi thẩm định",
        "Gửi yêu cầu bổ sung",
        "{filer} nhận một phiếu yêu cầu nêu tất cả những gì cần bổ sung. Thời hạn giải quyết dừng lại "
        "và được tính lại từ đầu khi nhận đủ hồ sơ bổ sung.",
        "Đã gửi yêu cầu bổ sung; thời hạn giải quyết tạm dừng.",
        dossiers.request_supplement,
        forms.SupplementForm,
        "desk/dossiers/supplement.html",
    ),
    "pause": ActPage(
        "Tạm dừng tính thời hạn",
        "Tạm dừng",
        "Từ lúc này thời hạn giải quyết không tính nữa cho đến khi anh/chị cho tính tiếp. {filer} được báo "
        "lý do, căn cứ và ngày dự kiến. Giấy tiếp nhận đã cấp vẫn như cũ; ngày hẹn trả mới có khi tính tiếp.",
        "Đã tạm dừng tính thời hạn.",
        dossiers.pause,
        time_forms.PauseForm,
    ),
    "resume": ActPage(
        "Tính tiếp thời hạn",
        "Tính tiếp",
        "Phần thời hạn còn lại được tính tiếp từ hôm nay và {filer} được báo ngày hẹn trả mới.",
        "Thời hạn giải quyết được tính tiếp.",
        dossiers.resume,
        time_forms.ResumeForm,
    ),
    "apology": ActPage(
        "Soạn phiếu xin lỗi và hẹn lại",
        "Lưu dự thảo",
        "Dự thảo chờ lãnh đạo gửi; {filer} chưa nhận gì. Mỗi hồ sơ chỉ được hẹn lại một lần.",
        "Đã lưu dự thảo phiếu xin lỗi; lãnh đạo sẽ gửi.",
        dossiers.draft_apology,
        time_forms.ApologyForm,
        "desk/dossiers/apologise.html",
    ),
    "apologise": ActPage(
        "Xin lỗi và hẹn lại ngày trả kết quả",
        "Gửi phiếu xin lỗi",
        "{filer} nhận phiếu xin lỗi đã ký số và ngày hẹn mới. Giấy tiếp nhận đã cấp vẫn như cũ. Mỗi hồ sơ "
        "chỉ được hẹn lại một lần, chậm nhất trước hạn trả một ngày làm việc; việc này không hoàn lại được.",
        "Đã gửi. Phiếu xin lỗi đang được lập và ký số.",
        dossiers.send_apology,
        time_forms.ApologyForm,
        "desk/dossiers/apologise.html",
    ),
    "refuse": ActPage(
        "Từ chối tiếp nhận",
        "Từ chối tiếp nhận hồ sơ",
        "Hồ sơ kết thúc tại đây. {filer} nhận phiếu từ chối nêu lý do và căn cứ pháp lý; khoản phí chưa"
        " nộp được hủy. Việc này không hoàn lại được.",
        "Đã từ chối tiếp nhận. Phiếu từ chối đang được lập và sẽ gửi cho người nộp.",
        dossiers.refuse,
        forms.RefuseForm,
        tone="danger",
    ),
    "undo": ActPage(
        "Hủy việc tiếp nhận",
        "Hủy việc tiếp nhận",
        "Giấy tiếp nhận đã cấp bị thu hồi, {filer} được báo tin, hồ sơ trở lại hàng chờ tiếp nhận với "
        "hạn trả lời cũ.",
        "Đã hủy việc tiếp nhận; giấy tiếp nhận không còn giá trị.",
        dossiers.undo_acceptance,
        forms.ReasonForm,
        tone="danger",
    ),
    "payment": ActPage(
        "Ghi nhận phí, lệ phí",
        "Ghi nhận đã nộp",
        "Khoản phí được ghi là đã nộp đủ và {filer} được báo tin. Nếu hồ sơ đang chờ phí thì thời hạn "
        "giải quyết bắt đầu tính và hồ sơ chuyển đến phòng chuyên môn.",
        "Đã ghi nhận khoản phí.",
        dossiers.record_payment,
        forms.PaymentForm,
        "desk/dossiers/payment.html",
    ),
    "assign": ActPage(
        "Phân công",
        "Phân công",
        "Người được chọn giữ hồ sơ và chịu trách nhiệm giải quyết đúng hạn; {filer} được báo là hồ sơ "
        "đang được xử lý.",
        "Đã phân công.",
        dossiers.assign,
        forms.AssignForm,
    ),
    "reassign": ActPage(
        "Phân công lại",
        "Phân công lại",
        "Hồ sơ chuyển từ người đang giữ sang người được chọn; thời hạn giải quyết không đổi.",
        "Đã phân công lại.",
        dossiers.assign,
        forms.AssignForm,
    ),
    "note": ActPage(
        "Ghi chú nội bộ",
        "Lưu ghi chú",
        "Ghi chú chỉ cán bộ xem được hồ sơ này đọc; người nộp không thấy.",
        "Đã lưu ghi chú.",
        dossiers.write_note,
        forms.NoteForm,
    ),
    "propose": ActPage(
        "Trình lãnh đạo",
        "Trình lãnh đạo",
        "Dự thảo kết quả được trình lãnh đạo đúng như anh/chị thấy ở bản xem trước. Lãnh đạo ký hoặc "
        "trả lại kèm lý do.",
        "Đã trình lãnh đạo.",
        dossiers.propose,
        forms.ProposeForm,
        "desk/dossiers/propose.html",
    ),
    "approve": ActPage(
        "Duyệt và ký",
        "Duyệt và ký số",
        "Văn bản dưới đây được ký số bằng chứng thư của anh/chị đúng như bản xem trước, rồi chuyển văn "
        "thư cấp số và đóng dấu.",
        "Đã duyệt. Văn bản đang được lập và ký số.",
        dossiers.approve_and_sign,
        template="desk/dossiers/approve.html",
        preview="result",
    ),
    "send-back": ActPage(
        "Trả lại chuyên viên",
        "Trả lại",
        "Dự thảo trở lại chuyên viên đã trình kèm lý do của anh/chị; thời hạn giải quyết vẫn tính tiếp.",
        "Đã trả lại chuyên viên.",
        dossiers.send_back,
        forms.ReasonForm,
    ),
    "number": ActPage(
        "Cấp số và đóng dấu",
        "Cấp số và đóng dấu",
        "Kết quả nhận số tiếp theo trong sổ đăng ký của cơ quan năm nay và con dấu số của cơ quan. Số "
        "đã cấp không đổi được. Thời hạn giải quyết dừng tính tại đây.",
        "Đã cấp số và đóng dấu.",
        dossiers.number_and_seal,
    ),
    "return": ActPage(
        "Trả kết quả",
        "Trả kết quả",
        "Kết quả được trả cho {owner} theo cách đã chọn: {way}. {filer} được báo tin và hồ sơ kết thúc.",
        "Đã trả kết quả; hồ sơ kết thúc.",
        dossiers.return_result,
    ),
}


@officer_only(Permission.DOSSIER_SEE)
def act(request: DeskRequest, code: str, act: str) -> HttpResponse:
    at, officer, page = now(), request.officer, _page(act)
    dossier = desk_dossier.desk_dossier(viewer=officer, code=code, at=at)
    form = _form(request, page, dossier, at)
    if request.method == "POST" and form.is_valid():
        _check_fresh(form, dossier)
        page.do(by=officer, code=code, at=at, **form.arguments())
        now_with = desk_dossier.standing(viewer=officer, code=code)
        messages.success(request, f"{page.done} {now_with.sentence}".strip())
        return redirect("desk:dossier", code) if now_with.is_in_sight else redirect("desk:home")
    context = _context(page, act, form, dossier, officer)
    context["groups"] = frame.groups(officer=officer, at=at)
    return render(request, page.template, context, status=context["status"])


def _page(act: str) -> ActPage:
    if act not in PAGES:
        raise ActMissing()
    return PAGES[act]


def _form(request: DeskRequest, page: ActPage, dossier: Desk, at: datetime) -> forms.ActForm:
    more: dict[str, Any] = {}
    if page.form is forms.AssignForm:
        more["colleagues"] = desk_dossier.colleagues(viewer=request.officer, code=dossier.code, at=at)
    elif page.form is forms.ProposeForm:
        more["result_fields"] = desk_dossier.result_form(viewer=request.officer, code=dossier.code)
    return page.form(request.POST if request.method == "POST" else None, dossier=dossier, **more)


def _check_fresh(form: forms.ActForm, dossier: Desk) -> None:
    """Raises StalePage when the dossier has moved since the page was opened."""
    seen = form.cleaned_data.get("seen")
    if seen and seen != dossier.stamp:
        raise StalePage()


def _context(
    page: ActPage, slug: str, form: forms.ActForm, dossier: Desk, officer: OfficerView
) -> dict[str, Any]:
    rule = dossier.act(slug)
    allowed = rule is not None and rule.allowed
    says = page.says.format(
        filer=dossier.parties.filer.name,
        owner=dossier.parties.owner.name,
        way=dossier.parties.result_way.lower(),
    )
    why_not = rule.why_not if rule else "Việc này không thuộc nhiệm vụ của anh/chị ở bước này."
    status = (422 if form.errors else 200) if allowed else 409
    return {
        "act": page, "slug": slug, "form": form, "dossier": dossier, "allowed": allowed, "why_not": why_not,
        "says": says, "status": status, "officer": officer,
    }  # fmt: skip
