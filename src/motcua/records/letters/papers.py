"""What each paper says: one frozen dataclass per kind, filled by the room that issues it.

Dates and moments are turned into the words that are printed (`rules.words_of`) when the letter is fixed.
Nothing here is looked up later: what is not given is not printed.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from .enums import LetterKind


@dataclass(frozen=True, kw_only=True)
class Head:
    """What every paper shows about its authority and its dossier.

    `agency` and `parent_agency` as they are written in capitals on paper; `place` dates the paper;
    `system_name` and `lookup_url` name where it can be looked up; `owner_identifier` (personal or tax
    number) goes into the QR code only.
    Law: ND-30-2020/8, TT-01-2023-VPCP/QR.
    """

    agency: str
    parent_agency: str = ""
    unit: str = ""
    place: str
    dossier_code: str
    procedure_code: str
    procedure_name: str
    owner_identifier: str = ""
    system_name: str
    lookup_url: str
    hotline: str = ""
    issued_on: date


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """For whom the paper is, and how to reach them."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """One paper of the dossier and how many of it were given. `note`: a file online, an original by post …"""

    name: str
    originals: int = 0
    copies: int = 0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả.

    `returns_at` None: the clock has not started; `returns_note` then says what it waits for. `time_allowed`
    in words ("25 ngày"). `fee` and `fee_state` in words.
    Law: TT-01-2018-VPCP/9.
    """

    kind: ClassVar[LetterKind] = LetterKind.RECEIPT

    head: Head
    applicant: Applicant
    papers: tuple[PaperLine, ...]
    sets: int = 1
    time_allowed: str
    received_at: datetime
    returns_at: datetime | None
    returns_note: str = ""
    result_way: str
    fee: str = ""
    fee_state: str = ""
    submitter: str
    receiver: str


@dataclass(frozen=True, kw_only=True)
class AskedLine:
    """One thing to supplement: the paper or field, how many of it are asked for, what is to be done."""

    name: str
    what: str
    originals: int = 0
    certified: int = 0
    copies: int = 0


@dataclass(frozen=True, kw_only=True)
class Supplement:
    """Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ. Law: TT-01-2018-VPCP/9."""

    kind: ClassVar[LetterKind] = LetterKind.SUPPLEMENT

    head: Head
    applicant: Applicant
    asked: tuple[AskedLine, ...]
    reason: str = ""
    answer_by: datetime | None = None
    contact: str = ""
    officer: str


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Mẫu 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ. Law: TT-01-2018-VPCP/9."""

    kind: ClassVar[LetterKind] = LetterKind.REFUSAL

    head: Head
    applicant: Applicant
    reason: str
    basis: str
    contact: str = ""
    officer: str


@dataclass(frozen=True, kw_only=True)
class Apology:
    """Mẫu 04, the apology with its one new date; `leader` is the head who answers for it.

    Law: TT-01-2018-VPCP/9, ND-61-2018/19.9.
    """

    kind: ClassVar[LetterKind] = LetterKind.APOLOGY

    head: Head
    applicant: Applicant
    received_at: datetime
    promised_at: datetime
    reason: str
    returns_at: datetime
    contact: str = ""
    leader_title: str
    leader: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a paper: what it is, and its value."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class LeadersLetter:
    """A letter of one page under a leader's name: what it is about, row by row, then what it says."""

    head: Head
    applicant: Applicant
    rows: tuple[Row, ...]
    paragraphs: tuple[str, ...]
    contact: str = ""
    leader_title: str
    leader: str


@dataclass(frozen=True, kw_only=True)
class Stop(LeadersLetter):
    """Mẫu 05 of 2025, Thông báo dừng giải quyết hồ sơ; its layout was not read, only its name.

    Law: TT-03-2025-VPCP/PL-I.
    """

    kind: ClassVar[LetterKind] = LetterKind.STOP


@dataclass(frozen=True, kw_only=True)
class Correction(LeadersLetter):
    """An apology for a wrong result, which is corrected at the agency's cost; no form is prescribed.

    Law: ND-61-2018/21.
    """

    kind: ClassVar[LetterKind] = LetterKind.CORRECTION


@dataclass(frozen=True, kw_only=True)
class Loss(LeadersLetter):
    """An apology for papers that the agency lost, at its cost; no form is prescribed.

    Law: ND-61-2018/21.
    """

    kind: ClassVar[LetterKind] = LetterKind.LOSS


@dataclass(frozen=True, kw_only=True)
class IntendedRefusal(LeadersLetter):
    """A notice, before a refusal, of its reasons and of the time to reply; no form was found.

    Law: TT-01-2008-BKHCN/assessment.
    """

    kind: ClassVar[LetterKind] = LetterKind.INTENDED_REFUSAL


@dataclass(frozen=True, kw_only=True)
class Acknowledgement:
    """That the system took an online filing, and by when an officer answers."""

    kind: ClassVar[LetterKind] = LetterKind.ACKNOWLEDGEMENT

    head: Head
    applicant: Applicant
    papers: tuple[PaperLine, ...]
    submitted_at: datetime
    answer_by: datetime


@dataclass(frozen=True, kw_only=True)
class SignatureBlock:
    """Who signs: `authority` such as "KT. GIÁM ĐỐC" above the title, or empty. Law: ND-30-2020/8."""

    title: str
    name: str
    authority: str = ""


@dataclass(frozen=True, kw_only=True)
class Result:
    """A licence, certificate or decision. `validity` in words; `recipients` are the lines of Nơi nhận.

    Law: ND-30-2020/8, ND-45-2020/14.3, ND-45-2020/18.
    """

    kind: ClassVar[LetterKind] = LetterKind.RESULT

    head: Head
    type_name: str
    title: str
    grounds: tuple[str, ...] = ()
    opening: str = ""
    rows: tuple[Row, ...] = ()
    paragraphs: tuple[str, ...] = ()
    validity: str = ""
    signature: SignatureBlock
    recipients: tuple[str, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class ResultRefusal:
    """A notice, signed by a leader, that the request cannot be granted; it is a result."""

    kind: ClassVar[LetterKind] = LetterKind.RESULT_REFUSAL

    head: Head
    applicant: Applicant
    title: str
    reasons: tuple[str, ...]
    grounds: tuple[str, ...]
    signature: SignatureBlock
    recipients: tuple[str, ...] = field(default=())


Paper = (
    Receipt
    | Supplement
    | Refusal
    | Apology
    | Stop
    | Correction
    | IntendedRefusal
    | Loss
    | Acknowledgement
    | Result
    | ResultRefusal
)
