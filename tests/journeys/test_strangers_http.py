"""Over real HTTP, what belongs to somebody else: nothing is shown, nothing can be done, nothing is said to exist."""

import pytest

from .product import (
    Product,
    Visitor,
    draft_code,
    last_form,
    says,
)

pytestmark = [pytest.mark.slow, pytest.mark.processes]


@pytest.fixture(scope="module")
def minhs(product: Product) -> dict[str, str]:
    """A dossier, a draft and a file of Minh."""
    minh = Visitor(product, "10.0.6.2").sign_in("minh@motcua.example")
    code, review = minh.file(), minh.prepare()
    minh.close()
    file = product.one(
        "SELECT code FROM documents_document WHERE purpose = 'component' ORDER BY id DESC LIMIT 1"
    )
    return {"dossier": code, "draft": draft_code(review), "file": file}


@pytest.mark.parametrize(
    "path",
    [
        "/dossiers/{dossier}/", "/dossiers/{dossier}/filed/", "/dossiers/{dossier}/submitted/", "/dossiers/{dossier}/withdraw/",
        "/dossiers/{dossier}/supplement/", "/documents/{file}/", "/drafts/{draft}/", "/drafts/{draft}/form/",
        "/drafts/{draft}/review/", "/drafts/{draft}/delete/",
    ],
)  # fmt: skip
def test_a_stranger_learns_nothing_not_even_that_it_exists(product, come, minhs, language, path):
    hoa = come("hoa", language=language)
    none = {"dossier": "000.00.15.H50-250101-9998", "draft": "F-000000000000", "file": "D-000000000000"}
    with product.unchanged():
        theirs, nothing = hoa.get(language + path.format(**minhs)), hoa.get(language + path.format(**none))

    assert (theirs.status, nothing.status) == (404, 404)
    says(theirs, language, vi="Không tìm thấy trang này", en="We cannot find this page")
    assert "Minh" not in theirs.text
    assert theirs.text.replace(minhs["dossier"], "") == nothing.text.replace(none["dossier"], "")


@pytest.mark.parametrize(
    "path",
    [
        "/drafts/{draft}/submit/",
        "/drafts/{draft}/delete/",
        "/dossiers/{dossier}/withdraw/",
        "/drafts/{draft}/form/",
    ],
)
def test_a_stranger_can_do_nothing_with_it(product, come, minhs, path):
    hoa = come("hoa")
    token = dict(last_form(hoa.get("/account/")).values)["csrfmiddlewaretoken"]
    with product.unchanged():
        answer = hoa.client.post(path.format(**minhs), data={"csrfmiddlewaretoken": token, "_revision": "1"})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("who", "path", "statuses"),
    [
        ("hoa", "/desk/", {403}),
        ("minh", "/desk/dossiers/{dossier}/", {403}),
        ("minh", "/desk/dossiers/{dossier}/accept/", {403}),
        ("giang", "/desk/dossiers/{dossier}/", {403, 404}),  # receives for another province
        ("giang", "/desk/dossiers/{dossier}/accept/", {403, 404}),
        ("giang", "/desk/documents/{file}/", {403, 404}),
        ("lan", "/desk/administration/", {403}),
        ("lan", "/drafts/{draft}/", {403}),
        ("son", "/desk/dossiers/{dossier}/", {403, 404}),
    ],
)
def test_a_door_is_shut_to_those_without_the_post(product, come, minhs, who, path, statuses):
    visitor = come(who)
    with product.unchanged():
        page = visitor.get(path.format(**minhs))

    assert page.status in statuses
    assert "Trần Văn Minh" not in page.text or who == "minh"


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_sees_nothing(come, minhs):
    nobody = come("")
    for path in (
        "/dossiers/{dossier}/",
        "/desk/dossiers/{dossier}/",
        "/documents/{file}/",
        "/drafts/{draft}/form/",
    ):
        page = nobody.get(path.format(**minhs))
        assert page.path.endswith("/account/sign-in/")
        assert "Minh" not in page.text
