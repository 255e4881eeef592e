"""Internal notes: written, with colleagues named in them, and read by those."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.errors import ReasonMissing
from motcua.casework.dossiers.events import NoteWritten
from motcua.casework.dossiers.models import Dossier, Mention, Note
from motcua.casework.dossiers.notices import mentions as mention_notices
from motcua.casework.dossiers.queries.colleagues import Named, who_may_see
from motcua.casework.dossiers.queries.notes import unread_by
from motcua.casework.dossiers.rules import mentions as rules
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.clock import local_date

from ._acts import begin, locked


@transaction.atomic
def write_note(*, by: OfficerView, code: str, text: str, at: datetime, tell: Sequence[str] = ()) -> Note:
    """Write an internal note; its words stay out of the event. Whoever it names behind an @, and whoever is
    chosen beside it (`tell`, codes), is told at once.

    Raises: DossierMissing, ReasonMissing, NobodyOfThatName, OutOfTheirSight, TooManyNamed.
    """
    dossier = locked(code)
    permissions.check_can_see(dossier, by)
    words = text.strip()
    if not words:
        raise ReasonMissing()
    known = _known(dossier, at) if tell or "@" in words else {}
    handles = {code: one.handle for code, one in known.items()}
    named = rules.all_named(words, told=tell, known=handles, writer=by.code)
    act = begin(dossier, by=by, at=at)
    note = Note.objects.create(dossier=dossier, text=words, written_at=at, written_by_id=by.id)
    _keep(note, named, known)
    audit.record(NoteWritten(**act.facts, note=note.pk, named=tuple(sorted(named))))
    mention_notices.named(act, writer=by, codes=list(named))
    return note


def _known(dossier: Dossier, at: datetime) -> dict[str, Named]:
    return {one.code: one for one in who_may_see(dossier, on=local_date(at))}


def _keep(note: Note, named: Mapping[str, str], known: Mapping[str, Named]) -> None:
    Mention.objects.bulk_create(
        Mention(note=note, officer_id=known[code].id, said=said) for code, said in named.items()
    )


@transaction.atomic
def mark_notes_read(*, by: OfficerView, dossier_id: int, at: datetime) -> int:
    """The officer has the notes of a dossier in sight before them: how many had named them, or whom they
    stand in for. What a stand-in read still waits for the absent. No act, so no event.
    """
    waiting = Mention.objects.filter(unread_by(by), note__dossier_id=dossier_id)
    own = waiting.filter(officer_id=by.id).update(read_at=at)
    return own + waiting.update(stood_in_at=at)
