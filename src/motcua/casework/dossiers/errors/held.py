"""What is refused about papers that the repository holds."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Refused


class NothingHeld(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This paper cannot be taken from the repository: it counts no more, is not of this owner, or "
                "a file lies there already. Load the page again."
            )
        )


class NothingRenews(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Which procedure renews this paper is not known here, or it is not in force now. Find the "
                "procedure by its name."
            )
        )


class AgainReasonMissing(Refused):
    """An officer asks for a paper that the repository holds, without saying why."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(
            "Kho đã có giấy tờ còn hiệu lực của chủ hồ sơ: "
            + "; ".join(names)
            + ". Dùng giấy tờ trong kho, hoặc ghi lý do vẫn yêu cầu nộp."
        )
