"""What this room refuses, with the sentence that the person reads."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.foundation.kernel.errors import Forbidden, Missing, Refused

from .authorities import NoSuchSigningPower as NoSuchSigningPower
from .authorities import RoleChangedSince as RoleChangedSince
from .authorities import RoleInUse as RoleInUse
from .authorities import RoleIsRetired as RoleIsRetired
from .authorities import SignerHasNoPost as SignerHasNoPost
from .authorities import SigningPowerHeld as SigningPowerHeld
from .authorities import SigningPowerUnusable as SigningPowerUnusable
from .authorities import WideningUnconfirmed as WideningUnconfirmed
from .kiosks import KioskHasNoDesk as KioskHasNoDesk
from .kiosks import KioskIsRevoked as KioskIsRevoked
from .kiosks import KioskKeyUnknown as KioskKeyUnknown
from .kiosks import KioskNameTaken as KioskNameTaken
from .kiosks import NoSuchKiosk as NoSuchKiosk


class IdentityNumberUnusable(Refused):
    """`defect` is the stable word of kernel.identifiers."""

    def __init__(self, defect: str, *, digits: int = 0) -> None:
        self.defect = defect
        super().__init__(identity_number_sentence(defect, digits=digits))


def identity_number_sentence(defect: str, *, digits: int = 0) -> str:
    """What is wrong with an identification number and what to do; `digits` is how many were entered."""
    sentences = {
        "digits": _("A personal identification number has digits only."),
        "length": ngettext(
            "A personal identification number has 12 digits; you entered %(digits)d.",
            "A personal identification number has 12 digits; you entered %(digits)d.",
            digits,
        )
        % {"digits": digits},
        "province": _(
            "The first three digits of a personal identification number are a province, 001 to 096. "
            "Check them against your card."
        ),
        "century": _(
            "The fourth digit does not fit any year of birth up to 2099. Check it against your card."
        ),
        "born_on": _("The number does not fit your date of birth. Check both against your card."),
        "sex": _("The number does not fit your sex. Check both against your card."),
    }
    return sentences[defect]


class TaxNumberUnusable(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This is not a tax number: it has 10 digits, for a branch a hyphen and 3 more, "
                "and its check digit fits."
            )
        )


class NamesAreMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Enter a name."))


class EmailUnusable(Refused):
    def __init__(self) -> None:
        super().__init__(_("This is not an e-mail address. It looks like ten@example.com."))


class EmailIsYours(Refused):
    def __init__(self) -> None:
        super().__init__(_("This is the e-mail of your account already."))


class EmailTaken(Refused):
    """Only said to administrators; applicants are never told whether an e-mail is known."""

    def __init__(self) -> None:
        super().__init__(_("An account with this e-mail exists already."))


class PasswordUnusable(Refused):
    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))


class IdentifierUnusable(Refused):
    def __init__(self, value: str) -> None:
        super().__init__(
            _("“%(value)s” is not an agency's identifier: it looks like 000.00.15.H50 or H50.15.")
            % {"value": value}
        )


class PeriodUnusable(Refused):
    def __init__(self, valid_from: date, valid_to: date) -> None:
        super().__init__(
            _("The end, %(end)s, lies before the start, %(start)s.")
            % {"end": f"{valid_to:%d/%m/%Y}", "start": f"{valid_from:%d/%m/%Y}"}
        )


class RoleUnusable(Refused):
    def __init__(self) -> None:
        super().__init__(_("A role has a reach and at least one permission, all from the list."))


class UploadLimitUnusable(Refused):
    def __init__(self, least_bytes: int, most_bytes: int) -> None:
        super().__init__(
            _("The limit for one file lies between %(least)d and %(most)d MB.")
            % {"least": least_bytes // 1024**2, "most": most_bytes // 1024**2}
        )


class LinkUnusable(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This link has been used already, is too old or was cut off. "
                "Ask for a new one and open it from the e-mail."
            )
        )


class PasswordWrong(Refused):
    def __init__(self) -> None:
        super().__init__(_("The present password is not right."))


class TooManyAttempts(Refused):
    """Answered with 429 and Retry-After."""

    def __init__(self, retry_after_seconds: int) -> None:
        self.retry_after_seconds = retry_after_seconds
        minutes = max(1, round(retry_after_seconds / 60))
        super().__init__(
            ngettext(
                "This was tried too often from your connection. Wait %(minutes)d minute, then try again.",
                "This was tried too often from your connection. Wait %(minutes)d minutes, then try again.",
                minutes,
            )
            % {"minutes": minutes}
        )


class DossiersUnderWay(Refused):
    def __init__(self, dossiers: int) -> None:
        super().__init__(
            ngettext(
                "%(count)d dossier of yours is still under way. "
                "Withdraw it or wait for its result, then close the account.",
                "%(count)d dossiers of yours are still under way. "
                "Withdraw them or wait for their results, then close the account.",
                dossiers,
            )
            % {"count": dossiers}
        )


class OfficerKeepsAccount(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("An officer's account is closed by the administrator, by ending the officer's posts.")
        )


class OrganisationKnown(Refused):
    """The organisation is here already: only its representative, or the agency, lets more people in."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This organisation is known here already. Ask its legal representative to add you, "
                "or bring the authorisation to the agency's one-stop desk."
            )
        )


