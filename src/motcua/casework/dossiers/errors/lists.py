"""What acts on many dossiers refuse, with the sentence that the officer reads."""

from motcua.foundation.kernel.errors import Missing, Refused


class BulkMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có lệnh làm hàng loạt này, hoặc không phải của anh/chị.")


class NothingToDo(Refused):
    def __init__(self) -> None:
        super().__init__("Chưa chọn hồ sơ nào làm được việc này.")


class TooMany(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(f"Mỗi lần làm nhiều nhất {most} hồ sơ. Hãy chia thành nhiều lần.")


class MovedSinceSeen(Refused):
    def __init__(self) -> None:
        super().__init__("Hồ sơ đã thay đổi sau khi anh/chị xem, nên không làm nữa. Hãy mở lại để xem.")


class NobodyReads(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Người nộp không có tài khoản để đọc tin nhắn. Hãy gọi điện hoặc gửi giấy cho người nộp."
        )


class ListUnnamed(Refused):
    def __init__(self) -> None:
        super().__init__("Hãy đặt tên cho danh sách này.")


class TooManyLists(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(f"Anh/chị đã lưu {most} danh sách. Hãy bỏ bớt một danh sách trước.")


class SavedListMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Anh/chị không có danh sách đã lưu này.")
