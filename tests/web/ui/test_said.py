"""A text that nobody has written in English shows the Vietnamese, and says so."""

from django.utils import translation

from motcua.reference.forms.rules import Text
from motcua.web.ui.templatetags.ui import said


def test_a_missing_english_text_is_the_vietnamese_marked_as_such():
    with translation.override("en"):
        shown = said(Text("Đơn <b>"))

    assert '<span lang="vi">Đơn &lt;b&gt;</span>' in shown
    assert ">VI</abbr>" in shown


def test_a_text_in_the_readers_language_is_not_marked():
    text = Text("Đơn", "Form")

    with translation.override("en"):
        assert said(text) == "Form"
    with translation.override("vi"):
        assert said(text) == "Đơn"
        assert said(Text("Đơn")) == "Đơn"


def test_nothing_is_nothing():
    with translation.override("en"):
        assert said(Text("")) == ""
