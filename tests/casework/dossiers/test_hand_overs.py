"""Hand-overs: one row for each change of hands, in the act, never changed; those of before from the trail."""

from datetime import timedelta
from importlib import import_module
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.models import Dossier, HandOver
from motcua.casework.dossiers.operations.acceptance import AskedDefect
from motcua.casework.dossiers.queries.hand_overs import control_sheet
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.audit.models import AuditEvent
from tests.factories import dossiers as made
from tests.factories.accounts import applicant_view, officer_view
from tests.records.letters.test_papers import text_of

before = import_module("motcua.casework.dossiers.migrations.0016_hand_overs_of_before")
pytestmark = pytest.mark.django_db


def rows_of(dossier: Dossier) -> list[HandOver]:
    return list(HandOver.objects.filter(dossier=dossier).order_by("pk"))


def told(row: HandOver) -> tuple[str, str, str]:
    return row.from_kind, row.to_kind, row.waits_for


def test_every_change_of_hands_is_kept_with_who_gave_it_and_until_when():
    dossier = made.signed()

    rows = rows_of(dossier)

    assert [told(row) for row in rows] == [
        ("applicant", "unit", "waiting_reception"),
        ("unit", "unit", "waiting_assignment"),
        ("unit", "officer", "appraising"),
        ("officer", "unit", "waiting_leader"),
        ("unit", "unit", "waiting_number"),
    ]
    officers = made.an_authority()
    assert [row.given_by for row in rows] == [
        None, officers["receptionist"], officers["division_head"], officers["specialist"], officers["leader"]
    ]  # fmt: skip
    for row, following in pairwise(rows):
        assert (row.to_kind, row.to_unit_id, row.to_officer_id) == (
            following.from_kind, following.from_unit_id, following.from_officer_id
        )  # fmt: skip
    assert rows[-1].until == made.reload(dossier).holder_until
    assert rows[0].result == ""
    assert all(row.result in ("early", "on_time") for row in rows[1:])
    acts = set(AuditEvent.objects.filter(subject=f"dossier:{dossier.code}").values_list("act_id", flat=True))
    assert {row.act_id for row in rows} <= acts


def test_who_gives_a_dossier_on_after_its_day_is_late():
    dossier = made.filed()
    lan = officer_view(made.an_authority()["receptionist"])

    dossiers.refuse(
        by=lan, code=dossier.code, reason="Sai", basis="Luật", at=dossier.answer_by + timedelta(hours=1)
    )

    last = rows_of(dossier)[-1]
    assert (last.to_kind, last.result, last.until) == ("nobody", "late", None)


def test_a_refused_act_hands_nothing_over():
    dossier = made.accepted()
    count = HandOver.objects.count()
    lan = officer_view(made.an_authority()["receptionist"])

    with pytest.raises(Exception, match=r"."):
        dossiers.refuse(by=lan, code=dossier.code, reason="Sai", basis="Luật", at=made.later(made.FILED, 60))

    assert HandOver.objects.count() == count


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossiers_handover SET result = 'early'",
        "DELETE FROM dossiers_handover",
        "TRUNCATE dossiers_handover",
    ],
)
@pytest.mark.parametrize("as_owner", [False, True], ids=["application", "owner"])
def test_the_database_refuses_to_change_a_hand_over(statement, as_owner):
    made.filed()

    with connection.cursor() as cursor:
        if as_owner:
            cursor.execute("SET LOCAL ROLE NONE; SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=r"append-only|permission denied"), transaction.atomic():
            cursor.execute(statement)


def supplemented() -> Dossier:
    """Asked for a supplement while appraised, answered, proposed, sent back."""
    officers = made.an_authority()
    dossier = made.assigned()
    tuan, head = officer_view(officers["specialist"]), officer_view(officers["leader"])
    at = dossier.submitted_at
    dossiers.request_supplement(
        by=tuan, code=dossier.code, defects=[AskedDefect("other", "", "Thiếu bản vẽ.")],
        at=made.later(at, 30),
    )  # fmt: skip
    dossiers.answer_supplement(
        by=filer_of(dossier), code=dossier.code, raw={}, note="Đã bổ sung", at=made.later(at, 40)
    )
    dossiers.propose(
        by=tuan, code=dossier.code, outcome="refuse", opinion="",
        data={"reason": "Không đạt", "basis": "Nghị định"}, at=made.later(at, 50),
    )  # fmt: skip
    dossiers.send_back(by=head, code=dossier.code, reason="Viết rõ hơn", at=made.later(at, 60))
    return dossier


def filer_of(dossier: Dossier) -> ApplicantView:
    return applicant_view(Dossier.objects.get(pk=dossier.pk).filer)


def refused() -> Dossier:
    dossier = made.filed()
    lan = officer_view(made.an_authority()["receptionist"])
    return dossiers.refuse(
        by=lan, code=dossier.code, reason="Sai", basis="Luật", at=made.later(made.FILED, 30)
    )


def undone() -> Dossier:
    dossier = made.accepted()
    lan = officer_view(made.an_authority()["receptionist"])
    at = made.later(made.FILED, 60)
    return dossiers.undo_acceptance(by=lan, code=dossier.code, reason="Nhầm", at=at)


@pytest.mark.parametrize("make", [made.filed, refused, undone, made.signed, supplemented])
def test_the_trail_of_before_tells_the_same_hand_overs(make):
    dossier = make()
    events = list(AuditEvent.objects.filter(subject=f"dossier:{dossier.code}").order_by("sequence"))

    kept = rows_of(dossier)
    found = [
        (event.act_id, event.occurred_at, here[0], there[0], waits_for, there[2])
        for event, here, there, waits_for in before.hands(events)
    ]

    assert found == [
        (row.act_id, row.at, row.from_kind, row.to_kind, row.waits_for,
         row.to_officer.code if row.to_officer else "")
        for row in kept
    ]  # fmt: skip


def test_the_control_sheet_holds_every_hand_over_for_whoever_sees_the_dossier():
    dossier = made.signed()
    officers = made.an_authority()

    pdf = control_sheet(
        viewer=officer_view(officers["clerk"]), code=dossier.code, at=made.later(made.FILED, 90)
    )

    text = text_of(pdf)
    assert "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ" in text
    assert text.count("1. Giao:") == len(rows_of(dossier)) == 5
    assert dossier.code in text


def test_to_a_stranger_there_is_no_control_sheet():
    dossier = made.filed()

    with pytest.raises(DossierMissing):
        control_sheet(
            viewer=officer_view(made.an_authority()["specialist"]), code=dossier.code, at=made.FILED
        )


def test_why_a_proposal_came_back_stands_beside_it():
    assert rows_of(supplemented())[-1].note == "Viết rõ hơn"
