"""The papers of volume data: letters count as made, and all of them show one and the same specimen.

A million papers are neither typeset nor signed. What the worker would do beside that is done: the document is
kept, the letter is marked as made, both events are recorded. The events of signing are missing.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.actors import SYSTEM
from motcua.ops.demo.papers import sample_pdf
from motcua.records.documents import operations as documents
from motcua.records.documents import rules as rules_of_documents
from motcua.records.documents.enums import FileType
from motcua.records.documents.models import Content
from motcua.records.letters import rules, sources
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.letters.events import LetterMade
from motcua.records.letters.models import Letter, Template

SPECIMEN = sample_pdf("Du lieu khoi luong: khong co ban giay nao duoc lap cho ho so nay.")


@transaction.atomic
def lay_out(subject: str, *, at: datetime) -> None:
    """Give every letter about the subject that waits to be made the specimen as its paper."""
    for letter in Letter.objects.about(subject).filter(state=LetterState.FIXED).order_by("pk"):
        name = rules.file_name(LetterKind(letter.kind), letter.data["head"]["dossier_code"])
        letter.document = documents.keep(
            content=SPECIMEN, name=name, by=SYSTEM, at=at, owner_code=letter.owner_code, act_id=letter.act_id
        )
        letter.made_at = at
        letter.state = LetterState.MADE
        letter.save(update_fields=["document", "made_at", "state"])
        audit.record(
            LetterMade(
                subject=f"letter:{letter.code}",
                about=letter.subject,
                at=at,
                actor=SYSTEM,
                acting_for=letter.owner_code,
                act_id=letter.act_id,
                dimensions=Dimensions(agency=letter.agency_code),
                document=letter.document.code,
                sha256=letter.document.content_id,
            )
        )


def name_contents(slugs: Iterable[str], *, at: datetime) -> None:
    """Name the contents that the plays of two processes share: who is first would keep the other waiting.

    The files come with the plays.
    """
    pdf = rules_of_documents.MEDIA_TYPES[FileType.PDF]
    Content.objects.bulk_create(
        [
            Content(sha256=hashlib.sha256(one).hexdigest(), size_bytes=len(one), media_type=pdf, stored_at=at)
            for one in (SPECIMEN, *map(sample_pdf, sorted(slugs)))
        ],
        ignore_conflicts=True,
    )


def keep_templates(*, at: datetime) -> None:
    """The templates in force, which the letters name."""
    for kind in LetterKind:
        if kind is not LetterKind.ACKNOWLEDGEMENT:
            now = sources.current(kind.value)
            template = Template(version=now.version, name=now.main, sources=now.files, first_used_at=at)
            Template.objects.bulk_create([template], ignore_conflicts=True)
