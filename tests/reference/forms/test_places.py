"""The lists of places, and what people type for one."""

import pytest

from motcua.reference.forms import places

QUANG_TRI = "44"


def test_the_list_of_2025_has_34_provinces_and_3321_communes():
    provinces = places.provinces(2)

    assert len(provinces) == 34
    assert sum(len(places.within(2, one.code)) for one in provinces) == 3321


def test_the_list_before_2025_has_three_levels():
    provinces = places.provinces(3)
    districts = [one for province in provinces for one in places.within(3, province.code)]

    assert (len(provinces), len(districts)) == (63, 696)
    assert sum(len(places.within(3, one.code)) for one in districts) == 10_035


@pytest.mark.parametrize("levels", [2, 3])
def test_names_are_clean_and_stand_once_in_what_they_lie_in(levels):
    for province in places.provinces(levels):
        inside = places.within(levels, province.code)
        names = [one.name for one in inside]
        assert len(set(names)) == len(names) > 0
        assert all(name == " ".join(name.split()) and name[0].isupper() for name in names)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Xã Hải Lăng", "Xã Hải Lăng"),
        ("hải lăng", "Xã Hải Lăng"),
        ("hai lang", "Xã Hải Lăng"),
        ("x. Hải Lăng", "Xã Hải Lăng"),
        ("PHƯỜNG NAM ĐÔNG HÀ", "Phường Nam Đông Hà"),
        ("dac khu con co", "Đặc khu Cồn Cỏ"),
    ],
)
def test_a_commune_is_found_however_it_is_written(typed, name):
    assert [one.name for one in places.matching(2, QUANG_TRI, typed)] == [name]


@pytest.mark.parametrize("typed", ["", "Ba Đình", "Xã Không Có"])
def test_a_commune_of_another_province_is_not_found(typed):
    assert places.matching(2, QUANG_TRI, typed) == ()


def test_names_that_begin_alike_are_offered():
    assert "Xã Hải Lăng" in [one.name for one in places.nearest(2, QUANG_TRI, "Hải Lâm", most=9)]


def test_an_address_in_one_line_is_taken_apart():
    found = places.recognise(2, "Số 1 đường Lê Duẩn, khóm 2, xã Hải Lăng, tỉnh Quảng Trị")

    assert found["street"] == "Số 1 đường Lê Duẩn, khóm 2"
    assert places.place(2, found["commune"]).name == "Xã Hải Lăng"
    assert found["province"] == QUANG_TRI


def test_what_is_not_recognised_stays_in_the_line():
    assert places.recognise(2, "12 Main Street, Springfield") == {"street": "12 Main Street, Springfield"}
    assert places.recognise(2, "") == {"street": ""}
