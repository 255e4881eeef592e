"""The dossier itself, and what was filed with it in each round."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least

from motcua.casework.dossiers.enums import (
    Business,
    Channel,
    Delivery,
    Exchange,
    Finance,
    Ground,
    HolderKind,
    OwnerKind,
    Priority,
    ResultWay,
    SubStatus,
)
from motcua.foundation.accounts.models import Agency, Kiosk, Officer, Organisation, Person, Unit
from motcua.records.documents.models import Document
from motcua.reference.catalogue.models import Publication, Version
from motcua.reference.workflow.models import ProcessVersion

OPEN = ["submitted", "accepted", "processing", "awaiting_supplement", "awaiting_payment", "decided"]

TURN = ("queue_rank", "priority", "holder_until", "id")
"""The order in which waiting dossiers are worked: online first, then priority, then the holder's deadline."""

OPEN_ORDERS = {
    "dossier_open_by_day_of_agency": ["agency", "submitted_at", "id"],
    "dossier_open_by_code_of_agency": ["agency", "code"],
    "dossier_turn_of_all": [*TURN],
    "dossier_open_by_day": ["submitted_at", "id"],
    "dossier_open_by_code": ["code"],
}
"""The orders in which lists of open dossiers are walked, within an agency and over all of them."""


class DossierQuerySet(models.QuerySet["Dossier"]):
    def open(self) -> Self:
        return self.filter(business__in=OPEN)

    def owned_or_filed_by(self, *, person_id: int, organisation_ids: tuple[int, ...]) -> Self:
        return self.filter(
            Q(filer_id=person_id)
            | Q(owner_person_id=person_id)
            | Q(owner_organisation_id__in=organisation_ids)
        )


