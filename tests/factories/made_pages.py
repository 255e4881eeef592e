"""Sixty pages that the digitisation line is tried on: what is written in each is known, the rest is a scanner's.

Four layouts of administrative documents, three fonts, 300 dpi clean and 200 dpi noisy, skew up to 3°, a seal
and a signature over the name. The same seed gives the same pages. Rules are tuned on seeds below 100,000;
what is published is measured on others.
"""

import io
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import typst

from .administrative import FONTS, SOURCE, Made, scanned
from .fonts import fonts

LAYOUTS = ("department", "letter", "licence", "committee")
PROVINCES = (
    "Quảng Trị", "Bắc Giang", "Quảng Ngãi", "Nghệ An", "Đắk Lắk", "Thừa Thiên Huế", "Lâm Đồng", "Cà Mau", "Hà Giang",
    "Bình Định", "Vĩnh Phúc", "Sóc Trăng", "Kiên Giang", "Bà Rịa - Vũng Tàu", "Hưng Yên", "Lạng Sơn", "Phú Thọ",
    "Khánh Hòa", "Gia Lai", "An Giang", "Tây Ninh", "Đồng Tháp", "Thái Bình", "Ninh Thuận", "Yên Bái", "Tuyên Quang",
)  # fmt: skip
DEPARTMENTS = (
    ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "SKHCN"), ("SỞ Y TẾ", "SYT"), ("SỞ XÂY DỰNG", "SXD"), ("SỞ NỘI VỤ", "SNV"),
    ("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "STNMT"), ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SGDĐT"), ("SỞ CÔNG THƯƠNG", "SCT"),
    ("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", "SNN"), ("SỞ GIAO THÔNG VẬN TẢI", "SGTVT"),
)  # fmt: skip
TYPES = (
    ("Kế hoạch", "KH"), ("Quyết định", "QĐ"), ("Báo cáo", "BC"), ("Thông báo", "TB"), ("Tờ trình", "TTr"),
    ("Hướng dẫn", "HD"),
)  # fmt: skip
DIVISIONS = ("TĐC", "QLCN", "VP", "TTra", "KHTC", "NVY", "QLXD")
FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
)
MIDDLES = ("Văn", "Thị", "Đức", "Hữu", "Quốc", "Ngọc", "Thanh", "Minh", "Xuân", "Thị Mỹ", "Anh", "Đình")
GIVEN = (
    "Lân", "Kiên", "Trường", "Thảo", "Nghĩa", "Vinh", "Nhi", "Thưởng", "Đính", "Lệ", "Dũng", "Hằng", "Phượng", "Tuấn",
    "Hạnh", "Sỹ", "Thủy", "Quỳnh", "Hòa", "Bảo",
)  # fmt: skip
ABSTRACTS = (
    "Triển khai dịch vụ công trực tuyến năm {year}",
    "Về việc phê duyệt kết quả thực hiện nhiệm vụ khoa học và công nghệ cấp tỉnh",
    "Tăng cường quản lý đo lường, chất lượng hàng hóa trên địa bàn tỉnh",
    "Về việc công nhận sáng kiến có hiệu quả áp dụng trong phạm vi ảnh hưởng cấp tỉnh",
    "Về việc ban hành quy chế quản lý tài sản công của các cơ quan, đơn vị",
    "Kiểm tra việc chấp hành pháp luật về an toàn bức xạ tại các cơ sở y tế",
    "Về việc thành lập Hội đồng tư vấn xét duyệt thuyết minh đề tài",
    "Rà soát, đơn giản hóa thủ tục hành chính {year}",
)  # fmt: skip
LICENCES = (
    ("Giấy phép", "GP", "TIẾN HÀNH CÔNG VIỆC BỨC XẠ", "Sử dụng thiết bị X-quang chẩn đoán trong y tế"),
    ("Giấy chứng nhận", "GCN", "ĐĂNG KÝ HOẠT ĐỘNG KHOA HỌC VÀ CÔNG NGHỆ", "Nghiên cứu ứng dụng và chuyển giao công nghệ"),
    ("Giấy xác nhận", "GXN", "KHAI BÁO THIẾT BỊ BỨC XẠ", "Khai báo thiết bị X-quang chụp răng toàn cảnh"),
    ("Giấy phép", "GP", "VẬN CHUYỂN HÀNG NGUY HIỂM", "Vận chuyển chất oxy hóa bằng xe cơ giới"),
)  # fmt: skip
OWNERS = (
    "Bệnh viện Đa khoa khu vực số {n}", "Công ty TNHH Thiết bị Y tế Hoàng Long", "Phòng khám Đa khoa Tâm Đức",
    "Trung tâm Y tế huyện Hướng Hóa", "Công ty Cổ phần Giám định Miền Trung", "Viện Nghiên cứu Nông nghiệp Cao nguyên",
)  # fmt: skip
RECIPIENTS = (
    "Như Điều 3", "UBND tỉnh (báo cáo)", "Lãnh đạo Sở", "Các phòng, đơn vị thuộc Sở", "Sở Tài chính", "Văn phòng UBND tỉnh",
    "Trung tâm Phục vụ hành chính công tỉnh", "Ủy ban nhân dân các huyện, thị xã", "Cổng thông tin điện tử tỉnh",
)  # fmt: skip
SEEDS_FOR_RULES = range(100_000)


