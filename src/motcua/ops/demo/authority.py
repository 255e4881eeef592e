"""Makes the sample authorities, their officers and two applicants, by the operations that people use."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts import tokens
from motcua.foundation.accounts.models import Account, Agency
from motcua.foundation.accounts.operations.entry import Applicant, Links
from motcua.foundation.accounts.queries import ApplicantView, OfficerView, applicant_of, officer_of
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date

SINCE = date(2018, 1, 1)
Progress = Callable[[str], None]


@cache
def definition() -> dict[str, Any]:
    """The sample installation as written in data/authority.yaml."""
    found: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "authority.yaml").read_text())
    return found


def is_made() -> bool:
    return Agency.objects.filter(code=definition()["agencies"][0]["code"]).exists()


def make(*, at: datetime) -> None:
    """Agencies, units, officers of every role, applicants with their organisations. Once."""
    accounts.define_default_roles(at=at)
    for agency in definition()["agencies"]:
        _make_agency(agency, at)
    for applicant in definition()["applicants"]:
        _make_applicant(applicant, at)


def _make_agency(facts: dict[str, Any], at: datetime) -> None:
    code = facts["code"]
    accounts.create_agency(
        by=SYSTEM,
        code=code,
        parent_code=facts["parent"],
        level=facts["level"],
        name_vi=facts["name"]["vi"],
        name_en=facts["name"]["en"],
        place=facts["place"],
        symbol=facts["symbol"],
        valid_from=SINCE,
        at=at,
    )
    for identifier in facts["identifiers"]:
        accounts.give_identifier(
            by=SYSTEM,
            agency_code=code,
            form=identifier["form"],
            value=identifier["value"],
            valid_from=SINCE,
            at=at,
        )
    told: dict[str, str | date | None] = {
        name: facts[name]
        for name in ("address", "hotline", "email", "hours", "bank_account")
        if name in facts
    }
    if told:
        accounts.update_agency(by=SYSTEM, code=code, facts=told, at=at)
    _make_units(facts, at)


def _make_units(facts: dict[str, Any], at: datetime) -> None:
    code = facts["code"]
    for unit in facts.get("units", ()):
        accounts.create_unit(by=SYSTEM, agency_code=code, at=at, **unit)
    for officer in facts.get("officers", ()):
        accounts.create_officer(
            by=SYSTEM,
            code=officer["code"],
            full_name=officer["name"],
            title=officer["title"],
            email=officer["email"],
            unit_code=officer["unit"],
            role_code=officer["role"],
            valid_from=SINCE,
            password=definition()["password"],
            at=at,
        )


def _make_applicant(facts: dict[str, Any], at: datetime) -> None:
    links = Links(confirm=lambda token: "", sign_in="", forgotten_password="")
    accounts.sign_up(
        applicant=Applicant(
            email=facts["email"],
            full_name=facts["name"],
            identity_number=facts["identity_number"],
            phone=facts["phone"],
            born_on=date.fromisoformat(facts["born_on"]),
            sex=facts["sex"],
        ),
        password=definition()["password"],
        links=links,
        at=at,
    )
    account = Account.objects.get(email=facts["email"])
    accounts.confirm_email(token=tokens.confirmation_token(account, at=at), at=at)
    viewer = applicant(facts["email"], at=at)
    accounts.update_profile(
        by=viewer,
        phone=facts["phone"],
        address=facts["address"],
        born_on=date.fromisoformat(facts["born_on"]),
        sex=facts["sex"],
        language="vi",
        at=at,
    )
    for organisation in facts["organisations"]:
        accounts.declare_organisation(
            by=viewer,
            tax_number=organisation["tax_number"],
            name=organisation["name"],
            position=organisation["position"],
            is_legal_representative=organisation["representative"],
            ground="Quyết định bổ nhiệm (mẫu)",
            at=at,
        )


def applicant(email: str, *, at: datetime) -> ApplicantView:
    found = applicant_of(account=Account.objects.get(email=email), on=local_date(at))
    if found is None:
        raise LookupError(email)
    return found


def officer(code: str, *, at: datetime) -> OfficerView:
    found = officer_of(account=Account.objects.get(officer__code=code), on=local_date(at))
    if found is None:
        raise LookupError(code)
    return found


def sample_accounts() -> list[tuple[str, str, str]]:
    """Role, e-mail, password of every sample account, for the first screen of the demo."""
    rows = [
        ("Người dân, doanh nghiệp", a["email"], definition()["password"]) for a in definition()["applicants"]
    ]
    names = {
        "receptionist": "Tiếp nhận", "specialist": "Chuyên viên", "division_head": "Trưởng phòng",
        "leader": "Lãnh đạo", "clerk": "Văn thư", "cashier": "Thủ quỹ", "editor": "Biên tập",
        "administrator": "Quản trị", "digitiser": "Số hóa: quét, nhập",
        "digitisation_checker": "Số hóa: kiểm tra", "digitisation_head": "Số hóa: phụ trách",
        "archivist": "Lưu trữ",
    }  # fmt: skip
    for agency in definition()["agencies"]:
        for one in agency.get("officers", ()):
            rows.append(
                (
                    f"{names[one['role']]} ({agency['symbol']} {agency['place']})",
                    one["email"],
                    definition()["password"],
                )
            )
    return rows
