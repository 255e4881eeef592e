"""Help with filing online: a code names helper and desk, and gives nobody a way into anything."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import DraftMissing
from motcua.casework.dossiers.errors.helping import HelpCodeUnknown, NotYourDesk
from motcua.casework.dossiers.models import Dossier, Draft, HelpCode
from motcua.casework.dossiers.queries import applicant, drafts, helping
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.rules import helping as rules
from motcua.foundation.accounts.models import Post
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from tests.factories import dossiers as made
from tests.factories.accounts import applicant_view, hoa, minh, officer_view
from tests.factories.dossiers import FILED, an_authority

from .traces import no_trace

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)


def lan() -> OfficerView:
    return officer_view(an_authority()["receptionist"])


def a_draft() -> Draft:
    an_authority()
    return Draft.objects.get(code=made.a_draft())


def desk_code(by: OfficerView) -> str:
    return by.posts[0].unit_code


def a_code(by: OfficerView | None = None) -> HelpCode:
    by = by or lan()
    return dossiers.make_help_code(by=by, unit_code=desk_code(by), at=FILED)


def named(draft: Draft, code: HelpCode) -> Draft:
    mine = applicant_view(minh())
    return dossiers.name_helper(by=mine, draft_code=draft.code, typed=code.digits, at=FILED)


def filed_with_help() -> Dossier:
    draft = named(a_draft(), a_code())
    return dossiers.submit(by=applicant_view(minh()), draft_code=draft.code, at=FILED)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("48217730", "48217730"),
        (" 4821 7730 ", "48217730"),
        ("4821-7730", "48217730"),
        ("4821\N{NO-BREAK SPACE}7730", "48217730"),
        ("4821773", ""),
        ("482177300", ""),
        ("4821773a", ""),
        ("٤٨٢١٧٧٣٠", ""),
        ("", ""),
    ],
)
def test_a_code_is_read_as_people_type_it(typed, digits):
    assert rules.digits_typed(typed) == digits


def test_a_code_is_recorded_without_its_digits():
    code = a_code()

    event = AuditEvent.objects.get(kind="HelpCodeMade")
    assert event.subject == f"unit:{desk_code(lan())}"
    assert event.actor_code == "lan"
    assert code.digits not in str(event.payload)
    assert code.ends_at == FILED + timedelta(hours=1)


def test_a_new_code_takes_the_place_of_the_one_before():
    first, draft = a_code(), a_draft()
    second = a_code()

    assert HelpCode.objects.get().digits == second.digits
    with no_trace(), pytest.raises(HelpCodeUnknown):
        named(draft, first)


def test_only_whoever_receives_at_the_desk_makes_its_code():
    officers = an_authority()
    unit = desk_code(officer_view(officers["receptionist"]))

    for role in ("specialist", "leader", "administrator"):
        by = officer_view(officers[role])
        with no_trace(), pytest.raises(NotYourDesk):
            dossiers.make_help_code(by=by, unit_code=unit, at=FILED)
    by = officer_view(officers["receptionist"])
    with no_trace(), pytest.raises(NotYourDesk):
        dossiers.make_help_code(by=by, unit_code="khong-co", at=FILED)


def test_one_code_serves_several_drafts_and_is_kept_to_the_dossier_and_its_event():
    code = a_code()
    first, second = named(a_draft(), code), named(a_draft(), code)
    assert first.pk != second.pk

    mine = applicant_view(minh())
    dossier = dossiers.submit(by=mine, draft_code=first.code, at=FILED)

    assert dossier.helper is not None
    assert dossier.help_unit is not None
    assert (dossier.helper.code, dossier.help_unit.code) == ("lan", desk_code(lan()))
    event = AuditEvent.objects.get(kind="DossierFiled")
    assert (event.payload["helper"], event.payload["help_unit"]) == ("lan", desk_code(lan()))
    assert event.actor_code == mine.account_code


def test_both_sides_are_shown_who_helped():
    dossier = filed_with_help()

    shown = applicant.dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=FILED)
    assert shown.places.helped is not None
    assert shown.places.helped.helper == lan().name
    assert "one-stop desk" in shown.timeline[0].sentence or "một cửa" in shown.timeline[0].sentence
    at_desk = desk_dossier(viewer=lan(), code=dossier.code, at=FILED)
    assert at_desk.places.helped == str(shown.places.helped)


def test_without_help_nothing_is_said_of_it():
    draft = a_draft()

    dossier = dossiers.submit(by=applicant_view(minh()), draft_code=draft.code, at=FILED)

    assert (dossier.helper, dossier.help_unit) == (None, None)
    shown = applicant.dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=FILED)
    assert shown.places.helped is None
    assert desk_dossier(viewer=lan(), code=dossier.code, at=FILED).places.helped == ""
    assert AuditEvent.objects.get(kind="DossierFiled").payload["help_unit"] == ""


def test_the_helper_is_given_no_way_into_the_draft_and_answers_stay():
    draft = a_draft()
    before = dict(draft.answers)

    kept = named(draft, a_code())

    kept.refresh_from_db()
    assert (kept.answers, kept.filer, kept.account) == (before, draft.filer, draft.account)
    assert kept.revision == draft.revision  # a page that lies open can still be saved


@pytest.mark.parametrize("typed", ["00000000", "", "abc", "4821 773"])
def test_an_unknown_code_is_refused_without_trace(typed):
    draft = a_draft()
    HelpCode.objects.filter(digits="00000000").delete()

    with no_trace(), pytest.raises(HelpCodeUnknown):
        dossiers.name_helper(by=applicant_view(minh()), draft_code=draft.code, typed=typed, at=FILED)


def test_a_code_ends_after_its_hour():
    draft, code = a_draft(), a_code()

    with no_trace(), pytest.raises(HelpCodeUnknown):
        dossiers.name_helper(
            by=applicant_view(minh()), draft_code=draft.code, typed=code.digits, at=FILED + rules.LASTS
        )


def test_the_code_of_somebody_who_has_left_the_desk_is_refused():
    draft, code = a_draft(), a_code()
    Post.objects.filter(officer=code.helper).update(valid_from=LONG_AGO, valid_to=LONG_AGO)

    with no_trace(), pytest.raises(HelpCodeUnknown):
        named(draft, code)


def test_a_stranger_names_no_helper_beside_a_draft_and_takes_none_away():
    code = a_code()
    draft = named(a_draft(), code)
    stranger = applicant_view(hoa())

    with no_trace(), pytest.raises(DraftMissing):
        dossiers.name_helper(by=stranger, draft_code=draft.code, typed=code.digits, at=FILED)
    with no_trace(), pytest.raises(DraftMissing):
        dossiers.forget_helper(by=stranger, draft_code=draft.code, at=FILED)


def test_the_name_can_be_taken_away_again():
    draft = named(a_draft(), a_code())
    mine = applicant_view(minh())

    dossiers.forget_helper(by=mine, draft_code=draft.code, at=FILED)

    assert drafts.draft_view(viewer=mine, code=draft.code, at=FILED).helped is None


def test_a_helper_never_stands_without_a_desk():
    draft = a_draft()

    with pytest.raises(IntegrityError):
        Draft.objects.filter(pk=draft.pk).update(helper=a_code().helper)


def test_a_desk_shows_the_code_while_it_lasts_and_over_codes_are_cleared():
    code = a_code()
    by = lan()

    with CaptureQueriesContext(connection) as asked:
        shown = helping.help_desks(viewer=by, at=FILED)
    assert len(asked) == 2
    assert [one.digits.replace(" ", "") for one in shown] == [code.digits]
    assert [one.digits for one in helping.help_desks(viewer=by, at=FILED + rules.LASTS)] == [""]
