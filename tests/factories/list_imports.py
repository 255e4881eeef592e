"""Published lists that came in and wait for an editor."""

from motcua.foundation.kernel.actors import SYSTEM
from motcua.reference.catalogue import operations
from motcua.reference.catalogue.models import ListImport
from motcua.reference.catalogue.reading import ReadList
from motcua.reference.catalogue.rules.lists import Row, oddities
from tests.factories.accounts import MONDAY

RADIATION = "An toàn bức xạ hạt nhân"
FACTS = operations.ListFacts(
    title="Danh mục thử 2022", document="Kế hoạch 12/KH-SKHCN ngày 10/01/2022", scheme="ND43", plan_year=2022
)


def rows(*, authority: str = "H50") -> tuple[Row, ...]:
    """A new procedure, one that stands twice, one without a code, one whose level is unclear."""
    code = f"3.000001.000.00.00.{authority}"
    return (
        Row(1, "1", RADIATION, "Cấp giấy phép thử", code, "2", "4"),
        Row(2, "2", RADIATION, "Cấp giấy phép thử", code, "2", "4"),
        Row(3, "3", RADIATION, "Khai báo thử", "", "", "3"),
        Row(4, "4", RADIATION, "Thu hồi thử", "", "2, 3", "4"),
    )


def a_list(agency_code: str, *, sha256: str = "a" * 64) -> ListImport:
    """Kept for the agency, nothing confirmed."""
    found = rows()
    read = ReadList("csv", found, tuple(oddities(found)), name="danh-muc.csv", sha256=sha256)
    return operations.keep_upload(read=read, facts=FACTS, agency_code=agency_code, by=SYSTEM, at=MONDAY)
