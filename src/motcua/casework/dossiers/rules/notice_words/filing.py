"""Notices from the filing to the reception, and those about requests whose agency is not known yet."""

from typing import Final

from motcua.casework.dossiers.rules.wordings import OF_THE_NOTICE, NoticeKind, gettext_noop, para

RECEPTION: Final = "Nộp và tiếp nhận"
TALK: Final = "Trao đổi"
UNCLEAR: Final = "Yêu cầu chưa rõ cơ quan"

SHORT: Final = NoticeKind(
    "short",
    RECEPTION,
    "Thư ngắn cho người không có tài khoản",
    "Mọi việc dưới đây, khi người nộp không có tài khoản mà có để lại địa chỉ thư.",
    OF_THE_NOTICE,
    (
        para("%(subject)s."),
        para("%(standing)s"),
        para(gettext_noop("What it says in full stands on the paper that you get at the desk or by post.")),
        para(gettext_noop("See how far the dossier is: %(link)s")),
        para("%(agency)s"),
    ),
    is_framed=False,
    languages=("vi",),
)
_SENDER: Final = (para("%(unit)s, %(agency)s"),)

NOTICES: Final = (
    NoticeKind(
        "filed",
        RECEPTION,
        "Đã nộp hồ sơ",
        "Người nộp vừa nộp hồ sơ trực tuyến.",
        gettext_noop("Your dossier has been filed"),
        (
            para(gettext_noop("We received your dossier %(code)s for “%(name)s”."), name="procedure"),
            para(gettext_noop("The authority answers within 8 working hours, by %(until)s at the latest.")),
        ),
    ),
    NoticeKind(
        "accepted",
        RECEPTION,
        "Đã tiếp nhận",
        "Cán bộ tiếp nhận hồ sơ và thời hạn bắt đầu tính.",
        gettext_noop("Your dossier is accepted"),
        (
            para(gettext_noop("Your dossier is accepted. The receipt is on the page of the dossier.")),
            para(gettext_noop("The result is due by %(until)s."), until="due"),
            para("%(provisional)s"),
        ),
        optional=frozenset({"provisional"}),
    ),
    NoticeKind(
        "accepted_before_fee",
        RECEPTION,
        "Hợp lệ, thời hạn tính khi nộp phí",
        "Hồ sơ đủ và hợp lệ, thời hạn bắt đầu khi phí đã nộp.",
        gettext_noop("Your dossier is accepted"),
        (
            para(gettext_noop("Your dossier is complete and valid.")),
            para(
                gettext_noop(
                    "The law starts the time for the result when the fee is paid. The page of the dossier "
                    "says how much and how to pay."
                )
            ),
        ),
    ),
    NoticeKind(
        "acceptance_undone",
        RECEPTION,
        "Hủy tiếp nhận",
        "Cán bộ hủy việc tiếp nhận nhầm trong ngày.",
        gettext_noop("The acceptance of your dossier was undone"),
        (
            para(
                gettext_noop(
                    "The dossier was accepted by mistake and is being looked at again. The receipt issued "
                    "today is no longer valid."
                )
            ),
            para(gettext_noop("You do not need to do anything now.")),
        ),
    ),
    NoticeKind(
        "supplement_requested",
        RECEPTION,
        "Yêu cầu bổ sung",
        "Cán bộ yêu cầu bổ sung, lúc tiếp nhận hoặc khi đang giải quyết.",
        gettext_noop("Your dossier needs a supplement"),
        (
            para(gettext_noop("These are all the things that are missing or must be corrected:")),
            para("%(defects)s"),
            para(gettext_noop("Please answer online by %(until)s.")),
        ),
    ),
    NoticeKind(
        "supplement_answered",
        RECEPTION,
        "Đã nhận bổ sung",
        "Người nộp trả lời yêu cầu bổ sung, hoặc quầy nhận giấy bổ sung.",
        gettext_noop("Your supplement was received"),
        (
            para(gettext_noop("We received your supplement.")),
            para(gettext_noop("The next step is due by %(until)s.")),
        ),
        optional=frozenset({"until"}),
    ),
    NoticeKind(
        "refused",
        RECEPTION,
        "Từ chối tiếp nhận",
        "Cán bộ từ chối tiếp nhận giải quyết hồ sơ.",
        gettext_noop("Your dossier was not accepted"),
        (
            para(gettext_noop("Reason: %(reason)s")),
            para(gettext_noop("Legal ground: %(basis)s")),
            para(
                gettext_noop(
                    "The signed notice is on the page of the dossier. You may file again when the reason "
                    "is gone, or complain as the law provides."
                )
            ),
        ),
    ),
    NoticeKind(
        "withdrawn",
        RECEPTION,
        "Người nộp rút hồ sơ",
        "Người nộp rút hồ sơ.",
        gettext_noop("You withdrew your dossier"),
        (para(gettext_noop("Nobody will work on it any more. You may file a new one at any time.")),),
    ),
    NoticeKind(
        "fee_settled",
        RECEPTION,
        "Đã ghi nhận phí",
        "Một khoản phí, lệ phí được ghi nhận.",
        gettext_noop("Your payment was recorded"),
        (
            para(gettext_noop("We recorded your payment of %(amount)s.")),
            para(gettext_noop("The result is due by %(until)s."), until="due"),
        ),
        optional=frozenset({"due"}),
    ),
    NoticeKind(
        "paper_blocked",
        RECEPTION,
        "Tệp có mã độc",
        "Một tệp của hồ sơ bị chặn vì có mã độc.",
        gettext_noop("A paper of your dossier holds malware"),
        (
            para(
                gettext_noop(
                    "It was blocked: nobody can open it. The page of the dossier shows which one it is."
                )
            ),
            para(
                gettext_noop("Check your computer. The agency asks for a clean file if it needs the paper.")
            ),
        ),
    ),
    SHORT,
    NoticeKind(
        "question_asked",
        TALK,
        "Đã gửi câu hỏi",
        "Người nộp gửi câu hỏi về hồ sơ.",
        gettext_noop("Your question has been sent"),
        (para(gettext_noop("The agency answers by %(until)s, on the page of the dossier.")),),
    ),
    NoticeKind(
        "message_sent",
        TALK,
        "Cơ quan nhắn tin",
        "Cán bộ viết cho người nộp. Lời nhắn nằm ở trang hồ sơ, không nằm trong thư.",
        gettext_noop("A message from the agency"),
        (
            para(
                gettext_noop(
                    "The agency wrote to you about your dossier. You can read it and answer on its page."
                )
            ),
        ),
    ),
    NoticeKind(
        "unclear_taken_in",
        UNCLEAR,
        "Đang xác định cơ quan",
        "Quầy ghi nhận một yêu cầu chưa rõ cơ quan giải quyết.",
        gettext_noop("We are finding out which agency is in charge"),
        (
            para(
                gettext_noop(
                    "The desk took down your request %(code)s and finds out which agency is in charge. You "
                    "get an answer by %(until)s."
                )
            ),
            *_SENDER,
        ),
        least=(),
        is_framed=False,
    ),
    NoticeKind(
        "unclear_assigned",
        UNCLEAR,
        "Đã xác định cơ quan",
        "Yêu cầu được giao cho cơ quan có thẩm quyền.",
        gettext_noop("The agency in charge is known"),
        (
            para(
                gettext_noop(
                    "%(name)s is in charge of request %(code)s. The desk opens a dossier and sends the "
                    "receipt, or tells you once and in full what is still missing."
                ),
                name="new_agency",
            ),
            *_SENDER,
        ),
        least=(),
        is_framed=False,
    ),
    NoticeKind(
        "unclear_answered",
        UNCLEAR,
        "Không cơ quan nào có thẩm quyền",
        "Quầy trả lời rằng không cơ quan nào ở đây giải quyết yêu cầu.",
        gettext_noop("No agency here is in charge of this request"),
        (
            para(
                gettext_noop(
                    "No agency that takes dossiers here is in charge of request %(code)s. The reason, the "
                    "ground and where to go stand on the paper that you get at the desk or by post."
                )
            ),
            *_SENDER,
        ),
        least=(),
        is_framed=False,
    ),
)
