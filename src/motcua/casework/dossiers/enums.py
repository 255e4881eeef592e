"""Closed lists of this room: stored value, shown label."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Business(TextChoices):
    """The ten national statuses, under words instead of numbers; a draft has none."""

    SUBMITTED = "submitted", _("Newly filed")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not accepted")
    PROCESSING = "processing", _("Being processed")
    AWAITING_SUPPLEMENT = "awaiting_supplement", _("Waiting for a supplement")
    AWAITING_PAYMENT = "awaiting_payment", _("Waiting for payment")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    STOPPED = "stopped", _("Stopped")
    DECIDED = "decided", _("Decided")
    RETURNED = "returned", _("Result returned")


class SubStatus(TextChoices):
    """Our own finer step inside a business state."""

    WAITING_RECEPTION = "waiting_reception", _("Waits to be received")
    WAITING_SUPPLEMENT = "waiting_supplement", _("Waits for what is missing")
    WAITING_PAYMENT = "waiting_payment", _("Waits for the fee")
    WAITING_ASSIGNMENT = "waiting_assignment", _("Waits to be assigned")
    APPRAISING = "appraising", _("Being appraised")
    PAUSED = "paused", _("Time not counted")
    WAITING_LEADER = "waiting_leader", _("Waits for the leader's signature")
    WAITING_NUMBER = "waiting_number", _("Waits for number and seal")
    WAITING_RETURN = "waiting_return", _("Result waits to be returned")
    ENDED = "ended", _("Ended")


class Finance(TextChoices):
    NOTHING_DUE = "nothing_due", _("Nothing to pay")
    DUE = "due", _("Fee is due")
    PAID = "paid", _("Paid")


class Delivery(TextChoices):
    NOT_READY = "not_ready", _("No result yet")
    READY = "ready", _("Result ready")
    RETURNED = "returned", _("Returned")


class Exchange(TextChoices):
    """Where the dossier stands with other systems."""

    LOCAL = "local", _("Only here")
    WAITING = "waiting", _("Waits to be sent")
    SENT = "sent", _("Sent")


class Channel(TextChoices):
    ONLINE = "online", _("Online")
    COUNTER = "counter", _("At the counter")
    POST = "post", _("By public post")
    KIOSK = "kiosk", _("At a kiosk")


ELECTRONIC = (Channel.ONLINE, Channel.KIOSK)
"""Filed by the person, with a form and files that the portal itself has; the rest came on paper."""


class ResultWay(TextChoices):
    ONLINE = "online", _("Online, in my account")
    COUNTER = "counter", _("At the one-stop desk")
    POST = "post", _("By public post")


class HolderKind(TextChoices):
    """Who has to act next."""

    APPLICANT = "applicant", _("The applicant")
    UNIT = "unit", _("A unit")
    OFFICER = "officer", _("An officer")
    NOBODY = "nobody", _("Nobody: the dossier has ended")


class Punctuality(TextChoices):
    """Whether somebody gave a dossier on before, on or after the day by which they had to act."""

    EARLY = "early", "Trước hạn"
    ON_TIME = "on_time", "Đúng hạn"
    LATE = "late", "Quá hạn"


class OwnerKind(TextChoices):
    PERSON = "person", _("A person")
    ORGANISATION = "organisation", _("An organisation")


class Ground(TextChoices):
    """On what ground the filer files for the owner."""

    SELF = "self", _("For myself")
    LEGAL_REPRESENTATIVE = "legal_representative", _("As legal representative")
    MEMBER = "member", _("As a member of the organisation, assigned to file")
    MANDATE = "mandate", _("By a written mandate")


class Stage(TextChoices):
    """When a supplement was asked, or a reply to an intended refusal: the law clocks each differently."""

    RECEPTION = "reception", "Khi tiếp nhận"
    APPRAISAL = "appraisal", "Khi thẩm định"
    REFUSAL = "refusal", "Trước khi từ chối"


class ClockKind(TextChoices):
    START = "start", "Bắt đầu tính"
    PAUSE = "pause", "Tạm dừng"
    RESUME = "resume", "Tính tiếp"
    RESTART = "restart", "Tính lại từ đầu"
    EXTEND = "extend", "Gia hạn"
    STOP = "stop", "Kết thúc"


class SittingEnd(TextChoices):
    """How the sitting ended in which a dossier was to be settled at once."""

    SETTLED = "settled", "Đã giải quyết ngay"
    ADJOURNED = "adjourned", "Đã hẹn sang ngày khác"


class PauseReason(TextChoices):
    """Why time is not counted; a supplement stops the clock by its own act."""

    FINANCIAL = "financial", _("A financial obligation is to be met")
    MEASURING = "measuring", _("Measuring or testing")
    OTHER = "other", _("Another case that the law provides for")


class StopReason(TextChoices):
    """Why a dossier is stopped. Lateness alone is none of them."""

    APPLICANT = "applicant", "Người nộp đề nghị dừng"
    NO_SUPPLEMENT = "no_supplement", "Hết thời gian bổ sung mà pháp luật chuyên ngành quy định"
    OTHER = "other", "Trường hợp khác mà pháp luật quy định"


class PapersState(TextChoices):
    """Where the papers are that one desk took for an agency elsewhere in the province."""

    HERE = "here", "Chờ chuyển"
    ON_THE_WAY = "on_the_way", "Đang chuyển"
    THERE = "there", "Đã đến nơi giải quyết"
    STAYED = "stayed", "Không chuyển"


class PapersWay(TextChoices):
    """How papers go from one desk to another."""

    BY_HAND = "by_hand", "Giao trực tiếp"
    POST = "post", "Qua bưu chính công ích"


class ListKind(TextChoices):
    """Between whom the papers of a hand-over list pass; the desk that makes it is one of the two."""

    TO_UNIT = "to_unit", "Giao đơn vị"
    FROM_UNIT = "from_unit", "Nhận kết quả từ đơn vị"
    POST = "post", "Gửi bưu chính công ích"


class ListedThing(TextChoices):
    """What stands on one line of a hand-over list."""

    PAPERS = "papers", "Giấy tờ của hồ sơ"
    FORWARDED = "forwarded", "Giấy tờ chuyển cơ quan khác"
    RESULT = "result", "Kết quả"


class UnclearState(TextChoices):
    """Where a request lies whose competent agency is not clear."""

    WAITING = "waiting", "Chưa xác định thẩm quyền"
    ASSIGNED = "assigned", "Đã xác định, chờ lập hồ sơ"
    REGISTERED = "registered", "Đã lập hồ sơ"
    ANSWERED = "answered", "Đã trả lời không thuộc thẩm quyền"


class Taker(TextChoices):
    """Who takes something at the counter."""

    OWNER = "owner", "Chủ hồ sơ"
    FILER = "filer", "Người nộp hồ sơ"
    MANDATED = "mandated", "Người được ủy quyền bằng văn bản"


class PaperSeen(TextChoices):
    """By which paper whoever takes something showed who they are; its number is not kept."""

    IDENTITY_CARD = "identity_card", "Thẻ căn cước, căn cước công dân"
    VNEID = "vneid", "Căn cước điện tử trên VNeID"
    PASSPORT = "passport", "Hộ chiếu"
    RECEIPT = "receipt", "Giấy tiếp nhận hồ sơ bản chính"


class LostState(TextChoices):
    """What becomes of a paper that the agency lost."""

    REBUILT = "rebuilt", _("The agency goes on with the file that it has")
    ASKED = "asked", _("Asked for again, at the agency's cost")
    BACK = "back", _("There again")


class CorrectionState(TextChoices):
    """Where the correction of a wrong result lies; the dossier itself stays returned."""

    WAITING_DRAFT = "waiting_draft", "Chờ soạn kết quả đúng"
    WAITING_LEADER = "waiting_leader", "Chờ lãnh đạo ký kết quả đúng"
    WAITING_NUMBER = "waiting_number", "Chờ cấp số, đóng dấu"
    WAITING_RETURN = "waiting_return", "Chờ trả kết quả đúng"
    DONE = "done", "Đã sửa"


class WrongOriginal(TextChoices):
    """What became of the wrong result on paper when the right one was handed over."""

    TAKEN_BACK = "taken_back", "Đã thu lại bản sai"
    NOT_BROUGHT = "not_brought", "Người nhận không mang bản sai đến"
    NEVER_GIVEN = "never_given", "Chưa từng trao bản giấy"


class Outcome(TextChoices):
    GRANT = "grant", "Đồng ý cấp"
    REFUSE = "refuse", "Từ chối giải quyết"
    INTEND = "intend", "Dự định từ chối, thông báo trước"


class AssignmentWay(TextChoices):
    """How a unit gives out what comes in."""

    BY_HAND = "by_hand", "Lãnh đạo đơn vị tự chọn người"
    PROPOSED = "proposed", "Hệ thống đề xuất người, lãnh đạo đơn vị phân công"
    AT_ONCE = "at_once", "Giao ngay cho người được đề xuất khi tiếp nhận"


class AssignmentReason(TextChoices):
    """Why somebody is proposed."""

    PROCEDURE = "procedure", "Theo thủ tục"
    FIELD = "field", "Theo lĩnh vực"
    LOAD = "load", "Đang giữ ít việc nhất"


class Verdict(TextChoices):
    """Of an officer on one paper."""

    GOOD = "good", "Đạt"
    BAD = "bad", "Chưa đạt"
    NOT_NEEDED = "not_needed", "Không cần"


class SideKind(TextChoices):
    """What others are asked to do for a dossier."""

    OPINION = "opinion", "Xin ý kiến"
    PART = "part", "Hồ sơ thành phần"


class SideState(TextChoices):
    NEXT = "next", "Chưa đến lượt"
    WAITING = "waiting", "Chờ trả lời"
    ANSWERED = "answered", "Đã trả lời"
    WAIVED = "waived", "Không chờ nữa"


class Stance(TextChoices):
    """What an answer comes to."""

    AGREES = "agrees", "Đồng ý"
    CONDITIONS = "conditions", "Đồng ý kèm điều kiện"
    OBJECTS = "objects", "Không đồng ý"


class ProposalState(TextChoices):
    WAITING = "waiting", "Chờ lãnh đạo"
    APPROVED = "approved", "Đã ký duyệt"
    SENT_BACK = "sent_back", "Trả lại"


class CrossingState(TextChoices):
    """Where one dossier stands in a transition."""

    ASKED = "asked", "Đang hỏi người nộp"
    MOVED = "moved", "Đã chuyển"
    STAYED = "stayed", "Người nộp giữ phiên bản cũ"
    LEFT = "left", "Không chuyển"
    MOVED_BACK = "moved_back", "Đã chuyển trả lại"


class BulkAct(TextChoices):
    """What can be done with many dossiers at once."""

    ASSIGN = "assign", "Phân công"
    SIGN = "sign", "Duyệt và ký"
    NUMBER = "number", "Cấp số và đóng dấu"
    RETURN = "return", "Trả kết quả"
    FORWARD = "forward", "Chuyển bước tiếp"
    MESSAGE = "message", "Nhắn người nộp"


class LineState(TextChoices):
    """What became of one dossier of an act on many."""

    WAITING = "waiting", "Đang chờ"
    DONE = "done", "Đã làm"
    REFUSED = "refused", "Không làm được"


class OpeningWay(TextChoices):
    """How a paper was opened."""

    SHOWN = "shown", "xem"
    TAKEN = "taken", "tải về"


class ReasonAct(TextChoices):
    """The kind of act that a coded reason is for."""

    SUPPLEMENT = "supplement", "Yêu cầu bổ sung"
    REFUSAL = "refusal", "Từ chối"


class ReasonAbout(TextChoices):
    """What a coded reason of a supplement fits."""

    ANY = "any", "Giấy tờ hoặc mục khai"
    PAPER = "paper", "Chỉ giấy tờ"
    FIELD = "field", "Chỉ mục khai"


class PhraseKind(TextChoices):
    """What a kept text is for."""

    SUPPLEMENT = "supplement", "Yêu cầu bổ sung"
    REFUSAL = "refusal", "Từ chối"
    MESSAGE = "message", "Tin nhắn cho người nộp"
    OPINION = "opinion", "Ý kiến trình lãnh đạo"
    NOTE = "note", "Ghi chú nội bộ"


class Priority(IntegerChoices):
    """How soon a dossier has its turn among those of its channel, the first in front."""

    URGENT = 1, "Khẩn"
    HIGH = 2, "Ưu tiên"
    NORMAL = 3, "Thường"
