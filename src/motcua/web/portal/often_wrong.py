"""What often goes wrong at a field or a paper, as counted every night; only sentences of the kept list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from motcua.casework.dossiers.queries import reasons
from motcua.reference.catalogue.rules.papers import split_place
from motcua.web.ui import parts
from motcua.web.ui.form_page import Group, with_often


def at_fields(laid: Sequence[Group], *, publication_code: str) -> tuple[Group, ...]:
    """The form with a warning at each field that causes many supplements; one query."""
    common = reasons.common_of(publication_code=publication_code)
    return with_often(laid, reasons.sentences_at(common, "field"))


def at_papers(papers: Mapping[str, parts.FileField], *, publication_code: str) -> list[parts.FileField]:
    """The boxes, by the place of their paper, with a warning at each that causes many; one query."""
    said = reasons.sentences_at(reasons.common_of(publication_code=publication_code), "paper")
    return [replace(box, often=said.get(split_place(place)[0], "")) for place, box in papers.items()]


def of_whole(*, publication_code: str) -> list[str]:
    """Why dossiers are often refused; one query."""
    return reasons.of_whole(reasons.common_of(publication_code=publication_code))
