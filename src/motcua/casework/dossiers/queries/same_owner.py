"""Other dossiers of an owner, and which of them may be the same request filed twice.

Bounded whatever an owner filed: only the newest NEWEST are looked at, by the index of the owner; files are
found by the hash of their content. What the officer may not see is not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from motcua.casework.dossiers import checking, permissions
from motcua.casework.dossiers.answer_lookups import ANSWERS
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.models import OPEN, Dossier, FiledPaper, Filing
from motcua.foundation.accounts.models import Organisation, Person
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.documents.models import Document
from motcua.reference.forms.rules import display_rows

from .desk_papers import OF_ANSWERS
from .former import names_of_papers
from .in_sight import find
from .replies_awaited import marked
from .words import CHANNEL_WORDS, step_words

NEWEST = 200
SHOWN = 20
SAME_FILES_WITHIN = timedelta(days=90)
"""Our own practice: a file that comes again later is a paper that still holds, not a request filed twice."""


@dataclass(frozen=True)
class OtherDossier:
    """A dossier of the same owner. `why` says why it may be the same request, empty where nothing says so."""

    code: str
    procedure_code: str
    procedure_name: str
    step: str
    channel: str
    submitted_at: datetime
    is_open: bool
    why: tuple[str, ...] = ()


SAME_PROCEDURE = "cùng chủ hồ sơ, cùng thủ tục, đang giải quyết"
SAME_FILE = "có tệp giống hệt"


def others_of(*, viewer: OfficerView, code: str) -> list[OtherDossier]:
    """What else the owner filed, the newest first, and what else has the same files; what may be the same
    request stands before the others. Five queries. Raises: DossierMissing."""
    dossier = permissions.visible_to_officer(Dossier.objects.filter(code=code), viewer).first()
    if dossier is None:
        raise DossierMissing()
    owner = _owner(dossier.owner_person_id, dossier.owner_organisation_id)
    same = _with_same_files(dossier)
    rows = _seen(viewer, (_newest(owner) | same) - {dossier.pk})
    is_open = dossier.ended_at is None
    return _ranked([_row(one, dossier.publication_id if is_open else None, same, dossier) for one in rows])


def of_party(
    *, viewer: OfficerView, person_code: str = "", organisation_code: str = "", publication_code: str = ""
) -> list[OtherDossier]:
    """At the counter, before anything is registered: what this owner has, and what of it is under way for the
    same procedure. Three queries."""
    person = Person.objects.filter(code=person_code or "-").values_list("pk", flat=True).first()
    organisation = (
        Organisation.objects.filter(code=organisation_code).values_list("pk", flat=True).first()
        if organisation_code
        else None
    )
    if person is None and organisation is None:
        return []
    owner = _owner(None if organisation else person, organisation)
    rows = _seen(viewer, _newest(owner))
    found = [_plain(one, _why(one, of_publication=publication_code)) for one in rows]
    return _ranked(found)


def _owner(person_id: int | None, organisation_id: int | None) -> Q:
    if organisation_id is not None:
        return Q(owner_organisation_id=organisation_id)
    return Q(owner_person_id=person_id)


def _newest(owner: Q) -> set[int]:
    """Keys, not rows: what may be seen is asked of these few only."""
    found = Dossier.objects.filter(owner).order_by("-submitted_at")
    return set(found.values_list("pk", flat=True)[:NEWEST])


def _seen(viewer: OfficerView, keys: set[int]) -> list[Dossier]:
    seen = permissions.visible_to_officer(Dossier.objects.filter(pk__in=sorted(keys)), viewer)
    found = marked(seen).select_related("publication__procedure")
    return list(found.order_by("-submitted_at", "-pk")[:NEWEST])


def _with_same_files(dossier: Dossier) -> set[int]:
    """Dossiers, not older than SAME_FILES_WITHIN, that hold a file of this one; two queries."""
    mine = FiledPaper.objects.filter(filing__dossier=dossier, holding_code="")
    contents = set(mine.values_list("document__content_id", flat=True))
    if not contents:
        return set()
    documents = Document.objects.filter(content_id__in=contents).order_by("-pk").values("pk")[:NEWEST]
    since = dossier.submitted_at - SAME_FILES_WITHIN
    found = FiledPaper.objects.filter(document_id__in=documents, filing__dossier__submitted_at__gte=since)
    return set(found.exclude(filing__dossier=dossier).values_list("filing__dossier_id", flat=True))


def _row(one: Dossier, publication_id: int | None, same: set[int], mine: Dossier) -> OtherDossier:
    is_owners = (one.owner_person_id, one.owner_organisation_id) == (
        mine.owner_person_id,
        mine.owner_organisation_id,
    )
    why = [SAME_PROCEDURE] if is_owners and one.publication_id == publication_id and _is_open(one) else []
    return _plain(one, (*why, *((SAME_FILE,) if one.pk in same else ())))


def _why(one: Dossier, *, of_publication: str) -> tuple[str, ...]:
    is_same = one.publication.full_code == of_publication and _is_open(one)
    return (SAME_PROCEDURE,) if is_same else ()


def _is_open(one: Dossier) -> bool:
    return one.business in OPEN


def _plain(one: Dossier, why: tuple[str, ...]) -> OtherDossier:
    return OtherDossier(
        code=one.code,
        procedure_code=one.publication.procedure.code,
        procedure_name=one.publication.procedure.name,
        step=step_words(one.sub_status, one.business, waits_for_reply=one.waits_for_reply),
        channel=CHANNEL_WORDS[one.channel],
        submitted_at=one.submitted_at,
        is_open=_is_open(one),
        why=why,
    )


def _ranked(rows: list[OtherDossier]) -> list[OtherDossier]:
    return sorted(rows, key=lambda one: not one.why)[:SHOWN]


# Two dossiers side by side


@dataclass(frozen=True)
class ComparedLine:
    """The same question or fact of both dossiers."""

    label: str
    mine: str
    other: str

    @property
    def is_same(self) -> bool:
        return self.mine == self.other


@dataclass(frozen=True)
class ComparedFile:
    """A file of one dossier, and whether the other has the same content."""

    paper: str
    name: str
    code: str
    is_in_both: bool


@dataclass(frozen=True)
class Comparison:
    mine: OtherDossier
    other: OtherDossier
    facts: tuple[ComparedLine, ...]
    answers: tuple[ComparedLine, ...]
    files_of_mine: tuple[ComparedFile, ...]
    files_of_other: tuple[ComparedFile, ...]


def compare(*, viewer: OfficerView, code: str, other_code: str) -> Comparison:
    """Both dossiers, if both are in sight and share the owner or a file. Raises: DossierMissing."""
    mine, other = find(viewer=viewer, code=code), find(viewer=viewer, code=other_code)
    files = [_files(one) for one in (mine, other)]
    contents = [{one.document.content_id for one in rows} for rows in files]
    shared = contents[0] & contents[1]
    owners = {(one.owner_person_id, one.owner_organisation_id) for one in (mine, other)}
    if mine.pk == other.pk or (len(owners) == 2 and not shared):
        raise DossierMissing()
    return Comparison(
        mine=_plain(mine, ()),
        other=_plain(other, ()),
        facts=_facts(mine, other),
        answers=_answers(mine, other),
        files_of_mine=_compared(mine, files[0], shared),
        files_of_other=_compared(other, files[1], shared),
    )


def _files(dossier: Dossier) -> list[FiledPaper]:
    rows = FiledPaper.objects.filter(filing__dossier=dossier, filing__round__gte=dossier.first_round)
    return list(rows.select_related("document").order_by("pk"))


def _compared(dossier: Dossier, rows: Sequence[FiledPaper], shared: set[str]) -> tuple[ComparedFile, ...]:
    names = names_of_papers(dossier.version) | {ANSWERS: OF_ANSWERS}
    return tuple(
        ComparedFile(
            names.get(one.slug, one.slug),
            one.document.file_name,
            one.document.code,
            one.document.content_id in shared,
        )
        for one in rows
    )


def _facts(mine: Dossier, other: Dossier) -> tuple[ComparedLine, ...]:
    both = mine, other
    case = [checking.case_name(one.version, one.case_slug) for one in both]
    owner = [
        one.owner_organisation.name if one.owner_organisation else (one.owner_person or one.filer).full_name
        for one in both
    ]
    return (
        ComparedLine("Thủ tục", *(one.publication.procedure.name for one in both)),
        ComparedLine("Trường hợp", *case),
        ComparedLine("Chủ hồ sơ", *owner),
        ComparedLine("Người nộp", *(one.filer.full_name for one in both)),
        ComparedLine("Cách nộp", *(CHANNEL_WORDS[one.channel] for one in both)),
        ComparedLine("Bước", *(step_words(one.sub_status, one.business) for one in both)),
    )


def _answers(mine: Dossier, other: Dossier) -> tuple[ComparedLine, ...]:
    """Question by question in the order of this dossier, then what only the other one answers."""
    shown = [_shown(one) for one in (mine, other)]
    labels = dict.fromkeys([*shown[0], *shown[1]])
    return tuple(ComparedLine(label, shown[0].get(label, ""), shown[1].get(label, "")) for label in labels)


def _shown(dossier: Dossier) -> dict[str, str]:
    last = Filing.objects.filter(dossier=dossier).order_by("-round").first()
    rows = display_rows(checking.form_of(dossier.version), last.answers) if last else []
    return {
        one.label: one.value
        if one.table is None
        else "\n".join("; ".join(cell for cell in row if cell) for row in one.table.rows)
        for one in rows
        if one.kind != "heading"
    }
