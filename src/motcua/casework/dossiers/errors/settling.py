"""What settling at once refuses; officers read it, so it is Vietnamese only."""

from motcua.foundation.kernel.errors import Forbidden, Refused


class NotAtOnce(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Thủ tục của hồ sơ không thuộc diện giải quyết và trả kết quả ngay. Làm lần lượt từng bước."
        )


class NotAtReception(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Chỉ hẹn sang ngày khác khi hồ sơ còn ở lúc tiếp nhận, chưa giao cho người thẩm định; sau đó nếu "
            "chậm thì dùng phiếu xin lỗi và hẹn lại."
        )


class AdjournedAlready(Refused):
    def __init__(self) -> None:
        super().__init__("Hồ sơ đã được hẹn sang ngày khác một lần; muốn đổi ngày nữa thì phải xin lỗi.")


class GroundMissing(Refused):
    def __init__(self) -> None:
        super().__init__("Ghi căn cứ pháp lý của việc hẹn: điều, khoản và tên văn bản.")


class FeeFirst(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Thời hạn của thủ tục này chỉ tính từ khi nộp đủ phí: ghi nhận phí trước, rồi mới hẹn ngày trả."
        )


class PowersMissing(Forbidden):
    def __init__(self, missing: list[str]) -> None:
        super().__init__(
            "Giải quyết ngay là tiếp nhận, thẩm định, ký và cấp số trong một lần làm. Vị trí việc làm của "
            f"anh/chị còn thiếu: {'; '.join(missing)}. Làm phần việc của mình rồi chuyển tiếp như thường lệ."
        )
