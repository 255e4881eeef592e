"""Where a machine works: who scanned signs, the agency signs the copy, the repository takes the paper."""

from datetime import date

import pytest
from django.db import DatabaseError

from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.audit.models import AuditEvent
from motcua.records.digitisation import errors, jobs
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import BoxState, ScanState, Standing
from motcua.records.digitisation.models import Extraction, Fault, Paper, Passing, Scan
from motcua.records.digitisation.rules.line import Station
from motcua.records.repository.models import Holding
from motcua.records.signing import operations as signing
from motcua.records.signing.enums import CertificateKind
from tests.factories.accounts import MONDAY, an_organisation
from tests.factories.held import LICENCE, a_renewal
from tests.factories.line import AGENCY, VALUES, a_box, a_campaign, a_paper, reload, scanner, sealer
from tests.factories.papers import AT, BY, a_key
from tests.failing import failing_audit

pytestmark = pytest.mark.django_db
SIGN, SEAL, STORE = Station.PERSONAL_SIGNATURE, Station.SEAL, Station.STORAGE
DECIDED = VALUES | {"issued_on": "2018-04-03", "valid_until": "2021-04"}


@pytest.fixture
def keys() -> None:
    for kind, holder, name in (
        (CertificateKind.PERSONAL, "quet", "Cán bộ quét"),
        (CertificateKind.AGENCY, AGENCY, "Sở Khoa học và Công nghệ"),
    ):
        a_key(holder, name)
        signing.register_certificate(kind=kind, holder_code=holder, key_ref=holder, by=BY, at=AT)


def counted(paper: Paper) -> Paper:
    line.count_box(by=scanner(), code=paper.box.code, papers=paper.box.papers.count(), at=MONDAY)
    return paper


def ordered(paper: Paper) -> Paper:
    """What waits in the box of this paper is given to the machine."""
    if paper.station == SIGN:
        line.order_signatures(by=scanner(), box_code=counted(paper).box.code, at=MONDAY)
    else:
        line.order_seals(by=sealer(), box_code=paper.box.code, at=MONDAY)
    return reload(paper)


def test_who_scanned_signs_what_they_scanned_and_it_goes_on_to_be_read(keys):
    paper = ordered(a_paper(station=SIGN))
    jobs.sign(paper=paper.code, work=paper.work)

    paper = reload(paper)
    assert (paper.station, paper.standing) == (Station.READING, Standing.MACHINE)
    assert paper.signed is not None
    assert paper.signed.content_id != paper.scanned.content_id
    assert Passing.objects.get(paper=paper).by == "quet"
    kinds = list(AuditEvent.objects.filter(subject=f"digitised:{paper.code}").values_list("kind", flat=True))
    assert sorted(kinds) == ["PaperSigned", "ScanSigned"]


def test_nobody_signs_before_originals_were_counted_against_scans(keys):
    paper = a_paper(station=SIGN)
    box = paper.box
    with pytest.raises(errors.NotCounted):
        line.order_signatures(by=scanner(), box_code=box.code, at=MONDAY)
    line.count_box(by=scanner(), code=box.code, papers=3, at=MONDAY)
    with pytest.raises(errors.CountDiffers):
        line.order_signatures(by=scanner(), box_code=box.code, at=MONDAY)
    assert reload(paper).standing == Standing.PERSON

    line.explain_miscount(by=scanner(), code=box.code, reason="Hai văn bản mượn chưa trả", at=MONDAY)

    assert line.order_signatures(by=scanner(), box_code=box.code, at=MONDAY) == 1


def test_nobody_signs_what_somebody_else_scanned(keys):
    paper = counted(a_paper(station=SIGN, scanned_by="quet-2"))
    with pytest.raises(errors.NothingWaits):
        line.order_signatures(by=scanner("quet"), box_code=paper.box.code, at=MONDAY)
    with pytest.raises(PermissionLacking):
        line.order_signatures(by=sealer(), box_code=paper.box.code, at=MONDAY)
    assert reload(paper).standing == Standing.PERSON


