"""What this room refuses, with the sentence that the person reads."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Forbidden, Missing, Refused
from motcua.foundation.kernel.money import format_vnd


class DossierMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such dossier, or it is not yours to see."))


class DraftMissing(Missing):
    def __init__(self) -> None:
        super().__init__(
            _("There is no such draft, or it is not yours. It may have been filed or deleted already.")
        )


class NotYourDossier(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("This dossier is not in your hands, so you cannot do this with it."))


class MoveRefused(Refused):
    """The state of the dossier does not allow the move."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        super().__init__(
            _(
                "The dossier has moved on since you opened this page, so this can no longer be done. "
                "Open it again to see where it stands."
            )
        )


class StalePage(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Someone changed this since you opened the page. Nothing was overwritten: open the "
                "page again and repeat what you wanted to do."
            )
        )


class FilingIncomplete(Refused):
    """A draft is filed with defects left; `steps` names where."""

    def __init__(self, steps: list[str]) -> None:
        self.steps = steps
        super().__init__(_("Some parts of the dossier still need your attention before it can be filed."))


class SupplementAskedAlready(Refused):
    """Once, complete and exact. Law: ND-61-2018/15.3."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "A supplement was already asked at reception, and the law allows that once. Accept "
                "the dossier or refuse it with reasons."
            )
        )


class NothingAsked(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Say at least one thing that is missing or wrong, and tie it to a paper or a field.")
        )


class ReasonMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Write the reason and the legal ground: the applicant will read them."))


class PausedAlready(Refused):
    def __init__(self) -> None:
        super().__init__(_("The time of this dossier stands still already. Resume it first."))


class NotPaused(Refused):
    def __init__(self) -> None:
        super().__init__(_("The time of this dossier is being counted; there is nothing to resume."))


class PauseEndsBefore(Refused):
    def __init__(self) -> None:
        super().__init__(_("Name a day after today by which what is waited for should be there."))


class ApologisedAlready(Refused):
    """The day is set anew at most once. Law: ND-61-2018/19.9."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "An apology with a new date was sent already, and the law allows that once. "
                "Decide the dossier."
            )
        )


class NoDayToMove(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("No time runs for this dossier now, so there is no day to apologise for or to set anew.")
        )


class ApologyTooLate(Refused):
    def __init__(self, last: date) -> None:
        super().__init__(
            _("The apology had to be sent by %(day)s, a working day before the result is due.")
            % {"day": date_format(last, "d/m/Y")}
        )


class NewDayRefused(Refused):
    def __init__(self, due: date) -> None:
        super().__init__(
            _("Choose a working day after %(day)s, the day on which the result is due now.")
            % {"day": date_format(due, "d/m/Y")}
        )


class NobodyAskedToStop(Refused):
    def __init__(self) -> None:
        super().__init__(_("The applicant has not asked that the work on this dossier stop."))


class SupplementNotLapsed(Refused):
    """Lateness alone is no ground: the sector law must set the time."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The sector law sets no time for this supplement, or the time is not over. "
                "Lateness alone is no ground to stop a dossier."
            )
        )


class TakerMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Write who took it and which paper they showed, and have them sign for it."))


class TrackingMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Write the tracking number of the post, so that the owner can follow it."))


class NothingToHandBack(Refused):
    def __init__(self) -> None:
        super().__init__(_("Say of which papers originals are handed back, and how many of each."))


class NothingToAcknowledge(Refused):
    def __init__(self) -> None:
        super().__init__(_("There is no returned result that you have not confirmed yet."))


class UndoTooLate(Refused):
    def __init__(self, accepted_at: datetime) -> None:
        day = date_format(localtime(accepted_at), "d/m/Y")
        super().__init__(_("The acceptance of %(day)s can only be undone on that day.") % {"day": day})


class NoTimeRule(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This procedure has no time rule yet, so a receipt cannot be issued. Ask the editors "
                "to add it."
            )
        )


class NoUnitForWork(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("No unit of the agency can take this step. Ask the administrator to set up the units.")
        )


class WrongOfficer(Refused):
    def __init__(self) -> None:
        super().__init__(_("That officer has no post that can take this dossier today."))


class PapersNotMade(Refused):
    def __init__(self) -> None:
        super().__init__(_("The signed paper is still being made. Wait a moment and try again."))


class NotAMember(Forbidden):
    def __init__(self) -> None:
        super().__init__(
            _("You are not registered to file for this organisation. Add it to your profile first.")
        )


class UnknownPaper(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("This procedure does not ask for that paper. Open the page again and choose from the list.")
        )


class TooManyFiles(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(
            _("At most %(most)d files can be laid beside one paper. Put several pages into one PDF.")
            % {"most": most}
        )


class NothingToShare(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("There is no such file among what you file together with this. Choose the file here instead.")
        )


class NothingToTakeOver(Refused):
    def __init__(self) -> None:
        super().__init__(_("There is nothing to take over from that dossier. Fill in the form here."))


class NameMismatch(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The identity number and the name of the person you file for do not belong together. "
                "Check both on the identity card."
            )
        )


class NothingToAnswer(Refused):
    def __init__(self) -> None:
        super().__init__(_("Nothing is being asked for this dossier at the moment."))


class SupplementIncomplete(Refused):
    """`missing` holds the sentences, or the slugs of papers, that are still to be given."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(
            _(
                "Some of what was asked for is still missing. Give each paper, or write why it cannot "
                "be given."
            )
        )


class ResultIncomplete(Refused):
    """`missing` names the fields of the result that are empty or wrong."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(_("The result still lacks: %(fields)s.") % {"fields": ", ".join(missing)})


class QueueMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such queue among those of your posts."))


class ActMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such act on a dossier."))


class NothingToPreview(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no paper waiting to be looked at."))


class ProcedureChanged(Refused):
    """Another version came into force between the last save and the filing."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The procedure changed since you last saved this draft. Go through the steps once more and "
                "save them; what you typed is still there."
            )
        )


class NothingToReplay(Refused):
    def __init__(self) -> None:
        super().__init__(_("The draft still has faults. Mend them first, then try it against past dossiers."))


class NotAsked(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Nothing is asked any more about the version of the procedure; the dossier goes on as it is.")
        )


class NothingMoved(Refused):
    def __init__(self) -> None:
        super().__init__(_("This dossier was not moved to another version, or was moved back already."))


class ChangedSinceMove(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("The dossier went on under the new version since it was moved, so it cannot be moved back.")
        )


class FeePaidSinceMove(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("The fee of the new version was paid meanwhile. Give it back first, then move the dossier.")
        )


class FeeWithResultDue(Refused):
    """A fee that is collected when the result is given has not been recorded."""

    def __init__(self, amount_vnd: int) -> None:
        super().__init__(
            _("The fee of %(amount)s that is collected with the result has not been recorded as paid.")
            % {"amount": format_vnd(amount_vnd)}
            + " "
            + _("Have it recorded by the cashier first, then return the result.")
        )
