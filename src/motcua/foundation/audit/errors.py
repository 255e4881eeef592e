"""Refusals of this room."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Missing, Refused


class SealRefused(Refused):
    """The database counts its transactions lower than the last seal did: it was restored without a new
    era.
    """

    def __init__(self) -> None:
        super().__init__(
            _(
                "The database was restored without starting a new era of the audit trail: "
                "run 'motcua db restore' or 'motcua audit new-era'."
            )
        )


class SealMissing(Missing):
    """No seal has that number or that hash."""

    def __init__(self, wanted: str) -> None:
        super().__init__(_("There is no seal %(wanted)s.") % {"wanted": wanted})
