"""Codes of digitised results follow a template."""

import pytest

from motcua.records.digitisation.errors import CodeTemplateRefused
from motcua.records.digitisation.rules.line import CodeParts, check_template, code_of

PARTS = CodeParts(
    ma_dinh_danh="001085000123", ma_loai_giay_to="KQ.G09.000123", stt=7, nam=2016, ma_co_quan="H50.12"
)


def test_the_usual_code_and_one_without_a_number_of_the_owner():
    assert code_of(PARTS) == "001085000123.KQ.G09.000123.7"
    nobody = CodeParts(ma_dinh_danh="", ma_loai_giay_to="GP", stt=1, nam=1999, ma_co_quan="H50.12")
    assert code_of(nobody) == ".GP.1"


def test_an_authority_restyles_it():
    check_template("{ma_co_quan}/{nam}-{stt}")
    assert code_of(PARTS, template="{ma_co_quan}/{nam}-{stt}") == "H50.12/2016-7"


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{ma_dinh_danh}.{ma_loai_giay_to}", "số thứ tự"),
        ("{stt}.{ho_ten}", "ho_ten"),
        ("{stt} {nam}", "chỉ dùng"),
        ("{stt}<b>", "chỉ dùng"),
        ("", "số thứ tự"),
    ],
)
def test_a_template_that_could_repeat_or_say_what_nobody_knows_is_refused(template, why):
    with pytest.raises(CodeTemplateRefused, match=why):
        check_template(template)
