"""Keeping versions of forms."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.foundation.kernel.canonical import content_hash

from .models import FormVersion
from .rules import parse_form


@transaction.atomic
def keep_version(*, content: Mapping[str, Any], at: datetime) -> FormVersion:
    """The version with this content: the one already kept, or a new one with the next number.

    Part of the act of publishing a procedure, which records the event.
    """
    form = parse_form(content)
    digest = content_hash(content)
    kept = FormVersion.objects.select_for_update(of=("self",)).filter(code=form.code).order_by("-number")
    same = kept.filter(content_hash=digest).first()
    if same:
        return same
    last = kept.first()
    return FormVersion.objects.create(
        code=form.code,
        number=last.number + 1 if last else 1,
        content=dict(content),
        content_hash=digest,
        kept_at=at,
    )
