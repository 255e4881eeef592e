"""Agencies, units, officers, posts and roles, changed by administrators."""

from datetime import date, timedelta

import pytest

from motcua.foundation.accounts import errors, operations, queries
from motcua.foundation.accounts.models import Account, Agency, AgencyIdentifier, Officer, Post, Role, Unit
from motcua.foundation.accounts.operations.entry import Entry
from motcua.foundation.accounts.operations.roles import TopAgency
from motcua.foundation.accounts.queries import administration
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import Forbidden
from motcua.foundation.notifications.models import Message
from tests.factories import accounts as make
from tests.factories.accounts import MONDAY, PASSWORD

from .acts import kinds, last_token, sign_in

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
OFFICER = {
    "code": "hung",
    "full_name": "Đỗ Văn Hùng",
    "title": "Chuyên viên",
    "email": "hung@motcua.example",
    "unit_code": "qt-mot-cua",
    "role_code": "specialist",
    "valid_from": TODAY,
}


@pytest.fixture
def administrator():
    for code in ("specialist", "administrator", "receptionist"):
        make.a_role(code)
    return make.officer_view(make.an_administrator())


@pytest.fixture
def outsider():
    """An administrator of another authority."""
    agency = make.an_agency("skhcn-bac-giang", place="Bắc Giang")
    unit = make.a_unit("bg-van-phong", agency=agency)
    return make.officer_view(make.an_officer("administrator", unit=unit, code="quan-tri-bg"))


def create(by, **changes):
    return operations.create_officer(by=by, at=MONDAY, **(OFFICER | changes))


class TestOfficers:
    def test_a_new_officer_chooses_a_password_by_mail(self, administrator):
        officer = create(
            administrator, welcome_link=lambda code, token: f"https://motcua.example/{code}/{token}"
        )

        assert sign_in("hung@motcua.example") == Entry.REFUSED
        operations.reset_password(
            code=officer.account.code, token=last_token("hung@motcua.example"), password=PASSWORD, at=MONDAY
        )
        assert sign_in("hung@motcua.example") == Entry.SIGNED_IN
        assert kinds("officer:hung") == ["OfficerCreated", "PostGiven"]
        assert AuditEvent.objects.filter(actor_code="quan-tri").count() == 2

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"code": "Hùng"}, errors.CodeUnusable),
            ({"code": "quan-tri"}, errors.CodeTaken),
            ({"email": "hung"}, errors.EmailUnusable),
            ({"email": "QUAN-TRI@motcua.example"}, errors.EmailTaken),
            ({"full_name": ""}, errors.NamesAreMissing),
            ({"unit_code": "khong-co"}, errors.NoSuchUnit),
            ({"role_code": "khong-co"}, errors.NoSuchRole),
            ({"password": "ngan"}, errors.PasswordUnusable),
        ],
    )
    def test_what_is_wrong_is_refused_and_leaves_no_trace(self, administrator, changes, refusal):
        with pytest.raises(refusal):
            create(administrator, **changes)

        assert not Account.objects.filter(email="hung@motcua.example").exists()
        assert not AuditEvent.objects.exists()
        assert not Message.objects.exists()

    @pytest.mark.parametrize("who", ["lan", "outsider"])
    def test_nobody_else_makes_officers(self, administrator, outsider, who):
        by = outsider if who == "outsider" else make.officer_view(make.lan())

        with pytest.raises(Forbidden):
            create(by)
        assert not AuditEvent.objects.exists()

    def test_a_name_and_a_leave_are_changed(self, administrator):
        create(administrator)

        operations.update_officer(
            by=administrator,
            code="hung",
            full_name="Đỗ Văn Hùng",
            title="Phó phòng",
            on_leave_until=TODAY,
            at=MONDAY,
        )

        assert Officer.objects.get(code="hung").title == "Phó phòng"
        assert AuditEvent.objects.get(kind="OfficerUpdated").payload == {
            "fields": ["title", "on_leave_until"]
        }

    def test_an_outsider_changes_nobody(self, administrator, outsider):
        create(administrator)
        for act in (operations.block_officer, operations.unblock_officer):
            with pytest.raises(Forbidden):
                act(by=outsider, code="hung", at=MONDAY)
        with pytest.raises(Forbidden):
            operations.update_officer(
                by=outsider, code="hung", full_name="X", title="", on_leave_until=None, at=MONDAY
            )

    def test_a_blocked_officer_is_out_at_once_and_comes_back(self, administrator):
        create(administrator, password=PASSWORD)
        sign_in("hung@motcua.example")

        operations.block_officer(by=administrator, code="hung", at=MONDAY)
        assert sign_in("hung@motcua.example", key="l" * 32) == Entry.REFUSED
        operations.unblock_officer(by=administrator, code="hung", at=MONDAY)
        assert sign_in("hung@motcua.example", key="m" * 32) == Entry.SIGNED_IN


