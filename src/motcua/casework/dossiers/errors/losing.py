"""What the record of lost papers refuses, with the sentence that the person reads."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Refused


class NothingLost(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Choose at least one paper of an accepted dossier that is not recorded as missing already.")
        )


class NothingToReplace(Refused):
    def __init__(self) -> None:
        super().__init__(_("Choose at least one paper that is being asked for again."))
