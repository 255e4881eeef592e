"""What others are asked to do for a dossier."""

from typing import Final

from motcua.casework.dossiers import operations as dossiers
from motcua.web.desk import side_forms

from .page import ActPage

PAGES: Final = {
    "consult": ActPage(
        "Xin ý kiến đơn vị, cơ quan khác",
        "Gửi xin ý kiến",
        "Mỗi nơi được hỏi trả lời riêng, cùng lúc. Thời hạn giải quyết hồ sơ vẫn tính. Quá hạn mà chưa trả "
        "lời thì Bộ phận Một cửa được báo. Muốn hạn hoặc câu hỏi khác nhau thì gửi nhiều lần.",
        "Đã gửi xin ý kiến.",
        dossiers.ask_opinions,
        side_forms.ConsultForm,
    ),
    "parts": ActPage(
        "Mở hồ sơ thành phần",
        "Mở hồ sơ thành phần",
        "Mỗi hồ sơ thành phần có mã và thời hạn riêng trong thời hạn của hồ sơ này; các hồ sơ không phải chờ "
        "nhau thì làm song song. Hồ sơ này chỉ được trình khi mọi hồ sơ thành phần đã có kết quả.",
        "Đã mở hồ sơ thành phần.",
        dossiers.open_parts,
        side_forms.PartsForm,
    ),
    "leave-out-parts": ActPage(
        "Không mở hồ sơ thành phần",
        "Ghi lý do, không mở",
        "Quy trình của hồ sơ có những phần việc này của cơ quan, đơn vị khác. Phần việc không mở được ghi ở "
        "mục “Phối hợp” cùng lý do và tên anh/chị; hồ sơ được trình mà không chờ phần việc đó.",
        "Đã ghi lý do không mở hồ sơ thành phần.",
        dossiers.leave_out_parts,
        side_forms.LeaveOutForm,
    ),
}
