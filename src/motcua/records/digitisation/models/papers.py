"""What was scanned, its pages, the papers cut from it, and where on the line they stand."""

from django.db import models
from django.db.models import Q

from motcua.foundation.kernel.codes import new_code
from motcua.records.digitisation.enums import FaultKind, ScanState, Standing
from motcua.records.digitisation.rules.line import Station
from motcua.records.documents.models import Document

from .plans import Box

STATIONS = [station.value for station in Station]


def scan_code() -> str:
    return new_code("DS")


def paper_code() -> str:
    return new_code("DV")


class Scan(models.Model):
    """One file from a scanner. `scanned_by`: the officer who scanned it and will sign (TT-01-2023-VPCP/8).

    `looked_pages`: so many of its pages were looked at; looking goes on from there after a stop.
    `replaces`: a page scanned anew, in the place of an earlier one.
    """

    code = models.CharField(max_length=20, unique=True, default=scan_code)
    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="scans")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ScanState, default=ScanState.LOOKING)
    looked_pages = models.PositiveIntegerField(default=0)
    replaces = models.ForeignKey(
        "ScannedPage", null=True, blank=True, on_delete=models.PROTECT, related_name="anew"
    )
    scanned_by = models.CharField(max_length=40)
    scanned_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["sha256"], name="scan_by_content")]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=~Q(state=ScanState.LEFT_OUT),
                name="scan_of_the_same_file_is_one",
            ),
            models.CheckConstraint(condition=Q(state__in=ScanState.values), name="scan_state_is_known"),
        ]

    def __str__(self) -> str:
        return self.code


