"""What is refused about kept texts."""

from motcua.foundation.kernel.errors import Missing, Refused


class PhraseMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có mẫu câu này, hoặc không phải của anh/chị.")


class PhraseUnusable(Refused):
    def __init__(self, why: str) -> None:
        super().__init__(why)


class TooManyPhrases(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(f"Đã có {most} mẫu câu ở đây. Hãy bỏ bớt một mẫu trước.")
