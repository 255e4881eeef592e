"""What is refused about an agency's own words of a notice."""

from motcua.foundation.kernel.errors import Missing, Refused


class NoticeMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có thông báo này, hoặc không có bằng ngôn ngữ này.")


class WordingMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có bản lời văn này ở cơ quan này.")


class WordingUnusable(Refused):
    def __init__(self, why: str) -> None:
        super().__init__(why)


class NothingNewInWording(Refused):
    def __init__(self) -> None:
        super().__init__("Lời văn này đúng như lời đang dùng từ ngày đó. Không có gì để lưu.")


class WordingDayPast(Refused):
    def __init__(self) -> None:
        super().__init__("Chọn hôm nay hoặc một ngày sau hôm nay: thư đã gửi không đổi được.")


class WordingHasBegun(Refused):
    def __init__(self) -> None:
        super().__init__("Bản này đã dùng rồi, không hủy được. Lưu bản mới hoặc quay về lời mặc định.")
