"""Which papers of a dossier came on paper, and which scans of them there are."""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers import checking, paper_checks
from motcua.casework.dossiers.errors.counter import NothingOnPaper
from motcua.casework.dossiers.models import OPEN, FiledPaper
from motcua.casework.dossiers.ports import DroppedScan, ScanFolder
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.ports import adapter

from .brought import on_paper
from .in_sight import find


@dataclass(frozen=True)
class Scanned:
    """A paper that came on paper: how many, what may be sent of it, and the scans by code, name and size."""

    slug: str
    name: str
    counted: str
    types: tuple[str, ...]
    max_bytes: int
    scans: tuple[tuple[str, str, int], ...]


def scanned(*, viewer: OfficerView, code: str) -> list[Scanned]:
    """The papers of a dossier that came on paper, in the order of the procedure; four queries.

    Raises: DossierMissing, NothingOnPaper (it is ended, or nothing came on paper).
    """
    dossier = find(viewer=viewer, code=code)
    came = on_paper(dossier)
    if dossier.business not in OPEN or not came:
        raise NothingOnPaper()
    laid: dict[str, list[tuple[str, str, int]]] = {}
    rows = FiledPaper.objects.filter(
        filing__dossier=dossier, filing__round__gte=dossier.first_round
    ).select_related("document__content")
    for row in rows.order_by("pk"):
        file = (row.document.code, row.document.file_name, row.document.content.size_bytes)
        laid.setdefault(row.slug, []).append(file)
    found = []
    for paper in paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel):
        if paper.slug in came:
            limits = checking.upload_limits(dossier.version, dossier.agency, paper.slug)
            types = tuple(sorted(kind.value for kind in limits.types))
            scans = tuple(laid.get(paper.slug, ()))
            found.append(Scanned(paper.slug, paper.name.vi, came[paper.slug], types, limits.max_bytes, scans))
    return found


def dropped(*, viewer: OfficerView, code: str, at: datetime) -> list[DroppedScan]:
    """What the scanner of the unit that received the dossier has dropped. Raises: DossierMissing."""
    folder: ScanFolder = adapter("scan_folder")
    return folder.waiting(find(viewer=viewer, code=code).reception_unit.code, at=at)


def dropped_file(*, viewer: OfficerView, code: str, name: str) -> bytes:
    """The content of one of them, to look at before it is laid. Raises: DossierMissing, ScanGone."""
    dossier = find(viewer=viewer, code=code)
    folder: ScanFolder = adapter("scan_folder")
    with folder.open(dossier.reception_unit.code, name) as file:
        return file.read(dossier.agency.upload_max_bytes)
