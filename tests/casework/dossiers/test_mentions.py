"""Colleagues named in a note: who can be named, who is told, who has read it; refused without a trace."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.errors.mentions import NobodyOfThatName, OutOfTheirSight, TooManyNamed
from motcua.casework.dossiers.models import Dossier, Mention, Note
from motcua.casework.dossiers.queries import desk
from motcua.casework.dossiers.queries.colleagues import colleagues_in_sight, suggested, who_may_see
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.casework.dossiers.queries.queues import queues
from motcua.casework.dossiers.rules.mentions import MOST, all_named, handles, named_in, pieces
from motcua.foundation.accounts.models import Officer, Post
from motcua.foundation.accounts.queries import officer_of
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.notifications.models import Message
from tests.factories.accounts import MONDAY, a_leave, a_unit, an_agency, an_officer, minh, officer_view
from tests.factories.dossiers import accepted, an_authority, assigned, later, proposed

from .standings import ON_PAPER, returned
from .traces import no_trace

pytestmark = pytest.mark.django_db
AT = later(MONDAY, 3600)
SON, HA = "Trần Minh Sơn", "Đỗ Thu Hà"
KNOWN = {"son": SON, "ha": HA, "ha-2": "Đỗ Thu Hà (ha-2)", "minh-son": "Minh"}


# The words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"@{SON} xem giúp.", {"son": SON}),
        (f"Nhờ @{SON}, (@{HA})", {"son": SON, "ha": HA}),
        ("nhờ @trần minh sơn!", {"son": "trần minh sơn"}),
        ("@Đỗ Thu Hà (ha-2) xem", {"ha-2": "Đỗ Thu Hà (ha-2)"}),
        ("Gửi tới minh@motcua.example lúc 9 giờ, giá @ 5.000", {}),
        (f"@{SON} và lại @{SON}", {"son": SON}),
    ],
)
def test_whom_the_words_name(text, found):
    assert named_in(text, KNOWN) == found


@pytest.mark.parametrize("text", ["@Hoa xem", f"@{SON}a", "xem @Trần Minh", "@x"])
def test_a_name_that_nobody_has_is_said_and_not_passed_over(text):
    with pytest.raises(NobodyOfThatName, match="@"):
        named_in(text, KNOWN)


def test_two_of_one_name_are_told_apart_by_their_codes():
    assert handles([("a", "Lê An"), ("b", "lê  an"), ("c", "Lê Anh")]) == {
        "a": "Lê An (a)",
        "b": "lê an (b)",
        "c": "Lê Anh",
    }


def test_the_writer_is_not_told_and_no_more_than_a_few_are():
    known = {f"c{n}": f"Người {chr(65 + n)}" for n in range(MOST + 1)}
    assert all_named("@Người A", told=["c0", "c1"], known=known, writer="c0") == {"c1": ""}
    with pytest.raises(TooManyNamed):
        all_named("x", told=list(known), known=known, writer="")


def test_only_kept_names_are_marked():
    assert pieces(f"Nhờ @{SON} và @{HA}.", [SON, ""]) == [
        ("Nhờ ", False),
        (f"@{SON}", True),
        (f" và @{HA}.", False),
    ]


# Who can be named


def ended() -> Dossier:
    """Its result is in the owner's hands."""
    return returned(**ON_PAPER)


def people() -> None:
    """Beside the authority: another agency's, one gone, one whose account is closed."""
    an_officer("leader", unit=a_unit("bn-lanh-dao", agency=an_agency("bac-ninh")), code="bn-leader")
    an_officer("specialist", unit=an_authority()["specialist"].posts.get().unit, code="qt-dung")
    gone = an_officer("leader", unit=an_authority()["leader"].posts.get().unit, code="qt-gone")
    Post.objects.filter(officer=gone).update(valid_to=MONDAY.date() - timedelta(days=1))


@pytest.mark.parametrize("where", [accepted, assigned, proposed, ended])
def test_exactly_those_can_be_named_who_may_see_the_dossier(where):
    dossier = where()
    people()
    a_leave(an_authority()["leader"], substitute=Officer.objects.get(code="qt-dung"))
    dossier.refresh_from_db()

    named = {one.code for one in who_may_see(dossier, on=MONDAY.date())}

    seeing = set()
    for officer in Officer.objects.select_related("account"):
        view = officer_of(account=officer.account, on=MONDAY.date())
        mine = Dossier.objects.filter(pk=dossier.pk)
        if view is not None and permissions.visible_to_officer(mine, view).exists():
            seeing.add(officer.code)
    assert named == seeing
    assert "qt-leader" in named
    assert "qt-dung" in named
    assert not {"bn-leader", "qt-gone"} & named


def test_suggestions_know_names_without_diacritics_and_leave_the_asker_out():
    dossier, officers = assigned(), an_authority()
    Officer.objects.filter(code="qt-specialist").update(full_name=SON)

    found = suggested(viewer=officer_view(officers["leader"]), code=dossier.code, begun="son tran", at=AT)

    assert [one.handle for one in found] == [SON]
    alone = suggested(viewer=officer_view(officers["specialist"]), code=dossier.code, begun="son", at=AT)
    assert alone == []


