"""What the one-stop desk does when a dossier comes in, and with its fee."""

from typing import Final

from motcua.casework.dossiers import operations as dossiers
from motcua.web.desk import act_forms as forms
from motcua.web.desk import time_forms
from motcua.web.desk.righting_forms import RightingForm

from .page import ActPage

RIGHTING: Final = ActPage(
    "Chuyển sang thủ tục đúng",
    "Chuyển thủ tục",
    "Hồ sơ giữ nguyên mã, chuyển sang thủ tục đúng với những gì dùng lại được; nội dung đã nộp theo thủ tục "
    "cũ vẫn lưu trong hồ sơ. {filer} được báo ngay. Giấy tiếp nhận đã cấp (nếu có) được thay bằng giấy mới; "
    "thời hạn tính theo thủ tục đúng, từ lúc tiếp nhận hợp lệ ban đầu. Thiếu gì thì yêu cầu bổ sung một lần, "
    "đủ, ngay khi chuyển.",
    "Đã chuyển thủ tục và báo cho người nộp.",
    dossiers.change_procedure,
    RightingForm,
    "desk/dossiers/righting.html",
)
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
    "adjourn": ActPage(
        "Hẹn trả sang ngày khác",
        "Hẹn và cấp giấy tiếp nhận",
        "Thủ tục này lẽ ra trả kết quả ngay. Khi không làm xong ngay được, {filer} nhận giấy tiếp nhận có "
        "ngày hẹn mới (giấy đã cấp, nếu có, hết giá trị); thời hạn được gia hạn đến ngày đó và hồ sơ đi "
        "tiếp như hồ sơ thường. Mỗi hồ sơ chỉ hẹn như vậy một lần.",
        "Đã hẹn sang ngày khác. In giấy tiếp nhận mới cho người nộp.",
        dossiers.adjourn,
        time_forms.AdjournForm,
        refused_at="new_day",
        then="desk:counter_registered",
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
    "change-procedure": RIGHTING,
    "appraisal-change-procedure": RIGHTING,
    "refuse": ActPage(
        "Từ chối tiếp nhận",
        "Từ chối tiếp nhận hồ sơ",
        "Hồ sơ kết thúc tại đây. {filer} nhận phiếu từ chối nêu lý do và căn cứ pháp lý; khoản phí chưa"
        " nộp được hủy. Việc này không hoàn lại được.",
        "Đã từ chối tiếp nhận. Phiếu từ chối đang được lập và sẽ gửi cho người nộp.",
        dossiers.refuse,
        forms.RefuseForm,
        "desk/dossiers/refuse.html",
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
}
