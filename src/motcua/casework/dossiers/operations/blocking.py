"""A paper that turned out to hold malware: the dossiers that hold it say so, and their owners are told."""

from datetime import datetime

from motcua.casework.dossiers.events.papers import PaperBlocked
from motcua.casework.dossiers.models import DossierMessage, FiledPaper
from motcua.casework.dossiers.notices import papers as notices
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM

from ._acts import Act, locked


class Holders:
    """What the documents room tells upwards: its port PaperHolders."""

    def blocked(self, *, document_code: str, at: datetime) -> None:
        """An event and a notice for each dossier; a draft says it at the file and is not filed
        with it. Of what an officer sent with a message the page says it; the owner has nothing to do."""
        filed = FiledPaper.objects.filter(document__code=document_code).order_by("filing__dossier_id")
        sent = DossierMessage.objects.filter(document__code=document_code).order_by("pk")
        asked = sent.filter(by_officer=None).values_list("dossier__code", flat=True)
        for code in dict.fromkeys([*filed.values_list("filing__dossier__code", flat=True), *asked]):
            act = Act(locked(code), actor=SYSTEM, at=at)
            audit.record(PaperBlocked(**act.facts, document=document_code))
            notices.paper_blocked(act)
        for code in sent.exclude(by_officer=None).values_list("dossier__code", flat=True):
            act = Act(locked(code), actor=SYSTEM, at=at)
            audit.record(PaperBlocked(**act.facts, document=document_code))
