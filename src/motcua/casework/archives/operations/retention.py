"""The table of periods: kinds of records, and which procedures and types of papers are kept as which."""

from datetime import datetime

from django.db import transaction

from motcua.casework.archives import permissions, rules
from motcua.casework.archives.errors import KindChanged, KindMissing, PaperTypeUnknown, ProcedureUnknown
from motcua.casework.archives.events import PapersKeptAs, ProcedureKeptAs, RecordKindSet
from motcua.casework.archives.models import PaperKind, ProcedureKind, RecordKind
from motcua.casework.archives.queries.retention import loose_papers
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.reference.catalogue.models import Procedure


@transaction.atomic
def set_kind(
    *,
    by: OfficerView,
    title: str,
    years: int | None,
    source: str,
    is_verified: bool,
    at: datetime,
    code: str = "",
) -> RecordKind:
    """Add a kind of record, or change the one of this code; transfers made before keep what they say.

    Raises: NotYourPeriods, KindMissing, KindUnusable, PeriodUnusable, KindChanged.
    """
    permissions.check_sets_periods(by)
    title, source = rules.checked_kind(title=title, years=years, source=source)
    kind = _locked(code) if code else RecordKind()
    if RecordKind.objects.filter(title=title).exclude(pk=kind.pk).exists():
        raise KindChanged()
    kind.title, kind.years, kind.source, kind.is_verified = title, years, source, is_verified
    kind.set_at, kind.set_by_id = at, by.id
    if code:
        kind.save(update_fields=["title", "years", "source", "is_verified", "set_at", "set_by"])
    else:
        kind.save(force_insert=True)
    audit.record(
        RecordKindSet(
            subject=f"record-kind:{kind.code}",
            at=at,
            actor=by.actor,
            years=years or 0,
            is_verified=is_verified,
        ),
        is_first=not code,
    )
    return kind


@transaction.atomic
def keep_procedure_as(*, by: OfficerView, procedure_code: str, kind_code: str, at: datetime) -> None:
    """Keep the dossiers of a procedure as this kind; without a kind, as any other.

    Raises: NotYourPeriods, ProcedureUnknown, KindMissing.
    """
    permissions.check_sets_periods(by)
    procedure = Procedure.objects.select_for_update(of=("self",)).filter(code=procedure_code.strip()).first()
    if procedure is None:
        raise ProcedureUnknown()
    if kind_code:
        facts = {"kind": _locked(kind_code), "set_at": at, "set_by_id": by.id}
        ProcedureKind.objects.update_or_create(procedure=procedure, defaults=facts)
    else:
        ProcedureKind.objects.filter(procedure=procedure).delete()
    audit.record(
        ProcedureKeptAs(
            subject=f"kept-as:{procedure.code}",
            at=at,
            actor=by.actor,
            procedure=procedure.code,
            record_kind=kind_code,
        )
    )


@transaction.atomic
def keep_papers_as(*, by: OfficerView, type_code: str, kind_code: str, at: datetime) -> None:
    """Keep the loose papers of a type as this kind; without a kind, as those of their procedure or any other.

    Raises: NotYourPeriods, PaperTypeUnknown, KindMissing.
    """
    permissions.check_sets_periods(by)
    type_code = type_code.strip()
    kept = PaperKind.objects.select_for_update(of=("self",)).filter(type_code=type_code)
    if not type_code or not (kept.exists() or loose_papers().filter(type_code=type_code).exists()):
        raise PaperTypeUnknown()
    if kind_code:
        facts = {"kind": _locked(kind_code), "set_at": at, "set_by_id": by.id}
        PaperKind.objects.update_or_create(type_code=type_code, defaults=facts)
    else:
        kept.delete()
    audit.record(
        PapersKeptAs(
            subject=f"papers-kept-as:{type_code}",
            at=at,
            actor=by.actor,
            paper_type=type_code,
            record_kind=kind_code,
        )
    )


def _locked(code: str) -> RecordKind:
    kind = RecordKind.objects.select_for_update(of=("self",)).filter(code=code).first()
    if kind is None:
        raise KindMissing()
    return kind
