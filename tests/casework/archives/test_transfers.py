"""A transfer from making to receipt: what goes, in what package, what is left out and why."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.casework.archives import bags, jobs, packages
from motcua.casework.archives import operations as archives
from motcua.casework.archives.enums import LineState, TransferState
from motcua.casework.archives.errors import (
    KindMissing,
    NothingToTransfer,
    NotYourArchives,
    ReasonMissing,
    ReceiptUnusable,
    TransferMissing,
    TransferNotReady,
)
from motcua.casework.archives.models import PdfaCopy, Transfer, TransferLine
from motcua.casework.archives.operations import packing, transfers
from motcua.casework.archives.queries import due
from motcua.casework.archives.queries import transfers as queries
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier, FiledPaper, Note
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import local_date
from motcua.records.documents import operations as keeping
from motcua.records.documents import queries as documents
from motcua.records.documents.enums import ScanNote, State
from motcua.records.documents.models import Document
from tests.casework.dossiers import standings
from tests.factories import archives as make
from tests.factories import dossiers as made
from tests.factories.accounts import officer_view
from tests.factories.files import a_jpeg, a_pdf

from .test_retention import a_stranger

pytestmark = pytest.mark.django_db
AT = made.later(made.FILED, 86_400)
TODAY = AT.date()


def lines(transfer: Transfer) -> list[tuple[str, str, str]]:
    rows = TransferLine.objects.filter(transfer=transfer).order_by("place")
    return [(one.dossier.code, one.state, one.why) for one in rows.select_related("dossier")]


def content(document: Document) -> bytes:
    with documents.stream_of(document) as file:
        return file.read()


def path_of(document: Document) -> Path:
    """Where the local store keeps it, writable for once."""
    with documents.stream_of(document) as file:
        path = Path(file.name)
    path.chmod(0o600)
    return path


def unmade(**how) -> Dossier:
    """Refused at reception; its letter was not made yet."""
    make.kinds()
    return standings.refused(**how)


def opened(transfer: Transfer) -> ZipFile:
    assert transfer.document is not None
    return ZipFile(io.BytesIO(content(transfer.document)))


def inside(transfer: Transfer) -> dict[str, bytes]:
    with opened(transfer) as archive:
        root = packages.root_of(transfer)
        return {name.removeprefix(f"{root}/"): archive.read(name) for name in archive.namelist()}


def table(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"data/{name}"].decode("utf-8-sig"), newline="")))


def metadata(files: dict[str, bytes], code: str) -> etree._Element:
    """Held against the schema that stands beside it in the package."""
    found = etree.fromstring(files[f"data/{code}/metadata.xml"])
    etree.XMLSchema(etree.fromstring(files["data/archive-package.xsd"])).assertValid(found)
    return found


def test_what_waits_goes_into_a_numbered_transfer_and_waits_no_longer():
    first, second = make.ended(), make.ended()
    made.filed()

    transfer = make.a_transfer(at=AT)

    assert (transfer.number, transfer.made_year, transfer.closed_year, transfer.years) == (
        1,
        AT.year,
        AT.year,
        20,
    )
    assert [line[:2] for line in lines(transfer)] == [(first.code, "waiting"), (second.code, "waiting")]
    assert due.groups(viewer=make.archivist(), today=TODAY) == []
    event = AuditEvent.objects.get(subject=f"transfer:{transfer.code}")
    assert (event.kind, event.payload["dossiers"]) == ("TransferMade", 2)
    job = ProcrastinateJob.objects.get(task_name=packing.PACK)
    assert (job.queue_name, job.args) == ("long", {"transfer": transfer.code})
    make.ended()
    assert make.a_transfer(at=AT).number == 2


def test_nobody_else_makes_one_and_nothing_makes_none():
    make.ended()
    before = AuditEvent.objects.count()
    for by in (officer_view(made.an_authority()["leader"]), officer_view(a_stranger())):
        with pytest.raises(NotYourArchives):
            make.a_transfer(by=by, at=AT)
    with pytest.raises(NotYourArchives):
        make.a_transfer(agency="khong-co", at=AT)
    with pytest.raises(KindMissing):
        make.a_transfer(kind="RK-0", at=AT)
    for how in ({"year": AT.year - 1}, {"year": 0}, {"year": 9999}, {"unit": "khong-co"}):
        with pytest.raises(NothingToTransfer):
            make.a_transfer(at=AT, **how)
    assert (AuditEvent.objects.count(), Transfer.objects.count()) == (before, 0)


def test_the_package_holds_everything_and_says_what_it_is(tmp_path: Path):
    dossier = made.numbered(paper=a_pdf(2))
    make.kinds()
    make.lay_out(dossier)
    dossiers.return_result(
        by=standings.by_role("receptionist"), code=dossier.code, at=made.later(dossier.submitted_at, 60)
    )
    Note.objects.create(
        dossier=dossier, text="=Đã gọi điện\x0b cho người nộp", written_at=AT,
        written_by=made.an_authority()["specialist"],
    )  # fmt: skip

    transfer = make.packed(at=AT)

    files = inside(transfer)
    assert files["data/archive-package.xsd"] == packages.SCHEMA.read_bytes()
    [row] = table(files, "dossiers.csv")
    assert (row["fileCode"], row["fileCatalog"], row["maintenance"], row["maintenanceVerified"]) == (
        dossier.code, str(AT.year), "20 năm", "chưa kiểm chứng",
    )  # fmt: skip
    described = metadata(files, dossier.code)
    ns = {"p": "urn:motcua:archive-package:1"}
    said = described.xpath("//p:opinion/text()", namespaces=ns)
    assert any("Đủ điều kiện." in one for one in said)
    assert "=Đã gọi điện cho người nộp" in said
    opinions = table(files, "opinions.csv")
    assert {"Giao nhận", "Ý kiến thẩm định", "Ý kiến lãnh đạo", "Ghi chú"} <= {
        one["kind"] for one in opinions
    }
    assert "'=Đã gọi điện\x0b cho người nộp" in [one["text"] for one in opinions]
    assert described.xpath("//p:answer[@label='Mục đích']/text()", namespaces=ns) == ["Chẩn đoán y tế"]
    papers = table(files, "documents.csv")
    assert [one["typeName"] for one in papers][:1] == ["Giấy phép đã cấp"]
    assert "Kết quả giải quyết" in [one["typeName"] for one in papers]
    assert row["totalDoc"] == str(len(papers))
    for one in papers:
        document = Document.objects.get(code=one["docCode"])
        assert files[f"data/{one['path']}"] == content(document)
        assert b"pdfaid" in files[f"data/{one['pdfaPath']}"]
    package = tmp_path / "goi.zip"
    package.write_bytes(content(transfer.document))
    assert bags.check(package).wrong == ()


def test_the_same_transfer_gives_the_same_bytes():
    for _ in range(2):
        make.ended(paper=a_pdf())
    transfer = make.packed(at=AT)
    rows = list(transfer.lines.order_by("place"))

    again = b"".join(packages.chunks(transfer, rows))

    assert again == content(transfer.document)


def test_pdfa_is_made_once_for_a_content():
    make.ended(paper=a_pdf(3))
    make.ended(paper=a_pdf(3))
    make.packed(at=AT)
    source = FiledPaper.objects.first().document.content_id
    assert PdfaCopy.objects.filter(source=source).count() == 1
    assert TransferLine.objects.filter(without_pdfa=0, state=LineState.PACKED).count() == 2


def test_a_bad_paper_leaves_its_dossier_for_the_next_transfer_and_the_others_go():
    good, gone, infected, open_letter = (
        make.ended(paper=a_pdf(1)), make.ended(paper=a_pdf(2)), make.ended(paper=a_pdf(4)), unmade(),
    )  # fmt: skip
    papers = {
        one.filing.dossier_id: one.document for one in FiledPaper.objects.select_related("filing", "document")
    }
    path = path_of(papers[gone.pk])
    before = path.read_bytes()
    path.write_bytes(before[:-1] + b"?")
    Document.objects.filter(pk=papers[infected.pk].pk).update(
        state=State.RECEIVED, scan_note=ScanNote.WAITING
    )

    transfer = make.packed(at=AT)

    path.write_bytes(before)
    assert transfer.state == TransferState.READY
    states = {code: (state, why) for code, state, why in lines(transfer)}
    assert states[good.code] == ("packed", "")
    assert "không còn nguyên vẹn" in states[gone.code][1]
    assert "chưa qua kiểm tra mã độc" in states[infected.code][1]
    assert "chưa lập xong" in states[open_letter.code][1]
    shown = queries.transfer(viewer=make.archivist(), code=transfer.code)
    assert (shown.total, shown.done, shown.packed, shown.faulty) == (4, 4, 1, 3)
    assert len(queries.faults(viewer=make.archivist(), code=transfer.code)) == 3
    rows = due.page(viewer=make.archivist(), filters=due.Filters(), after="", today=TODAY).rows
    assert {row.code for row in rows} == {gone.code, infected.code, open_letter.code}
    assert all(row.left_out for row in rows)
    make.lay_out(open_letter)
    assert make.packed(at=AT).lines.filter(state=LineState.PACKED).count() == 2


def test_a_file_that_goes_bad_after_the_look_is_left_out_when_it_is_written():
    good, bad = make.ended(paper=a_pdf(1)), make.ended(paper=a_pdf(2))
    transfer = make.a_transfer(at=AT)
    for line in transfer.lines.order_by("place"):
        packing.look_at(line=line, at=AT)
    copy = PdfaCopy.objects.get(
        source=FiledPaper.objects.get(filing__dossier=bad).document.content_id
    ).document
    path_of(copy).unlink()

    assert archives.pack(code=transfer.code, at=AT, go_on=lambda: True)

    assert [line[:2] for line in lines(transfer)] == [(good.code, "packed"), (bad.code, "faulty")]
    assert make.packed(at=AT).state == TransferState.READY  # its PDF/A was made anew


def test_a_transfer_of_nothing_that_can_go_is_called_off_and_says_so():
    unmade()
    transfer = make.packed(at=AT)
    assert (transfer.state, transfer.document) == (TransferState.CALLED_OFF, None)
    assert "lý do ghi ở từng hồ sơ" in transfer.why


def test_packing_gives_way_and_goes_on_where_it_was():
    for _ in range(3):
        make.ended()
    transfer = make.a_transfer(at=AT)
    turns = iter([True, False])
    assert not archives.pack(code=transfer.code, at=AT, go_on=lambda: next(turns))
    assert [line[1] for line in lines(transfer)] == ["packed", "waiting", "waiting"]
    assert archives.pack(code=transfer.code, at=AT, go_on=lambda: True)
    assert Transfer.objects.get(pk=transfer.pk).state == TransferState.READY
    document = Transfer.objects.get(pk=transfer.pk).document_id
    jobs.pack(transfer=transfer.code)
    assert Transfer.objects.get(pk=transfer.pk).document_id == document


def test_what_is_being_packed_is_found_again():
    make.ended()
    transfer = make.a_transfer(at=AT)
    ProcrastinateJob.objects.all().delete()
    assert packing.resume(at=AT) == 1
    assert packing.resume(at=AT) == 1
    assert ProcrastinateJob.objects.filter(task_name=packing.PACK).count() == 1
    jobs.pack(transfer=transfer.code)
    assert packing.resume(at=AT) == 0


def test_taking_the_package_out_is_kept():
    make.ended()
    transfer = make.packed(at=AT)
    taken = archives.take_package(by=make.archivist(), code=transfer.code, at=AT)
    assert taken.pk == transfer.document_id
    last = AuditEvent.objects.filter(subject=f"transfer:{transfer.code}").order_by("-pk")[0]
    assert (last.kind, last.payload["sha256"]) == ("TransferDownloaded", taken.content_id)
    before = AuditEvent.objects.count()
    for by in (officer_view(made.an_authority()["leader"]), officer_view(a_stranger())):
        with pytest.raises(TransferMissing):
            archives.take_package(by=by, code=transfer.code, at=AT)
    assert AuditEvent.objects.count() == before


def test_what_the_archive_received_says_so_on_its_dossier_for_good():
    dossier = make.ended()
    transfer = make.packed(at=AT)
    keeper = make.archivist()
    for number, day in (
        ("", TODAY),
        ("12/BB", TODAY + timedelta(2)),
        ("12/BB", local_date(AT) - timedelta(1)),
    ):
        with pytest.raises(ReceiptUnusable):
            archives.receive(by=keeper, code=transfer.code, receipt_number=number, received_on=day, at=AT)

    archives.receive(
        by=keeper, code=transfer.code, receipt_number=" 12/BB-LT ", received_on=local_date(AT), at=AT
    )
    jobs.mark_received(transfer=transfer.code)
    jobs.mark_received(transfer=transfer.code)

    line = due.line_of(viewer=keeper, dossier_id=dossier.pk, today=TODAY)
    assert (line.transfer_state, line.receipt_number) == (TransferState.RECEIVED, "12/BB-LT")
    events = AuditEvent.objects.filter(subject=f"dossier:{dossier.code}", kind="DossierArchived")
    assert [one.payload for one in events] == [{"transfer": transfer.code}]
    assert due.groups(viewer=keeper, today=TODAY) == []
    assert ProcrastinateJob.objects.filter(task_name=transfers.MARK).count() == 1
    for refused in (
        lambda: archives.receive(
            by=keeper, code=transfer.code, receipt_number="1", received_on=local_date(AT), at=AT
        ),
        lambda: archives.call_off(by=keeper, code=transfer.code, why="Nhầm", at=AT),
    ):
        with pytest.raises(TransferNotReady):
            refused()


def test_a_transfer_called_off_lets_its_dossiers_wait_and_forgets_its_package():
    make.ended()
    transfer = make.packed(at=AT)
    with pytest.raises(ReasonMissing):
        archives.call_off(by=make.archivist(), code=transfer.code, why=" ", at=AT)
    with pytest.raises(TransferMissing):
        archives.call_off(by=officer_view(a_stranger()), code=transfer.code, why="Nhầm năm", at=AT)

    archives.call_off(by=make.archivist(), code=transfer.code, why="Nhầm năm", at=AT)

    assert not Document.objects.filter(pk=transfer.document_id).exists()
    assert len(due.groups(viewer=make.archivist(), today=TODAY)) == 1
    with pytest.raises(TransferNotReady):
        archives.take_package(by=make.archivist(), code=transfer.code, at=AT)
    assert make.packed(at=AT).number == 2


def test_a_hold_goes_with_its_dossier_as_it_was_when_the_transfer_was_made():
    dossier = make.ended()
    archives.hold(by=make.archivist(), code=dossier.code, reason="Thanh tra", basis="CV 1", at=AT)
    transfer = make.packed(at=made.later(AT))
    [row] = table(inside(transfer), "dossiers.csv")
    assert row["legalHold"] == "đang giữ lại"


def test_pictures_get_a_pdfa_beside_them():
    dossier = make.withdrawn(paper=a_pdf(1))
    make.lay_out(dossier)
    paper = FiledPaper.objects.get(filing__dossier=dossier).document
    shot = keeping.receive(stream=io.BytesIO(a_jpeg()), name="anh.jpg", by=make.archivist().actor, at=AT)
    FiledPaper.objects.filter(document=paper).update(document=shot)
    files = inside(make.packed(at=AT))
    [row] = [one for one in table(files, "documents.csv") if one["docCode"] == shot.code]
    assert (row["format"], row["path"].endswith(".jpg"), row["pdfaPath"].endswith(".pdfa.pdf")) == (
        "JPEG",
        True,
        True,
    )
