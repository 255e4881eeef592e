"""What an intended refusal refuses, with the sentence that the person reads."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Refused


class NoticeComesFirst(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "In this procedure an intended refusal is told first, with time to reply. Propose the "
                "notice; the refusal can be proposed after the reply or when its time is over."
            )
        )


class NoNoticeHere(Refused):
    def __init__(self) -> None:
        super().__init__(_("No notice of an intended refusal is to be given for this dossier now."))


class NoticeIsNoResult(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "What lies before you is a notice of an intended refusal. "
                "Open the dossier and sign the notice."
            )
        )
