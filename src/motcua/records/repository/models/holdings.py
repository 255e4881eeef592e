"""Papers kept for their owners. Documents, dossiers and owners are named by code or by their document row."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from motcua.foundation.kernel.codes import new_code
from motcua.records.documents.models import Document
from motcua.records.repository.enums import HoldingState, Origin, OwnerKind, Precision, Trust

NEWEST = (F("issued_on").desc(nulls_last=True), F("id").desc())
"""The order in which an owner reads them: by day of issue, those without a day at the end."""


def holding_code() -> str:
    return new_code("H")


class HoldingQuerySet(models.QuerySet["Holding"]):
    def of(self, *owner_codes: str) -> Self:
        """An owner is named by a code; the empty one names nobody."""
        return self.filter(owner_code__in=[code for code in owner_codes if code])

    def unmatched(self) -> Self:
        return self.filter(owner_code="")

    def valid_on(self, day: date) -> Self:
        """What grants something and is neither replaced nor revoked, begun and not ended."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_until=None) | Q(valid_until__gte=day),
            state=HoldingState.VALID,
            is_refusal=False,
        )

    def with_documents(self) -> Self:
        return self.select_related("document__content", "signed_copy__content", "text__content")


class Holding(models.Model):
    """One paper kept for its owner, with what it says of itself. Files stay as they were given.

    `owner_number` and `digitised_code` are personal data. `confidence`: {fact: 0..100}, how sure the reading
    was; empty for what was born digital. `words` is what its owner finds it by.
    """

    code = models.CharField(max_length=20, unique=True, default=holding_code)
    origin = models.CharField(max_length=12, choices=Origin)
    source_code = models.CharField(max_length=80, help_text="Of what it was made from; opaque.")
    trust = models.CharField(max_length=10, choices=Trust)
    is_sample = models.BooleanField(default=False, help_text="Of a demo: no legal value.")

    owner_kind = models.CharField(max_length=12, choices=OwnerKind)
    owner_code = models.CharField(max_length=20, blank=True, default="", help_text="Empty: not matched yet.")
    owner_number = models.CharField(max_length=20, blank=True, default="")
    owner_name = models.CharField(max_length=250, blank=True, default="")
    owner_name_norm = models.CharField(max_length=250, blank=True, default="")

    type_code = models.CharField(max_length=60, blank=True, default="")
    national_code = models.CharField(
        max_length=60, blank=True, default="", db_default="", help_text="KQ.Gxx.nnnnnn of a result."
    )
    type_name = models.CharField(max_length=300)
    number_symbol = models.CharField(max_length=100, blank=True, default="")
    issued_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=5, choices=Precision, blank=True, default="")
    issuer_code = models.CharField(max_length=60, blank=True, default="")
    issuer_name = models.CharField(max_length=250, blank=True, default="")
    abstract = models.TextField(blank=True, default="")
    signer = models.CharField(max_length=120, blank=True, default="")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True, help_text="Its last day; empty: no end.")
    pages = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=40, default="vi")
    physical_state = models.CharField(max_length=120, blank=True, default="")
    is_refusal = models.BooleanField(
        default=False,
        db_default=False,
        help_text="A result that grants nothing: kept, never taken for a paper.",
    )

    digitised_code = models.CharField(max_length=200, null=True, blank=True)
    digitised_owner = models.CharField(max_length=40, blank=True, default="")
    digitised_type = models.CharField(max_length=60, blank=True, default="")
    digitised_order = models.PositiveIntegerField(null=True, blank=True)
    digitised_year = models.PositiveSmallIntegerField(null=True, blank=True)
    digitised_agency = models.CharField(max_length=60, blank=True, default="")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    signed_copy = models.ForeignKey(
        Document, null=True, blank=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    text = models.ForeignKey(
        Document, null=True, blank=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    dossier_code = models.CharField(max_length=40, blank=True, default="")
    procedure_code = models.CharField(max_length=60, blank=True, default="")
    agency_code = models.CharField(max_length=60, help_text="Who put it here and answers for it.")
    confidence = models.JSONField(default=dict)
    words = models.TextField(blank=True, default="")

    state = models.CharField(max_length=10, choices=HoldingState, default=HoldingState.VALID)
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=600, blank=True, default="", help_text="Of the end, for the owner.")

    held_at = models.DateTimeField()
    held_by = models.CharField(max_length=40)
    matched_at = models.DateTimeField(null=True, blank=True)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(F("owner_code"), *NEWEST, condition=~Q(owner_code=""), name="holding_of_owner"),
            models.Index(fields=["agency_code", "id"], condition=Q(owner_code=""), name="holding_unmatched"),
            models.Index(
                fields=["owner_number", "id"],
                condition=Q(owner_code="") & ~Q(owner_number=""),
                name="holding_unmatched_by_number",
            ),
            models.Index(
                fields=["valid_until", "id"],
                condition=Q(state="valid", valid_until__isnull=False),
                name="holding_by_last_day",
            ),
            models.Index(fields=["dossier_code"], condition=~Q(dossier_code=""), name="holding_of_dossier"),
            models.Index(
                fields=["signed_copy"], condition=Q(signed_copy__isnull=False), name="holding_signed_copy"
            ),
            models.Index(Upper("number_symbol"), "id", name="holding_by_number"),
            models.Index(fields=["text"], condition=Q(text__isnull=False), name="holding_text"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["origin", "source_code"], name="holding_is_of_a_source_once"),
            models.UniqueConstraint(fields=["digitised_code"], name="digitised_code_is_given_once"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="holding_origin_is_known"),
            models.CheckConstraint(condition=Q(trust__in=Trust.values), name="holding_trust_is_known"),
            models.CheckConstraint(
                condition=Q(owner_kind__in=OwnerKind.values), name="holding_owner_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(owner_code="", matched_at=None)
                | ~Q(owner_code="") & ~Q(owner_kind="unknown") & Q(matched_at__isnull=False),
                name="holding_matched_whole_or_not_at_all",
            ),
            models.CheckConstraint(condition=~Q(type_name=""), name="holding_says_what_it_is"),
            models.CheckConstraint(
                condition=Q(issued_on=None, precision="")
                | Q(issued_on__isnull=False, precision="day")
                | Q(issued_on__day=1, precision="month")
                | Q(issued_on__day=1, issued_on__month=1, precision="year"),
                name="holding_day_of_issue_is_as_exact_as_known",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="holding_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(digitised_code=""), name="digitised_code_is_given_or_not_at_all"
            ),
            models.CheckConstraint(
                condition=Q(state="valid", replaced_by=None, replaced_at=None, revoked_at=None, reason="")
                | Q(state="replaced", replaced_at__isnull=False, replaced_by__isnull=False)
                | Q(
                    Q(state="revoked", revoked_at__isnull=False, replaced_at=None, replaced_by=None),
                    ~Q(reason=""),
                ),
                name="holding_ended_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def type_codes(self) -> tuple[str, ...]:
        """All by which its type is asked for."""
        return tuple(dict.fromkeys(code for code in (self.type_code, self.national_code) if code))
