"""What an officer is told at once of a file they gave: what the look into it found."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.contrib import messages

from motcua.records.documents import looks
from motcua.records.documents.enums import Look
from motcua.web.desk.requests import DeskRequest

OF_SIGNATURES = frozenset(
    {
        Look.CHANGED_AFTER_SIGNING,
        Look.SIGNATURE_EXPIRED,
        Look.SIGNATURE_REVOKED,
        Look.SIGNATURE_UNTRUSTED,
        Look.SIGNATURE_BROKEN,
        Look.SIGNATURE_UNREADABLE,
    }
)
SIGN_AGAIN = (
    "Tệp vẫn được lưu. Nếu đây là văn bản của anh/chị, hãy ký lại bằng chứng thư còn hiệu lực rồi tải bản "
    "mới lên; nếu là giấy tờ người khác đưa, xem chi tiết ở mục Chữ ký số của tệp."
)


class Given(Protocol):
    """A file that was taken."""

    @property
    def file_name(self) -> str: ...
    @property
    def findings(self) -> Sequence[Mapping[str, Any]]: ...


def tell(request: DeskRequest, file: Given | None) -> None:
    """A warning for each thing found; nothing for a file that is as it should be."""
    for one in looks.from_json([dict(found) for found in file.findings] if file else []):
        what_to_do = SIGN_AGAIN if one.code in OF_SIGNATURES else one.remedy
        messages.warning(request, f"“{file.file_name if file else ''}”: {one.sentence} {what_to_do}")
