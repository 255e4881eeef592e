"""What the reading of papers refuses; officers read it, so it is Vietnamese only."""

from motcua.foundation.kernel.errors import Refused


class PapersNotHere(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ không còn ở bước kiểm tra giấy tờ, nên kết quả kiểm tra không ghi được nữa. Mở lại hồ sơ "
            "để xem bước hiện tại."
        )


class NothingToSay(Refused):
    def __init__(self) -> None:
        super().__init__("Chưa có kết quả kiểm tra nào để ghi: chọn kết quả cho ít nhất một giấy tờ.")


class VerdictNeedsReason(Refused):
    def __init__(self) -> None:
        super().__init__("Giấy tờ chưa đạt cần ghi rõ chưa đạt ở điểm nào.")
