"""A dossier that comes on paper, as an officer types it: what it becomes, and what is wrong with it.

Nothing is written here. People and organisations that the portal does not know yet are made beside the
dossier, so that a refused intake leaves nothing of them either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from motcua.foundation.accounts.models import Organisation, Person
from motcua.foundation.kernel.identifiers import compact, identity_number_defect, tax_number_is_valid
from motcua.foundation.kernel.text import normalise
from motcua.records.repository.queries.taking import Held
from motcua.reference.catalogue import queries as catalogue
from motcua.reference.catalogue.models import Publication
from motcua.reference.catalogue.rules.papers import Demand
from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import Form, parse_post

from . import checking, held_papers, paper_checks
from .enums import Channel, Ground, ResultWay
from .models import Draft
from .owner_facts import from_account
from .paper_checks import Brought, Counted, DraftDefect
from .rules.decisive import decisive

ON_PAPER = (Channel.COUNTER, Channel.POST)
FOR_ORGANISATION = (Ground.LEGAL_REPRESENTATIVE, Ground.MEMBER)
UNUSABLE = frozenset({"digits", "length", "century"})
"""What is wrong with a number on any card; the place of a birth abroad is accepted at the counter."""


@dataclass(frozen=True)
class TypedParty:
    """A person or an organisation as typed; `number` is the identity or the tax number."""

    number: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True)
class Intake:
    """What was typed. `token` is made with the page, so that a second press registers nothing twice;
    `sent_hash` is of all that the page sent, so that a page filled in anew is not taken for a second press.

    `held`: by paper the code of what the repository holds instead; a paper that was brought goes before.
    """

    token: str
    publication_code: str
    channel: str = Channel.COUNTER
    case_slug: str = ""
    filer: TypedParty = TypedParty()
    ground: str = Ground.SELF
    ground_note: str = ""
    organisation: TypedParty = TypedParty()
    mandator: TypedParty = TypedParty()
    raw: Mapping[str, Sequence[str]] = field(default_factory=dict)
    papers: Mapping[str, Counted] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)
    result_way: str = ResultWay.COUNTER
    result_address: str = ""
    post_number: str = ""
    sent_hash: str = ""


@dataclass(frozen=True)
class Prepared:
    """An intake held against the version in force. The draft is not saved; nor are parties not known yet.

    `held`: by paper what the repository has of the owner for it.
    """

    draft: Draft
    brought: Brought
    checked: checking.Checked
    party_defects: tuple[DraftDefect, ...]
    held: Mapping[str, Sequence[Held]]
    held_defects: tuple[DraftDefect, ...] = ()

    @property
    def form(self) -> Form:
        return checking.form_of(self.draft.version)

    @property
    def hard_defects(self) -> list[DraftDefect]:
        """What no dossier can be registered with: for whom it is, and which case."""
        return [*self.party_defects, *self.checked.defects["case"], *self.checked.defects["delivery"]]

    @property
    def form_defects(self) -> list[DraftDefect]:
        """Of the answers. What stands on paper in the dossier is not missed: files of the form, and with the
        paper form itself whatever was left empty and decides neither the fee nor the papers."""
        passed = {one.name for one in self.form.fields if one.kind is FieldKind.ATTACHMENTS}
        if self.has_paper_form:
            empty = {one.name for one in self.form.fields if not self.draft.answers.get(one.name)}
            passed |= empty - self.decisive
        return [one for one in self.checked.defects["form"] if one.field.partition("-")[0] not in passed]

    @property
    def has_paper_form(self) -> bool:
        """Whether the form was handed over on paper."""
        forms = {demand.paper.slug for demand in self.checked.demands if demand.paper.by_form}
        return any(self.brought.papers.get(slug, Counted()).is_brought for slug in forms)

    @property
    def decisive(self) -> frozenset[str]:
        version = self.draft.version
        form = version.form_version.content if version.form_version else {}
        fee = version.fee_version.content if version.fee_version else {}
        return decisive(form, version.content["papers"], fee)

    @property
    def paper_defects(self) -> list[DraftDefect]:
        return [*self.held_defects, *self.checked.defects["papers"]]

    @property
    def defects(self) -> list[DraftDefect]:
        """Everything that keeps the dossier from being accepted at once."""
        return [*self.hard_defects, *self.paper_defects, *self.form_defects]


def prepare(intake: Intake, *, on: date) -> Prepared:
    """The intake as a draft, and every defect of it at once; reads only.

    Raises: Missing, Refused (nothing can be filed for this procedure), PostTooLarge.
    """
    version = catalogue.version_for_filing(
        publication_code=intake.publication_code, on=on, demo=settings.MOTCUA_DEMO
    )
    publication = Publication.objects.select_related("procedure__field", "agency").get(
        pk=version.publication_id
    )
    filer, wrong = known_person(intake.filer, prefix="filer")
    organisation = None
    if intake.ground in FOR_ORGANISATION:
        organisation, faults = known_organisation(intake.organisation)
        wrong += faults
    if intake.ground == Ground.MANDATE and not _mandator_is_missing(intake):
        wrong += known_person(intake.mandator, prefix="mandator")[1]
    if intake.channel not in ON_PAPER:
        wrong.append(DraftDefect("channel", "Chưa chọn cách nộp.", "Chọn trực tiếp hoặc bưu chính."))
    if intake.result_way == ResultWay.ONLINE and filer.account_id is None:
        sentence = "Người nộp chưa có tài khoản trên cổng nên không nhận được kết quả trực tuyến."
        wrong.append(DraftDefect("result_way", sentence, "Chọn nhận tại quầy hoặc qua bưu chính."))
    draft = _draft(intake, publication, filer, organisation)
    draft.version = catalogue.version_row(version.version_id, version.content_hash)
    draft.version_id = version.version_id
    _answer(draft, intake)
    held = _held(draft, intake, on)
    taken = {
        slug: one for slug, code in intake.held.items() for one in held.get(slug, ()) if one.code == code
    }
    taken = {slug: one for slug, one in taken.items() if slug not in intake.papers}
    brought = Brought(intake.channel, intake.papers, taken)
    with translation.override("vi"):  # what is kept and owed speaks the language of the law
        checked = checking.check_draft(draft, on=on, brought=brought)
    gone = tuple(_gone(slug) for slug in intake.held if slug not in taken and slug not in intake.papers)
    return Prepared(draft, brought, checked, tuple(wrong), held, gone)


def _held(draft: Draft, intake: Intake, on: date) -> Mapping[str, Sequence[Held]]:
    """What the repository has of the owner for the papers of this case. At most two queries."""
    papers = paper_checks.papers_of(draft.version, draft.case_slug, intake.channel)
    demands = [Demand(paper) for paper in papers if paper.type_codes and not paper.per_row]
    if not demands:
        return {}
    return held_papers.of_party(demands, owner=_owner(draft, intake), on=on)


def _owner(draft: Draft, intake: Intake) -> Person | Organisation | None:
    if intake.ground in FOR_ORGANISATION:
        return draft.owner_organisation
    if intake.ground != Ground.MANDATE:
        return draft.filer
    return None if _mandator_is_missing(intake) else known_person(intake.mandator, prefix="mandator")[0]


def _gone(slug: str) -> DraftDefect:
    sentence = "Giấy tờ chọn trong kho không còn hiệu lực hoặc không phải của chủ hồ sơ này."
    return DraftDefect(f"paper-{slug}", sentence, "Chọn giấy tờ khác trong kho, hoặc nhận bản giấy.")


def _draft(
    intake: Intake, publication: Publication, filer: Person, organisation: Organisation | None
) -> Draft:
    is_mandate = intake.ground == Ground.MANDATE
    return Draft(
        code=intake.token,
        filer=filer,
        publication=publication,
        case_slug=intake.case_slug,
        ground=intake.ground if intake.ground in Ground.values else Ground.SELF,
        ground_note=intake.ground_note[:300].strip(),
        owner_organisation=organisation,
        mandator={
            "identity_number": compact(intake.mandator.number),
            "full_name": " ".join(intake.mandator.name.split())[:120],
        }
        if is_mandate
        else {},
        result_way=intake.result_way if intake.result_way in ResultWay.values else ResultWay.COUNTER,
        result_address=intake.result_address[:300].strip(),
    )


def _answer(draft: Draft, intake: Intake) -> None:
    """The answers as typed; where nothing is typed, what is known of the owner."""
    form = checking.form_of(draft.version)
    known = from_account(draft, form)
    typed: dict[str, Any] = parse_post(form, intake.raw)
    draft.answers = {name: origin.value for name, origin in known.items() if not typed.get(name)} | {
        name: value for name, value in typed.items() if value or name not in known
    }
    draft.origins = {name: origin.facts for name, origin in known.items()}


def _mandator_is_missing(intake: Intake) -> bool:
    """Then the check of the case says so, in the same words as online."""
    return not intake.mandator.number.strip() or not intake.mandator.name.strip()


# Parties


def known_person(typed: TypedParty, *, prefix: str) -> tuple[Person, list[DraftDefect]]:
    """The person of that number, else one not saved yet; and what is wrong with what was typed."""
    number, name = compact(typed.number), " ".join(typed.name.split())[:120]
    at = f"{prefix}_identity_number"
    if identity_number_defect(number) in UNUSABLE:
        wrong = DraftDefect(
            at,
            f"Số định danh có 12 chữ số; anh/chị đã nhập {len(number)} ký tự."
            if number
            else "Chưa ghi số định danh.",
            "Ghi như trên thẻ căn cước.",
        )
        return Person(full_name=name), [wrong]
    found = Person.objects.select_related("account").filter(identity_number=number).first()
    if found is not None:
        return found, _other_name(found.full_name, name, at=f"{prefix}_full_name")
    fresh = Person(
        identity_number=number,
        full_name=name,
        name_norm=normalise(name),
        phone=typed.phone[:20].strip(),
        email=typed.email[:254].strip(),
        address=typed.address[:300].strip(),
    )
    return fresh, [] if name else [_nameless(f"{prefix}_full_name")]


def known_organisation(typed: TypedParty) -> tuple[Organisation, list[DraftDefect]]:
    """The organisation of that tax number, else one not saved yet; and what is wrong with what was typed."""
    number, name = compact(typed.number), " ".join(typed.name.split())[:250]
    if not tax_number_is_valid(number):
        wrong = DraftDefect(
            "organisation_tax_number",
            "Mã số thuế không đúng.",
            "Ghi 10 chữ số, chi nhánh thêm gạch nối và 3 chữ số, như trên giấy đăng ký.",
        )
        return Organisation(name=name), [wrong]
    found = Organisation.objects.filter(tax_number=number).first()
    if found is not None:
        return found, _other_name(found.name, name, at="organisation_name")
    fresh = Organisation(
        tax_number=number,
        name=name,
        name_norm=normalise(name),
        phone=typed.phone[:20].strip(),
        email=typed.email[:254].strip(),
        address=typed.address[:300].strip(),
    )
    return fresh, [] if name else [_nameless("organisation_name")]


def _other_name(known: str, typed: str, *, at: str) -> list[DraftDefect]:
    """Nothing typed takes the name that is known."""
    if not typed or normalise(typed) == normalise(known):
        return []
    sentence = f"Số này trên cổng thuộc về “{known}”, khác với tên đã nhập."
    return [DraftDefect(at, sentence, "Đối chiếu lại số và tên trên giấy tờ.")]


def _nameless(at: str) -> DraftDefect:
    return DraftDefect(at, "Chưa ghi tên.", "Ghi như trên giấy tờ; số này chưa có trên cổng.")
