"""Scans of papers that came on paper: laid beside the round that brought them. Law: ND-61-2018/17."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from motcua.casework.dossiers import checking, paper_checks, permissions
from motcua.casework.dossiers.errors import DossierMissing, TooManyFiles, UnknownPaper
from motcua.casework.dossiers.errors.counter import NothingOnPaper
from motcua.casework.dossiers.events import ScanAttached
from motcua.casework.dossiers.models import OPEN, BroughtPaper, Dossier, FiledPaper
from motcua.casework.dossiers.ports import ScanFolder
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import Look, Purpose
from motcua.records.documents.errors import AlreadyLaid
from motcua.records.documents.ports import Source
from motcua.records.documents.rules import clean_name

from ._acts import begin, locked
from ._places import MAX_FILES_PER_PAPER


@transaction.atomic
def attach_scan(
    *, by: OfficerView, code: str, slug: str, stream: Source, name: str, at: datetime
) -> FiledPaper:
    """Lay a scan beside a paper that came on paper, in the last round that brought it.

    Raises: DossierMissing, NotYourDossier, NothingOnPaper, UnknownPaper, TooManyFiles and what the documents
    room refuses.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_RECEIVE)
    rounds = BroughtPaper.objects.filter(filing__dossier=dossier, filing__round__gte=dossier.first_round)
    if dossier.business not in OPEN or not rounds.exists():
        raise NothingOnPaper()
    asked = paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel)
    brought = rounds.filter(slug=slug).order_by("-filing__round").select_related("filing").first()
    if brought is None or slug not in {paper.slug for paper in asked}:
        raise UnknownPaper()
    laid = FiledPaper.objects.filter(
        filing__dossier=dossier, filing__round__gte=dossier.first_round, slug=slug
    ).select_related("document")
    if laid.count() >= MAX_FILES_PER_PAPER:
        raise TooManyFiles(MAX_FILES_PER_PAPER)
    act = begin(dossier, by=by, at=at)
    document = documents.receive(
        stream=stream,
        name=name,
        by=act.actor,
        at=at,
        limits=checking.upload_limits(dossier.version, dossier.agency, slug),
        purpose=Purpose.COMPONENT,
        owner_code=dossier.filer.code,
        known=partial(_known, laid, clean_name(name)),
        act_id=act.id,
    )
    scan = FiledPaper.objects.create(filing=brought.filing, slug=slug, document=document)
    audit.record(ScanAttached(**act.facts, paper=slug, document=document.code))
    return scan


def attach_dropped(*, by: OfficerView, code: str, slug: str, name: str, at: datetime) -> FiledPaper:
    """Lay a file of the scanner's folder beside a paper; once it is kept, it leaves the folder.

    Killed in between, the file is there once more, and laying it again tells that it lies beside the paper.

    Raises: as attach_scan, and ScanGone.
    """
    unit = _unit_of(code, by)
    folder: ScanFolder = adapter("scan_folder")
    with folder.open(unit, name) as stream:
        scan = attach_scan(by=by, code=code, slug=slug, stream=stream, name=name, at=at)
    folder.take_away(unit, name, as_code=scan.document.code)
    return scan


def _unit_of(code: str, by: OfficerView) -> str:
    """The unit that received the dossier: its scanner is meant. Raises DossierMissing."""
    dossier = Dossier.objects.select_related("reception_unit").filter(code=code).first()
    if dossier is None:
        raise DossierMissing()
    permissions.check_can_see(dossier, by)
    return str(dossier.reception_unit.code)


def _known(laid: Iterable[FiledPaper], name: str, sha256: str) -> list[Look]:
    """Raises AlreadyLaid for a content that lies beside this paper."""
    if any(one.document.content_id == sha256 for one in laid):
        raise AlreadyLaid(name)
    return []
