"""What hand-over lists refuse; officers read it, so it is Vietnamese only."""

from motcua.foundation.kernel.errors import Missing, Refused


class HandOverListMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có bảng kê giao nhận này ở bộ phận một cửa của anh/chị.")


class NothingToList(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Không còn hồ sơ nào đã chọn chờ giao hoặc nhận: có thể đã ở trên một bảng kê khác. "
            "Tải lại trang để xem những gì còn chờ."
        )


class NothingTicked(Refused):
    def __init__(self) -> None:
        super().__init__("Chưa chọn dòng nào. Đánh dấu ít nhất một dòng của bảng kê rồi bấm lại.")


class NoLongerThere(Refused):
    def __init__(self) -> None:
        super().__init__("Hồ sơ không còn ở bước ghi trên bảng kê, nên không ghi giao nhận được nữa.")
