"""Tables of events and seals: the application may read and add, nothing else."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from motcua.foundation.kernel.actors import ActorKind

if TYPE_CHECKING:
    _IntField = models.Field[int, int]
else:
    _IntField = models.Field


class Xid8Field(_IntField):
    """A PostgreSQL transaction number that never wraps."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)


class CurrentTransaction(models.Func):
    """The number of the transaction that runs; gives it one if it has none yet."""

    function = "pg_current_xact_id"
    template = "%(function)s()"
    output_field = Xid8Field()


class AuditEvent(models.Model):
    """One act on one subject. Keeps codes, not foreign keys, and so outlives what it speaks of.

    `era` and `xid` say when the database committed it, which decides the seal that holds it; they are not
    part of the hash.
    """

    append_only = True

    subject = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)
    schema_version = models.PositiveSmallIntegerField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_code = models.CharField(max_length=80)
    acting_for = models.CharField(max_length=80, blank=True, default="")
    act_id = models.UUIDField()
    agency = models.CharField(max_length=80, blank=True, default="")
    unit = models.CharField(max_length=80, blank=True, default="")
    field = models.CharField(max_length=80, blank=True, default="")
    procedure = models.CharField(max_length=80, blank=True, default="")
    version = models.CharField(max_length=80, blank=True, default="")
    channel = models.CharField(max_length=20, blank=True, default="")
    due_at = models.DateTimeField(null=True, blank=True)
    payload = models.JSONField(default=dict)
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    era = models.PositiveSmallIntegerField(db_default=1)
    xid = Xid8Field(db_default=CurrentTransaction())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "sequence"], name="audit_subject_has_one_event_per_number"
            ),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_sequence_starts_at_one"),
            models.CheckConstraint(
                condition=Q(actor_kind__in=[kind.value for kind in ActorKind]),
                name="audit_actor_kind_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["era", "xid", "id"], name="audit_event_by_commit"),
            models.Index(fields=["act_id"], name="audit_event_by_act"),
            models.Index(fields=["-id"], name="audit_event_refused", condition=Q(kind="ActRefused")),
        ]

    def __str__(self) -> str:
        return f"{self.subject}#{self.sequence} {self.kind}"

    def content(self) -> dict[str, Any]:
        """What the hash covers."""
        return {
            "subject": self.subject,
            "sequence": self.sequence,
            "kind": self.kind,
            "schema_version": self.schema_version,
            "occurred_at": self.occurred_at,
            "recorded_at": self.recorded_at,
            "actor": [self.actor_kind, self.actor_code],
            "acting_for": self.acting_for,
            "act_id": self.act_id,
            "dimensions": [
                self.agency, self.unit, self.field, self.procedure, self.version, self.channel, self.due_at,
            ],
            "payload": self.payload,
            "previous_hash": bytes(self.previous_hash).hex(),
        }  # fmt: skip


class RefusalBurst(models.Model):
    """How often one and the same was refused to one actor since it last became an event: bounds the trail."""

    subject = models.CharField(max_length=80)
    actor_code = models.CharField(max_length=80)
    act = models.CharField(max_length=80)
    reason = models.CharField(max_length=80)
    began_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "actor_code", "act", "reason"], name="audit_one_burst_of_a_refusal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.act} {self.reason}"


class Seal(models.Model):
    """The signed Merkle root of all events of one stretch of commits, chained to the seal before it.

    It holds the events from the previous seal's (era, upto_xid) to its own, the end not included, in the
    order (era, xid, id).
    """

    append_only = True

    number = models.PositiveIntegerField(unique=True)
    sealed_at = models.DateTimeField(db_index=True)
    era = models.PositiveSmallIntegerField()
    upto_xid = Xid8Field()
    events = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    key_id = models.CharField(max_length=64)
    signature = models.BinaryField(max_length=1024)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="audit_seal_number_starts_at_one"),
            models.CheckConstraint(condition=Q(events__gte=1), name="audit_seal_holds_an_event"),
        ]

    def __str__(self) -> str:
        return f"seal {self.number}"

    def content(self) -> dict[str, Any]:
        """What the hash covers; the signature is over the hash."""
        return {
            "number": self.number,
            "sealed_at": self.sealed_at,
            "era": self.era,
            "upto_xid": self.upto_xid,
            "events": self.events,
            "root": bytes(self.root).hex(),
            "previous_hash": bytes(self.previous_hash).hex(),
            "key_id": self.key_id,
        }
