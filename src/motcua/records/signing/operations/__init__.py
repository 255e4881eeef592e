"""Changes of the signing room: certificates come and go, papers are signed, signatures are checked."""

from .certificates import register_certificate, retire_certificate
from .reports import check_document, check_signed, keep_report
from .signatures import certify_copy, sign, sign_scan

__all__ = [
    "certify_copy",
    "check_document",
    "check_signed",
    "keep_report",
    "register_certificate",
    "retire_certificate",
    "sign",
    "sign_scan",
]
