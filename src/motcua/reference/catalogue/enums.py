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
