"""What the repository refuses, with the sentence that the person reads."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Forbidden, Missing, Refused


class HoldingMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such paper in the repository, or it is not yours to see."))


class FactsRefused(Refused):
    """What was said of a paper does not fit together."""

    def __init__(self, why: str) -> None:
        super().__init__(_("The repository cannot take this paper: %(why)s") % {"why": why})


class DigitisedCodeTaken(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Another paper has this code of a digitised result already. Give this one the next number.")
        )


class OwnerMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no person or organisation with this number here."))


class MatchedAlready(Refused):
    def __init__(self) -> None:
        super().__init__(_("This paper has an owner already. Load the list again."))


class NotYoursToKeep(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("You do not keep the papers of this agency."))


class NotValidAnyMore(Refused):
    def __init__(self) -> None:
        super().__init__(_("This paper was replaced or revoked before, so this cannot be done with it."))


class ReasonMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Say why, in words that the owner of the paper will read."))


class EndedInItsDossier(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("This is an electronic result: it is revoked or corrected in its dossier, and so here too.")
        )


class NothingToTakeBack(Refused):
    def __init__(self) -> None:
        super().__init__(_("This paper counts, or what ended it was not done here."))


class NoSuccessor(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Choose a valid paper of the same owner that has not taken the place of another one yet.")
        )


class NobodysPaper(Refused):
    def __init__(self) -> None:
        super().__init__(_("This paper waits for its owner already."))


class NotForThisDossier(Forbidden):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This paper may be opened only for a dossier of its owner that you have in hand. "
                "Nothing was opened."
            )
        )


class LetInNoMore(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("You may not open this paper now. Open it from the dossier again, and say why."))


class PurposeMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Say what the link is for: whoever opens it reads it."))


class ShareTimeRefused(Refused):
    def __init__(self) -> None:
        super().__init__(_("A link lasts from 1 hour to 90 days. Choose a time in between."))


class ShareCountRefused(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(
            _("A link can be opened 1 to %(most)d times, or as often as wanted if the number is left out.")
            % {"most": most}
        )


class TooManyShares(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(
            _("This paper has %(most)d links already. End one that is not needed any more first.")
            % {"most": most}
        )


class ShareMissing(Missing):
    """The same for a link that never was, that has ended and that was opened often enough."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This link does not work, or not any more: its time may be over or its owner may have ended "
                "it. Ask whoever gave it to you for another one."
            )
        )


class WordsMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Say what is wrong and how it should be, so that the agency can look."))


class AskedAlready(Refused):
    def __init__(self) -> None:
        super().__init__(_("A correction of this paper is under way already. The agency answers that first."))


class AskMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such request, or it is not for your agency."))


class AnsweredAlready(Refused):
    def __init__(self) -> None:
        super().__init__(_("Somebody answered this request before you. Load the page again."))


class CorrectorMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Say which officer of the agency corrects the paper."))


class NothingChanged(Refused):
    def __init__(self) -> None:
        super().__init__(_("Nothing was changed. Change what is wrong, or say what was done in words."))
