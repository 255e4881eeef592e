"""Administrative documents that never were: four layouts, three fonts, and what a scanner does to them."""

import io
import json
import random
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import typst
from PIL import Image, ImageDraw, ImageFilter

from .fonts import fonts

FONTS = ("Liberation Serif", "Liberation Sans", "DejaVu Serif")
LAYOUTS = ("plan", "decision", "letter", "licence")
PROVINCES = ("QUẢNG TRỊ", "BẮC GIANG", "QUẢNG NGÃI", "NGHỆ AN", "ĐẮK LẮK", "THỪA THIÊN HUẾ")
PLACES = ("Quảng Trị", "Bắc Giang", "Quảng Ngãi", "Nghệ An", "Đắk Lắk", "Thừa Thiên Huế")
NAMES = (
    "Trần Ngọc Lân", "Nguyễn Đức Kiên", "Trần Thanh Trường", "Lê Thị Phương Thảo", "Phạm Hữu Nghĩa",
    "Đặng Quốc Vinh", "Hoàng Ý Nhi", "Võ Văn Thưởng", "Bùi Xuân Đính", "Huỳnh Thị Mỹ Lệ",
)  # fmt: skip
ABSTRACTS = (
    "Triển khai dịch vụ công trực tuyến năm {year}",
    "Về việc phê duyệt kết quả thực hiện nhiệm vụ khoa học và công nghệ cấp tỉnh",
    "Tăng cường quản lý đo lường, chất lượng hàng hóa trên địa bàn tỉnh",
    "Về việc công nhận sáng kiến có hiệu quả áp dụng trong phạm vi ảnh hưởng cấp tỉnh",
)
WORKS = (
    "TIẾN HÀNH CÔNG VIỆC BỨC XẠ",
    "VẬN CHUYỂN HÀNG NGUY HIỂM",
)
RECIPIENTS = (
    ("Như Điều 3", "UBND tỉnh (báo cáo)", "Lãnh đạo Sở", "Lưu: VT, QLCN"),
    (
        "Văn phòng UBND tỉnh",
        "Trung tâm Phục vụ hành chính công tỉnh",
        "Các phòng, đơn vị thuộc Sở",
        "Lưu: VT, VP",
    ),
    ("Như trên", "Sở Tài chính", "Lưu: VT, TĐC"),
)

_HEAD = """
#let d = json(bytes(sys.inputs.at("d")))
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
#set text(font: d.font, size: if d.font == "DejaVu Serif" { 11.5pt } else { 13pt }, lang: "vi")
#set par(justify: true, leading: 0.75em)
#grid(columns: (45%, 55%), align: center,
  [#text(size: 0.9em)[#d.superior]\\ #text(size: 0.9em, weight: "bold")[#d.agency] \\ #line(length: 30%, stroke: 0.5pt)],
  [#text(size: 0.88em, weight: "bold")[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM]\\ #text(weight: "bold")[Độc lập - Tự do - Hạnh phúc] \\ #line(length: 55%, stroke: 0.5pt)])
#v(2mm)
"""
_UNDER = """
#grid(columns: (45%, 55%), align: center,
  [Số: #d.number/#d.symbol #if d.about != "" [\\ #text(size: 12pt)[V/v #d.about]]],
  [#emph[#d.place, #d.dated]])
#v(4mm)
"""
_TITLE = """
#align(center)[#text(size: 14pt, weight: "bold")[#d.kind] \\ #for l in d.abstract_lines [#text(weight: "bold")[#l] \\ ]]
#v(3mm)
"""
_BODY = """
#set par(first-line-indent: 10mm)
#for p in d.body [#p #parbreak()]
"""
_END = """
#v(4mm)
#grid(columns: (50%, 50%),
  [#text(size: 12pt, weight: "bold", style: "italic")[Nơi nhận:] \\ #set text(size: 11pt) \n  #d.recipients.enumerate().map(((i, r)) => [\\- #r#if i + 1 < d.recipients.len() [;] else [.]]).join([ \\ ])],
  align(center)[#for t in d.titles [#text(weight: "bold")[#t] \\ ] #v(24mm) #text(weight: "bold")[#d.signer]])
"""
SOURCE = _HEAD + _UNDER + '#if d.kind != "" [' + _TITLE + "]\n" + _BODY + _END


