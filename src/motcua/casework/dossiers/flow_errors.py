"""What work along an internal process refuses; officers read it, so it is Vietnamese only."""

from datetime import date

from motcua.foundation.kernel.errors import Forbidden, Missing, Refused


class StandsInNoLonger(Forbidden):
    def __init__(self, name: str, first_day: date, last_day: date) -> None:
        super().__init__(
            f"Anh/chị chỉ thay {name} từ ngày {first_day:%d/%m/%Y} đến hết ngày {last_day:%d/%m/%Y}; ngoài "
            "thời gian đó anh/chị không làm việc này được."
        )


class NoLongerInUnit(Forbidden):
    def __init__(self, unit: str, last_day: date) -> None:
        super().__init__(
            f"Vị trí của anh/chị tại {unit} đã kết thúc sau ngày {last_day:%d/%m/%Y}, nên anh/chị không làm "
            "việc này được nữa."
        )


class UnitMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có đơn vị này, hoặc anh/chị không phân công việc ở đó.")


class RuleUnusable(Refused):
    def __init__(self) -> None:
        super().__init__("Chọn một thủ tục hoặc một lĩnh vực của cơ quan, và một cán bộ xử lý của đơn vị.")


class RuleKnown(Refused):
    def __init__(self) -> None:
        super().__init__("Quy tắc này đã có.")


class WayUnknown(Refused):
    def __init__(self) -> None:
        super().__init__("Chọn một cách phân công trong danh sách.")


class YoursAlready(Refused):
    def __init__(self) -> None:
        super().__init__("Hồ sơ này không do đồng nghiệp nào giữ.")
