"""Officers, posts and roles, changed by administrators; the first administrator."""

from datetime import date, timedelta

import pytest

from motcua.foundation.accounts import errors, operations, queries
from motcua.foundation.accounts.models import Account, Agency, Officer, Post, Role
from motcua.foundation.accounts.operations.entry import Entry
from motcua.foundation.accounts.operations.roles import TopAgency
from motcua.foundation.accounts.queries import administration
from motcua.foundation.audit.models import AuditEvent
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

    def test_a_name_and_a_title_are_changed(self, administrator):
        create(administrator)

        operations.update_officer(
            by=administrator,
            code="hung",
            full_name="Đỗ Văn Hùng",
            title="Phó phòng",
            at=MONDAY,
        )

        assert Officer.objects.get(code="hung").title == "Phó phòng"
        assert AuditEvent.objects.get(kind="OfficerUpdated").payload == {"fields": ["title"]}

    def test_an_outsider_changes_nobody(self, administrator, outsider):
        create(administrator)
        for act in (operations.block_officer, operations.unblock_officer):
            with pytest.raises(Forbidden):
                act(by=outsider, code="hung", at=MONDAY)
        with pytest.raises(Forbidden):
            operations.update_officer(by=outsider, code="hung", full_name="X", title="", at=MONDAY)

    def test_a_blocked_officer_is_out_at_once_and_comes_back(self, administrator):
        create(administrator, password=PASSWORD)
        sign_in("hung@motcua.example")
        account = Officer.objects.get(code="hung").account
        assert queries.officer_of(account=account, on=TODAY)

        operations.block_officer(by=administrator, code="hung", at=MONDAY)
        assert sign_in("hung@motcua.example", key="l" * 32) == Entry.REFUSED
        account.refresh_from_db()
        assert queries.officer_of(account=account, on=TODAY) is None
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
                confirmed=True,
                at=MONDAY,
            )
        assert Role.objects.get(code="administrator").permissions == ["administer"]

    def test_a_role_that_widens_needs_a_confirmation_and_says_so_in_its_event(self, administrator):
        wider = {
            "by": administrator, "code": "receptionist", "name": "Cán bộ tiếp nhận", "scope": "tree", "at": MONDAY,
            "permitted": frozenset({"dossier.see"}),
        }  # fmt: skip
        with pytest.raises(errors.WideningUnconfirmed):
            operations.define_role(**wider)
        assert kinds("role:receptionist") == []

        operations.define_role(**wider, confirmed=True)

        assert AuditEvent.objects.get(subject="role:receptionist").payload["widens"] is True

    def test_a_role_out_of_use_is_given_to_nobody_and_one_held_is_not_put_out_of_use(self, administrator):
        lan = make.lan()
        with pytest.raises(errors.RoleInUse, match="1"):
            operations.retire_role(by=administrator, code="receptionist", at=MONDAY)
        operations.retire_role(by=administrator, code="specialist", at=MONDAY)

        with pytest.raises(errors.RoleIsRetired):
            operations.give_post(
                by=administrator, officer_code=lan.code, unit_code="qt-mot-cua", role_code="specialist",
                valid_from=TODAY, valid_to=None, at=MONDAY,
            )  # fmt: skip
        operations.take_up_role(by=administrator, code="specialist", at=MONDAY)

        assert kinds("role:specialist") == ["RoleRetired", "RoleTakenUp"]
        assert kinds("role:receptionist") == []

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
        assert Role.objects.count() == 13
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
