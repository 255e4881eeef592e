"""Notices while the agency works on a dossier, and of what goes wrong then."""

from typing import Final

from motcua.casework.dossiers.rules.wordings import NoticeKind, gettext_noop, para

WORK: Final = "Giải quyết và thời hạn"
VERSION: Final = "Thủ tục thay đổi"
_MOVED: Final = (
    para(
        gettext_noop(
            "You filed it under “%(old)s”. What you ask for belongs to “%(new)s”, so we moved it there."
        )
    ),
    para(gettext_noop("Reason: %(reason)s")),
    para(gettext_noop("The code of the dossier stays the same. You do not need to file again.")),
    para("%(money)s"),
)
_DUE: Final = para(gettext_noop("The result is due by %(until)s."), until="due")

NOTICES: Final = (
    NoticeKind(
        "work_started",
        WORK,
        "Bắt đầu giải quyết",
        "Hồ sơ được phân công cho người xử lý.",
        gettext_noop("Your dossier is being processed"),
        (para(gettext_noop("It is now with: %(unit)s.")),),
    ),
    NoticeKind(
        "clock_paused",
        WORK,
        "Tạm dừng tính thời hạn",
        "Cán bộ tạm dừng thời hạn trong trường hợp pháp luật cho phép.",
        gettext_noop("The time for your dossier stands still"),
        (
            para(
                gettext_noop("The time for your dossier is not counted from now on: %(reason)s."),
                reason="pause_reason",
            ),
            para("%(detail)s"),
            para(gettext_noop("Legal ground: %(basis)s")),
            para(
                gettext_noop(
                    "The authority looks at it again by %(until)s and tells you when the time goes on."
                )
            ),
        ),
        optional=frozenset({"detail", "until"}),
    ),
    NoticeKind(
        "clock_resumed",
        WORK,
        "Thời hạn tính tiếp",
        "Hết tạm dừng, thời hạn tính tiếp.",
        gettext_noop("The time for your dossier goes on"),
        (para(gettext_noop("The time for your dossier is counted again.")), _DUE),
        optional=frozenset({"due"}),
    ),
    NoticeKind(
        "apologised",
        WORK,
        "Xin lỗi và hẹn lại",
        "Lãnh đạo gửi văn bản xin lỗi, hẹn lại ngày trả.",
        gettext_noop("An apology, and a new date for your result"),
        (
            para(
                gettext_noop(
                    "Your result was due by %(until)s, and it will not be ready by then. We apologise."
                ),
                until="promised",
            ),
            para(gettext_noop("Reason: %(reason)s")),
            para(gettext_noop("The new date is %(until)s."), until="due"),
            para(
                gettext_noop(
                    "The signed apology is on the page of the dossier. The date is set anew only once."
                )
            ),
        ),
        optional=frozenset({"due"}),
    ),
    NoticeKind(
        "adjourned",
        WORK,
        "Hẹn sang ngày khác",
        "Hồ sơ giải quyết ngay không xong trong buổi, được hẹn sang ngày khác.",
        gettext_noop("A later day for your result"),
        (
            para(
                gettext_noop(
                    "Your dossier cannot be settled at once. The day on your receipt, %(until)s, counts no "
                    "more."
                ),
                until="promised",
            ),
            para(gettext_noop("Reason: %(reason)s")),
            para(gettext_noop("The new date is %(until)s."), until="due"),
            para(gettext_noop("A new receipt with this day is on the page of the dossier.")),
        ),
        optional=frozenset({"due"}),
    ),
    NoticeKind(
        "due_recounted",
        WORK,
        "Ngày hẹn tính lại",
        "Lịch nghỉ chính thức được công bố, ngày hẹn dự kiến thành ngày hẹn.",
        gettext_noop("The day for your result"),
        (
            para(
                gettext_noop(
                    "The calendar of days off was published. The day on your receipt, %(until)s, was "
                    "expected only."
                ),
                until="promised",
            ),
            _DUE,
        ),
        optional=frozenset({"due"}),
    ),
    NoticeKind(
        "due_still_expected",
        WORK,
        "Ngày hẹn tính lại, còn dự kiến",
        "Lịch nghỉ được công bố một phần, ngày hẹn mới vẫn là dự kiến.",
        gettext_noop("The day for your result"),
        (
            para(
                gettext_noop(
                    "The calendar of days off was published. The day on your receipt, %(until)s, was "
                    "expected only."
                ),
                until="promised",
            ),
            para(gettext_noop("It is now expected by %(until)s."), until="due"),
        ),
        optional=frozenset({"due"}),
    ),
    NoticeKind(
        "loss_recorded",
        WORK,
        "Cơ quan làm mất giấy tờ, không cần nộp lại",
        "Cơ quan ghi nhận đã làm mất giấy tờ mà có bản lưu.",
        gettext_noop("The agency lost papers of your dossier"),
        (
            para(gettext_noop("We apologise. What happened: %(what)s")),
            para(gettext_noop("The time of your dossier goes on; the agency bears every cost.")),
            para(gettext_noop("You need to do nothing: the agency goes on with the files that it has.")),
        ),
    ),
    NoticeKind(
        "loss_asks_again",
        WORK,
        "Cơ quan làm mất giấy tờ, xin nộp lại",
        "Cơ quan ghi nhận đã làm mất giấy tờ và cần nộp lại, cơ quan chịu chi phí.",
        gettext_noop("The agency lost papers of your dossier"),
        (
            para(gettext_noop("We apologise. What happened: %(what)s")),
            para(gettext_noop("The time of your dossier goes on; the agency bears every cost.")),
            para(gettext_noop("Please give us these again; the agency pays for it: %(papers)s")),
        ),
    ),
    NoticeKind(
        "lost_papers_replaced",
        WORK,
        "Đã có lại giấy tờ bị mất",
        "Quầy xác nhận đã nhận lại giấy tờ bị mất.",
        gettext_noop("The papers that had been lost are there again"),
        (para(gettext_noop("Thank you. The cost is borne by the agency.")),),
    ),
    NoticeKind(
        "procedure_changed",
        VERSION,
        "Chuyển đúng thủ tục, hồ sơ đã đủ",
        "Cán bộ chuyển hồ sơ sang đúng thủ tục, những gì đã nộp là đủ.",
        gettext_noop("Your dossier was moved to the right procedure"),
        (
            *_MOVED,
            para(
                gettext_noop("The result is due by %(until)s. A new receipt takes the place of the old one."),
                until="due",
            ),
            para(gettext_noop("What you filed is enough for the right procedure.")),
        ),
        optional=frozenset({"money", "due"}),
    ),
    NoticeKind(
        "procedure_changed_and_lacks",
        VERSION,
        "Chuyển đúng thủ tục, còn thiếu",
        "Cán bộ chuyển hồ sơ sang đúng thủ tục, thư thứ hai nói còn thiếu gì.",
        gettext_noop("Your dossier was moved to the right procedure"),
        (
            *_MOVED,
            para(gettext_noop("The right procedure asks for more: a second message says all of it.")),
        ),
        optional=frozenset({"money"}),
    ),
    NoticeKind(
        "moved",
        VERSION,
        "Theo phiên bản mới của thủ tục",
        "Hồ sơ chuyển sang phiên bản mới của thủ tục.",
        gettext_noop("Your dossier goes on under the new version of the procedure"),
        (
            para(
                gettext_noop(
                    "The procedure changed and your dossier follows the new version. Nothing that you filed "
                    "is lost."
                )
            ),
            para(
                gettext_noop("The page of the dossier says what changes for it, and on which legal ground.")
            ),
        ),
    ),
    NoticeKind(
        "move_asked",
        VERSION,
        "Hỏi chọn phiên bản",
        "Thủ tục đổi, người nộp được chọn phiên bản.",
        gettext_noop("The procedure changed: which version do you want?"),
        (
            para(
                gettext_noop(
                    "You may keep the version under which you filed, or go on under the new one. The page of "
                    "the dossier says what would change."
                )
            ),
            para(gettext_noop("If you do nothing, your dossier stays as it is.")),
        ),
    ),
    NoticeKind(
        "move_changes_nothing",
        VERSION,
        "Thủ tục đổi, không phải làm gì",
        "Thủ tục đổi mà không đổi gì cho hồ sơ này.",
        gettext_noop("The procedure changed; you need to do nothing"),
        (
            para(
                gettext_noop(
                    "Papers, fee and time of your dossier are the same under the new version. Your "
                    "dossier stays as it is; nobody waits for an answer."
                )
            ),
        ),
    ),
    NoticeKind(
        "moved_back",
        VERSION,
        "Trở lại phiên bản lúc nộp",
        "Việc chuyển phiên bản được hủy.",
        gettext_noop("Your dossier is again under the version at filing"),
        (para(gettext_noop("The move to the new version was undone; everything is as it was before.")),),
    ),
)
