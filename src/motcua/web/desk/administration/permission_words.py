"""Permissions in groups, each with what it lets somebody do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from motcua.foundation.accounts.enums import Permission as P

GROUPS: Final = (
    ("dossiers", "Hồ sơ", tuple(one for one in P if one.value.startswith("dossier."))),
    ("money", "Phí, lệ phí", tuple(one for one in P if one.value.startswith("payment."))),
    ("catalogue", "Thủ tục hành chính", tuple(one for one in P if one.value.startswith("catalogue."))),
    ("repository", "Kho giấy tờ", tuple(one for one in P if one.value.startswith("repository."))),
    ("archives", "Lưu trữ", tuple(one for one in P if one.value.startswith("archive."))),
    ("digitisation", "Số hóa", tuple(one for one in P if one.value.startswith("digitise."))),
    ("system", "Hệ thống", (P.ADMINISTER,)),
)
MEANS: Final = {
    P.DOSSIER_SEE: "Đọc hồ sơ, giấy tờ, diễn biến trong phạm vi của vai trò; ghi chú nội bộ.",
    P.DOSSIER_RECEIVE: "Nhận hồ sơ nộp trực tuyến và tại quầy, yêu cầu bổ sung, từ chối tiếp nhận.",
    P.DOSSIER_ASSIGN: "Giao và giao lại hồ sơ cho cán bộ của đơn vị.",
    P.DOSSIER_PROCESS: "Thẩm định, xin ý kiến, tạm dừng, yêu cầu bổ sung khi thẩm định, trình lãnh đạo.",
    P.DOSSIER_DECIDE: "Duyệt, ký kết quả, trả lại chuyên viên, xin lỗi hẹn lại, dừng giải quyết.",
    P.DOSSIER_NUMBER: "Cấp số, đóng dấu kết quả; giữ và khóa sổ theo dõi.",
    P.DOSSIER_RETURN: "Trả kết quả và bản gốc cho người nộp.",
    P.PAYMENT_RECORD: "Ghi đã thu phí, lệ phí của hồ sơ.",
    P.CATALOGUE_EDIT: "Soạn và sửa bản nháp thủ tục, biểu mẫu, quy trình.",
    P.CATALOGUE_PUBLISH: "Công bố bản nháp do người khác soạn.",
    P.REPOSITORY_KEEP: "Cho biết giấy tờ chưa rõ chủ trong kho là của ai; trả lời đề nghị sửa giấy tờ.",
    P.ARCHIVE_KEEP: "Lập gói nộp lưu, tải gói, ghi biên bản giao nhận; giữ lại hồ sơ theo yêu cầu pháp lý.",
    P.DIGITISE_PLAN: "Lập kế hoạch, mở và kết thúc đợt số hóa, ghi kinh phí, xem báo cáo.",
    P.DIGITISE_SCAN: "Nhận bản quét vào hộp, sửa trang, xử lý lỗi, ký số bản quét của chính mình.",
    P.DIGITISE_KEY: "Nhập dữ liệu của văn bản đã quét.",
    P.DIGITISE_CHECK: "Quyết định chỗ hai người nhập khác nhau, kiểm tra lần hai văn bản người khác nhập.",
    P.DIGITISE_SEAL: "Cấp mã kết quả số hóa và ký số của cơ quan trên bản sao.",
    P.ADMINISTER: "Quản lý cơ quan, cán bộ, vai trò, lịch, chứng thư số, mẫu giấy tờ.",
}


@dataclass(frozen=True)
class PermissionWord:
    """A permission as people read it."""

    label: str
    means: str


@dataclass(frozen=True)
class PermissionGroup:
    """What belongs together."""

    label: str
    permissions: tuple[PermissionWord, ...]


def grouped(permissions: Iterable[str]) -> list[PermissionGroup]:
    """Those that are held, in their groups; a group without any is left out."""
    held = set(permissions)
    found = [
        PermissionGroup(label, tuple(PermissionWord(one.label, MEANS[one]) for one in group if one in held))
        for _name, label, group in GROUPS
    ]
    return [group for group in found if group.permissions]


def labels(permissions: Iterable[str]) -> list[str]:
    held = set(permissions)
    return [str(one.label) for one in P if one in held]