class MembershipHeld(Refused):
    def __init__(self) -> None:
        super().__init__(_("This person may file for the organisation already."))


class NotRepresentative(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("Only a legal representative of the organisation may do this."))


class PermissionLacking(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("None of your posts allows this here."))


class PostHeld(Refused):
    def __init__(self) -> None:
        super().__init__(_("The officer holds this post already."))


class LeaveInThePast(Refused):
    def __init__(self) -> None:
        super().__init__(_("Days that are over cannot be entered any more: the first day is today or later."))


class LeaveOverlaps(Refused):
    def __init__(self, valid_from: date, valid_to: date) -> None:
        super().__init__(
            _("The officer is away from %(start)s to %(end)s already. End that first.")
            % {"start": f"{valid_from:%d/%m/%Y}", "end": f"{valid_to:%d/%m/%Y}"}
        )


class LeaveOver(Refused):
    def __init__(self) -> None:
        super().__init__(_("These days are over already."))


class SubstituteAway(Refused):
    def __init__(self, valid_from: date, valid_to: date) -> None:
        super().__init__(
            _("The substitute is away from %(start)s to %(end)s. Choose somebody else.")
            % {"start": f"{valid_from:%d/%m/%Y}", "end": f"{valid_to:%d/%m/%Y}"}
        )


class SubstituteUnfit(Refused):
    def __init__(self) -> None:
        super().__init__(_("The substitute is a colleague with a post in the same agency on all these days."))


class StandsInThen(Refused):
    """A substitute does not hand on what was handed to them: two would stand in for one another."""

    def __init__(self, valid_from: date, valid_to: date) -> None:
        super().__init__(
            _(
                "The officer stands in for a colleague from %(start)s to %(end)s. "
                "Let somebody else stand in for that colleague first."
            )
            % {"start": f"{valid_from:%d/%m/%Y}", "end": f"{valid_to:%d/%m/%Y}"}
        )


class LastAdministrator(Refused):
    def __init__(self) -> None:
        super().__init__(_("This is the last administrator's post. Give it to somebody else first."))


class CodeTaken(Refused):
    def __init__(self, code: str) -> None:
        super().__init__(_("The code “%(code)s” is taken. Choose another.") % {"code": code})


class CodeUnusable(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("A code has lower-case letters without diacritics, digits and single hyphens only.")
        )


class IdentifierOverlaps(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("The agency has another identifier of this form at that time. End that one first.")
        )


class LevelUnknown(Refused):
    def __init__(self) -> None:
        super().__init__(_("Choose a kind from the list."))


class AdministratorExists(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("This installation has an administrator already, who makes further officers on the desk.")
        )


class IdentifierTaken(Refused):
    def __init__(self, value: str) -> None:
        super().__init__(
            _("The identifier %(value)s belongs to another agency at that time.") % {"value": value}
        )


class AgencyLoops(Refused):
    def __init__(self) -> None:
        super().__init__(_("An agency cannot stand under itself or under an agency of its own."))


class UnitInUse(Refused):
    def __init__(self, posts: int) -> None:
        super().__init__(
            ngettext(
                "%(count)d post is still held in this unit. End it first.",
                "%(count)d posts are still held in this unit. End them first.",
                posts,
            )
            % {"count": posts}
        )


class UnitIsClosed(Refused):
    def __init__(self) -> None:
        super().__init__(_("This unit is closed."))


class LetterheadUnusable(Refused):
    def __init__(self) -> None:
        super().__init__(_("A letterhead names the agency; a line has at most 120 characters."))


class NoSuchAccount(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such account."))


class NoSuchPerson(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such person."))


class NoSuchOrganisation(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such organisation."))


class NoSuchSession(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such session."))


class NoSuchMembership(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such right to file."))


class NoSuchOfficer(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such officer."))


class NoSuchPost(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such post."))


class NoSuchLeave(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such leave."))


class NoSuchRole(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such role."))


class NoSuchAgency(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such agency."))


class NoSuchUnit(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such unit."))


class NoSuchIdentifier(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such identifier."))
