"""What the counter refuses."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Forbidden, Missing, Refused


class IntakeIncomplete(Refused):
    """A paper dossier is registered with defects left; `sentences` says which."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__(
            _("The dossier cannot be registered: %(sentences)s") % {"sentences": " ".join(sentences)}
        )


class IntakeChanged(Refused):
    """A page that was registered already comes again with other words on it."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(
            _("This page was registered as dossier %(code)s already; what it says now is not registered.")
            % {"code": code}
        )


class NotYourCounter(Forbidden):
    def __init__(self) -> None:
        super().__init__(
            _("You hold no post at the one-stop desk that receives dossiers for this authority.")
        )


class NothingOnPaper(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Nothing of this dossier came on paper, or it has ended; there is nothing to scan.")
        )


class NothingToPay(Refused):
    def __init__(self) -> None:
        super().__init__(_("This dossier owes no fee now, so no payment can be recorded with it."))


class ScanGone(Missing):
    def __init__(self, name: str) -> None:
        super().__init__(_("The scanner's folder holds no file “%(name)s” any more.") % {"name": name[:80]})
