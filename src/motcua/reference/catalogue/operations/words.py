"""The editors' list of words for searching."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts.permissions import Administrator, actor_of
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.reference.catalogue import permissions, shipped
from motcua.reference.catalogue.enums import SynonymKind
from motcua.reference.catalogue.errors import SynonymUnknown, SynonymUnusable
from motcua.reference.catalogue.events import SynonymKept, SynonymTakenOut
from motcua.reference.catalogue.models import Synonym
from motcua.reference.catalogue.rules.search.syllables import syllables

LONGEST, MOST_MEANT = 80, 10


@transaction.atomic
def keep_synonym(
    *, typed: str, meant: Sequence[str], kind: SynonymKind, by: Administrator, at: datetime
) -> Synonym:
    """Put a word into the list, or say anew what it means; one that was taken out comes back.

    Raises: Forbidden, SynonymUnusable.
    """
    permissions.check_can_edit_words(by)
    word, phrases = _checked(typed, meant, kind)
    Synonym.objects.select_for_update(of=("self",)).filter(typed=word).first()
    kept, _ = Synonym.objects.update_or_create(
        typed=word,
        defaults={
            "meant": phrases,
            "kind": kind,
            "in_use": True,
            "changed_by": actor_of(by).code,
            "changed_at": at,
        },
    )
    audit.record(
        SynonymKept(
            subject=word,
            at=at,
            actor=actor_of(by),
            dimensions=Dimensions(),
            word_kind=kind,
            meant="; ".join(phrases),
        )
    )
    return kept


@transaction.atomic
def take_out_synonym(*, typed: str, by: Administrator, at: datetime) -> None:
    """Take a word out of the list; a new release does not bring it back. Twice is the same as once.

    Raises: Forbidden, SynonymUnknown.
    """
    permissions.check_can_edit_words(by)
    word = Synonym.objects.select_for_update(of=("self",)).filter(typed=typed).first()
    if word is None:
        raise SynonymUnknown
    if not word.in_use:
        return
    word.in_use, word.changed_by, word.changed_at = False, actor_of(by).code, at
    word.save(update_fields=["in_use", "changed_by", "changed_at"])
    audit.record(
        SynonymTakenOut(
            subject=word.typed, at=at, actor=actor_of(by), dimensions=Dimensions(), word_kind=word.kind
        )
    )


@transaction.atomic
def keep_shipped_synonyms(*, by: Administrator, at: datetime) -> int:
    """Add the shipped words that are not in the list, whether in use or taken out; how many are new.

    Part of loading what the product ships, which records the event.

    Raises: Forbidden.
    """
    permissions.check_can_edit_words(by)
    known = set(Synonym.objects.values_list("typed", flat=True))
    new = [
        Synonym(
            typed=one.typed,
            meant=list(one.meant),
            kind=one.kind,
            changed_by=actor_of(by).code,
            changed_at=at,
        )
        for one in shipped.synonyms()
        if one.typed not in known
    ]
    Synonym.objects.bulk_create(new)
    return len(new)


def _checked(typed: str, meant: Sequence[str], kind: SynonymKind) -> tuple[str, list[str]]:
    word = " ".join(typed.lower().split())
    phrases = [] if kind is SynonymKind.FILLER else [" ".join(one.split()) for one in meant if one.strip()]
    if not syllables(word):
        raise SynonymUnusable.nothing_typed()
    if kind is not SynonymKind.FILLER and not any(syllables(one) for one in phrases):
        raise SynonymUnusable.nothing_meant()
    if len(phrases) > MOST_MEANT or any(len(one) > LONGEST for one in [word, *phrases]):
        raise SynonymUnusable.too_long()
    return word, phrases
