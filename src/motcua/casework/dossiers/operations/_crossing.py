"""What moving, asking and moving back share: what is touched, what is kept, what becomes of the fee."""

from typing import Any

from django.utils import translation

from motcua.casework.dossiers import checking
from motcua.casework.dossiers.enums import Finance
from motcua.casework.dossiers.fees_due import asked_now, charge_lines, fee_lines
from motcua.casework.dossiers.models import Dossier, Filing
from motcua.casework.dossiers.pasts import Facts, own_rules, rules_of
from motcua.casework.dossiers.replaying import outcome
from motcua.casework.dossiers.rules import crossing as rules
from motcua.casework.dossiers.typed import answers_anew
from motcua.casework.payments import operations as payments
from motcua.casework.payments import queries as charges
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue.models import Version
from motcua.reference.catalogue.rules.fees import FeeLine, total_vnd
from motcua.reference.workflow import queries as workflow
from motcua.reference.workflow.models import ProcessVersion

from . import _clock
from ._acts import Act, subject_of


def new_version(version_id: int) -> Version:
    """The version to move to, with form and fee."""
    return Version.objects.select_related("form_version", "fee_version", "process_version").get(pk=version_id)


def why_left(dossier: Dossier, new: Version) -> str:
    cases = checking.case_slugs(new)
    return rules.why_left(
        business=dossier.business,
        sub_status=dossier.sub_status,
        case_is_known=dossier.case_slug in cases if cases else not dossier.case_slug,
        has_time=checking.time_rule(new, dossier.channel) is not None,
    )


def process(act: Act, new: Version) -> ProcessVersion | None:
    """The internal process that the new version pins, else the one in force."""
    return new.process_version or workflow.process_in_force(
        procedure_code=act.dossier.publication.procedure.code,
        agency_code=act.dossier.agency.code,
        on=local_date(act.at),
    )


def touched(act: Act, new: Version) -> dict[str, Any]:
    """What a move would change for this dossier: both versions judge it on the day of its filing."""
    dossier = act.dossier
    steps = dossier.process.steps if dossier.process else []
    own = own_rules(dossier, steps)
    past, calendar = Facts([dossier]).past(dossier, own), _clock.calendar_for(act)
    return rules.touched(
        outcome(own, past, calendar=calendar),
        outcome(rules_of(new, steps), past, calendar=calendar),
        is_accepted=dossier.accepted_at is not None,
        is_paid=dossier.finance == Finance.PAID,
        due_at=dossier.due_at,
    )


def kept(act: Act) -> dict[str, Any]:
    """All that a move back needs."""
    dossier = act.dossier
    return {
        "process": dossier.process_id,
        "promised_version": dossier.promised_version_id,
        "accepted": dossier.accepted_at is not None,
        "finance": dossier.finance,
        "charge": charges.due_code(subject=subject_of(dossier)),
        "rounds": Filing.objects.filter(dossier=dossier).count(),
    }


def change_fee(act: Act, changes: dict[str, Any], *, old: Version) -> str | None:
    """Ask for another fee where no receipt names one yet; the code of the new charge, "" where none is due.

    None when nothing was changed.
    """
    if changes["fee_kept"] or changes["fee_before_vnd"] == changes["fee_after_vnd"]:
        return None
    dossier, subject = act.dossier, subject_of(act.dossier)
    facts: dict[str, Any] = {"actor": act.actor, "at": act.at, "act_id": act.id}
    facts["dimensions"] = act.facts["dimensions"]
    payments.cancel_due(subject=subject, **facts)
    lines = _lines_asked_now(dossier, old) if changes["fee_after_vnd"] else []
    if not total_vnd(lines):
        act.set(finance=Finance.NOTHING_DUE)
        return ""
    fee = dossier.version.fee_version
    charge = payments.ask(
        subject=subject,
        agency_id=dossier.agency_id,
        lines=charge_lines(lines),
        basis=str(fee.content.get("source", "")) if fee else "",
        **facts,
    )
    act.set(finance=Finance.DUE)
    return charge.code


def _lines_asked_now(dossier: Dossier, old: Version) -> list[FeeLine]:
    """What the version moved to asks before there is a result, of answers to the form of the old one."""
    fee = dossier.version.fee_version
    form, filed_on = checking.form_of(dossier.version), local_date(dossier.submitted_at)
    answers = (
        Filing.objects.filter(dossier=dossier).order_by("round").values_list("answers", flat=True).last()
    )
    with translation.override("vi"):
        lines = fee_lines(
            dossier.version.content,
            fee.content if fee else None,
            answers_anew(form, checking.form_of(old), answers or {}, on=filed_on),
            case=dossier.case_slug,
            on=filed_on,
            form=form,
            channel=dossier.channel,
        )
    return asked_now(lines)


def restore_fee(act: Act, before: dict[str, Any]) -> None:
    """The fee as it was asked before the move."""
    if before["new_charge"] is None:
        return
    facts: dict[str, Any] = {"actor": act.actor, "at": act.at, "act_id": act.id}
    facts["dimensions"] = act.facts["dimensions"]
    payments.cancel_due(subject=subject_of(act.dossier), **facts)
    if before["charge"]:
        payments.reinstate(charge_code=before["charge"], **facts)
    act.set(finance=before["finance"])
