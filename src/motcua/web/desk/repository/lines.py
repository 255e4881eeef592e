"""What a paper says, line by line, as officers read it."""

from motcua.records.repository.enums import Origin
from motcua.records.repository.queries.rows import PaperView
from motcua.web.ui.parts import Line
from motcua.web.ui.templatetags.ui import day

TONES = {
    "valid": "good",
    "expired": "attention",
    "replaced": "neutral",
    "revoked": "late",
    "refusal": "neutral",
}
SURE = 90


def lines(paper: PaperView) -> list[Line]:
    """A value of which the reading was not sure says so."""
    told = [
        Line("Số, ký hiệu", _said(paper, "number_symbol", paper.number_symbol)),
        Line("Trích yếu", _said(paper, "abstract", paper.abstract)),
        Line("Ngày ban hành", _said(paper, "issued_on", paper.issued)),
        Line("Cơ quan ban hành", _said(paper, "issuer_name", paper.issuer_name)),
        Line("Người ký", _said(paper, "signer", paper.signer)),
        Line("Hiệu lực", "" if paper.standing == "refusal" else _validity(paper)),
        Line("Chủ ghi trên giấy tờ", " · ".join(filter(None, (paper.owner_name, paper.owner_number)))),
        Line("Loại", f"{paper.origin.label}, {paper.trust.label}"),
        Line("Mã kết quả số hóa", paper.digitised_code),
        Line("Lý do không còn hiệu lực", paper.reason),
        Line("Lưu trong kho từ", day(paper.held_at)),
    ]
    return [line for line in told if line.value]


def _said(paper: PaperView, fact: str, value: str) -> str:
    sure = paper.confidence.get(fact, 100)
    return f"{value} (máy đọc chắc {sure} %)" if value and sure < SURE else value


def _validity(paper: PaperView) -> str:
    if paper.origin is Origin.COMPONENT and paper.valid_until is None:
        return "chưa rõ"
    first = f"từ {day(paper.valid_from)} " if paper.valid_from else ""
    return first + (f"đến {day(paper.valid_until)}" if paper.valid_until else "không thời hạn")
