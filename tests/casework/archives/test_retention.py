"""The table of periods, and dossiers held whatever it says."""

from importlib import import_module

import pytest
from django.apps import apps

from motcua.casework.archives import operations as archives
from motcua.casework.archives.errors import (
    HeldAlready,
    KindChanged,
    KindMissing,
    NotEnded,
    NotHeld,
    NotYourArchives,
    NotYourPeriods,
    ProcedureUnknown,
    ReasonMissing,
)
from motcua.casework.archives.models import LegalHold, RecordKind
from motcua.casework.archives.queries import due, retention
from motcua.casework.dossiers.errors import DossierMissing
from motcua.foundation.accounts.models import Officer
from motcua.foundation.audit.models import AuditEvent
from tests.factories import archives as make
from tests.factories import dossiers as made
from tests.factories.accounts import a_unit, an_agency, an_officer, officer_view

pytestmark = pytest.mark.django_db
typical = import_module("motcua.casework.archives.migrations.0002_typical_periods")
LATER = made.later(made.FILED, 3600)


def a_stranger() -> Officer:
    unit = a_unit("bg-van-phong", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    return an_officer("archivist", unit=unit, code="ngoai-luu-tru")


def a_kind(title: str = "Hồ sơ thanh tra", years: int | None = 15, **how):
    return archives.set_kind(
        by=make.editor(), title=title, years=years, source="Luật thử", is_verified=True, at=LATER, **how
    )


def test_what_is_shipped_is_typical_and_says_that_nobody_read_it():
    typical.keep(apps, None)  # tests with transactions of their own empty the tables

    kinds = retention.kinds()

    assert [(one.period, one.is_default) for one in kinds] == [
        ("20 năm", True),
        ("Vĩnh viễn", False),
        ("10 năm", False),
    ]
    assert not any(one.is_verified for one in kinds)


def test_a_kind_is_added_and_changed_by_whoever_edits_procedures():
    kind = a_kind()
    a_kind("Hồ sơ thanh tra", None, code=kind.code)

    found = retention.kind(code=kind.code)
    assert (found.title, found.period, found.is_verified, found.set_by) == (
        "Hồ sơ thanh tra", "Vĩnh viễn", True, make.editor().name,
    )  # fmt: skip
    facts = AuditEvent.objects.filter(subject=f"record-kind:{kind.code}").order_by("pk")
    assert [(one.kind, one.payload["years"]) for one in facts] == [
        ("RecordKindSet", 15),
        ("RecordKindSet", 0),
    ]


def test_nobody_else_sets_periods_and_two_kinds_do_not_share_a_title():
    a_kind()
    before = AuditEvent.objects.count(), RecordKind.objects.count()

    with pytest.raises(NotYourPeriods):
        archives.set_kind(
            by=make.archivist(), title="Khác", years=5, source="Luật thử", is_verified=False, at=LATER
        )
    with pytest.raises(NotYourPeriods):
        archives.keep_procedure_as(by=make.archivist(), procedure_code="2.000086", kind_code="", at=LATER)
    with pytest.raises(KindChanged):
        a_kind()
    with pytest.raises(KindMissing):
        a_kind("Khác", code="RK-0")
    assert (AuditEvent.objects.count(), RecordKind.objects.count()) == before


def test_a_procedure_is_kept_as_its_kind_and_back_as_any_other():
    dossier, kind = make.withdrawn(), a_kind()
    code = dossier.publication.procedure.code

    archives.keep_procedure_as(by=make.editor(), procedure_code=code, kind_code=kind.code, at=LATER)
    assert line(dossier).kind.title == "Hồ sơ thanh tra"
    assert line(dossier).kept_until.year == made.FILED.year + 15

    archives.keep_procedure_as(by=make.editor(), procedure_code=code, kind_code="", at=LATER)
    assert line(dossier).kind.is_default
    with pytest.raises(ProcedureUnknown):
        archives.keep_procedure_as(by=make.editor(), procedure_code="9.999999", kind_code="", at=LATER)


def line(dossier):
    return due.line_of(viewer=make.archivist(), dossier_id=dossier.pk, today=LATER.date())


def hold(dossier, by=None, **how):
    facts = {"reason": "Thanh tra yêu cầu", "basis": "Công văn 12/TTr", "at": LATER} | how
    return archives.hold(by=by or make.archivist(), code=dossier.code, **facts)


def test_a_hold_says_why_on_what_and_who_and_can_be_lifted():
    dossier = make.withdrawn()

    hold(dossier)
    shown = line(dossier).hold
    assert (shown.reason, shown.basis, shown.placed_by) == (
        "Thanh tra yêu cầu",
        "Công văn 12/TTr",
        make.archivist().name,
    )

    archives.lift_hold(by=make.archivist(), code=dossier.code, why="Thanh tra xong", at=LATER)
    assert line(dossier).hold is None
    events = AuditEvent.objects.filter(subject=f"dossier:{dossier.code}").order_by("-pk")[:2]
    assert [one.kind for one in events] == ["DossierHoldLifted", "DossierHeld"]
    assert "Thanh tra" not in str([one.payload for one in events])
    hold(dossier)


def test_what_is_open_is_not_held_and_nothing_is_held_twice_or_without_a_reason():
    with pytest.raises(NotEnded):
        hold(made.filed())
    dossier = make.withdrawn()
    with pytest.raises(ReasonMissing):
        hold(dossier, basis="  ")
    with pytest.raises(NotHeld):
        archives.lift_hold(by=make.archivist(), code=dossier.code, why="Xong", at=LATER)
    hold(dossier)
    before = AuditEvent.objects.count()
    with pytest.raises(HeldAlready):
        hold(dossier)
    with pytest.raises(ReasonMissing):
        archives.lift_hold(by=make.archivist(), code=dossier.code, why=" ", at=LATER)
    assert (AuditEvent.objects.count(), LegalHold.objects.count()) == (before, 1)


def test_the_archivist_of_another_agency_and_other_officers_hold_nothing():
    dossier = make.withdrawn()
    with pytest.raises(DossierMissing):
        hold(dossier, by=officer_view(a_stranger()))
    with pytest.raises(NotYourArchives):
        hold(dossier, by=officer_view(made.an_authority()["leader"]))
    assert not LegalHold.objects.exists()
