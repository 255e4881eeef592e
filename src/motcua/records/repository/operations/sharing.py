"""Links by which a stranger sees one paper."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.audit import operations as audit
from motcua.records.repository import errors, permissions, tokens
from motcua.records.repository.enums import HoldingState
from motcua.records.repository.events import PaperShared, ShareEnded
from motcua.records.repository.models import Share
from motcua.records.repository.rules import sharing as rules

from .lookups import event_facts, locked


@transaction.atomic
def share(
    *,
    by: ApplicantView,
    code: str,
    purpose: str,
    until: datetime,
    most_openings: int | None,
    at: datetime,
) -> Share:
    """Make a link for somebody who has no account here.

    Raises: HoldingMissing, NotValidAnyMore, PurposeMissing, ShareTimeRefused, ShareCountRefused,
    TooManyShares.
    """
    holding = locked(code)
    permissions.check_owns(by, holding)
    if holding.state != HoldingState.VALID:
        raise errors.NotValidAnyMore()
    rules.check_share(purpose=purpose, until=until, most_openings=most_openings, at=at)
    if holding.shares.live(at=at).count() >= rules.MOST_SHARES:
        raise errors.TooManyShares(rules.MOST_SHARES)
    made = Share(
        holding=holding,
        purpose=purpose.strip()[:200],
        made_at=at,
        made_by=by.account_code,
        until=until,
        most_openings=most_openings,
    )
    made.token_hash = tokens.hash_of(tokens.token_of(made.code))
    made.save()
    facts = event_facts(holding, by=by.actor, at=at, act_id=uuid4())
    audit.record(PaperShared(**facts, share=made.code, until=until.isoformat(), most_openings=most_openings))
    return made


@transaction.atomic
def end_share(*, by: ApplicantView, code: str, share_code: str, at: datetime) -> Share:
    """Take a link back; at once, and for good. Safe to repeat.

    Raises: HoldingMissing, ShareMissing.
    """
    holding = locked(code)
    permissions.check_owns(by, holding)
    found = holding.shares.select_for_update(of=("self",)).filter(code=share_code).first()
    if found is None:
        raise errors.ShareMissing()
    if found.ended_at is None:
        found.ended_at = at
        found.save(update_fields=["ended_at"])
        facts = event_facts(holding, by=by.actor, at=at, act_id=uuid4())
        audit.record(ShareEnded(**facts, share=found.code))
    return found


@transaction.atomic
def open_share(*, token: str, at: datetime) -> Share:
    """Count one opening of a link; what is seen is kept as an opening when the page shows it.

    Raises: ShareMissing.
    """
    found = (
        Share.objects.select_for_update(of=("self",))
        .select_related("holding")
        .live(at=at)
        .filter(token_hash=tokens.hash_of(token))
        .first()
    )
    if found is None or not rules.may_be_opened(openings=found.openings, most_openings=found.most_openings):
        raise errors.ShareMissing()
    found.openings += 1
    found.save(update_fields=["openings"])
    return found
