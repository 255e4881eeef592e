"""What the apology for lost papers says: facts of the dossier in the shape of the letters room."""

from collections.abc import Sequence
from datetime import datetime

from motcua.foundation.accounts.queries import letterhead
from motcua.records.letters import papers

from .models import Dossier
from .paperwork import applicant_of, head_of


def loss(
    dossier: Dossier,
    *,
    what_happened: str,
    rebuilt: Sequence[str],
    asked: Sequence[str],
    leader_name: str,
    leader_title: str,
    at: datetime,
) -> papers.Loss:
    """Which papers, how it was found, what is done for each, and that the agency bears the cost."""
    heading = letterhead(dossier.agency.code)
    rows = [
        papers.Row(label="Nội dung yêu cầu giải quyết", value=dossier.publication.procedure.name),
        papers.Row(label="Phát hiện và sự việc", value=what_happened),
    ]
    if rebuilt:
        rows.append(papers.Row(label="Lập lại từ tệp cơ quan đang lưu", value="; ".join(rebuilt)))
    if asked:
        rows.append(papers.Row(label="Xin nhận lại", value="; ".join(asked)))
    return papers.Loss(
        head=head_of(dossier, at=at),
        applicant=applicant_of(dossier),
        rows=tuple(rows),
        paragraphs=(
            f"{heading.name} xin lỗi vì đã làm mất giấy tờ nêu trên của hồ sơ này.",
            "Cơ quan chịu mọi chi phí để có lại các giấy tờ đó. Thời hạn giải quyết hồ sơ vẫn tính tiếp.",
        ),
        contact=heading.hotline,
        leader_title=leader_title,
        leader=leader_name,
    )
