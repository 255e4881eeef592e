"""Results with how they were given, and originals that were handed back, as the desk shows them."""

from motcua.casework.dossiers import checking
from motcua.casework.dossiers.enums import Outcome, PaperSeen, ResultWay, Taker, WrongOriginal
from motcua.casework.dossiers.models import Correction, Dossier, OriginalBack, Result, ResultReturn

from .desk_rows import OriginalRow, ResultRow

GIVEN_WORDS = {
    ResultWay.ONLINE: "trả trực tuyến",
    ResultWay.COUNTER: "trao tại quầy",
    ResultWay.POST: "gửi bưu chính",
}


def result_rows(dossier: Dossier) -> tuple[ResultRow, ...]:
    """One query."""
    rows = Result.objects.filter(dossier=dossier).select_related("given", "corrects").order_by("pk")
    return tuple(_result(row, getattr(row, "given", None)) for row in rows)


def _result(row: Result, given: ResultReturn | None) -> ResultRow:
    return ResultRow(
        row.code,
        str(Outcome(row.outcome).label),
        row.signed_at,
        row.number,
        row.symbol,
        row.numbered_at,
        row.returned_at,
        _words(given, getattr(row, "corrects", None)) if given else "",
        given.acknowledged_at if given else None,
        row.signed_as,
        row.signing_basis,
    )


def _words(given: ResultReturn, correction: Correction | None) -> str:
    said = [GIVEN_WORDS[ResultWay(given.way)]]
    if given.taken_by:
        said.append(f"{given.taken_name} ({Taker(given.taken_by).label.lower()}) ký nhận")
        said.append(f"đã xuất trình {PaperSeen(given.paper_seen).label.lower()}")
    if given.tracking_number:
        said.append(f"số hiệu {given.tracking_number}")
    if correction is not None and correction.wrong_original:
        said.append(str(WrongOriginal(correction.wrong_original).label).lower())
    return ", ".join(said)


def original_rows(dossier: Dossier) -> tuple[OriginalRow, ...]:
    """One query."""
    rows = OriginalBack.objects.filter(dossier=dossier).select_related("given_by").order_by("pk")
    return tuple(
        OriginalRow(
            checking.name_of_part(dossier, kind="paper", slug=row.slug),
            row.count,
            f"{row.taken_name} ({Taker(row.taken_by).label.lower()})",
            row.given_at,
            row.given_by.full_name,
        )
        for row in rows
    )
