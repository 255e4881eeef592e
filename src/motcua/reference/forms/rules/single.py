"""Answers of one value, of a choice, of a box, of files, of a number to look up."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.foundation.kernel.text import normalise

from . import values
from .definition import Field
from .posting import clean
from .sheet import NOTHING, Sheet


def missing(sheet: Sheet, asked: Field, place: str) -> Any:
    """Nothing was answered: wrong only where an answer is required."""
    if asked.required:
        sheet.blame(place, _("“%(label)s” is missing.") % {"label": asked.label}, _("Fill in this field."))
    return NOTHING


def text(sheet: Sheet, asked: Field, given: Any, place: str) -> Any:
    """Any kind that is typed into one control, by the reader of its kind."""
    if given is not None and not isinstance(given, str):
        sheet.blame(place, _("One answer was expected here."), _("Fill in this field again."))
        return NOTHING
    typed = clean(given or "")
    if not typed:
        return missing(sheet, asked, place)
    try:
        return values.read(asked, typed, sheet.today)
    except values.Bad as bad:
        sheet.blame(place, bad.sentence, bad.remedy)
        return NOTHING


def box(sheet: Sheet, asked: Field, given: Any, place: str) -> Any:
    """A box that the browser sends only when it is ticked; a required one must be ticked."""
    if given not in (None, "", "on", "yes", "no", True, False):
        sheet.blame(place, _("This box is ticked or not."), _("Tick the box again."))
        return NOTHING
    ticked = given in ("on", "yes", True)
    if asked.required and not ticked:
        sheet.blame(
            place, _("“%(label)s” is not ticked.") % {"label": asked.label}, _("Tick the box to go on.")
        )
        return NOTHING
    return ticked


def confirmation(sheet: Sheet, asked: Field, given: Any, place: str) -> Any:
    """A sentence that must be confirmed, whether or not the form says that it is required."""
    if given not in ("on", "yes", True):
        sheet.blame(
            place, _("“%(label)s” is not confirmed.") % {"label": asked.label}, _("Tick the box to confirm.")
        )
        return NOTHING
    return True


def yes_or_no(sheet: Sheet, asked: Field, given: Any, place: str) -> Any:
    """Two choices, of which neither is taken for granted."""
    if given in ("yes", "on", True):
        return True
    if given in ("no", False):
        return False
    if given not in (None, ""):
        sheet.blame(place, _("This is answered with yes or no."), _("Choose yes or no."))
        return NOTHING
    if asked.required:
        sheet.blame(place, _("“%(label)s” is not answered.") % {"label": asked.label}, _("Choose yes or no."))
    return NOTHING


def many(sheet: Sheet, asked: Field, given: Any, place: str) -> Any:
    chosen = given if isinstance(given, list) else [given] if given else []
    allowed = {option.value for option in asked.options}
    if any(not isinstance(one, str) or one not in allowed for one in chosen):
        sheet.blame(place, _("One of the choices is not on the list."), _("Choose from the list."))
        return NOTHING
    if asked.required and not chosen:
        sheet.blame(
            place, _("Nothing is chosen for “%(label)s”.") % {"label": asked.label}, _("Choose at least one.")
        )
        return NOTHING
    return [option.value for option in asked.options if option.value in chosen]


def files(sheet: Sheet, asked: Field, given: Any, place: str) -> Any:
    """Files that were laid with the answers, by their codes; what is kept is code and name of each."""
    codes = [one for one in (given if isinstance(given, list) else [given]) if one]
    if any(not isinstance(code, str) or code not in sheet.lookups.files for code in codes):
        sheet.blame(
            place, _("One of the files is not there any more."), _("Choose the file again and send it.")
        )
        return NOTHING
    once = list(dict.fromkeys(codes))
    if len(once) > asked.max_files:
        sentence = ngettext(
            "%(given)d files were given; %(most)d fits here.",
            "%(given)d files were given; at most %(most)d fit here.",
            asked.max_files,
        )
        sheet.blame(place, sentence % {"given": len(once), "most": asked.max_files}, _("Remove a file."))
        return NOTHING
    if not once:
        if asked.required:
            sheet.blame(
                place, _("“%(label)s” has no file.") % {"label": asked.label}, _("Choose a file and send it.")
            )
        return NOTHING
    return [{"code": code, "name": sheet.lookups.files[code]} for code in once]


def result(sheet: Sheet, asked: Field, given: Any, place: str) -> Any:
    """The number of a licence or certificate, with what the portal knows of it."""
    number = text(sheet, asked, given, place)
    if number is NOTHING:
        return NOTHING
    found = sheet.lookups.result(number) if sheet.lookups.result else None
    if found is not None:
        return {
            "number": found.number,
            "found": True,
            "name": found.name,
            "agency": found.agency,
            "issued_on": found.issued_on,
            "valid_to": found.valid_to,
        }
    if asked.must_be_found:
        sheet.blame(
            place,
            _("No result “%(number)s” of the owner is in this portal.") % {"number": number},
            _("Compare the number with the paper; if it was issued elsewhere, go to the one-stop unit."),
        )
        return NOTHING
    return {"number": number, "found": False}


def is_signed_by(typed: str, signer: str) -> bool:
    """Whether the name that was typed is the account holder's; capitals and diacritics do not matter."""
    return bool(signer) and normalise(typed) == normalise(signer)
