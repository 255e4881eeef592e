"""Moulds: what the operations write about a dossier of each kind, played once and taken back.

Stand-ins whose every fact is a token file, accept, decide and return a dossier inside a transaction that is
rolled back; after each act the rows are read and turned into templates. An operation that writes to a table
that this module does not copy stops the filling.
"""

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.db import connection, models, transaction
from django.utils import translation

from motcua.casework.dossiers import checking
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Ground, Outcome
from motcua.casework.dossiers.models import Dossier, Result
from motcua.casework.dossiers.rules.returns import Taking
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.models import Officer, Organisation, Person, Unit
from motcua.foundation.calendar.rules import WorkingCalendar
from motcua.foundation.kernel.clock import local_date
from motcua.ops.demo import answers
from motcua.ops.demo.papers import sample_pdf, sample_png
from motcua.records.documents.models import Content, Document
from motcua.records.letters.models import Letter
from motcua.reference.catalogue.models import Publication, Version
from motcua.reference.workflow.models import ProcessVersion

from . import specimens
from .moments import DAY, Clockwork, minute_of, moment_of
from .rows import COPIED, rows_of
from .scene import Matter
from .standins import VERSION_NUMBER, Cast
from .templates import Mould, Snapshot, Unnamed, compile_mould
from .ways import Steps, play_of

KEPT_APART = frozenset(
    {
        "dossiers_draft", "dossiers_draftpaper", "dossiers_daysequence", "dossiers_queuecount",
        "dossiers_searchwords", "letters_register",
        "letters_template", "documents_content", "procrastinate_jobs", "procrastinate_events",
        "procrastinate_periodic_defers", "procrastinate_workers",
    }
)  # fmt: skip
"""Tables that acts write too and that the filling sees to in other ways, or needs no row in."""

STAND_INS = frozenset(
    {
        "workflow_processversion",
        "catalogue_field",
        "catalogue_procedure",
        "catalogue_publication",
        "catalogue_revision",
        "catalogue_version",
    }
)

PLACES = {
    "filed": (0, 547),
    "withdrawn": (1, 468),
    "refused": (1, 478),
    "asked": (1, 611),
    "answered": (2, 1121),
    "accepted": (3, 511),
    "paid": (4, 581),
    "assigned": (7, 613),
    "proposed": (8, 662),
    "signed": (9, 843),
    "numbered": (10, 904),
    "returned": (11, 965),
}
"""Day and minute of each act in the play: no two acts of one dossier share a day."""

Key = tuple[str, str, str, bool]
"""Kind of matter, kind of owner, ending, and whether the due date is provisional."""

TAKEN = Taking(by="filer", name="Người nộp (mẫu)", paper_seen="vneid", is_signed=True)


@dataclass(frozen=True)
class Played:
    """Moulds, and the contents that their documents name."""

    moulds: Mapping[Key, Mould]
    contents: Sequence[Content]


def make(
    matters: Sequence[Matter],
    *,
    calendar: WorkingCalendar,
    flavours: Sequence[tuple[date, bool]],
    place: int = 0,
) -> Played:
    """The moulds of these matters, one of each kind; `place` tells processes apart that play at once.

    `flavours`: a Monday to begin the play, and whether due dates are provisional then. Leaves nothing behind
    but files in the store. Raises: Unnamed.
    """
    found: dict[Key, Mould] = {}
    with translation.override("vi"), transaction.atomic():
        before = _written_tables()
        cast = Cast.engage(place)
        engaged = _written_tables()
        for matter in matters:
            for monday, provisional in flavours:
                for owner_kind in _owner_kinds(matter):
                    play = _Play(cast, matter, owner_kind, monday, calendar)
                    for ending, mould in play.run():
                        found[matter.kind, owner_kind, ending, provisional] = mould
        _check_tables(before, engaged, _written_tables())
        transaction.set_rollback(True)
    return Played(found, list(cast.contents.values()))


def _owner_kinds(matter: Matter) -> list[str]:
    kinds = ["person"] if matter.is_for_people else []
    return [*kinds, "organisation"] if matter.is_for_organisations else kinds


def _written_tables() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return {name: int(count) for name, count in cursor.fetchall() if count}


def _check_tables(before: dict[str, int], engaged: dict[str, int], after: dict[str, int]) -> None:
    """Raises Unnamed when the play wrote to a table that is neither copied nor kept apart."""
    copied = {model._meta.db_table for model in COPIED}
    allowed = copied | KEPT_APART | STAND_INS
    written = {name for name, count in after.items() if count != engaged.get(name, before.get(name, 0))}
    if strange := written - allowed:
        raise Unnamed(f"The operations write to tables that are not copied: {sorted(strange)}.")


