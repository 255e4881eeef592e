"""What this room refuses, with the sentence that the person reads."""

from motcua.foundation.kernel.errors import Forbidden, Missing, Refused


class NotYourArchives(Forbidden):
    def __init__(self) -> None:
        super().__init__("Chỉ người giữ việc nộp lưu của cơ quan mới làm được việc này.")


class NotYourPeriods(Forbidden):
    def __init__(self) -> None:
        super().__init__("Chỉ người biên tập thủ tục hoặc quản trị viên đặt thời hạn bảo quản.")


class KindMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có loại hồ sơ này trong bảng thời hạn bảo quản.")


class KindUnusable(Refused):
    def __init__(self) -> None:
        super().__init__("Ghi tên loại hồ sơ và nguồn của thời hạn.")


class PeriodUnusable(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(f"Thời hạn là số năm từ 1 đến {most}; để trống nếu bảo quản vĩnh viễn.")


class KindChanged(Refused):
    def __init__(self) -> None:
        super().__init__("Đã có loại hồ sơ mang tên này.")


class ProcedureUnknown(Refused):
    def __init__(self) -> None:
        super().__init__("Không có thủ tục nào mang mã này.")


class PaperTypeUnknown(Refused):
    def __init__(self) -> None:
        super().__init__("Không có giấy tờ số hóa nào thuộc loại này.")


class LoosePaperMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có giấy tờ này trong số giấy tờ số hóa không thuộc hồ sơ nào.")


class NotEnded(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ đang giải quyết thì chưa cần giữ lại: chỉ hồ sơ đã kết thúc mới được đặt lệnh giữ."
        )


class HeldAlready(Refused):
    def __init__(self) -> None:
        super().__init__("Hồ sơ, giấy tờ này đang được giữ lại rồi.")


class NotHeld(Refused):
    def __init__(self) -> None:
        super().__init__("Hồ sơ, giấy tờ này không bị giữ lại.")


class ReasonMissing(Refused):
    def __init__(self) -> None:
        super().__init__("Ghi lý do và căn cứ.")


class NothingToTransfer(Refused):
    def __init__(self) -> None:
        super().__init__("Không có hồ sơ nào chờ nộp lưu khớp với năm, thời hạn và đơn vị đã chọn.")


class NoPaperToTransfer(Refused):
    def __init__(self) -> None:
        super().__init__("Không có giấy tờ số hóa nào chờ nộp lưu khớp với năm và thời hạn đã chọn.")


class TransferMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có lần nộp lưu này.")


class TransferNotReady(Refused):
    def __init__(self) -> None:
        super().__init__("Lần nộp lưu này không ở lúc chờ bàn giao.")


class ReceiptUnusable(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Ghi số và ngày của biên bản giao nhận; ngày không ở tương lai và không trước ngày lập."
        )


class PaperFaulty(Refused):
    """A dossier or a loose paper cannot go into the package; the sentence says why and what to do."""
