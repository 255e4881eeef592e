"""Places of a tray: what is asked for there, what may come, what lies there."""

from datetime import date, datetime

from motcua.casework.dossiers import checking
from motcua.casework.dossiers.answer_lookups import ANSWERS
from motcua.casework.dossiers.errors import TooManyFiles, UnknownPaper
from motcua.casework.dossiers.models import LaidPaper
from motcua.foundation.kernel.clock import local_date
from motcua.records.documents.enums import FileType
from motcua.records.documents.rules import Limits
from motcua.reference.catalogue.rules.papers import Demand
from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import field_at

from ._trays import Tray

MAX_FILES_PER_PAPER = 20
MOST_ANSWER_FILES = 100


def demand_at(tray: Tray, place: str, at: datetime) -> Demand:
    """What is asked for at that place, with room for one more file. Raises UnknownPaper, TooManyFiles."""
    demand = next((one for one in tray.asks(local_date(at)) if one.place == place), None)
    if demand is None:
        raise UnknownPaper()
    if len(laid_at(tray, demand)) >= MAX_FILES_PER_PAPER:
        raise TooManyFiles(MAX_FILES_PER_PAPER)
    return demand


def limits_at(tray: Tray, place: str) -> Limits:
    return checking.upload_limits(tray.version, tray.agency, place)


def field_limits_at(tray: Tray, field: str) -> Limits:
    """What one more file of that field may be. Raises UnknownPaper, TooManyFiles."""
    asked = field_at(checking.form_of(tray.version), field)
    if asked is None or asked.kind is not FieldKind.ATTACHMENTS:
        raise UnknownPaper()
    if sum(one.slug == ANSWERS for one in tray.laid()) >= MOST_ANSWER_FILES:
        raise TooManyFiles(MOST_ANSWER_FILES)
    most = checking.upload_limits(tray.version, tray.agency, ANSWERS).max_bytes
    return Limits(max_bytes=most, types=frozenset(FileType(one) for one in asked.types))


def laid_at(tray: Tray, demand: Demand) -> list[LaidPaper]:
    """The files at that place, the first laid first."""
    return [one for one in tray.laid() if (one.slug, one.row) == (demand.paper.slug, demand.row)]


def put(
    tray: Tray,
    demand: Demand,
    document_id: int,
    at: datetime,
    *,
    issued_on: date | None,
    expires_on: date | None,
    holding_code: str = "",
) -> LaidPaper:
    """The days stated for the files before it hold for this one too; a paper of the repository makes room."""
    if any(one.holding_code for one in laid_at(tray, demand)):
        tray.remove(pk__in=[one.pk for one in laid_at(tray, demand) if one.holding_code])
    before = next(reversed(laid_at(tray, demand)), None)
    paper = tray.put(
        at,
        slug=demand.paper.slug,
        row=demand.row,
        row_label=demand.row_label,
        issued_on=issued_on or (before.issued_on if before else None),
        expires_on=expires_on or (before.expires_on if before else None),
        document_id=document_id,
        holding_code=holding_code,
    )
    tray.touch(at)
    return paper
