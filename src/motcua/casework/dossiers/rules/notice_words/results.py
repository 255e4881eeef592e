"""Notices about results, their corrections, and work that ends early."""

from typing import Final

from motcua.casework.dossiers.rules.wordings import NoticeKind, gettext_noop, para

RESULTS: Final = "Kết quả"
CORRECTIONS: Final = "Kết quả có sai sót"
ENDINGS: Final = "Dừng và từ chối giải quyết"
_SOONER: Final = para(
    gettext_noop("This is sooner than %(until)s, the day of your receipt; you need not wait until then."),
    until="promised",
)
_NO_MORE: Final = para(gettext_noop("The earlier one counts no more."))
_CORRECTED: Final = gettext_noop("The corrected result is there")
_CORRECTED_RETURNED: Final = gettext_noop("The corrected result was returned")

NOTICES: Final = (
    NoticeKind(
        "result_ready",
        RESULTS,
        "Đã có kết quả",
        "Kết quả đã ký, đóng dấu.",
        gettext_noop("The result of your dossier is ready"),
        (
            para(
                gettext_noop("It is signed and sealed, and is on its way to you in the way that you chose.")
            ),
            _SOONER,
        ),
        optional=frozenset({"promised"}),
    ),
    NoticeKind(
        "result_ready_before_fee",
        RESULTS,
        "Đã có kết quả, còn phí chưa nộp",
        "Kết quả đã ký, đóng dấu, được trả khi phí đã nộp.",
        gettext_noop("The result of your dossier is ready"),
        (
            para(
                gettext_noop(
                    "It is signed and sealed, and is returned when the fee has been paid; the page says how."
                )
            ),
            _SOONER,
        ),
        optional=frozenset({"promised"}),
    ),
    NoticeKind(
        "result_returned",
        RESULTS,
        "Đã trả kết quả",
        "Kết quả được trả.",
        gettext_noop("The result of your dossier was returned"),
        (
            para(gettext_noop("You can download the signed result from the page of the dossier.")),
            para(gettext_noop("Anyone can check it on our page for checking signed papers.")),
        ),
    ),
    NoticeKind(
        "originals_handed_back",
        RESULTS,
        "Trả lại bản gốc",
        "Quầy trả lại bản gốc giấy tờ, có ký nhận.",
        gettext_noop("Originals of your papers were handed back"),
        (para("%(originals)s"), para(gettext_noop("If this was not you, call the agency."))),
    ),
    NoticeKind(
        "correction_opened",
        CORRECTIONS,
        "Kết quả có sai sót",
        "Cơ quan xin lỗi và bắt đầu sửa một kết quả sai.",
        gettext_noop("Your result contains a mistake; the agency corrects it"),
        (
            para(gettext_noop("We apologise. What is wrong: %(reason)s")),
            para(gettext_noop("The right result comes by %(until)s. You pay nothing for it.")),
        ),
    ),
    NoticeKind(
        "corrected_online",
        CORRECTIONS,
        "Kết quả đúng đã có, tải trực tuyến",
        "Kết quả đã sửa được trả trực tuyến.",
        _CORRECTED,
        (
            para(
                gettext_noop(
                    "You can download it from the page of the dossier. The earlier one counts no more."
                )
            ),
        ),
    ),
    NoticeKind(
        "corrected_at_desk",
        CORRECTIONS,
        "Kết quả đúng đã có, nhận tại quầy",
        "Kết quả đã sửa chờ ở Bộ phận Một cửa.",
        _CORRECTED,
        (
            para(
                gettext_noop(
                    "It waits for you at the one-stop desk. Bring the earlier one along if you have it on "
                    "paper."
                )
            ),
            _NO_MORE,
        ),
    ),
    NoticeKind(
        "corrected_by_post",
        CORRECTIONS,
        "Kết quả đúng đã có, gửi bưu chính",
        "Kết quả đã sửa được gửi qua bưu chính.",
        _CORRECTED,
        (para(gettext_noop("It is posted to you; you get the number to follow it by.")), _NO_MORE),
    ),
    NoticeKind(
        "correction_given_online",
        CORRECTIONS,
        "Đã trả kết quả đúng trực tuyến",
        "Kết quả đã sửa được trả trực tuyến thay cho cách đã chọn.",
        _CORRECTED_RETURNED,
        (para(gettext_noop("You can download it from the page of the dossier.")),),
    ),
    NoticeKind(
        "correction_given_at_desk",
        CORRECTIONS,
        "Đã trả kết quả đúng tại quầy",
        "Kết quả đã sửa được trao tại Bộ phận Một cửa.",
        _CORRECTED_RETURNED,
        (para(gettext_noop("It was handed over at the one-stop desk and signed for.")),),
    ),
    NoticeKind(
        "correction_given_by_post",
        CORRECTIONS,
        "Đã gửi kết quả đúng qua bưu chính",
        "Kết quả đã sửa được gửi, có số bưu gửi.",
        _CORRECTED_RETURNED,
        (para(gettext_noop("It was posted; its number is %(number)s.")),),
    ),
    NoticeKind(
        "stop_asked",
        ENDINGS,
        "Đã gửi đề nghị dừng",
        "Người nộp đề nghị dừng giải quyết.",
        gettext_noop("You asked that the work on your dossier stop"),
        (para(gettext_noop("The agency answers by %(until)s. Until then the work goes on.")),),
    ),
    NoticeKind(
        "stop_declined",
        ENDINGS,
        "Tiếp tục giải quyết",
        "Lãnh đạo không đồng ý dừng theo đề nghị.",
        gettext_noop("The work on your dossier goes on"),
        (
            para(gettext_noop("You asked that it stop. The agency goes on with it for this reason:")),
            para("%(reason)s"),
        ),
    ),
    NoticeKind(
        "stopped",
        ENDINGS,
        "Dừng giải quyết",
        "Lãnh đạo dừng giải quyết hồ sơ.",
        gettext_noop("The work on your dossier has stopped"),
        (
            para(gettext_noop("Reason: %(reason)s")),
            para(gettext_noop("Legal ground: %(basis)s")),
            para(
                gettext_noop(
                    "The signed notice is on the page of the dossier. You may file again at any time, or "
                    "complain as the law provides."
                )
            ),
        ),
    ),
    NoticeKind(
        "refusal_intended",
        ENDINGS,
        "Dự định từ chối",
        "Lãnh đạo báo dự định từ chối, người nộp được giải trình trước.",
        gettext_noop("The agency intends to refuse your dossier; you may reply first"),
        (
            para(gettext_noop("Reason: %(reason)s")),
            para(
                gettext_noop(
                    "This is not the decision yet. You may reply with words and files on the page of the "
                    "dossier by %(until)s."
                )
            ),
            para(
                gettext_noop(
                    "After your reply, or when this time is over, the agency looks at the dossier again."
                )
            ),
        ),
    ),
    NoticeKind(
        "reply_time_ended",
        ENDINGS,
        "Hết thời gian giải trình",
        "Hết thời gian giải trình về dự định từ chối.",
        gettext_noop("The time to reply to the intended refusal is over"),
        (para(gettext_noop("The agency looks at your dossier again and answers it.")),),
    ),
)