class TestPosts:
    def test_a_post_is_given_and_ended(self, administrator):
        officer = make.lan()
        post = operations.give_post(
            by=administrator,
            officer_code="lan",
            unit_code="qt-mot-cua",
            role_code="specialist",
            valid_from=TODAY,
            valid_to=None,
            at=MONDAY,
        )

        operations.end_post(by=administrator, code=post.code, last_day=TODAY, at=MONDAY)

        tomorrow = queries.officer_of(account=officer.account, on=TODAY + timedelta(days=1))
        assert tomorrow is not None
        assert [held.role_code for held in tomorrow.posts] == ["receptionist"]
        assert kinds("officer:lan") == ["PostGiven", "PostEnded"]

    def test_the_same_post_is_not_held_twice(self, administrator):
        make.lan()

        with pytest.raises(errors.PostHeld):
            operations.give_post(
                by=administrator,
                officer_code="lan",
                unit_code="qt-mot-cua",
                role_code="receptionist",
                valid_from=TODAY,
                valid_to=None,
                at=MONDAY,
            )

    def test_a_closed_unit_takes_nobody(self, administrator):
        make.lan()
        make.a_unit("qt-cu", closed_on=TODAY)

        with pytest.raises(errors.UnitIsClosed):
            operations.give_post(
                by=administrator,
                officer_code="lan",
                unit_code="qt-cu",
                role_code="specialist",
                valid_from=TODAY,
                valid_to=None,
                at=MONDAY,
            )

    def test_the_last_administrator_stays(self, administrator):
        post = Post.objects.get(officer__code="quan-tri")

        with pytest.raises(errors.LastAdministrator):
            operations.end_post(by=administrator, code=post.code, last_day=TODAY, at=MONDAY)
        with pytest.raises(errors.LastAdministrator):
            operations.block_officer(by=administrator, code="quan-tri", at=MONDAY)
        assert Post.objects.get().valid_to is None

    def test_an_administrator_with_a_successor_leaves(self, administrator):
        create(administrator, role_code="administrator")

        operations.end_post(
            by=administrator, code=Post.objects.get(officer__code="quan-tri").code, last_day=TODAY, at=MONDAY
        )

        assert Post.objects.get(officer__code="quan-tri").valid_to == TODAY

    def test_an_end_before_the_start_is_refused(self, administrator):
        make.lan()

        with pytest.raises(errors.PeriodUnusable):
            operations.end_post(
                by=administrator,
                code=Post.objects.get(officer__code="lan").code,
                last_day=date(2017, 1, 1),
                at=MONDAY,
            )

    def test_an_outsider_ends_no_post(self, administrator, outsider):
        make.lan()

        with pytest.raises(Forbidden):
            operations.end_post(
                by=outsider, code=Post.objects.get(officer__code="lan").code, last_day=TODAY, at=MONDAY
            )


