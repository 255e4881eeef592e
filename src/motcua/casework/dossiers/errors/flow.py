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


class QuestionMissing(Refused):
    def __init__(self) -> None:
        super().__init__("Ghi nội dung cần trả lời.")


class PartyMissing(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Chọn ít nhất một đơn vị, hoặc ghi tên một cơ quan; không chọn đơn vị đang giữ hồ sơ."
        )


class AnswerDayRefused(Refused):
    def __init__(self, due_on: date | None) -> None:
        latest = f", không sau ngày hẹn trả {due_on:%d/%m/%Y}" if due_on else ""
        super().__init__(f"Hạn trả lời là một ngày làm việc chưa qua{latest}.")


class PaperNotThere(Refused):
    def __init__(self) -> None:
        super().__init__("Chỉ gửi kèm được giấy tờ của chính hồ sơ này.")


class PartUnknown(Refused):
    def __init__(self) -> None:
        super().__init__("Quy trình của hồ sơ không có bước này cho cơ quan phối hợp, hoặc bước đã mở rồi.")


class SideTaskMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có việc phối hợp này, hoặc không thuộc đơn vị của anh/chị.")


class SideTaskOver(Refused):
    def __init__(self) -> None:
        super().__init__("Việc này đã có trả lời, không còn chờ, hoặc hồ sơ đã kết thúc.")


class SideTaskNotBegun(Refused):
    def __init__(self) -> None:
        super().__init__("Việc này chưa đến lượt: bước trước nó chưa có trả lời.")


class AnswerMissing(Refused):
    def __init__(self) -> None:
        super().__init__("Chọn kết luận và ghi nội dung trả lời.")


class LetterMissing(Refused):
    def __init__(self) -> None:
        super().__init__("Ghi số và ngày văn bản trả lời; ngày không ở sau hôm nay.")


class SideTasksWaiting(Refused):
    def __init__(self, parties: list[str]) -> None:
        super().__init__(waiting_words(parties))


def waiting_words(parties: list[str]) -> str:
    """Why a result is not laid before the leader yet."""
    return (
        f"Còn chờ {'; '.join(parties)}. Chờ trả lời, hoặc ghi lý do không chờ ở mục “Phối hợp” trước khi "
        "trình."
    )


class PartsNotOpened(Refused):
    def __init__(self, parts: list[str]) -> None:
        super().__init__(parts_unopened_words(parts))


def parts_unopened_words(parts: list[str]) -> str:
    """Why a result is not laid before the leader while the approved process names sub-dossiers."""
    return (
        f"Quy trình đã phê duyệt có hồ sơ thành phần chưa mở: {'; '.join(parts)}. Mở hồ sơ thành phần, hoặc "
        "ghi lý do không mở bằng việc “Không mở hồ sơ thành phần”, trước khi trình."
    )


class StepJump(Refused):
    def __init__(self) -> None:
        super().__init__("Quy trình của hồ sơ không cho đi từ bước đang đứng đến bước này.")


class OutputMissing(Refused):
    def __init__(self, output: str) -> None:
        super().__init__(f"Bước này phải có: {output}. Ghi đã có những gì rồi mới chuyển.")


class ProductsMissing(Refused):
    def __init__(self, step: str, missing: list[str]) -> None:
        super().__init__(products_missing_words(step, missing))


def products_missing_words(step: str, missing: list[str]) -> str:
    """Why a dossier does not go on from its step yet."""
    return f"Bước “{step}” còn thiếu: {'; '.join(missing)}. Làm xong những việc này rồi mới chuyển, trình."


class ProductNotAsked(Refused):
    def __init__(self) -> None:
        super().__init__("Quy trình của hồ sơ không yêu cầu sản phẩm này ở bước đang làm.")


class ProductEmpty(Refused):
    def __init__(self, *, is_file: bool) -> None:
        super().__init__("Chọn tệp cần lưu." if is_file else "Ghi ý kiến thẩm định.")


class StepsLeft(Refused):
    def __init__(self, names: list[str]) -> None:
        super().__init__(steps_left_words(names))


def steps_left_words(names: list[str]) -> str:
    """Why a result is not laid before the leader from this step."""
    return f"Trước khi trình, quy trình còn bước: {' hoặc '.join(names)}. Chuyển bước, hoặc bỏ qua nếu được."
