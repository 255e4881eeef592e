"""The kept list of reasons, and the nightly count of those that are given most."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import uuid4

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import ReasonAbout, ReasonAct
from motcua.casework.dossiers.errors.reasons import ReasonCodeTaken, ReasonNotThere
from motcua.casework.dossiers.events.reasons import ReasonKept, ReasonRestored, ReasonRetired
from motcua.casework.dossiers.models import CommonReason, Reason, ReasonGiven
from motcua.casework.dossiers.rules import reasons as rules
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue.models import Procedure

AT_ONCE = 5000


@transaction.atomic
def keep_reason(
    *,
    by: OfficerView,
    code: str,
    act: str,
    sentence: str,
    at: datetime,
    about: str = ReasonAbout.ANY,
    basis: str = "",
    procedure_code: str = "",
    is_new: bool = True,
) -> Reason:
    """Put a reason into the list, or say an existing one in other words; its code keeps one meaning.

    Kind of act and procedure never change. What was given before keeps the words that were printed.

    Raises: PermissionLacking, ReasonUnusable, ReasonCodeTaken, ReasonNotThere.
    """
    kept_code, words = rules.checked_code(code), rules.checked_sentence(sentence)
    reason = Reason.objects.select_for_update(of=("self",)).filter(code=kept_code).first()
    if is_new:
        if reason is not None:
            raise ReasonCodeTaken(kept_code)
        reason = Reason(code=kept_code, act=ReasonAct(act), procedure=_procedure(procedure_code))
    elif reason is None:
        raise ReasonNotThere()
    permissions.check_can_edit_reasons(by, procedure_id=reason.procedure_id)
    is_refusal = reason.act == ReasonAct.REFUSAL
    reason.about = ReasonAbout.ANY if is_refusal else ReasonAbout(about)
    reason.sentence, reason.basis = words, " ".join(basis.split())[:300]
    reason.changed_by, reason.changed_at = by.code, at
    reason.save()
    audit.record(
        ReasonKept(
            **_facts(reason, by, at),
            act=reason.act,
            procedure=reason.procedure.code if reason.procedure else "",
            words_sha256=hashlib.sha256(f"{reason.sentence}\n{reason.basis}".encode()).hexdigest(),
        )
    )
    return reason


@transaction.atomic
def retire_reason(*, by: OfficerView, code: str, at: datetime) -> Reason:
    """Let nobody choose the reason from now on; twice is the same as once.

    Raises: ReasonNotThere, PermissionLacking.
    """
    reason = _locked(by, code)
    if reason.retired_at is None:
        _set_retired(reason, at, by, at)
        audit.record(ReasonRetired(**_facts(reason, by, at)))
    return reason


@transaction.atomic
def restore_reason(*, by: OfficerView, code: str, at: datetime) -> Reason:
    """Let officers choose a retired reason again.

    Raises: ReasonNotThere, PermissionLacking.
    """
    reason = _locked(by, code)
    if reason.retired_at is not None:
        _set_retired(reason, None, by, at)
        audit.record(ReasonRestored(**_facts(reason, by, at)))
    return reason


def _procedure(code: str) -> Procedure | None:
    """Raises ReasonNotThere for a procedure that there is not."""
    if not code:
        return None
    found = Procedure.objects.filter(code=code).first()
    if found is None:
        raise ReasonNotThere()
    return found


def _locked(by: OfficerView, code: str) -> Reason:
    reason = Reason.objects.select_for_update(of=("self",)).filter(code=code).first()
    if reason is None:
        raise ReasonNotThere()
    permissions.check_can_edit_reasons(by, procedure_id=reason.procedure_id)
    return reason


def _set_retired(reason: Reason, when: datetime | None, by: OfficerView, at: datetime) -> None:
    reason.retired_at, reason.changed_by, reason.changed_at = when, by.code, at
    reason.save(update_fields=["retired_at", "changed_by", "changed_at"])


def _facts(reason: Reason, by: OfficerView, at: datetime) -> dict[str, Any]:
    return {
        "subject": f"reason:{reason.code}",
        "at": at,
        "actor": by.actor,
        "act_id": uuid4(),
        "reason": reason.code,
    }


@transaction.atomic
def count_reasons(*, at: datetime) -> int:
    """Replace the commonest reasons of every publication, over the last 12 months; how many stand.

    Changes no dossier, so it leaves no event. One query for all that was given. A retired reason is no
    longer told.
    """
    since = at - timedelta(days=rules.DAYS)
    found = [
        CommonReason(
            publication_id=publication_id,
            kind=one.place.kind,
            slug=one.place.slug,
            reason_id=one.reason,
            dossiers=one.dossiers,
            since=local_date(since),
            counted_at=at,
        )
        for publication_id, given in _given(since, at)
        for one in rules.commonest(given)
    ]
    CommonReason.objects.all().delete()
    CommonReason.objects.bulk_create(found)
    return len(found)


def _given(since: datetime, at: datetime) -> Iterator[tuple[int, Iterator[rules.Given]]]:
    rows = (
        ReasonGiven.objects.filter(given_at__gte=since, given_at__lte=at, reason__retired_at=None)
        .order_by("dossier__publication_id", "pk")
        .values_list(
            "dossier__publication_id",
            "kind",
            "slug",
            "reason_id",
            "dossier_id",
            "dossier__owner_person_id",
            "dossier__owner_organisation_id",
            "given_by_id",
        )
    )
    for publication_id, alike in groupby(rows.iterator(chunk_size=AT_ONCE), key=lambda row: row[0]):
        yield (
            publication_id,
            (
                rules.Given(rules.Place(kind, slug), reason, dossier, f"{person}/{organisation}", officer)
                for _, kind, slug, reason, dossier, person, organisation, officer in alike
            ),
        )
