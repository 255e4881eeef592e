import pytest

from motcua.foundation.notifications import rules


def test_an_id_is_always_the_same_and_tells_nothing():
    made = rules.message_id("e-1", "P-MINH", domain="motcua.example")

    assert made == rules.message_id("e-1", "P-MINH", domain="motcua.example")
    assert "MINH" not in made


def test_another_event_or_recipient_has_another_id():
    made = {rules.message_id(e, r, domain="x") for e in ("e-1", "e-2", "e-1\nP") for r in ("P", "A")}

    assert len(made) == 6


@pytest.mark.parametrize("text", ["Hồ sơ\r\nBcc: hoa@example.vn", "Hồ sơ\n\n  Bcc: hoa@example.vn "])
def test_a_subject_is_one_line(text):
    assert rules.one_line(text) == "Hồ sơ Bcc: hoa@example.vn"
