"""What this room refuses."""

from motcua.foundation.kernel.errors import Refused


class Unreadable(Refused):
    def __init__(self, why: str) -> None:
        super().__init__(f"Không đọc được tệp này: {why}")


class StationOrderRefused(Refused):
    def __init__(self, why: str) -> None:
        super().__init__(f"Không dùng được thứ tự các trạm này. {why}")


class CodeTemplateRefused(Refused):
    def __init__(self, why: str) -> None:
        super().__init__(f"Không dùng được mẫu mã kết quả số hóa này. {why}")


class PhasesRefused(Refused):
    def __init__(self, why: str) -> None:
        super().__init__(f"Không dùng được các giai đoạn này. {why}")
