"""Papers that a filing took from the repository: filed by code, opened in sight of the owner, counted."""

from collections.abc import Collection, Mapping

from django.db import transaction

from motcua.casework.dossiers.models import FiledPaper, Filing, SavedPaper
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.repository import operations as repository
from motcua.records.repository.enums import OpeningWay
from motcua.records.repository.models import Holding
from motcua.records.repository.queries.taking import Held

from ._acts import Act


@transaction.atomic(savepoint=False)
def file_held(filing: Filing, held: Mapping[str, Held]) -> None:
    """What the repository holds stands in for papers that nobody brought to the counter."""
    FiledPaper.objects.bulk_create(
        FiledPaper(
            filing=filing,
            slug=slug,
            document_id=one.document_id,
            holding_code=one.code,
            issued_on=one.issued_on,
            expires_on=one.valid_until,
        )
        for slug, one in held.items()
    )


@transaction.atomic(savepoint=False)
def keep_saved(act: Act, *, filing: Filing, taken: Collection[Held]) -> None:
    """Count the papers of a round that nobody had to hand in again, each once in a dossier; the owner sees
    for which dossier each was used.
    """
    by_code = {one.code: one for one in taken}
    if not by_code:
        return
    dossier = act.dossier
    filed = FiledPaper.objects.filter(filing=filing, holding_code__in=by_code).order_by("pk")
    SavedPaper.objects.bulk_create(
        (
            SavedPaper(
                dossier=dossier,
                slug=one.slug,
                row=one.row,
                holding_code=one.holding_code,
                owner_code=by_code[one.holding_code].owner_code,
                agency_id=dossier.agency_id,
                procedure_code=dossier.publication.procedure.code,
                channel=dossier.channel,
                saved_at=act.at,
            )
            for one in filed
        ),
        ignore_conflicts=True,
    )
    for holding in Holding.objects.filter(code__in=by_code).order_by("code"):
        repository.keep_opening(
            by=SYSTEM,
            holding=holding,
            way=OpeningWay.REUSED,
            at=act.at,
            dossier_code=dossier.code,
            office_code=dossier.agency.code,
        )
