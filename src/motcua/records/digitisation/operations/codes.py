"""The code of a digitised result: its parts as columns, its running number under a lock.

Law: TT-01-2023-VPCP/10.
"""

from django.db import transaction

from motcua.records.digitisation.models import CodeCounter, Paper
from motcua.records.digitisation.rules.line import CodeParts, code_of
from motcua.records.digitisation.rules.line.keying import UNREADABLE
from motcua.records.repository.facts import DigitisedCode
from motcua.reference.catalogue.queries.result_types import result_types_of

COLUMNS = ("result_code", "ordinal", "owner_number", "issued_year", "result_type")


def give(paper: Paper) -> None:
    """Give the paper its code, once; in the caller's transaction, which saves the paper.

    Its type is that of the result in the national database where the procedure says it, else the campaign's.
    """
    if paper.result_code is not None:
        return
    number = (paper.values or {}).get("owner_number", "")
    _give(paper, owner_number="" if number == UNREADABLE else number)


class DigitisedCodes:
    """What the repository asks: its port DigitisedCodes."""

    @transaction.atomic(savepoint=False)
    def renewed(self, *, source_code: str, owner_number: str) -> DigitisedCode | None:
        papers = Paper.objects.select_for_update(of=("self",)).select_related("box__campaign")
        paper = papers.filter(code=source_code, result_code__isnull=False).first()
        if paper is None:
            return None
        _give(paper, owner_number=owner_number)
        paper.save(update_fields=list(COLUMNS))
        return digitised_code(paper)


def digitised_code(paper: Paper) -> DigitisedCode:
    """As the repository takes it."""
    return DigitisedCode(
        code=paper.result_code or "",
        owner_part=paper.owner_number,
        type_part=paper.result_type or paper.box.campaign.paper_type_code,
        order=paper.ordinal,
        year=paper.issued_year,
        agency_part=paper.box.campaign.agency_code,
    )


def _give(paper: Paper, *, owner_number: str) -> None:
    campaign, values = paper.box.campaign, paper.values or {}
    paper.owner_number = owner_number
    year = values.get("issued_on", "")[:4]
    paper.issued_year = int(year) if year.isdigit() else None

    types = result_types_of(procedure_code=campaign.procedure_code, agency_code=campaign.agency_code)
    paper.result_type = types.national or campaign.paper_type_code

    def code(ordinal: int) -> str:
        parts = CodeParts(
            ma_dinh_danh=paper.owner_number,
            ma_loai_giay_to=paper.result_type,
            stt=ordinal,
            nam=paper.issued_year or 0,
            ma_co_quan=campaign.agency_code,
        )
        return code_of(parts, template=campaign.code_template)

    key = code(0)[:200]
    CodeCounter.objects.bulk_create([CodeCounter(key=key)], ignore_conflicts=True)
    counter = CodeCounter.objects.select_for_update(of=("self",)).get(pk=key)
    counter.last += 1
    while Paper.objects.filter(result_code=code(counter.last)).exists():
        counter.last += 1
    counter.save(update_fields=["last"])
    paper.ordinal, paper.result_code = counter.last, code(counter.last)
