"""From the leader's signature to the result in the owner's hands."""

from typing import Final

from motcua.casework.dossiers import operations as dossiers
from motcua.web.desk import act_forms as forms
from motcua.web.desk import ending_forms, return_forms

from .page import ActPage

PAGES: Final = {
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
    "intend": ActPage(
        "Ký thông báo dự định từ chối",
        "Ký và gửi thông báo",
        "{filer} nhận ngay thông báo nêu lý do, căn cứ và thời gian phản hồi; đây chưa phải là từ chối. Có "
        "phản hồi hoặc hết thời gian đó, hồ sơ trở lại chuyên viên đã trình.",
        "Đã gửi thông báo dự định từ chối.",
        dossiers.tell_intended_refusal,
        ending_forms.IntendForm,
        "desk/dossiers/approve.html",
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
        return_forms.ReturnForm,
        "desk/dossiers/return.html",
    ),
    "correct": ActPage(
        "Kết quả sai: mở việc sửa",
        "Xin lỗi và mở việc sửa",
        "{filer} nhận thư xin lỗi đã ký số nêu sai sót và ngày có kết quả đúng. Cơ quan chịu chi phí, không "
        "thu thêm phí. Hồ sơ vẫn ở trạng thái đã trả kết quả; chuyên viên đã trình soạn kết quả đúng, việc "
        "sửa có người giữ và hạn riêng.",
        "Đã mở việc sửa; thư xin lỗi đang được lập.",
        dossiers.open_correction,
        return_forms.CorrectForm,
    ),
    "correct-draft": ActPage(
        "Soạn kết quả đúng",
        "Trình lãnh đạo",
        "Kết quả đúng được trình lãnh đạo đúng như anh/chị thấy ở bản xem trước. Lãnh đạo ký hoặc trả lại "
        "kèm lý do. Hồ sơ vẫn ở trạng thái đã trả kết quả.",
        "Đã trình kết quả đúng.",
        dossiers.draft_correction,
        forms.ProposeForm,
        "desk/dossiers/correct_draft.html",
    ),
    "correct-assign": ActPage(
        "Giao người soạn kết quả đúng",
        "Giao việc",
        "Người được chọn soạn kết quả đúng và trình lãnh đạo. Hạn sửa đã hẹn với {filer} không đổi.",
        "Đã giao người soạn kết quả đúng.",
        dossiers.name_drafter,
        forms.AssignForm,
    ),
    "correct-sign": ActPage(
        "Ký kết quả đúng",
        "Ký số kết quả đúng",
        "Văn bản dưới đây được ký số đúng như bản xem trước, nhận mã kết quả tiếp theo của hồ sơ này và "
        "chuyển văn thư cấp số. Kết quả cũ hết giá trị khi kết quả mới được cấp số.",
        "Đã ký; chờ văn thư cấp số.",
        dossiers.sign_correction,
        template="desk/dossiers/correct_sign.html",
        preview="result",
    ),
    "correct-back": ActPage(
        "Trả lại dự thảo kết quả đúng",
        "Trả lại",
        "Dự thảo trở lại người soạn kèm lý do của anh/chị; hạn sửa đã hẹn với {filer} không đổi.",
        "Đã trả lại người soạn.",
        dossiers.send_correction_back,
        forms.ReasonForm,
    ),
    "correct-number": ActPage(
        "Cấp số kết quả đúng",
        "Cấp số kết quả đúng",
        "Kết quả đúng nhận số mới; kết quả cũ được đánh dấu đã thay thế. {filer} được báo: kết quả cũ trả "
        "trực tuyến thì tải kết quả đúng về ngay; trao tại quầy hoặc gửi bưu chính thì bộ phận một cửa trả.",
        "Đã cấp số; kết quả đúng đang được lập và đóng dấu.",
        dossiers.number_correction,
    ),
    "correct-return": ActPage(
        "Trả kết quả đúng",
        "Trả kết quả đúng",
        "Kết quả đúng được trả cho {owner}, không thu thêm khoản nào; {filer} được báo tin và việc sửa kết "
        "thúc.",
        "Đã trả kết quả đúng; việc sửa kết thúc.",
        dossiers.return_correction,
        return_forms.CorrectReturnForm,
        "desk/dossiers/correct_return.html",
    ),
    "originals": ActPage(
        "Trao lại bản gốc",
        "Ghi nhận đã trao",
        "Các bản gốc dưới đây được trao tại quầy cho người có tên; {filer} được báo tin. Chỉ ghi loại "
        "giấy tờ đã xuất trình, không ghi số.",
        "Đã ghi nhận việc trao lại bản gốc.",
        dossiers.hand_back_originals,
        return_forms.OriginalsForm,
    ),
}