class Dossier(models.Model):
    """A request to a public authority, from submission to result.

    Five axes of state move apart, each by its own table in rules.py. Who holds it and until when is never
    empty while it is open. Owner, filer and ground of authority are kept apart from whoever acts.
    """

    waits_for_reply = False  # to an intended refusal; true only where a query asked for it
    last_moved_at: datetime | None = None  # from hand to hand; known where it is locked for an act
    stood_in_for = ""  # while an officer acts: the code of the absent one in whose post; never kept

    code = models.CharField(max_length=40, unique=True)
    code_short = models.CharField(max_length=40, unique=True)
    submission_code = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reception_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    work_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    process = models.ForeignKey(
        ProcessVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    step_slug = models.CharField(
        max_length=60, blank=True, default="",
        help_text="Its place in the process inside the unit; empty at the first step of a specialist.",
    )  # fmt: skip
    step_is_skipped = models.BooleanField(default=False, help_text="The step at its place was skipped.")
    promised_version = models.ForeignKey(
        Version, null=True, blank=True, db_index=False, on_delete=models.PROTECT, related_name="+",
        help_text="Of the receipt, after a move: its time rule goes on to bind.",
    )  # fmt: skip
    case_slug = models.SlugField(max_length=60, blank=True, default="")
    first_round = models.PositiveSmallIntegerField(
        default=1, db_default=1, help_text="Rounds before it were filed under another procedure."
    )
    channel = models.CharField(max_length=8, choices=Channel)
    kiosk = models.ForeignKey(
        Kiosk, null=True, blank=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    is_sample = models.BooleanField(default=False, help_text="Filed in a demo: papers are marked MẪU.")

    owner_kind = models.CharField(max_length=12, choices=OwnerKind)
    owner_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    filer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    helper = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    help_unit = models.ForeignKey(
        Unit, null=True, blank=True, db_index=False, on_delete=models.PROTECT, related_name="+",
        help_text="The desk at which the helper stood.",
    )  # fmt: skip
    ground = models.CharField(max_length=24, choices=Ground)
    ground_note = models.CharField(max_length=300, blank=True, default="")
    result_way = models.CharField(max_length=8, choices=ResultWay)
    result_address = models.CharField(max_length=300, blank=True, default="")

    business = models.CharField(max_length=20, choices=Business)
    sub_status = models.CharField(max_length=20, choices=SubStatus)
    finance = models.CharField(max_length=12, choices=Finance, default=Finance.NOTHING_DUE)
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.NOT_READY)
    exchange = models.CharField(max_length=8, choices=Exchange, default=Exchange.LOCAL)

    holder_kind = models.CharField(max_length=10, choices=HolderKind)
    holder_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    holder_officer = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    holder_until = models.DateTimeField(null=True, blank=True)
    queue_rank = models.PositiveSmallIntegerField(
        default=1, help_text="0 for electronic dossiers: worked first."
    )
    priority = models.PositiveSmallIntegerField(
        choices=Priority, default=Priority.NORMAL, db_default=Priority.NORMAL
    )
    priority_reason = models.CharField(
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text="Why it goes before others; empty for none.",
    )

    submitted_at = models.DateTimeField()
    answer_by = models.DateTimeField(help_text="8 working hours after filing.")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_at = models.DateTimeField(null=True, blank=True, help_text="The appointment: end of business.")
    legal_due_at = models.DateTimeField(
        null=True, blank=True, help_text="24:00 of that day decides lateness."
    )
    due_is_provisional = models.BooleanField(default=False)
    calendar_number = models.PositiveIntegerField(null=True, blank=True)
    ask_by = models.DateTimeField(
        null=True, blank=True,
        help_text="Until when a dossier that is not eligible yet goes back; empty before acceptance.",
    )  # fmt: skip
    decided_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["holder_unit", *TURN],
                condition=Q(business__in=OPEN),
                name="dossier_turn_of_unit",
            ),
            models.Index(
                fields=["holder_officer", *TURN],
                condition=Q(business__in=OPEN),
                name="dossier_turn_of_officer",
            ),
            models.Index(
                fields=["agency", *TURN],
                condition=Q(business__in=OPEN),
                name="dossier_turn_of_agency",
            ),
            models.Index(fields=["filer", "-submitted_at"], name="dossier_by_filer"),
            models.Index(fields=["owner_person", "-submitted_at"], name="dossier_by_owner_person"),
            models.Index(
                fields=["owner_organisation", "-submitted_at"], name="dossier_by_owner_organisation"
            ),
            models.Index(fields=["agency", "-submitted_at"], name="dossier_by_agency"),
            models.Index(fields=["-submitted_at", "-id"], name="dossier_by_day"),
            models.Index(
                fields=["agency", "ended_at", "id"],
                condition=Q(ended_at__isnull=False),
                name="dossier_ended_of_agency",
            ),
            *(
                models.Index(fields=fields, condition=Q(business__in=OPEN), name=name)
                for name, fields in OPEN_ORDERS.items()
            ),
            models.Index(
                F("agency"),
                Least("holder_until", "legal_due_at"),
                condition=Q(Q(business__in=OPEN), ~Q(holder_kind="applicant")),
                name="dossier_open_by_nearest_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(business__in=Business.values), name="dossier_business_is_known"
            ),
            models.CheckConstraint(
                condition=Q(sub_status__in=SubStatus.values), name="dossier_sub_status_is_known"
            ),
            models.CheckConstraint(condition=Q(finance__in=Finance.values), name="dossier_finance_is_known"),
            models.CheckConstraint(
                condition=Q(delivery__in=Delivery.values), name="dossier_delivery_is_known"
            ),
            models.CheckConstraint(
                condition=Q(exchange__in=Exchange.values), name="dossier_exchange_is_known"
            ),
            models.CheckConstraint(
                condition=Q(priority=Priority.NORMAL, priority_reason="")
                | Q(Q(priority__in=[Priority.URGENT, Priority.HIGH]), ~Q(priority_reason="")),
                name="dossier_priority_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(owner_kind="person", owner_person__isnull=False, owner_organisation=None)
                | Q(owner_kind="organisation", owner_person=None, owner_organisation__isnull=False),
                name="dossier_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.KIOSK, kiosk__isnull=False)
                | ~Q(channel=Channel.KIOSK) & Q(kiosk=None),
                name="dossier_of_a_kiosk_names_it",
            ),
            models.CheckConstraint(
                condition=Q(helper=None, help_unit=None) | Q(helper__isnull=False, help_unit__isnull=False),
                name="dossier_helper_stands_at_a_desk",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="dossier_accepted_whole_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=Q(due_at=None, legal_due_at=None)
                | Q(due_at__isnull=False, legal_due_at__isnull=False),
                name="dossier_due_whole_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=Q(
                    business__in=["refused", "withdrawn", "stopped", "returned"],
                    holder_kind="nobody",
                    holder_unit=None,
                    holder_officer=None,
                    holder_until=None,
                    ended_at__isnull=False,
                )
                | (
                    Q(business__in=OPEN, holder_until__isnull=False, ended_at=None)
                    & (
                        Q(holder_kind="applicant", holder_unit=None, holder_officer=None)
                        | Q(holder_kind="unit", holder_unit__isnull=False, holder_officer=None)
                        | Q(holder_kind="officer", holder_unit__isnull=False, holder_officer__isnull=False)
                    )
                ),
                name="open_dossier_has_holder_and_deadline",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Filing(models.Model):
    """What was filed in one round: 1 is the submission, later ones answer a supplement. Never changed."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="filings")
    round = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    origins = models.JSONField(
        null=True, blank=True, help_text="Where answers were taken from, as in a draft."
    )
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True, default="")
    post_number = models.CharField(
        max_length=40, blank=True, default="", db_default="", help_text="Of the parcel that brought it."
    )
    sent_hash = models.CharField(
        max_length=64, blank=True, default="", db_default="", help_text="Of all that the counter's page sent."
    )

    class Meta:
        ordering = ["dossier", "round"]
        constraints = [models.UniqueConstraint(fields=["dossier", "round"], name="filing_round_is_once")]

    def __str__(self) -> str:
        return f"{self.dossier_id}#{self.round}"


class FiledPaper(models.Model):
    """A file filed in a round for one of the papers asked for."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="papers")
    slug = models.SlugField(max_length=80)
    row = models.PositiveSmallIntegerField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    holding_code = models.CharField(
        max_length=20, blank=True, default="", db_default="", help_text="Taken from the repository."
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.filing_id}/{self.slug}"
