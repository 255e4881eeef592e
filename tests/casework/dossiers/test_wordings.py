"""An agency's own words of its notices: checked, in force from a day, sent, kept beside the product's."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors.wordings import (
    NothingNewInWording,
    NoticeMissing,
    WordingDayPast,
    WordingHasBegun,
    WordingMissing,
    WordingUnusable,
)
from motcua.casework.dossiers.models import Wording
from motcua.casework.dossiers.queries import wordings as queries
from motcua.casework.dossiers.rules import wordings as rules
from motcua.casework.dossiers.rules.notice_words import ALL, BY_KEY, KNOWN
from motcua.foundation.accounts.errors import NoSuchAgency, PermissionLacking
from motcua.foundation.accounts.models import Account
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.notifications.models import Message
from tests.factories.accounts import a_unit, an_agency, an_officer, applicant_view, minh, officer_view
from tests.factories.dossiers import FILED, a_draft, an_authority, filed, later

from .standings import by_role
from .traces import no_trace

AGENCY = "skhcn-quang-tri"
AT = FILED - timedelta(days=1)
OWN = (
    "Kính gửi anh/chị,\n\nChúng tôi đã nhận hồ sơ {mã hồ sơ}. Chậm nhất {thời hạn} có trả lời.\n\n"
    "{tình hình hồ sơ}\n\nXem hồ sơ: {liên kết}"
)
KINDS = [(kind, language) for kind in ALL for language in kind.languages]
IDS = [f"{kind.key}-{language}" for kind, language in KINDS]


def keep(by=None, **more):
    given = {
        "agency_code": AGENCY,
        "notice": "filed",
        "language": "vi",
        "subject": "Đã nhận hồ sơ",
        "body": OWN,
    }
    return dossiers.keep_wording(by=by or by_role("administrator"), **(given | {"at": AT} | more))


def told() -> Message:
    return Message.objects.get(recipient=minh().account.code)


def without_paragraph_of(body: str, key: str) -> str:
    return "\n\n".join(part for part in body.split("\n\n") if KNOWN[key].written not in part)


# The words of the product


@pytest.mark.parametrize(("kind", "language"), KINDS, ids=IDS)
def test_the_words_of_the_product_pass_the_checks_of_an_agency(kind, language):
    default = queries.default_words(kind.key, language)

    assert rules.checked(
        kind, subject=default.subject, body=default.body, default_body=default.body, known=KNOWN
    ) == (default.subject, default.body)
    assert "%(" not in default.subject + default.body


@pytest.mark.parametrize(("kind", "language"), KINDS, ids=IDS)
def test_every_notice_reads_whole_with_samples(kind, language):
    default = queries.default_words(kind.key, language)
    shown = queries.preview(notice=kind.key, language=language, words=default)

    assert "{" not in shown.subject + shown.body
    assert all(part.strip() for part in shown.body.split("\n\n"))
    assert len(shown.body.split("\n\n")) >= len(rules.paragraphs_of(kind))


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind.least], ids=lambda kind: kind.key)
def test_no_text_may_lack_what_the_law_names_for_a_notice(kind):
    default = queries.default_words(kind.key, "vi")
    body = without_paragraph_of(without_paragraph_of(default.body, "standing"), "agency") or "Xin chào."

    with pytest.raises(WordingUnusable) as refused:
        rules.checked(kind, subject="Tiêu đề", body=body, default_body=default.body, known=KNOWN)

    for key in rules.LEAST:
        assert KNOWN[key].written in refused.value.sentence


@pytest.mark.parametrize(
    ("notice", "key"),
    [
        ("refused", "reason"),
        ("refused", "basis"),
        ("supplement_requested", "defects"),
        ("supplement_requested", "until"),
        ("filed", "until"),
        ("accepted", "due"),
        ("accepted", "provisional"),
        ("apologised", "due"),
        ("refusal_intended", "until"),
        ("filed", "link"),
    ],
)
def test_no_text_may_lack_what_the_act_has_to_say(notice, key):
    kind, default = BY_KEY[notice], queries.default_words(notice, "vi")
    body = without_paragraph_of(default.body, key)

    with pytest.raises(WordingUnusable, match=KNOWN[key].says):
        rules.checked(kind, subject="Tiêu đề", body=body, default_body=default.body, known=KNOWN)


def test_the_lines_of_the_standing_may_stand_one_by_one():
    body = OWN.replace(
        "{tình hình hồ sơ}", "{cơ quan}\n{lúc nộp}\n{tiếp nhận}\n{đang giải quyết}\n{trả kết quả}"
    )
    default = queries.default_words("filed", "vi")

    _, kept = rules.checked(BY_KEY["filed"], subject="A", body=body, default_body=default.body, known=KNOWN)

    assert kept == body


@pytest.mark.parametrize(
    ("subject", "body", "says"),
    [
        ("", OWN, "Ghi cả tiêu đề"),
        ("A", "", "Ghi cả tiêu đề"),
        ("a" * 121, OWN, "dài nhất"),
        ("A", OWN + "\n\n{tên người nộp}", "tên người nộp"),
        ("A", OWN + "\n\n{lý do}", "lý do"),
        ("A", OWN + " {mã hồ sơ", "đứng lẻ"),
        ("{mã hồ sơ}", OWN, "Tiêu đề không có chỗ trống"),
    ],
)
def test_a_text_that_cannot_be_filled_is_refused(subject, body, says):
    default = queries.default_words("filed", "vi")

    with pytest.raises(WordingUnusable, match=says):
        rules.checked(BY_KEY["filed"], subject=subject, body=body, default_body=default.body, known=KNOWN)


def test_what_is_not_there_every_time_stands_alone():
    default = queries.default_words("fee_settled", "vi")
    body = default.body.replace(".\n\n", ". ", 1)

    with pytest.raises(WordingUnusable, match="ngày hẹn"):
        rules.checked(BY_KEY["fee_settled"], subject="A", body=body, default_body=default.body, known=KNOWN)


def test_a_value_is_never_read_for_placeholders_and_an_empty_paragraph_is_left_out():
    values = {"reason": "Xem {mã hồ sơ} <b>", "due": ""}

    said = rules.rendered("Vì: {lý do}\n\nHẹn {ngày hẹn}\n\nHết.", values.__getitem__, KNOWN)

    assert said == "Vì: Xem {mã hồ sơ} <b>\n\nHết."


# What is sent


@pytest.mark.django_db
def test_what_is_sent_reads_as_the_agency_wrote_it_and_stays_as_sent():
    an_authority()
    keep(subject="Sở đã nhận hồ sơ <b>")
    dossier = filed()
    sent = told()
    keep(subject="Lời khác", at=later(FILED, 60))

    assert sent.subject == f"[{dossier.code}] Sở đã nhận hồ sơ <b>"
    assert f"Chúng tôi đã nhận hồ sơ {dossier.code}." in sent.body
    assert "Nơi tiếp nhận: " in sent.body
    assert (told().subject, told().body) == (sent.subject, sent.body)


@pytest.mark.django_db
def test_words_of_a_later_day_wait_for_it_and_can_be_cancelled_until_then():
    an_authority()
    planned = keep(from_day=local_date(FILED) + timedelta(days=1))
    filed()
    assert "Kính gửi" not in told().body

    dossiers.cancel_wording(by=by_role("administrator"), agency_code=AGENCY, number=planned.pk, at=AT)
    with no_trace(), pytest.raises(WordingMissing):
        dossiers.cancel_wording(by=by_role("administrator"), agency_code=AGENCY, number=planned.pk, at=AT)
    begun = keep()
    with no_trace(), pytest.raises(WordingHasBegun):
        dossiers.cancel_wording(by=by_role("administrator"), agency_code=AGENCY, number=begun.pk, at=AT)
    assert AuditEvent.objects.filter(kind="WordingCancelled").count() == 1


@pytest.mark.django_db
def test_after_a_return_the_product_speaks_again_and_all_versions_stay():
    an_authority()
    keep()
    returned = dossiers.return_wording(
        by=by_role("administrator"), agency_code=AGENCY, notice="filed", language="vi", at=AT
    )
    filed()

    assert "Kính gửi" not in told().body
    assert "trong 8 giờ làm việc" in told().body
    assert returned.is_default
    assert Wording.objects.count() == 2


@pytest.mark.django_db
def test_each_language_is_its_own():
    an_authority()
    keep()
    Account.objects.filter(pk=minh().account_id).update(language="en")
    filed()

    assert "Kính gửi" not in told().body
    assert "Filed: " in told().body


@pytest.mark.django_db
def test_an_agency_writes_for_itself_alone():
    an_authority()
    Wording.objects.create(
        agency=an_agency("so-khac"), notice="filed", language="vi", subject="Khác", body=OWN,
        base_subject="A", base_body="B", starts_on=local_date(AT), made_at=AT, made_by="O",
    )  # fmt: skip
    filed()

    assert "Kính gửi" not in told().body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "problem"),
    [(OWN + "\n\n{chỗ đã bỏ}", "chỗ đã bỏ"), (OWN.replace("{tình hình hồ sơ}", "Hết"), "trả kết quả")],
)
def test_words_that_an_upgrade_made_unusable_are_not_sent_and_the_page_says_so(body, problem):
    an_authority()
    kept = keep()
    Wording.objects.filter(pk=kept.pk).update(body=body)
    filed()
    state = page().state

    assert "Kính gửi" not in told().body
    assert problem in state.problem


@pytest.mark.django_db
def test_a_changed_default_overwrites_nothing_and_is_shown():
    an_authority()
    kept = keep()
    assert not page().state.default_changed
    Wording.objects.filter(pk=kept.pk).update(base_body=kept.base_body + "\n\nCâu nay đã bỏ.")
    filed()

    assert "Kính gửi" in told().body
    assert page().state.default_changed
    assert ("old", "Câu nay đã bỏ.") in page().default_lines


def page(**more):
    given = {"agency_code": AGENCY, "notice": "filed", "language": "vi", "on": local_date(FILED)}
    return queries.notice_page(viewer=by_role("administrator"), **(given | more))


@pytest.mark.django_db
def test_a_page_shows_every_version_with_who_and_when():
    an_authority()
    keep(note="Thêm lời chào")
    keep(subject="Lời sau", from_day=local_date(FILED) + timedelta(days=30))
    found = page()

    assert [(one.state, one.note) for one in found.versions] == [
        ("planned", ""),
        ("in_force", "Thêm lời chào"),
    ]
    assert all(one.made_by for one in found.versions)
    assert (found.now.body, found.state.planned) == (OWN, local_date(FILED) + timedelta(days=30))


@pytest.mark.django_db
def test_a_filer_without_an_account_gets_the_subject_of_the_agency_in_the_short_mail():
    an_authority()
    keep(notice="accepted", subject="Sở đã tiếp nhận", body=queries.default_words("accepted", "vi").body)
    keep(
        notice="short",
        subject="",
        body="Chào anh/chị. {tiêu đề}.\n\n{tình hình hồ sơ}\n\nTra cứu: {liên kết}",
    )
    dossier = filed()
    person = dossier.filer
    type(person).objects.filter(pk=person.pk).update(account=None, email="giay@motcua.example")
    dossiers.accept(by=by_role("receptionist"), code=dossier.code, at=later(FILED))
    sent = Message.objects.get(address="giay@motcua.example")

    assert sent.subject == f"[{dossier.code}] Sở đã tiếp nhận"
    assert sent.body.startswith("Chào anh/chị. Sở đã tiếp nhận.\n\nCơ quan: ")


# Who may


@pytest.mark.django_db
def test_only_who_administers_the_agency_writes_its_words():
    an_authority()
    elsewhere = officer_view(an_officer("administrator", unit=a_unit("vp", agency=an_agency("so-khac"))))
    for by in (by_role("receptionist"), elsewhere):
        with no_trace(), pytest.raises(PermissionLacking):
            keep(by=by)
        with pytest.raises(NoSuchAgency):
            queries.agency_notices(viewer=by, agency_code=AGENCY, on=local_date(AT))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"notice": "nothing"}, NoticeMissing),
        ({"notice": "short", "language": "en"}, NoticeMissing),
        ({"agency_code": "khong-co"}, NoSuchAgency),
        ({"body": "Xin chào."}, WordingUnusable),
        ({"from_day": local_date(AT) - timedelta(days=1)}, WordingDayPast),
    ],
)
def test_a_refused_text_leaves_nothing(given, error):
    an_authority()
    with no_trace(), pytest.raises(error):
        keep(**given)


@pytest.mark.django_db
def test_the_same_words_twice_are_refused_and_so_is_a_return_from_nothing():
    an_authority()
    default = queries.default_words("filed", "vi")
    with no_trace(), pytest.raises(NothingNewInWording):
        keep(subject=default.subject, body=default.body)
    with no_trace(), pytest.raises(NothingNewInWording):
        dossiers.return_wording(
            by=by_role("administrator"), agency_code=AGENCY, notice="filed", language="vi", at=AT
        )
    keep()
    with no_trace(), pytest.raises(NothingNewInWording):
        keep()


@pytest.mark.django_db
def test_an_event_names_the_notice_and_holds_no_words():
    an_authority()
    kept = keep()
    event = AuditEvent.objects.get(kind="WordingKept")

    assert (event.subject, event.agency) == (f"wording:{kept.pk}", AGENCY)
    assert event.payload == {"notice": "filed", "language": "vi", "first_day": local_date(AT).isoformat()}


@pytest.mark.django_db
def test_a_filing_asks_for_its_words_once(django_assert_max_num_queries):
    an_authority()
    draft = a_draft()
    with django_assert_max_num_queries(200) as asked:
        dossiers.submit(by=applicant_view(minh()), draft_code=draft, at=FILED)

    assert sum("dossiers_wording" in one["sql"] for one in asked.captured_queries) == 1
