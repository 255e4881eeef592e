"""Ended dossiers, the officer who hands them over, and kinds of records."""

from datetime import datetime, timedelta
from typing import Any

from motcua.casework.archives import operations as archives
from motcua.casework.archives.models import RecordKind, Transfer
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.documents import operations as documents
from motcua.records.letters.enums import LetterState
from motcua.records.letters.models import Letter
from motcua.records.repository.enums import OwnerKind
from motcua.records.repository.models import Holding

from . import dossiers as made
from . import holdings
from .accounts import an_officer, applicant_view, minh, officer_view
from .files import a_pdf


def an_archivist() -> Officer:
    """Hands over the dossiers of the first authority."""
    found = Officer.objects.select_related("account").filter(code="qt-luu-tru").first()
    if found is not None:
        return found
    unit = made.an_authority()["clerk"].posts.get().unit
    return an_officer("archivist", unit=unit, code="qt-luu-tru")


def archivist() -> OfficerView:
    return officer_view(an_archivist())


def kinds() -> RecordKind:
    """The kind of any other dossier, 20 years, not verified; tests that empty the tables lose it."""
    kept = {"years": 20, "source": "Chưa đọc được", "is_default": True, "set_at": made.FILED}
    found = RecordKind.objects.filter(is_default=True).first()
    return found or RecordKind.objects.create(title="Hồ sơ cấp phép", **kept)


def withdrawn(*, at: datetime = made.FILED, **filing: Any) -> Dossier:
    """A dossier that its applicant took back a minute after filing: it has ended."""
    kinds()
    dossier = made.filed(at=at, **filing)
    dossiers.withdraw(
        by=applicant_view(filing.get("by") or minh()), code=dossier.code, at=at + timedelta(minutes=1)
    )
    return made.reload(dossier)


def ended(**filing: Any) -> Dossier:
    """The same with what the worker makes laid out, so that it can go to the archive."""
    dossier = withdrawn(**filing)
    lay_out(dossier)
    return dossier


def lay_out(dossier: Dossier) -> None:
    """Letters that wait to be made, as if the worker had made them: PDF, not PDF/A."""
    for letter in Letter.objects.filter(subject=f"dossier:{dossier.code}", made_at=None).order_by("pk"):
        paper = documents.keep(
            content=a_pdf(size_bytes=1000 + letter.pk), name="giay.pdf", by=SYSTEM, at=dossier.submitted_at
        )
        facts = {"document": paper, "state": LetterState.MADE, "made_at": dossier.submitted_at}
        Letter.objects.filter(pk=letter.pk).update(**facts)


def loose(*, at: datetime = made.FILED, source: str = "", procedure: str = "", **paper: Any) -> Holding:
    """A digitised paper of the first authority that belongs to no dossier, as the line stores it."""
    kinds()
    an_archivist()
    came_from = holdings.a_source(source, agency_code="skhcn-quang-tri", procedure_code=procedure)
    owner = holdings.numbered("045088001234", "Nguyễn Thị Quét", OwnerKind.PERSON)
    return holdings.a_holding(owner, source=came_from, at=at, **paper)


def a_paper_transfer(*, at: datetime, year: int = 2019, **how: Any) -> Transfer:
    """Of all loose papers of that year that wait of the first authority."""
    facts = {"by": archivist(), "agency": "skhcn-quang-tri", "kind": kinds().code, "year": year, "at": at}
    return archives.make_paper_transfer(**facts | how)


def packed_papers(*, at: datetime, **how: Any) -> Transfer:
    """The same with its package."""
    return _packed(a_paper_transfer(at=at, **how), at)


def a_transfer(*, at: datetime, year: int = made.FILED.year, **how: Any) -> Transfer:
    """Of all that waits of the first authority."""
    facts = {
        "by": archivist(),
        "agency": "skhcn-quang-tri",
        "kind": kinds().code,
        "year": year,
        "at": at,
    } | how
    return archives.make_transfer(**facts)


def packed(*, at: datetime, **how: Any) -> Transfer:
    """The same with its package."""
    return _packed(a_transfer(at=at, **how), at)


def _packed(found: Transfer, at: datetime) -> Transfer:
    archives.pack(code=found.code, at=at, go_on=lambda: True)
    return Transfer.objects.select_related("document__content").get(pk=found.pk)


def editor() -> OfficerView:
    """Edits procedures, and with them how long their dossiers are kept."""
    return officer_view(made.an_authority()["editor"])


def kind(title: str) -> RecordKind:
    return RecordKind.objects.get(title=title)