@dataclass(frozen=True)
class Made:
    """A document of one page, and what is written in it."""

    layout: str
    font: str
    pdf: bytes
    truth: dict[str, Any] = field(default_factory=dict)


def made(seed: int) -> Made:
    """One document; the same for the same seed. Layouts and fonts take turns."""
    chance = random.Random(seed)
    layout, font = LAYOUTS[seed % 4], FONTS[seed // 4 % 3]
    which = chance.randrange(len(PLACES))
    year = chance.randint(1998, 2024)
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    kind, mark = {
        "plan": ("KẾ HOẠCH", "KH"),
        "decision": ("QUYẾT ĐỊNH", "QĐ"),
        "letter": ("", ""),
        "licence": ("GIẤY PHÉP", "GP"),
    }[layout]
    abstract = chance.choice(ABSTRACTS).format(year=year)
    if layout == "licence":
        abstract = chance.choice(WORKS)
    number = f"{chance.randint(1, 1999):02d}"
    symbol = f"{mark}-SKHCN" if mark else f"SKHCN-{chance.choice(['TĐC', 'QLCN', 'VP'])}"
    deputy = chance.random() < 0.5
    titles = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"] if deputy else ["GIÁM ĐỐC"]
    signer, recipients = chance.choice(NAMES), chance.choice(RECIPIENTS)
    dated = f"ngày {day:02d} tháng {_month(month)} năm {year}"
    facts = {
        "font": font, "superior": f"UBND TỈNH {PROVINCES[which]}", "agency": "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "number": number, "symbol": symbol, "place": PLACES[which], "dated": dated, "kind": kind,
        "about": abstract[0].lower() + abstract[1:] if layout == "letter" else "",
        "abstract_lines": _lines(abstract), "titles": titles, "signer": signer, "recipients": recipients,
        "body": _body(layout, chance, year),
    }  # fmt: skip
    inputs = {"d": json.dumps(facts, ensure_ascii=False)}
    pdf = typst.compile(SOURCE.encode(), sys_inputs=inputs, font_paths=fonts())
    assert isinstance(pdf, bytes)
    truth = {
        "superior_agency": facts["superior"], "issuing_agency": facts["agency"], "number": number, "symbol": symbol,
        "type": kind.capitalize() or None, "place": PLACES[which], "issued_on": f"{year}-{month:02d}-{day:02d}",
        "abstract": facts["about"] or abstract, "signing_power": "KT." if deputy else None,
        "signer_title": titles[-1], "signer": signer, "recipients": list(recipients),
    }  # fmt: skip
    return Made(layout, font, pdf, truth)


def _month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)


def _lines(text: str) -> list[str]:
    if len(text) < 50:
        return [text]
    cut = text.rindex(" ", 0, 50)
    return [text[:cut], text[cut + 1 :]]


