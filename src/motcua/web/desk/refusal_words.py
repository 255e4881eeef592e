"""What was refused and why, in words; a code without words is shown as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from motcua.casework.dossiers.queries.acts import ACTS
from motcua.casework.dossiers.queries.refusals import Refused

ACT_WORDS: Final[Mapping[str, str]] = {act.slug: act.label for act in ACTS} | {
    "bulk_order": "Làm một việc với nhiều hồ sơ",
    "judge_papers": "Đánh giá giấy tờ",
    "send_message": "Nhắn cho người nộp",
    "message": "Nhắn người nộp của nhiều hồ sơ",
    "preview": "Xem trước giấy tờ",
    "dossier_withdraw": "Rút hồ sơ",
    "dossier_stop": "Đề nghị dừng giải quyết",
    "dossier_supplement": "Nộp bổ sung",
    "dossier_acknowledge": "Xác nhận đã nhận kết quả",
    "dossier_ask": "Hỏi cơ quan",
    "dossier_version": "Chọn phiên bản thủ tục",
}
REASON_WORDS: Final[Mapping[str, str]] = {
    "StalePage": "Trang đã cũ: hồ sơ đã thay đổi sau khi mở trang",
    "MovedSinceSeen": "Hồ sơ đã thay đổi sau khi xem",
    "NobodyReads": "Người nộp không có tài khoản để đọc tin nhắn",
    "MoveRefused": "Bảng trạng thái không cho phép bước này",
    "StepJump": "Quy trình không cho phép nhảy bước",
    "WayUnknown": "Quy trình không có lối đi này",
    "StepsLeft": "Còn bước của quy trình chưa làm",
    "SideTasksWaiting": "Còn chờ ý kiến của đơn vị được hỏi",
    "NotYourDossier": "Hồ sơ không thuộc nhiệm vụ của người làm ở bước này",
    "DossierMissing": "Không có hồ sơ này trong phạm vi được xem",
    "StandsInNoLonger": "Thời gian thay đã hết",
    "NoLongerInUnit": "Đã thôi làm ở đơn vị đang giữ hồ sơ",
    "NotInPost": "Không còn giữ chức vụ nào",
    "DoorShut": "Vai trò không được vào trang này",
    "PermissionLacking": "Không có quyền",
    "NotAMember": "Không còn là thành viên của tổ chức",
    "NotRepresentative": "Không phải người đại diện theo pháp luật",
    "ClockOrderRefused": "Đồng hồ máy chủ chạy lùi",
    "ClockMoveRefused": "Đồng hồ tính hạn không cho phép",
    "CalendarMissing": "Chưa có lịch làm việc",
    "MomentRefused": "Ngoài những năm mà lịch làm việc có",
    "UndoTooLate": "Đã quá thời gian được hủy",
    "PapersNotMade": "Giấy tờ chưa được làm xong",
    "NoTimeRule": "Thủ tục chưa có quy tắc thời hạn",
    "ReasonMissing": "Thiếu lý do",
    "FeeWithResultDue": "Chưa nộp đủ phí, lệ phí",
    "SupplementAskedAlready": "Đã yêu cầu bổ sung một lần",
    "WriterCannotPublish": "Người soạn không tự công bố",
    "LastAdministrator": "Phải còn ít nhất một người quản trị",
    "TooManyAttempts": "Thử quá nhiều lần",
}


@dataclass(frozen=True)
class RefusedRow:
    """A refusal as the desk shows it."""

    at: datetime
    who: str
    act: str
    reason: str
    reason_code: str
    again: int
    code: str


def in_words(found: Sequence[Refused]) -> list[RefusedRow]:
    return [
        RefusedRow(
            at=one.at,
            who=one.who,
            act=ACT_WORDS.get(one.act, one.act),
            reason=REASON_WORDS.get(one.reason, ""),
            reason_code=one.reason,
            again=one.again,
            code=one.code,
        )
        for one in found
    ]
