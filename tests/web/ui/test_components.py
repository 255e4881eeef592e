"""The components: each in the gallery in every state, each with its contract, none with anything inline."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client
from django.test.signals import template_rendered

import motcua
from motcua.web.ui import context, django_forms
from motcua.web.ui.templatetags import ui

SOURCE = Path(motcua.__file__).parent
TEMPLATES = SOURCE / "web/ui/templates/ui"
ALL_TEMPLATES = sorted((SOURCE / "web").glob("**/templates/**/*.html"))
COMPONENTS = sorted(
    p for p in TEMPLATES.glob("*.html") if not p.name.startswith(("_", "base", "refusal", "gallery"))
)


@contextmanager
def templates_rendered() -> Iterator[set[str]]:
    names: set[str] = set()

    def note(template: Any, **_: Any) -> None:
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_component_is_in_the_gallery(browser: Client, language: str) -> None:
    with templates_rendered() as names:
        answer = browser.get("/gallery/", headers={"Accept-Language": language})

    assert answer.status_code == 200
    missing = {f"ui/{component.name}" for component in COMPONENTS} - names - {"ui/form_fields.html"}
    assert not missing


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.name)
def test_a_component_begins_with_its_contract(component: Path) -> None:
    assert component.read_text(encoding="utf-8").startswith("{% comment %}")


@pytest.mark.parametrize("template", ALL_TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_has_nothing_inline(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?! type=\"application/ld\+json\">)", text)  # that is data
    assert "hx-on" not in text
    assert not re.search(r"(src|href)\s*=\s*[\"'](https?:)?//", text)


def test_every_template_is_used() -> None:
    code = "".join(p.read_text(encoding="utf-8") for p in SOURCE.glob("**/*.py"))
    code += "".join(p.read_text(encoding="utf-8") for p in ALL_TEMPLATES)
    names = [str(p).split("/templates/")[1] for p in ALL_TEMPLATES]

    built = [
        re.sub(r"\\\{[^}]*\}", "[^/]+", re.escape(name))
        for name in re.findall(r'f"([\w/]+\{[^"]+\.html)"', code)
    ]

    unused = [name for name in names if f'"{name}"' not in code]
    assert [name for name in unused if not any(re.fullmatch(pattern, name) for pattern in built)] == []


def test_every_icon_that_a_template_names_is_there() -> None:
    named = {
        name
        for template in ALL_TEMPLATES
        for name in re.findall(r"{%\s*icon \"([\w-]+)\"", template.read_text(encoding="utf-8"))
    }
    there = {path.stem for path in (TEMPLATES / "icons").glob("*.svg")}

    assert named - there == set()


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0\u00a0B"),
        (999, "999\u00a0B"),
        (311_000, "304\u00a0KB"),
        (1_572_864, "1,5\u00a0MB"),
        (20 * 1024**2, "20\u00a0MB"),
        (3 * 1024**3, "3\u00a0GB"),
    ],
)
def test_a_size_is_said_in_units_of_1024(size: int, shown: str) -> None:
    assert ui.file_size(size) == shown


class SignUp(forms.Form):
    email = forms.EmailField(label="Thư điện tử")
    born_on = forms.DateField(label="Ngày sinh", input_formats=["%d/%m/%Y"], required=False)
    sex = forms.ChoiceField(
        label="Giới tính", widget=forms.RadioSelect, choices=[("male", "Nam"), ("female", "Nữ")]
    )
    password = forms.CharField(label="Mật khẩu", widget=forms.PasswordInput)


def test_a_django_form_becomes_fields_of_the_right_kind() -> None:
    form = SignUp(initial={"born_on": date(1990, 11, 28)})

    kinds = [(field.kind, field.value) for field in map(django_forms.field_of, form)]

    assert kinds == [("email", ""), ("date", "28/11/1990"), ("radios", ""), ("password", "")]


def test_a_password_is_never_sent_back() -> None:
    form = SignUp({"password": "bi-mat-lam"})

    assert django_forms.field_of(form["password"]).value == ""


def test_all_defects_of_a_form_come_in_the_order_of_its_fields() -> None:
    form = SignUp({"email": "khong", "born_on": "31/02/1990"})

    assert [defect.field for defect in django_forms.defects_of(form)] == [
        "email",
        "born_on",
        "sex",
        "password",
    ]


def test_what_a_person_typed_is_escaped() -> None:
    form = SignUp({"email": '"><script>alert(1)</script>'})

    text = Template("{% load ui %}{% field form.email %}").render(Context({"form": form}))

    assert "<script>" not in text


@pytest.mark.parametrize(
    ("address", "code", "other"),
    [
        ("/procedures/2.000086/?a=1&b=x", "en", "/en/procedures/2.000086/?a=1&b=x"),
        ("/en/procedures/2.000086/?a=1", "vi", "/procedures/2.000086/?a=1"),
        ("/en/", "vi", "/"),
        ("/", "en", "/en/"),
        ("/england/", "en", "/en/england/"),
    ],
)
def test_the_other_language_is_the_same_page(address: str, code: str, other: str) -> None:
    request = HttpRequest()
    request.path_info, _, request.META["QUERY_STRING"] = address.partition("?")

    link = context.other_language(request)

    assert link is not None
    assert (link.code, link.address) == (code, other)


def test_the_desk_has_one_language() -> None:
    request = HttpRequest()
    request.path_info = "/desk/worklist/"

    assert context.other_language(request) is None


@pytest.mark.django_db
def test_the_size_of_text_is_what_the_reader_chose(browser: Client) -> None:
    browser.cookies["motcua_text_size"] = "larger"

    assert 'class="text-larger"' in browser.get("/gallery/").content.decode()


@pytest.mark.django_db
def test_a_made_up_size_of_text_is_ignored(browser: Client) -> None:
    browser.cookies["motcua_text_size"] = '"><script>'

    assert 'class="text-normal"' in browser.get("/gallery/").content.decode()
