"""Who comes to the pages, and what a row of the table says that each is answered."""

from dataclasses import dataclass, field

OFFICERS = (
    "receptionist",
    "specialist",
    "division_head",
    "leader",
    "clerk",
    "cashier",
    "editor",
    "administrator",
    "digitiser",
    "digitisation_checker",
    "digitisation_head",
    "archivist",
    "outsider",  # receptionist, editor and administrator of another authority
)
VISITORS = ("anonymous", "applicant", "stranger", *OFFICERS)
ALL_OFFICERS = " ".join(OFFICERS)
HANDLERS = "receptionist specialist division_head leader clerk cashier archivist outsider"
BULK = "receptionist specialist division_head leader clerk outsider"
LISTERS = "receptionist outsider"
RECEIVERS = "receptionist outsider"
EDITORS = "editor outsider"
PUBLISHERS = "editor leader outsider"
NO_TASK = {"specialist": 404, "division_head": 404, "leader": 404}  # a request that is not for their unit
ADMINISTRATORS = "administrator outsider"
ARCHIVE_WATCHERS = "archivist division_head leader administrator outsider"
PERIOD_SETTERS = "editor administrator outsider"
LINE = "digitiser digitisation_checker digitisation_head"


@dataclass(frozen=True)
class Row:
    """What each visitor is answered; those not named get what `others` says."""

    args: tuple[str, ...]
    others: int
    named: dict[str, int] = field(default_factory=dict)

    def answer(self, visitor: str) -> int:
        return self.named.get(visitor, self.others)


def open_to_all(*args: str, gives: int = 200, **named: int) -> Row:
    return Row(args, gives, named)


def for_signed_in(*args: str, gives: int = 200, **named: int) -> Row:
    return Row(args, gives, {"anonymous": 302} | named)


def for_people(*args: str, gives: int = 200, stranger: int | None = None) -> Row:
    named = {"anonymous": 302, "applicant": gives, "stranger": gives if stranger is None else stranger}
    return Row(args, 403, named)


def for_officers(who: str, *args: str, gives: int = 200, **named: int) -> Row:
    return Row(args, 403, {"anonymous": 302} | dict.fromkeys(who.split(), gives) | named)


def hidden_from_outsider(who: str, *args: str, gives: int = 200, **named: int) -> Row:
    """For officers of the authority; another authority's are told that there is no such thing."""
    return for_officers(who, *args, gives=gives, **({"outsider": 404} | named))
