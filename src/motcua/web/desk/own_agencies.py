"""For which of their agencies an editor does something: the one there is, or the one they choose."""

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.errors import NoSuchAgency
from motcua.web.desk.requests import DeskRequest
from motcua.web.ui import parts

AGENCY = "agency"


def agencies(request: DeskRequest) -> dict[str, str]:
    """The names of the agencies where the officer edits, by their codes, in the order of the posts."""
    posts = request.officer.posts_with(Permission.CATALOGUE_EDIT)
    return {post.agency_code: post.agency_name for post in posts}


def choice(request: DeskRequest) -> parts.Field | None:
    """The control to choose with; None where there is nothing to choose."""
    known = agencies(request)
    if len(known) < 2:
        return None
    listed = [parts.Choice(code, name) for code, name in known.items()]
    chosen = request.POST.get(AGENCY, listed[0].value)
    return parts.Field(AGENCY, "Cơ quan", "select", chosen, choices=listed, width="medium")


def chosen(request: DeskRequest) -> str:
    """The code of the agency that was chosen, or of the only one. Raises NoSuchAgency."""
    known = agencies(request)
    wanted = request.POST.get(AGENCY, "") or (next(iter(known)) if len(known) == 1 else "")
    if wanted not in known:
        raise NoSuchAgency
    return wanted
