"""A dossier goes by the time of its channel; what is collected with the result is asked when it is there."""

from datetime import date
from typing import Any

import pytest
from django.test import override_settings

from motcua.casework.dossiers import checking
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, Finance
from motcua.casework.dossiers.errors import FeeWithResultDue
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries.applicant import dossier_view
from motcua.casework.dossiers.replaying import Package
from motcua.casework.payments.enums import ChargeState
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.models import Officer
from motcua.foundation.calendar.enums import Unit
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.money import format_vnd
from motcua.records.letters import operations as letters
from motcua.records.letters.models import Letter
from motcua.records.signing import operations as signing
from motcua.records.signing.enums import CertificateKind
from motcua.reference.catalogue.models import FeeVersion, Publication, Version
from tests.casework.dossiers.traces import no_trace
from tests.factories import dossiers as made
from tests.factories.accounts import MONDAY, applicant_view, minh, officer_view
from tests.factories.papers import a_key

pytestmark = pytest.mark.django_db
TIME = made.CONTENT["time"]
BY_POST = {"slug": "post", "text": {"vi": "Bưu chính"}, "time": TIME | {"amount": 12}}  # type: ignore[operator]
ISSUE = {
    "slug": "cap", "label": {"vi": "Lệ phí cấp giấy phép"}, "kind": "charge", "method": "fixed",
    "amount_vnd": 200_000, "collected": "with_result",
}  # fmt: skip


def a_publication(*, fee: dict[str, Any] | None = None, **content: Any) -> Publication:
    publication = made.a_publication("2.000071")
    rule = None
    if fee:
        rule = FeeVersion.objects.create(
            code="phi-kq", number=1, content=fee, content_hash=content_hash(fee), kept_at=MONDAY
        )
    whole = made.CONTENT | {"name": {"vi": "Cấp giấy phép theo kênh"}} | content
    Version.objects.create(
        publication=publication,
        number=2,
        content=whole,
        content_hash=content_hash(whole),
        sources=whole["sources"],
        form_version=made._form(),
        fee_version=rule,
        valid_from=date(2019, 1, 1),
        published_at=MONDAY,
    )
    return publication


def test_the_time_is_that_of_the_channel_and_of_the_procedure_where_it_has_none():
    version = a_publication(channels=[BY_POST, {"slug": "online", "text": {"vi": "x"}}]).versions.get(
        number=2
    )

    assert checking.time_rule(version, "post").amount == 12
    assert checking.time_rule(version, "online").amount == 5
    assert checking.time_rule(version, "counter").amount == 5
    assert checking.time_words(version, "post") == "12 ngày làm việc"
    assert Package.of({"procedure": version.content}).time("post").unit is Unit.WORKING_DAY


def test_a_channel_may_have_a_time_where_the_procedure_has_none():
    without = {key: value for key, value in made.CONTENT.items() if key != "time"}
    version = Version(content=without | {"channels": [BY_POST]})

    assert checking.time_rule(version, "post").amount == 12
    assert checking.time_rule(version, "online") is None


def test_a_dossier_by_post_is_due_by_the_time_of_the_post():
    publication = a_publication(channels=[BY_POST])
    online = made.accepted(publication=publication)
    posted = made.filed(publication=publication, at=made.later(MONDAY, 600))
    Dossier.objects.filter(pk=posted.pk).update(channel="post")

    receptionist = officer_view(made.an_authority()["receptionist"])
    dossiers.accept(by=receptionist, code=posted.code, at=made.later(MONDAY, 700))

    days = [made.reload(one).due_at.date() for one in (online, posted)]
    assert (days[1] - days[0]).days >= 7


FEE = made.FEE | {"collected": "any_time", "lines": [*made.FEE["lines"], ISSUE]}  # type: ignore[misc]


@pytest.fixture
def officers() -> dict[str, Officer]:
    officers = made.an_authority()
    holders = {CertificateKind.LEADER: officers["leader"].code, CertificateKind.AGENCY: "skhcn-quang-tri"}
    for kind, holder in holders.items():
        key = f"{kind.value}-{holder}"
        a_key(key, holder)
        signing.register_certificate(kind=kind, holder_code=holder, key_ref=key, by=SYSTEM, at=MONDAY)
    return officers


def make_papers(dossier: Dossier) -> None:
    for letter in Letter.objects.filter(subject=f"dossier:{dossier.code}", state="fixed").order_by("pk"):
        letters.make(letter_code=letter.code, at=made.later(dossier.submitted_at, 55))


def charges() -> list[tuple[str, int]]:
    return list(Charge.objects.order_by("pk").values_list("state", "amount_vnd"))


