"""Who receives paper dossiers at the counter, what they type beside the dossier, and what is kept of it."""

from motcua.casework.dossiers.operations import AskedDefect, PaidAtOnce
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import local_date
from tests.factories.accounts import a_post, a_unit, officer_view
from tests.factories.dossiers import FILED, an_authority

ON = local_date(FILED)
LACKING = [AskedDefect("paper", "giay-cu", "Nộp giấy phép đã cấp.")]
CASH = PaidAtOnce(way="cash", number="BL-7", paid_on=ON)


def lan() -> OfficerView:
    return officer_view(an_authority()["receptionist"])


def both() -> OfficerView:
    """A receptionist who is the cashier too."""
    officer = an_authority()["receptionist"]
    if officer.posts.count() == 1:
        a_post(officer, role="cashier", unit=a_unit())
    return officer_view(officer)


def kinds(code: str) -> list[str]:
    events = AuditEvent.objects.filter(subject=f"dossier:{code}").order_by("sequence")
    return list(events.values_list("kind", flat=True))
