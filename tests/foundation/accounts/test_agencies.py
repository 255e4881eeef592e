"""Agencies, units and identifiers, changed by administrators."""

from datetime import date, timedelta

import pytest

from motcua.foundation.accounts import errors, operations, queries
from motcua.foundation.accounts.models import Agency, AgencyIdentifier, Officer, Unit
from motcua.foundation.accounts.queries import administration
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import Forbidden
from tests.factories import accounts as make
from tests.factories.accounts import MONDAY

from .acts import kinds

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


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