def test_without_a_certificate_the_paper_waits_in_the_fault_queue():
    paper = ordered(a_paper(station=SIGN))
    jobs.sign(paper=paper.code, work=paper.work)

    fault = Fault.objects.get(paper=paper, mended_at=None)
    assert reload(paper).standing == Standing.FAULTY
    assert "chứng thư" in fault.why
    line.try_again(by=scanner(), paper_code=paper.code, at=MONDAY)
    assert reload(paper).standing == Standing.PERSON


def sealed(**columns) -> Paper:
    paper = ordered(a_paper(station=SEAL, values=DECIDED, **columns))
    jobs.seal(paper=paper.code, work=paper.work)
    return reload(paper)


def test_the_agency_signs_the_copy_and_the_result_gets_its_code(keys):
    first = sealed()
    second = sealed(box=first.box)

    assert first.result_code == "9900000009.KQ.G15.000001.1"
    assert second.result_code == "9900000009.KQ.G15.000001.2"
    assert (first.ordinal, first.owner_number, first.issued_year) == (1, "9900000009", 2018)
    assert (first.station, first.standing) == (STORE, Standing.MACHINE)
    assert first.copy is not None


def test_the_national_code_of_the_procedures_result_goes_before_the_campaigns(keys):
    publication = a_renewal(national_code="KQ.G06.000122")
    box = a_box(a_campaign(procedure_code=publication.procedure.code, paper_type_code="giay-phep"))

    paper = sealed(box=box)
    jobs.store(paper=paper.code, work=paper.work)

    assert paper.result_code == "9900000009.KQ.G06.000122.1"
    held = Holding.objects.get()
    assert (held.type_code, held.national_code) == (LICENCE, "KQ.G06.000122")
    assert held.digitised_type == "KQ.G06.000122"


def test_an_owner_without_a_number_leaves_the_first_part_empty(keys):
    values = DECIDED | {"owner_number": ""}
    paper = ordered(a_paper(station=SEAL, values=values))
    jobs.seal(paper=paper.code, work=paper.work)
    assert reload(paper).result_code == ".KQ.G15.000001.1"


def test_a_paper_is_stored_for_its_owner_with_what_was_decided(keys):
    organisation = an_organisation("9900000009")
    paper = sealed()
    jobs.store(paper=paper.code, work=paper.work)

    paper, holding = reload(paper), Holding.objects.get()
    assert (paper.standing, paper.holding_code) == (Standing.STORED, holding.code)
    assert holding.owner_code == organisation.code
    assert (holding.number_symbol, holding.issued_on) == ("15/GP-SKHCN", date(2018, 4, 3))
    assert holding.valid_until == date(2021, 4, 30)
    assert holding.document == paper.scanned
    assert paper.box.__class__.objects.get(pk=paper.box_id).state == BoxState.DONE


def test_how_sure_the_reading_was_is_stored_of_what_was_decided_as_it_was_read(keys):
    """And shown of it, by the names under which pages ask for it."""
    paper = sealed(read=DECIDED | {"issued_on": "2018-04-08"})
    read = Extraction.objects.get(paper=paper)
    read.values["signer"]["confidence"] = 0.4
    read.save(update_fields=["values"])
    jobs.store(paper=paper.code, work=paper.work)

    holding = Holding.objects.get()
    assert holding.confidence == {
        "type_name": 95, "number_symbol": 95, "issuer_name": 95, "abstract": 95, "signer": 40, "valid_until": 95,
    }  # fmt: skip


def test_a_box_ends_with_the_last_thing_in_it_whatever_becomes_of_it(keys):
    def a_box_with_one_stored() -> Paper:
        paper = sealed()
        left = a_paper(paper.box, station=SIGN)
        line.count_box(by=scanner(), code=paper.box.code, papers=2, at=MONDAY)
        jobs.store(paper=paper.code, work=paper.work)
        assert state(paper) == BoxState.OPEN
        return left

    left = a_box_with_one_stored()
    line.leave_out(by=scanner(), paper_code=left.code, at=MONDAY)
    assert state(left) == BoxState.OPEN  # one was counted that is neither scanned nor explained
    line.explain_miscount(by=scanner(), code=left.box.code, reason="Một bản trùng", at=MONDAY)
    assert state(left) == BoxState.DONE

    left = a_box_with_one_stored()
    line.leave_out(by=scanner(), paper_code=left.code, at=MONDAY)
    line.count_box(by=scanner(), code=left.box.code, papers=1, at=MONDAY)
    assert state(left) == BoxState.DONE

    left = a_box_with_one_stored()
    line.count_box(by=scanner(), code=left.box.code, papers=1, at=MONDAY)
    line.leave_out(by=scanner(), paper_code=left.code, at=MONDAY)
    assert state(left) == BoxState.DONE