def test_who_may_not_see_the_dossier_is_told_nothing_of_its_colleagues():
    dossier = assigned()
    people()
    outsider = officer_view(Officer.objects.get(code="bn-leader"))
    with pytest.raises(DossierMissing):
        colleagues_in_sight(viewer=outsider, code=dossier.code, at=AT)


# Written and told


def write(dossier: Dossier, text: str, *, role: str = "leader", tell: tuple[str, ...] = ()) -> Note:
    by = officer_view(an_authority()[role])
    return dossiers.write_note(by=by, code=dossier.code, text=text, tell=tell, at=AT)


def specialist() -> Officer:
    found = an_authority()["specialist"]
    Officer.objects.filter(pk=found.pk).update(full_name=SON)
    found.refresh_from_db()
    return found


def named_in_lists(officer: Officer) -> tuple[list[str], list[str]]:
    """What lies in the queue of mentions, and the marks there."""
    view = officer_of(account=officer.account, on=MONDAY.date())
    assert view is not None
    page = desk.worklist(viewer=view, queue="mentions", filters=WorklistFilters(), at=AT, is_marked=True)
    count = next(one.total for one in queues(viewer=view, at=AT) if one.slug == "mentions")
    assert count is not None
    assert count.count == len(page.rows)
    return [row.code for row in page.rows], [row.mark for row in page.rows]


def test_who_is_named_is_told_at_once_without_the_words_or_the_applicant():
    dossier, son = assigned(), specialist()

    note = write(dossier, f"@{SON}: gọi ông {minh().full_name} hỏi lại.")

    mention = Mention.objects.get()
    assert (mention.note, mention.officer, mention.said, mention.read_at) == (note, son, SON, None)
    mail = Message.objects.get(recipient=son.code, subject__contains="nhắc đến")
    assert dossier.code in mail.subject
    assert an_authority()["leader"].full_name in mail.body
    assert "gọi" not in mail.body
    assert minh().full_name not in mail.subject + mail.body
    event = AuditEvent.objects.get(kind="NoteWritten")
    assert event.payload["named"] == ["qt-specialist"]
    assert SON not in str(event.payload)


def test_who_is_chosen_beside_the_note_is_told_too():
    dossier, son = assigned(), specialist()
    write(dossier, "Xem giúp.", tell=("qt-specialist",))

    assert Mention.objects.get().said == ""
    assert Message.objects.filter(recipient=son.code, subject__contains="nhắc đến").exists()


def test_it_waits_until_the_notes_are_opened_and_is_marked_in_lists():
    dossier, son = assigned(), specialist()
    write(dossier, f"@{SON} xem giúp.")
    assert named_in_lists(son) == ([dossier.code], ["named"])
    shown = desk_dossier(viewer=officer_view(son), code=dossier.code, at=AT)
    assert (shown.notes_for_viewer, shown.notes[0].mentions[0].name) == (1, SON)

    assert dossiers.mark_notes_read(by=officer_view(son), dossier_id=dossier.pk, at=AT) == 1

    assert named_in_lists(son) == ([], [])
    shown = desk_dossier(viewer=officer_view(an_authority()["leader"]), code=dossier.code, at=AT)
    assert (shown.notes[0].mentions[0].read_at, shown.notes_for_viewer) == (AT, 0)


def test_an_ended_dossier_is_found_where_a_note_names_somebody():
    dossier, son = ended(), specialist()
    write(dossier, f"@{SON} lưu hồ sơ giấy.")
    assert named_in_lists(son)[0] == [dossier.code]


def test_who_stands_in_is_told_too_and_what_they_read_still_waits_for_the_absent():
    dossier, son = assigned(), specialist()
    other = an_officer("specialist", unit=son.posts.get().unit, code="qt-dung", full_name="Lê Dũng")
    a_leave(son, substitute=other)
    write(dossier, f"@{SON} xem giúp.")

    told = Message.objects.get(recipient="qt-dung", subject__contains="nhắc đến")
    assert SON in told.body
    assert named_in_lists(other)[0] == [dossier.code]
    view = officer_of(account=other.account, on=local_date(AT))
    assert view is not None
    dossiers.mark_notes_read(by=view, dossier_id=dossier.pk, at=AT)
    assert named_in_lists(other)[0] == []
    assert named_in_lists(son)[0] == [dossier.code]


def test_notes_that_name_nobody_tell_nobody():
    dossier = assigned()
    before = Message.objects.count()
    write(dossier, "Đã gọi điện, thư gửi tới son@motcua.example.")
    assert not Mention.objects.exists()
    assert Message.objects.count() == before


def test_naming_somebody_who_may_not_see_the_dossier_is_refused_and_leaves_no_trace():
    dossier = assigned()
    people()
    Officer.objects.filter(code="bn-leader").update(full_name=HA)
    with no_trace(), pytest.raises(NobodyOfThatName, match=HA):
        write(dossier, f"@{HA} xem giúp.")
    with no_trace(), pytest.raises(OutOfTheirSight):
        write(dossier, "Xem giúp.", tell=("bn-leader",))
