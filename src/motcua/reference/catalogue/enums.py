"""Closed lists of the catalogue: stored value, shown label."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LevelKind(TextChoices):
    """Who says so: what the agency claims, what a plan promises, what this product measures."""

    CLAIMED = "claimed", _("claimed")
    PLANNED = "planned", _("planned")
    MEASURED = "measured", _("measured")


class Scheme(TextChoices):
    """The decree whose words a level uses; levels of two schemes are never turned into one another."""

    ND43 = "ND43", "NĐ 43/2011/NĐ-CP"
    ND42 = "ND42", "NĐ 42/2022/NĐ-CP"
    ND224 = "ND224", "NĐ 224/2026/NĐ-CP"


class FindingKind(TextChoices):
    """What is odd in a list that was imported."""

    CODE_TWICE = "code_twice", _("a code stands twice")
    TWO_LEVELS = "two_levels", _("a procedure is listed at two levels")
    NO_CURRENT_LEVEL = "no_current_level", _("a row has no current level")
    LEVEL_FOR_ONE_CASE = "level_for_one_case", _("a level holds only for one case")
    NOTE_OF_ANOTHER_ACT = "note_of_another_act", _("a note speaks of another act than the name")
    NO_PLANNED_LEVEL = "no_planned_level", _("a row has no planned level")
    SEVERAL_MARKS = "several_marks", _("a row has several marks")
    LEVEL_GOES_DOWN = "level_goes_down", _("the plan is lower than the present level")
    LEVEL_UNCLEAR = "level_unclear", _("a level that no decree knows")
    NAME_CUT = "name_cut", _("a name was cut by a page break")
    NAME_MISSING = "name_missing", _("a row has no name")
    NAME_TWICE = "name_twice", _("a name stands twice")
    WORD_TWICE = "word_twice", _("words stand twice in a row")
    CODE_MISSING = "code_missing", _("rows have no code")
    CODE_MALFORMED = "code_malformed", _("a code that is not formed like one")
    CODE_UNKNOWN = "code_unknown", _("a code that the catalogue does not know")
    CODE_OF_ANOTHER_AUTHORITY = "code_of_another_authority", _("a code of another authority")
    ORDINAL_ODD = "ordinal_odd", _("a number of a row is missing, stands twice or leaps")
    FIELD_UNKNOWN = "field_unknown", _("a field that the catalogue does not know")
    FIELD_TWO_SPELLINGS = "field_two_spellings", _("a field is spelled in two ways")
    COUNT_DIFFERS = "count_differs", _("a count in the text differs from the rows")
    NUMBER_DIFFERS = "number_differs", _("the document has two numbers")
    FORMULA = "formula", _("a formula")
    EXTERNAL_LINK = "external_link", _("links out of the file")
    MACRO = "macro", _("a macro")
    EMBEDDED_OBJECT = "embedded_object", _("an embedded object")
    HIDDEN_PART = "hidden_part", _("hidden rows or sheets")
    TRACKED_CHANGES = "tracked_changes", _("changes that were not accepted")
    WRONG_EXTENSION = "wrong_extension", _("the name ends unlike the content")
    COLUMNS_UNCLEAR = "columns_unclear", _("columns that cannot be told apart")
    ENCODING_GUESSED = "encoding_guessed", _("the letters had to be guessed")


class RowChange(TextChoices):
    """What a row of a published list would change in the catalogue."""

    NEW_PROCEDURE = "new_procedure", _("a new procedure")
    NEW_PUBLICATION = "new_publication", _("a known procedure, new at this agency")
    NEW_LEVEL = "new_level", _("a level of a known procedure")
    NOTHING = "nothing", _("nothing: all of it is known")
    UNCLEAR = "unclear", _("unclear: it cannot be confirmed as it stands")


class ListFileProblem(TextChoices):
    """Why a published list cannot be read."""

    BROKEN = "broken", _("The file is broken or was cut off.")
    WRONG_KIND = "wrong_kind", _("This is no list as text, CSV, XLSX, DOCX or PDF.")
    OLD_OFFICE = "old_office", _("This is an old Office file: save it as XLSX or DOCX.")
    ENCRYPTED = "encrypted", _("The file is locked with a password: save it without one.")
    EXPANDS_TOO_MUCH = "expands_too_much", _("More comes out of the packed file than any list needs.")
    ENTITIES = "entities", _("The file defines words of its own (DTD), which no list needs.")
    TOO_MANY_ROWS = "too_many_rows", _("The file holds more than any list: at most 20,000 rows, 150 pages.")
    TOO_LARGE = "too_large", _("The file is larger than 20 MB.")
    TOO_HEAVY = "too_heavy", _("Reading the file would take too much memory or time.")
    NO_TEXT = "no_text", _("The pages are pictures without text: use the file that was written, or OCR.")
    NO_TABLE = "no_table", _("No table with names of procedures was found in the file.")


class LikenessState(TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")


class StatusKind(TextChoices):
    """Whether the published content holds on a day."""

    IN_FORCE = "in_force", _("in force")
    UNVERIFIED = "unverified", _("not verified to be in force")
    NOT_YET = "not_yet", _("not in force yet")
    ENDED = "ended", _("ended")
    NO_CONTENT = "no_content", _("no content published")


class Channel(TextChoices):
    """How a dossier comes in. Law: ND-61-2018/16."""

    ONLINE = "online", _("Online")
    COUNTER = "counter", _("At the counter")
    POST = "post", _("By post")


class ChangeKind(TextChoices):
    """How a draft came to be changed."""

    EDIT = "edit", _("edited")
    UNDO = "undo", _("undone")
    REDO = "redo", _("done again")


class DraftState(TextChoices):
    """Where a draft stands; published and discarded ones are closed."""

    EDITING = "editing", _("being edited")
    SUBMITTED = "submitted", _("submitted for approval")
    PUBLISHED = "published", _("published")
    DISCARDED = "discarded", _("discarded")


class UnderWay(TextChoices):
    """What a new version does to dossiers under way: the rule is that they stay with theirs."""

    STAY = "stay", _("stay with the version at filing")
    MOVE = "move", _("move to the new version")
    ASK = "ask", _("ask the applicant")


class VersionState(TextChoices):
    """Where a version stands on a day."""

    TO_COME = "to_come", _("not in force yet")
    IN_FORCE = "in_force", _("in force")
    REPLACED = "replaced", _("replaced")
    ENDED = "ended", _("ended")
    WITHDRAWN = "withdrawn", _("withdrawn")


class SynonymKind(TextChoices):
    """What an entry of the editors' list of words is."""

    ABBREVIATION = "abbreviation", _("abbreviation")
    EVERYDAY = "everyday", _("everyday word")
    SPELLING = "spelling", _("spelling")
    FILLER = "filler", _("word passed over")
