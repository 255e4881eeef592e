"""Refusals of forms, with the sentence that the person reads."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Missing, Refused


class PostTooLarge(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("The form that was sent is too large. Shorten the long answers or attach them as a file.")
        )


class FormUnknown(Missing):
    def __init__(self, code: str) -> None:
        super().__init__(_("There is no form “%(code)s”.") % {"code": code})
