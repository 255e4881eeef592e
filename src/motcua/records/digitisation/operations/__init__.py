"""Changes of the digitisation room, by the stations of the line."""

from datetime import datetime
from typing import Protocol

from .boxes import count_box, explain_miscount, pause_box, resume_box, watch_folder
from .correcting import (
    correct_as_measured,
    correct_page,
    leave_out,
    pass_pages,
    report_fault,
    scan_anew,
    settle_refused,
    settle_scan,
    take_page_back,
    try_again,
)
from .file_openings import keep_file_opening
from .folders import take_from_folders
from .intake import take_dropped, take_scan
from .keying import decide, give_back, keep_entry, take_next
from .lots import draw_lot, look_at_sample
from .openings import keep_opening
from .plans import (
    change_campaign,
    close_campaign,
    make_box,
    make_campaign,
    make_plan,
    open_campaign,
    plan_volume,
    spend,
)
from .resuming import resume
from .signatures import order_seals, order_signatures
from .taking_rates import take_error_rates


class Work(Protocol):
    """What a machine does to a paper at its station."""

    def __call__(self, *, paper_code: str, work: int, at: datetime) -> None: ...


__all__ = [
    "Work",
    "change_campaign",
    "close_campaign",
    "correct_as_measured",
    "correct_page",
    "count_box",
    "decide",
    "draw_lot",
    "explain_miscount",
    "give_back",
    "keep_entry",
    "keep_file_opening",
    "keep_opening",
    "leave_out",
    "look_at_sample",
    "make_box",
    "make_campaign",
    "make_plan",
    "open_campaign",
    "order_seals",
    "order_signatures",
    "pass_pages",
    "pause_box",
    "plan_volume",
    "report_fault",
    "resume",
    "resume_box",
    "scan_anew",
    "settle_refused",
    "settle_scan",
    "spend",
    "take_dropped",
    "take_error_rates",
    "take_from_folders",
    "take_next",
    "take_page_back",
    "take_scan",
    "try_again",
    "watch_folder",
]
