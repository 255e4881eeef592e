"""What naming a helper refuses."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Forbidden, Refused


class HelpCodeUnknown(Refused):
    """One sentence for an unknown code, one whose hour is over and one whose helper has left the desk."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This code is not known, or its hour is over. "
                "Ask whoever helps you at the desk for a new code."
            )
        )


class NotYourDesk(Forbidden):
    def __init__(self) -> None:
        super().__init__(
            "Anh/chị không có vị trí tiếp nhận tại bộ phận một cửa này nên không lập mã hỗ trợ được."
        )
