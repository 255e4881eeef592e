"""Requests whose competent agency is not clear, at the desk of the small authority."""

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import UnclearRequest
from motcua.casework.dossiers.operations import Wanted
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.codes import new_code

from .accounts import officer_view
from .dossiers import FILED, an_authority
from .intakes import BINH


def a_request(by: OfficerView | None = None) -> UnclearRequest:
    """Bình wants something; nobody knows yet who decides it."""
    by = by or officer_view(an_authority()["receptionist"])
    return dossiers.take_in(by=by, wanted=wanted(), at=FILED)


def wanted(**changes: str) -> Wanted:
    typed = {"token": new_code("Q"), "wants": "Xin phép đặt máy X-quang di động.", "channel": "counter"}
    return Wanted(filer=BINH, papers="Đơn viết tay, 1 bản.", **(typed | changes))
