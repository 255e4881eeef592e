"""How well pages that stand upside down are told: made pages, each looked at upright and turned.

`.venv/bin/python benchmarks/upside_down.py [HOW_MANY]` prints, by kind of text, how many turned pages were
named and how many upright ones were named wrongly. The pages differ in type, size, tables, number of lines,
resolution, skew, noise and blur; the same number gives the same pages.
"""

import random
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from motcua.adapters.inspection import quality

A4_INCHES = (8.27, 11.69)
FOLDERS = (Path("src/motcua/adapters/typesetting/fonts"), Path("/usr/share/fonts/truetype"))
LEFT_OUT = ("Emoji", "Symbol", "Math", "CJK")
TEXTS = {
    "Vietnamese": (
        "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập, tự do, hạnh phúc. Kính gửi Sở Khoa học và Công nghệ. "
        "Giấy chứng nhận đăng ký hoạt động khoa học và công nghệ lần đầu cho tổ chức ngoài công lập. "
    ),
    "a form with dotted lines": (
        "Họ và tên: ................................. Ngày sinh: ............. Số định danh: ............ "
        "Địa chỉ: ....................................... Điện thoại: ................ "
    ),
    "Vietnamese without marks": (
        "Cong ty co phan thiet bi khoa hoc ky thuat va dich vu do luong thu nghiem, so nha, duong pho. "
    ),
    "English": (
        "The certificate of registration was issued to the company by the competent authority of the "
        "province on the date shown above, and remains valid until replaced by another one of the same kind. "
    ),
    "capitals": "GIẤY CHỨNG NHẬN ĐĂNG KÝ KINH DOANH CÔNG TY TRÁCH NHIỆM HỮU HẠN CERTIFICATE OF CONFORMITY ",
    "figures": "12.345.678  45 209 887  2026 0912 345 678  003.45 1.250.000 77 81 90 234 567 1089 45.3 67,2 ",
}


def main() -> None:
    """Print the table."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    chance, fonts = random.Random(20261122), _fonts()
    print(f"{'text':28} {'pages':>6} {'turned, named':>14} {'upright, named':>15}")
    for name, text in TEXTS.items():
        found = wrong = 0
        for _ in range(pages):
            page = a_page(text, chance.choice(fonts), chance)
            wrong += _is_named(page)
            found += _is_named(page.rotate(180))
        print(f"{name:28} {pages:>6} {found:>14} {wrong:>15}")


def _fonts() -> list[Path]:
    found = [path for folder in FOLDERS for path in sorted(folder.rglob("*.ttf"))]
    return [path for path in found if not any(word in path.name for word in LEFT_OUT)]


def _is_named(page: Image.Image) -> bool:
    notes = quality.look_at_picture(page, page.size)
    return bool(notes["upside_down"])


def a_page(text: str, font: Path, chance: random.Random) -> Image.Image:
    """A page as a scanner leaves it."""
    dpi, points = chance.choice((120, 150, 200)), chance.choice((9, 11, 12, 14))
    page = Image.new("L", tuple(round(side * dpi) for side in A4_INCHES), 250)
    draw, type_ = ImageDraw.Draw(page), ImageFont.truetype(str(font), round(points * dpi / 72))
    step, place = round(points * chance.choice((1.3, 1.55, 1.9)) * dpi / 72), dpi * 0.8
    is_table = chance.random() < 0.3
    for number in range(chance.choice((8, 20, 34))):
        if place > page.height - dpi:
            break
        words = (text * 4)[number * 7 % len(text) :][: round((page.width - 1.8 * dpi) / (points * dpi / 150))]
        draw.text((dpi * 0.9, place), words[: len(words) // 2] if number % 5 == 4 else words, 25, font=type_)
        if is_table:
            draw.line((dpi * 0.8, place - step * 0.1, page.width - dpi * 0.8, place - step * 0.1), 30, 1)
        place += step
    for share in (0.8, 2.5, 4.5, 7.4) if is_table else ():
        draw.line((dpi * share, dpi * 0.7, dpi * share, place), 30, 1)
    page = page.rotate(chance.uniform(-2, 2), fillcolor=250, resample=Image.Resampling.BICUBIC)
    if chance.random() < 0.5:
        page = Image.blend(page, Image.effect_noise(page.size, 56), 0.12)
    return page.filter(ImageFilter.GaussianBlur(dpi / 200)) if chance.random() < 0.3 else page


if __name__ == "__main__":
    main()
