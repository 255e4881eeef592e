"""What the way of papers between one-stop desks refuses; officers read it, so it is Vietnamese only."""

from motcua.foundation.kernel.errors import Forbidden, Missing, Refused


class PapersNotHere(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ này không còn giấy tờ nào chờ chuyển: đã chuyển đi rồi, hoặc hồ sơ đã kết thúc và giấy tờ "
            "được trả tại nơi nhận."
        )


class PapersNotOnTheWay(Refused):
    def __init__(self) -> None:
        super().__init__("Không có giấy tờ nào của hồ sơ này đang trên đường đến, nên không có gì để nhận.")


class PapersGone(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Giấy tờ của hồ sơ đã chuyển đến cơ quan giải quyết nên không hủy việc tiếp nhận được nữa."
        )


class NotYourPapers(Forbidden):
    def __init__(self) -> None:
        super().__init__("Anh/chị không có vị trí tại bộ phận một cửa đang giữ hoặc sẽ nhận giấy tờ này.")


class OtherProvince(Forbidden):
    def __init__(self) -> None:
        super().__init__(
            "Thủ tục này do cơ quan ngoài tỉnh giải quyết; quầy chỉ nhận thay cơ quan trong cùng tỉnh."
        )


class WayMissing(Refused):
    def __init__(self) -> None:
        super().__init__("Chọn cách chuyển: giao trực tiếp hoặc qua bưu chính công ích.")


class UnclearMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có yêu cầu này ở bộ phận một cửa của anh/chị.")


class UnclearOver(Refused):
    def __init__(self) -> None:
        super().__init__("Yêu cầu này đã được lập hồ sơ hoặc đã trả lời, không sửa được nữa.")


class ProcedureElsewhere(Refused):
    def __init__(self) -> None:
        super().__init__("Chọn một thủ tục do cơ quan trong tỉnh công bố.")
