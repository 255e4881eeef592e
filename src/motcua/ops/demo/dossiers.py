"""Some sixty sample dossiers over all states and the last months, made by the operations that people use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from itertools import cycle

from motcua.casework.dossiers import checking, paper_checks
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, Ground, Outcome
from motcua.casework.dossiers.models import Dossier, Draft, Result
from motcua.casework.dossiers.rules.returns import Taking
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.kernel.clock import VIETNAM, local, local_date
from motcua.records.letters import operations as letters

from . import answers
from .authority import applicant, officer
from .papers import sample_pdf, sample_png


@dataclass(frozen=True)
class Scenario:
    """`until`: where it stops; `days_ago`: when it was filed."""

    procedure: str
    until: str
    days_ago: int
    case: str = ""
    as_person: bool = False


PROCEDURES = (
    ("2.000086", ""), ("2.000069", "lost"), ("2.002131", ""), ("2.002254", ""), ("1.001786", "private"),
    ("2.001207", "no-iso"), ("2.000069", "torn"), ("1.001786", "public"), ("2.001207", "iso"),
)  # fmt: skip

ENDS = (
    ("returned", 22, 30),
    ("refusal_returned", 3, 45),
    ("filed", 6, 0),
    ("supplement", 3, 3),
    ("supplement_answered", 2, 4),
    ("refused", 3, 20),
    ("withdrawn", 2, 15),
    ("accepted", 4, 2),
    ("unpaid", 3, 5),
    ("assigned", 4, 6),
    ("late", 2, 60),
    ("appraisal_supplement", 2, 8),
    ("sent_back", 1, 7),
    ("proposed", 3, 6),
    ("signed", 1, 6),
    ("numbered", 2, 7),
)
"""How a dossier ends for now, how many of them, and how many days ago the youngest was filed."""


def scenarios(count: int) -> Iterator[Scenario]:
    """`count` of them, every end at least once when there are enough."""
    kinds = cycle(PROCEDURES)
    ends = [(end, least) for end, times, least in ENDS for _ in range(times)]
    first = [(end, least) for end, _times, least in ENDS]
    rest = list(ends)
    for one in first:
        rest.remove(one)
    wanted = (first + rest) * (count // len(ends) + 1)
    for place, (end, least) in enumerate(wanted[:count]):
        procedure, case = next(kinds)
        if end == "unpaid":
            procedure, case = "2.000086", ""
        yield Scenario(
            procedure=procedure,
            case=case,
            until=end,
            days_ago=least + (place * 7) % 120 if end in ("returned", "refused", "withdrawn") else least,
            as_person=procedure == "2.002254",
        )


class Clock:
    """The moment of each act of one dossier: office hours, one act after the other, never after now."""

    def __init__(self, *, now: datetime, days_ago: int, place: int) -> None:
        start = local(now - timedelta(days=days_ago))
        morning = start.replace(hour=8, minute=(place * 7) % 60, second=place % 60, microsecond=0)
        self._now = now
        self._at = min(morning, now.astimezone(VIETNAM) - timedelta(minutes=90))

    def next(self, *, hours: float = 2) -> datetime:
        self._at = min(
            self._at + timedelta(hours=hours), self._now.astimezone(VIETNAM) - timedelta(seconds=1)
        )
        return self._at


def make(*, now: datetime, count: int, progress: Callable[[int, int], None]) -> None:
    """Make `count` dossiers; `progress` hears how many are done."""
    for place, scenario in enumerate(scenarios(count)):
        _Play(scenario, now=now, place=place).run()
        progress(place + 1, count)


class _Play:
    """One dossier on its way."""

    def __init__(self, scenario: Scenario, *, now: datetime, place: int) -> None:
        self.scenario = scenario
        self.place = place
        self.clock = Clock(now=now, days_ago=scenario.days_ago, place=place)
        self.now = now
        self.minh = applicant("minh@motcua.example", at=now)
        self.specialist = "tuan" if place % 2 else "mai"

    def run(self) -> None:
        self.dossier = file(
            self.minh,
            procedure=self.scenario.procedure,
            case=self.scenario.case,
            as_person=self.scenario.as_person,
            seed=self.place,
            at=self.clock.next(hours=0),
        )
        turn = getattr(self, f"_{self.scenario.until}")
        turn()

    def _act(self, name: str, who: str, *, hours: float = 2, **facts: object) -> None:
        at = self.clock.next(hours=hours)
        operation = getattr(dossiers, name)
        operation(by=officer(who, at=self.now), code=self.dossier.code, at=at, **facts)

    def _filed(self) -> None:
        """It waits to be received."""

    def _accepted(self) -> None:
        self._act("accept", "lan")
        self._pay()

    def _unpaid(self) -> None:
        self._act("accept", "lan")

    def _pay(self) -> None:
        self.dossier.refresh_from_db()
        if self.dossier.business != Business.AWAITING_PAYMENT:
            return
        charge = Charge.objects.get(subject=f"dossier:{self.dossier.code}")
        at = self.clock.next(hours=4)
        dossiers.record_payment(
            by=officer("thu", at=self.now),
            code=self.dossier.code,
            amount_vnd=charge.amount_vnd,
            way="transfer",
            number=f"CK{self.place:05d}",
            paid_on=local_date(at),
            at=at,
        )

    def _assigned(self) -> None:
        self._accepted()
        self._act("assign", "dung", hours=1, officer_code=self.specialist)

    _late = _assigned

    def _proposed(self) -> None:
        self._assigned()
        self._propose(Outcome.GRANT)

    def _propose(self, outcome: Outcome) -> None:
        data = {
            "title": self.dossier.publication.procedure.name,
            "content": "Nội dung được cấp theo hồ sơ đã thẩm định (mẫu).",
            "validity": checking.proposed_grant(self.dossier)["validity"],
        }
        if outcome is Outcome.REFUSE:
            data = {
                "reason": "Thiết bị chưa được kiểm định (mẫu).",
                "basis": "Quy định nêu trong thủ tục (mẫu).",
            }
        self._act(
            "propose",
            self.specialist,
            hours=20,
            outcome=outcome,
            data=data,
            opinion="Hồ sơ đủ điều kiện (mẫu).",
        )

    def _sent_back(self) -> None:
        self._proposed()
        self._act("send_back", "binh", reason="Bổ sung căn cứ pháp lý trong dự thảo (mẫu).")

    def _signed(self) -> None:
        self._proposed()
        self._act("approve_and_sign", "binh", hours=3)

    def _numbered(self) -> None:
        self._signed()
        self._act("number_and_seal", "nga", hours=1)

    def _returned(self) -> None:
        self._numbered()
        self._make_result()
        self._give()

    def _refusal_returned(self) -> None:
        self._assigned()
        self._propose(Outcome.REFUSE)
        self._act("approve_and_sign", "binh", hours=3)
        self._act("number_and_seal", "nga", hours=1)
        self._make_result()
        self._give()

    def _give(self) -> None:
        taken = Taking(by="filer", name=self.dossier.filer.full_name, paper_seen="vneid", is_signed=True)
        self._act("return_result", "lan", hours=1, taking=taken)

    def _make_result(self) -> None:
        """The worker's part, done here so that the result can be returned at its moment."""
        result = Result.objects.select_related("letter").get(dossier=self.dossier)
        letters.make(letter_code=result.letter.code, at=self.clock.next(hours=0.01))

    def _refused(self) -> None:
        self._act(
            "refuse",
            "lan",
            reason="Hồ sơ không thuộc thẩm quyền giải quyết của Sở (mẫu).",
            basis="Quy định về thẩm quyền của thủ tục (mẫu)",
        )

    def _withdrawn(self) -> None:
        dossiers.withdraw(by=self.minh, code=self.dossier.code, at=self.clock.next())

    def _supplement(self) -> None:
        slug = paper_checks.papers_of(self.dossier.version, self.dossier.case_slug, self.dossier.channel)[
            -1
        ].slug
        asked = [
            dossiers.AskedDefect("paper", slug, "Tệp mờ, không đọc được; nộp lại bản rõ (mẫu)."),
            dossiers.AskedDefect("other", "", "Ghi thêm số điện thoại liên hệ trong ngày (mẫu)."),
        ]
        self.asked = slug
        self._act("request_supplement", "lan", defects=asked)

    def _supplement_answered(self) -> None:
        self._supplement()
        at = self.clock.next(hours=5)
        dossiers.add_paper(
            by=self.minh,
            beside=self.dossier.code,
            slug=self.asked,
            stream=BytesIO(sample_pdf("supplement")),
            name="bo-sung.pdf",
            at=at,
        )
        dossiers.answer_supplement(
            by=self.minh,
            code=self.dossier.code,
            raw={},
            note="Đã nộp lại bản rõ (mẫu).",
            at=at,
        )

    def _appraisal_supplement(self) -> None:
        self._assigned()
        asked = [dossiers.AskedDefect("other", "", "Giải trình thêm về nội dung đã khai (mẫu).")]
        self._act("request_supplement", self.specialist, hours=6, defects=asked)