def pay(officers: dict[str, Officer], dossier: Dossier, amount_vnd: int, number: str) -> None:
    dossiers.record_payment(
        by=officer_view(officers["cashier"]),
        code=dossier.code,
        amount_vnd=amount_vnd,
        way="cash",
        number=number,
        paid_on=MONDAY.date(),
        at=made.later(dossier.submitted_at, 60),
    )


def view(dossier: Dossier) -> Any:
    return dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=MONDAY)


def test_only_what_is_not_collected_with_the_result_is_asked_at_filing():
    dossier = made.filed(publication=a_publication(fee=FEE))

    assert charges() == [("due", 3_000_000)]
    assert [(line.label, line.amount_vnd) for line in view(dossier).fees_later] == [
        ("Lệ phí cấp giấy phép", 200_000)
    ]


def test_where_all_is_collected_with_the_result_nothing_is_due_before_and_the_clock_waits_for_nothing():
    content = {"time": TIME | {"starts": "valid_papers_and_fee"}}  # type: ignore[operator]
    fee = made.FEE | {"collected": "with_result"}

    dossier = made.accepted(publication=a_publication(fee=fee, **content))

    assert charges() == []
    assert (dossier.finance, dossier.business) == (Finance.NOTHING_DUE, Business.ACCEPTED)
    assert dossier.due_at is not None
    receipt = Letter.objects.get(subject=f"dossier:{dossier.code}", kind="receipt")
    assert receipt.data["fee"] == f"{format_vnd(3_000_000)} thu khi trả kết quả"


@pytest.mark.slow
@override_settings(MOTCUA_DEMO=True)
def test_with_the_result_it_is_asked_and_the_result_waits_for_it(officers):
    dossier = made.accepted(publication=a_publication(fee=FEE))
    pay(officers, dossier, 3_000_000, "PT-1")
    dossier = _numbered(officers, dossier)

    assert charges() == [("paid", 3_000_000), ("due", 200_000)]
    assert made.reload(dossier).finance == Finance.DUE
    make_papers(dossier)
    back = {"by": officer_view(officers["receptionist"]), "code": dossier.code}
    with no_trace(), pytest.raises(FeeWithResultDue) as refusal:
        dossiers.return_result(**back, at=made.later(dossier.submitted_at, 70))
    assert "200.000" in refusal.value.sentence

    pay(officers, dossier, 200_000, "PT-2")
    dossiers.return_result(**back, at=made.later(dossier.submitted_at, 80))

    assert made.reload(dossier).business == Business.RETURNED
    assert [one.amount_vnd for one in (*view(dossier).charges_before, view(dossier).charge)] == [
        3_000_000,
        200_000,
    ]
    assert view(dossier).fees_later == ()


@pytest.mark.slow
@override_settings(MOTCUA_DEMO=True)
def test_what_is_still_due_is_asked_for_together_with_it(officers):
    dossier = _numbered(officers, made.accepted(publication=a_publication(fee=FEE)))

    assert charges() == [("cancelled", 3_000_000), ("due", 3_200_000)]
    pay(officers, dossier, 3_200_000, "PT-3")
    assert Charge.objects.filter(state=ChargeState.DUE).count() == 0


@pytest.mark.slow
@override_settings(MOTCUA_DEMO=True)
def test_for_a_refusal_nothing_is_asked(officers):
    fee = made.FEE | {"collected": "with_result"}
    dossier = _numbered(officers, made.accepted(publication=a_publication(fee=fee)), outcome="refuse")

    assert charges() == []
    make_papers(dossier)
    by = officer_view(officers["receptionist"])
    dossiers.return_result(by=by, code=dossier.code, at=made.later(dossier.submitted_at, 70))
    assert made.reload(dossier).business == Business.RETURNED


def _numbered(officers: dict[str, Officer], dossier: Dossier, *, outcome: str = "grant") -> Dossier:
    def by(role: str) -> Any:
        return {"by": officer_view(officers[role]), "code": dossier.code}

    def at(seconds: int) -> Any:
        return made.later(dossier.submitted_at, seconds)

    data = made.GRANT if outcome == "grant" else {"reason": "Chưa đủ.", "basis": "Điều 1 Luật thử"}
    dossiers.assign(**by("division_head"), officer_code=officers["specialist"].code, at=at(20))
    dossiers.propose(**by("specialist"), outcome=outcome, data=data, opinion="x", at=at(30))
    dossiers.approve_and_sign(**by("leader"), at=at(40))
    dossiers.number_and_seal(**by("clerk"), at=at(50))
    return made.reload(dossier)
