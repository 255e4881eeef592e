"""Digitised papers that belong to no dossier: how long they are kept, held, handed over in their own packages."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.casework.archives import bags, jobs, packages
from motcua.casework.archives import operations as archives
from motcua.casework.archives.enums import Carried, LineState, TransferState
from motcua.casework.archives.errors import (
    HeldAlready,
    KindMissing,
    LoosePaperMissing,
    NoPaperToTransfer,
    NotHeld,
    NotYourArchives,
    NotYourPeriods,
    PaperTypeUnknown,
    ReasonMissing,
)
from motcua.casework.archives.models import LegalHold, PaperKind, RecordKind, Transfer, TransferLine
from motcua.casework.archives.operations import packing
from motcua.casework.archives.queries import due, loose, retention
from motcua.casework.archives.queries import transfers as queries
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import local_date
from motcua.records.documents.enums import ScanNote
from motcua.records.documents.models import Document
from motcua.records.repository.enums import AskState, Origin, Precision
from motcua.records.repository.models import AskedCorrection, Holding
from tests.factories import archives as make
from tests.factories import dossiers as made
from tests.factories import holdings
from tests.factories import line as digitising
from tests.factories.accounts import officer_view

from .test_retention import a_kind, a_stranger
from .test_transfers import AT, content, inside, metadata, path_of, table

pytestmark = pytest.mark.django_db
TYPE = "KQ.G06.000122"
NS = {"p": "urn:motcua:archive-package:1"}


def leader():
    return officer_view(made.an_authority()["leader"])


def groups(viewer=None):
    found = loose.groups(viewer=viewer or make.archivist())
    return [(one.year, one.kind.title, one.total) for one in found]


def page(viewer=None, after="", **filters):
    return loose.page(viewer=viewer or make.archivist(), filters=loose.PaperFilters(**filters), after=after)


def line(paper: Holding, viewer=None):
    return loose.line_of(viewer=viewer or make.archivist(), code=paper.code)


def hold(paper: Holding, by=None, **how):
    facts = {"reason": "Tòa án yêu cầu", "basis": "Công văn 5/TA", "at": AT} | how
    return archives.hold_paper(by=by or make.archivist(), code=paper.code, **facts)


# How long


def test_a_paper_is_kept_by_its_type_else_by_its_procedure_else_as_any_other():
    default = make.kinds().title
    publication = made.a_publication("2.000086")
    paper = make.loose(procedure="2.000086")
    editor = make.editor()
    kinds = {title: a_kind(title, years) for title, years in (("Theo thủ tục", 5), ("Theo loại", None))}
    assert (line(paper).kind.title, line(paper).row.kept_until) == (default, date(2039, 12, 31))

    archives.keep_procedure_as(
        by=editor, procedure_code=publication.procedure.code, kind_code=kinds["Theo thủ tục"].code, at=AT
    )
    assert (line(paper).row.period, groups()) == ("5 năm", [(2019, "Theo thủ tục", 1)])
    archives.keep_papers_as(by=editor, type_code=TYPE, kind_code=kinds["Theo loại"].code, at=AT)
    assert (line(paper).row.period, line(paper).row.kept_until) == ("Vĩnh viễn", None)
    for title in (default, "Theo thủ tục", "Theo loại"):
        code = RecordKind.objects.get(title=title).code
        assert page(kind=code).total == (title == "Theo loại"), title
    assert [one.paper_types for one in retention.kinds() if one.title == "Theo loại"] == [(TYPE,)]
    assert retention.paper_types() == [(TYPE, paper.type_name)]

    archives.keep_papers_as(by=editor, type_code=TYPE, kind_code="", at=AT)
    assert groups() == [(2019, "Theo thủ tục", 1)]
    events = AuditEvent.objects.filter(subject=f"papers-kept-as:{TYPE}").order_by("pk")
    assert [one.payload["record_kind"] for one in events] == [kinds["Theo loại"].code, ""]


def test_nobody_else_says_how_long_papers_are_kept_nor_of_a_type_that_none_has():
    make.loose()
    before = AuditEvent.objects.count()
    code = make.kinds().code
    with pytest.raises(NotYourPeriods):
        archives.keep_papers_as(by=make.archivist(), type_code=TYPE, kind_code=code, at=AT)
    for unknown in ("KQ.G99.999999", " "):
        with pytest.raises(PaperTypeUnknown):
            archives.keep_papers_as(by=make.editor(), type_code=unknown, kind_code=code, at=AT)
    with pytest.raises(KindMissing):
        archives.keep_papers_as(by=make.editor(), type_code=TYPE, kind_code="RK-0", at=AT)
    assert (AuditEvent.objects.count(), PaperKind.objects.count()) == (before, 0)


def test_a_paper_without_a_day_counts_from_its_storing_and_none_ends_before_its_last_day():
    undated = make.loose(issued_on=None, precision=None, valid_from=None)
    long = make.loose(valid_until=date(2060, 5, 1))
    assert line(undated).row.year == made.FILED.year
    assert not line(undated).row.is_year_of_issue
    assert line(long).row.kept_until == date(2060, 5, 1)
    assert groups() == [(2019, make.kinds().title, 1), (made.FILED.year, make.kinds().title, 1)]


# Which wait, and for whom


def test_only_digitised_papers_without_a_dossier_wait_and_strangers_see_none():
    paper = make.loose()
    holdings.a_holding(
        holdings.numbered("1"), source=holdings.a_source(agency_code=paper.agency_code, dossier_code="HS-1")
    )
    born = holdings.a_source(origin=Origin.BORN_DIGITAL, agency_code=paper.agency_code)
    holdings.a_holding(holdings.numbered("1"), source=born)

    assert [row.code for row in page().rows] == [paper.code]
    assert [row.code for row in page(leader()).rows] == [paper.code]
    assert [one.may_transfer for one in loose.groups(viewer=leader())] == [False]
    assert [one.may_transfer for one in loose.groups(viewer=make.archivist())] == [True]
    for other in (officer_view(a_stranger()), officer_view(made.an_authority()["division_head"])):
        assert (groups(other), page(other, every=True).rows) == ([], [])
        with pytest.raises(LoosePaperMissing):
            line(paper, other)


def test_the_list_goes_on_and_finds_by_number(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
):
    monkeypatch.setattr(loose, "PAGE", 2)
    codes = [make.loose(number_symbol=f"0{n}/GP-SKHCN").code for n in (1, 2, 3)]
    viewer = make.archivist()
    with django_assert_num_queries(8):
        first = page(viewer)
    second = page(after=first.next)
    assert [row.code for row in (*first.rows, *second.rows)] == codes
    assert (first.total, second.next) == (3, "")
    assert [row.code for row in page(number="02/gp").rows] == codes[1:2]
    assert page(year=1).total == page(kind="RK-0").total == page(agency="khong-co").total == 0
    with django_assert_num_queries(6):
        loose.groups(viewer=viewer)


# Held


def test_a_paper_is_held_and_let_go_and_nobody_reads_why_in_an_event():
    paper = make.loose()
    placed = hold(paper)
    shown = line(paper)
    assert (shown.hold.reason, shown.row.is_held, shown.may_hold) == ("Tòa án yêu cầu", True, True)
    assert [one.code for one in loose.holds(viewer=make.archivist())] == [paper.code]
    assert due.holds(viewer=make.archivist()) == []
    assert loose.holds(viewer=officer_view(a_stranger())) == []
    with pytest.raises(HeldAlready):
        hold(paper)

    archives.lift_paper_hold(by=make.archivist(), code=paper.code, why="Xong", at=AT)
    assert line(paper).hold is None
    events = AuditEvent.objects.filter(subject=f"holding:{paper.code}").order_by("-pk")[:2]
    assert [(one.kind, one.payload) for one in events] == [
        ("PaperHoldLifted", {"hold": placed.pk}),
        ("PaperHoldPlaced", {"hold": placed.pk}),
    ]
    hold(paper)


def test_nobody_else_holds_a_paper_and_nothing_is_held_without_a_reason():
    paper = make.loose()
    before = AuditEvent.objects.count()
    for how, refusal in (
        ({"by": leader()}, NotYourArchives),
        ({"by": officer_view(a_stranger())}, LoosePaperMissing),
        ({"basis": " "}, ReasonMissing),
    ):
        with pytest.raises(refusal):
            hold(paper, **how)
    keeper = make.archivist()
    with pytest.raises(LoosePaperMissing):
        archives.hold_paper(by=keeper, code="H-0", reason="x", basis="y", at=AT)
    with pytest.raises(NotHeld):
        archives.lift_paper_hold(by=keeper, code=paper.code, why="Xong", at=AT)
    assert (AuditEvent.objects.count(), LegalHold.objects.count()) == (before, 0)


# Handed over


def test_papers_go_in_a_transfer_of_their_own_and_wait_no_longer():
    first, second = make.loose(), make.loose()
    make.loose(issued_on=date(2012, 1, 1), precision=Precision.YEAR, valid_from=None)
    make.ended()

    transfer = make.a_paper_transfer(at=AT)

    assert (transfer.carries, transfer.number, transfer.closed_year) == (Carried.PAPERS, 1, 2019)
    placed = transfer.lines.order_by("place")
    assert [one.holding_id for one in placed] == [first.pk, second.pk]
    assert groups() == [(2012, make.kinds().title, 1)]
    assert len(due.groups(viewer=make.archivist(), today=AT.date())) == 1
    event = AuditEvent.objects.get(subject=f"transfer:{transfer.code}")
    assert (event.payload["dossiers"], event.payload["papers"]) == (0, 2)
    assert make.a_transfer(at=AT).number == 2
    before = AuditEvent.objects.count()
    for how, refusal in (
        ({"by": leader()}, NotYourArchives),
        ({"by": officer_view(a_stranger())}, NotYourArchives),
        ({"kind": "RK-0"}, KindMissing),
        ({"year": 1950}, NoPaperToTransfer),
    ):
        with pytest.raises(refusal):
            make.a_paper_transfer(at=AT, **how)
    assert (AuditEvent.objects.count(), Transfer.objects.count()) == (before, 2)


def test_the_package_has_the_shape_of_one_of_dossiers(tmp_path: Path):
    scanned = digitising.a_paper(digitising.a_box(store="Kho A"), folder="Cặp 3")
    paper = make.loose(source=scanned.code, valid_until=date(2029, 4, 2))
    copy, text = holdings.a_document(), holdings.a_document()
    Holding.objects.filter(pk=paper.pk).update(signed_copy=copy, text=text, digitised_code="0450.KQ.1")
    year = make.loose(issued_on=date(2019, 1, 1), precision=Precision.YEAR, abstract="", valid_from=None)
    hold(paper)

    transfer = make.packed_papers(at=made.later(AT))

    files = inside(transfer)
    assert files["data/archive-package.xsd"] == packages.SCHEMA.read_bytes()
    assert "data/opinions.csv" not in files
    one, other = table(files, "papers.csv")
    assert {name: one[name] for name in (
        "fileCode", "digitisedCode", "fileCatalog", "maintenance", "maintenanceVerified", "legalHold", "typeCode",
        "numberSymbol", "issuedDate", "issuedAsKnown", "validUntil", "standing", "ownerKind", "ownerIdentifier",
        "ownerName", "totalDoc",
    )} == {
        "fileCode": paper.code, "digitisedCode": "0450.KQ.1", "fileCatalog": "2019", "maintenance": "20 năm",
        "maintenanceVerified": "chưa kiểm chứng", "legalHold": "đang giữ lại", "typeCode": TYPE,
        "numberSymbol": "05/GP-SKHCN", "issuedDate": "03/04/2019", "issuedAsKnown": "03/04/2019",
        "validUntil": "02/04/2029", "standing": "hiệu lực", "ownerKind": "Cá nhân",
        "ownerIdentifier": "045088001234", "ownerName": "Nguyễn Thị Quét", "totalDoc": "3",
    }  # fmt: skip
    assert (one["store"], one["box"], one["folder"]) == ("Kho A", scanned.box.label, "Cặp 3")
    assert [other[name] for name in ("issuedDate", "issuedAsKnown", "legalHold", "box")] == [
        "",
        "2019",
        "",
        "",
    ]
    rows = table(files, "documents.csv")
    assert [row["fileCode"] for row in rows] == [paper.code] * 3 + [year.code]
    assert [(row["codeNumber"], row["codeNotation"], row["confidenceLevel"]) for row in rows[:1]] == [
        ("05", "GP-SKHCN", "Số hóa")
    ]
    for row in rows:
        assert files[f"data/{row['path']}"] == content(Document.objects.get(code=row["docCode"]))
        assert b"pdfaid" in files[f"data/{row['pdfaPath']}"]
    described = metadata(files, paper.code)
    assert described.tag == "{urn:motcua:archive-package:1}paper"
    assert described.xpath("p:recordKind/text()", namespaces=NS) == [make.kinds().title]
    assert metadata(files, year.code).xpath("p:documents/p:document/p:subject/text()", namespaces=NS) == [
        year.type_name
    ]
    (tmp_path / "goi.zip").write_bytes(content(transfer.document))
    assert bags.check(tmp_path / "goi.zip").wrong == ()
    info = files["bag-info.txt"].decode()
    assert "2 giấy tờ số hóa ban hành năm 2019" in info
    again = b"".join(packages.chunks(transfer, list(transfer.lines.order_by("place"))))
    assert again == content(transfer.document)


def test_a_paper_that_cannot_go_waits_with_the_reason_and_the_others_go():
    good, gone, late, asked = (make.loose() for _ in range(4))
    path = path_of(gone.document)
    before = path.read_bytes()
    path.write_bytes(before[:-1] + b"?")
    Document.objects.filter(pk=late.document_id).update(scan_note=ScanNote.WAITING)
    AskedCorrection.objects.create(
        holding=asked, asked_by="A-1", asked_at=AT, about="facts", words="Sai số", state=AskState.ACCEPTED,
        agency_code=asked.agency_code, answered_at=AT, answered_by="qt-1", corrector="qt-1",
    )  # fmt: skip

    transfer = make.packed_papers(at=AT)

    path.write_bytes(before)
    found = queries.transfer(viewer=make.archivist(), code=transfer.code)
    assert (found.is_of_papers, found.state, found.packed, found.faulty) == (True, "ready", 1, 3)
    faults = {one.code: one.why for one in queries.faults(viewer=make.archivist(), code=transfer.code)}
    assert "không còn nguyên vẹn" in faults[gone.code]
    assert "chưa qua kiểm tra mã độc" in faults[late.code]
    assert "đang được sửa" in faults[asked.code]
    left = {row.code: bool(row.left_out) for row in page().rows}
    assert left == {gone.code: True, late.code: True, asked.code: True}
    assert page(every=True).total == 4
    assert line(good).transfer_state == TransferState.READY


def test_a_file_that_goes_bad_at_the_writing_leaves_its_paper_and_nothing_left_calls_it_off():
    paper = make.loose()
    transfer = make.a_paper_transfer(at=AT)
    packing.look_at(line=transfer.lines.get(), at=AT)
    path_of(paper.document).unlink()
    assert archives.pack(code=transfer.code, at=AT, go_on=lambda: True)
    found = Transfer.objects.get(pk=transfer.pk)
    assert found.state == TransferState.CALLED_OFF
    assert "từng giấy tờ" in found.why
    assert TransferLine.objects.get().state == LineState.FAULTY


def test_what_the_archive_received_says_so_on_the_paper():
    paper = make.loose()
    transfer = make.packed_papers(at=AT)
    keeper = make.archivist()
    archives.receive(by=keeper, code=transfer.code, receipt_number="7/BB", received_on=local_date(AT), at=AT)
    jobs.mark_received(transfer=transfer.code)
    jobs.mark_received(transfer=transfer.code)

    shown = line(paper)
    assert (shown.transfer_state, shown.receipt_number) == (TransferState.RECEIVED, "7/BB")
    events = AuditEvent.objects.filter(subject=f"holding:{paper.code}", kind="PaperArchived")
    assert [one.payload for one in events] == [{"transfer": transfer.code}]
    assert (groups(), page().total) == ([], 0)
    last = AuditEvent.objects.get(kind="TransferReceived")
    assert (last.payload["dossiers"], last.payload["papers"]) == (0, 1)


def test_a_transfer_called_off_lets_its_papers_wait_again():
    make.loose()
    transfer = make.packed_papers(at=AT)
    archives.call_off(by=make.archivist(), code=transfer.code, why="Nhầm năm", at=AT)
    assert groups() == [(2019, make.kinds().title, 1)]
    assert AuditEvent.objects.get(kind="TransferCalledOff").payload["papers"] == 1
    assert make.packed_papers(at=AT + timedelta(1)).number == 2
