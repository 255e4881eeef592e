"""What is refused about coded reasons."""

from motcua.foundation.kernel.errors import Missing, Refused


class ReasonNotThere(Missing):
    def __init__(self) -> None:
        super().__init__("Không có lý do nào mang mã này.")


class ReasonUnfit(Refused):
    """A code that is not in the list, is retired, or is for something else."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"Mã lý do “{code}” không dùng được ở đây: không có, đã thôi dùng, hoặc dành cho việc khác. "
            "Chọn mã khác hoặc xóa mã và tự ghi lý do."
        )


class ReasonUnusable(Refused):
    """What an editor typed cannot be kept as a reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)


class ReasonCodeTaken(Refused):
    def __init__(self, code: str) -> None:
        super().__init__(
            f"Mã “{code}” đã dùng cho một lý do khác. Mỗi mã chỉ mang một nghĩa: hãy chọn mã khác."
        )
