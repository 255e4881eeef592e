"""Drafts of a real procedure, in the hands of an editor, and the second person who approves."""

from functools import cache
from typing import Any

from motcua.foundation.accounts.models import Officer
from motcua.reference.catalogue import operations as catalogue
from motcua.reference.catalogue import packages, shipped
from motcua.reference.catalogue.models import Draft

from .accounts import MONDAY, officer_view
from .dossiers import an_authority

CODE = "2.000086"


@cache
def _shipped(code: str) -> dict[str, Any]:
    return packages.read(shipped.DATA / "procedures" / code).content


def a_package(code: str = CODE, **parts: Any) -> dict[str, Any]:
    """The content of a shipped procedure, with some of its parts as given."""
    return {**_shipped(code), **parts}


def an_open_draft(*, by: Officer | None = None, code: str = CODE, **parts: Any) -> Draft:
    """A draft of a procedure that the agency has not published yet, without faults."""
    officers = an_authority()
    return catalogue.open_draft(
        by=officer_view(by or officers["editor"]),
        agency="skhcn-quang-tri",
        content=a_package(code, **parts),
        at=MONDAY,
    )


def a_submitted_draft(**parts: Any) -> Draft:
    draft = an_open_draft(**parts)
    editor = officer_view(an_authority()["editor"])
    return catalogue.submit_draft(by=editor, draft_code=draft.code, revision=draft.revision, at=MONDAY)
