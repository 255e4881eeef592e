"""Pages that ask whether they are still true: one query while nothing happens, nothing for strangers."""

import re

import pytest
from django.core.signing import TimestampSigner, b62_encode
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers import operations
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import changes
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import now
from motcua.records.letters import operations as letters
from motcua.records.letters.models import Letter
from motcua.records.signing import operations as signing
from motcua.records.signing.enums import CertificateKind
from motcua.web import watching
from tests.factories.accounts import applicant_view, minh, officer_view, signed_in_client
from tests.factories.dossiers import an_authority, assigned, filed, later
from tests.factories.papers import a_key

pytestmark = pytest.mark.django_db
ADDRESS = "/changes/"


def ask(tag: str, client: Client | None = None):
    return (client or Client()).get(ADDRESS, headers={"If-None-Match": f'"{tag}"'})


def tag_on(page: str) -> str:
    found = re.search(r'data-mc-watch="([^"]+)"', page)
    assert found, page[:2000]
    return found[1]


def accept(dossier: Dossier) -> None:
    operations.accept(
        by=officer_view(an_authority()["receptionist"]), code=dossier.code, at=later(dossier.submitted_at)
    )


def test_an_unchanged_dossier_costs_one_query_and_no_session(django_assert_num_queries) -> None:
    tag, client = watching.tag(code=filed().code, side="portal"), signed_in_client(minh())

    with django_assert_num_queries(1):
        answer = ask(tag, client)

    assert (answer.status_code, answer.content) == (304, b"")
    assert "motcua_session" not in answer.cookies, "a page that is left open must not keep its session alive"


def test_after_an_act_the_applicants_page_is_told_that_and_nothing_else(django_assert_num_queries) -> None:
    dossier = filed()
    tag = watching.tag(code=dossier.code, side="portal")
    accept(dossier)

    with django_assert_num_queries(1):
        answer = ask(tag)

    assert (answer.status_code, answer.json()) == (200, {})


def test_the_desk_is_told_who_changed_the_dossier_and_when(django_assert_num_queries) -> None:
    dossier = filed()
    tag = watching.tag(code=dossier.code, side="desk")
    assert ask(tag).status_code == 304
    accept(dossier)

    with django_assert_num_queries(2):
        told = ask(tag).json()

    assert told["who"] == an_authority()["receptionist"].full_name
    assert re.fullmatch(r"\d\d:\d\d ngày \d\d/\d\d/\d{4}", told["at"])


def test_an_applicants_act_is_told_to_the_desk_without_a_name() -> None:
    dossier = assigned()
    tag = watching.tag(code=dossier.code, side="desk")
    operations.ask(by=applicant_view(minh()), code=dossier.code, text="Bao giờ có?", at=now())

    assert ask(tag).json()["who"] == "người nộp"


def test_a_paper_that_is_finished_changes_the_page_too() -> None:
    dossier = filed()
    accept(dossier)
    tag = watching.tag(code=dossier.code, side="portal")
    agency = "skhcn-quang-tri"
    a_key(f"agency-{agency}", agency)
    signing.register_certificate(
        kind=CertificateKind.AGENCY, holder_code=agency, key_ref=f"agency-{agency}", by=SYSTEM, at=now()
    )
    letters.make(letter_code=Letter.objects.latest("pk").code, at=now())

    assert ask(tag).status_code == 200


def test_both_forms_of_the_code_are_the_same_dossier(django_assert_num_queries) -> None:
    dossier = filed()
    tag = watching.tag(code=dossier.code_short, side="portal")

    with django_assert_num_queries(1):
        assert ask(tag).status_code == 304


@pytest.mark.parametrize("sent", ["", "*", "abc", "x" * 500, "WyJhIiwgImIiLCAiYyJd:1abc:AAAA"])
def test_what_we_did_not_give_finds_nothing_and_asks_no_database(
    sent: str, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        assert ask(sent).status_code == 404


class Yesterday(TimestampSigner):
    def timestamp(self) -> str:
        return b62_encode(int(now().timestamp()) - 24 * 3600)


def test_a_page_of_yesterday_is_to_be_loaded_anew() -> None:
    found = changes.last_change(code=filed().code)
    old = Yesterday(salt=watching.SALT).sign_object([found.code, "portal", found.mark])

    assert ask(old).status_code == 404


def test_the_pages_carry_a_tag_that_holds() -> None:
    dossier = filed()
    receptionist = an_authority()["receptionist"]
    portal = signed_in_client(minh()).get(reverse("portal:dossier", args=[dossier.code]))
    desk = signed_in_client(receptionist).get(reverse("desk:dossier", args=[dossier.code]))
    act = signed_in_client(receptionist).get(reverse("desk:act", args=[dossier.code, "accept"]))

    for page in (portal, desk, act):
        assert ask(tag_on(page.content.decode())).status_code == 304
    accept(dossier)
    for page in (portal, desk, act):
        assert ask(tag_on(page.content.decode())).status_code == 200