def _body(layout: str, chance: random.Random, year: int) -> list[str]:
    law = [
        f"Căn cứ Quyết định số {chance.randint(10, 99)}/{year - 1}/QĐ-UBND ngày 15/6/{year - 1} của Ủy ban nhân dân "
        "tỉnh quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Khoa học và Công nghệ;",
        f"Căn cứ Luật Khoa học và Công nghệ ngày 18 tháng 6 năm {year - 2};",
    ]
    asked = "Theo đề nghị của Trưởng phòng Quản lý công nghệ và chuyên ngành,"
    if layout == "letter":
        return [
            "Kính gửi: Sở Tài chính tỉnh và Ủy ban nhân dân các huyện.",
            f"Thực hiện Công văn số {chance.randint(100, 999)}/UBND-KGVX ngày 12/01/{year} của Ủy ban nhân dân tỉnh, "
            "Sở Khoa học và Công nghệ đề nghị quý cơ quan phối hợp rà soát, gửi kết quả trước ngày 20 hằng tháng.",
            "Trân trọng cảm ơn sự phối hợp của quý cơ quan./.",
        ]
    if layout == "decision":
        return [
            *law, asked, "Điều 1. Phê duyệt kết quả thực hiện nhiệm vụ theo biên bản của Hội đồng tư vấn.",
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
            "Điều 3. Chánh Văn phòng Sở và các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./.",
        ]  # fmt: skip
    if layout == "licence":
        return [
            *law, asked, f"Cấp cho: Bệnh viện Đa khoa khu vực số {chance.randint(1, 9)}",
            "Được phép tiến hành công việc bức xạ: sử dụng thiết bị X-quang chẩn đoán trong y tế.",
            f"Giấy phép này có hiệu lực đến ngày 31/12/{year + 3}.",
        ]  # fmt: skip
    return [
        *law, "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Đẩy mạnh ứng dụng công nghệ thông tin, nâng cao hiệu lực quản lý nhà nước và cải cách hành chính.",
        "2. Việc thực hiện phải minh bạch, rõ ràng, đúng quy trình, tạo thuận lợi cho người dân và doanh nghiệp.",
        "Trên đây là Kế hoạch của Sở Khoa học và Công nghệ./.",
    ]  # fmt: skip


def scanned(
    pdf: bytes, *, dpi: int, seed: int, noise: float = 0.0, skew: float = 0.0, stamp: bool = False
) -> bytes:
    """The page as a scanner gives it: PNG, in colour, with its dpi. `noise` 1.0 is a bad machine, `skew` in degrees."""
    chance = np.random.default_rng(seed)
    page = pdfium.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().convert("RGB")
    if stamp:
        _press(page, dpi, chance)
    if skew:
        page = page.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    if noise:
        page = page.filter(ImageFilter.GaussianBlur(0.6 * noise * dpi / 200))
        pixels = np.asarray(page, dtype=np.float32)
        light = np.linspace(0, -30 * noise, pixels.shape[1], dtype=np.float32)[None, :, None]
        grain = chance.normal(0, 14 * noise, (*pixels.shape[:2], 1)).astype(np.float32)
        pixels = 235 - (255 - pixels) * 0.85 + light + grain
        pixels[chance.random(pixels.shape[:2]) < 0.0008 * noise] = 40
        page = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    out = io.BytesIO()
    page.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def _press(page: Image.Image, dpi: int, chance: np.random.Generator) -> None:
    """A red round seal over the left third of the signature, and the signature itself."""
    red, blue = (205, 40, 50), (40, 60, 160)
    draw = ImageDraw.Draw(page, "RGBA")
    at = _signature_row(page)
    x, y, r = int(page.width * 0.62), at, int(dpi * 0.7)
    for radius in (r, int(r * 0.94), int(r * 0.62)):
        draw.ellipse(
            (x - radius, y - radius, x + radius, y + radius), outline=(*red, 200), width=max(2, dpi // 90)
        )
    points = [(x + int(i * dpi * 0.12), y + int(chance.normal(0, dpi * 0.12))) for i in range(14)]
    draw.line(points, fill=(*blue, 255), width=max(2, dpi // 80), joint="curve")


def _signature_row(page: Image.Image) -> int:
    """The middle of the space between title and name: the last wide white gap of the right half."""
    right = np.asarray(page.convert("L"))[:, page.width // 2 :]
    dark = np.flatnonzero((right < 128).any(axis=1))
    gaps = np.diff(dark)
    last = int(np.flatnonzero(gaps > page.height * 0.04)[-1])
    return int((dark[last] + dark[last + 1]) / 2)
