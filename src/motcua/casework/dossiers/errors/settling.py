"""What settling at once refuses; officers read it, so it is Vietnamese only."""

from motcua.foundation.kernel.errors import Forbidden, Refused


class NotAtOnce(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Thủ tục của hồ sơ không thuộc diện giải quyết và trả kết quả ngay. Làm lần lượt từng bước."
        )


class PowersMissing(Forbidden):
    def __init__(self, missing: list[str]) -> None:
        super().__init__(
            "Giải quyết ngay là tiếp nhận, thẩm định, ký và cấp số trong một lần làm. Vị trí việc làm của "
            f"anh/chị còn thiếu: {'; '.join(missing)}. Làm phần việc của mình rồi chuyển tiếp như thường lệ."
        )
