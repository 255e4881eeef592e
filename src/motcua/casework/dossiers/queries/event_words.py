"""What each event of a dossier says, to the desk and to the applicant."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.enums import PauseReason, Priority
from motcua.foundation.kernel.clock import local_date

SENTENCES: Final[Mapping[str, Promise]] = {
    "DossierFiled": _("The dossier was filed."),
    "DossierWithdrawn": _("The dossier was withdrawn."),
    "DossierAccepted": _("The dossier was accepted and a receipt issued."),
    "AcceptanceUndone": _("The acceptance was undone."),
    "SupplementRequested": _("A supplement was requested."),
    "SupplementAnswered": _("The supplement was handed in."),
    "RefusalIntended": _("The agency intends to refuse; the applicant may reply first."),
    "ReplyTimeEnded": _("The time to reply to the intended refusal ended."),
    "PapersForwarded": _("The papers were sent on to the authority that decides."),
    "PapersHandedOver": _("Papers were handed over with a list."),
    "PapersConfirmed": _("The authority that decides has the papers."),
    "LossRecorded": _("The agency lost papers of the dossier and apologised."),
    "LostPapersReplaced": _("The papers that had been lost are there again."),
    "DossierRefused": _("The dossier was not accepted; the reasons are in the notice."),
    "ChargeAsked": _("The fee was asked for."),
    "PaymentRecorded": _("A payment was recorded."),
    "ChargeCancelled": _("The fee is no longer due."),
    "StopAsked": _("The applicant asked that the work stop."),
    "StopDeclined": _("The agency goes on with the work; the applicant was told why."),
    "DossierStopped": _("The work on the dossier stopped; the reason is in the notice."),
    "FeeSettled": _("The fee is settled."),
    "ClockPaused": _("The time is not counted: %(reason)s."),
    "ClockResumed": _("The time is counted again."),
    "ApologyDrafted": _("An apology with a new date was drafted."),
    "ApologyDropped": _(
        "The drafted apology was dropped: it is too late to send it, or the day due has moved."
    ),
    "ApologySent": _("The authority apologised and set a new date, %(day)s."),
    "SittingAdjourned": _("It could not be settled at once; the result is due on %(day)s."),
    "DueRecounted": _("The expected day was counted again by the published calendar: %(day)s."),
    "DossierAssigned": _("An officer took over the work."),
    "DossierTakenOver": _("Another officer took over the work."),
    "DossierGivenBack": _("The dossier went back to the unit to be assigned anew."),
    "StepForwarded": _("The work went on to the next step."),
    "StepProductKept": _("What the step must produce was kept."),
    "StepReturned": _("The work went back to an earlier step."),
    "StepSkipped": _("A step was skipped."),
    "OpinionsAsked": _("Other units or agencies were asked for their opinion."),
    "PartsLeftOut": _("Parts of the work that the process names are left out with a reason."),
    "PartsOpened": _("Other units or agencies got their part of the work."),
    "SideTaskTaken": _("An officer of the asked unit took the task."),
    "SideTaskAnswered": _("An asked unit or agency answered."),
    "SideTaskWaived": _("The work goes on without an answer."),
    "SideTaskReminded": _("An asked unit was reminded."),
    "SideTaskLate": _("An asked unit or agency is late with its answer."),
    "PapersJudged": _("Papers were checked."),
    "QuestionAsked": _("The applicant asked a question."),
    "MessageSent": _("The agency wrote a message to the applicant."),
    "PaperBlocked": _("Malware was found in a paper; it was blocked."),
    "ScanAttached": _("A paper was scanned."),
    "DossierPrioritised": _("The priority of the dossier was set: %(priority)s."),
    "NoteWritten": _("An internal note was written."),
    "ResultProposed": _("A result was laid before the leader."),
    "ProposalSentBack": _("The leader sent the proposal back."),
    "ResultSigned": _("The result was signed."),
    "ResultNumbered": _("The result was numbered and sealed."),
    "CorrectionOpened": _("The agency found a mistake in the result and apologised."),
    "CorrectionDrafterNamed": _("It was said who drafts the right result."),
    "CorrectionDrafted": _("The right result was laid before the leader."),
    "CorrectionSentBack": _("The leader sent the right result back."),
    "CorrectionSigned": _("The right result was signed."),
    "CorrectionNumbered": _("The right result was numbered and sealed; the earlier one counts no more."),
    "CorrectionReturned": _("The right result was returned."),
    "ResultCorrected": _("The right result was given; the earlier one counts no more."),
    "ResultAcknowledged": _("The applicant confirmed to have the result."),
    "OriginalsHandedBack": _("Originals were handed back at the counter."),
    "ResultReturned": _("The result was returned."),
    "ProcedureChanged": _("The dossier was moved to the right procedure, %(procedure)s."),
    "DossierMoved": _("The dossier moved to the new version of the procedure."),
    "DossierMovedBack": _("The dossier was moved back to the version at filing."),
    "MoveAsked": _("The applicant was asked which version to go on with."),
    "DossierStayed": _("The applicant keeps the version at filing."),
    "DossierLeftBehind": _("The dossier stays with the version at filing."),
    "ChargeReinstated": _("The fee is due again."),
}
"""By kind of event; `day`, `reason`, `procedure` and `priority` are filled from the event."""

AT_KIOSK: Final = _("The dossier was filed at a kiosk of a one-stop desk.")
HELPED: Final = _("The dossier was filed, with help at a one-stop desk.")

INTERNAL: Final = frozenset(
    {
        "ApologyDrafted",
        "ApologyDropped",
        "CorrectionDrafted",
        "CorrectionDrafterNamed",
        "CorrectionSentBack",
        "DossierGivenBack",
        "DossierLeftBehind",
        "DossierPrioritised",
        "DossierTakenOver",
        "NoteWritten",
        "PapersJudged",
        "PartsLeftOut",
        "PaymentRecorded",
        "ProposalSentBack",
        "ResultProposed",
        "SideTaskLate",
        "SideTaskReminded",
        "SideTaskTaken",
        "SideTaskWaived",
        "StepForwarded",
        "StepProductKept",
        "StepReturned",
        "StepSkipped",
    }
)
"""What only the desk sees; the fee's settling is told to both."""

_PRIORITY: Final = {one.name.lower(): str(one.label) for one in Priority}


def sentence_of(kind: str, payload: Mapping[str, Any]) -> str:
    """In the active language; a kind without words is named as it is."""
    filed = HELPED if payload.get("help_unit") else AT_KIOSK if payload.get("kiosk") else None
    sentence = filed or SENTENCES.get(kind)
    if sentence is None:
        return kind
    code, moment = payload.get("reason", ""), payload.get("appointed_at", "")
    reason = str(PauseReason(code).label).lower() if code in PauseReason else ""
    day = f"{local_date(datetime.fromisoformat(moment)):%d/%m/%Y}" if moment else ""
    facts = {"reason": reason, "day": day, "procedure": payload.get("to_procedure", "")}
    facts["priority"] = _PRIORITY.get(payload.get("priority", ""), "")
    return str(sentence) % facts if "%(" in str(sentence) else str(sentence)
