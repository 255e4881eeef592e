"""Answers of several parts: an address by the lists of places, a person, an organisation, a signature."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.kernel.identifiers import identity_number_defect
from motcua.reference.forms import places
from motcua.reference.forms.enums import FieldKind

from . import single
from .definition import Field
from .posting import is_blank
from .sheet import NOTHING, Sheet

Reader = Callable[[Sheet, Field, Any, str], Any]


def parts_given(sheet: Sheet, asked: Field, given: Any, place: str) -> Mapping[str, Any] | None:
    """The parts as sent; None when there is nothing to read, with what is wrong already said."""
    if given is not None and not isinstance(given, Mapping):
        sheet.blame(place, _("Several parts were expected here."), _("Fill in this field again."))
        return None
    known = {part.name for part in asked.parts}
    strange = sorted(str(name)[:80] for name in given or {} if name not in known)
    if strange:
        sheet.blame(
            place,
            _("“%(label)s” has no part “%(name)s”.") % {"label": asked.label, "name": strange[0]},
            _("Open the form again and send it from there."),
        )
        return None
    if is_blank(given):
        single.missing(sheet, asked, place)
        return None
    return given


def address(sheet: Sheet, asked: Field, given: Any, place: str) -> Any:
    """Codes of the places, the street as typed, and the whole as one line for papers.

    An address in one line, as accounts keep it, is taken apart first.
    """
    if isinstance(given, str):
        given = places.recognise(asked.levels, given) if given.strip() else None
    parts = parts_given(sheet, asked, given, place)
    if parts is None:
        return NOTHING
    answer: dict[str, str] = {}
    names: list[str] = []
    above, is_known = "", True
    for part in asked.parts:
        if part.name == "street":
            street = single.text(sheet, part, parts.get("street"), f"{place}-street")
            if street is not NOTHING:
                answer["street"] = street
                names.append(street)
            continue
        found = _place(sheet, asked, part, parts.get(part.name), f"{place}-{part.name}", above, is_known)
        if found is None:
            is_known = False
            continue
        answer[part.name] = above = found.code
        names.insert(0, found.name)
    if not is_known or f"{place}-street" in {defect.place for defect in sheet.defects}:
        return NOTHING
    return {**answer, "text": _line(answer, names)}


def _line(answer: Mapping[str, str], names: list[str]) -> str:
    """The street first, then from the smallest unit to the largest."""
    units = names[:-1] if "street" in answer else names
    return ", ".join([*([answer["street"]] if "street" in answer else []), *units])


def _place(
    sheet: Sheet, asked: Field, part: Field, given: Any, place: str, above: str, is_known: bool
) -> places.Place | None:
    """The one unit that is meant; nothing is said of a unit inside one that is itself unknown."""
    typed = given.strip() if isinstance(given, str) else ""
    if not typed:
        if is_known:
            sheet.blame(
                place, _("“%(label)s” is missing.") % {"label": part.label}, _("Choose from the list.")
            )
        return None
    if not is_known:
        return None
    found = places.matching(asked.levels, above, typed[:100])
    if len(found) == 1:
        return found[0]
    if found:
        sheet.blame(
            place,
            _("“%(typed)s” may be several places.") % {"typed": typed[:60]},
            _("Write which one: %(names)s.") % {"names": ", ".join(one.name for one in found[:4])},
        )
        return None
    near = places.nearest(asked.levels, above, typed[:100])
    sheet.blame(
        place,
        _("“%(typed)s” is not on the list of this place.") % {"typed": typed[:60]},
        _("Did you mean: %(names)s?") % {"names": ", ".join(one.name for one in near)}
        if near
        else _("Choose from the list; its names are those in force at that time."),
    )
    return None


def composite(sheet: Sheet, asked: Field, given: Any, place: str, read: Reader) -> Any:
    """A person or an organisation: each part by its own kind, then what the parts say together."""
    parts = parts_given(sheet, asked, given, place)
    if parts is None:
        return NOTHING
    before = len(sheet.defects)
    answer: dict[str, Any] = {}
    for part in asked.parts:
        value = read(sheet, part, parts.get(part.name), f"{place}-{part.name}")
        if value is not NOTHING:
            answer[part.name] = value
    if len(sheet.defects) == before:
        _check_together(sheet, asked, answer, place)
    return answer if len(sheet.defects) == before else NOTHING


def _check_together(sheet: Sheet, asked: Field, answer: Mapping[str, Any], place: str) -> None:
    """The year and the sex in an identity number; one number at least for an organisation."""
    if asked.kind is FieldKind.PERSON and "identity_number" in answer:
        _check_identity(sheet, answer, place)
    numbers = [part.name for part in asked.parts if part.name in {"tax_code", "identifier"}]
    if asked.kind is FieldKind.ORGANISATION and numbers and not any(name in answer for name in numbers):
        sheet.blame(
            f"{place}-{numbers[0]}",
            _("The organisation has no number."),
            _("Write its tax code, or its identifier if it is a public agency."),
        )


def _check_identity(sheet: Sheet, answer: Mapping[str, Any], place: str) -> None:
    born_on = answer.get("born_on")
    defect = identity_number_defect(
        answer["identity_number"],
        born_on=date.fromisoformat(born_on) if born_on else None,
        sex=answer.get("sex", ""),
    )
    if defect in {"born_on", "sex"}:
        said = (
            _("The identity number belongs to another year of birth.")
            if defect == "born_on"
            else _("The identity number belongs to the other sex.")
        )
        sheet.blame(f"{place}-{defect}", said, _("Compare number, birthday and sex with the identity card."))


def signature(sheet: Sheet, asked: Field, given: Any, place: str) -> Any:
    """Typed by the account holder, or a signed page attached; it is no digital signature by a certificate."""
    parts = parts_given(sheet, asked, given, place)
    if parts is None:
        return NOTHING
    attached = asked.inner("file")
    if attached is not None and not is_blank(parts.get("file")):
        found = single.files(sheet, attached, parts["file"], f"{place}-file")
        if found is NOTHING:
            return NOTHING
        return {"way": "attached", "file": found, "on": sheet.today.isoformat()}
    typed = asked.inner("name")
    if typed is None:
        return single.missing(sheet, asked, f"{place}-file")
    name = single.text(sheet, typed, parts.get("name"), f"{place}-name")
    if name is NOTHING:
        return NOTHING
    if not single.is_signed_by(name, sheet.lookups.signer):
        sheet.blame(
            f"{place}-name",
            _("The name is not that of the account that signs."),
            _("Type your own full name as it stands in your account."),
        )
        return NOTHING
    return {"way": "typed", "name": sheet.lookups.signer, "on": sheet.today.isoformat()}
