"""Papers of the authority, the keys that sign them, and the officers' side of a letter."""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from motcua.adapters.signing import demo_ca
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.clock import VIETNAM
from motcua.records.letters import papers, sheets
from motcua.records.signing import operations as signing
from motcua.records.signing.enums import CertificateKind

AGENCY = "skhcn-quang-tri"
LEADER = "truong"
AT = datetime(2026, 2, 3, 8, 30, tzinfo=VIETNAM)
BY = Actor(ActorKind.OFFICER, "lan")
SUBJECT = "dossier:000.00.19.H50-260203-0001"


def a_key(key_ref: str, common_name: str) -> Path:
    """A key of the test CA in the key folder of the test."""
    return demo_ca.issue(
        folder=Path(settings.MOTCUA_KEYS),
        key_ref=key_ref,
        common_name=common_name,
        organisation="Sở Khoa học và Công nghệ",
    )


def certificates() -> None:
    """The agency and its leader can sign."""
    a_key("agency", "Sở Khoa học và Công nghệ tỉnh Quảng Trị")
    a_key("leader", "Trần Thanh Trường")
    for kind, holder in ((CertificateKind.AGENCY, AGENCY), (CertificateKind.LEADER, LEADER)):
        signing.register_certificate(kind=kind, holder_code=holder, key_ref=kind.value, by=BY, at=AT)


def a_head(**fields: object) -> papers.Head:
    values: dict[str, object] = {
        "agency": "Sở Khoa học và Công nghệ",
        "parent_agency": "UBND tỉnh Quảng Trị",
        "unit": "Bộ phận Tiếp nhận và Trả kết quả",
        "place": "Quảng Trị",
        "dossier_code": "000.00.19.H50-260203-0001",
        "procedure_code": "2.000086.000.00.00.H50",
        "procedure_name": "Cấp giấy phép sử dụng thiết bị X-quang chẩn đoán y tế",
        "owner_identifier": "3200123456",
        "system_name": "Cổng dịch vụ công mẫu",
        "lookup_url": "https://dichvucong.example/tra-cuu",
        "hotline": "0233 3550 000",
        "issued_on": date(2026, 2, 3),
    }
    return papers.Head(**(values | fields))  # type: ignore[arg-type]


def an_applicant(name: str = "Bệnh viện Đa khoa Triệu Phong") -> papers.Applicant:
    return papers.Applicant(
        name=name,
        address="Thị trấn Ái Tử, huyện Triệu Phong, tỉnh Quảng Trị",
        phone="0912 345 678",
        email="benhvien@example.vn",
    )


def paper_lines(count: int = 6) -> tuple[papers.PaperLine, ...]:
    name = "Bản sao quyết định thành lập tổ chức, giấy chứng nhận đăng ký doanh nghiệp"
    return tuple(papers.PaperLine(name=f"{name} ({i})", copies=1, note="1 tệp") for i in range(1, count + 1))


def a_receipt(**fields: object) -> papers.Receipt:
    values: dict[str, object] = {
        "head": a_head(),
        "applicant": an_applicant(),
        "papers": paper_lines(),
        "time_allowed": "25 ngày",
        "received_at": AT,
        "returns_at": AT + timedelta(days=27, hours=8, minutes=30),
        "result_way": "Nhận trực tuyến",
        "fee": "3.000.000 ₫",
        "fee_state": "đã nộp",
        "submitter": "Nguyễn Thị Hồng Đẹp",
        "receiver": "Trần Văn Lân",
    }
    return papers.Receipt(**(values | fields))  # type: ignore[arg-type]


def a_result(**fields: object) -> papers.Result:
    values: dict[str, object] = {
        "head": a_head(unit=""),
        "type_name": "Giấy phép",
        "title": "Tiến hành công việc bức xạ - sử dụng thiết bị X-quang chẩn đoán trong y tế",
        "grounds": ("Nghị định 142/2020/NĐ-CP",),
        "rows": (papers.Row(label="Cấp cho", value="Bệnh viện Đa khoa Triệu Phong"),),
        "paragraphs": ("Được phép sử dụng 02 thiết bị X-quang chẩn đoán.",),
        "validity": "03 năm kể từ ngày ký",
        "signature": papers.SignatureBlock(title="Giám đốc", name="Trần Thanh Trường"),
        "recipients": ("Như trên", "Lưu: VT"),
    }
    return papers.Result(**(values | fields))  # type: ignore[arg-type]


