"""The kept list of reasons: for officers who choose, editors who keep it, and applicants who should know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import ReasonAbout, ReasonAct
from motcua.casework.dossiers.errors.reasons import ReasonNotThere
from motcua.casework.dossiers.models import CommonReason, Reason
from motcua.casework.dossiers.rules.reasons import PLACES, WHOLE
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.reference.catalogue.models import Publication


@dataclass(frozen=True)
class ReasonChoice:
    """A reason as an officer picks it; `about` says where it fits."""

    code: str
    about: str
    sentence: str
    basis: str

    def fits(self, kind: str) -> bool:
        return self.about in (ReasonAbout.ANY, kind)


@dataclass(frozen=True)
class ReasonRow:
    """A reason as its editor sees it."""

    code: str
    act: str
    act_label: str
    about: str
    about_label: str
    procedure_code: str
    procedure_name: str
    sentence: str
    basis: str
    is_retired: bool
    may_edit: bool


@dataclass(frozen=True)
class CommonRow:
    """One of the commonest reasons at one place; the sentence is the list's, never an officer's."""

    kind: str
    slug: str
    code: str
    sentence: str
    dossiers: int
    since: date

    @property
    def place(self) -> str:
        """For editors, who know the names of fields and papers."""
        words = {"paper": "Giấy tờ", "field": "Mục"}
        return f"{words[self.kind]} {self.slug}" if self.kind in words else "Cả hồ sơ"


Common = Mapping[tuple[str, str], Sequence[CommonRow]]


def choices(*, procedure_code: str, act: ReasonAct) -> list[ReasonChoice]:
    """What can be given for this procedure now, its own before the general ones; one query."""
    fitting = Q(procedure=None) | Q(procedure__code=procedure_code)
    own_first = F("procedure_id").asc(nulls_last=True)
    found = Reason.objects.valid().filter(fitting, act=act).order_by(own_first, "code")
    return [ReasonChoice(one.code, one.about, one.sentence, one.basis) for one in found]


def reasons(*, viewer: OfficerView, procedure_code: str = "", words: str = "") -> list[ReasonRow]:
    """The list for editors, retired ones last; those of one procedure with the general ones. Two queries."""
    found = Reason.objects.select_related("procedure")
    if procedure_code:
        found = found.filter(procedure__code=procedure_code)
    if words:
        found = found.filter(sentence__icontains=words) | found.filter(code__icontains=words)
    held = reach(viewer, Permission.CATALOGUE_EDIT).agency_ids
    mine = set(Publication.objects.filter(agency_id__in=held).values_list("procedure_id", flat=True))
    rows = [
        _row(one, may_edit=one.procedure_id is None or one.procedure_id in mine)
        for one in found.order_by("act", "code")
    ]
    return sorted(rows, key=lambda row: row.is_retired)


def reason_row(*, viewer: OfficerView, code: str) -> ReasonRow:
    """Raises ReasonNotThere."""
    found = Reason.objects.select_related("procedure").filter(code=code).first()
    if found is None:
        raise ReasonNotThere()
    return _row(found, may_edit=permissions.can_edit_reasons(viewer, procedure_id=found.procedure_id))


def common_of(*, publication_code: str) -> Common:
    """The five commonest at papers and fields, and those of whole dossiers; one query. Empty while there are
    too few."""
    rows = CommonReason.objects.filter(
        publication__full_code=publication_code, reason__retired_at=None
    ).select_related("reason")
    found: dict[tuple[str, str], list[CommonRow]] = {}
    for row in rows.order_by("-dossiers", "reason__code"):
        shown = CommonRow(row.kind, row.slug, row.reason.code, row.reason.sentence, row.dossiers, row.since)
        found.setdefault((row.kind, row.slug), []).append(shown)
    return found


def common_rows(*, publication_code: str) -> list[CommonRow]:
    """As `common_of`, in one list, the commonest first."""
    found = [row for rows in common_of(publication_code=publication_code).values() for row in rows]
    return sorted(found, key=lambda row: -row.dossiers)


def in_short(common: Common, kind: str, slug: str) -> str:
    """Codes and counts at one place, for its editor; empty where there are none."""
    rows = common.get((kind, slug), ())
    said = ", ".join(f"{row.code} ({row.dossiers} hồ sơ)" for row in rows)
    return f"Lỗi hay gặp: {said}" if said else ""


def sentences_at(common: Common, kind: str) -> dict[str, str]:
    """What stands at each paper, or each field, of the applicant's form."""
    return {
        slug: " ".join(_ended(row.sentence) for row in rows)
        for (where, slug), rows in common.items()
        if where == kind and where in PLACES
    }


def of_whole(common: Common) -> list[str]:
    """What often goes wrong with the dossier as a whole."""
    return [row.sentence for row in common.get((WHOLE, ""), ())]


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def _row(one: Reason, *, may_edit: bool) -> ReasonRow:
    return ReasonRow(
        code=one.code,
        act=one.act,
        act_label=str(ReasonAct(one.act).label),
        about=one.about,
        about_label=str(ReasonAbout(one.about).label),
        procedure_code=one.procedure.code if one.procedure else "",
        procedure_name=one.procedure.name if one.procedure else "",
        sentence=one.sentence,
        basis=one.basis,
        is_retired=one.retired_at is not None,
        may_edit=may_edit,
    )
