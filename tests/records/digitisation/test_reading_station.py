"""A paper is read by the real machine, and goes the whole way from the scanner to the repository."""

import io
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings as configured

from motcua.records.digitisation import jobs
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import Standing
from motcua.records.digitisation.models import Extraction, Fault, KeyingError, Lot, Paper, ScannedPage
from motcua.records.digitisation.rules.line import Station
from motcua.records.digitisation.rules.line.fields import machine_values
from motcua.records.documents import queries as documents
from motcua.records.documents.errors import ContentMissing
from motcua.records.repository.models import Holding
from motcua.records.signing import operations as signing
from motcua.records.signing.enums import CertificateKind
from tests.factories.accounts import MONDAY
from tests.factories.line import (
    AGENCY,
    a_box,
    a_campaign,
    a_paper,
    checker,
    keyer,
    reload,
    scanner,
    sealer,
)  # fmt: skip
from tests.factories.made_pages import pdf_of, scans_of
from tests.factories.papers import AT, BY, a_key
from tests.factories.scans import a_page, scanned

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LICENCE = 2
"""The place at which the made pages have a licence."""


def test_a_licence_goes_from_the_scanner_to_its_owner():
    for kind, holder in ((CertificateKind.PERSONAL, "quet"), (CertificateKind.AGENCY, AGENCY)):
        a_key(holder, holder)
        signing.register_certificate(kind=kind, holder_code=holder, key_ref=holder, by=BY, at=AT)
    made = next(scans_of(100_040, LICENCE))
    truth, original = made.paper.truth, pdf_of(made)
    box = a_box(a_campaign(cut_by="nothing", sampling="full"))
    line.count_box(by=scanner(), code=box.code, papers=1, at=MONDAY)
    scan = line.take_scan(
        by=scanner(), box_code=box.code, stream=io.BytesIO(original), name="a.pdf", at=MONDAY
    )

    jobs.look(scan=scan.code)
    paper = Paper.objects.get()
    if paper.standing == Standing.PAGES:
        paper = line.correct_as_measured(by=scanner(), paper_code=paper.code, at=MONDAY)
    jobs.bind(paper=paper.code, work=reload(paper).work)
    line.order_signatures(by=scanner(), box_code=box.code, at=MONDAY)
    jobs.sign(paper=paper.code, work=reload(paper).work)
    jobs.read(paper=paper.code, work=reload(paper).work)

    paper, read = reload(paper), machine_values(Extraction.objects.get().values)
    assert (paper.station, paper.standing) == (Station.CHECKING.value, Standing.PERSON)
    assert {name: read[name] for name in ("number", "symbol", "issued_on")} == {
        name: truth[name] for name in ("number", "symbol", "issued_on")
    }
    with documents.stream_of(paper.rendition) as stream, pikepdf.open(stream) as pdf:
        assert pdf.open_metadata().pdfa_status == "2B"
    assert truth["symbol"].split("-")[0] in Extraction.objects.get().text
    values = {name: read.get(name, "") for name in box.campaign.fields}
    for who in ("nhap-1", "nhap-2"):
        line.take_next(by=keyer(who), at=MONDAY)
        line.keep_entry(by=keyer(who), paper_code=paper.code, values=values, at=MONDAY)
    line.look_at_sample(
        by=checker(), lot_code=Lot.objects.get().code, paper_code=paper.code, values={}, at=MONDAY
    )
    line.order_seals(by=sealer(), box_code=box.code, at=MONDAY)
    jobs.seal(paper=paper.code, work=reload(paper).work)
    jobs.store(paper=paper.code, work=reload(paper).work)

    holding = Holding.objects.get()
    assert reload(paper).standing == Standing.STORED
    assert holding.number_symbol == f"{truth['number']}/{truth['symbol']}"
    assert not KeyingError.objects.exists()
    assert not Fault.objects.exists()
    with documents.stream_of(scan.document) as stream:
        assert stream.read() == original


def test_a_picture_without_words_is_keyed_by_people():
    box = a_box(a_campaign(cut_by="nothing"))
    content = scanned(a_page(200, lines=0, text="").resize((1654, 2339)), dpi=200)
    scan = line.take_scan(
        by=scanner(), box_code=box.code, stream=io.BytesIO(content), name="a.pdf", at=MONDAY
    )
    ScannedPage.objects.filter(scan=scan).delete()
    jobs.look(scan=scan.code)
    paper = Paper.objects.get()
    line.pass_pages(by=scanner(), paper_code=paper.code, at=MONDAY)
    jobs.bind(paper=paper.code, work=reload(paper).work)
    Paper.objects.filter(pk=paper.pk).update(station="reading", standing="machine")
    jobs.read(paper=paper.code, work=reload(paper).work)

    assert reload(paper).station == Station.CHECKING.value
    assert machine_values(Extraction.objects.get().values) == {}


def test_a_store_that_is_away_holds_the_paper_up_and_loses_nothing():
    paper = a_paper(station=Station.READING, standing=Standing.MACHINE)
    store = Path(configured.MOTCUA_FILES)
    away = store.with_name(f"{store.name}-away")
    store.rename(away)
    try:
        with pytest.raises(ContentMissing):
            jobs.read(paper=paper.code, work=paper.work)
    finally:
        if store.exists():
            store.rename(store.with_name(f"{store.name}-made-meanwhile"))
        away.rename(store)
    assert (reload(paper).station, reload(paper).standing) == ("reading", Standing.MACHINE)

    jobs.read(paper=paper.code, work=paper.work)

    assert reload(paper).station == Station.CHECKING.value