@dataclass(frozen=True)
class Condition:
    """What the scanner did."""

    dpi: int
    noise: float
    skew: float
    name: str


@dataclass(frozen=True)
class Scan:
    """One page as it comes off the scanner, and what is written on it."""

    paper: Made
    condition: Condition
    png: bytes


def sixty(first_seed: int) -> Iterator[Scan]:
    """Thirty papers, each scanned well and badly."""
    yield from scans(first_seed, 30)


def scans(first_seed: int, papers: int) -> Iterator[Scan]:
    """So many papers, each once clean at 300 dpi and once noisy at 200."""
    for place in range(papers):
        yield from scans_of(first_seed + place, place)


def scans_of(seed: int, place: int) -> Iterator[Scan]:
    """The paper of a seed, scanned well and badly; layouts and fonts take turns by its place."""
    paper = paper_of(seed, layout=LAYOUTS[place % 4], font=FONTS[place // 4 % 3])
    for condition in conditions(seed):
        png = scanned(
            paper.pdf, dpi=condition.dpi, seed=seed, noise=condition.noise, skew=condition.skew, stamp=True
        )
        yield Scan(paper, condition, png)


def conditions(seed: int) -> tuple[Condition, Condition]:
    chance = random.Random(seed * 7 + 1)
    return (
        Condition(300, 0.0, round(chance.uniform(-3, 3), 1), "clean 300 dpi"),
        Condition(200, 1.0, round(chance.uniform(-3, 3), 1), "noisy 200 dpi"),
    )


def paper_of(seed: int, *, layout: str, font: str) -> Made:
    """One document of one page; the same for the same seed."""
    chance = random.Random(seed)
    issued = date(1998, 1, 1) + timedelta(days=chance.randrange(365 * 27))
    province = chance.choice(PROVINCES)
    facts, truth = _MAKERS[layout](chance, province, issued)
    month = f"{issued.month:02d}" if issued.month < 3 or chance.random() < 0.3 else str(issued.month)
    facts |= {
        "font": font, "number": truth["number"], "symbol": truth["symbol"], "place": province,
        "dated": f"ngày {issued.day:02d} tháng {month} năm {issued.year}", "signer": truth["signer"],
        "recipients": truth["recipients"],
    }  # fmt: skip
    inputs = {"d": json.dumps(facts, ensure_ascii=False)}
    pdf = typst.compile(SOURCE.encode(), sys_inputs=inputs, font_paths=fonts())
    assert isinstance(pdf, bytes)
    return Made(layout, font, pdf, truth | {"place": province, "issued_on": issued.isoformat()})


def pdf_of(scan: Scan) -> bytes:
    """The page as a scanner's PDF, with the picture at its own resolution."""
    import img2pdf

    layout = img2pdf.get_fixed_dpi_layout_fun((scan.condition.dpi,) * 2)
    made: bytes = img2pdf.convert(io.BytesIO(scan.png), layout_fun=layout, nodate=True)
    return made


_Facts = tuple[dict[str, Any], dict[str, Any]]


def _department(chance: random.Random, province: str, issued: date) -> _Facts:
    """A plan, decision, report … of a department under the people's committee. Law: ND-30-2020/PL-I."""
    agency, mark = chance.choice(DEPARTMENTS)
    kind, kind_mark = chance.choice(TYPES)
    abstract = chance.choice(ABSTRACTS).format(year=issued.year)
    return _both(
        chance, superior=_upper(f"UBND tỉnh {province}"), agency=agency, kind=kind, symbol=f"{kind_mark}-{mark}",
        abstract=abstract, head="GIÁM ĐỐC", body=_laws(chance, issued) + _articles(kind),
    )  # fmt: skip


def _letter(chance: random.Random, province: str, issued: date) -> _Facts:
    """An official letter with `V/v` under its number."""
    agency, mark = chance.choice(DEPARTMENTS)
    about = chance.choice(ABSTRACTS).format(year=issued.year).removeprefix("Về việc ")
    body = [
        "Kính gửi: Sở Tài chính tỉnh và Ủy ban nhân dân các huyện.",
        f"Thực hiện Công văn số {chance.randint(100, 999)}/UBND-KGVX ngày 12/01/{issued.year} của Ủy ban nhân dân tỉnh, "
        "đề nghị quý cơ quan phối hợp rà soát, gửi kết quả trước ngày 20 hằng tháng để tổng hợp.",
        "Trân trọng cảm ơn sự phối hợp của quý cơ quan./.",
    ]
    return _both(
        chance, superior=_upper(f"UBND tỉnh {province}"), agency=agency, kind="",
        symbol=f"{mark}-{chance.choice(DIVISIONS)}", abstract=about[0].lower() + about[1:], head="GIÁM ĐỐC", body=body,
    )  # fmt: skip


def _licence(chance: random.Random, province: str, issued: date) -> _Facts:
    """A licence or certificate with its owner and until when it holds."""
    kind, mark, of_what, subject = chance.choice(LICENCES)
    owner = chance.choice(OWNERS).format(n=chance.randint(1, 9))
    tax = f"{chance.randint(10**9, 10**10 - 1)}"
    until = date(issued.year + 3, 12, 31)
    body = [
        *_laws(chance, issued), f"Cấp cho: {owner}", f"Mã số thuế: {tax}", f"Nội dung: {subject}.",
        f"{kind} này có hiệu lực đến ngày {until:%d/%m/%Y}.",
    ]  # fmt: skip
    facts, truth = _both(
        chance, superior=_upper(f"UBND tỉnh {province}"), agency="SỞ KHOA HỌC VÀ CÔNG NGHỆ", kind=kind,
        symbol=f"{mark}-SKHCN", abstract=of_what, head="GIÁM ĐỐC", body=body,
    )  # fmt: skip
    return facts, truth | {
        "owner": owner, "owner_number": tax, "subject": subject, "valid_until": until.isoformat(),
    }  # fmt: skip


def _committee(chance: random.Random, province: str, issued: date) -> _Facts:
    """A people's committee's own, with the year in its number, as before Nghị định 30/2020."""
    kind, mark = chance.choice((("Quyết định", "QĐ"), ("Chỉ thị", "CT"), ("Quyết định", "QĐ")))
    abstract = chance.choice(ABSTRACTS).format(year=issued.year)
    symbol = f"{issued.year}/{mark}-UBND" if chance.random() < 0.5 else f"{mark}-UBND"
    facts, truth = _both(
        chance, superior="", agency=_upper(f"Ủy ban nhân dân tỉnh {province}"), kind=kind, symbol=symbol,
        abstract=abstract, head="CHỦ TỊCH", body=_laws(chance, issued) + _articles(kind), collective="TM. ỦY BAN NHÂN DÂN",
    )  # fmt: skip
    facts |= {"superior": "ỦY BAN NHÂN DÂN", "agency": _upper(f"tỉnh {province}")}
    return facts, truth | {"superior_agency": None}


_MAKERS = {"department": _department, "letter": _letter, "licence": _licence, "committee": _committee}


def _both(
    chance: random.Random, *, superior: str, agency: str, kind: str, symbol: str, abstract: str, head: str,
    body: list[str], collective: str = "",
) -> _Facts:  # fmt: skip
    """What is drawn, and what is true of it."""
    deputy = chance.random() < 0.5
    titles = [f"KT. {head}", f"PHÓ {head}"] if deputy else [head]
    if collective:
        titles = [collective, *titles]
    signer = f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"
    number = f"{chance.randint(1, 2999):02d}"
    recipients = [*chance.sample(RECIPIENTS, chance.randint(1, 3)), f"Lưu: VT, {chance.choice(DIVISIONS)}"]
    facts = {
        "superior": superior, "agency": agency, "kind": kind.upper(), "titles": titles, "body": body,
        "about": abstract if not kind else "", "abstract_lines": _lines(abstract),
    }  # fmt: skip
    power = ("TM." if collective else None) if not deputy else ("TM." if collective else "KT.")
    truth = {
        "superior_agency": superior, "issuing_agency": agency, "number": number, "symbol": symbol,
        "type": kind or None, "abstract": abstract, "signing_power": power, "signer_title": titles[-1],
        "signer": signer, "recipients": recipients,
    }  # fmt: skip
    return facts, truth


def _lines(text: str) -> list[str]:
    if len(text) < 50:
        return [text]
    cut = text.rindex(" ", 0, 50)
    return [text[:cut], text[cut + 1 :]]


def _upper(text: str) -> str:
    return text.upper()


def _laws(chance: random.Random, issued: date) -> list[str]:
    return [
        f"Căn cứ Quyết định số {chance.randint(10, 99)}/{issued.year - 1}/QĐ-UBND ngày 15/6/{issued.year - 1} của Ủy ban "
        "nhân dân tỉnh quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức;",
        f"Căn cứ Luật Khoa học và Công nghệ ngày 18 tháng 6 năm {issued.year - 2};",
        "Theo đề nghị của Trưởng phòng Quản lý công nghệ và chuyên ngành,",
    ]


def _articles(kind: str) -> list[str]:
    if kind == "Quyết định":
        return [
            "Điều 1. Phê duyệt kết quả thực hiện nhiệm vụ theo biên bản của Hội đồng tư vấn.",
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
            "Điều 3. Chánh Văn phòng và các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./.",
        ]
    return [
        "1. Đẩy mạnh ứng dụng công nghệ thông tin, nâng cao hiệu lực quản lý nhà nước và cải cách hành chính.",
        "2. Việc thực hiện phải minh bạch, rõ ràng, đúng quy trình, tạo thuận lợi cho người dân và doanh nghiệp.",
        "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.",
    ]
