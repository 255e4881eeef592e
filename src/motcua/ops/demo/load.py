"""`motcua demo load`: the sample installation, complete, once."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from motcua.casework.dossiers.models import Dossier
from motcua.foundation.calendar import operations as calendar
from motcua.foundation.kernel.actors import SYSTEM
from motcua.reference.catalogue import operations as catalogue

from . import authority, certificates, dossiers, line

DOSSIERS = 63
AUTHORITIES = {"H50": "skhcn-quang-tri", "H02": "skhcn-bac-giang"}
Progress = Callable[[str], None]


def load(*, at: datetime, dossier_count: int = DOSSIERS, say: Progress = print) -> None:
    """Authorities, officers, catalogue, calendar, certificates and sample dossiers; what is there is kept.

    People and dossiers come whole or not at all, so that a load that was stopped goes on where it was.
    """
    founded = at - timedelta(days=400)
    if not authority.is_made():
        say("Cơ quan, đơn vị, tài khoản mẫu")
        with transaction.atomic():
            authority.make(at=founded)
    say("Danh mục 97 thủ tục")
    catalogue.load_shipped(agencies=AUTHORITIES, by=SYSTEM, at=founded)
    say("Lịch làm việc 2018–2026")
    calendar.seed_shipped_calendar(by=SYSTEM, at=founded)
    certificates.make(at=founded)
    with transaction.atomic():
        line.make(at=at)
    if not Dossier.objects.exists() and dossier_count:
        say(f"{dossier_count} hồ sơ mẫu")
        with translation.override("vi"), transaction.atomic():
            dossiers.make(now=at, count=dossier_count, progress=lambda done, of: _tell(done, of, say))


def _tell(done: int, of: int, say: Progress) -> None:
    if done % 10 == 0 or done == of:
        say(f"  … {done}/{of}")
