"""Closed lists of the digitisation room: stored value, shown label."""

from django.db import models


class CampaignState(models.TextChoices):
    DRAFT = "draft", "đang chuẩn bị"
    OPEN = "open", "đang làm"
    CLOSED = "closed", "đã kết thúc"


class BoxState(models.TextChoices):
    OPEN = "open", "đang làm"
    PAUSED = "paused", "tạm dừng"
    DONE = "done", "đã xong"


class ScanState(models.TextChoices):
    """How far a scanned file is, until papers were cut from it."""

    LOOKING = "looking", "đang xem các trang"
    CUT = "cut", "đã tách văn bản"
    FAULTY = "faulty", "có lỗi"
    LEFT_OUT = "left_out", "đã bỏ ra"


class Standing(models.TextChoices):
    """What a paper waits for at its station."""

    PAGES = "pages", "chờ xem trang"
    PERSON = "person", "chờ người làm"
    MACHINE = "machine", "máy đang làm"
    LOT = "lot", "chờ kiểm tra lần hai"
    FAULTY = "faulty", "có lỗi"
    STORED = "stored", "đã lưu kho"
    LEFT_OUT = "left_out", "đã bỏ ra"


class Sampling(models.TextChoices):
    """How many of a lot are looked at a second time."""

    QUALITY_LIMIT = "quality_limit", "theo giới hạn chất lượng (TCVN 7790-1)"
    PERCENT = "percent", "theo tỷ lệ"
    FULL = "full", "tất cả"


class Verdict(models.TextChoices):
    OPEN = "open", "đang kiểm tra"
    ACCEPTED = "accepted", "đạt"
    REFUSED = "refused", "không đạt, kiểm tra tất cả"
    EMPTIED = "emptied", "không còn văn bản"


class FaultKind(models.TextChoices):
    """Why a file, a page or a paper cannot go on by itself."""

    UNREADABLE = "unreadable", "không đọc được tệp"
    MALWARE = "malware", "tệp có mã độc"
    UNSCANNED = "unscanned", "không kiểm được mã độc"
    PAGE_UNREADABLE = "page_unreadable", "không đọc được trang"
    BLANK = "blank", "trang trắng"
    TURNED = "turned", "trang nằm ngang"
    UPSIDE_DOWN = "upside_down", "trang ngược"
    SKEWED = "skewed", "trang nghiêng"
    COARSE = "coarse", "quét dưới độ phân giải"
    CUT_OFF = "cut_off", "chữ chạm mép trang"
    SAME_PAGE = "same_page", "trùng với trang khác"
    NO_PAPER = "no_paper", "không có văn bản nào"
    NO_PLACE = "no_place", "không còn trang để thay"
    NO_WORDS = "no_words", "không nhận ra chữ"
    OUTSIDE = "outside", "hệ thống bên ngoài không trả lời"
    BY_HAND = "by_hand", "do người làm báo"


class OpeningWay(models.TextChoices):
    """How a file of a paper was opened."""

    SHOWN = "shown", "xem"
    TAKEN = "taken", "tải về"
