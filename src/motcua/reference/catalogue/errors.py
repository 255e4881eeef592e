"""Refusals of the catalogue, with the sentence that the person reads."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from motcua.foundation.kernel.clock import VIETNAM
from motcua.foundation.kernel.errors import Missing, Refused

from .enums import ListFileProblem


class ProcedureUnknown(Missing):
    def __init__(self, code: str) -> None:
        super().__init__(_("There is no procedure with the code “%(code)s” here.") % {"code": code[:60]})


class PlaceUnknown(Missing):
    """A draft has no such part, or nothing stands at that place of it any more."""

    def __init__(self) -> None:
        super().__init__(_("This place of the draft does not exist, or no longer."))


class ListUnknown(Missing):
    def __init__(self, slug: str) -> None:
        super().__init__(_("There is no list “%(slug)s”.") % {"slug": slug[:60]})


class NoContentPublished(Refused):
    """Nothing but the name is known, so nobody can file."""

    def __init__(self) -> None:
        super().__init__(
            _("No content is published for this procedure yet, so it cannot be filed online. Ask the agency.")
        )


class ContentIncomplete(Refused):
    """What holds is known in part only, so nobody can file under it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Only a part of the rules that hold today is published for this procedure, so it cannot be "
                "filed online. Ask the agency."
            )
        )


class LawHasEnded(Refused):
    def __init__(self, valid_to: date) -> None:
        super().__init__(
            _(
                "The rules of this procedure held until %(day)s; no current content is published, so it "
                "cannot be filed online."
            )
            % {"day": f"{valid_to:%d/%m/%Y}"}
        )


class LawNotYetInForce(Refused):
    def __init__(self, valid_from: date) -> None:
        super().__init__(
            _("The rules of this procedure hold from %(day)s on; file from that day.")
            % {"day": f"{valid_from:%d/%m/%Y}"}
        )


class LawNotVerified(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Nobody has checked yet that these rules still hold, so the procedure cannot be filed online.")
        )


class CaseUnknown(Refused):
    def __init__(self, case: str) -> None:
        super().__init__(
            _("The procedure has no case “%(case)s”. Choose one of its cases.") % {"case": case[:60]}
        )


class ContentUnusable(Refused):
    """The data of a procedure has problems; each is named with file, line and field."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join([_("The content cannot be published:"), *problems[:50]]))
        self.problems = problems


class PeriodUnusable(Refused):
    def __init__(self) -> None:
        super().__init__(_("The last day lies before the first."))


class LikenessUnknown(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such proposal."))


class LikenessDecided(Refused):
    def __init__(self) -> None:
        super().__init__(_("Somebody has already decided about this row."))


class DraftUnknown(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such draft."))


class DraftClosed(Refused):
    """It is published or discarded, or it waits for approval."""

    def __init__(self, state: str) -> None:
        super().__init__(_("The draft is not open for this: it is %(state)s.") % {"state": state})


class DraftAlreadyOpen(Refused):
    def __init__(self, code: str) -> None:
        super().__init__(
            _("Draft %(code)s of this procedure is open already: go on with it, or discard it.")
            % {"code": code}
        )
        self.code = code


class StaleDraft(Refused):
    """Somebody else has changed the draft since; nothing was overwritten."""

    def __init__(self, revision: int, who: str, when: datetime) -> None:
        super().__init__(
            _(
                "%(who)s changed this draft at %(when)s (revision %(revision)d). Nothing of yours was saved: "
                "look at it as it is now and enter your change again."
            )
            % {"who": who, "when": f"{when.astimezone(VIETNAM):%H:%M %d/%m/%Y}", "revision": revision}
        )
        self.revision, self.who, self.when = revision, who, when


class NothingToUndo(Refused):
    """Nothing was changed, everything was undone, or it lies too far back."""

    def __init__(self) -> None:
        super().__init__(_("There is no change of this draft to undo or to do again."))


class DraftHasProblems(Refused):
    """Nothing with a fault is submitted or published."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join([_("The draft still has faults:"), *problems[:50]]))
        self.problems = problems


class PartUnusable(Refused):
    """What was sent as a part cannot be kept at all; what merely has faults can."""

    def __init__(self) -> None:
        super().__init__(
            _("This cannot be kept as a part of a procedure: too large, too deep, or not made of fields.")
        )


