"""What the pages of a filed dossier show: its view in, shapes of the ui room out. No query is made here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from motcua.casework.dossiers.answer_lookups import ANSWERS
from motcua.casework.dossiers.enums import Business, HolderKind
from motcua.casework.dossiers.queries.applicant import DossierRow, DossierView, FiledView
from motcua.casework.dossiers.queries.others import OtherRow
from motcua.foundation.calendar.enums import ClockPhase
from motcua.foundation.calendar.rules import remaining
from motcua.foundation.kernel.money import format_vnd
from motcua.web.guards import ApplicantRequest
from motcua.web.portal import forecast_words
from motcua.web.portal.answer_list import answers
from motcua.web.portal.dossier_next import is_step_late, next_act
from motcua.web.portal.paper_boxes import small_picture
from motcua.web.ui import parts
from motcua.web.ui.templatetags.ui import day, moment

TONES = {
    Business.REFUSED: "late",
    Business.AWAITING_SUPPLEMENT: "attention",
    Business.AWAITING_PAYMENT: "attention",
    Business.RETURNED: "good",
    Business.DECIDED: "good",
}


# The list


def cursor(asked: Mapping[str, str]) -> datetime | None:
    """Where the page begins; something unreadable begins at the start."""
    try:
        after = parse_datetime(asked.get("after", "")[:40])
    except ValueError:
        return None
    return after if after is not None and after.tzinfo is not None else None


def listed(request: ApplicantRequest, rows: Sequence[DossierRow], after: datetime | None) -> dict[str, Any]:
    here = reverse("portal:my_dossiers")
    return {
        "rows": [(row, TONES.get(Business(row.state), "neutral")) for row in rows],
        "leaf": parts.Leaf(
            newer=here if "after" in request.GET else "",
            older=f"{here}?{urlencode({'after': after.isoformat()})}" if after else "",
            shown=len(rows),
        ),
    }


# One dossier


def page(dossier: DossierView, *, at: datetime) -> dict[str, Any]:
    latest = [letter for letter in dossier.letters if not letter.is_revoked]
    return {
        "dossier": dossier,
        "read_at": at,
        "news": news(dossier, at=at),
        "crossing": dossier.crossing,
        "next": next_act(dossier, at=at),
        "tone": TONES.get(Business(dossier.state), "neutral"),
        "facts": _facts(dossier, at=at),
        "moments": moments(dossier, at=at),
        "due": due(dossier, at=at),
        "letters": latest,
        "is_making": any(not letter.document_code for letter in latest),
        "files": paper_files(dossier),
        "forecast": forecast_words.of_dossier(dossier.forecast) if _may_forecast(dossier) else "",
    }


def _may_forecast(dossier: DossierView) -> bool:
    """While the result is still to come."""
    return dossier.is_open and dossier.state not in (Business.DECIDED, Business.RETURNED)


def news(dossier: DossierView, *, at: datetime) -> str:
    """What is read aloud when the page changed while it lay open: the last step, and what is next."""
    last = dossier.timeline[-1].sentence if dossier.timeline else ""
    return _("The dossier changed. %(last)s %(next)s.") % {
        "last": last,
        "next": next_act(dossier, at=at).title,
    }


def _facts(dossier: DossierView, *, at: datetime) -> list[parts.Fact]:
    facts = [parts.Fact(_("State"), dossier.state_label, dossier.step_label, "card-list")]
    if dossier.is_open:
        who = _("You") if dossier.holder_kind == HolderKind.APPLICANT else dossier.holder_name
        words = _("since %(at)s past its time") if is_step_late(dossier, at=at) else _("until %(at)s")
        until = words % {"at": moment(dossier.holder_until)}
        facts.append(parts.Fact(_("Who acts next"), who, until, "person"))
    if dossier.charge is not None:
        amount = format_vnd(dossier.charge.amount_vnd)
        facts.append(parts.Fact(_("Fee"), amount, dossier.charge.state_label, "cash-coin"))
    if dossier.places.helped:
        where = dossier.places.helped
        facts.append(parts.Fact(_("Helped to file by"), where.helper, where.desk, "person"))
    if dossier.places.kiosk:
        facts.append(parts.Fact(_("Filed at the kiosk"), dossier.places.kiosk, "", "geo-alt"))
    if dossier.places.received:
        decides = _("%(agency)s decides") % {"agency": dossier.agency_name}
        facts.append(parts.Fact(_("Received at"), dossier.places.received, decides, "geo-alt"))
    return facts


def moments(dossier: DossierView, *, at: datetime) -> list[parts.Moment]:
    """What happened, and at the end who acts next and until when; a fee follows the act that asks for it."""
    rows = sorted(dossier.timeline, key=lambda row: (row.at, row.kind == "ChargeAsked"))
    done = [parts.Moment(title=row.sentence, at=row.at, who=row.actor_name) for row in rows]
    if not dossier.is_open:
        return done
    who = _("You") if dossier.holder_kind == HolderKind.APPLICANT else dossier.holder_name
    beside = [_beside(other, at=at) for other in dossier.others if other.is_at_work]
    now = _now(dossier.step_label, who, dossier.holder_until, is_late=is_step_late(dossier, at=at))
    return [*done, *beside, now]


def _beside(other: OtherRow, *, at: datetime) -> parts.Moment:
    is_late = other.until is not None and at > other.until
    return _now(other.part or _("Opinion on the dossier"), other.party, other.until, is_late=is_late)


def _now(title: str, who: str, until: datetime | None, *, is_late: bool) -> parts.Moment:
    text = _("This step is past its time.") if is_late else ""
    return parts.Moment(
        title=title, who=who, text=text, state="now", until=until, tone="late" if is_late else "neutral"
    )


def due(dossier: DossierView, *, at: datetime) -> parts.Due | None:
    """The legal clock, or None while it has not started."""
    clock = dossier.clock
    if clock is None:
        return None
    lines = [line.sentence for line in clock.lines]
    if not dossier.is_open:
        return parts.Due(word=_("The dossier has ended"), due_at=dossier.due_at, lines=lines)
    if clock.phase is ClockPhase.PAUSED:
        return _paused(dossier, lines, left=clock.left.sentence if clock.left else "")
    if dossier.due_at is None:
        return None
    is_late = dossier.legal_due_at is not None and at > dossier.legal_due_at
    left = ""
    if clock.due:
        left = remaining(due_at=dossier.due_at, at=at, unit=clock.due.unit, calendar=clock.calendar).sentence
    return parts.Due(
        word=_("The agency is late") if is_late else _("In time"),
        tone="late" if is_late else "neutral",
        due_at=dossier.due_at,
        left=left,
        lines=lines,
        is_provisional=dossier.due_is_provisional,
    )


def _paused(dossier: DossierView, lines: list[str], *, left: str) -> parts.Due:
    """What was left is counted after a resumption; an answered supplement begins from zero."""
    if dossier.waiting_supplement is not None:
        return parts.Due(word=_("The time stands still until you have answered"), lines=lines, is_paused=True)
    return parts.Due(word=_("The time stands still"), left=left, lines=lines, is_paused=True)


def paper_files(dossier: DossierView) -> list[parts.Paper]:
    """The papers of the procedure with the files given for each, over all rounds under it."""
    names = _names(dossier)
    kept: dict[str, list[parts.KeptFile]] = {}
    for filing in dossier.filings:
        if not filing.is_in_force:
            continue
        for slug, files in _files(filing).items():
            kept.setdefault(slug, []).extend(files)
    return [parts.Paper(name=names.get(slug, slug), files=files) for slug, files in kept.items()]


def _names(dossier: DossierView) -> dict[str, str]:
    """What files were given for, by the slug under which they are kept."""
    return {ANSWERS: _("Files of the form")} | {paper.slug: str(paper.name) for paper in dossier.papers}


def _files(filing: FiledView) -> dict[str, list[parts.KeptFile]]:
    files: dict[str, list[parts.KeptFile]] = {}
    for slug, file in filing.files:
        address = reverse("portal:document", args=[file.code])
        state = (
            _("sent on %(day)s") % {"day": day(filing.filed_at)}
            if filing.round > 1 and not filing.is_carried
            else ""
        )
        if file.held_as:
            state = _("from the repository, code %(code)s") % {"code": file.held_as}
        kept = parts.KeptFile(file.name, file.size_bytes, address, state=state, picture=small_picture(file))
        files.setdefault(slug, []).append(kept)
    return files


# What was submitted


def submitted(dossier: DossierView) -> dict[str, Any]:
    names = _names(dossier)
    rounds = [
        (
            filing,
            answers(filing.shown),
            [
                parts.Paper(name=(filing.names or names).get(slug, slug), files=files)
                for slug, files in _files(filing).items()
            ],
        )
        for filing in dossier.filings
    ]
    return {"dossier": dossier, "rounds": rounds, "lines": who_lines(dossier)}


def who_lines(dossier: DossierView) -> list[parts.Line]:
    ways = [dossier.result_way_label, dossier.result_address]
    lines = [
        parts.Line(_("Procedure"), f"{dossier.procedure_name} ({dossier.procedure_code})"),
        parts.Line(_("Case"), dossier.case_name),
        parts.Line(_("Agency"), dossier.agency_name),
        parts.Line(_("Owner of the dossier"), dossier.owner_name),
        parts.Line(_("Filed by"), dossier.filer_name),
        parts.Line(_("Ground"), dossier.ground_label),
        parts.Line(_("Receiving the result"), "\n".join(filter(None, ways))),
    ]
    return [line for line in lines if line.value]


def filed(dossier: DossierView) -> dict[str, Any]:
    first = dossier.filings[0]
    return {
        "dossier": dossier,
        "lines": who_lines(dossier),
        "answers": answers(first.shown),
        "files": [parts.Paper(name=paper.name, files=paper.files) for paper in paper_files(dossier)],
    }
