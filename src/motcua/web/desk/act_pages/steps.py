"""Along the dossier's own process."""

from typing import Final

from motcua.casework.dossiers import operations as dossiers
from motcua.web.desk import step_forms

from .page import ActPage

PAGES: Final = {
    "produce": ActPage(
        "Ghi sản phẩm của bước",
        "Lưu",
        "Sản phẩm mà quy trình đòi hỏi được lưu cùng hồ sơ cho cán bộ xem; người nộp không thấy. Lưu lại "
        "cùng loại thì bản mới thay bản trước.",
        "Đã lưu sản phẩm của bước.",
        dossiers.keep_product,
        step_forms.ProduceForm,
        "desk/dossiers/produce.html",
    ),
    "forward": ActPage(
        "Chuyển bước tiếp",
        "Chuyển bước",
        "Hồ sơ chuyển sang bước tiếp trong quy trình của nó và người được chọn giữ hồ sơ theo số giờ của "
        "bước đó.",
        "Đã chuyển bước.",
        dossiers.forward_step,
        step_forms.ForwardForm,
    ),
    "step-back": ActPage(
        "Trả về bước trước",
        "Trả về",
        "Hồ sơ trở lại bước trước kèm lý do của anh/chị; thời hạn giải quyết vẫn tính tiếp.",
        "Đã trả về bước trước.",
        dossiers.return_step,
        step_forms.StepBackForm,
    ),
    "skip-step": ActPage(
        "Bỏ qua bước tiếp",
        "Bỏ qua bước",
        "Quy trình cho phép bỏ qua bước này. Anh/chị vẫn giữ hồ sơ; lý do được lưu thành ghi chú nội bộ.",
        "Đã bỏ qua bước.",
        dossiers.skip_step,
        step_forms.SkipForm,
    ),
}
