"""Dossiers as they were filed and went on, read for a replay: the rules they are under, and their facts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from motcua.casework.payments import queries as payments
from motcua.foundation.calendar.rules import ClockEvent
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue.models import Version
from motcua.reference.catalogue.rules.channels import terms_of
from motcua.reference.catalogue.rules.papers import Laid
from motcua.reference.forms.rules import as_typed, lookups_of
from motcua.reference.workflow.rules import parse_steps

from . import checking
from .enums import SubStatus
from .models import ClockEntry, Dossier, FiledPaper, Filing
from .replaying import Package, Past


def rules_of(version: Version, steps: Sequence[Mapping[str, Any]]) -> Package:
    """A published version as rules; its form and fee are read with it."""
    return Package(
        content=version.content,
        form=checking.form_of(version),
        fee=version.fee_version.content if version.fee_version else None,
        steps=parse_steps(steps),
        timed_by=version.content,
    )


def own_rules(dossier: Dossier, steps: Sequence[Mapping[str, Any]]) -> Package:
    """The rules under which the dossier is: its version, and its process or the one that would take it."""
    own = rules_of(dossier.version, dossier.process.steps if dossier.process else steps)
    return replace(own, timed_by=checking.binding_version(dossier).content)


class Facts:
    """What was filed with some dossiers, what they owe and what their clocks say: four queries."""

    def __init__(self, dossiers: Sequence[Dossier]) -> None:
        keys = [dossier.pk for dossier in dossiers]
        self._answers: dict[int, dict[str, Any]] = {}
        for dossier, answers in (
            Filing.objects.filter(dossier__in=keys).order_by("round").values_list("dossier_id", "answers")
        ):
            self._answers[dossier] = answers
        self._papers: dict[int, list[Laid]] = {}
        begun = {dossier.pk: dossier.first_round for dossier in dossiers}
        for paper in (
            FiledPaper.objects.filter(filing__dossier__in=keys).select_related("filing").order_by("pk")
        ):
            if paper.filing.round < begun[paper.filing.dossier_id]:
                continue
            laid = Laid(paper.slug, paper.row, issued_on=paper.issued_on, expires_on=paper.expires_on)
            self._papers.setdefault(paper.filing.dossier_id, []).append(laid)
        self._clocks: dict[int, list[ClockEvent]] = {}
        for entry in ClockEntry.objects.filter(dossier__in=keys).order_by("pk"):
            self._clocks.setdefault(entry.dossier_id, []).append(entry.event)
        self._charges = payments.charges_of(subjects=[f"dossier:{dossier.code}" for dossier in dossiers])

    def past(self, dossier: Dossier, own: Package) -> Past:
        charge = self._charges.get(f"dossier:{dossier.code}")
        return Past(
            code=dossier.code,
            filed_at=dossier.submitted_at,
            filed_on=local_date(dossier.submitted_at),
            is_open=dossier.ended_at is None,
            state=str(SubStatus(dossier.sub_status).label),
            case=dossier.case_slug,
            channel=terms_of(dossier.channel),
            owner_kind=dossier.owner_kind,
            raw=as_typed(own.form, self._answers.get(dossier.pk, {})),
            lookups=lookups_of(self._answers.get(dossier.pk, {})),
            laid=self._papers.get(dossier.pk, ()),
            clock=self._clocks.get(dossier.pk, ()),
            charge_vnd=charge.amount_vnd if charge else None,
            paid_at=charge.settled_at if charge else None,
        )
