"""Certificates that sign for leaders, agencies and officers: in use, running out, retired."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.accounts.queries import administration as queries
from motcua.foundation.kernel.clock import local_date, now
from motcua.records.signing import operations as signing
from motcua.records.signing import queries as signing_queries
from motcua.records.signing.enums import CertificateKind
from motcua.records.signing.errors import CertificateMissing
from motcua.web.desk.administration import forms
from motcua.web.desk.administration.frame import act_page, side
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted

HERE = "admin_certificates"
KINDS = [
    (CertificateKind.LEADER.value, "Chứng thư của lãnh đạo"),
    (CertificateKind.AGENCY.value, "Con dấu số"),
    (CertificateKind.PERSONAL.value, "Chứng thư cá nhân của cán bộ"),
]


class Held(Protocol):
    """Whatever says for whom a certificate signs."""

    @property
    def kind(self) -> str: ...
    @property
    def holder_code(self) -> str: ...


Some = TypeVar("Some", bound=Held)


def holders(officer: OfficerView) -> dict[tuple[str, str], str]:
    """By kind and code, the names of those that the officer administers."""
    on = local_date(now())
    agencies = {
        (CertificateKind.AGENCY.value, row.code): row.name for row in queries.agencies(officer, on=on)
    }
    rows = queries.officers(officer, on=on)
    own = (CertificateKind.LEADER.value, CertificateKind.PERSONAL.value)
    return agencies | {(kind, row.code): row.name for kind in own for row in rows}


def mine(officer: OfficerView, certificates: Iterable[Some]) -> list[tuple[str, Some]]:
    """Those that sign for what the officer administers, each with its holder's name."""
    names = holders(officer)
    found = [(names.get((str(one.kind), one.holder_code)), one) for one in certificates]
    return [(name, one) for name, one in found if name is not None]


class NewCertificate(django_forms.Form):
    holder = forms.choice("Ký cho", [])
    key_ref = forms.text(
        "Tên khóa", 100, width="medium", help_text="Tên của khóa trong thư mục khóa mà người vận hành đã đặt."
    )

    def __init__(self, *args: object, names: dict[tuple[str, str], str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        words = dict(KINDS)
        field = self.fields["holder"]
        assert isinstance(field, django_forms.ChoiceField)
        field.choices = [("", "– Chọn –")] + [
            (f"{kind}:{code}", f"{name} – {words[kind].lower()}") for (kind, code), name in names.items()
        ]


def _act(title: str, button: str, done: str, says: str = "") -> Act:
    back = reverse("desk:admin_certificates")
    crumbs = (Crumb("Chứng thư số", back), Crumb(title))
    return Act(title=title, button=button, done=done, back=back, current=HERE, says=says, crumbs=crumbs)


@require_safe
@officer_only(Permission.ADMINISTER)
def certificates(request: DeskRequest) -> HttpResponse:
    words = dict(KINDS)
    urgent = {row.code: row.days_left for row in signing_queries.expiring(on=now())}
    rows = [
        (name, words[one.kind], one, urgent.get(one.code))
        for name, one in mine(request.officer, signing_queries.certificates())
    ]
    context = {"rows": rows, "groups": side(request, HERE)}
    return render(request, "desk/administration/certificates.html", context)


@officer_only(Permission.ADMINISTER)
def new_certificate(request: DeskRequest) -> HttpResponse:
    form = NewCertificate(posted(request), names=holders(request.officer))
    says = "Từ nay khóa này ký cho người hoặc cơ quan đã chọn. Khóa không rời khỏi thư mục khóa."

    def register() -> None:
        kind, _, holder_code = form.cleaned_data["holder"].partition(":")
        signing.register_certificate(
            kind=CertificateKind(kind),
            holder_code=holder_code,
            key_ref=form.cleaned_data["key_ref"],
            by=request.officer.actor,
            at=now(),
        )

    act = _act("Đăng ký chứng thư", "Đăng ký", "Đã đăng ký chứng thư.", says)
    return act_page(request, act, form, register)


@officer_only(Permission.ADMINISTER)
def retire(request: DeskRequest, code: str) -> HttpResponse:
    found = [one for _, one in mine(request.officer, signing_queries.certificates()) if one.code == code]
    if not found:
        raise CertificateMissing
    says = (
        "Chứng thư này không ký thêm văn bản nào nữa. Văn bản đã ký không đổi. Việc này không hoàn lại được."
    )
    return act_page(
        request,
        _act("Ngừng dùng chứng thư", "Ngừng dùng", "Đã ngừng dùng chứng thư.", says),
        forms.Nothing(posted(request)),
        lambda: signing.retire_certificate(code=code, by=request.officer.actor, at=now()),
    )
