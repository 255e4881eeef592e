"""What is refused when a dossier is put before others."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Refused


class NoTurnLeft(Refused):
    def __init__(self) -> None:
        super().__init__(_("The dossier has ended, so it waits in no queue and needs no priority."))


class PriorityUnknown(Refused):
    def __init__(self) -> None:
        super().__init__(_("Choose one of the priorities of the list."))


class PrioritySet(Refused):
    def __init__(self, priority: str) -> None:
        super().__init__(
            _("The dossier has the priority “%(priority)s” already. Choose another one.")
            % {"priority": priority}
        )


class PriorityReasonTooLong(Refused):
    def __init__(self, longest: int) -> None:
        super().__init__(_("Say the reason in at most %(longest)d characters.") % {"longest": longest})
