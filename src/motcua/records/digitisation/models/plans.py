"""Plans, their phases by year of issue, campaigns, boxes. Law: TT-01-2023-VPCP/7."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from motcua.foundation.kernel.codes import new_code
from motcua.records.digitisation.enums import BoxState, CampaignState, Sampling


def plan_code() -> str:
    return new_code("DP")


def campaign_code() -> str:
    return new_code("DC")


def box_code() -> str:
    return new_code("DB")


class Plan(models.Model):
    """What an agency digitises over the years, and by which decision."""

    code = models.CharField(max_length=20, unique=True, default=plan_code)
    agency_code = models.CharField(max_length=60, db_index=True)
    name = models.CharField(max_length=200)
    decision = models.CharField(
        max_length=200, blank=True, default="", help_text="Number and day, as written."
    )
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.code


class Phase(models.Model):
    """A year of work of a plan, on papers issued between two years. Both empty: review and pilot."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="phases")
    year = models.PositiveSmallIntegerField()
    issued_from = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: no matter how old."
    )
    issued_to = models.PositiveSmallIntegerField(null=True, blank=True)
    work = models.CharField(max_length=300)
    planned_papers = models.PositiveIntegerField(default=0)
    planned_dong = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["plan", "year"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "year"], name="phase_is_one_in_a_year"),
            models.CheckConstraint(
                condition=Q(issued_to=None, issued_from=None)
                | Q(issued_to__isnull=False, issued_from=None)
                | Q(issued_to__gte=models.F("issued_from")),
                name="phase_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.year}"


class Spending(models.Model):
    """Money spent on a phase; a mistake is set right by another row."""

    append_only = True

    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="spendings")
    dong = models.BigIntegerField()
    spent_on = models.DateField()
    what_for = models.CharField(max_length=300)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=40)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(dong=0), name="spending_is_of_something")]

    def __str__(self) -> str:
        return f"{self.phase_id}: {self.dong}"


class Campaign(models.Model):
    """A round of work (đợt) of a phase, and how its papers go along the line.

    `stations` in the order chosen. `fields` are what people enter. `keyings`: 2 for two people who do not see
    one another's values, 1 for one who sees what was read. Changed only until something was scanned.
    """

    code = models.CharField(max_length=20, unique=True, default=campaign_code)
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="campaigns")
    agency_code = models.CharField(max_length=60, db_index=True)
    agency_name = models.CharField(max_length=200, help_text="As it stands on certified copies.")
    unit_code = models.CharField(max_length=80, blank=True, default="", help_text="Whose papers they are.")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=CampaignState, default=CampaignState.DRAFT)
    stations = ArrayField(models.CharField(max_length=20))
    cut_by = models.CharField(max_length=10)
    pages_each = models.PositiveSmallIntegerField(default=0)
    duplex = models.BooleanField(default=False)
    least_dpi = models.PositiveSmallIntegerField(default=200)
    fields = ArrayField(models.CharField(max_length=30))
    keyings = models.PositiveSmallIntegerField(default=2)
    sampling = models.CharField(max_length=15, choices=Sampling, default=Sampling.PERCENT)
    sampling_percent = models.DecimalField(max_digits=5, decimal_places=2, default=30)
    code_template = models.CharField(max_length=200)
    paper_type_code = models.CharField(
        max_length=40, blank=True, default="", help_text="Mã loại giấy tờ; KQ.Gxx.nnnnnn of a result."
    )
    paper_type_name = models.CharField(max_length=200)
    procedure_code = models.CharField(max_length=40, blank=True, default="")
    planned_papers = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CampaignState.values), name="campaign_state_is_known"
            ),
            models.CheckConstraint(condition=Q(keyings__in=(1, 2)), name="campaign_keys_once_or_twice"),
            models.CheckConstraint(
                condition=Q(sampling_percent__gt=0, sampling_percent__lte=100),
                name="campaign_samples_some_of_a_hundred",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Box(models.Model):
    """A box of papers of a store (kho). `counted`: documents that somebody counted before scanning.

    `watched_folder`: files that appear in that folder are taken for this box as scanned by `watched_for`.
    """

    code = models.CharField(max_length=20, unique=True, default=box_code)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="boxes")
    store = models.CharField(max_length=120, help_text="Kho, giá.")
    label = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=BoxState, default=BoxState.OPEN)
    planned_papers = models.PositiveIntegerField(default=0)
    counted_papers = models.PositiveIntegerField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    counted_by = models.CharField(max_length=40, blank=True, default="")
    miscount_reason = models.CharField(
        max_length=300, blank=True, default="", help_text="Why scans and originals differ in number."
    )
    watched_folder = models.CharField(max_length=80, blank=True, default="")
    watched_for = models.CharField(max_length=40, blank=True, default="")
    paused_at = models.DateTimeField(null=True, blank=True)
    pause_reason = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["campaign", "store", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "store", "label"], name="box_has_its_label_alone_in_a_store"
            ),
            models.UniqueConstraint(
                fields=["watched_folder"], condition=~Q(watched_folder=""), name="box_watches_a_folder_alone"
            ),
            models.CheckConstraint(condition=Q(state__in=BoxState.values), name="box_state_is_known"),
            models.CheckConstraint(
                condition=Q(counted_papers=None, counted_at=None, counted_by="")
                | Q(counted_papers__isnull=False, counted_at__isnull=False) & ~Q(counted_by=""),
                name="box_counted_whole_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=Q(state=BoxState.PAUSED, paused_at__isnull=False)
                | ~Q(state=BoxState.PAUSED) & Q(paused_at=None),
                name="box_paused_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.code
