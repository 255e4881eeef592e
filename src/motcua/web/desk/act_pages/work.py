"""Work on an accepted dossier: who does it, what is asked, what is laid before the leader."""

from typing import Final

from motcua.casework.dossiers import operations as dossiers
from motcua.web.desk import act_forms as forms
from motcua.web.desk.priority_forms import PriorityForm

from .page import ActPage

PAGES: Final = {
    "settle": ActPage(
        "Giải quyết ngay",
        "Tiếp nhận, ký và cấp số",
        "Thủ tục này được giải quyết và trả kết quả ngay. Một lần bấm là tiếp nhận, giao cho chính anh/chị, "
        "ký kết quả bằng chứng thư số của anh/chị, cấp số và đóng dấu; mỗi việc được ghi riêng. Thiếu một "
        "việc thì không việc nào được làm. Văn bản lập xong trong giây lát thì trả cho {filer}.",
        "Đã giải quyết. Văn bản lập xong thì trả kết quả.",
        dossiers.settle_at_once,
        forms.ProposeForm,
        "desk/dossiers/propose.html",
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
    "take-over": ActPage(
        "Nhận hồ sơ của đồng nghiệp",
        "Nhận hồ sơ",
        "Hồ sơ chuyển sang anh/chị giữ; thời hạn không đổi. Lý do được lưu thành ghi chú nội bộ.",
        "Anh/chị đã nhận hồ sơ.",
        dossiers.take_from_colleague,
        forms.ReasonForm,
    ),
    "give-back": ActPage(
        "Trả hồ sơ về đơn vị",
        "Trả về đơn vị",
        "Hồ sơ trở lại hàng chờ phân công của đơn vị; thời hạn vẫn tính tiếp. Lý do được lưu thành ghi chú "
        "nội bộ.",
        "Đã trả hồ sơ về đơn vị.",
        dossiers.give_back,
        forms.ReasonForm,
    ),
    "priority": ActPage(
        "Đặt mức ưu tiên",
        "Lưu mức ưu tiên",
        "Trong danh sách, hồ sơ trực tuyến vẫn đứng trước; cùng kênh thì hồ sơ khẩn rồi ưu tiên đứng trước. "
        "Thời hạn không đổi, người nộp không được báo. Lý do được lưu thành ghi chú nội bộ.",
        "Đã đặt mức ưu tiên.",
        dossiers.prioritise,
        PriorityForm,
    ),
    "note": ActPage(
        "Ghi chú nội bộ",
        "Lưu ghi chú",
        "Ghi chú chỉ cán bộ xem được hồ sơ này đọc; người nộp không thấy. Ai được nhắc đến thì thấy ở danh "
        "sách “Nhắc đến tôi” và nhận thư báo.",
        "Đã lưu ghi chú.",
        dossiers.write_note,
        forms.NoteForm,
        "desk/dossiers/note.html",
        refused_at="text",
    ),
    "appraisal-supplement": ActPage(
        "Yêu cầu bổ sung khi thẩm định",
        "Gửi yêu cầu bổ sung",
        "{filer} nhận một phiếu yêu cầu nêu tất cả những gì cần bổ sung. Thời hạn giải quyết dừng lại "
        "và được tính lại từ đầu khi nhận đủ hồ sơ bổ sung. Yêu cầu gửi sau hạn ba ngày làm việc (hoặc hạn "
        "riêng của lĩnh vực) vẫn gửi được và được ghi là gửi sau hạn.",
        "Đã gửi yêu cầu bổ sung; thời hạn giải quyết tạm dừng.",
        dossiers.request_supplement,
        forms.AppraisalSupplementForm,
        "desk/dossiers/supplement.html",
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
}
