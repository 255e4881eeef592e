"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgencyLevel(TextChoices):
    MINISTRY = "ministry", _("Ministry")
    PROVINCE = "province", _("Province")
    DEPARTMENT = "department", _("Department")
    SUB_DEPARTMENT = "sub_department", _("Sub-department")
    COMMUNE = "commune", _("Commune")


class IdentifierForm(TextChoices):
    """LONG is `000.00.15.H50` (QCVN 102:2016); SHORT is `H50.15` (QĐ 20/2020/QĐ-TTg)."""

    LONG = "long", "000.00.15.H50"
    SHORT = "short", "H50.15"


class UnitKind(TextChoices):
    ONE_STOP = "one_stop", "Bộ phận Tiếp nhận và Trả kết quả"
    DIVISION = "division", "Phòng chuyên môn"
    LEADERSHIP = "leadership", "Lãnh đạo"
    OFFICE = "office", "Văn phòng"


class Scope(TextChoices):
    OWN = "own", "Hồ sơ của mình"
    UNIT = "unit", "Đơn vị"
    AGENCY = "agency", "Cơ quan"
    TREE = "tree", "Cơ quan và các cơ quan trực thuộc"


class Permission(TextChoices):
    """What a role may do; checked in the rooms' permissions.py."""

    DOSSIER_SEE = "dossier.see", "Xem hồ sơ"
    DOSSIER_RECEIVE = "dossier.receive", "Tiếp nhận, yêu cầu bổ sung, từ chối hồ sơ"
    DOSSIER_ASSIGN = "dossier.assign", "Phân công hồ sơ"
    DOSSIER_PROCESS = "dossier.process", "Xử lý hồ sơ, trình lãnh đạo"
    DOSSIER_DECIDE = "dossier.decide", "Duyệt và ký kết quả"
    DOSSIER_NUMBER = "dossier.number", "Cấp số, đóng dấu"
    DOSSIER_RETURN = "dossier.return", "Trả kết quả"
    PAYMENT_RECORD = "payment.record", "Ghi nhận phí, lệ phí"
    CATALOGUE_EDIT = "catalogue.edit", "Biên tập thủ tục"
    CATALOGUE_PUBLISH = "catalogue.publish", "Duyệt, công bố thủ tục"
    REPOSITORY_KEEP = "repository.keep", "Giữ kho giấy tờ của cơ quan"
    ARCHIVE_KEEP = "archive.keep", "Nộp lưu hồ sơ, giữ lại hồ sơ theo yêu cầu pháp lý"
    DIGITISE_PLAN = "digitise.plan", "Số hóa: lập kế hoạch, đợt, theo dõi"
    DIGITISE_SCAN = "digitise.scan", "Số hóa: quét, sửa trang, ký bản quét của mình"
    DIGITISE_KEY = "digitise.key", "Số hóa: nhập dữ liệu"
    DIGITISE_CHECK = "digitise.check", "Số hóa: quyết định chỗ khác nhau, kiểm tra lần hai"
    DIGITISE_SEAL = "digitise.seal", "Số hóa: ký số cơ quan trên bản sao"
    ADMINISTER = "administer", "Quản trị hệ thống"


class LeaveState(TextChoices):
    """Where days away stand on a day; ended is before their time."""

    TO_COME = "to_come", "sắp tới"
    LASTING = "lasting", "đang nghỉ"
    OVER = "over", "đã qua"
    ENDED = "ended", "đã kết thúc sớm"


class Sex(TextChoices):
    MALE = "male", _("Male")
    FEMALE = "female", _("Female")


class SigningPowerKind(TextChoices):
    """In whose place a paper is signed, by the letters that stand before the title. Law: ND-30-2020/8."""

    ON_BEHALF = "TM", "TM. – thay mặt tập thể"
    FOR_HEAD = "KT", "KT. – ký thay người đứng đầu"
    BY_ORDER = "TL", "TL. – thừa lệnh"
    BY_AUTHORITY = "TUQ", "TUQ. – thừa ủy quyền"
    ACTING = "Q", "Q. – quyền (cấp trưởng)"
