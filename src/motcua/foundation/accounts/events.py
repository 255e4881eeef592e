"""What happened to accounts, officers and agencies. Codes only: a chain cannot forget, so nobody is named.

Subjects: `account:A-…`, `officer:…`, `agency:…`, `organisation:O-…`, `role:…`; a unit's events belong to its
agency.
"""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Event):
    """Asked for; it can be used once the e-mail is confirmed."""


@dataclass(frozen=True, kw_only=True)
class AccountDiscarded(Event):
    """Never confirmed, and asked for anew under the same e-mail or number."""


@dataclass(frozen=True, kw_only=True)
class SignUpRepeated(Event):
    """Someone asked for an account with an e-mail or a number that has one."""


@dataclass(frozen=True, kw_only=True)
class EmailConfirmed(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class EmailChangeAsked(Event):
    """A link went to another address; nothing has changed yet."""


@dataclass(frozen=True, kw_only=True)
class EmailChanged(Event):
    """The new address was confirmed by its reader."""


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    session: str


@dataclass(frozen=True, kw_only=True)
class AccountLocked(Event):
    """Too many wrong passwords in a row; `until` is a moment in ISO form."""

    until: str


@dataclass(frozen=True, kw_only=True)
class SessionEnded(Event):
    session: str


@dataclass(frozen=True, kw_only=True)
class PasswordResetAsked(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """`sessions_ended` counts those that were signed in elsewhere."""

    sessions_ended: int


@dataclass(frozen=True, kw_only=True)
class ProfileUpdated(Event):
    """Which facts changed, by the names of their fields; never the facts."""

    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class OrganisationDeclared(Event):
    """By its first member, on their own word."""


@dataclass(frozen=True, kw_only=True)
class MembershipGiven(Event):
    person: str


@dataclass(frozen=True, kw_only=True)
class MembershipEnded(Event):
    person: str
    last_day: str


@dataclass(frozen=True, kw_only=True)
class OfficerCreated(Event):
    account: str


@dataclass(frozen=True, kw_only=True)
class OfficerUpdated(Event):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OfficerBlocked(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class OfficerUnblocked(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class PostGiven(Event):
    unit: str
    role: str
    first_day: str


@dataclass(frozen=True, kw_only=True)
class PostEnded(Event):
    unit: str
    role: str
    last_day: str


@dataclass(frozen=True, kw_only=True)
class LeaveRecorded(Event):
    """An officer is away; `substitute` is the code of who stands in, empty for nobody."""

    leave: str
    substitute: str
    first_day: str
    last_day: str


@dataclass(frozen=True, kw_only=True)
class LeaveEnded(Event):
    """Before its last day was over; whoever stood in stands in no longer."""

    leave: str
    substitute: str


@dataclass(frozen=True, kw_only=True)
class RoleDefined(Event):
    """`widens`: whoever holds it may do more than before, which was confirmed."""

    permissions: tuple[str, ...]
    scope: str
    widens: bool = False


@dataclass(frozen=True, kw_only=True)
class SigningPowerGiven(Event):
    """How an officer signs for an agency; the basis stands in the table, by the power's code."""

    power: str
    power_kind: str
    absent: str
    first_day: str
    last_day: str


@dataclass(frozen=True, kw_only=True)
class SigningPowerEnded(Event):
    power: str
    last_day: str


@dataclass(frozen=True, kw_only=True)
class RoleRetired(Event):
    """From now on nobody is given it; nobody held it."""


@dataclass(frozen=True, kw_only=True)
class RoleTakenUp(Event):
    """A role that was out of use may be given again."""


@dataclass(frozen=True, kw_only=True)
class AgencyCreated(Event):
    parent: str


@dataclass(frozen=True, kw_only=True)
class AgencyMoved(Event):
    parent: str


@dataclass(frozen=True, kw_only=True)
class AgencyUpdated(Event):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class IdentifierGiven(Event):
    form: str
    value: str
    first_day: str


@dataclass(frozen=True, kw_only=True)
class IdentifierEnded(Event):
    form: str
    value: str
    last_day: str


@dataclass(frozen=True, kw_only=True)
class UnitCreated(Event):
    unit: str
    unit_kind: str


@dataclass(frozen=True, kw_only=True)
class UnitUpdated(Event):
    unit: str
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class UnitClosed(Event):
    unit: str
    last_day: str


@dataclass(frozen=True, kw_only=True)
class LetterheadSet(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class UploadLimitSet(Event):
    limit_bytes: int


@dataclass(frozen=True, kw_only=True)
class KioskEvent(Event):
    """About a kiosk; its unit and agency stand in the dimensions."""


@dataclass(frozen=True, kw_only=True)
class KioskRegistered(KioskEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class KioskKeyRenewed(KioskEvent):
    """What was opened with the key before is a kiosk no more."""


@dataclass(frozen=True, kw_only=True)
class KioskRevoked(KioskEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class KioskOpened(KioskEvent):
    """A browser was put into the mode with the key; nobody knows by whom."""
