"""Small pictures of the first pages, drawn ahead so that lists show them at once."""

from contextlib import suppress

from motcua.foundation.kernel import jobs
from motcua.records.documents import errors, queries, rules
from motcua.records.documents.enums import Purpose, ScanNote
from motcua.records.documents.models import Document


def ask_for_small_pictures(document: Document) -> None:
    """In the transaction that accepts a file that somebody gave; its content is at hand.

    What this system made itself is drawn at the first look, and scans of the line have their own pictures.
    """
    is_given = document.scan_note != ScanNote.OUR_OWN and document.purpose != Purpose.SCAN
    if is_given and document.content.media_type in rules.DRAWN_TYPES:
        jobs.defer("documents.draw_small", document=document.code)


def draw_small(*, code: str) -> int:
    """Draw what is not drawn yet of the first pages; how many there are now. Safe to repeat.

    A page that cannot be drawn is left out, and so is a document that went meanwhile. Raises OutsideFailure.
    """
    with suppress(errors.DocumentMissing):
        document = queries.find(code=code)
        drawn = 0
        for page in range(1, min(max(document.pages, 1), rules.MOST_SMALL) + 1):
            with suppress(errors.PageMissing):
                queries.small_page_of(document, page=page)
                drawn += 1
        return drawn
    return 0
