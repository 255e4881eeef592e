"""Sentences that several pages say."""

from motcua.foundation.accounts.queries.leaves import LeaveRow


def end_words(row: LeaveRow) -> str:
    """What ending days away does."""
    days = f"từ ngày {row.valid_from:%d/%m/%Y} đến hết ngày {row.valid_to:%d/%m/%Y}"
    if not row.substitute_name:
        return f"Kỳ nghỉ {days} kết thúc ngay bây giờ."
    return f"Kỳ nghỉ {days} kết thúc ngay bây giờ và {row.substitute_name} thôi làm thay."
