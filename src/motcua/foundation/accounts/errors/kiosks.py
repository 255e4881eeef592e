"""What is refused of kiosks."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Missing, Refused


class NoSuchKiosk(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such kiosk."))


class KioskHasNoDesk(Refused):
    def __init__(self) -> None:
        super().__init__(_("A kiosk stands at a one-stop desk that is open. Choose one."))


class KioskNameTaken(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("This desk has a kiosk called “%(name)s” already. Give this one another name.") % {"name": name}
        )


class KioskIsRevoked(Refused):
    def __init__(self) -> None:
        super().__init__(_("This kiosk was revoked. Register a new one."))


class KioskKeyUnknown(Refused):
    """One sentence for a key that never was, one that was replaced and one of a revoked kiosk."""

    def __init__(self) -> None:
        super().__init__(
            _("This code opens no kiosk. Check it, or ask the administrator of the agency for a new one.")
        )
