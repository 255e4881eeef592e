"""What keeps a dossier under the procedure where it is; officers read it, so it is Vietnamese only."""

from motcua.foundation.kernel.errors import Missing, Refused


class SameProcedure(Refused):
    def __init__(self) -> None:
        super().__init__("Hồ sơ đang ở đúng thủ tục và trường hợp này rồi; chọn thủ tục khác.")


class AnotherAgency(Refused):
    def __init__(self, agency: str) -> None:
        super().__init__(
            f"Thủ tục này do {agency} giải quyết. Chỉ chuyển được sang thủ tục của chính cơ quan; hãy từ "
            "chối kèm hướng dẫn nơi nộp."
        )


class CaseMissing(Refused):
    def __init__(self) -> None:
        super().__init__("Chọn một trường hợp của thủ tục đúng.")


class OwnerNotMeant(Refused):
    def __init__(self) -> None:
        super().__init__("Chủ hồ sơ không thuộc đối tượng thực hiện của thủ tục này.")


class ProcedureMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có thủ tục này, hoặc chưa có nội dung công bố.")


class OpinionsWaiting(Refused):
    def __init__(self, parties: list[str]) -> None:
        super().__init__(opinions_words(parties))


def opinions_words(parties: list[str]) -> str:
    """Why a dossier does not change its procedure while others answer for the old one."""
    return (
        f"Còn chờ {'; '.join(parties)} trả lời theo thủ tục cũ. Chờ trả lời, hoặc ghi lý do không chờ ở mục "
        "“Phối hợp” trước khi chuyển."
    )
