"""What an applicant prepares as the answer to a supplement, held against what was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.records.repository.queries.taking import Held
from motcua.reference.catalogue.rules import content as content_rules
from motcua.reference.catalogue.rules.papers import Demand, FaultKind, Laid, faults
from motcua.reference.forms.ports import Lookups
from motcua.reference.forms.rules import Checked, Form, as_typed, check_answers

from . import answer_lookups, checking, held_papers, paper_checks
from .enums import Channel, Stage
from .models import Dossier, Filing, Supplement, SupplementPaper
from .paper_checks import Brought, DraftDefect


@dataclass(frozen=True)
class Reply:
    """The answer as it stands: `raw` as typed, `checked` what of it holds, `laid` the files beside it.

    `is_free`: a reply to an intended refusal, with words or with a file at any paper. `held`: what of it was
    taken from the repository and still counts, by code; `owner_code` whose papers these must be.
    """

    form: Form
    raw: Mapping[str, Any]
    checked: Checked
    lookups: Lookups
    demands: tuple[Demand, ...]
    laid: tuple[SupplementPaper, ...]
    held: Mapping[str, Held]
    owner_code: str
    asks_fields: bool
    note: str
    is_free: bool = False

    def files_at(self, demand: Demand) -> list[SupplementPaper]:
        return [one for one in self.laid if (one.slug, one.row) == (demand.paper.slug, demand.row)]

    @property
    def taken(self) -> list[SupplementPaper]:
        """The files that go with the answer; those of the form only while an answer names them."""
        named = answer_lookups.files_named(self.checked.answers)
        return [one for one in self.laid if one.slug != answer_lookups.ANSWERS or one.document.code in named]


def slugs_asked(supplement: Supplement, kind: str) -> list[str]:
    """The papers or fields that were asked for, each once and in order."""
    return list(dict.fromkeys(one["slug"] for one in supplement.defects if one["kind"] == kind))


def asked_again(supplement: Supplement) -> frozenset[str]:
    """Papers of the repository that the officer knows and asked for all the same. One query."""
    return frozenset(supplement.asked_again.order_by().values_list("holding_code", flat=True))


def reply_of(
    dossier: Dossier, supplement: Supplement, *, on: date, typed: Mapping[str, Any] | None = None
) -> Reply:
    """The reply as it was kept, or with other answers `typed`. Two queries, one per number looked up, and one
    where papers of the repository are laid.
    """
    last = Filing.objects.filter(dossier=dossier).order_by("-round").values_list("answers", flat=True).first()
    filed: dict[str, Any] = dict(last or {})
    form = checking.form_of(dossier.version)
    laid = tuple(supplement.papers.select_related("document__content").order_by("pk"))
    lookups = answer_lookups.of_dossier(dossier, filed, laid)
    kept = supplement.typed if typed is None else typed
    raw = as_typed(form, filed) if kept is None else kept
    asks_fields = bool(slugs_asked(supplement, "field"))
    checked = check_answers(form=form, raw=raw, today=on, lookups=lookups)
    return Reply(
        form=form,
        raw=raw,
        checked=checked,
        lookups=lookups,
        demands=_demands(dossier, supplement, form, checked.answers if asks_fields else filed, on),
        laid=laid,
        held=held_papers.taken_of(laid, on=on),
        owner_code=held_papers.owner_code_of(dossier),
        asks_fields=asks_fields,
        note=supplement.typed_note,
        is_free=supplement.stage == Stage.REFUSAL,
    )


def _demands(
    dossier: Dossier, supplement: Supplement, form: Form, answers: Mapping[str, Any], on: date
) -> tuple[Demand, ...]:
    """The papers asked for, row by row; one that these answers ask nothing of is still asked once."""
    found: dict[str, list[Demand]] = {}
    for demand in paper_checks.demands_of(
        dossier.version.content,
        case_slug=dossier.case_slug,
        answers=answers,
        channel=dossier.channel,
        form=form,
        on=on,
    ):
        found.setdefault(demand.paper.slug, []).append(demand)
    known = {paper.slug: paper for paper in content_rules.papers_of(dossier.version.content)}
    slugs = list(found) if supplement.stage == Stage.REFUSAL else slugs_asked(supplement, "paper")
    return tuple(
        demand for slug in slugs if slug in known for demand in found.get(slug) or [Demand(known[slug])]
    )


def defects_of(reply: Reply, *, note: str, on: date, brought: Brought | None = None) -> list[DraftDefect]:
    """All that keeps the answer from being sent; a word of explanation stands for papers that do not come.

    `brought` is what came on paper, beside the files.

    Law: ND-61-2018/15.3, ND-142-2020/14.
    """
    wrong = []
    if reply.asks_fields:
        wrong += [DraftDefect(one.input_name, one.sentence, one.remedy) for one in reply.checked.defects]
    wrong += paper_checks.blocked_defects(reply.laid)
    wrong += held_papers.gone_defects(reply.laid, reply.held, owner_code=reply.owner_code)
    files = held_papers.at_hand(reply.laid, reply.held)
    laid = [*files, *(brought.laid(reply.demands) if brought else [])]
    missing = missing_papers(reply.demands, laid) if not note.strip() and not reply.is_free else []
    if reply.is_free and not note.strip() and not laid:
        wrong.append(
            DraftDefect("_note", _("Your reply is empty."), _("Write your reply, or choose a file."))
        )
    wrong += [
        DraftDefect(
            f"paper-{demand.place}",
            _("“%(paper)s” is still missing.") % {"paper": paper_checks.name_of(demand)},
            _("Choose the file, or write below why it cannot be given."),
        )
        for demand in missing
    ]
    at = {(one.slug, one.row) for one in laid}
    given = [demand for demand in reply.demands if (demand.paper.slug, demand.row) in at]
    channel = brought.channel if brought else Channel.ONLINE
    wrong += [
        paper_checks.defect_of(fault)
        for fault in faults(given, laid, on=on, channel=channel)
        if fault.kind is not FaultKind.MISSING
    ]
    return wrong


def missing_papers(demands: Sequence[Demand], laid: Sequence[Laid]) -> list[Demand]:
    """The first box of each paper of which nothing lies there at all: of several rows one may be enough."""
    given = {one.slug for one in laid}
    first: dict[str, Demand] = {}
    for demand in demands:
        if demand.paper.slug not in given:
            first.setdefault(demand.paper.slug, demand)
    return list(first.values())
