"""Papers that the agency lost."""

from typing import Final

from motcua.casework.dossiers import operations as dossiers
from motcua.web.desk import losing_forms

from .page import ActPage

PAGES: Final = {
    "lost": ActPage(
        "Ghi nhận mất giấy tờ",
        "Xin lỗi và ghi nhận",
        "{filer} nhận ngay thư xin lỗi đã ký số nêu giấy tờ nào bị mất. Cơ quan chịu chi phí; thời hạn giải "
        "quyết không dừng.",
        "Đã ghi nhận; thư xin lỗi đang được lập.",
        dossiers.record_loss,
        losing_forms.LostForm,
    ),
    "replace-lost": ActPage(
        "Đã có lại giấy tờ bị mất",
        "Ghi nhận đã có lại",
        "Ghi khi giấy tờ xin lại đã ở cơ quan; chi phí do cơ quan trả. {filer} được báo tin.",
        "Đã ghi nhận giấy tờ có lại.",
        dossiers.replace_lost,
        losing_forms.ReplaceLostForm,
    ),
}
