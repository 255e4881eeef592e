"""Hundreds of results signed at one order: followed to the last signed file, with what failed and why."""

import re
import time

import pytest
from django.test import Client

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import BulkLine, Dossier
from motcua.casework.dossiers.operations import bulk as lines
from motcua.records.documents import queries as documents
from motcua.records.letters import jobs as letter_jobs
from motcua.records.letters import rules as letter_rules
from motcua.records.letters.enums import LetterState
from motcua.records.letters.models import Letter
from motcua.records.signing import operations as signing
from motcua.records.signing import queries as signatures
from motcua.records.signing.enums import CertificateKind
from motcua.records.signing.errors import NoCertificate
from motcua.records.signing.models import Signature
from tests.factories.accounts import officer_view, signed_in_client
from tests.factories.dossiers import FILED, an_authority, later, proposed
from tests.factories.papers import BY, a_key

pytestmark = pytest.mark.django_db
AT = later(FILED, 120)
ORDERED = re.compile(r'name="line" value="([^"]+)"')


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def certificates(dossier: Dossier) -> None:
    leader = an_authority()["leader"]
    for kind, holder in (
        (CertificateKind.LEADER, leader.code),
        (CertificateKind.AGENCY, dossier.agency.code),
    ):
        a_key(f"bulk-{kind.value}", f"Người ký {kind.value}")
        signing.register_certificate(
            kind=kind, holder_code=holder, key_ref=f"bulk-{kind.value}", by=BY, at=AT
        )


def order(client: Client, act: str, picked: dict[str, object]) -> str:
    """Through the pages, as an officer does; the address at which it is followed."""
    look = client.post("/desk/bulk/look/", {"act": act} | picked)
    assert look.status_code == 200
    sent = client.post("/desk/bulk/order/", {"act": act, "line": ORDERED.findall(look.content.decode())})
    assert sent.status_code == 302
    return str(sent["Location"])


def carry_out(address: str) -> float:
    """Every line of an order, as the worker does; the seconds it took."""
    begun = time.perf_counter()
    for line in BulkLine.objects.filter(bulk__code=address.split("/")[-2]).order_by("pk"):
        lines.do_line(line=line.pk, at=AT)
    return time.perf_counter() - begun


def followed(client: Client, address: str) -> str:
    return text_of(client.get(address, headers={"HX-Request": "true"}))


def results() -> list[Letter]:
    return list(Letter.objects.filter(kind__in=letter_rules.RESULTS).order_by("pk"))


@pytest.mark.parametrize("count", [30, pytest.param(500, marks=pytest.mark.large)])
def test_many_results_are_signed_and_what_fails_is_named_with_its_reason(count: int) -> None:
    found = [proposed() for _ in range(count)]
    leader, clerk = (signed_in_client(an_authority()[role]) for role in ("leader", "clerk"))

    # the leader signs all of the list; one was taken back meanwhile
    address = order(leader, "sign", {"all": "1", "queue": "leader", "asked": ""})
    assert BulkLine.objects.count() == count
    dossiers.send_back(
        by=officer_view(an_authority()["leader"]), code=found[0].code, reason="Thiếu căn cứ.", at=AT
    )
    seconds_signing = carry_out(address)
    after = followed(leader, address)
    assert f"Xong {count - 1} hồ sơ; 1 hồ sơ không làm được" in after
    assert found[0].code in after
    assert "đã thay đổi sau khi anh/chị xem" in after
    assert f"{count - 1} văn bản chờ văn thư cấp số" in after
    assert "hx-get" not in after

    # the clerk numbers them; the worker makes and signs each file
    address = order(clerk, "number", {"code": [one.code for one in found[1:]]})
    seconds_numbering = carry_out(address)
    made = results()
    assert f"Đang lập và ký {count - 1} văn bản" in followed(clerk, address)
    with pytest.raises(NoCertificate):
        letter_jobs.make_letter(letter_code=made[0].code)
    certificates(found[0])
    begun = time.perf_counter()
    for letter in made[1:]:
        letter_jobs.make_letter(letter_code=letter.code)
    seconds_making = time.perf_counter() - begun
    page = followed(clerk, address)
    assert f"{count - 2}/{count - 1}" in page
    assert "Chưa ký được: 1" in page
    assert made[0].subject.removeprefix("dossier:") in page
    assert "Chưa có chứng thư số còn hiệu lực" in page
    assert "hx-get" in page  # it may be mended any moment

    letter_jobs.make_letter(letter_code=made[0].code)

    done = followed(clerk, address)
    assert "Chưa ký được" not in done
    assert f"{count - 1}/{count - 1}" in done
    assert "hx-get" not in done
    assert {one.state for one in results()} == {LetterState.MADE}
    assert Signature.objects.count() == 2 * (count - 1)
    assert len(set(Signature.objects.values_list("act_id", flat=True))) == count - 1
    with documents.stream_of(made_document()) as stream:
        assert signatures.verify(file=stream, at=AT, demo=True).valid
    print(f"{count}: {seconds_signing:.1f} s, {seconds_numbering:.1f} s, {seconds_making:.1f} s")


def made_document():
    letter = Letter.objects.filter(kind__in=letter_rules.RESULTS).select_related("document").last()
    assert letter is not None
    assert letter.document is not None
    return letter.document


def test_a_letter_that_failed_says_why_on_its_dossier_until_it_is_made() -> None:
    dossier = proposed()
    client = signed_in_client(an_authority()["leader"])
    carry_out(order(client, "sign", {"code": [dossier.code]}))
    clerk = signed_in_client(an_authority()["clerk"])
    carry_out(order(clerk, "number", {"code": [dossier.code]}))
    (letter,) = results()
    with pytest.raises(NoCertificate):
        letter_jobs.make_letter(letter_code=letter.code)

    page = text_of(clerk.get(f"/desk/dossiers/{dossier.code}/"))
    assert "Lần thử gần nhất: Chưa có chứng thư số còn hiệu lực để ký" in page
    certificates(dossier)
    letter_jobs.make_letter(letter_code=letter.code)

    assert "Lần thử gần nhất" not in text_of(clerk.get(f"/desk/dossiers/{dossier.code}/"))


def test_how_far_an_order_is_costs_the_same_for_many(django_assert_max_num_queries) -> None:
    for _ in range(3):
        proposed()
    client = signed_in_client(an_authority()["leader"])
    address = order(client, "sign", {"all": "1", "queue": "leader", "asked": ""})
    carry_out(address)
    client.get(address)

    with django_assert_max_num_queries(14):
        followed(client, address)
