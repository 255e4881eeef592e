"""Finding by what people type: reading, weighing, codes, agencies, facets."""

import pytest

from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.rules import search
from motcua.reference.catalogue.rules.search.syllables import sound, syllables, without_telex

LICENCE = "giấy phép tiến hành công việc bức xạ (sử dụng thiết bị X-quang chẩn đoán trong y tế)"
NAMES = {
    "2.000086": f"Thủ tục cấp {LICENCE}",
    "2.000081": f"Thủ tục gia hạn {LICENCE}",
    "2.000069": f"Thủ tục cấp lại {LICENCE}",
    "2.002131": "Thủ tục khai báo thiết bị X-quang chẩn đoán trong y tế",
    "2.000212": "Thủ tục công bố sử dụng dấu định lượng",
    "1.001786": "Cấp Giấy chứng nhận đăng ký hoạt động lần đầu cho tổ chức khoa học và công nghệ",
    "1.000001": "Cấp giấy phép bán lẻ thuốc lá",
    "1.000002": "Cấp giấy phép bán lẻ thuốc thú y",
}
PLACES = {"H50": "Sở Khoa học và Công nghệ tỉnh Quảng Trị", "T02": "Sở Khoa học và Công nghệ thành phố Huế"}


@pytest.fixture(scope="module")
def index():
    rows = [(code, name, authority) for code, name in NAMES.items() for authority in PLACES]
    entries = [
        search.Entry(
            key=key,
            procedure=code,
            full_code=f"{code}.000.00.00.{authority}",
            name=name,
            field="An toàn bức xạ hạt nhân" if code.startswith("2.0000") else "",
            agency=PLACES[authority],
            facets=frozenset({f"agency:{authority}"} | ({"who:person"} if code == "1.000001" else set())),
        )
        for key, (code, name, authority) in enumerate(rows)
    ]
    return search.Index.of(entries, search.Synonyms(shipped.synonyms()))


def codes(index, words, **more):
    found = search.find(index, search.Wish(words, **more)).found
    return [index_entry(index, one.key).full_code for one in found]


def index_entry(index, key):
    return next(one for one in index.entries if one.key == key)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("giấy phép x quang", "2.000086"),  # the plain case before renewal and re-issue
        ("giay phep x-quang", "2.000086"),
        ("GIAY PHEP XQUANG", "2.000086"),
        ("giaasy phesp x quang", "2.000086"),
        ("gia hna giay phep x quang", "2.000081"),
        ("gia hang giấy phép x quang", "2.000081"),
        ("mất giấy phép x quang", "2.000069"),
        ("máy x quang phải khai báo", "2.002131"),
        ("gcn đk hoạt động kh&cn", "1.001786"),
        ("ban le thuoc la", "1.000001"),
        ("bán lẻ thuốc thú y", "1.000002"),
        ("dau dinh luogn", "2.000212"),
    ],
)
def test_what_people_type_finds_what_they_mean(index, words, first):
    assert codes(index, words)[0].startswith(first)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2.000086.000.00.00.T02", ["2.000086.000.00.00.T02"]),
        ("2.000086.H50", ["2.000086.000.00.00.H50"]),
        ("2000086 h50", ["2.000086.000.00.00.H50"]),
        ("2,000086", ["2.000086.000.00.00.H50"]),
        ("2.00086", ["2.000086.000.00.00.H50"]),
        ("001786", ["1.001786.000.00.00.H50"]),
        ("9.999999", []),
    ],
)
def test_a_code_is_found_whole_by_a_fragment_and_with_one_digit_wrong(index, words, found):
    assert codes(index, words) == found


@pytest.mark.parametrize("words", ["", "   ", "!!!", "zzzz qqqq", "'; drop table x; --", "\x00", "🙂 & | :*"])
def test_words_that_mean_nothing_find_nothing(index, words):
    expected = len(NAMES) * len(PLACES) if not words.strip(" \x00") and words != "\x00" else 0
    assert len(codes(index, words, limit=100)) == expected


def test_one_line_for_a_procedure_with_the_agency_that_was_named(index):
    everywhere = search.find(index, search.Wish("khai báo x quang")).found
    hue = codes(index, "khai báo x quang ở Huế")

    assert [one.others for one in everywhere[:1]] == [1]
    assert len({index_entry(index, one.key).procedure for one in everywhere}) == len(everywhere)
    assert hue[0] == "2.002131.000.00.00.T02"


def test_facets_are_kept_to(index):
    assert codes(index, "giấy phép", facets=frozenset({"who:person"})) == ["1.000001.000.00.00.H50"]
    assert codes(index, "x quang", facets=frozenset({"agency:nowhere"})) == []


def test_when_nothing_fits_the_nearest_are_told(index):
    answer = search.find(index, search.Wish("visa schengen zurich bosnia khai"))

    assert answer.found == []
    assert index_entry(index, answer.nearest[0].key).procedure == "2.002131"


def test_it_is_told_what_a_word_was_read_as(index):
    assert ("gcn", "giấy chứng nhận") in search.find(index, search.Wish("gcn khcn")).mended


def test_an_editors_word_is_read_and_a_filler_passed_over(index):
    words = [
        search.Synonym("máy chiếu xương", ("thiết bị x quang",), search.SynonymKind.EVERYDAY),
        search.Synonym("ai giúp với", (), search.SynonymKind.FILLER),
    ]
    richer = search.Index.of(index.entries, search.Synonyms(words))

    assert codes(richer, "ai giúp với khai báo máy chiếu xương")[0].startswith("2.002131")


@pytest.mark.parametrize(
    ("one", "other"), [("xang", "sang"), ("trung", "chung"), ("hang", "han"), ("mi", "my"), ("phao", "fao")]
)
def test_syllables_that_sound_alike_are_alike(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("giaasy", "giay"), ("phesp", "phep"), ("howjp", "hop"), ("chuaarn", "chuan"), ("laij", "lai")],
)
def test_telex_that_was_not_switched_on_is_read(typed, meant):
    assert without_telex(typed) == meant


def test_a_very_long_search_is_cut(index):
    assert len(syllables("x " * 10_000)) <= 300
    assert search.find(index, search.Wish("giấy phép " * 10_000)).found


def test_no_shipped_word_stands_twice_and_each_means_something():
    words = shipped.synonyms()

    assert len({one.typed for one in words}) == len(words)
    assert all(one.meant for one in words if one.kind is not search.SynonymKind.FILLER)
