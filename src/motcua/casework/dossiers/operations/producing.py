"""Keep what a step of the process must produce: words, or a file."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.errors.flow import ProductEmpty
from motcua.casework.dossiers.events.flow import StepProductKept
from motcua.casework.dossiers.models import StepProduct
from motcua.casework.dossiers.queries.products import asking_step, last_round, produced
from motcua.casework.dossiers.rules import producing
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import Purpose
from motcua.records.documents.models import Document

from ._acts import Act
from .side_tasks import Upload
from .steps import begin_in_unit


@transaction.atomic
def keep_product(
    *, by: OfficerView, code: str, product: str, text: str, upload: Upload | None, at: datetime
) -> StepProduct:
    """Keep one thing that the step must produce, or the next one that the same hands do before the leader; a
    newer one stands in the place of the one before.

    Raises: DossierMissing, NotYourDossier, MoveRefused, ProductNotAsked, ProductEmpty, what
    the documents room refuses.
    """
    act = begin_in_unit(by=by, code=code, at=at)
    producing.check_kept(produced(act.dossier).to_leader, product)
    is_file = product in producing.AS_FILE
    if upload is None if is_file else not text.strip():
        raise ProductEmpty(is_file=is_file)
    document = _received(act, upload) if is_file and upload is not None else None
    row = StepProduct.objects.create(
        dossier=act.dossier,
        step_slug=asking_step(act.dossier, product),
        round=last_round(act.dossier),
        kind=product,
        text="" if document else text.strip(),
        document=document,
        kept_at=at,
        kept_by_id=by.id,
    )
    audit.record(
        StepProductKept(
            **act.facts, step=row.step_slug, product=product, document=document.code if document else ""
        )
    )
    return row


def _received(act: Act, upload: Upload) -> Document:
    return documents.receive(
        stream=upload.stream,
        name=upload.name,
        by=act.actor,
        at=act.at,
        purpose=Purpose.OFFICE,
        act_id=act.id,
    )
