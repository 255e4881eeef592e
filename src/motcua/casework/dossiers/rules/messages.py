"""What may be written between the agency and the applicant. Our own practice; the law knows notices only."""

from typing import Final

from motcua.casework.dossiers.errors.messages import DossierOver, MessageEmpty, TooManyQuestions

LONGEST: Final = 4000
MOST_WAITING: Final = 5
"""Questions that wait at once; more would be one conversation that nobody can answer in time."""


def check_question(*, text: str, is_open: bool, waiting: int) -> None:
    """Raises: DossierOver, MessageEmpty, TooManyQuestions."""
    if not is_open:
        raise DossierOver()
    check_text(text)
    if waiting >= MOST_WAITING:
        raise TooManyQuestions(MOST_WAITING)


def check_text(text: str) -> None:
    """Raises MessageEmpty, also for what is longer than a page."""
    if not text.strip() or len(text.strip()) > LONGEST:
        raise MessageEmpty(LONGEST)
