"""Whoever used the previous landing finds everything again after the upgrade, and goes on working."""

import re
import time

import pytest

from motcua.foundation.kernel.clock import local_date, now
from motcua.ops.demo import answers
from motcua.ops.demo.papers import sample_pdf, sample_png
from motcua.reference.forms.rules import parse_form

from .conftest import LANDINGS, documents_on

pytestmark = [pytest.mark.slow, pytest.mark.processes]

AGENCY = "skhcn-quang-tri"
NEXT = ("_go", "next")


def test_there_is_a_landing_to_upgrade_from():
    assert len(LANDINGS) == 1
    assert LANDINGS[0].stat().st_size < 4_000_000


def test_all_is_well_after_the_upgrade(upgraded):
    deadline = time.monotonic() + 60
    ill = ["not asked yet"]
    while ill and time.monotonic() < deadline:
        points = upgraded.installation.json("health")["points"]
        ill = [
            point for point in points if not point["well"] and point["name"] not in {"disk", "certificates"}
        ]
        time.sleep(0.5 if ill else 0)

    assert ill == []


def test_the_audit_trail_still_holds_and_goes_on(upgraded):
    before = upgraded.installation.json("audit", "verify")
    upgraded.installation.did("audit", "seal")

    after = upgraded.installation.json("audit", "verify")

    assert before["holds"] is True
    assert before["events"] > 300
    assert after["holds"] is True
    assert after["unsealed"] == 0


def test_every_dossier_is_there_for_the_person_who_filed_it(upgraded):
    assert len(upgraded.before["dossiers"]) >= 48
    for code, _, email in upgraded.before["dossiers"]:
        page = upgraded.as_(email).get(f"/dossiers/{code}/")
        assert page.status == 200, code
        assert code in page.text


def test_every_dossier_of_an_agency_opens_at_its_desk(upgraded):
    for code in upgraded.codes_of(AGENCY):
        page = upgraded.as_("lan@motcua.example").get(f"/desk/dossiers/{code}/")
        assert page.status == 200, code


def test_every_receipt_and_result_can_be_downloaded_and_still_verifies(upgraded):
    kinds: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for code, _, email in upgraded.before["dossiers"]:
        browser = upgraded.as_(email)
        for href, words in documents_on(browser.get(f"/dossiers/{code}/")):
            answer = browser.get(href)
            assert answer.status == 200, href
            assert answer.content, href
            kinds[href], contents[href] = words, answer.content
    assert any("giấy tiếp nhận" in words for words in kinds.values())
    results = [href for href, words in kinds.items() if "kết quả" in words]
    assert results
    letters = [href for href, words in kinds.items() if "kết quả" in words or "(pdf)" in words]
    assert all(contents[href].startswith(b"%PDF-") for href in letters)
    for href in [*results[:3], *letters[:3]]:
        path = upgraded.installation.data / "paper.pdf"
        path.write_bytes(contents[href])
        verdict = upgraded.installation.run("documents", "verify", str(path), "--json")
        assert verdict.returncode == 0, (kinds[href], verdict.stdout)


def test_the_verification_page_knows_an_old_result_and_sees_a_changed_byte(upgraded):
    result = next(
        upgraded.as_(email).get(href).content
        for code, _, email in upgraded.before["dossiers"]
        for href, words in documents_on(upgraded.as_(email).get(f"/dossiers/{code}/"))
        if "kết quả" in words
    )
    place = len(result) // 6
    changed = result[:place] + bytes([result[place] ^ 1]) + result[place + 1 :]
    said = []
    for content in (result, changed):
        page = upgraded.nobody().get("/verify/")
        form = next(form for form in page.forms if form.files)
        page = upgraded.nobody().send(
            page, form, files=[(form.files[0], ("x.pdf", content, "application/pdf"))]
        )
        assert page.status == 200
        said.append(page.text)

    assert "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in said[0]
    assert said[0] != said[1]


@pytest.mark.parametrize("who", ["lan", "dung", "tuan", "binh", "nga", "thu"])
def test_the_worklist_of_every_officer_opens(upgraded, who):
    page = upgraded.as_(f"{who}@motcua.example").get("/desk/worklist/")

    assert page.status == 200


def test_the_worklist_of_reception_shows_the_old_dossiers(upgraded):
    page = upgraded.as_("lan@motcua.example").get("/desk/worklist/reception/")

    assert any(code in page.text for code in upgraded.codes_of(AGENCY))


def test_every_old_procedure_is_found_and_shown(upgraded):
    assert len(upgraded.before["forms"]) >= 6
    for code in upgraded.before["forms"]:
        assert upgraded.nobody().get(f"/procedures/{code}/").status == 200


def test_a_dossier_is_filed_under_each_old_procedure(upgraded):
    filed = {code: _file(upgraded, code, form) for code, form in upgraded.before["forms"].items()}

    assert all(re.fullmatch(r"000\.00\.15\.H50-\d{6}-\d{4,5}", code) for code in filed.values())


def _file(upgraded, publication_code, definition):
    """File as Minh, for himself or his organisation, with right answers for the form that was in force."""
    browser = upgraded.as_("minh@motcua.example")
    page = browser.get(f"/filing/{publication_code}/")
    page = browser.send(page, [form for form in page.forms if form.method == "post"][-1])
    for ground in ("legal_representative", "self"):  # some procedures are for people only
        form = next((form for form in page.forms if "ground" in form.names), None)
        if form is None:
            break
        organisation = next(value for value in form.options["organisation_code"] if value)
        given = {"ground": ground, "organisation_code": "" if ground == "self" else organisation}
        if "case_slug" in form.names:
            given["case_slug"] = form.options["case_slug"][0]
        page = browser.send(page, form, given, button=NEXT)
    assert page.path.endswith("/form/"), (publication_code, page.text[:400], upgraded.log())
    right = answers.posted(parse_form(definition), today=local_date(now()))
    page = browser.send(page, page.forms[-1], {name: value for name, value in right.items()}, button=NEXT)
    assert page.path.endswith("/papers/"), (publication_code, page.path, page.text[:800])
    form = next((form for form in page.forms if form.files), page.forms[-1])
    files = [(name, _paper(name)) for name in form.files]
    page = browser.send(page, form, files=files, button=NEXT)
    assert page.path.endswith("/delivery/"), (publication_code, page.path, page.text[:800])
    form = next(form for form in page.forms if "result_way" in form.names)
    page = browser.send(page, form, {"result_way": "online"}, button=NEXT)
    assert page.path.endswith("/review/"), (publication_code, page.path, page.text[:800])
    page = browser.send(page, page.form(action="/submit/"))
    found = re.search(r"000\.00\.15\.H50-\d{6}-\d{4,5}", page.text)
    return found[0] if found else page.text[:300]


def _paper(name):
    if "photo" in name:
        return f"{name}.png", sample_png(), "image/png"
    return f"{name}.pdf", sample_pdf(name), "application/pdf"
