"""Refusals of the signing room."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.foundation.kernel.clock import local
from motcua.foundation.kernel.errors import Missing, Refused


class CertificateExpired(Refused):
    def __init__(self, not_before: datetime, not_after: datetime) -> None:
        super().__init__(
            _("The certificate is valid from %(start)s to %(end)s only.")
            % {"start": f"{local(not_before):%d/%m/%Y}", "end": f"{local(not_after):%d/%m/%Y}"}
        )


class NoCertificate(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("There is no valid certificate to sign with. Ask the administrator to register one.")
        )


class CertifiedAlready(Refused):
    def __init__(self) -> None:
        super().__init__(_("This copy is certified by this agency already, in the same form."))


class NoRoomForMark(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("There is no room left on the first page for one more signature of a certified copy.")
        )


class RegisteredAlready(Refused):
    def __init__(self) -> None:
        super().__init__(_("This certificate is registered already."))


class RetiredAlready(Refused):
    def __init__(self) -> None:
        super().__init__(_("This certificate was retired already."))


class CertificateMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such certificate."))


class NotAPdf(Refused):
    def __init__(self) -> None:
        super().__init__(_("This is not a PDF file. Choose the PDF that you want to check."))


class FileToVerifyMissing(Missing):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is no file “%(name)s” to check.") % {"name": name})


class RootUnreadable(Refused):
    def __init__(self) -> None:
        super().__init__(_("The certificate to trust cannot be read: a PEM or DER file is needed."))
