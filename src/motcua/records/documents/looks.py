"""What a look into a taken file found, in plain words. Pure. What stops a file is in errors.py instead.

Kept with the document as `{"code", "pages"?, "dpi"?}`; the words are made when somebody reads them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .enums import Look, ScanNote, State
from .ports import Inspection

if TYPE_CHECKING:
    from .models import Document

SHOWN_PAGES = 12


@dataclass(frozen=True)
class Finding:
    """One thing that the person should know; `pages` count from 1, none means the whole file."""

    code: Look
    pages: tuple[int, ...] = ()
    dpi: int = 0

    @property
    def label(self) -> str:
        """A few words for an officer's list."""
        if self.pages:
            return _("%(what)s: page %(pages)s") % {"what": self.code.label, "pages": _numbers(self.pages)}
        return str(self.code.label)

    @property
    def sentence(self) -> str:
        """What was seen, for whoever gave the file."""
        return _SENTENCES[self.code]() % {"pages": _numbers(self.pages), "dpi": self.dpi}

    @property
    def remedy(self) -> str:
        """What to do about it, or when it may stay as it is."""
        return _REMEDIES[self.code]()


def findings_of(found: Inspection, further: Iterable[Look] = ()) -> tuple[Finding, ...]:
    """What a look found, the most telling first; `further` was found by others."""
    listed = [Finding(look) for look in further]
    if found.has_more_behind:
        listed.append(Finding(Look.MORE_BEHIND))
    if found.blank_pages:
        listed.append(Finding(Look.BLANK_PAGES, found.blank_pages))
    if found.turned_pages:
        listed.append(Finding(Look.TURNED_PAGES, found.turned_pages))
    if found.upside_down_pages:
        listed.append(Finding(Look.UPSIDE_DOWN, found.upside_down_pages))
    if found.coarse_pages and found.is_dpi_guessed:
        listed.append(Finding(Look.SMALL_PICTURE, dpi=found.dpi))
    elif found.coarse_pages:
        listed.append(Finding(Look.LOW_RESOLUTION, found.coarse_pages, dpi=found.dpi))
    return tuple(listed)


def as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {"code": one.code.value}
        | ({"pages": list(one.pages)} if one.pages else {})
        | ({"dpi": one.dpi} if one.dpi else {})
        for one in findings
    ]


def from_json(kept: Sequence[dict[str, Any]]) -> tuple[Finding, ...]:
    return tuple(
        Finding(Look(one["code"]), tuple(one.get("pages", ())), one.get("dpi", 0))
        for one in kept
        if one["code"] in Look.values
    )


def of(document: "Document") -> tuple[Finding, ...]:
    """All that is to be said of a document now: what its look found, and whether it still waits."""
    kept = from_json(document.findings)
    if document.state != State.RECEIVED:
        return kept
    is_put_aside = document.scan_note == ScanNote.UNSCANNABLE
    return (Finding(Look.UNSCANNABLE if is_put_aside else Look.SCAN_WAITS), *kept)


def _numbers(pages: Sequence[int]) -> str:
    shown = ", ".join(str(page) for page in pages[:SHOWN_PAGES])
    return f"{shown}, …" if len(pages) > SHOWN_PAGES else shown


_SENTENCES = {
    Look.MALWARE: lambda: _("This file holds malware; nobody can open it."),
    Look.SCAN_WAITS: lambda: _("The file is still to be checked for malware; you can go on meanwhile."),
    Look.UNSCANNABLE: lambda: _(
        "The file could not be checked for malware, most often because it is too large; nobody can open it."
    ),
    Look.MORE_BEHIND: lambda: _("Something stands behind the end of this file that no page shows."),
    Look.BLANK_PAGES: lambda: _("Nothing can be seen on page %(pages)s."),
    Look.TURNED_PAGES: lambda: _("The text on page %(pages)s lies on its side."),
    Look.UPSIDE_DOWN: lambda: _("The text on page %(pages)s seems to stand upside down."),
    Look.LOW_RESOLUTION: lambda: _("Page %(pages)s was scanned at about %(dpi)d dpi; 200 dpi are asked for."),
    Look.SMALL_PICTURE: lambda: _("The picture is small: on an A4 paper it would make about %(dpi)d dpi."),
    Look.SAME_IN_DRAFT: lambda: _("This same file is also beside another paper of this dossier."),
    Look.GIVEN_BEFORE: lambda: _("You already gave this same file with another dossier."),
    Look.CHANGED_AFTER_SIGNING: lambda: _("Something was added to the file after it was signed digitally."),
    Look.SIGNATURE_EXPIRED: lambda: _(
        "The certificate of a digital signature was not valid when it signed, or has expired since without"
        " a time stamp."
    ),
    Look.SIGNATURE_REVOKED: lambda: _("The certificate of a digital signature was revoked."),
    Look.SIGNATURE_UNTRUSTED: lambda: _(
        "A digital signature does not come from an authority that this system knows."
    ),
    Look.SIGNATURE_BROKEN: lambda: _(
        "A digital signature in the file does not belong to the certificate it names."
    ),
    Look.SIGNATURE_UNREADABLE: lambda: _("A digital signature in the file cannot be checked."),
    Look.REVOCATION_UNKNOWN: lambda: _(
        "A digital signature holds, but it is not known here whether its certificate has been revoked."
    ),
}
_SIGNED_AGAIN = gettext_noop(
    "Ask whoever issued the paper for a newly signed file, or go on: the agency will decide."
)
_REMEDIES = {
    Look.MALWARE: lambda: _("Remove it, check your computer, and give a clean file."),
    Look.SCAN_WAITS: lambda: _("Nothing need be done: you are told if something is found."),
    Look.UNSCANNABLE: lambda: _("Give it again as smaller files, or scanned at 200 dpi."),
    Look.MORE_BEHIND: lambda: _(
        "Some telephones and programs write it; if you are not sure, scan or print the paper to a new file."
    ),
    Look.BLANK_PAGES: lambda: _("If something should be there, scan it again; a free back page may stay."),
    Look.TURNED_PAGES: lambda: _(
        "Turn the pages upright and choose the file again, so that all can read it."
    ),
    Look.UPSIDE_DOWN: lambda: _(
        "Turn the pages upright and choose the file again; if they are upright, leave it as it is."
    ),
    Look.LOW_RESOLUTION: lambda: _("If small letters are hard to read, scan again at 200 dpi or more."),
    Look.SMALL_PICTURE: lambda: _(
        "If letters are hard to read, take the picture from nearer; a card may stay."
    ),
    Look.SAME_IN_DRAFT: lambda: _("Check that it is the right file here."),
    Look.GIVEN_BEFORE: lambda: _("That is no mistake if the paper still holds."),
    Look.CHANGED_AFTER_SIGNING: lambda: _(_SIGNED_AGAIN),
    Look.SIGNATURE_EXPIRED: lambda: _(_SIGNED_AGAIN),
    Look.SIGNATURE_REVOKED: lambda: _(_SIGNED_AGAIN),
    Look.SIGNATURE_UNTRUSTED: lambda: _("Nothing need be done now: the agency will check who signed."),
    Look.SIGNATURE_BROKEN: lambda: _(_SIGNED_AGAIN),
    Look.SIGNATURE_UNREADABLE: lambda: _(_SIGNED_AGAIN),
    Look.REVOCATION_UNKNOWN: lambda: _("Nothing need be done now: the agency will check who signed."),
}
