"""What is refused about how queues stand."""

from motcua.foundation.kernel.errors import Missing, Refused


class ArrangementMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có đơn vị hoặc vai trò này trong các cơ quan anh/chị quản trị.")


class ArrangementUnusable(Refused):
    def __init__(self, why: str) -> None:
        super().__init__(why)


class NothingArranged(Refused):
    def __init__(self) -> None:
        super().__init__("Các mục đang bày đúng như vậy. Không có gì để lưu.")
