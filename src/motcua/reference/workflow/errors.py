"""Refusals of this room, with the sentence that the person reads."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from motcua.foundation.kernel.clock import VIETNAM
from motcua.foundation.kernel.errors import Missing, Refused

from .enums import TableProblem


class ProcessUnknown(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such internal process here."))


class ProcessDraftUnknown(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such draft of an internal process."))


class ProcessDraftOpen(Refused):
    """The procedure has an open draft in this agency."""

    def __init__(self, code: str) -> None:
        super().__init__(_("A draft of this process is open already: go on with it, or discard it."))
        self.code = code


class ProcessDraftClosed(Refused):
    """It is published or discarded, or it waits for approval."""

    def __init__(self, state: str) -> None:
        super().__init__(_("The draft is not open for this: it is %(state)s.") % {"state": state})


class StaleProcess(Refused):
    """Somebody else has changed the draft since; nothing was overwritten."""

    def __init__(self, revision: int, who: str, when: datetime) -> None:
        super().__init__(
            _("%(who)s changed this process at %(when)s; look at it again before you go on.")
            % {"who": who, "when": f"{when.astimezone(VIETNAM):%H:%M %d/%m/%Y}"}
        )
        self.revision, self.who, self.when = revision, who, when


class ProcessHasFaults(Refused):
    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join([_("The process cannot go on; mend these first:"), *sentences[:50]]))
        self.sentences = sentences


class ProcessUnchanged(Refused):
    def __init__(self, number: int) -> None:
        super().__init__(
            _("These are the steps of version %(number)d: nothing has changed.") % {"number": number}
        )


class WriterCannotPublish(Refused):
    def __init__(self) -> None:
        super().__init__(_("You wrote in this process yourself; somebody else looks at it and publishes it."))


class ProcessDecisionIncomplete(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "A process is approved by a decision: write its number, its day (not after today) and "
                "its agency."
            )
        )


class ProcessPeriodTaken(Refused):
    def __init__(self, number: int, starts: date) -> None:
        super().__init__(
            _("Version %(number)d holds from %(day)s on; the new one begins after that day.")
            % {"number": number, "day": f"{starts:%d/%m/%Y}"}
        )


class SendBackWithoutReason(Refused):
    def __init__(self) -> None:
        super().__init__(_("Write the reason, so that the writer knows what to change."))


class TooManySteps(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(_("A process has at most %(most)d steps.") % {"most": most})


class TableUnreadable(Refused):
    def __init__(self, problem: TableProblem) -> None:
        super().__init__(str(problem.label))
        self.problem = problem
