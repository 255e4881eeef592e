"""What may be said of a paper, what it is worth on a day, and by which words it is found. Pure."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.foundation.kernel.identifiers import compact
from motcua.foundation.kernel.text import normalise
from motcua.records.repository.enums import HoldingState, OwnerKind, Precision, Standing
from motcua.records.repository.errors import FactsRefused
from motcua.records.repository.facts import Paper

_PERSON_NUMBER = re.compile(r"[0-9]{12}")
_BRANCH_NUMBER = re.compile(r"([0-9]{10})-?([0-9]{3})")
_TAX_NUMBER = re.compile(r"[0-9]{10}(-[0-9]{3})?")


def check_paper(paper: Paper) -> None:
    """Raises FactsRefused."""
    if not paper.type_name.strip():
        raise FactsRefused("chưa có tên giấy tờ.")
    if (paper.issued_on is None) != (paper.precision is None):
        raise FactsRefused("ngày ban hành và độ chính xác của ngày phải đi cùng nhau.")
    if paper.valid_from and paper.valid_until and paper.valid_until < paper.valid_from:
        raise FactsRefused("thời hạn hiệu lực kết thúc trước khi bắt đầu.")
    if paper.pages < 0:
        raise FactsRefused("số trang không thể nhỏ hơn 0.")


def issue_day(paper: Paper) -> date | None:
    """The day of issue; of a month or a year its first day."""
    if paper.issued_on is None or paper.precision is Precision.DAY:
        return paper.issued_on
    first = paper.issued_on.replace(day=1)
    return first.replace(month=1) if paper.precision is Precision.YEAR else first


def standing(*, state: str, valid_until: date | None, is_refusal: bool, on: date) -> Standing:
    """What a paper is worth on a day; its last day still counts. A refusal in force is no valid paper."""
    if state == HoldingState.VALID and is_refusal:
        return Standing.REFUSAL
    if state == HoldingState.VALID:
        return Standing.EXPIRED if valid_until is not None and valid_until < on else Standing.VALID
    return Standing(state)


def owner_number(text: str) -> str:
    """A number as it is kept: without spaces and dots, the tax number of a branch with its dash."""
    number = compact(text).upper()
    branch = _BRANCH_NUMBER.fullmatch(number)
    return f"{branch[1]}-{branch[2]}" if branch else number


def kind_by_number(kind: OwnerKind, number: str) -> OwnerKind:
    """Of an unknown owner what the shape of the number tells; 9 digits of an old card tell nothing."""
    if kind is not OwnerKind.UNKNOWN:
        return kind
    if _PERSON_NUMBER.fullmatch(number):
        return OwnerKind.PERSON
    return OwnerKind.ORGANISATION if _TAX_NUMBER.fullmatch(number) else kind


def is_same_person(*, name: str, name_norm: str) -> bool:
    """Whether a paper's name is that of a person with the same number; a paper without a name says nothing
    against it.
    """
    return not name.strip() or normalise(name) == name_norm


def words_of(paper: Paper, *, codes: tuple[str, ...]) -> str:
    """By which words an owner finds it: without diacritics, with spaces around each word."""
    day = issue_day(paper)
    parts = (
        paper.type_name,
        paper.number_symbol,
        paper.abstract,
        paper.issuer_name,
        paper.signer,
        str(day.year) if day else "",
        *codes,
    )
    return f" {normalise(' '.join(part for part in parts if part))} "


def confidence_left(confidence: Mapping[str, int], changed: Iterable[str]) -> dict[str, int]:
    """How sure the reading was of what a correction left as it was read."""
    gone = {"issued_on" if name == "precision" else name for name in changed}
    return {fact: sure for fact, sure in confidence.items() if fact not in gone}


FACT_NAMES: Final = {
    "type_name": _("name of the paper"),
    "number_symbol": _("number and symbol"),
    "issued_on": _("day of issue"),
    "precision": _("how exactly the day is known"),
    "issuer_name": _("issuing agency"),
    "abstract": _("abstract"),
    "signer": _("signer"),
    "valid_from": _("valid from"),
    "valid_until": _("valid until"),
}


def changed_words(names: Iterable[str]) -> str:
    """What was changed, by the names that people read."""
    return gettext("Corrected: %(what)s.") % {"what": ", ".join(str(FACT_NAMES[name]) for name in names)}
