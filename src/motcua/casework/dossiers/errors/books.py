"""What the tracking book refuses, with the sentence that the person reads."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Forbidden


class NotYourBook(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("Only whoever numbers and seals for this agency closes its book."))