def a_control_sheet(**fields: object) -> sheets.ControlSheet:
    desk, division = "Bộ phận Tiếp nhận và Trả kết quả", "Phòng Quản lý chuyên ngành"
    lines = (
        sheets.HandOverLine(giver="Người nộp hồ sơ", receiver=desk, at=AT, note="Chờ tiếp nhận"),
        sheets.HandOverLine(
            giver=desk, receiver=division, at=AT + timedelta(hours=2), result="on_time", note="Chờ phân công"
        ),
        sheets.HandOverLine(
            giver=division,
            receiver=f"Lê Văn Tuấn, {division}",
            at=AT + timedelta(days=3),
            result="late",
            note="Đang thẩm định",
        ),
    )
    values: dict[str, object] = {
        "head": a_head(),
        "applicant": an_applicant(),
        "agency": f"Sở Khoa học và Công nghệ, {division}",
        "received_at": AT + timedelta(hours=2),
        "returns_at": AT + timedelta(days=27, hours=8, minutes=30),
        "lines": lines,
    }
    return sheets.ControlSheet(**(values | fields))  # type: ignore[arg-type]


def book_lines(count: int = 3) -> list[sheets.BookLine]:
    return [
        sheets.BookLine(
            number=f"{number:02d}",
            code=f"000.00.19.H50-260203-{number:04d}",
            procedure="Cấp giấy phép sử dụng thiết bị X-quang chẩn đoán y tế",
            sets="1",
            owner="Bệnh viện Đa khoa Triệu Phong",
            contact="Thị trấn Ái Tử, huyện Triệu Phong; 0912 345 678",
            agency="Sở Khoa học và Công nghệ",
            received="03/02/2026",
            due="02/3/2026",
            forwarded="03/02/2026",
            back="27/02/2026",
            returned="",
            way="Trực tuyến",
            note="",
        )
        for number in range(1, count + 1)
    ]


def a_book(**fields: object) -> sheets.TrackingBook:
    values: dict[str, object] = {
        "agency": "Sở Khoa học và Công nghệ",
        "parent_agency": "UBND tỉnh Quảng Trị",
        "year": 2026,
        "closing": "Sổ năm 2026 có 3 số, từ số 01 đến số 03; khóa sổ ngày 02/01/2027.",
    }
    return sheets.TrackingBook(**(values | fields))  # type: ignore[arg-type]


def one_of_each() -> list[papers.Paper]:
    """Every kind of paper, filled as in daily use."""
    head, applicant = a_head(), an_applicant()
    return [
        a_receipt(),
        papers.Supplement(
            head=head,
            applicant=applicant,
            asked=(
                papers.AskedLine(
                    name="Phiếu khai báo thiết bị", what="Thiếu số sê-ri của đầu bóng.", originals=1
                ),
                papers.AskedLine(
                    name="Biên bản kiểm định thiết bị", what="Bản chứng thực đã mờ, cần bản rõ.", certified=1
                ),
            ),
            answer_by=AT,
            contact="0233 3550 000",
            officer="Trần Văn Lân",
        ),
        papers.Refusal(
            head=head,
            applicant=applicant,
            reason="Thủ tục không thuộc thẩm quyền giải quyết của Sở.",
            basis="Điều 17 Nghị định 61/2018/NĐ-CP",
            officer="Trần Văn Lân",
        ),
        papers.Apology(
            head=head,
            applicant=applicant,
            received_at=AT - timedelta(days=20),
            promised_at=AT + timedelta(days=2),
            reason="Cần thêm thời gian kiểm tra thực tế tại cơ sở.",
            returns_at=AT + timedelta(days=10),
            contact="0233 3550 000",
            leader_title="Giám đốc",
            leader="Trần Thanh Trường",
        ),
        papers.Correction(
            head=head,
            applicant=applicant,
            rows=(papers.Row(label="Sai sót", value="Sai địa chỉ đặt thiết bị."),),
            paragraphs=("Sở Khoa học và Công nghệ xin lỗi về sai sót này.",),
            leader_title="Giám đốc",
            leader="Trần Thanh Trường",
        ),
        papers.Stop(
            head=head,
            applicant=applicant,
            rows=(papers.Row(label="Lý do dừng giải quyết", value="Người nộp đề nghị dừng."),),
            paragraphs=("Sở Khoa học và Công nghệ dừng giải quyết hồ sơ này.",),
            leader_title="Giám đốc",
            leader="Trần Thanh Trường",
        ),
        papers.Acknowledgement(
            head=head, applicant=applicant, papers=paper_lines(), submitted_at=AT, answer_by=AT
        ),
        a_result(),
        papers.ResultRefusal(
            head=head,
            applicant=applicant,
            title="Về việc không giải quyết hồ sơ",
            reasons=("Kết quả đo kiểm tra thiết bị không đạt yêu cầu.",),
            grounds=("Nghị định 142/2020/NĐ-CP",),
            signature=papers.SignatureBlock(title="Giám đốc", name="Trần Thanh Trường"),
        ),
    ]
