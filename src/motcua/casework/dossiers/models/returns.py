"""What passed into whose hands: the result, and originals that were kept meanwhile."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import PaperSeen, ResultWay, Taker
from motcua.foundation.accounts.models import Officer, Person

from .dossier import Dossier
from .work import Result


class ResultReturn(models.Model):
    """How a result was given, and that its owner says to have it."""

    result = models.OneToOneField(Result, on_delete=models.PROTECT, related_name="given")
    way = models.CharField(max_length=8, choices=ResultWay)
    taken_by = models.CharField(max_length=10, choices=Taker, blank=True, default="")
    taken_name = models.CharField(max_length=120, blank=True, default="")
    paper_seen = models.CharField(max_length=16, choices=PaperSeen, blank=True, default="")
    tracking_number = models.CharField(max_length=40, blank=True, default="")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(way="counter") | ~Q(taken_by="") & ~Q(taken_name="") & ~Q(paper_seen=""),
                name="return_at_the_counter_says_to_whom",
            ),
            models.CheckConstraint(
                condition=~Q(way="post") | ~Q(tracking_number=""), name="return_by_post_can_be_tracked"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="return_acknowledged_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result_id}/{self.way}"


class OriginalBack(models.Model):
    """Originals of one paper handed back at the counter."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="originals_back")
    slug = models.SlugField(max_length=80)
    count = models.PositiveSmallIntegerField()
    taken_by = models.CharField(max_length=10, choices=Taker)
    taken_name = models.CharField(max_length=120)
    paper_seen = models.CharField(max_length=16, choices=PaperSeen)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["dossier", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0), name="some_originals_are_handed_back"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.slug}"
