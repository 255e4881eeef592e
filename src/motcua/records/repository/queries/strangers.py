"""What a link shows to whoever holds it: one paper, and nothing else of its owner."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.records.repository import errors, tokens
from motcua.records.repository.models import Holding, Share
from motcua.records.repository.rules import sharing

from .rows import PaperView, paper_view


@dataclass(frozen=True)
class SharedView:
    """A link before it is opened: for what and until when; not a word of the paper."""

    code: str
    purpose: str
    until: datetime
    left: int | None

    @property
    def is_used_up(self) -> bool:
        return self.left is not None and self.left <= 0


def share_of(*, token: str, at: datetime) -> SharedView:
    """One query. Raises ShareMissing."""
    found = _live(token, at)
    left = found.most_openings - found.openings if found.most_openings is not None else None
    return SharedView(code=found.code, purpose=found.purpose, until=found.until, left=left)


def shared_holding(*, token: str, at: datetime) -> tuple[Share, Holding]:
    """The paper behind a link that this browser has opened. One query. Raises ShareMissing."""
    found = _live(token, at)
    return found, found.holding


def shared_paper(holding: Holding, *, on: date) -> PaperView:
    return paper_view(holding, on=on)


def _live(token: str, at: datetime) -> Share:
    """Raises ShareMissing."""
    along = (
        "holding__document__content",
        "holding__signed_copy__content",
        "holding__replaced_by",
    )
    found = Share.objects.select_related(*along).filter(token_hash=tokens.hash_of(token)).first()
    if found is None or not sharing.is_live(until=found.until, ended_at=found.ended_at, at=at):
        raise errors.ShareMissing()
    return found


def key_of(token: str) -> str:
    """What counts the tries of one link, without the link itself."""
    return tokens.hash_of(token)[:24]