class _Play:
    """All ways of one dossier, from its filing; every way is taken back to where it branched off."""

    def __init__(
        self, cast: Cast, matter: Matter, owner_kind: str, monday: date, calendar: WorkingCalendar
    ) -> None:
        self.cast, self.matter, self.owner_kind = cast, matter, owner_kind
        self.monday, self.calendar = monday.toordinal(), calendar
        self.words: dict[str, Mapping[str, Any]] = {}
        self.acts: dict[str, int] = {}

    def run(self) -> Iterator[tuple[str, Mould]]:
        mark = transaction.savepoint()
        self.publication = self.cast.publish(self.matter.version, self.matter.process)
        self.cast.open_registers(self.matter.version, self._moment("accepted"), self._moment("numbered"))
        self._file()
        yield "filed", self._taken()
        yield from self._branch(play_of(waits_for_fee=self.matter.waits_for_fee))
        transaction.savepoint_rollback(mark)

    def _branch(self, steps: Steps) -> Iterator[tuple[str, Mould]]:
        for step in steps:
            mark, acts = transaction.savepoint(), dict(self.acts)
            getattr(self, f"_{step.act}")()
            if step.ending:
                yield step.ending, self._taken()
            yield from self._branch(step.then)
            transaction.savepoint_rollback(mark)
            self.acts = acts

    def _moment(self, act: str) -> datetime:
        day, minute = PLACES[act]
        return moment_of((self.monday + day) * DAY + minute)

    def _at(self, act: str) -> datetime:
        at = self._moment(act)
        self.acts[act] = minute_of(at)
        return at

    # acts

    def _file(self) -> None:
        at = self._at("filed")
        by = self.cast.applicant(at)
        as_person = self.owner_kind == "person"
        draft = dossiers.start_draft(
            by=by, publication_code=self.publication.full_code, case_slug=self.matter.case, at=at
        )
        draft = dossiers.save_case(
            by=by,
            draft_code=draft.code,
            revision=draft.revision,
            case_slug=self.matter.case,
            ground=Ground.SELF if as_person else Ground.LEGAL_REPRESENTATIVE,
            organisation_code="" if as_person else self.cast.organisation.code,
            at=at,
        )
        form = checking.form_of(self.matter.version)
        raw = answers.posted(form, today=local_date(at), signer=by.name)
        draft = dossiers.save_answers(by=by, draft_code=draft.code, revision=draft.revision, raw=raw, at=at)
        for paper in checking.papers_asked(draft, on=local_date(at)):
            picture = bool(paper.types) and "pdf" not in paper.types
            dossiers.add_paper(
                by=by,
                beside=draft.code,
                slug=paper.slug,
                stream=BytesIO(sample_png() if picture else sample_pdf(paper.slug)),
                name=f"{paper.slug}.{'png' if picture else 'pdf'}",
                issued_on=local_date(at),
                at=at,
            )
        dossiers.save_result_way(
            by=by,
            draft_code=draft.code,
            revision=draft.revision,
            result_way="online" if as_person else "counter",
            result_address="",
            at=at,
        )
        self.dossier = dossiers.submit(by=by, draft_code=draft.code, at=at)
        self.code = self.dossier.code

    def _do(self, operation: str, role: str, act: str, **facts: Any) -> None:
        at = self._at(act)
        getattr(dossiers, operation)(by=self.cast.officer(role, at), code=self.code, at=at, **facts)
        self._see_words()
        specimens.lay_out(f"dossier:{self.code}", at=at)

    def _see_words(self) -> None:
        """Keep what each letter says now: its events keep the hash of it."""
        for letter in Letter.objects.about(f"dossier:{self.code}"):
            text = json.dumps(letter.data, sort_keys=True, ensure_ascii=False)
            self.words[hashlib.sha256(text.encode()).hexdigest()] = copy.deepcopy(letter.data)

    def _withdraw(self) -> None:
        at = self._at("withdrawn")
        dossiers.withdraw(by=self.cast.applicant(at), code=self.code, at=at)

    def _refuse(self) -> None:
        self._do("refuse", "receptionist", "refused", **REFUSAL)

    def _ask(self) -> None:
        asked = [dossiers.AskedDefect(**defect) for defect in DEFECTS]
        self._do("request_supplement", "receptionist", "asked", defects=asked)

    def _answer(self) -> None:
        at = self._at("answered")
        dossiers.answer_supplement(by=self.cast.applicant(at), code=self.code, raw={}, note=ANSWER, at=at)

    def _accept(self) -> None:
        self._do("accept", "receptionist", "accepted")

    def _pay(self) -> None:
        """The fee where one is due, else nothing."""
        charge = Charge.objects.filter(subject=f"dossier:{self.code}", state="due").first()
        if charge is None:
            return
        facts = {"amount_vnd": charge.amount_vnd, "way": "transfer", "number": self.cast.token("voucher")}
        day = local_date(self._moment("paid"))
        self._do("record_payment", "cashier", "paid", paid_on=day, **facts)

    def _assign(self) -> None:
        code = self.cast.officers["specialist"].code
        self._do("assign", "division_head", "assigned", officer_code=code)

    def _propose(self) -> None:
        self._lay_before(Outcome.GRANT, grant_of(self.matter))

    def _propose_refusal(self) -> None:
        self._lay_before(Outcome.REFUSE, REFUSAL)

    def _lay_before(self, outcome: Outcome, data: dict[str, str]) -> None:
        self._do("propose", "specialist", "proposed", outcome=outcome, data=data, opinion=OPINION)

    def _sign(self) -> None:
        self._do("approve_and_sign", "leader", "signed")

    def _number(self) -> None:
        self._do("number_and_seal", "clerk", "numbered")

    def _hand_over(self) -> None:
        self._do("return_result", "receptionist", "returned", taking=TAKEN)

    # what was written

    def _taken(self) -> Mould:
        rows = rows_of(self.code)
        dossier = rows[Dossier][0]
        for document in rows[Document]:
            self.cast.contents[document.content_id] = document.content
        named = moments_of(self.matter, self.acts, self.calendar, Clockwork())
        texts = {
            dossier.code: "⟦code⟧",
            "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "-" for c in dossier.code): "⟦code⟧",
            dossier.code_short: "⟦code_short⟧",
            dossier.submission_code: "⟦submission_code⟧",
            self.cast.token.identity: "⟦person.identity⟧",
            str(VERSION_NUMBER): "⟦version.number⟧",
        }
        return compile_mould(
            Snapshot(
                rows=rows,
                texts=texts,
                references=self._references(),
                moments={name: moment_of(minute) for name, minute in named.items()},
                acts=frozenset(self.acts),
                days=self._days(rows),
                words=self.words,
                numbers={VERSION_NUMBER: "version.number"},
            )
        )

    def _references(self) -> dict[tuple[type[models.Model], int], str]:
        cast = self.cast
        version = self.publication.versions.get()
        found: dict[tuple[type[models.Model], int], str] = {
            (type(cast.agency), cast.agency.pk): "agency.id",
            (Person, cast.person.pk): "person.id",
            (Organisation, cast.organisation.pk): "org.id",
            (Publication, self.publication.pk): "publication.id",
            (Version, version.pk): "version.id",
        }
        if cast.process is not None:
            found[ProcessVersion, cast.process.pk] = "process.id"
        found |= {(Unit, unit.pk): f"{kind}.id" for kind, unit in cast.units.items()}
        return found | {(Officer, one.pk): f"{role}.id" for role, one in cast.officers.items()}

    def _days(self, rows: Mapping[type[models.Model], Sequence[Any]]) -> dict[date, str]:
        days = {local_date(moment_of(minute)): f"{act}:day" for act, minute in self.acts.items()}
        for result in rows[Result]:
            if result.valid_to is not None:
                days[result.valid_to] = "valid_to"
        return days


