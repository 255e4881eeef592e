"""Refusals of the letters room."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Missing, Refused


class LetterMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such paper, or it is not yours to see."))


class LetterNotMade(Missing):
    def __init__(self) -> None:
        super().__init__(_("The paper is being made. Please come back in a moment."))


class LetterIsWhole(Refused):
    def __init__(self) -> None:
        super().__init__(_("The file of this paper is there and unharmed. Open it to print it."))


class NumberedAlready(Refused):
    def __init__(self, number_text: str) -> None:
        super().__init__(
            _("The paper already has the number %(number)s; a number is given once.")
            % {"number": number_text}
        )


class NotToBeNumbered(Refused):
    def __init__(self) -> None:
        super().__init__(_("This paper does not wait for a number."))


class LeaderMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("A result needs the leader who signs it."))


class BookMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such book, or it is not yours to see."))


class BookClosed(Refused):
    def __init__(self, year: int) -> None:
        super().__init__(_("The book of %(year)s is closed: it takes no entry.") % {"year": year})


class BookStillRuns(Refused):
    def __init__(self, year: int) -> None:
        super().__init__(_("The book of %(year)s runs until the end of its year.") % {"year": year})


class TemplateMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such template."))


class TemplateRefused(Refused):
    def __init__(self, why: str) -> None:
        super().__init__(_("The template does not work: %(why)s") % {"why": why})
