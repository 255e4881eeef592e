"""What this room refuses."""

from motcua.foundation.kernel.errors import Refused


class Unreadable(Refused):
    def __init__(self, why: str) -> None:
        super().__init__(f"Không đọc được tệp này: {why}")
