"""What the correction of a wrong result refuses, with the sentence that the person reads."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Refused


class NothingToCorrect(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Only a result that was returned and is not being corrected already can be corrected.")
        )


class NotTheDrafter(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Somebody else drafts the right result, or nobody is named: the head of the unit names who.")
        )


class WrongOriginalUnsaid(Refused):
    def __init__(self) -> None:
        super().__init__(_("Write down whether the wrong result on paper was taken back."))


class CorrectionMoved(Refused):
    def __init__(self) -> None:
        super().__init__(_("The correction of this result is not at this step. Open the dossier again."))
