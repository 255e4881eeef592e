"""What a barcode reader types into the search of the desk."""

import pytest

from motcua.casework.dossiers.queries.filters import scanned

LONG = "000.00.15.H50-261122-0001"
SHORT = "H50.15-261122-0001"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (LONG, LONG),
        (f" {LONG}\r\n", LONG),
        (LONG.lower(), LONG),
        (SHORT, SHORT),
        (f"{LONG}|2.000086|045088000777|Giấy tiếp nhận|Motcua|22/11/2026 09:00|", LONG),
        (f"https://motcua.example/lookup/?code={LONG}", LONG),
        (f"{LONG}-KQ1", LONG),
        (f"{LONG}-KQ(2)", LONG),
        ("Võ Thanh Bình", "Võ Thanh Bình"),
        ("045088000777", "045088000777"),
        ("a|b", "a|b"),
        ("https://elsewhere.example/?q=1", "https://elsewhere.example/?q=1"),
        ("://[", "://["),
        ("", ""),
    ],
)
def test_a_code_is_taken_out_of_what_holds_it(typed, wanted):
    assert scanned(typed) == wanted
