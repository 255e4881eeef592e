"""What the counter does with dossiers that are under way."""

from typing import Final

from motcua.casework.dossiers import operations as dossiers
from motcua.web.desk.counter.act_forms import ConfirmPapersForm, SendPapersForm, TakeSupplementForm

from .page import ActPage

PAGES: Final = {
    "take-supplement": ActPage(
        "Nhận bổ sung bản giấy",
        "Ghi nhận bổ sung",
        "Giấy tờ bổ sung được đếm và ghi vào hồ sơ; {filer} được báo tin. Bổ sung khi tiếp nhận đưa hồ sơ về "
        "hàng chờ tiếp nhận; bổ sung khi thẩm định đưa hồ sơ về chuyên viên và thời hạn tính lại từ đầu.",
        "Đã ghi nhận bổ sung.",
        dossiers.take_supplement,
        TakeSupplementForm,
        "desk/counter/take_supplement.html",
    ),
    "send-papers": ActPage(
        "Chuyển giấy tờ đi",
        "Ghi đã chuyển",
        "Giấy tờ của hồ sơ được chuyển đến bộ phận một cửa của cơ quan giải quyết; nơi đó được báo để xác "
        "nhận khi giấy tờ đến. Thời hạn giải quyết hồ sơ không đổi.",
        "Đã ghi việc chuyển giấy tờ.",
        dossiers.forward_papers,
        SendPapersForm,
    ),
    "confirm-papers": ActPage(
        "Xác nhận giấy tờ đến",
        "Xác nhận đã nhận",
        "Đếm giấy tờ và so với số đã ghi. Nếu thiếu, ghi rõ thiếu gì; nơi chuyển được báo ngay.",
        "Đã xác nhận nhận giấy tờ.",
        dossiers.confirm_papers,
        ConfirmPapersForm,
    ),
}
