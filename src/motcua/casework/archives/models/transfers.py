"""Packages for the archive, the dossiers or papers in them, and PDF/A copies made for them."""

from django.db import models
from django.db.models import Q

from motcua.casework.archives.enums import Carried, LineState, TransferState
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.models import Agency, Officer, Unit
from motcua.foundation.kernel.codes import new_code
from motcua.records.documents.models import Content, Document
from motcua.records.repository.models import Holding

from .retention import RecordKind


def transfer_code() -> str:
    return new_code("NL")


class Transfer(models.Model):
    """One hand-over: what an agency has of one year and of one kind; dossiers by the year in which they
    closed, loose papers by that of their issue.

    Title and years of the kind are kept as they were; `unit` narrows it to one unit's work.
    """

    code = models.CharField(max_length=20, unique=True, default=transfer_code)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    carries = models.CharField(
        max_length=8, choices=Carried, default=Carried.DOSSIERS, db_default=Carried.DOSSIERS.value
    )
    made_year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_year = models.PositiveSmallIntegerField()
    kind = models.ForeignKey(RecordKind, on_delete=models.PROTECT, related_name="+")
    kind_title = models.CharField(max_length=200)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    is_verified = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=TransferState, default=TransferState.PACKING)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    packed_at = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    receipt_number = models.CharField(max_length=60, blank=True, default="")
    received_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Received, or called off.")
    ended_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=600, blank=True, default="", help_text="Why it was called off.")

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "made_year", "number"], name="transfer_has_its_number_alone"
            ),
            models.CheckConstraint(
                condition=Q(carries="dossiers") | Q(carries="papers", unit=None),
                name="transfer_of_papers_is_of_no_unit",
            ),
            models.CheckConstraint(
                condition=Q(state="packing", document=None, packed_at=None)
                | Q(state__in=["ready", "received"], document__isnull=False, packed_at__isnull=False)
                | Q(state="called_off"),
                name="transfer_is_ready_with_its_package",
            ),
            models.CheckConstraint(
                condition=Q(state="received", received_on__isnull=False, ended_at__isnull=False)
                & ~Q(receipt_number="")
                | ~Q(state="received") & Q(received_on=None, receipt_number=""),
                name="transfer_received_whole_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=Q(state="called_off", ended_at__isnull=False) & ~Q(why="")
                | ~Q(state="called_off") & Q(why=""),
                name="transfer_called_off_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def counted(self, number: int) -> tuple[int, int]:
        """So many dossiers, so many papers, as events say it."""
        return (number, 0) if self.carries == Carried.DOSSIERS else (0, number)


class TransferLine(models.Model):
    """One dossier or one loose paper of a transfer; on one live transfer at most."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()
    dossier = models.ForeignKey(Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    holding = models.ForeignKey(Holding, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=LineState, default=LineState.WAITING)
    files = models.PositiveIntegerField(default=0)
    without_pdfa = models.PositiveIntegerField(default=0, help_text="Files that go only as they are.")
    why = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        ordering = ["transfer", "place"]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "place"], name="transfer_line_has_its_place_alone"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(state__in=["waiting", "packed", "archived"]),
                name="dossier_is_on_one_live_transfer",
            ),
            models.UniqueConstraint(
                fields=["holding"],
                condition=Q(state__in=["waiting", "packed", "archived"]),
                name="paper_is_on_one_live_transfer",
            ),
            models.CheckConstraint(
                condition=Q(dossier=None, holding__isnull=False) | Q(dossier__isnull=False, holding=None),
                name="transfer_line_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state="faulty") & ~Q(why="") | ~Q(state="faulty") & Q(why=""),
                name="transfer_line_left_out_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id}/{self.place}"


class PdfaCopy(models.Model):
    """The PDF/A made of one content, kept so that it is made once and is the same in every package.

    Without a document the content says of itself that it is PDF/A.
    """

    source = models.OneToOneField(Content, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.source_id)