class Paper(models.Model):
    """One document on its way from a scan to the repository.

    `station` is where it stands, `standing` what it waits for there. `scanned` is the PDF bound from its
    pages, `signed` that with the signature of who scanned, `rendition` the PDF/A with words, `copy` the
    agency's certified copy. `values` are the fields as decided. `place` counts within its box.
    """

    code = models.CharField(max_length=20, unique=True, default=paper_code)
    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="papers")
    place = models.PositiveIntegerField()
    folder = models.CharField(max_length=120, blank=True, default="", help_text="Hồ sơ, cặp it lay in.")
    station = models.CharField(max_length=20, default=Station.INTAKE.value)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.MACHINE)
    scanned_by = models.CharField(max_length=40)
    ordered_by = models.CharField(
        max_length=40, blank=True, default="", help_text="Who asked the machine last."
    )
    pages_count = models.PositiveIntegerField(default=0)
    scanned = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rendition = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    copy = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entries = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="How many people enter its fields, or have."
    )
    values = models.JSONField(null=True, blank=True)
    result_code = models.CharField(max_length=200, null=True, blank=True, unique=True)
    owner_number = models.CharField(max_length=40, blank=True, default="", help_text="Part of the code.")
    result_type = models.CharField(
        max_length=60, blank=True, default="", db_default="", help_text="Part of the code."
    )
    ordinal = models.PositiveIntegerField(null=True, blank=True)
    issued_year = models.PositiveSmallIntegerField(null=True, blank=True)
    holding_code = models.CharField(max_length=20, blank=True, default="")
    work = models.PositiveIntegerField(
        default=0, help_text="Grows with each change: a job of before is late."
    )
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["box", "place"]
        indexes = [
            models.Index(fields=["box", "station", "standing"], name="paper_by_station"),
            models.Index(
                fields=["entries", "box", "place"],
                condition=Q(station=Station.CHECKING.value, standing=Standing.PERSON),
                name="paper_waits_to_be_entered",
            ),
            models.Index(
                fields=["scanned_by"],
                condition=Q(station=Station.PERSONAL_SIGNATURE.value, standing=Standing.PERSON),
                name="paper_waits_for_who_scanned",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["box", "place"], name="paper_has_its_place_alone"),
            models.CheckConstraint(condition=Q(station__in=STATIONS), name="paper_station_is_known"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="paper_standing_is_known"),
            models.CheckConstraint(
                condition=~Q(standing=Standing.STORED)
                | Q(station=Station.STORAGE.value) & ~Q(holding_code=""),
                name="paper_stored_is_in_the_repository",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.PAGES) | Q(station=Station.INTAKE.value),
                name="paper_waits_for_pages_at_the_intake",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.LOT)
                | Q(station=Station.CHECKING.value) & Q(values__isnull=False),
                name="paper_in_a_lot_was_checked",
            ),
            models.CheckConstraint(
                condition=Q(result_code=None, ordinal=None)
                | Q(result_code__isnull=False, ordinal__isnull=False),
                name="paper_code_has_its_parts",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ScannedPage(models.Model):
    """One page of a scanned file. `paper` None: it separates, was left out, or was not cut yet.

    `look` as measured (`PageLook`), `faults` what of it a person should see, `fault` why it could not be
    looked at. `turn`, `straighten` and `dropped` are corrections: the scanned file itself stays as it is.
    """

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField()
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="pages")
    place = models.PositiveIntegerField(default=0, help_text="Within its paper, from 1.")
    look = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    barcodes = models.JSONField(default=list)
    print = models.CharField(max_length=64, blank=True, default="", help_text="Hash of what is to be seen.")
    turn = models.PositiveSmallIntegerField(default=0)
    straighten = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    dropped = models.BooleanField(default=False)
    passed_by = models.CharField(max_length=40, blank=True, default="", help_text="Who saw its faults.")

    class Meta:
        ordering = ["scan", "number"]
        indexes = [
            models.Index(fields=["paper", "place"], name="page_of_a_paper"),
            models.Index(fields=["print"], condition=~Q(print=""), name="page_by_print"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["scan", "number"], name="page_of_a_scan_is_one"),
            models.CheckConstraint(
                condition=Q(turn__in=(0, 90, 180, 270)), name="page_is_turned_by_quarters"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scan_id}/{self.number}"


class Extraction(models.Model):
    """What the machine read of a paper: words, values with confidence, page and box, and its doubts."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="extraction")
    values = models.JSONField()
    text = models.TextField()
    engine = models.CharField(max_length=120)
    seconds = models.FloatField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.paper_id)


class Passing(models.Model):
    """A paper left a station: for rates, time left and reports."""

    append_only = True

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="passings")
    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="+")
    station = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["box", "station", "at"], name="passing_by_station")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.station}"


class Fault(models.Model):
    """Why a scan or a paper stands in the fault queue, and what became of it."""

    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="faults")
    scan = models.ForeignKey(
        Scan, null=True, blank=True, on_delete=models.PROTECT, related_name="faults_found"
    )
    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="faults_found"
    )
    station = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=FaultKind)
    why = models.CharField(max_length=400)
    found_at = models.DateTimeField()
    found_by = models.CharField(max_length=40)
    mended_at = models.DateTimeField(null=True, blank=True)
    mended_by = models.CharField(max_length=40, blank=True, default="")
    remedy = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["box"], condition=Q(mended_at=None), name="fault_that_is_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(scan=None, paper__isnull=False) | Q(scan__isnull=False, paper=None),
                name="fault_is_of_one_thing",
            ),
            models.CheckConstraint(condition=Q(kind__in=FaultKind.values), name="fault_kind_is_known"),
            models.UniqueConstraint(
                fields=["paper"], condition=Q(mended_at=None), name="paper_has_one_open_fault"
            ),
            models.UniqueConstraint(
                fields=["scan"], condition=Q(mended_at=None), name="scan_has_one_open_fault"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class CodeCounter(models.Model):
    """The last running number under one beginning of a code; its row is the lock."""

    key = models.CharField(max_length=200, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"


class RefusedFile(models.Model):
    """A file of a watched folder that could not be taken, and why; it lies aside in the folder."""

    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="refused_files")
    file_name = models.CharField(max_length=150)
    why = models.CharField(max_length=400)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["box"], condition=Q(settled_at=None), name="refused_file_that_is_open"),
        ]

    def __str__(self) -> str:
        return f"{self.box_id} {self.pk}"