REFUSAL = {"reason": "Chưa đủ điều kiện (mẫu).", "basis": "Quy định nêu trong thủ tục (mẫu)."}
DEFECTS = ({"kind": "other", "slug": "", "sentence": "Ghi thêm số điện thoại liên hệ (mẫu)."},)
ANSWER = "Đã bổ sung (mẫu)."
OPINION = "Hồ sơ đủ điều kiện (mẫu)."


def grant_of(matter: Matter) -> dict[str, str]:
    """What a specialist proposes to grant."""
    validity = (matter.version.content.get("result") or {}).get("validity") or {}
    return {
        "title": "Chấp thuận đề nghị (mẫu)",
        "content": "Nội dung được cấp theo hồ sơ đã thẩm định (mẫu).",
        "validity": (validity.get("text") or {}).get("vi", ""),
    }


def moments_of(
    matter: Matter, acts: Mapping[str, int], calendar: WorkingCalendar, clockwork: Clockwork
) -> dict[str, int]:
    """The moments of the acts and those that the law computes from them, by name."""
    found = dict(acts)
    found["answer_by"] = clockwork.answer_by(calendar, acts["filed"])
    if asked := acts.get("asked"):
        days = supplement_days(matter)
        found["supplement_until"] = clockwork.closing(calendar, asked, days)
    if answered := acts.get("answered"):
        found["answer_again_by"] = clockwork.answer_by(calendar, answered)
    accepted = acts.get("accepted")
    if accepted and matter.waits_for_fee and "paid" not in acts:
        found["payment_until"] = clockwork.closing(calendar, accepted, None)
    if start := acts.get("paid" if matter.waits_for_fee else "accepted"):
        found["due"], found["legal_due"], _ = clockwork.due(calendar, matter.rule, start)
    return found


def supplement_days(matter: Matter) -> int | None:
    """Working days that the version leaves for a supplement."""
    limit = (matter.version.content.get("time") or {}).get("supplement")
    return int(limit["amount"]) if limit and limit["unit"] == "working_day" else None


def first_monday(of: date) -> date:
    return of + timedelta(days=-of.weekday() % 7)
