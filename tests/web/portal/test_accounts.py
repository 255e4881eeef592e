"""Signing up, in and out, and one's own account, through the web."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motcua.foundation.accounts.models import Account, LoginSession, Membership
from motcua.foundation.notifications.models import Message
from tests.factories import accounts as make
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "mot mat khau khac"
MINH = {
    "full_name": "Lê Văn Minh",
    "identity_number": "045 090 001 234",
    "born_on": "28/11/1990",
    "sex": "male",
    "phone": "0912 345 678",
    "email": "Minh@motcua.example",
    "password": PASSWORD,
    "repeated": PASSWORD,
}


def link_to(address="minh@motcua.example"):
    """The path of the last link mailed to an address."""
    body = Message.objects.filter(address=address).latest("pk").body
    found = re.search(r"https?://[^/]+(/\S+)", body)
    assert found is not None
    return found.group(1)


def sign_in(client, email="minh@motcua.example", password=PASSWORD, **more):
    return client.post(reverse("portal:sign_in"), {"email": email, "password": password, **more})


class TestSigningUp:
    def test_from_the_form_to_the_first_session(self, client):
        sent = client.post(reverse("portal:sign_up"), MINH)
        assert sent.status_code == 302
        assert client.get(sent["Location"]).status_code == 200

        assert client.get(link_to()).status_code == 200
        assert Account.objects.get().email_confirmed_at is None
        client.post(link_to())

        assert sign_in(client)["Location"] == reverse("portal:home")
        assert "Lê Văn Minh" in client.get(reverse("portal:profile")).content.decode()

    def test_all_defects_come_together_and_what_was_typed_stays(self, client):
        wrong = {"identity_number": "04509000123", "email": "minh", "repeated": "khac", "born_on": "1990"}

        page = client.post(reverse("portal:sign_up"), MINH | wrong)

        assert page.status_code == 422
        text = page.content.decode()
        for name in wrong:
            assert f'href="#f-{name}"' in text or f'href="#f-{name.replace("_", "-")}"' in text
        assert 'value="Lê Văn Minh"' in text
        assert PASSWORD not in text
        assert not Account.objects.exists()

    def test_a_birthday_that_does_not_fit_is_said_at_the_birthday(self, client):
        page = client.post(reverse("portal:sign_up"), MINH | {"born_on": "28/11/1991"})

        assert [*page.context["form"].errors] == ["born_on"]

    def test_a_known_email_gets_the_same_page_and_another_mail(self, client):
        unknown = client.post(reverse("portal:sign_up"), MINH | {"email": "ai@motcua.example"})
        make.hoa()

        known = client.post(
            reverse("portal:sign_up"),
            MINH | {"email": "hoa@motcua.example", "identity_number": "045090001299"},
        )

        assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
        assert "confirm" not in link_to("hoa@motcua.example")

    def test_a_cut_off_link_says_what_to_do(self, client):
        page = client.get(reverse("portal:confirm_email", args=["abc"]))

        assert page.status_code == 410
        assert client.post(reverse("portal:confirm_email", args=["abc"])).status_code == 409


class TestSigningIn:
    def test_the_key_of_the_session_changes(self, client):
        make.minh()
        session = client.session
        session["planted"] = True
        session.save()
        before = session.session_key

        sign_in(client)

        assert client.session.session_key != before
        assert "planted" not in client.session
        assert LoginSession.objects.get().session_key == client.session.session_key

    def test_an_officer_comes_to_the_desk(self, client):
        make.lan()

        assert sign_in(client, "lan@motcua.example")["Location"] == reverse("desk:home")

    @pytest.mark.parametrize(
        ("wanted", "comes_to"),
        [
            ("/account/sessions/", "/account/sessions/"),
            ("https://ke-la.example/", "/"),
            ("//ke-la.example/", "/"),
            ("javascript:alert(1)", "/"),
            ("tuan", "/"),
            ("portal:sessions", "/"),
        ],
    )
    def test_one_comes_back_only_to_our_own_pages(self, client, wanted, comes_to):
        make.minh()

        assert sign_in(client, next=wanted)["Location"] == comes_to

    def test_a_wrong_password_keeps_the_email_and_opens_nothing(self, client):
        make.minh()

        page = sign_in(client, password="sai")

        assert page.status_code == 422
        assert 'value="minh@motcua.example"' in page.content.decode()
        assert not LoginSession.objects.exists()

    def test_who_is_signed_in_does_not_sign_in_again(self):
        client = make.signed_in_client(make.minh())

        assert client.get(reverse("portal:sign_in"))["Location"] == reverse("portal:home")
        assert sign_in(client, "hoa@motcua.example")["Location"] == reverse("portal:home")

    def test_signing_out_ends_the_session_on_the_server(self, client):
        make.minh()
        sign_in(client)
        kept = client.cookies["motcua_session"].value

        client.post(reverse("portal:sign_out"))

        client.cookies["motcua_session"] = kept
        assert client.get(reverse("portal:profile")).status_code == 302
        assert LoginSession.objects.get().ended_at is not None

    def test_signing_out_takes_a_button(self, client):
        assert client.get(reverse("portal:sign_out")).status_code == 405

    def test_the_pages_speak_english_too(self, client):
        page = client.get("/en/account/sign-in/")

        assert "Sign in" in page.content.decode()
        assert 'lang="en"' in page.content.decode()


class TestPasswords:
    def test_a_forgotten_one_is_chosen_anew_and_other_devices_are_out(self, client):
        elsewhere = make.signed_in_client(make.minh())
        client.post(reverse("portal:forgotten_password"), {"email": "minh@motcua.example"})

        link = link_to()
        assert client.get(link).status_code == 200
        client.post(link, {"password": NEW, "repeated": NEW})

        assert elsewhere.get(reverse("portal:profile")).status_code == 302
        assert sign_in(client, password=NEW).status_code == 302
        assert client.get(link).status_code == 410

    def test_an_unknown_email_gets_the_same_page_and_no_mail(self, client):
        answer = client.post(reverse("portal:forgotten_password"), {"email": "ai@motcua.example"})

        assert answer["Location"] == reverse("portal:forgotten_password_sent")
        assert not Message.objects.exists()

    def test_a_weak_one_is_said_at_its_field(self, client):
        make.minh()
        client.post(reverse("portal:forgotten_password"), {"email": "minh@motcua.example"})

        page = client.post(link_to(), {"password": "1234567890", "repeated": "1234567890"})

        assert page.status_code == 422
        assert "password" in page.context["form"].errors

    def test_changing_it_keeps_this_device_and_ends_the_others(self, client):
        elsewhere = make.signed_in_client(make.minh())
        sign_in(client)

        client.post(
            reverse("portal:change_password"), {"present": PASSWORD, "password": NEW, "repeated": NEW}
        )

        assert client.get(reverse("portal:profile")).status_code == 200
        assert elsewhere.get(reverse("portal:profile")).status_code == 302
        assert LoginSession.objects.get(ended_at=None).session_key == client.session.session_key

    def test_a_wrong_present_one_is_said_at_its_field(self):
        client = make.signed_in_client(make.minh())

        page = client.post(
            reverse("portal:change_password"), {"present": "sai", "password": NEW, "repeated": NEW}
        )

        assert page.status_code == 422
        assert "present" in page.context["form"].errors


class TestSessions:
    def test_the_owner_sees_and_ends_them(self, client):
        elsewhere = make.signed_in_client(make.minh())
        sign_in(client)
        other = LoginSession.objects.exclude(session_key=client.session.session_key).get()

        page = client.get(reverse("portal:sessions"))
        assert len(page.context["rows"]) == 2
        client.post(reverse("portal:end_session", args=[other.code]))

        assert elsewhere.get(reverse("portal:sessions")).status_code == 302
        assert len(client.get(reverse("portal:sessions")).context["rows"]) == 1

    def test_when_a_device_was_last_used_is_kept_to_five_minutes(self, client):
        make.minh()
        sign_in(client)
        started = LoginSession.objects.get().seen_at
        client.get(reverse("portal:profile"))
        assert LoginSession.objects.get().seen_at == started

        session = client.session
        session["seen"] -= 301
        session.save()
        LoginSession.objects.update(seen_at=started - timedelta(seconds=301))
        client.get(reverse("portal:profile"))

        assert LoginSession.objects.get().seen_at >= started

    def test_a_stranger_ends_none(self):
        make.signed_in_client(make.minh())
        hoa = make.signed_in_client(make.hoa())
        minhs = LoginSession.objects.get(account__email="minh@motcua.example")

        assert hoa.post(reverse("portal:end_session", args=[minhs.code])).status_code == 404
        minhs.refresh_from_db()
        assert minhs.ended_at is None


class TestProfile:
    def test_what_may_change_is_saved(self):
        minh = make.minh()
        client = make.signed_in_client(minh)

        client.post(
            reverse("portal:profile"),
            {
                "phone": "0912345678",
                "address": "Đông Hà",
                "born_on": "28/11/1990",
                "sex": "male",
                "language": "vi",
            },
        )

        minh.refresh_from_db()
        assert (minh.phone, minh.address, minh.born_on.year) == ("0912345678", "Đông Hà", 1990)

    def test_a_name_forged_into_the_form_changes_nothing(self):
        minh = make.minh()
        client = make.signed_in_client(minh)

        client.post(reverse("portal:profile"), {"full_name": "X", "identity_number": "1", "language": "vi"})

        minh.refresh_from_db()
        assert (minh.full_name, minh.identity_number) == ("Lê Văn Minh", "045090001234")

    def test_an_officer_sees_the_account_only(self):
        client = make.signed_in_client(make.lan())

        assert client.get(reverse("portal:profile")).context["profile"] is None
        assert client.get(reverse("portal:organisations")).status_code == 403


class TestOrganisations:
    FORM = {
        "tax_number": "9900000009",
        "name": "Công ty Ánh Sáng",
        "position": "Giám đốc",
        "is_legal_representative": "on",
    }

    def test_one_is_declared_and_others_are_let_in(self):
        make.hoa()
        client = make.signed_in_client(make.minh())
        client.post(reverse("portal:organisations"), self.FORM)
        code = Membership.objects.get().organisation.code

        client.post(
            reverse("portal:organisation", args=[code]),
            {
                "email": "hoa@motcua.example",
                "identity_number": "045190004321",
                "ground": "Giấy ủy quyền 1/2026",
            },
        )

        page = client.get(reverse("portal:organisation", args=[code]))
        assert [member.name for member in page.context["members"]] == ["Lê Văn Minh", "Phạm Thị Hoa"]

    def test_a_stranger_neither_declares_nor_sees_it(self):
        make.signed_in_client(make.minh()).post(reverse("portal:organisations"), self.FORM)
        hoa = make.signed_in_client(make.hoa())

        page = hoa.post(reverse("portal:organisations"), self.FORM)

        assert page.status_code == 422
        assert "tax_number" in page.context["form"].errors
        code = Membership.objects.get().organisation.code
        assert hoa.get(reverse("portal:organisation", args=[code])).status_code == 404
        ending = reverse("portal:end_membership", args=[Membership.objects.get().code])
        assert hoa.post(ending).status_code == 404

    def test_someone_else_than_the_head_names_a_paper(self):
        client = make.signed_in_client(make.minh())

        page = client.post(reverse("portal:organisations"), self.FORM | {"is_legal_representative": ""})

        assert [*page.context["form"].errors] == ["ground"]


class TestClosing:
    def test_it_takes_the_password_and_shuts_the_door(self):
        client = make.signed_in_client(make.minh())
        assert client.post(reverse("portal:close_account"), {"password": "sai"}).status_code == 422

        client.post(reverse("portal:close_account"), {"password": PASSWORD})

        assert client.get(reverse("portal:profile")).status_code == 302
        assert sign_in(Client()).status_code == 422


@pytest.mark.parametrize("name", ["profile", "organisations", "change_password", "sessions", "close_account"])
def test_strangers_are_sent_to_sign_in_and_come_back(client, name):
    address = reverse(f"portal:{name}")

    answer = client.get(address)

    assert answer["Location"].startswith(reverse("portal:sign_in"))
    assert address.replace("/", "%2F") in answer["Location"]


def test_too_many_tries_answer_429_with_the_time_to_wait(client):
    for _ in range(10):
        client.post(reverse("portal:forgotten_password"), {"email": "ai@motcua.example"})

    answer = client.post(reverse("portal:forgotten_password"), {"email": "ai@motcua.example"})

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
