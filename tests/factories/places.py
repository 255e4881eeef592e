"""A province with two one-stop desks: the centre of the province, and the department that decides."""

from typing import Any

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.enums import AgencyLevel
from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.queries import OfficerView

from .accounts import a_unit, an_agency, an_identifier, an_officer, officer_view
from .dossiers import FILED, an_authority, later
from .intakes import an_intake


def a_centre() -> Officer:
    """The receptionist of the centre, below the same province as the first agency."""
    an_authority()
    province = an_agency("ubnd-quang-tri", level=AgencyLevel.PROVINCE, name_vi="UBND tỉnh Quảng Trị")
    decides = an_agency()
    if decides.parent_id != province.pk:
        decides.parent = province
        decides.save(update_fields=["parent"])
    centre = an_agency("ttpvhcc-quang-tri", parent=province, name_vi="Trung tâm Phục vụ hành chính công")
    an_identifier(centre, "000.00.90.H50")
    an_identifier(centre, "H50.90")
    desk = a_unit("tt-mot-cua", agency=centre, name="Quầy tiếp nhận")
    return an_officer(unit=desk, code="hue", full_name="Hồ Thị Huệ")


def hue() -> OfficerView:
    return officer_view(a_centre())


def received_elsewhere(**intake: Any) -> Dossier:
    """Received on paper at the centre for the department; the papers still lie at the centre."""
    by = hue()
    return dossiers.receive(by=by, intake=an_intake(**intake), at=FILED)


def papers_on_the_way() -> Dossier:
    dossier = received_elsewhere()
    return dossiers.forward_papers(by=hue(), code=dossier.code, way="by_hand", at=later(FILED))


def papers_there() -> Dossier:
    dossier = papers_on_the_way()
    lan = officer_view(an_authority()["receptionist"])
    return dossiers.confirm_papers(by=lan, code=dossier.code, at=later(FILED, 40))
