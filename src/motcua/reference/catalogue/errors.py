"""Refusals of the catalogue, with the sentence that the person reads."""

from datetime import date

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Missing, Refused


class ProcedureUnknown(Missing):
    def __init__(self, code: str) -> None:
        super().__init__(_("There is no procedure with the code “%(code)s” here.") % {"code": code[:60]})


class PlaceUnknown(Missing):
    """A draft has no such part, or nothing stands at that place of it any more."""

    def __init__(self) -> None:
        super().__init__(_("This place of the draft does not exist, or no longer."))


class ListUnknown(Missing):
    def __init__(self, slug: str) -> None:
        super().__init__(_("There is no list “%(slug)s”.") % {"slug": slug[:60]})


class NoContentPublished(Refused):
    """Nothing but the name is known, so nobody can file."""

    def __init__(self) -> None:
        super().__init__(
            _("No content is published for this procedure yet, so it cannot be filed online. Ask the agency.")
        )


class LawHasEnded(Refused):
    def __init__(self, valid_to: date) -> None:
        super().__init__(
            _(
                "The rules of this procedure held until %(day)s; no current content is published, so it "
                "cannot be filed online."
            )
            % {"day": f"{valid_to:%d/%m/%Y}"}
        )


class LawNotYetInForce(Refused):
    def __init__(self, valid_from: date) -> None:
        super().__init__(
            _("The rules of this procedure hold from %(day)s on; file from that day.")
            % {"day": f"{valid_from:%d/%m/%Y}"}
        )


class LawNotVerified(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Nobody has checked yet that these rules still hold, so the procedure cannot be filed online.")
        )


class CaseUnknown(Refused):
    def __init__(self, case: str) -> None:
        super().__init__(
            _("The procedure has no case “%(case)s”. Choose one of its cases.") % {"case": case[:60]}
        )


class ContentUnusable(Refused):
    """The data of a procedure has problems; each is named with file, line and field."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join([_("The content cannot be published:"), *problems[:50]]))
        self.problems = problems


class PeriodUnusable(Refused):
    def __init__(self) -> None:
        super().__init__(_("The last day lies before the first."))


class LikenessUnknown(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such proposal."))


class LikenessDecided(Refused):
    def __init__(self) -> None:
        super().__init__(_("Somebody has already decided about this row."))
