"""What is refused between the agency and the applicant."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Refused


class DossierOver(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("The dossier has ended, so nobody answers here any more. Call the agency instead.")
        )


class MessageEmpty(Refused):
    def __init__(self, longest: int) -> None:
        super().__init__(_("Write your message, in at most %(longest)d characters.") % {"longest": longest})


class TooManyQuestions(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(
            _("%(most)d of your questions wait for an answer already. Ask again when it has come.")
            % {"most": most}
        )
