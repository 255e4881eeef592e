"""Volume data against the operations: the same dossiers, made both ways, compared column by column.

What differs between the two, and nothing else:

- numbers of rows (`id`), and references to them, which are compared by what they point at;
- random codes (submission, letters, documents, charges) and act ids, compared by their order of appearance;
- `recorded_at` (when the row was written) and the hashes that cover it and the codes; that volume hashes hold
  is what `motcua audit verify` says, asked here too;
- `era` and `xid`, which the database sets at the commit.

On both sides the worker's part is played by the specimen: papers of volume data are not typeset or signed.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection, models, transaction

from motcua.casework.dossiers import checking
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import DaySequence, Dossier
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.models import Account
from motcua.foundation.accounts.queries import ApplicantView, OfficerView, applicant_of, officer_of
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.audit.queries import verify
from motcua.foundation.calendar import operations as calendar
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import VIETNAM, local_date
from motcua.foundation.kernel.ports import adapter
from motcua.ops.demo import answers, authority, fill
from motcua.ops.demo.fill import loading, moulds, scene, setaside, specimens
from motcua.ops.demo.fill.moments import DAY, moment_of
from motcua.ops.demo.fill.rows import COPIED, rows_of
from motcua.ops.demo.fill.stamping import Cut, Stamper
from motcua.ops.demo.load import AUTHORITIES
from motcua.ops.demo.papers import sample_pdf, sample_png
from motcua.records.documents.models import Document
from motcua.records.letters.models import Letter, Register
from motcua.reference.catalogue import operations as catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = datetime(2026, 12, 10, 15, 0, tzinfo=VIETNAM)
SCALE = scene.Scale(units=3, procedures=24, open_share=0.4)
MANY = 200
ENDINGS = {
    "filed", "supplement", "unpaid", "accepted", "assigned", "proposed", "signed", "numbered",
    "returned", "refusal_returned", "supplement_returned", "refused", "withdrawn",
}  # fmt: skip
"""Where dossiers may stand: MANY stand at each."""


def quietly(sentence: str) -> None:
    """Says nothing."""


@pytest.fixture
def demo_as_owner(settings: Any) -> None:
    settings.MOTCUA_DEMO = True
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")


@pytest.fixture
def installation(demo_as_owner: None) -> None:
    founded = AT - timedelta(days=400)
    authority.make(at=founded)
    catalogue.load_shipped(agencies=AUTHORITIES, by=SYSTEM, at=founded)
    calendar.seed_shipped_calendar(by=SYSTEM, at=founded)
    scene.make(scale=SCALE, at=AT, say=quietly)
    specimens.keep_templates(at=AT)


# Both ways


@dataclass
class Seen:
    """What one way left behind."""

    dossiers: dict[int, dict[str, list[dict[str, Any]]]] = field(default_factory=dict)
    sequences: list[Any] = field(default_factory=list)
    registers: list[Any] = field(default_factory=list)


def filled(dossiers: int) -> tuple[loading.Work, list[Cut], Seen]:
    """The dossiers as the filling makes them; taken back after they were seen."""
    mark = transaction.savepoint()
    work = fill.prepare(dossiers=dossiers, seed=9, at=AT, say=quietly, processes=1, scale=SCALE)
    loading.fill(work, say=quietly)
    stamper = Stamper(work.ground)
    cuts = [cut for counts in work.days for cut in stamper.cuts(counts)]
    base, stride = work.ground.bases["dossiers_dossier"], work.ground.strides["dossiers_dossier"]
    codes = dict(Dossier.objects.filter(pk__gte=base).values_list("pk", "code"))
    seen = look({n: codes[base + stride * n] for n in range(dossiers)})
    assert verify(signer=adapter("sealer")).holds
    transaction.savepoint_rollback(mark)
    return work, cuts, seen


def played(work: loading.Work, cuts: list[Cut]) -> Seen:
    """The same dossiers as people make them: every act by its operation, in the order of the days."""
    loading.copy_crowd(work.ground.crowd, made_at="2026-12-10 08:00:00+00", since="2018-01-01")
    people = [_Person(cut, work) for cut in cuts]
    acts = [
        (minute // DAY, one.number, place, name, one)
        for one in people
        for place, (name, minute) in enumerate(one.acts.items())
    ]
    for _day, _number, _place, name, one in sorted(acts, key=lambda act: act[:3]):
        getattr(one, name)()
    return look({one.number: one.code for one in people})


def look(codes: dict[int, str]) -> Seen:
    return Seen(
        dossiers={number: _plain(rows_of(code)) for number, code in sorted(codes.items())},
        sequences=sorted(DaySequence.objects.values_list("unit__code", "on", "last")),
        registers=sorted(
            Register.objects.filter(last_number__gt=0).values_list(
                "agency_code", "book", "year", "last_number"
            )
        ),
    )


class _Person:
    """Plays one dossier by the operations, at the moments that the filling gave it."""

    def __init__(self, cut: Cut, work: loading.Work) -> None:
        self.cut, self.outline, self.matter = cut, cut.outline, cut.matter
        self.number, self.acts = cut.outline.number, cut.outline.acts
        self.owner = work.ground.crowd.person(cut.outline.owner)
        self.voucher = f"KL{work.ground.vouchers + cut.outline.number:09d}"
        desk = cut.matter.desk
        specialist = desk.specialists[cut.outline.specialist % len(desk.specialists)]
        self.values = {**desk.values, **specialist}

    def at(self, act: str) -> datetime:
        return moment_of(self.acts[act])

    def applicant(self, at: datetime) -> ApplicantView:
        account = Account.objects.get(code=self.owner["account.code"])
        found = applicant_of(account=account, on=local_date(at))
        assert found is not None
        return found

    def officer(self, role: str, at: datetime) -> OfficerView:
        account = Account.objects.get(officer__code=self.values[f"{role}.code"])
        found = officer_of(account=account, on=local_date(at))
        assert found is not None
        return found

    def do(self, operation: str, role: str, act: str, **facts: Any) -> None:
        at = self.at(act)
        getattr(dossiers, operation)(by=self.officer(role, at), code=self.code, at=at, **facts)
        specimens.lay_out(f"dossier:{self.code}", at=at)

    def filed(self) -> None:
        at, matter = self.at("filed"), self.matter
        by, as_person = self.applicant(at), self.outline.owner_kind == "person"
        code, case = matter.values["publication.code"], matter.case
        draft = dossiers.start_draft(by=by, publication_code=code, case_slug=case, at=at)
        draft = dossiers.save_case(
            by=by, draft_code=draft.code, revision=draft.revision, case_slug=case, at=at,
            ground="self" if as_person else "legal_representative",
            organisation_code="" if as_person else by.organisation_codes[0],
        )  # fmt: skip
        raw = answers.posted(checking.form_of(matter.version), today=local_date(at))
        draft = dossiers.save_answers(by=by, draft_code=draft.code, revision=draft.revision, raw=raw, at=at)
        for paper in checking.papers_asked(draft, on=local_date(at)):
            picture = bool(paper.types) and "pdf" not in paper.types
            dossiers.add_paper(
                by=by, beside=draft.code, slug=paper.slug, at=at,
                stream=BytesIO(sample_png() if picture else sample_pdf(paper.slug)),
                name=f"{paper.slug}.{'png' if picture else 'pdf'}",
                issued_on=local_date(at),
            )  # fmt: skip
        dossiers.save_result_way(
            by=by, draft_code=draft.code, revision=draft.revision, result_address="", at=at,
            result_way="online" if as_person else "counter",
        )  # fmt: skip
        self.code = dossiers.submit(by=by, draft_code=draft.code, at=at).code

    def withdrawn(self) -> None:
        at = self.at("withdrawn")
        dossiers.withdraw(by=self.applicant(at), code=self.code, at=at)

    def refused(self) -> None:
        self.do("refuse", "receptionist", "refused", **moulds.REFUSAL)

    def asked(self) -> None:
        defects = [dossiers.AskedDefect(**defect) for defect in moulds.DEFECTS]
        self.do("request_supplement", "receptionist", "asked", defects=defects)

    def answered(self) -> None:
        at = self.at("answered")
        by = self.applicant(at)
        dossiers.answer_supplement(by=by, code=self.code, raw={}, note=moulds.ANSWER, at=at)

    def accepted(self) -> None:
        self.do("accept", "receptionist", "accepted")

    def paid(self) -> None:
        owed = Charge.objects.get(subject=f"dossier:{self.code}").amount_vnd
        facts = {"amount_vnd": owed, "way": "transfer", "number": self.voucher}
        self.do("record_payment", "cashier", "paid", paid_on=local_date(self.at("paid")), **facts)

    def assigned(self) -> None:
        self.do("assign", "division_head", "assigned", officer_code=self.values["specialist.code"])

    def proposed(self) -> None:
        refuses = self.outline.ending == "refusal_returned"
        data = moulds.REFUSAL if refuses else moulds.grant_of(self.matter)
        outcome = "refuse" if refuses else "grant"
        self.do("propose", "specialist", "proposed", outcome=outcome, data=data, opinion=moulds.OPINION)

    def signed(self) -> None:
        self.do("approve_and_sign", "leader", "signed")

    def numbered(self) -> None:
        self.do("number_and_seal", "clerk", "numbered")

    def returned(self) -> None:
        self.do("return_result", "receptionist", "returned", taking=moulds.TAKEN)


# Rows as they are compared

UNCOMPARED = {"id", "recorded_at", "hash", "previous_hash", "era", "xid"}
RANDOM = re.compile(
    r"\b[NLCD]-[0-9A-Z]{12}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b"
)


def _plain(rows: dict[type[models.Model], list[Any]]) -> dict[str, list[dict[str, Any]]]:
    named = {
        (model, row.pk): f"{model.__name__} {place}"
        for model, found in rows.items()
        for place, row in enumerate(found)
    }
    ordered = rows | {
        AuditEvent: sorted(rows[AuditEvent], key=lambda row: row.pk),
        Document: sorted(rows[Document], key=lambda row: row.pk),
        Letter: rows[Letter],
    }
    codes: dict[str, str] = {}
    return {
        model.__name__: [_columns(row, named, codes) for row in found] for model, found in ordered.items()
    }


def _columns(row: Any, named: dict[Any, str], codes: dict[str, str]) -> dict[str, Any]:
    found = {}
    for column in type(row)._meta.concrete_fields:
        if column.name in UNCOMPARED:
            continue
        value = getattr(row, column.attname)
        if isinstance(column, models.ForeignKey) and value is not None:
            found[column.name] = _pointed_at(row, column, value, named)
        else:
            found[column.name] = _anonymous(value, named, codes)
    return found


def _pointed_at(row: Any, column: Any, value: Any, named: dict[Any, str]) -> str:
    model = column.remote_field.model
    if model is Register:
        return f"{row.register.agency_code} {row.register.book} {row.register.year}"
    return named.get((model, value)) or f"{model.__name__} {value}"


def _anonymous(value: Any, named: dict[Any, str], codes: dict[str, str], key: str = "") -> Any:
    """The value with random codes replaced by the order in which they appear in the dossier."""
    if isinstance(value, dict):
        return {name: _anonymous(one, named, codes, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_anonymous(one, named, codes) for one in value]
    if key == "proposal":
        return next(name for (model, pk), name in named.items() if pk == value and "Proposal" in name)
    if isinstance(value, bool | int | datetime | date | type(None)):
        return value
    return RANDOM.sub(lambda one: codes.setdefault(one.group(), f"code {len(codes)}"), str(value))


# The claims


@pytest.mark.parametrize("many", [60, pytest.param(MANY, marks=pytest.mark.large)])
def test_filled_dossiers_are_what_the_operations_make_of_them(installation, many):
    work, cuts, by_filling = filled(many)

    by_operations = played(work, cuts)

    assert len(by_filling.dossiers) == many
    assert many < MANY or {cut.outline.ending for cut in cuts} == ENDINGS
    for number, dossier in by_filling.dossiers.items():
        other = by_operations.dossiers[number]
        assert {t: len(rows) for t, rows in dossier.items()} == {t: len(rows) for t, rows in other.items()}
        assert differences(dossier, other) == [], cuts[number].outline
    assert by_filling.sequences == by_operations.sequences
    assert by_filling.registers == by_operations.registers


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[tuple[str, str, Any, Any]]:
    """Where two dossiers differ: table and row, column, both values."""
    return [
        (f"{table} {place}", column, value, other[table][place][column])
        for table, rows in one.items()
        for place, row in enumerate(rows)
        for column, value in row.items()
        if value != other[table][place][column]
    ]


def test_what_was_set_aside_comes_back_as_it_was(demo_as_owner):
    tables = [model._meta.db_table for model in COPIED]
    before = _definitions(tables)

    setaside.set_aside(tables)
    without = _definitions(tables)
    loading.bring_back(processes=1, say=quietly)

    assert len(without) < len(before)
    assert _definitions(tables) == before
    assert not setaside.is_pending()


def _definitions(tables: list[str]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = ANY(%s) ORDER BY 1", [tables])
        indexes = cursor.fetchall()
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, convalidated, pg_get_constraintdef(oid) "
            "FROM pg_constraint WHERE conrelid::regclass::text = ANY(%s) ORDER BY 1, 2",
            [tables],
        )
        constraints = cursor.fetchall()
        cursor.execute(
            "SELECT relname, reloptions FROM pg_class WHERE relname = ANY(%s) ORDER BY 1", [tables]
        )
        return [*indexes, *constraints, *cursor.fetchall()]


def test_an_installation_that_is_no_demo_is_not_filled(db, settings):
    settings.MOTCUA_DEMO = False

    with pytest.raises(fill.NotADemo):
        fill.run(dossiers=10, seed=1, at=AT, say=quietly)

    assert not Dossier.objects.exists()
