"""What holds for accounts, posts and identifiers. Pure: values in, values out."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.foundation.kernel.identifiers import compact, identity_number_defect, tax_number_is_valid

from .enums import IdentifierForm, Permission, Scope, SigningPowerKind
from .errors import (
    CodeUnusable,
    IdentifierUnusable,
    IdentityNumberUnusable,
    LeaveInThePast,
    LetterheadUnusable,
    NamesAreMissing,
    PeriodUnusable,
    RoleUnusable,
    TaxNumberUnusable,
    UploadLimitUnusable,
)

FAILURES_BEFORE_LOCK = 5
LOCK = timedelta(minutes=15)
CONFIRMATION_VALID = timedelta(hours=48)
SESSION_SEEN_EVERY = timedelta(minutes=5)
LETTERHEAD_LINES, LETTERHEAD_WIDTH = 4, 120
UPLOAD_LIMIT_BYTES = (1024 * 1024, 100 * 1024 * 1024)  # the least and the most that an agency may set

_CODE = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_IDENTIFIER = {
    IdentifierForm.LONG: re.compile(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}"),
    IdentifierForm.SHORT: re.compile(r"[A-Z][0-9]{2}(\.[0-9]{1,3}){0,4}"),
}


@dataclass(frozen=True)
class RoleDefinition:
    """A role as the product ships it; an installation may change it."""

    code: str
    name: str
    permissions: frozenset[Permission]
    scope: Scope


DEFAULT_ROLES: tuple[RoleDefinition, ...] = (
    RoleDefinition(
        "receptionist",
        "Cán bộ tiếp nhận",
        frozenset({Permission.DOSSIER_SEE, Permission.DOSSIER_RECEIVE, Permission.DOSSIER_RETURN}),
        Scope.AGENCY,
    ),
    RoleDefinition(
        "specialist",
        "Chuyên viên xử lý",
        frozenset({Permission.DOSSIER_SEE, Permission.DOSSIER_PROCESS}),
        Scope.OWN,
    ),
    RoleDefinition(
        "division_head",
        "Lãnh đạo phòng",
        frozenset({Permission.DOSSIER_SEE, Permission.DOSSIER_ASSIGN, Permission.DOSSIER_PROCESS}),
        Scope.UNIT,
    ),
    RoleDefinition(
        "leader",
        "Lãnh đạo cơ quan",
        frozenset(
            {
                Permission.DOSSIER_SEE,
                Permission.DOSSIER_ASSIGN,
                Permission.DOSSIER_DECIDE,
                Permission.CATALOGUE_PUBLISH,
            }
        ),
        Scope.AGENCY,
    ),
    RoleDefinition(
        "clerk",
        "Văn thư",
        frozenset({Permission.DOSSIER_SEE, Permission.DOSSIER_NUMBER}),
        Scope.AGENCY,
    ),
    RoleDefinition(
        "cashier",
        "Thủ quỹ",
        frozenset({Permission.DOSSIER_SEE, Permission.PAYMENT_RECORD}),
        Scope.AGENCY,
    ),
    RoleDefinition(
        "editor",
        "Biên tập viên",
        frozenset({Permission.CATALOGUE_EDIT, Permission.CATALOGUE_PUBLISH}),
        Scope.AGENCY,
    ),
    RoleDefinition(
        "digitiser",
        "Cán bộ số hóa",
        frozenset({Permission.DIGITISE_SCAN, Permission.DIGITISE_KEY}),
        Scope.AGENCY,
    ),
    RoleDefinition(
        "digitisation_checker",
        "Kiểm tra số hóa",
        frozenset({Permission.DIGITISE_CHECK}),
        Scope.AGENCY,
    ),
    RoleDefinition(
        "digitisation_head",
        "Phụ trách số hóa",
        frozenset({Permission.DIGITISE_PLAN, Permission.DIGITISE_SEAL}),
        Scope.AGENCY,
    ),
    RoleDefinition(
        "repository_keeper",
        "Giữ kho giấy tờ",
        frozenset({Permission.REPOSITORY_KEEP}),
        Scope.AGENCY,
    ),
    RoleDefinition(
        "archivist",
        "Cán bộ lưu trữ",
        frozenset({Permission.DOSSIER_SEE, Permission.ARCHIVE_KEEP}),
        Scope.AGENCY,
    ),
    RoleDefinition("administrator", "Quản trị viên", frozenset({Permission.ADMINISTER}), Scope.TREE),
)


def normalise_email(text: str) -> str:
    """The e-mail as it is kept and compared: no space around it, lower case."""
    return text.strip().lower()


def is_locked(locked_until: datetime | None, *, at: datetime) -> bool:
    return locked_until is not None and at < locked_until


def after_failure(failures: int, *, at: datetime) -> tuple[int, datetime | None]:
    """The count of failures in a row after one more, and until when the account is locked by it.

    The fifth locks for 15 minutes and the count starts anew.
    """
    failures += 1
    return (failures, None) if failures < FAILURES_BEFORE_LOCK else (0, at + LOCK)


def checked_identity_number(text: str, *, born_on: date | None = None, sex: str = "") -> str:
    """The 12 digits as they are kept.

    Raises: IdentityNumberUnusable.
    Law: ND-137-2015/identity-number.
    """
    defect = identity_number_defect(text, born_on=born_on, sex=sex)
    if defect is not None:
        raise IdentityNumberUnusable(defect, digits=len(compact(text)))
    return compact(text)


def checked_tax_number(text: str) -> str:
    """The tax number as it is kept.

    Raises: TaxNumberUnusable.
    """
    if not tax_number_is_valid(text):
        raise TaxNumberUnusable
    return compact(text)


def checked_name(text: str) -> str:
    """A name of people or things, single spaces.

    Raises: NamesAreMissing for an empty one.
    """
    name = " ".join(text.split())
    if not name:
        raise NamesAreMissing
    return name


def checked_code(text: str) -> str:
    """A code of an agency, unit, officer or role, as it stands in addresses.

    Raises: CodeUnusable.
    """
    if not _CODE.fullmatch(text):
        raise CodeUnusable
    return text


def checked_identifier(form: str, value: str) -> str:
    """An agency's identifier in the shape of its form: 000.00.15.H50 or H50.15.

    Raises: IdentifierUnusable.
    Law: QCVN-102-2016/identifier, QD-20-2020/identifier.
    """
    value = value.strip().upper()
    if form not in IdentifierForm.values or not _IDENTIFIER[IdentifierForm(form)].fullmatch(value):
        raise IdentifierUnusable(value)
    return value


def day_before(day: date) -> date:
    return day - timedelta(days=1)


def check_period(valid_from: date, valid_to: date | None) -> None:
    """Raises PeriodUnusable when the end lies before the start."""
    if valid_to is not None and valid_to < valid_from:
        raise PeriodUnusable(valid_from, valid_to)


def check_leave(*, first_day: date, last_day: date, today: date) -> None:
    """Raises PeriodUnusable; LeaveInThePast for one that begins before today: nobody stood in then."""
    check_period(first_day, last_day)
    if first_day < today:
        raise LeaveInThePast


def passed_on(permissions: frozenset[str]) -> frozenset[str]:
    """What a substitute may do in the posts stood in for: work on dossiers and their fees, our own practice.

    Publishing and administering stay with whoever was given them by name.
    """
    return frozenset(one for one in permissions if one.startswith(("dossier.", "payment.")))


def check_role(*, permissions: frozenset[str], scope: str) -> None:
    """Raises RoleUnusable for an unknown permission or scope, or for a role that may do nothing."""
    if not permissions or not permissions <= set(Permission.values) or scope not in Scope.values:
        raise RoleUnusable


def signature_lines(*, kind: str, principal: str, title: str) -> tuple[str, str]:
    """What stands above the title of whoever signs, and the title. Without a power: nothing, and their own.

    An acting head signs under the post that they act in; all others under their own. Law: ND-30-2020/8.
    """
    if not kind:
        return "", title
    if kind == SigningPowerKind.ACTING:
        return "", f"{kind}. {principal}"
    return f"{kind}. {principal}", title


REACHES = (Scope.OWN, Scope.UNIT, Scope.AGENCY, Scope.TREE)
"""From the least to the most."""


def role_widens(*, old: tuple[frozenset[str], str], new: tuple[frozenset[str], str]) -> bool:
    """Whether the new permissions and reach let anybody do what the old ones did not."""
    reach = {scope.value: place for place, scope in enumerate(REACHES)}
    return bool(new[0] - old[0]) or reach[new[1]] > reach[old[1]]


def role_stamp(*, name: str, permissions: frozenset[str], scope: str) -> str:
    """What tells a role that was changed since somebody looked at it."""
    told = "\n".join((name, scope, *sorted(permissions)))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def checked_letterhead(name: str, parent_name: str, lines: Iterable[str]) -> dict[str, object]:
    """The head of an agency's papers as it is kept: name, the agency above, at most four further lines.

    Raises: LetterheadUnusable.
    """
    kept = [" ".join(line.split()) for line in lines if line.strip()]
    every = [" ".join(name.split()), " ".join(parent_name.split()), *kept]
    if not every[0] or len(kept) > LETTERHEAD_LINES or any(len(line) > LETTERHEAD_WIDTH for line in every):
        raise LetterheadUnusable
    return {"name": every[0], "parent_name": every[1], "lines": kept}


def check_upload_limit(limit_bytes: int) -> None:
    """Raises UploadLimitUnusable for a limit on one file outside what an agency may set."""
    least, most = UPLOAD_LIMIT_BYTES
    if not least <= limit_bytes <= most:
        raise UploadLimitUnusable(least, most)


KIOSK_KEY_LENGTH, KIOSK_KEY_GROUP = 20, 5


def kiosk_key_words(key: str) -> str:
    """A key in groups, as it is shown and typed: `7K3Q9-XW2MD-4T…`."""
    groups = range(0, len(key), KIOSK_KEY_GROUP)
    return "-".join(key[start : start + KIOSK_KEY_GROUP] for start in groups)


def kiosk_key_hash(typed: str) -> str:
    """What is kept of a key, however it was typed: in groups or not, small letters or capitals."""
    key = re.sub(r"[\s-]", "", typed).upper()
    return hashlib.sha256(f"motcua.kiosk:{key}".encode()).hexdigest()