class TestRoles:
    def test_a_role_is_data_and_holds_at_once(self, administrator):
        lan = make.lan()

        operations.define_role(
            by=administrator,
            code="receptionist",
            name="Cán bộ tiếp nhận",
            permitted=frozenset({"dossier.see"}),
            scope="unit",
            at=MONDAY,
        )

        assert make.officer_view(lan).permissions == {"dossier.see"}
        assert kinds("role:receptionist") == ["RoleDefined"]

    def test_the_role_of_the_last_administrator_keeps_its_permission(self, administrator):
        with pytest.raises(errors.LastAdministrator):
            operations.define_role(
                by=administrator,
                code="administrator",
                name="Quản trị viên",
                permitted=frozenset({"dossier.see"}),
                scope="tree",
                at=MONDAY,
            )
        assert Role.objects.get(code="administrator").permissions == ["administer"]

    def test_who_administers_a_part_does_not_define_roles(self, administrator):
        below = make.an_agency("chi-cuc", parent=Agency.objects.get(code="skhcn-quang-tri"))
        unit = make.a_unit("cc-van-phong", agency=below)
        by = make.officer_view(make.an_officer("administrator", unit=unit, code="duoi"))

        with pytest.raises(Forbidden):
            operations.define_role(
                by=by, code="moi", name="Mới", permitted=frozenset({"dossier.see"}), scope="own", at=MONDAY
            )


class TestTheFirstAdministrator:
    TOP = TopAgency("ubnd-quang-tri", "Ủy ban nhân dân tỉnh Quảng Trị", "Quảng Trị", "UBND")

    def make(self):
        return operations.create_first_administrator(
            email="quan@motcua.example",
            full_name="Trần Văn Quản",
            password=PASSWORD,
            agency=self.TOP,
            at=MONDAY,
        )

    def test_an_empty_installation_gets_one_who_can_make_the_rest(self):
        by = make.officer_view(self.make())

        operations.create_agency(
            by=by,
            code="skhcn-quang-tri",
            parent_code="ubnd-quang-tri",
            level="department",
            name_vi="Sở Khoa học và Công nghệ",
            place="Quảng Trị",
            symbol="SKHCN",
            valid_from=TODAY,
            at=MONDAY,
        )

        assert sign_in("quan@motcua.example") == Entry.SIGNED_IN
        assert Role.objects.count() == 8
        assert [row.code for row in administration.agencies(by, on=TODAY)] == ["ubnd-quang-tri"]
        again = make.officer_view(Officer.objects.get())
        assert [(row.code, row.depth) for row in administration.agencies(again, on=TODAY)] == [
            ("ubnd-quang-tri", 0),
            ("skhcn-quang-tri", 1),
        ]

    def test_a_second_first_one_is_refused(self):
        self.make()

        with pytest.raises(errors.AdministratorExists):
            self.make()
        assert Officer.objects.count() == 1

    def test_a_weak_password_leaves_an_empty_installation(self):
        with pytest.raises(errors.PasswordUnusable):
            operations.create_first_administrator(
                email="quan@motcua.example", full_name="Quản", password="ngan", agency=self.TOP, at=MONDAY
            )

        assert not Agency.objects.exists()
        assert not Role.objects.exists()
        assert not AuditEvent.objects.exists()


