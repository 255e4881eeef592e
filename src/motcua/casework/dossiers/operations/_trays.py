"""Where files lie before they are filed: beside a draft, or beside the answer to a supplement."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from motcua.casework.dossiers import checking, draft_rows, held_papers, permissions, replies, rules
from motcua.casework.dossiers.errors import DraftMissing, NothingToAnswer
from motcua.casework.dossiers.models import Dossier, Draft, LaidPaper, Supplement, SupplementPaper
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.queries import ApplicantView
from motcua.reference.catalogue.models import Version
from motcua.reference.catalogue.rules.papers import Demand, place_of

from ._acts import locked

if TYPE_CHECKING:
    from django.db.models.manager import Manager


@dataclass
class Tray:
    """A locked draft or supplement as a place for files. `code` is that of the draft or of the dossier,
    `held_owner` whose papers of the repository may be laid there, `asked_again` those that the officer knows
    and asked for all the same.
    """

    code: str
    papers: Manager[Any]
    version: Version
    agency: Agency
    asks: Callable[[date], Sequence[Demand]]
    touch: Callable[[datetime], None]
    held_owner: str
    asked_again: Collection[str] = ()
    draft: Draft | None = None
    _laid: list[LaidPaper] | None = None

    def laid(self) -> list[LaidPaper]:
        """What lies there, the first laid first. One query, until something is put there."""
        if self._laid is None:
            self._laid = list(self.papers.select_related("document").order_by("pk"))
        return self._laid

    def put(self, at: datetime, **fields: Any) -> LaidPaper:
        """Lay one more file."""
        paper: LaidPaper = self.papers.create(added_at=at, **fields)
        self._laid = None
        return paper

    def remove(self, **which: Any) -> None:
        """Take files away; a paper of the repository that was taken away is not laid unasked again."""
        gone: list[LaidPaper] = list(self.papers.filter(**which))
        self.papers.filter(pk__in=[one.pk for one in gone]).delete()
        self._laid = None
        places = {place_of(one.slug, one.row) for one in gone if one.holding_code}
        if self.draft is not None and places - set(self.draft.left_out):
            self.draft.left_out = sorted({*self.draft.left_out, *places})
            self.draft.save(update_fields=["left_out"])


def tray_of(code: str, by: ApplicantView) -> Tray:
    """The tray of that draft or dossier, under its lock.

    Raises: DraftMissing, DossierMissing, NothingToAnswer.
    """
    return _of_supplement(code, by) if rules.is_dossier_code(code) else _of_draft(locked_draft(code, by))


def locked_draft(draft_code: str, by: ApplicantView) -> Draft:
    """Raises DraftMissing."""
    drafts = Draft.objects.select_for_update(of=("self",))
    draft = draft_rows.draft_of(drafts, code=draft_code, account_code=by.account_code)
    if draft is None:
        raise DraftMissing()
    return draft


def locked_supplement(dossier: Dossier) -> Supplement:
    """The one that waits for an answer. Raises NothingToAnswer."""
    waiting = Supplement.objects.select_for_update(of=("self",)).filter(dossier=dossier, answered_at=None)
    supplement = waiting.first()
    if supplement is None:
        raise NothingToAnswer()
    return supplement


def forget_reply(dossier: Dossier) -> None:
    """What was being prepared as an answer is not needed any more."""
    SupplementPaper.objects.filter(supplement__dossier=dossier).delete()
    Supplement.objects.filter(dossier=dossier, answered_at=None).update(
        typed=None, typed_note="", typed_at=None
    )


def _of_draft(draft: Draft) -> Tray:
    def touch(at: datetime) -> None:
        draft.updated_at = at
        draft.save(update_fields=["updated_at"])

    return Tray(
        code=draft.code,
        papers=draft.papers,
        version=draft.version,
        agency=draft.publication.agency,
        asks=lambda on: checking.files_asked(draft, on=on),
        touch=touch,
        held_owner=held_papers.owner_code(draft),
        draft=draft,
    )


def _of_supplement(code: str, by: ApplicantView) -> Tray:
    dossier = locked(code)
    permissions.check_is_party(dossier, by)
    supplement = locked_supplement(dossier)

    def touch(at: datetime) -> None:
        supplement.typed_at = at
        supplement.save(update_fields=["typed_at"])

    return Tray(
        code=dossier.code,
        papers=supplement.papers,
        version=dossier.version,
        agency=dossier.agency,
        asks=lambda on: replies.reply_of(dossier, supplement, on=on).demands,
        touch=touch,
        held_owner=held_papers.owner_code_of(dossier),
        asked_again=replies.asked_again(supplement),
    )
