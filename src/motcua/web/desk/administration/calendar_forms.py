"""What the calendar's pages take from a browser: shape only."""

from typing import Any

from django import forms

from motcua.foundation.calendar.enums import DayKind
from motcua.foundation.calendar.rules import Day, Opening, Week, openings_from, openings_text
from motcua.web.desk.administration.forms import choice, day, say, text

WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


class _Noted(forms.Form):
    note = text("Lý do thay đổi", 500, empty="Ghi lý do: người xem lịch sử cần biết vì sao.")


KINDS = [("off", "Ngày nghỉ"), ("working", "Ngày làm bù"), ("short", "Ngày làm nửa ngày")]
ASK_HOURS = "Ghi giờ dạng 07:30-11:30, 13:30-17:00."


class DayForm(_Noted):
    on = day("Ngày")
    kind = choice("Loại ngày", KINDS)
    hours = forms.CharField(
        label="Giờ làm việc của riêng ngày này",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"width": "medium", "example": "07:30-11:30"}),
        help_text="Bắt buộc với ngày làm nửa ngày; ngày làm bù để trống nếu làm cả ngày.",
    )
    name = text("Tên ngày", 200, example="Nghỉ bù Quốc khánh")
    source = text("Nguồn", 300, help_text="Số, ngày của văn bản hoặc thông báo.")
    verified = forms.BooleanField(label="Đã đối chiếu với văn bản", required=False)

    field_order = ("on", "kind", "hours", "name", "source", "verified", "note")

    def clean_hours(self) -> tuple[Opening, ...]:
        try:
            return openings_from(self.cleaned_data["hours"])
        except ValueError:
            raise forms.ValidationError(ASK_HOURS) from None

    def made(self) -> Day:
        said = self.cleaned_data
        return Day(
            on=said["on"],
            kind=DayKind(said["kind"]),
            name=said["name"],
            source=said["source"],
            verified=said["verified"],
            openings=said["hours"],
        )


class HoursForm(_Noted):
    """One line for each weekday: stretches such as 07:30-11:30, 13:30-17:00; empty is a day off."""

    def __init__(self, *args: Any, hours: Week, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, name in enumerate(WEEKDAYS):
            self.fields[f"day{place}"] = forms.CharField(
                label=name,
                required=False,
                max_length=100,
                initial=openings_text(hours[place]),
                widget=forms.TextInput(attrs={"width": "medium", "example": "07:30-11:30, 13:30-17:00"}),
                help_text="Để trống nếu nghỉ." if place == 0 else "",
                error_messages=say(ASK_HOURS),
            )
        self.order_fields([*(f"day{place}" for place in range(7)), "note"])

    def clean(self) -> dict[str, Any]:
        for place in range(7):
            name = f"day{place}"
            try:
                self.cleaned_data[name] = openings_from(str(self.cleaned_data.get(name, "")))
            except ValueError:
                self.add_error(name, f"{WEEKDAYS[place]}: ghi giờ dạng 07:30-11:30, 13:30-17:00.")
        return self.cleaned_data

    def week(self) -> Week:
        return tuple(self.cleaned_data[f"day{place}"] for place in range(7))


class YearForm(_Noted):
    year = forms.IntegerField(
        label="Năm",
        min_value=2018,
        max_value=2100,
        widget=forms.NumberInput,
        error_messages=say("Nhập năm bằng bốn chữ số."),
        help_text="Những ngày đang hiện của năm này trở thành lịch đã chốt.",
    )
    is_official = forms.BooleanField(
        label="Lịch nghỉ của năm đã được công bố chính thức",
        required=False,
        help_text="Khi chưa đánh dấu, mọi ngày hẹn chạm năm này ghi là dự kiến.",
    )

    field_order = ("year", "is_official", "note")
