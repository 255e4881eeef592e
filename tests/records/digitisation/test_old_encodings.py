"""Text layers of before Unicode."""

import unicodedata

import pytest

from motcua.records.digitisation.rules.encodings import from_tcvn3, from_vni, to_unicode

TCVN3 = "UBND tØnh B¾c Giang. Céng hßa x· héi chñ nghÜa ViÖt Nam. §éc lËp - Tù do - H¹nh phóc, ngµy 03 th¸ng 4 n¨m 1998"
VNI = "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM, Ñoäc laäp - Töï do - Haïnh phuùc, ngaøy 03 thaùng 4 naêm 1998, Quaûng Trò"


def test_tcvn3_becomes_unicode() -> None:
    assert to_unicode(TCVN3) == (
        "UBND tỉnh Bắc Giang. Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc, "
        "ngày 03 tháng 4 năm 1998"
    )


def test_vni_becomes_unicode() -> None:
    assert to_unicode(VNI) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, Độc lập - Tự do - Hạnh phúc, ngày 03 tháng 4 năm 1998, Quảng Trị"
    )


def test_words_set_in_a_capital_font_of_tcvn3_are_capitals() -> None:
    assert from_tcvn3("CéNG HßA X· HéI") == "CỘNG HÒA XÃ HỘI"


@pytest.mark.parametrize(
    "text",
    [
        "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc",
        "Le théâtre français où être naïf, Müller straße © 2020 ® «bon»",
        "El año pasado señalé la situación: ¿qué pasó?",
        "plain ASCII, nothing else",
    ],
)
def test_other_languages_and_unicode_stay_as_they_are(text: str) -> None:
    assert to_unicode(text) == text
    assert to_unicode(unicodedata.normalize("NFD", text)) == text


def test_every_letter_of_the_alphabet_can_be_written_in_both() -> None:
    letters = set("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")

    assert {from_tcvn3(chr(code)) for code in range(0xA1, 0xFF)} >= letters
    marks = "øùûõïâàáåãäêèéúüë"
    typed = [first + second for first in "aeouyôö" for second in marks] + list("ñìíæóòîôö")
    assert {from_vni(old) for old in typed} >= letters
