"""Closed lists of this room: stored value, shown label."""

from django.db.models import TextChoices


class StepRole(TextChoices):
    """Who does a step; the kind of unit follows from the role.

    A partner's step is a sub-dossier of an inter-agency procedure: those that follow the same step run
    beside one another, one that follows another partner's begins when that is answered.
    """

    RECEPTIONIST = "receptionist", "Người tiếp nhận"
    SPECIALIST = "specialist", "Chuyên viên"
    DIVISION_HEAD = "division_head", "Trưởng phòng"
    LEADER = "leader", "Lãnh đạo"
    CLERK = "clerk", "Văn thư"
    CASHIER = "cashier", "Người thu phí"
    PARTNER = "partner", "Cơ quan phối hợp"


class Product(TextChoices):
    """What the system itself looks for before a dossier goes on from a step."""

    VERDICTS = "verdicts", "Kết luận từng giấy tờ"
    OPINION = "opinion", "Ý kiến thẩm định"
    REPORT = "report", "Báo cáo thẩm định (tệp)"
    DRAFT = "draft", "Dự thảo kết quả (tệp)"


class DraftState(TextChoices):
    EDITING = "editing", "đang soạn"
    SUBMITTED = "submitted", "chờ duyệt"
    PUBLISHED = "published", "đã ban hành"
    DISCARDED = "discarded", "đã bỏ"


class VersionState(TextChoices):
    """Where a version of a process stands on a day."""

    TO_COME = "to_come", "chưa có hiệu lực"
    IN_FORCE = "in_force", "đang áp dụng"
    REPLACED = "replaced", "đã thay"
    ENDED = "ended", "đã hết hiệu lực"


class TableProblem(TextChoices):
    """Why a file gives no table at all."""

    NOT_A_TABLE = "not_a_table", "Tệp không có bảng đọc được. Dùng tệp CSV hoặc XLSX."
    TOO_LARGE = "too_large", "Tệp lớn quá 2 MB. Một quy trình chỉ cần một bảng nhỏ."
    TOO_HEAVY = "too_heavy", "Tệp quá nặng khi mở ra, nên máy không đọc tiếp."
    NO_HEADINGS = "no_headings", "Không thấy dòng tiêu đề có đủ bốn cột: Tên bước, Đơn vị, Vai trò, Số giờ."
    NO_ROWS = "no_rows", "Dưới dòng tiêu đề không có bước nào."
    TOO_MANY = "too_many", "Bảng có quá nhiều bước."