class DraftBehind(Refused):
    def __init__(self, number: int) -> None:
        super().__init__(
            _("Version %(number)d was published since this draft was opened. Open a new draft from it.")
            % {"number": number}
        )


class NothingChanged(Refused):
    def __init__(self) -> None:
        super().__init__(_("The draft says the same as a version that is published."))


class SamePerson(Refused):
    """Author and approver are two people."""

    def __init__(self) -> None:
        super().__init__(
            _("Whoever wrote in the draft does not approve it: ask somebody else to publish it.")
        )


class ReasonMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Say why."))


class DecisionIncomplete(Refused):
    def __init__(self) -> None:
        super().__init__(_("A decision has a number, a day that is not to come, and an agency."))


class GroundMissing(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Name the legal ground on which dossiers under way do not stay with their version.")
        )


class PeriodTaken(Refused):
    def __init__(self, number: int, valid_from: date) -> None:
        super().__init__(
            _("Version %(number)d holds from %(day)s: give this one a last day before it.")
            % {"number": number, "day": f"{valid_from:%d/%m/%Y}"}
        )


class VersionUnknown(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such version."))


class VersionWithdrawn(Refused):
    def __init__(self) -> None:
        super().__init__(_("This version has been withdrawn already."))


class PublicationAbolished(Refused):
    def __init__(self) -> None:
        super().__init__(_("This procedure has been abolished."))


class NoAuthority(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("The agency has no identifier such as H50 yet, so the codes of its procedures cannot be made.")
        )


class ListUnreadable(Refused):
    """A published list that cannot be read; nothing was kept."""

    def __init__(self, problem: ListFileProblem) -> None:
        super().__init__(str(problem.label))
        self.problem = problem


class SynonymUnknown(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such word in the list."))


class SynonymUnusable(Refused):
    """What is wrong with an entry of the list of words, in one sentence."""

    @classmethod
    def nothing_typed(cls) -> "SynonymUnusable":
        return cls(_("Write the word that people type, with at least one letter."))

    @classmethod
    def nothing_meant(cls) -> "SynonymUnusable":
        return cls(_("Write what is meant by it, or choose that the word is passed over."))

    @classmethod
    def too_long(cls) -> "SynonymUnusable":
        return cls(_("A word has at most 80 characters and means at most 10 phrases."))


class RowUnclear(Refused):
    """Rows that cannot become a change of the catalogue as they stand; none of the chosen ones did."""

    def __init__(self, rows: list[str]) -> None:
        super().__init__(
            _("These rows cannot be confirmed as they stand: %(rows)s. Nothing was changed.")
            % {"rows": ", ".join(rows[:50])}
        )


class NothingChosen(Refused):
    def __init__(self) -> None:
        super().__init__(_("Choose at least one row."))


class RowConfirmed(Refused):
    """A row that is a part of the catalogue is corrected there, not in its list."""

    def __init__(self, row: str) -> None:
        super().__init__(
            _("Row %(row)s is confirmed already: correct the procedure itself, in a draft.") % {"row": row}
        )


class CorrectionRefused(Refused):
    """What an editor wrote beside a row cannot stand; the row stays as it was."""

    @classmethod
    def nothing(cls) -> "CorrectionRefused":
        return cls(_("Nothing differs from what is written there already."))

    @classmethod
    def name(cls) -> "CorrectionRefused":
        return cls(_("A row needs the name of a procedure, of at most 1,000 characters."))

    @classmethod
    def field(cls) -> "CorrectionRefused":
        return cls(_("Choose a field that the catalogue knows."))

    @classmethod
    def code(cls, code: str, authority: str) -> "CorrectionRefused":
        return cls(
            _(
                "“%(code)s” is no code of this authority: write it like 2.000086.000.00.00.%(authority)s, or "
                "leave it empty."
            )
            % {"code": code[:60], "authority": authority}
        )

    @classmethod
    def level(cls) -> "CorrectionRefused":
        return cls(_("Choose a level of the scheme that the list uses, or none."))

    @classmethod
    def note(cls, longest: int) -> "CorrectionRefused":
        return cls(_("A note has at most %(longest)d characters.") % {"longest": longest})