def file(
    by: ApplicantView, *, procedure: str, case: str, as_person: bool, seed: int, at: datetime
) -> Dossier:
    """Prepare and file one dossier whole: case, form, papers, delivery, submission."""
    draft = dossiers.start_draft(by=by, publication_code=f"{procedure}.000.00.00.H50", case_slug=case, at=at)
    organisation = by.organisation_codes[seed % len(by.organisation_codes)]
    draft = dossiers.save_case(
        by=by,
        draft_code=draft.code,
        revision=draft.revision,
        case_slug=case,
        ground=Ground.SELF if as_person else Ground.LEGAL_REPRESENTATIVE,
        organisation_code="" if as_person else organisation,
        at=at,
    )
    form = checking.form_of(draft.version)
    raw = answers.posted(form, today=local_date(at), seed=seed, signer=by.name)
    draft = dossiers.save_answers(by=by, draft_code=draft.code, revision=draft.revision, raw=raw, at=at)
    _lay_papers(by, draft, at)
    ways = ("online", "online", "counter")
    dossiers.save_result_way(
        by=by,
        draft_code=draft.code,
        revision=draft.revision,
        result_way=ways[seed % 3],
        result_address="",
        at=at,
    )
    return dossiers.submit(by=by, draft_code=draft.code, at=at)


def _lay_papers(by: ApplicantView, draft: Draft, at: datetime) -> None:
    fresh = Draft.objects.select_related("version__form_version").get(pk=draft.pk)
    for paper in checking.papers_asked(fresh, on=local_date(at)):
        picture = bool(paper.types) and "pdf" not in paper.types
        dossiers.add_paper(
            by=by,
            beside=draft.code,
            slug=paper.slug,
            stream=BytesIO(sample_png() if picture else sample_pdf(paper.slug)),
            name=f"{paper.slug}.{'png' if picture else 'pdf'}",
            issued_on=local_date(at) - timedelta(days=20),
            expires_on=local_date(at) + timedelta(days=400),
            at=at,
        )
