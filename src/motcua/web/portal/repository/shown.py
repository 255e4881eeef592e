"""What the pages of the repository show: views in, shapes of the ui room out. No query is made here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.casework.dossiers.rules.reminding import DAYS
from motcua.foundation.kernel.actors import ActorKind
from motcua.records.repository.enums import AskState, OpeningWay, Origin, OwnerKind, Standing
from motcua.records.repository.queries.owners import AskRow, OpeningRow, ShareRow, Wanted
from motcua.records.repository.queries.rows import FileView, PaperView
from motcua.web.ui import parts
from motcua.web.ui.templatetags.ui import day, moment

TONES = {
    Standing.VALID: "good",
    Standing.EXPIRED: "attention",
    Standing.REPLACED: "neutral",
    Standing.REVOKED: "late",
    Standing.REFUSAL: "neutral",
}
LONGEST_TYPE = 300


def wanted_of(asked: QueryDict, *, words: str) -> Wanted:
    """What the address asks; whatever makes no sense is left out."""
    year, page = asked.get("year", ""), asked.get("page", "")
    standing = asked.get("state", "")
    return Wanted(
        words=words,
        type_name=asked.get("type", "")[:LONGEST_TYPE],
        standing=standing if standing in Standing.values else "",
        year=_number(year) if 1900 <= _number(year) <= 2999 else None,
        page=min(max(_number(page), 1), 5000),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def address(wanted: Wanted, *, of: str, tim: str, page: int) -> str:
    """The list as it is filtered, at another page; the words stand there as their code."""
    asked = {
        "of": of,
        "tim": tim,
        "type": wanted.type_name,
        "state": wanted.standing,
        "year": wanted.year or "",
        "page": page if page > 1 else "",
    }
    said = urlencode({name: value for name, value in asked.items() if value})
    return reverse("portal:papers") + (f"?{said}" if said else "")


def lines(paper: PaperView) -> list[parts.Line]:
    """What is known of the paper; what is not is left out."""
    told = [
        parts.Line(_("Number and symbol"), paper.number_symbol),
        parts.Line(_("Abstract"), paper.abstract),
        parts.Line(_("Day of issue"), paper.issued),
        parts.Line(_("Issuing agency"), paper.issuer_name),
        parts.Line(_("Signed by"), paper.signer),
        parts.Line(_("Valid"), validity_words(paper)),
        parts.Line(_("Kind"), _kind_words(paper)),
        parts.Line(_("Owner"), paper.owner_name),
        parts.Line(_("Code of the digitised result"), paper.digitised_code),
        parts.Line(_("Code of the kind of paper"), paper.national_code or paper.type_code),
        parts.Line(_("Number of pages"), str(paper.pages) if paper.pages else ""),
        parts.Line(_("State of the paper original"), paper.physical_state),
        parts.Line(_("In the repository since"), day(paper.held_at)),
        parts.Line(_("Code in the repository"), paper.code),
    ]
    return [line for line in told if line.value]


def lines_for_strangers(paper: PaperView) -> list[parts.Line]:
    """Nothing that a number of the owner is part of, and nothing about how it is kept."""
    told = [
        parts.Line(_("Number and symbol"), paper.number_symbol),
        parts.Line(_("Abstract"), paper.abstract),
        parts.Line(_("Day of issue"), paper.issued),
        parts.Line(_("Issuing agency"), paper.issuer_name),
        parts.Line(_("Signed by"), paper.signer),
        parts.Line(_("Valid"), validity_words(paper)),
        parts.Line(_("Owner"), paper.owner_name),
        parts.Line(_("Kind"), _kind_words(paper)),
    ]
    return [line for line in told if line.value]


def _kind_words(paper: PaperView) -> str:
    return f"{paper.origin.label}, {paper.trust.label}".capitalize()


def validity_words(paper: PaperView) -> str:
    """From when to when, or that it has no end; of a refusal nothing, nor of a paper of a dossier of which
    nobody said it.
    """
    if paper.standing is Standing.REFUSAL or _is_end_unknown(paper):
        return ""
    first = _("from %(day)s") % {"day": day(paper.valid_from)} if paper.valid_from else ""
    last = (
        _("until %(day)s") % {"day": day(paper.valid_until)} if paper.valid_until else _("without an end day")
    )
    return ", ".join(filter(None, (first, last)))


def _is_end_unknown(paper: PaperView) -> bool:
    """A paper that came with a dossier may have an end that nobody stated."""
    return paper.origin is Origin.COMPONENT and paper.valid_until is None


def standing_words(paper: PaperView) -> str:
    """What the tag alone does not tell."""
    if paper.standing is Standing.EXPIRED:
        return _("It was valid until %(day)s.") % {"day": day(paper.valid_until)}
    if paper.standing is Standing.REPLACED:
        return _("Another paper took its place on %(day)s.") % {"day": day(paper.ended_at)}
    if paper.standing is Standing.REVOKED:
        facts = {"day": day(paper.ended_at), "reason": paper.reason}
        return _("It was revoked on %(day)s: %(reason)s") % facts
    if paper.standing is Standing.REFUSAL:
        return _(
            "It says that a request was refused. No dossier can use it as a paper that grants something."
        )
    return ""


def may_renew(paper: PaperView, *, on: date) -> bool:
    """Whether its end is near enough to be reminded of, or past."""
    ends = paper.valid_until if paper.standing in (Standing.VALID, Standing.EXPIRED) else None
    return ends is not None and (ends - on).days <= max(DAYS)


def files(paper: PaperView, address_of: Callable[[str], str]) -> list[parts.KeptFile]:
    """What can be taken home; `address_of` gives where, by which file it is."""
    labels = {
        "original": _("File of the paper")
        if paper.origin is not Origin.DIGITISED
        else _("Scan, as it was signed by whoever scanned it"),
        "copy": _("Copy signed by the agency"),
    }
    return [
        parts.KeptFile(f"{labels[which]} ({_ending(file)})", file.size_bytes, address_of(which))
        for which, file in paper.files.items()
    ]


def _ending(file: FileView) -> str:
    return file.name.rpartition(".")[2].upper()


def pictures(paper: PaperView, address_of: Callable[[int], str]) -> list[str]:
    """The addresses of the pages of what is shown: the signed copy where there is one."""
    shown = paper.signed_copy or paper.original
    return [address_of(number) for number in range(1, min(shown.pages, MOST_PAGES) + 1)]


MOST_PAGES = 50


def openings(rows: list[OpeningRow], *, owner_kind: OwnerKind) -> list[parts.Moment]:
    """Who, when, for which dossier, what."""
    return [
        parts.Moment(
            title=str(row.way.label).capitalize(), at=row.at, who=_who(row, owner_kind), text=_ground(row)
        )
        for row in rows
    ]


def _who(row: OpeningRow, owner_kind: OwnerKind) -> str:
    if row.kind == "share":
        return _("Somebody with a link")
    if row.kind == "mislaid":
        return ", ".join(filter(None, (row.who, row.agency))) or _("Somebody else")
    if row.kind == ActorKind.OFFICER:
        return ", ".join(filter(None, (row.who, row.agency)))
    if row.kind == ActorKind.SYSTEM:
        return _("The portal, for %(agency)s") % {"agency": row.agency}
    if row.kind == "filer":
        return _("Who filed the dossier")
    if row.kind != ActorKind.APPLICANT:
        return ""
    if owner_kind is OwnerKind.ORGANISATION:
        return _("You, or somebody who files for the organisation")
    return _("You")


def _ground(row: OpeningRow) -> str:
    if row.kind == "mislaid":
        return _("While the paper lay with another owner by mistake")
    if row.dossier_code and row.way is OpeningWay.REUSED:
        return _("For the dossier %(code)s, so that it need not be handed in again") % {
            "code": row.dossier_code
        }
    if row.dossier_code and not row.reason:
        return _("For the dossier %(code)s") % {"code": row.dossier_code}
    if row.dossier_code:
        facts = {"code": row.dossier_code, "reason": row.reason}
        return _("For the dossier %(code)s. Reason: %(reason)s") % facts
    if row.purpose:
        return _("The link was for: %(purpose)s") % {"purpose": row.purpose}
    if row.kind != ActorKind.OFFICER:
        return ""
    return _("To say whose the paper is or what it is worth, or to answer a request")


@dataclass(frozen=True)
class ShownShare:
    """A link with its address, empty where it can only be ended; `until` in words."""

    row: ShareRow
    until: str
    address: str


def shares(rows: Iterable[ShareRow], address_of: Callable[[str], str]) -> list[ShownShare]:
    return [ShownShare(row, _until(row), address_of(row.token) if row.token else "") for row in rows]


def _until(share: ShareRow) -> str:
    if share.ended_at:
        return _("ended %(at)s") % {"at": moment(share.ended_at)}
    if share.is_live:
        return _("works until %(at)s") % {"at": moment(share.until)}
    return _("works no more")


@dataclass(frozen=True)
class ShownAsk:
    """A request to correct the paper, with where it stands in a sentence."""

    row: AskRow
    state: str
    tone: str


def asks(rows: Iterable[AskRow]) -> list[ShownAsk]:
    return [ShownAsk(row, _ask_state(row), _ASK_TONES[row.state]) for row in rows]


_ASK_TONES = {
    AskState.WAITING: "neutral",
    AskState.ACCEPTED: "attention",
    AskState.DONE: "good",
    AskState.REFUSED: "late",
}


def _ask_state(row: AskRow) -> str:
    if row.state is AskState.ACCEPTED:
        return _("Accepted on %(day)s; %(who)s corrects it.") % {
            "day": day(row.answered_at),
            "who": row.corrector,
        }
    if row.state is AskState.DONE:
        return _("Corrected on %(day)s.") % {"day": day(row.done_at)}
    if row.state is AskState.REFUSED:
        return _("Not accepted on %(day)s.") % {"day": day(row.done_at)}
    return _("The agency has not answered yet.")
