"""Findings in lists, in the reader's words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.reference.catalogue.enums import FindingKind


def sentence(kind: str, facts: Mapping[str, Any]) -> str:
    """A finding in the reader's words."""
    printed = facts.get("printed", "")
    words: dict[str, Any] = {
        **facts,
        "rows": ", ".join(map(str, printed)) if isinstance(printed, list) else printed,
    }
    if kind == FindingKind.TWO_LEVELS:
        words |= dict(zip(("first", "second"), printed, strict=True))
        words |= dict(zip(("low", "high"), facts["levels"], strict=True))
    elif kind == FindingKind.NUMBER_DIFFERS:
        words |= dict(zip(("first", "second"), facts["numbers"], strict=True))
    found = _of_rows(kind) or _of_codes(kind) or _of_document(kind)
    return found % words


def _of_rows(kind: str) -> str:
    match kind:
        case FindingKind.TWO_LEVELS:
            return _("At two levels, row %(first)s for %(low)s and row %(second)s for %(high)s: %(name)s.")
        case FindingKind.NO_CURRENT_LEVEL:
            return _("Row %(rows)s has no current level: %(name)s.")
        case FindingKind.NO_PLANNED_LEVEL:
            return _("Row %(rows)s has no planned level: %(name)s.")
        case FindingKind.SEVERAL_MARKS:
            return _("Row %(rows)s has several marks (%(levels)s): %(name)s.")
        case FindingKind.LEVEL_GOES_DOWN:
            return _(
                "Row %(rows)s is planned for %(planned)s, lower than its current level %(current)s: %(name)s."
            )
        case FindingKind.LEVEL_UNCLEAR:
            return _("Row %(rows)s states a level that no decree knows (%(levels)s): %(name)s.")
        case FindingKind.LEVEL_FOR_ONE_CASE:
            return _("The level in row %(rows)s holds only for one case: “%(note)s”")
        case FindingKind.NOTE_OF_ANOTHER_ACT:
            return _(
                "The note in row %(rows)s speaks of lost and torn papers, cases of re-issue; "
                "the row is named “%(name)s”. Nothing was moved."
            )
        case FindingKind.NAME_CUT:
            return _("A page break cut row %(rows)s; its name was put together: %(name)s.")
        case FindingKind.NAME_MISSING:
            return _("Row %(rows)s has no name.")
        case FindingKind.NAME_TWICE:
            return _("The name stands twice, in rows %(rows)s, under different codes: %(name)s.")
        case FindingKind.WORD_TWICE:
            return _("The words “%(words)s” stand twice in a row in row %(rows)s: %(name)s.")
        case _:
            return ""


def _of_codes(kind: str) -> str:
    match kind:
        case FindingKind.CODE_TWICE:
            return _("The code %(code)s stands twice, in rows %(rows)s: %(name)s.")
        case FindingKind.CODE_MISSING:
            return _("%(count)d rows have no code: %(rows)s.")
        case FindingKind.CODE_MALFORMED:
            return _("The code %(code)s in row %(rows)s is not formed like one: %(name)s.")
        case FindingKind.CODE_UNKNOWN:
            return _("The catalogue does not know the code %(code)s in row %(rows)s: %(name)s.")
        case FindingKind.CODE_OF_ANOTHER_AUTHORITY:
            return _(
                "The code %(code)s in row %(rows)s is of another authority than the others (%(authority)s)."
            )
        case FindingKind.ORDINAL_ODD:
            return _("The number “%(ordinal)s” of a row stands where %(expected)s was expected: %(name)s.")
        case FindingKind.FIELD_UNKNOWN:
            return _("The catalogue does not know the field “%(field)s” (%(count)d rows).")
        case FindingKind.FIELD_TWO_SPELLINGS:
            return _("One field is spelled in two ways: “%(field)s” and “%(other)s”.")
        case _:
            return ""


def _of_document(kind: str) -> str:
    match kind:
        case FindingKind.COUNT_DIFFERS:
            return _("The text says %(stated)d at level %(level)s, the list has %(counted)d rows: “%(line)s”")
        case FindingKind.NUMBER_DIFFERS:
            return _("The document has two numbers: %(first)s at its head and %(second)s in its text.")
        case FindingKind.FORMULA:
            return _("The file holds formulas; they were not computed, what they last showed was read.")
        case FindingKind.EXTERNAL_LINK:
            return _("The file links to %(count)d places outside; none was opened.")
        case FindingKind.MACRO:
            return _("The file holds a macro; it was not run.")
        case FindingKind.EMBEDDED_OBJECT:
            return _("The file holds an embedded object; it was not read.")
        case FindingKind.HIDDEN_PART:
            return _("The file holds hidden rows or sheets; they were read like the others.")
        case FindingKind.TRACKED_CHANGES:
            return _("The file holds changes that nobody has accepted; it was read as if they were.")
        case FindingKind.WRONG_EXTENSION:
            return _("The file's name ends in .%(ending)s, but it is %(file_type)s; it was read as that.")
        case FindingKind.COLUMNS_UNCLEAR:
            return _("Some columns cannot be told apart; such text stands whole in the note of its row.")
        case _:
            return _("The letters of the file are of an old kind and had to be guessed: look at the names.")
