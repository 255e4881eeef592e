"""What a request to stop is refused for, with the sentence that the applicant reads."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Refused


class StopNotPossible(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "You can ask for the work to stop after the receipt and until the result is signed. "
                "Before the receipt, withdraw the dossier."
            )
        )


class StopAskedAlready(Refused):
    def __init__(self) -> None:
        super().__init__(_("You asked for that already; the agency has not answered yet."))