class TestAgencies:
    def test_facts_letterhead_and_limit_are_changed(self, administrator):
        code = "skhcn-quang-tri"
        operations.update_agency(by=administrator, code=code, facts={"hotline": " 0233 3851 234 "}, at=MONDAY)
        operations.set_letterhead(
            by=administrator, agency_code=code, name="SỞ KH&CN", parent_name="UBND", lines=["a"], at=MONDAY
        )
        operations.set_upload_limit(by=administrator, agency_code=code, limit_bytes=5 * 1024**2, at=MONDAY)

        head = queries.letterhead(code)
        assert (head.name, head.parent_name, head.lines, head.hotline) == (
            "SỞ KH&CN",
            "UBND",
            ("a",),
            "0233 3851 234",
        )
        assert queries.upload_limit_bytes(code) == 5 * 1024**2
        assert kinds(f"agency:{code}") == ["AgencyUpdated", "LetterheadSet", "UploadLimitSet"]

    def test_the_same_again_is_no_act(self, administrator):
        operations.set_upload_limit(
            by=administrator, agency_code="skhcn-quang-tri", limit_bytes=20 * 1024**2, at=MONDAY
        )

        assert not AuditEvent.objects.exists()

    def test_an_outsider_changes_nothing(self, administrator, outsider):
        code = "skhcn-quang-tri"
        acts = [
            lambda: operations.update_agency(by=outsider, code=code, facts={"hotline": "1"}, at=MONDAY),
            lambda: operations.set_letterhead(
                by=outsider, agency_code=code, name="X", parent_name="", lines=[], at=MONDAY
            ),
            lambda: operations.set_upload_limit(
                by=outsider, agency_code=code, limit_bytes=5 * 1024**2, at=MONDAY
            ),
            lambda: operations.create_unit(
                by=outsider, agency_code=code, code="x", kind="division", name="X", symbol="", at=MONDAY
            ),
            lambda: operations.update_unit(by=outsider, code="qt-mot-cua", name="X", symbol="", at=MONDAY),
            lambda: operations.close_unit(by=outsider, code="qt-mot-cua", last_day=TODAY, at=MONDAY),
            lambda: operations.give_identifier(
                by=outsider, agency_code=code, form="short", value="H50.15", valid_from=TODAY, at=MONDAY
            ),
            lambda: operations.end_identifier(
                by=outsider, agency_code=code, form="short", value="H50.15", last_day=TODAY, at=MONDAY
            ),
            lambda: operations.move_agency(by=outsider, code=code, parent_code="skhcn-bac-giang", at=MONDAY),
        ]
        for act in acts:
            with pytest.raises(Forbidden):
                act()

        assert not AuditEvent.objects.exists()
        with pytest.raises(errors.NoSuchAgency):
            administration.agency_page(outsider, code=code, on=TODAY)

    def test_a_top_agency_is_made_at_the_command_line_only(self, administrator):
        facts = {
            "code": "tinh-khac",
            "parent_code": "",
            "level": "province",
            "name_vi": "Tỉnh khác",
            "place": "X",
            "symbol": "UBND",
            "valid_from": TODAY,
            "at": MONDAY,
        }
        with pytest.raises(Forbidden):
            operations.create_agency(by=administrator, **facts)
        operations.create_agency(by=SYSTEM, **facts)

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"code": "qt-mot-cua "}, errors.CodeUnusable),
            ({"code": "qt-mot-cua"}, errors.CodeTaken),
            ({"kind": "bar"}, errors.LevelUnknown),
            ({"name": " "}, errors.NamesAreMissing),
        ],
    )
    def test_a_wrong_unit_is_refused(self, administrator, changes, refusal):
        facts = {"code": "qt-moi", "kind": "division", "name": "Phòng mới", "symbol": ""} | changes

        with pytest.raises(refusal):
            operations.create_unit(by=administrator, agency_code="skhcn-quang-tri", at=MONDAY, **facts)
        assert not AuditEvent.objects.exists()

    def test_a_unit_is_made_and_closed_when_nobody_is_in_it(self, administrator):
        operations.create_unit(
            by=administrator,
            agency_code="skhcn-quang-tri",
            code="qt-moi",
            kind="division",
            name="Phòng mới",
            symbol="QLCN",
            at=MONDAY,
        )
        post = make.a_post(make.lan(), role="specialist", unit=Unit.objects.get(code="qt-moi"))
        with pytest.raises(errors.UnitInUse):
            operations.close_unit(by=administrator, code="qt-moi", last_day=TODAY, at=MONDAY)

        operations.end_post(by=administrator, code=post.code, last_day=TODAY, at=MONDAY)
        operations.close_unit(by=administrator, code="qt-moi", last_day=TODAY, at=MONDAY)

        assert Unit.objects.get(code="qt-moi").closed_on == TODAY
        assert kinds("agency:skhcn-quang-tri") == ["UnitCreated", "UnitClosed"]

    def test_an_agency_does_not_stand_under_its_own(self, administrator):
        top = Agency.objects.get(code="skhcn-quang-tri")
        make.an_agency("chi-cuc", parent=top)
        by = make.officer_view(Officer.objects.get(code="quan-tri"))

        with pytest.raises(errors.AgencyLoops):
            operations.move_agency(by=by, code="skhcn-quang-tri", parent_code="chi-cuc", at=MONDAY)


