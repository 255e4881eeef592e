"""What stands around every page of the desk: the officer's queues, the catalogue, the administration."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from django.urls import NoReverseMatch, reverse

from motcua.casework.archives.permissions import SETTERS, WATCHERS
from motcua.casework.dossiers.queries import books, forwarding, queues, side_tasks
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.repository.permissions import ANSWERERS, KEEPERS
from motcua.web.ui.parts import Queue, QueueGroup

PUBLISHING = (("Thủ tục và biểu mẫu", "procedures"), ("Quy trình nội bộ", "processes"))
BULK = (
    Permission.DOSSIER_ASSIGN,
    Permission.DOSSIER_DECIDE,
    Permission.DOSSIER_NUMBER,
    Permission.DOSSIER_RETURN,
    Permission.DOSSIER_PROCESS,
    Permission.DOSSIER_RECEIVE,
)
LISTING = (Permission.DOSSIER_RECEIVE, Permission.DOSSIER_RETURN)
BESIDE = {
    queues.WORK: (
        ("Bảng kê giao nhận", "hand_over_lists", LISTING),
        ("Ký văn bản", "signing", BULK[1:2]),
        ("Làm hàng loạt", "bulk_orders", BULK),
    ),
    queues.WATCH: (
        ("Việc và chậm trễ", "load", BULK[:2]),
        ("Giấy tờ không phải nộp lại", "saved_papers", BULK[:2]),
    ),
}
LINE = (
    Permission.DIGITISE_PLAN,
    Permission.DIGITISE_SCAN,
    Permission.DIGITISE_KEY,
    Permission.DIGITISE_CHECK,
    Permission.DIGITISE_SEAL,
)
"""Whoever holds one of them works on the digitisation line and sees how far it is."""
CHECKERS = (Permission.DIGITISE_PLAN, Permission.DIGITISE_KEY, Permission.DIGITISE_CHECK)
DIGITISATION = (
    ("Đợt số hóa", "digitisation", LINE),
    ("Kiểm tra dữ liệu", "checking", CHECKERS),
    ("Kiểm tra lần hai", "lots", (Permission.DIGITISE_CHECK,)),
    ("Tỷ lệ sai", "error_rates", CHECKERS),
    ("Báo cáo số hóa", "digitisation_reports", LINE),
)
ARCHIVES = (
    ("Nộp lưu hồ sơ", "archives", WATCHERS),
    ("Thời hạn bảo quản", "archives_periods", (*SETTERS, *WATCHERS)),
)
EDITING = (
    *PUBLISHING,
    ("Danh mục công bố", "catalogue"),
    ("Đối chiếu thủ tục", "likenesses"),
    ("Từ ngữ tìm kiếm", "words"),
    ("Lý do bổ sung, từ chối", "reasons"),
)


def groups(
    *, officer: OfficerView, at: datetime, current: str = "", lying: Sequence[queues.Queue] = ()
) -> list[QueueGroup]:
    """The left column; `current` is the slug of the queue or the name of the page shown.

    One query for what lies in the queues, unless the page knows it already, and one each for what is asked of
    who processes and for the papers of who receives.
    """
    found = []
    if officer.may(Permission.DOSSIER_SEE):
        lying = lying or queues.queues(viewer=officer, at=at)
        for name in (queues.WORK, queues.WATCH):
            shown = [
                _queue(queue, current)
                for queue in lying
                if queue.group == name and (queue.is_shown or queue.slug == current)
            ]
            if name == queues.WORK and officer.may(Permission.DOSSIER_PROCESS):
                shown.append(_asked(officer, at, current))
            if name == queues.WORK and officer.may(Permission.DOSSIER_RECEIVE):
                shown.insert(0, _page("Tiếp nhận tại quầy", "counter", current))
                shown.append(_papers(officer, at, current))
                shown.append(_page("Hỗ trợ nộp trực tuyến", "helping", current))
                shown.append(_page("Chưa xác định thẩm quyền", "unclear", current))
            if shown:
                found.append(QueueGroup(name, shown + _beside(name, officer, current)))
    found += _repository(officer, current)
    if any(map(officer.may, LINE)):
        found.append(QueueGroup("Số hóa", _pages(DIGITISATION, officer, current)))
    if books.may_read(officer):
        found.append(QueueGroup("Sổ sách", [_page("Sổ theo dõi hồ sơ", "books", current)]))
    if kept := _pages(ARCHIVES, officer, current):
        found.append(QueueGroup("Lưu trữ", kept))
    if officer.may(Permission.CATALOGUE_EDIT):
        found.append(QueueGroup("Thủ tục", [_page(*page, current) for page in EDITING]))
    elif officer.may(Permission.CATALOGUE_PUBLISH):
        found.append(QueueGroup("Thủ tục", [_page(*page, current) for page in PUBLISHING]))
    own = [_page("Nghỉ và người thay", "leave", current)]
    if officer.may(Permission.DOSSIER_SEE):
        own.append(_page("Mẫu câu", "phrases", current))
    if officer.may(Permission.DOSSIER_ASSIGN) or officer.may(Permission.ADMINISTER):
        own.append(_page("Cách phân công", "assignment", current))
    found.append(QueueGroup("Của tôi", own))
    administration = _address("desk:administration")
    if administration and officer.may(Permission.ADMINISTER):
        found.append(QueueGroup("Quản trị", [Queue("Quản trị hệ thống", administration)]))
    return found


def _repository(officer: OfficerView, current: str) -> list[QueueGroup]:
    """For whoever keeps the papers of an agency, or works in a unit that issues some."""
    pages = (
        ("Giấy tờ chưa rõ chủ", "unmatched", KEEPERS),
        ("Giấy tờ của cơ quan", "kept_papers", KEEPERS),
        ("Đề nghị sửa giấy tờ", "asked_corrections", ANSWERERS),
    )
    shown = [_page(label, name, current) for label, name, who in pages if any(map(officer.may, who))]
    return [QueueGroup("Kho giấy tờ", shown)] if shown else []


def _beside(group: str, officer: OfficerView, current: str) -> list[Queue]:
    """The pages that stand below the queues of a group."""
    return _pages(BESIDE[group], officer, current)


def _pages(
    pages: Sequence[tuple[str, str, Sequence[str]]], officer: OfficerView, current: str
) -> list[Queue]:
    """Those of some pages that the officer may see."""
    return [_page(label, name, current) for label, name, who in pages if any(map(officer.may, who))]


@lru_cache(maxsize=256)
def _at(name: str, *args: str) -> str:
    """An address of the desk; it has no language, so each is worked out once, not two dozen times a page."""
    return reverse(f"desk:{name}", args=args)


def _page(label: str, name: str, current: str) -> Queue:
    return Queue(label, _at(name), is_current=name == current)


def _asked(officer: OfficerView, at: datetime, current: str) -> Queue:
    """What others ask of the officer's units; one query."""
    waiting, late = side_tasks.asked_count(viewer=officer, at=at)
    return Queue(
        label="Phối hợp",
        address=_at("side_tasks"),
        count=waiting,
        is_current=current == "side_tasks",
        tone="late" if late else "neutral",
    )


def _papers(officer: OfficerView, at: datetime, current: str) -> Queue:
    """What this desk has to send to others or to confirm; one query."""
    waiting, late = forwarding.waiting_count(viewer=officer, at=at)
    return Queue(
        label="Chuyển, nhận giấy tờ",
        address=_at("forwarding"),
        count=waiting,
        is_current=current == "forwarding",
        tone="late" if late else "neutral",
    )


def _queue(queue: queues.Queue, current: str) -> Queue:
    return Queue(
        label=queue.label,
        address=_at("worklist", queue.slug),
        count=None if queue.total is None else str(queue.total),
        is_current=queue.slug == current,
        tone=queue.tone,
    )


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
