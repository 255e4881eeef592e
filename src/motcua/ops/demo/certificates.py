"""Certificates of the test CA for the sample agencies, their leaders and their officers."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from motcua.adapters.signing import demo_ca
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.signing import operations as signing
from motcua.records.signing.enums import CertificateKind
from motcua.records.signing.models import Certificate

from .authority import definition


def make(*, at: datetime) -> None:
    """Issue and register what is not there yet: each agency with units seals, each leader signs papers,
    each officer signs scans."""
    for agency in definition()["agencies"]:
        if not agency.get("units"):
            continue
        name = agency["name"]["vi"]
        _register(CertificateKind.AGENCY, agency["code"], name, name, at)
        for officer in agency["officers"]:
            if officer["role"] == "leader":
                _register(CertificateKind.LEADER, officer["code"], officer["name"], name, at)
            _register(CertificateKind.PERSONAL, officer["code"], officer["name"], name, at)


def _register(kind: CertificateKind, holder: str, name: str, organisation: str, at: datetime) -> None:
    if Certificate.objects.filter(kind=kind, holder_code=holder, retired_at=None).exists():
        return
    key_ref = f"demo-{kind.value}-{holder}"
    demo_ca.issue(
        folder=Path(settings.MOTCUA_KEYS), key_ref=key_ref, common_name=name, organisation=organisation
    )
    signing.register_certificate(kind=kind, holder_code=holder, key_ref=key_ref, by=SYSTEM, at=at)
