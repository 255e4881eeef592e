"""Acts on the legal clock."""

from typing import Final

from motcua.casework.dossiers import operations as dossiers
from motcua.web.desk import time_forms

from .page import ActPage

PAGES: Final = {
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
}
