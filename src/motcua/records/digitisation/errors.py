"""What this room refuses."""

from motcua.foundation.kernel.errors import Missing, Refused


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


class FieldsRefused(Refused):
    def __init__(self, why: str) -> None:
        super().__init__(f"Không dùng được các trường này. {why}")


class PlanMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có kế hoạch số hóa này.")


class CampaignMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có đợt số hóa này.")


class BoxMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có hộp này.")


class PaperMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có văn bản này.")


class NameLacking(Refused):
    def __init__(self, what: str) -> None:
        super().__init__(f"Hãy ghi {what}.")


class CampaignUnderWay(Refused):
    def __init__(self) -> None:
        super().__init__("Đợt này đã có bản quét, không sửa cách làm được nữa. Hãy lập một đợt khác.")


class CampaignNotOpen(Refused):
    def __init__(self) -> None:
        super().__init__("Đợt này chưa mở hoặc đã kết thúc.")


class PapersUnderWay(Refused):
    def __init__(self, papers: int, scans: int = 0, refused: int = 0) -> None:
        left = (
            (papers, "văn bản chưa lưu kho"),
            (scans, "tệp quét chưa xem xong hoặc có lỗi"),
            (refused, "tệp trong thư mục không nhận được mà chưa ai xem"),
        )
        said = ", ".join(f"{count} {what}" for count, what in left if count)
        super().__init__(f"Còn {said}. Hãy làm xong hoặc bỏ ra rồi kết thúc.")


class BoxTaken(Refused):
    def __init__(self, store: str, label: str) -> None:
        super().__init__(f"Kho “{store}” đã có hộp “{label}” trong đợt này.")


class BoxNotOpen(Refused):
    def __init__(self) -> None:
        super().__init__("Hộp này đang tạm dừng hoặc đã xong. Hãy cho làm tiếp rồi thử lại.")


class FolderTaken(Refused):
    def __init__(self, folder: str) -> None:
        super().__init__(f"Thư mục “{folder}” đang dành cho một hộp khác.")


class FolderNameRefused(Refused):
    def __init__(self) -> None:
        super().__init__("Tên thư mục chỉ gồm chữ không dấu, số, dấu chấm và gạch nối.")


class SameScan(Refused):
    def __init__(self, where: str, when: str) -> None:
        super().__init__(f"Tệp này đã được nhận {when} ở hộp {where}. Không nhận hai lần.")


class NotCounted(Refused):
    def __init__(self) -> None:
        super().__init__("Hãy đếm số văn bản giấy trong hộp trước khi ký.")


class CountDiffers(Refused):
    def __init__(self, counted: int, scanned: int) -> None:
        super().__init__(
            f"Hộp có {counted} văn bản giấy, đã quét {scanned}. Hãy quét cho đủ, hoặc ghi lý do khác nhau."
        )


class WrongStation(Refused):
    def __init__(self) -> None:
        super().__init__("Văn bản không còn ở trạm này. Hãy tải lại trang để xem nó đang ở đâu.")


class NotScannedByYou(Refused):
    def __init__(self) -> None:
        super().__init__("Chỉ người đã quét mới ký bản quét của mình.")


class NothingWaits(Refused):
    def __init__(self) -> None:
        super().__init__("Không có văn bản nào đang chờ ở đây.")


class KeyedByYou(Refused):
    def __init__(self) -> None:
        super().__init__("Anh/chị đã nhập văn bản này, người khác phải kiểm tra.")


class DecidedByYou(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Anh/chị đã quyết định các trường khác nhau của văn bản này, người khác phải xem. "
            "Nếu cơ quan không còn ai khác được kiểm tra, hãy đề nghị người quản trị giao thêm "
            "quyền kiểm tra cho một người chưa nhập và chưa quyết định văn bản."
        )


class KeyingLost(Refused):
    def __init__(self) -> None:
        super().__init__("Văn bản này không còn trong tay anh/chị: quá một giờ nên đã chuyển người khác.")


class ValuesWrong(Refused):
    """`wrong` by field; what was typed is shown again with it."""

    def __init__(self, wrong: dict[str, str]) -> None:
        super().__init__("Có trường ghi chưa đúng.")
        self.wrong = wrong


class DecisionLacking(Refused):
    def __init__(self, label: str) -> None:
        super().__init__(f"Chưa chọn giá trị cho trường “{label}”.")


class NotChosen(Refused):
    def __init__(self) -> None:
        super().__init__("Văn bản này không nằm trong mẫu phải xem, hoặc đã xem xong.")


class ReasonLacking(Refused):
    def __init__(self) -> None:
        super().__init__("Hãy ghi lý do.")


class PageMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có trang này.")


class AmountWrong(Refused):
    def __init__(self) -> None:
        super().__init__("Số tiền phải khác 0.")


class SamplingRefused(Refused):
    def __init__(self) -> None:
        super().__init__("Giới hạn chất lượng là một trong 0,25; 0,4; 0,65; 1; 1,5; 2,5; 4 %.")


class LotMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Không có lô kiểm tra này.")


class FileMissing(Missing):
    def __init__(self) -> None:
        super().__init__("Văn bản chưa có tệp này, hoặc tệp đang được kiểm tra mã độc.")
