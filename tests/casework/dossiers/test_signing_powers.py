"""In whose place a leader signs: printed on the paper, kept with the signature."""

import io
from datetime import date, timedelta

import pypdfium2
import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Result
from motcua.casework.dossiers.queries import desk_dossier, previews
from motcua.foundation.accounts.enums import SigningPowerKind
from motcua.foundation.accounts.models import Officer
from motcua.foundation.audit.models import AuditEvent
from motcua.records.letters import queries as letters
from tests.factories.accounts import (
    FRIDAY,
    MONDAY,
    a_leave,
    a_post,
    a_signing_power,
    an_officer,
    officer_view,
)
from tests.factories.dossiers import an_authority, assigned, later, proposed

pytestmark = pytest.mark.django_db
BASIS = "Quyết định số 10/QĐ-SKHCN ngày 02/01/2026"


def deputy() -> Officer:
    leader = an_authority()["leader"]
    leader.title = "Phó Giám đốc"
    leader.save(update_fields=["title"])
    return leader


def approve(by: Officer, dossier) -> Result:
    return dossiers.approve_and_sign(by=officer_view(by), code=dossier.code, at=later(MONDAY, 90))


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_deputy_signs_kt_and_the_basis_is_kept_with_the_signature():
    dossier, leader = proposed(), deputy()
    power = a_signing_power(leader, SigningPowerKind.FOR_HEAD)

    result = approve(leader, dossier)

    signature = result.letter.data["signature"]
    assert (signature["authority"], signature["title"]) == ("KT. Giám đốc", "Phó Giám đốc")
    assert (result.signed_as, result.signing_basis) == ("KT. Giám đốc / Phó Giám đốc", BASIS)
    assert AuditEvent.objects.get(kind="ResultSigned").payload["power"] == power.code
    row = desk_dossier.desk_dossier(viewer=officer_view(leader), code=dossier.code, at=FRIDAY).results[0]
    assert (row.signed_as, row.signing_basis) == (result.signed_as, BASIS)


def test_an_acting_head_signs_under_the_post_acted_in():
    dossier, leader = proposed(), deputy()
    a_signing_power(leader, SigningPowerKind.ACTING)

    signature = approve(leader, dossier).letter.data["signature"]

    assert (signature["authority"], signature["title"]) == ("", "Q. Giám đốc")


def test_without_a_power_the_own_title_stands_alone_and_nothing_is_kept():
    dossier, leader = proposed(), deputy()
    a_signing_power(leader, SigningPowerKind.FOR_HEAD, valid_to=MONDAY.date() - timedelta(days=1))

    result = approve(leader, dossier)

    assert result.letter.data["signature"]["authority"] == ""
    assert (result.signed_as, result.signing_basis) == ("Phó Giám đốc", "")
    assert AuditEvent.objects.get(kind="ResultSigned").payload["power"] == ""


def test_a_power_for_standing_in_holds_only_while_standing_in():
    dossier, leader = proposed(), an_authority()["leader"]
    unit = leader.posts.get().unit
    other = an_officer("clerk", unit=unit, code="qt-pho", full_name="Lê Dũng", title="Chánh Văn phòng")
    a_signing_power(other, SigningPowerKind.BY_AUTHORITY, absent=leader)
    a_leave(leader, substitute=other)

    shown = text_of(
        previews.preview(viewer=officer_view(other), code=dossier.code, kind="result", at=later(MONDAY, 80))
    )
    result = approve(other, dossier)

    assert "TUQ. GIÁM ĐỐC" in shown
    assert result.letter.data["signature"]["authority"] == "TUQ. Giám đốc"
    assert result.signing_basis == BASIS


def test_the_preview_shows_the_line_above_the_title():
    dossier, leader = proposed(), deputy()
    a_signing_power(leader, SigningPowerKind.FOR_HEAD)

    shown = text_of(
        previews.preview(viewer=officer_view(leader), code=dossier.code, kind="result", at=later(MONDAY, 80))
    )

    assert "KT. GIÁM ĐỐC" in shown
    assert "PHÓ GIÁM ĐỐC" in shown


def test_the_preview_names_the_leader_of_today_whatever_post_they_had_before():
    dossier, leader = proposed(), an_authority()["leader"]
    a_post(leader, role="leader", valid_to=MONDAY.date() - timedelta(days=3))

    shown = text_of(
        previews.preview(
            viewer=officer_view(an_authority()["specialist"]),
            code=dossier.code,
            kind="result",
            at=later(MONDAY, 80),
        )
    )

    assert leader.full_name in shown


def test_letters_of_one_page_bear_both_lines():
    dossier, leader = assigned(), deputy()
    a_signing_power(leader, SigningPowerKind.BY_ORDER)
    apology = dossiers.send_apology(
        by=officer_view(leader),
        code=dossier.code,
        reason="Chờ kết quả thẩm định.",
        new_day=date(2026, 12, 1),
        at=later(MONDAY, 90),
    )

    assert apology.letter.data["leader_title"] == "TL. Giám đốc\nPhó Giám đốc"
    lines = text_of(letters.preview_of(code=apology.letter.code, at=FRIDAY)).splitlines()
    assert any(line.strip().endswith("TL. GIÁM ĐỐC") for line in lines)
