"""Where a dossier stands, under every notice about it: who received it, who has it, the times.

The least that a notice of the state says. Officers are named, as on the receipt; what is not known yet is
left out or said to come.

Law: ND-224-2026/15.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.casework.dossiers.enums import Business, HolderKind
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.kernel.clock import local


def moment(at: datetime) -> str:
    """`17:00 ngày 28/11/2026` in Vietnam time, in the reader's language."""
    return _("%(time)s on %(day)s") % {"time": f"{local(at):%H:%M}", "day": f"{local(at):%d/%m/%Y}"}


def standing(dossier: Dossier) -> str:
    """One line for each: agency, filing and reception, whoever has it now and until when, the result."""
    lines = (_agency, _filed, _reception, _now, _result)
    return "\n".join(filter(None, (line(dossier) for line in lines)))


def _agency(dossier: Dossier) -> str:
    agency = dossier.agency
    is_english = get_language() == "en"
    return _("Agency: %(agency)s") % {
        "agency": agency.name_en if is_english and agency.name_en else agency.name_vi
    }


def _filed(dossier: Dossier) -> str:
    return _("Filed: %(at)s.") % {"at": moment(dossier.submitted_at)}


def _reception(dossier: Dossier) -> str:
    unit, officer = dossier.reception_unit.name, dossier.accepted_by
    if officer is None or dossier.accepted_at is None:
        return _("Reception: %(unit)s") % {"unit": unit}
    names = {"officer": officer.full_name, "unit": unit, "at": moment(dossier.accepted_at)}
    return _("Received by: %(officer)s, %(unit)s, %(at)s") % names


def _now(dossier: Dossier) -> str:
    if dossier.holder_until is None:
        unit = dossier.work_unit
        return _("Worked on by: %(unit)s") % {"unit": unit.name} if unit else ""
    until = moment(dossier.holder_until)
    if dossier.holder_kind == HolderKind.APPLICANT:
        return _("Waits for: you, until %(until)s") % {"until": until}
    unit, officer = dossier.holder_unit, dossier.holder_officer
    who = ", ".join(filter(None, [officer.full_name if officer else "", unit.name if unit else ""]))
    return _("Worked on by: %(who)s, until %(until)s") % {"who": who, "until": until}


def _result(dossier: Dossier) -> str:
    if dossier.business == Business.RETURNED and dossier.ended_at is not None:
        return _("Result: returned %(at)s") % {"at": moment(dossier.ended_at)}
    if dossier.ended_at is not None:
        return _("Result: none, the dossier ended %(at)s") % {"at": moment(dossier.ended_at)}
    if dossier.due_at is None:
        return _("Result: the day is set when the time begins")
    return _("Result: due by %(until)s") % {"until": moment(dossier.due_at)}


STANDING: Final[Mapping[str, Callable[[Dossier], str]]] = {
    "standing": standing,
    "filed": _filed,
    "reception": _reception,
    "hands": _now,
    "result": _result,
}
"""All of it, or a line of it, by its placeholder."""
