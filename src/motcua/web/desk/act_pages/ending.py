"""Acts that end the work on a dossier before its result."""

from typing import Final

from motcua.casework.dossiers import operations as dossiers
from motcua.web.desk import act_forms as forms
from motcua.web.desk import ending_forms

from .page import ActPage

PAGES: Final = {
    "stop": ActPage(
        "Dừng giải quyết hồ sơ",
        "Dừng giải quyết",
        "Hồ sơ kết thúc tại đây. {filer} nhận thông báo dừng giải quyết đã ký số nêu lý do và căn cứ. Khoản "
        "chưa nộp được hủy; khoản đã nộp vẫn ghi nhận, việc hoàn trả theo quy định của khoản đó. Riêng việc "
        "trễ bổ sung không phải là căn cứ để dừng. Việc này không hoàn lại được.",
        "Đã dừng giải quyết. Thông báo đang được lập và ký số.",
        dossiers.stop,
        ending_forms.StopForm,
        "desk/dossiers/stop.html",
        tone="danger",
    ),
    "go-on": ActPage(
        "Không dừng, giải quyết tiếp",
        "Giải quyết tiếp",
        "{filer} được báo rằng hồ sơ vẫn được giải quyết và vì sao.",
        "Đã trả lời; hồ sơ được giải quyết tiếp.",
        dossiers.decline_stop,
        forms.ReasonForm,
        "desk/dossiers/stop.html",
    ),
}
