"""What the counter does with dossiers that are under way."""

from typing import Final

from motcua.casework.dossiers import operations as dossiers
from motcua.web.desk.counter.act_forms import TakeSupplementForm

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
}
