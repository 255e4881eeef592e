"""A template tried before it counts: set with samples of its paper, apart from everything else.

The samples are made up and marked MẪU; they have every part that a paper may have, and once the least.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from motcua.foundation.kernel.clock import VIETNAM
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.foundation.kernel.ports import adapter

from . import papers, rules, sheets
from .enums import FormKind, LetterKind
from .ports import Typesetter

AT = datetime(2026, 3, 2, 8, 30, tzinfo=VIETNAM)
NAMES = (
    *(kind.value for kind in LetterKind),
    FormKind.CONTROL_SHEET.value,
    FormKind.TRACKING_BOOK.value,
    sheets.LIST,
)
FETCHED = '"@'
LONGEST = 200_000
WHO = papers.Applicant(
    name="Công ty TNHH Mẫu", address="Số 1 đường Mẫu, Quảng Trị", phone="0900 000 000", email="mau@example.vn"
)
LEADER = papers.SignatureBlock(title="Giám đốc", name="Nguyễn Văn Mẫu")


def check(names: Sequence[str], files: Mapping[str, str]) -> None:
    """Set every sample of these papers with these files. Raises OutsideFailure with the file and the line."""
    for file, text in files.items():
        if FETCHED in text:
            line = text[: text.index(FETCHED)].count("\n") + 1
            raise OutsideFailure(f"{file}:{line}: mẫu không được tải gói từ bên ngoài.", permanent=True)
        if len(text) > LONGEST:
            raise OutsideFailure(f"{file}: mẫu dài quá {LONGEST} ký tự.", permanent=True)
    _set([(name, data) for name in names for data in samples(name, AT)], files)


def sample_pdf(name: str, files: Mapping[str, str], *, at: datetime) -> bytes:
    """What the paper looks like with these files, marked MẪU. Raises OutsideFailure."""
    return _set([(name, samples(name, at)[0])], files)[0]


def _set(wanted: Sequence[tuple[str, Mapping[str, Any]]], files: Mapping[str, str]) -> list[bytes]:
    typesetter: Typesetter = adapter("typesetter")
    tasks = [{"main": f"{name}.typ", "data": data, "qr": data.get("qr", "")} for name, data in wanted]
    made = typesetter.try_out(sources=files, papers=tasks, at=AT)
    for (name, _data), one in zip(wanted, made, strict=True):
        needed = _place_needed(name)
        if needed and needed not in one.places:
            sentence = f'{name}.typ: mẫu không chừa ô ký "{needed}" (free trong layout.typ).'
            raise OutsideFailure(sentence, permanent=True)
    return [one.pdf for one in made]


def _place_needed(name: str) -> str:
    """Where a letter of that kind is signed; other papers are not."""
    if name not in LetterKind.values:
        return ""
    return "leader" if LetterKind(name) in rules.RESULTS else "agency"


def samples(name: str, at: datetime) -> list[dict[str, Any]]:
    """The words of the samples of a paper, the fullest first."""
    if name == FormKind.CONTROL_SHEET:
        return [sheets.words_of(_sheet(at, full), sample=True, at=at) for full in (True, False)]
    if name == FormKind.TRACKING_BOOK:
        return [sheets.book_words(_book(at), sample=True, at=at) | _entries(count) for count in (5, 0)]
    if name == sheets.LIST:
        return [sheets.list_words(_list(at, is_post), sample=True) for is_post in (True, False)]
    paper = _papers(at)[LetterKind(name)]
    words = rules.printed(paper, symbol="GP-SKHCN", sample=True, at=at)
    numbered = rules.with_number(words, number=7, book="GP-SKHCN", on=at.date())
    return [numbered, words]


def _head(at: datetime) -> papers.Head:
    return papers.Head(
        agency="Sở Khoa học và Công nghệ",
        parent_agency="UBND tỉnh Quảng Trị",
        unit="Bộ phận Tiếp nhận và Trả kết quả",
        place="Quảng Trị",
        dossier_code="000.00.00.H00-000000-0000",
        procedure_code="0.000000.000.00.00.H00",
        procedure_name="Tên thủ tục hành chính (mẫu)",
        owner_identifier="000000000000",
        system_name="Motcua",
        lookup_url="https://dichvucong.example/tra-cuu",
        hotline="0000 000 000",
        issued_on=at.date(),
    )


def _papers(at: datetime) -> dict[LetterKind, papers.Paper]:
    head, later = _head(at), at + timedelta(days=10)
    lines = tuple(
        papers.PaperLine(name=f"Giấy tờ thứ {number} (mẫu)", originals=1, copies=number, note="1 tệp")
        for number in range(1, 5)
    )
    leader = {"leader_title": LEADER.title, "leader": LEADER.name, "contact": head.hotline}
    rows = (papers.Row(label="Lý do", value="Lý do (mẫu)"),)
    plain: Any = {"head": head, "applicant": WHO, "rows": rows, "paragraphs": ("Nội dung (mẫu).",), **leader}
    made: list[papers.Paper] = [
        papers.Acknowledgement(head=head, applicant=WHO, papers=lines, submitted_at=at, answer_by=later),
        papers.Receipt(
            head=head, applicant=WHO, papers=lines, time_allowed="10 ngày làm việc", received_at=at,
            returns_at=later, result_way="Tại Bộ phận Một cửa", fee="100.000 ₫", fee_state="Chưa thanh toán",
            submitter="Trần Thị Mẫu", receiver="Lê Văn Mẫu",
        ),
        papers.Supplement(
            head=head, applicant=WHO, officer="Lê Văn Mẫu", answer_by=later, contact=head.hotline,
            asked=(papers.AskedLine(name="Giấy tờ (mẫu)", what="Nội dung cần bổ sung (mẫu)", originals=1),),
        ),
        papers.Refusal(
            head=head, applicant=WHO, reason="Lý do (mẫu)", basis="Căn cứ (mẫu)", officer="Lê Văn Mẫu"
        ),
        papers.Apology(
            head=head, applicant=WHO, received_at=at, promised_at=at, reason="Lý do (mẫu)",
            returns_at=later, **leader,
        ),
        *(one(**plain) for one in (papers.Stop, papers.Correction, papers.IntendedRefusal, papers.Loss)),
        papers.Result(
            head=head, type_name="Giấy phép", title="Nội dung (mẫu)", grounds=("Căn cứ (mẫu)",), rows=rows,
            paragraphs=("Nội dung được cấp (mẫu).",), validity="03 năm", signature=LEADER,
            recipients=("Như trên", "Lưu: VT"),
        ),
        papers.ResultRefusal(
            head=head, applicant=WHO, title="Về việc không giải quyết hồ sơ (mẫu)", reasons=("Lý do (mẫu)",),
            grounds=("Căn cứ (mẫu)",), signature=LEADER, recipients=("Như trên",),
        ),
    ]  # fmt: skip
    return {paper.kind: paper for paper in made}


def _sheet(at: datetime, full: bool) -> sheets.ControlSheet:
    giver, receiver = "Đơn vị giao (mẫu)", "Đơn vị nhận (mẫu)"
    line = sheets.HandOverLine(giver=giver, receiver=receiver, at=at, result="on_time")
    return sheets.ControlSheet(
        head=_head(at),
        applicant=WHO,
        agency="Sở Khoa học và Công nghệ",
        partners=("Cơ quan phối hợp (mẫu)",) if full else (),
        received_at=at,
        returns_at=at if full else None,
        lines=(line,) * 4 if full else (),
    )


def _list(at: datetime, is_post: bool) -> sheets.HandOverSheet:
    line = sheets.HandOverSheetLine(
        number="1", code="000.00.00.H00-000000-0000", procedure="Tên thủ tục (mẫu)", owner="Công ty TNHH Mẫu",
        address="Số 1 đường Mẫu, Quảng Trị" if is_post else "", thing="Kết quả", papers="1",
    )  # fmt: skip
    return sheets.HandOverSheet(
        agency="Sở Khoa học và Công nghệ", parent_agency="UBND tỉnh Quảng Trị", desk="Bộ phận Một cửa",
        code="K-000000000000", number="01/2026", kind="Gửi bưu chính công ích" if is_post else "Giao đơn vị",
        is_post=is_post, made_at=at, made_by="Lê Văn Mẫu", giver="Bộ phận Một cửa", taker="Đơn vị nhận (mẫu)",
        lines=(line,) * (3 if is_post else 1),
    )  # fmt: skip


def _book(at: datetime) -> sheets.TrackingBook:
    return sheets.TrackingBook(
        agency="Sở Khoa học và Công nghệ", parent_agency="UBND tỉnh Quảng Trị", year=at.year
    )


def _entries(count: int) -> dict[str, Any]:
    day = f"{date(2026, 3, 2):%d/%m/%Y}"
    lines = [
        sheets.BookLine(
            number=f"{number:02d}", code="000.00.00.H00-000000-0000", procedure="Tên thủ tục (mẫu)", sets="1",
            owner="Công ty TNHH Mẫu", contact="0900 000 000", agency="Sở Khoa học và Công nghệ", received=day,
            due=day, forwarded=day, back=day, returned=day, way="Trực tuyến", note="",
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    return {"lines": rules.words_of(lines), "first_page": 1, "closing": ""}
