"""What is refused where a note names colleagues; officers read it, so it is Vietnamese only."""

from motcua.foundation.kernel.errors import Refused


class NobodyOfThatName(Refused):
    def __init__(self, said: str) -> None:
        super().__init__(
            f"“@{said}” không phải tên của người xem được hồ sơ này. Chọn tên trong danh sách gợi ý hoặc ở "
            "mục “Báo cho”; nếu không định nhắc ai thì bỏ dấu @."
        )


class OutOfTheirSight(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Người được chọn ở mục “Báo cho” không xem được hồ sơ này, nên không báo cho người đó được. Chọn "
            "người khác trong danh sách."
        )


class TooManyNamed(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(f"Mỗi ghi chú nhắc đến nhiều nhất {most} người. Bỏ bớt tên.")