class TestIdentifiers:
    def give(self, by, value, *, valid_from, form="long"):
        operations.give_identifier(
            by=by, agency_code="skhcn-quang-tri", form=form, value=value, valid_from=valid_from, at=MONDAY
        )

    def test_a_new_one_ends_the_one_before_it(self, administrator):
        self.give(administrator, "000.00.15.H50", valid_from=date(2018, 1, 1))
        self.give(administrator, "000.00.16.H50", valid_from=date(2026, 7, 1))

        of = {"agency_code": "skhcn-quang-tri", "form": "long"}
        assert queries.identifier_of(**of, on=date(2026, 6, 30)) == "000.00.15.H50"
        assert queries.identifier_of(**of, on=date(2026, 7, 1)) == "000.00.16.H50"
        assert queries.identifier_of(**of, on=date(2017, 1, 1)) is None
        assert kinds("agency:skhcn-quang-tri") == ["IdentifierGiven", "IdentifierEnded", "IdentifierGiven"]

    def test_two_agencies_do_not_share_one(self, administrator):
        make.an_identifier(make.an_agency("khac"), "000.00.15.H50")

        with pytest.raises(errors.IdentifierTaken):
            self.give(administrator, "000.00.15.H50", valid_from=TODAY)
        assert AgencyIdentifier.objects.count() == 1

    def test_one_cannot_begin_before_the_one_that_holds(self, administrator):
        self.give(administrator, "000.00.15.H50", valid_from=TODAY)

        with pytest.raises(errors.IdentifierOverlaps):
            self.give(administrator, "000.00.16.H50", valid_from=TODAY - timedelta(days=1))

    def test_one_is_ended(self, administrator):
        self.give(administrator, "H50.15", valid_from=TODAY, form="short")

        operations.end_identifier(
            by=administrator,
            agency_code="skhcn-quang-tri",
            form="short",
            value="H50.15",
            last_day=TODAY,
            at=MONDAY,
        )

        assert AgencyIdentifier.objects.get().valid_to == TODAY


class TestLists:
    def test_an_administrator_sees_their_agencies_officers(self, administrator, outsider):
        make.lan()

        assert [row.code for row in administration.officers(administrator, on=TODAY)] == ["lan", "quan-tri"]
        assert [row.code for row in administration.officers(administrator, words="thi LAN", on=TODAY)] == [
            "lan"
        ]
        assert [row.code for row in administration.officers(outsider, on=TODAY)] == ["quan-tri-bg"]
        with pytest.raises(errors.NoSuchOfficer):
            administration.officer_page(outsider, code="lan", on=TODAY)
        with pytest.raises(errors.NoSuchUnit):
            administration.unit_page(outsider, code="qt-mot-cua")

    def test_a_list_costs_the_same_for_one_officer_and_for_twenty(
        self, administrator, django_assert_num_queries
    ):
        with django_assert_num_queries(2):
            administration.officers(administrator, on=TODAY)
        for _ in range(20):
            make.an_officer()
        with django_assert_num_queries(2):
            administration.officers(administrator, on=TODAY)
        with django_assert_num_queries(3):
            administration.agency_page(administrator, code="skhcn-quang-tri", on=TODAY)
