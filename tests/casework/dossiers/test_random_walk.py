"""Ten thousand acts by anybody on any dossier at any moment: whatever is done or refused, nothing breaks."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers import rules
from motcua.casework.dossiers.enums import (
    Business,
    ClockKind,
    CorrectionState,
    Delivery,
    Finance,
    HolderKind,
    SubStatus,
)
from motcua.casework.dossiers.models import (
    OPEN,
    Apology,
    ClockEntry,
    Correction,
    Dossier,
    Filing,
    ProcedureChange,
    Proposal,
    Result,
    Stop,
    Supplement,
)
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.audit import queries as audit
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import Forbidden, Missing, Refused
from motcua.foundation.kernel.ports import adapter
from motcua.ops.demo.fill import specimens
from tests.factories.accounts import applicant_view, hoa, minh
from tests.factories.dossiers import a_draft, a_publication, reload

from .acts_table import ALLOWED, FILERS_ACTS, OFFICERS_ACTS, Does
from .standings import AT_ONCE as AT_ONCE_TIME
from .standings import STATES, everybody

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ACTS = 2_500
"""In each of four walks, which can run beside one another."""
BEGINS = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
AT_ONCE = 25
"""About how many dossiers are open at a time."""
SENSIBLE = 0.7
RARE = {
    "withdraw", "stop", "refuse", "write_note", "hand_back_originals", "record_loss", "prioritise", "keep_product",
    "open_parts", "leave_out_parts",
}  # fmt: skip
"""Done less often, so that dossiers come far."""
ONWARDS = {
    "accept", "assign", "propose", "approve_and_sign", "number_and_seal", "return_result", "open_correction",
    "draft_correction", "send_correction_back",
}  # fmt: skip
ELSEWHERE = {
    "forward_papers": "no dossier of the walk is received at another agency's desk",
    "confirm_papers": "the same",
    "tell_intended_refusal": "no procedure of the walk wants a refusal announced",
    "keep_product": "no process of the walk names what a step must produce",
    "open_parts": "no process of the walk names sub-dossiers",
    "leave_out_parts": "no process of the walk names sub-dossiers",
    "replace_lost": "the paper that gets lost in the walk is kept as a file",
}
"""Acts that the walk may come to, but need not, because …; the table of acts does each of them."""
RETURNED = 3
"""So many returned ones are gone back to until they are corrected, with AFTERWARDS of the acts."""
AFTERWARDS = 0.15


def make(dossier: Dossier, who: Any, at: datetime | None = None) -> None:
    """What the worker does beside the people."""
    specimens.lay_out(f"dossier:{dossier.code}", at=at or dossier.submitted_at)


ALL_ACTS: dict[str, Does] = OFFICERS_ACTS | FILERS_ACTS | {"make": make}


def place_of(dossier: Dossier) -> str:
    """The step, and beyond the end that of a correction."""
    if dossier.business != Business.RETURNED:
        return dossier.sub_status
    open_one = Correction.objects.filter(dossier=dossier).exclude(state=CorrectionState.DONE)
    return f"{dossier.sub_status} {open_one.values_list('state', flat=True).first() or 'returned'}"


@cache
def usual_acts() -> dict[str, dict[str, set[str]]]:
    """By step who does what there, from the table of acts."""
    found: dict[str, dict[str, set[str]]] = {}
    for state, bring in STATES.items():
        place = transaction.savepoint()
        step = place_of(reload(bring()))
        transaction.savepoint_rollback(place)
        acts = found.setdefault(step, {"make": {"worker"}})
        for name, roles in ALLOWED[state].items():
            acts[name] = acts.get(name, set()) | roles
    return found


FACTS = """
SELECT (SELECT count(*) FROM audit_auditevent WHERE subject = %(subject)s), one::text
FROM dossiers_dossier AS one WHERE id = %(id)s
"""
WANTED = 60
"""How often what was not done in the first half of the walk is chosen in the second."""


def weight(name: str) -> int:
    """How often an act is chosen among those of its step: the way to the end most of all."""
    return 1 if name in RARE else 3 if name == "undo_acceptance" else 24 if name in ONWARDS else 8


class Walk:
    """People who do whatever comes to their mind, and the rules that hold whatever they do."""

    def __init__(self, seed: int) -> None:
        self.by_step = usual_acts()
        self.random = Random(seed)
        self.at = BEGINS
        self.people = everybody() | {"filer": applicant_view(minh()), "stranger": applicant_view(hoa())}
        self.publications = [
            a_publication(),
            a_publication("2.000777", with_fee=True),
            a_publication(
                "2.000999", with_fee=True, starts="valid_papers_and_fee",
                time={"supplement": {"amount": 2, "unit": "working_day"}},
            ),
            a_publication("2.000555", time=AT_ONCE_TIME),
        ]  # fmt: skip
        self.open: list[int] = []
        self.returned: list[int] = []
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.wanted: set[str] = set()

    def step(self) -> None:
        self.at += timedelta(seconds=self.random.choice((1, 30, 120, 300, 900)))
        if len(self.open) < AT_ONCE:
            self.file()
            return
        afterwards = bool(self.returned) and self.random.random() < AFTERWARDS
        among = self.returned if afterwards else self.open
        dossier = Dossier.objects.select_related("filer__account").get(pk=self.random.choice(among))
        name, does, who = self.choose(dossier)
        before = self.facts_of(dossier)
        try:
            with transaction.atomic():
                does(dossier, who, self.at)
        except (Refused, Forbidden, Missing):
            self.refused[name] += 1
            assert self.facts_of(dossier) == before, f"{name} was refused and left a trace"
            return
        self.done[name] += 1
        self.check(dossier.pk)

    def file(self) -> None:
        filer = self.random.choice((minh(), hoa()))
        draft = a_draft(by=filer, publication=self.random.choice(self.publications), at=self.at)
        dossier = dossiers.submit(by=applicant_view(filer), draft_code=draft, at=self.at)
        self.open.append(dossier.pk)
        self.done["submit"] += 1
        self.check(dossier.pk)

    def choose(self, dossier: Dossier) -> tuple[str, Does, Any]:
        """Mostly what somebody does at such a step, else any act by anybody of the kind that has such acts."""
        if self.random.random() < SENSIBLE:
            acts = self.by_step[place_of(dossier)]
            name = self.random.choices(
                list(acts), [WANTED if one in self.wanted else weight(one) for one in acts]
            )[0]
            role = self.random.choice(sorted(acts[name]))
            who = applicant_view(dossier.filer) if role == "filer" else self.people.get(role)
            return name, ALL_ACTS[name], who
        name = self.random.choice(list(ALL_ACTS))
        kind = ApplicantView if name in FILERS_ACTS else OfficerView
        who = self.random.choice([one for one in self.people.values() if isinstance(one, kind)])
        return name, ALL_ACTS[name], who

    def facts_of(self, dossier: Dossier) -> tuple[Any, ...]:
        """How many events it has, and its row as text."""
        with connection.cursor() as cursor:
            cursor.execute(FACTS, {"subject": f"dossier:{dossier.code}", "id": dossier.pk})
            found: tuple[Any, ...] = cursor.fetchone()
            return found

    # What always holds

    def check(self, pk: int) -> None:
        """The dossier just touched: a holder and a deadline while it is open, and one clock."""
        dossier = Dossier.objects.get(pk=pk)
        is_open = dossier.business in OPEN
        assert is_open == (dossier.holder_kind != HolderKind.NOBODY)
        assert is_open == (dossier.holder_until is not None)
        assert is_open == (dossier.ended_at is None)
        assert dossier.sub_status in rules.SUB_STATUSES[Business(dossier.business)]
        self.check_clock(dossier)
        due = Charge.objects.filter(subject=f"dossier:{dossier.code}", state="due").count()
        assert due == (dossier.finance == Finance.DUE)
        if not is_open and pk in self.open:
            self.open.remove(pk)
            if dossier.business == Business.RETURNED and len(self.returned) < RETURNED:
                self.returned.append(pk)
        if pk in self.returned and Correction.objects.filter(dossier=dossier, state="done").exists():
            self.returned.remove(pk)

    def check_clock(self, dossier: Dossier) -> None:
        kinds = list(ClockEntry.objects.filter(dossier=dossier).order_by("pk").values_list("kind", flat=True))
        running = False
        for number, kind in enumerate(kinds):
            assert (kind == ClockKind.START) == (number == 0), "one clock, started once"
            assert kind != ClockKind.PAUSE or running
            assert kind not in (ClockKind.RESUME, ClockKind.RESTART) or not running
            running = running if kind == ClockKind.EXTEND else kind in (
                ClockKind.START, ClockKind.RESUME, ClockKind.RESTART
            )  # fmt: skip
        assert running == (dossier.sub_status in rules.CLOCK_RUNS)
        assert not running or dossier.due_at is not None

    def check_all(self) -> None:
        """Every so often: codes are unique, counts add up, every chain of events is whole."""
        rows = list(Dossier.objects.values_list("code", "code_short", "submission_code"))
        for codes in zip(*rows, strict=True):
            assert len(set(codes)) == len(rows)
        results = list(Result.objects.values_list("code", flat=True))
        assert len(set(results)) == len(results)
        self.check_counts(len(rows))
        verdict = audit.verify(signer=adapter("sealer"))
        assert verdict.holds, verdict.fault
        assert verdict.events == AuditEvent.objects.count()

    def check_counts(self, total: int) -> None:
        events = Counter(AuditEvent.objects.values_list("kind", flat=True))
        state = Counter(Dossier.objects.values_list("business", flat=True))
        accepted = Dossier.objects.exclude(accepted_at=None).count()
        assert events["DossierFiled"] == total == state.total()
        assert events["DossierAccepted"] - events["AcceptanceUndone"] == accepted
        assert Dossier.objects.open().count() + Dossier.objects.exclude(ended_at=None).count() == total
        assert events["DossierRefused"] == state["refused"]
        assert events["DossierWithdrawn"] == state["withdrawn"]
        assert events["DossierStopped"] == state["stopped"] == Stop.objects.count()
        assert events["ResultReturned"] == state["returned"]
        assert state["returned"] == Dossier.objects.filter(delivery=Delivery.RETURNED).count()
        assert events["SupplementRequested"] == Supplement.objects.count()
        carried = ProcedureChange.objects.count()
        assert events["ProcedureChanged"] == carried
        assert events["SupplementAnswered"] + carried == Filing.objects.filter(round__gt=1).count()
        assert events["ResultProposed"] + events["CorrectionDrafted"] == Proposal.objects.count()
        done = events["ResultCorrected"] + events["CorrectionReturned"]
        assert done == Correction.objects.filter(state=CorrectionState.DONE).count()
        assert events["CorrectionOpened"] == Correction.objects.count()
        assert events["ApologySent"] == Apology.objects.exclude(sent_at=None).count()
        waiting = Dossier.objects.filter(sub_status=SubStatus.WAITING_LEADER).count()
        waiting += Correction.objects.filter(state=CorrectionState.WAITING_LEADER).count()
        assert Proposal.objects.filter(state="waiting").count() == waiting
        waiting = Supplement.objects.filter(answered_at=None, dossier__business__in=OPEN).count()
        assert Dossier.objects.filter(sub_status=SubStatus.WAITING_SUPPLEMENT).count() == waiting


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_ten_thousand_acts_break_nothing(seed: int) -> None:
    walk = Walk(seed)
    for number in range(1, ACTS + 1):
        walk.step()
        if number % 1_250 == 0:
            walk.check_all()
        if number >= ACTS / 2 and number % 250 == 0:
            walk.wanted = (set(OFFICERS_ACTS) | set(FILERS_ACTS)) - set(walk.done)

    never = (set(OFFICERS_ACTS) | set(FILERS_ACTS)) - set(walk.done) - set(ELSEWHERE)
    assert not never, f"never done: {never}; done: {walk.done}"
    assert walk.refused.total() + walk.done.total() == ACTS
