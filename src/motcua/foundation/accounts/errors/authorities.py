"""What is refused of roles and of powers of signing."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Missing, Refused


class RoleInUse(Refused):
    def __init__(self, posts: int) -> None:
        super().__init__(
            _("This role is held in %(posts)d posts. Give them another role or end the posts first.")
            % {"posts": posts}
        )


class RoleIsRetired(Refused):
    def __init__(self) -> None:
        super().__init__(_("This role is out of use. Choose another one, or take it up again first."))


class RoleChangedSince(Refused):
    def __init__(self) -> None:
        super().__init__(_("Somebody changed this role since you looked at it. Look at what holds now."))


class WideningUnconfirmed(Refused):
    def __init__(self) -> None:
        super().__init__(_("This change lets people do more than before. Confirm that this is meant."))


class SigningPowerUnusable(Refused):
    def __init__(self) -> None:
        super().__init__(_("Say which power it is, for whom it is signed, and the paper that gives it."))


class SigningPowerHeld(Refused):
    def __init__(self) -> None:
        super().__init__(_("On some of these days the officer has a power of signing already. End it first."))


class SignerHasNoPost(Refused):
    def __init__(self) -> None:
        super().__init__(_("This officer has no post in the agency, so they cannot sign for it."))


class NoSuchSigningPower(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such power of signing."))