def test_a_box_ends_with_a_scan_that_is_left_out(keys):
    paper = sealed()
    scan = Scan.objects.create(
        box=paper.box, document=paper.scanned, sha256="a", state=ScanState.FAULTY, scanned_by="quet", scanned_at=MONDAY
    )  # fmt: skip
    Fault.objects.create(box=paper.box, scan=scan, station="intake", kind="no_paper", why="Trắng", found_at=MONDAY, found_by="x")  # fmt: skip
    jobs.store(paper=paper.code, work=paper.work)
    assert state(paper) == BoxState.OPEN

    line.settle_scan(by=scanner(), scan_code=scan.code, again=False, at=MONDAY)

    assert state(paper) == BoxState.DONE


def test_a_box_of_which_all_was_left_out_stays_open_until_it_is_counted():
    paper = a_paper(station=SIGN)
    line.leave_out(by=scanner(), paper_code=paper.code, at=MONDAY)
    assert state(paper) == BoxState.OPEN
    line.count_box(by=scanner(), code=paper.box.code, papers=0, at=MONDAY)
    assert state(paper) == BoxState.DONE


def state(paper: Paper) -> str:
    return type(paper.box).objects.values_list("state", flat=True).get(pk=paper.box_id)


def test_a_late_or_repeated_job_changes_nothing(keys):
    paper = ordered(a_paper(station=SEAL, values=DECIDED))
    jobs.seal(paper=paper.code, work=paper.work - 1)
    assert reload(paper).result_code is None
    jobs.seal(paper=paper.code, work=paper.work)
    jobs.seal(paper=paper.code, work=paper.work)
    assert Passing.objects.filter(paper=paper, station="seal").count() == 1

    stored = reload(paper)
    jobs.store(paper=paper.code, work=stored.work)
    jobs.store(paper=paper.code, work=stored.work)
    assert Holding.objects.count() == 1


def test_a_paused_box_lets_no_job_work_and_loses_none(keys):
    paper = ordered(a_paper(station=SEAL, values=DECIDED))
    line.pause_box(by=scanner(), code=paper.box.code, reason="Mất điện", at=MONDAY)
    jobs.seal(paper=paper.code, work=paper.work)
    assert reload(paper).result_code is None

    line.resume_box(by=scanner(), code=paper.box.code, at=MONDAY)
    jobs.seal(paper=paper.code, work=paper.work)

    assert reload(paper).result_code is not None


@pytest.mark.parametrize("station", [SIGN, SEAL, STORE])
def test_a_station_whose_event_cannot_be_written_leaves_the_paper_where_it_was(keys, station):
    paper = sealed() if station == STORE else ordered(a_paper(station=station, values=DECIDED))
    does = {SIGN: jobs.sign, SEAL: jobs.seal, STORE: jobs.store}[station]
    for nth in (1, 2):
        with failing_audit(nth), pytest.raises(DatabaseError, match="the disk is full"):
            does(paper=paper.code, work=paper.work)
        left = reload(paper)
        assert (left.station, left.standing, left.work) == (station, Standing.MACHINE, paper.work)
        assert (Holding.objects.count(), Passing.objects.filter(paper=paper, station=station).count()) == (
            0,
            0,
        )

    does(paper=paper.code, work=paper.work)

    assert Passing.objects.filter(paper=paper, station=station).count() == 1


def test_papers_forgotten_by_the_queue_are_found_again(keys):
    paper = ordered(a_paper(station=SEAL, values=DECIDED))
    box = a_box(paper.box.campaign)
    assert line.resume(at=MONDAY) == 0
    Paper.objects.filter(pk=paper.pk).update(moved_at=MONDAY.replace(year=2025))
    assert line.resume(at=MONDAY) == 1
    assert box.papers.count() == 0
