"""How long records are kept, and dossiers and papers that are held whatever their period says."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.models import Officer
from motcua.foundation.kernel.codes import new_code
from motcua.records.repository.models import Holding
from motcua.reference.catalogue.models import Procedure


def kind_code() -> str:
    return new_code("RK")


class RecordKind(models.Model):
    """A kind of record with its period. `years` None: for ever. One kind is that of any other dossier."""

    code = models.CharField(max_length=20, unique=True, default=kind_code)
    title = models.CharField(max_length=200, unique=True)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300)
    is_verified = models.BooleanField(
        default=False, help_text="Somebody read it in the text named as source."
    )
    is_default = models.BooleanField(default=False, help_text="Of dossiers whose procedure names no kind.")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="Nobody: it came with the product.",
    )  # fmt: skip

    class Meta:
        ordering = ["-is_default", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(years=None) | Q(years__gt=0), name="record_kind_keeps_for_years"
            ),
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="record_kind_of_any_other_is_one"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ProcedureKind(models.Model):
    """As what kind of record the dossiers of a procedure are kept."""

    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(RecordKind, on_delete=models.PROTECT, related_name="procedures")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["procedure__code"]

    def __str__(self) -> str:
        return f"{self.procedure_id}/{self.kind_id}"


class PaperKind(models.Model):
    """As what kind of record the loose papers of a type are kept."""

    type_code = models.CharField(max_length=60, unique=True)
    kind = models.ForeignKey(RecordKind, on_delete=models.PROTECT, related_name="paper_types")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["type_code"]
        constraints = [
            models.CheckConstraint(condition=~Q(type_code=""), name="paper_kind_is_of_a_type"),
        ]

    def __str__(self) -> str:
        return f"{self.type_code}/{self.kind_id}"


class LegalHold(models.Model):
    """A dossier or a loose paper kept from destruction because somebody with the right to it asked; at most
    one at a time.
    """

    dossier = models.ForeignKey(Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    holding = models.ForeignKey(Holding, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=600)
    basis = models.CharField(max_length=300, help_text="The paper that asks for it.")
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_why = models.CharField(max_length=600, blank=True, default="")

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(lifted_at=None), name="dossier_is_held_once_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["holding"], condition=Q(lifted_at=None), name="paper_is_held_back_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(dossier=None, holding__isnull=False) | Q(dossier__isnull=False, holding=None),
                name="hold_is_on_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lifted_why="")
                | Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_why=""),
                name="hold_lifted_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id or self.holding_id}/{self.pk}"
