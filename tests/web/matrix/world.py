"""The small authority with something on every page, and each visitor in a browser."""

from django.test import Client

from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.models import Officer, Post
from tests.factories import accounts as make
from tests.factories.dossiers import a_draft, an_authority, filed
from tests.factories.drafts import an_open_draft
from tests.factories.holdings import a_holding, asked_to_correct, numbered
from tests.factories.kiosks import a_kiosk
from tests.factories.line import a_box
from tests.factories.line_pages import a_looked_at_paper
from tests.factories.list_imports import a_list
from tests.factories.requests import a_request
from tests.reference.workflow.writing import a_second_process


def a_world() -> dict[str, str]:
    """What Minh and the officers of the first authority have, by the names used in ROWS."""
    dossier = filed()
    officers = an_authority()
    minh = make.minh()
    membership = make.a_membership(minh)
    make.a_role("clerk")
    digitised = a_looked_at_paper(a_box(), {"faults": ["turned"], "look": {"turn_degrees": 90}})
    return {
        "digitised": digitised.code,
        "box": digitised.box.code,
        "campaign": digitised.box.campaign.code,
        "plan": digitised.box.campaign.phase.plan.code,
        "dossier": dossier.code,
        "publication": dossier.publication.full_code,
        "request": a_request().code,
        "draft": a_draft(),
        "package_draft": an_open_draft(code="2.001207").code,
        "process_draft": a_second_process(),
        "list": a_list("skhcn-quang-tri").slug,
        "agency": "skhcn-quang-tri",
        "unit": officers["receptionist"].posts.order_by("pk")[0].unit.code,
        "officer": officers["receptionist"].code,
        "post": Post.objects.get(officer=officers["receptionist"]).code,
        "leave": make.a_leave(officers["receptionist"]).code,
        "power": make.a_signing_power(officers["receptionist"]).code,
        "organisation": membership.organisation.code,
        "membership": membership.code,
        "session": "S-0",
        "holding": (holding := a_holding(minh)).code,
        "unmatched": a_holding(numbered("191234567")).code,
        "asked": asked_to_correct(holding, minh).code,
        "kiosk": a_kiosk(unit=officers["receptionist"].posts.order_by("pk")[0].unit).code,
    }


def client_of(visitor: str) -> Client:
    if visitor == "anonymous":
        return Client()
    if visitor in {"applicant", "stranger"}:
        return make.signed_in_client(make.minh() if visitor == "applicant" else make.hoa())
    if visitor == "outsider":
        return make.signed_in_client(_outsider())
    officer = an_authority().get(visitor)
    unit = make.a_unit("qt-van-phong", kind=UnitKind.OFFICE)
    return make.signed_in_client(officer or make.an_officer(visitor, unit=unit, code=f"m-{visitor}"))


def _outsider() -> Officer:
    unit = make.a_unit("bg-mot-cua", agency=make.an_agency("skhcn-bac-giang", place="Bắc Giang"))
    officer = make.an_officer("receptionist", unit=unit, code="ngoai")
    for role in ("editor", "administrator"):
        make.a_post(officer, role=role, unit=unit)
    return officer
