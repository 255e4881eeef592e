"""Each act on a dossier tells its applicant at once, or this table says why it does not."""

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.models import Account
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.notifications.models import Message
from tests.factories.accounts import applicant_view, minh
from tests.factories.dossiers import FILED, a_draft, an_authority, reload

from .acts_table import ALLOWED, FILERS_ACTS, OFFICERS_ACTS
from .standings import STATES, everybody

pytestmark = pytest.mark.django_db
ACTS = OFFICERS_ACTS | FILERS_ACTS
DONE_IN = {name: state for state, acts in reversed(ALLOWED.items()) for name in acts}
"""The first state in which an act is allowed."""

NO_NOTICE = {
    "draft_apology": "a draft for the leader; the applicant hears of it when it is sent",
    "take_from_colleague": "the state stays; the page of the dossier names the new officer",
    "give_back": "the state stays; the page of the dossier names the unit until it is assigned anew",
    "ask_opinions": "state and time limit stay; the page of the dossier says that others were asked",
    "open_parts": "state and time limit stay; the page of the dossier says that others were asked",
    "leave_out_parts": "inside the agency: nobody is asked, state and time limit stay",
    "prioritise": "state and time limit stay; only the order inside the agency changes",
    "forward_papers": "papers go from desk to desk: state and time limit stay, the page says where they were received",
    "confirm_papers": "papers go from desk to desk: state and time limit stay, the page says where they were received",
    "write_note": "officers' words to one another",
    "propose": "inside the agency: the state stays in the work",
    "send_back": "inside the agency: the state stays in the work",
    "approve_and_sign": "the clerk numbers and seals next, and that is told",
    "name_drafter": "inside the agency: the owner has the day of the right result already",
    "draft_correction": "inside the agency: the owner has the day of the right result already",
    "send_correction_back": "inside the agency: the owner has the day of the right result already",
    "sign_correction": "the clerk numbers and seals next, and that is told",
    "keep_product": "inside the agency: a file of the step is kept, state and time limit stay",
    "acknowledge_result": "the applicant's own word, shown on the page at once",
}
"""Acts that send nothing, because …"""


def told_of(event: AuditEvent) -> list[Message]:
    """What the filer was sent of the act, in the transaction of the act; who has no account by their own code."""
    filer = Dossier.objects.get(code=event.subject.removeprefix("dossier:")).filer
    recipient = filer.account.code if filer.account else filer.code
    return list(Message.objects.filter(event_id=str(event.act_id), recipient=recipient))


def do(name: str) -> tuple[Dossier, AuditEvent]:
    state = DONE_IN[name]
    dossier = reload(STATES[state]())
    ACTS[name](dossier, everybody()[min(ALLOWED[state][name])])
    last = AuditEvent.objects.filter(subject=f"dossier:{dossier.code}").order_by("-sequence")[0]
    return reload(dossier), last


@pytest.mark.parametrize("name", ACTS)
def test_an_act_tells_the_applicant_once_unless_the_table_says_why_not(name: str) -> None:
    _dossier, event = do(name)

    assert len(told_of(event)) == (0 if name in NO_NOTICE else 1)


def test_the_table_names_no_act_that_does_not_exist() -> None:
    assert set(NO_NOTICE) <= set(ACTS)


# The least that a notice says


LEAST = {
    "vi": ("Cơ quan: ", "Thời điểm nộp: ", "Trả kết quả: "),
    "en": ("Agency: ", "Filed: ", "Result: "),
}
HANDS = {
    "vi": ("Đang giải quyết: ", "Đang chờ: anh/chị", "Nơi giải quyết: "),
    "en": ("Worked on by: ", "Waits for: you"),
}
RECEIVED = {"vi": ("Người tiếp nhận: ", "Nơi tiếp nhận: "), "en": ("Received by: ", "Reception: ")}


def reads_in(language: str) -> None:
    Account.objects.filter(pk=minh().account_id).update(language=language)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", [name for name in ACTS if name not in NO_NOTICE])
def test_a_notice_says_the_agency_who_receives_who_settles_and_the_times(name: str, language: str) -> None:
    reads_in(language)
    dossier, event = do(name)
    (told,) = told_of(event)
    if dossier.filer.account is None:
        language = "vi"

    assert dossier.agency.name_vi in told.body
    assert all(word in told.body for word in LEAST[language])
    received, unknown = RECEIVED[language]
    officer = dossier.accepted_by
    if officer is None:
        assert f"{unknown}{dossier.reception_unit.name}" in told.body
    else:
        assert f"{received}{officer.full_name}, {dossier.reception_unit.name}" in told.body
    if dossier.holder_until is not None or dossier.work_unit is not None:
        assert any(word in told.body for word in HANDS[language])
    if dossier.holder_officer is not None:
        assert dossier.holder_officer.full_name in told.body


def test_a_filing_is_told_with_where_it_lies_and_by_when_an_answer_comes() -> None:
    an_authority()
    dossier = dossiers.submit(by=applicant_view(minh()), draft_code=a_draft(), at=FILED)
    (told,) = Message.objects.all()

    assert "Nơi tiếp nhận: " in told.body
    assert f"Đang giải quyết: {dossier.reception_unit.name}, đến " in told.body
    assert "Trả kết quả: có ngày hẹn khi bắt đầu tính thời hạn" in told.body
