"""What the check of answers asks of this room: files that belong to answers, results of the same owner."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from motcua.records.letters.rules import number_text
from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.ports import FoundResult, Lookups
from motcua.reference.forms.rules import Field, Form, lookups_of

from .enums import Ground, Outcome
from .models import Dossier, Draft, LaidPaper, Result

_NUMBER = re.compile(r"([0-9]{1,8})/(.{1,60})")

ANSWERS = "_answers"
"""Stands for the slug of a paper at files that belong to answers of the form; no paper is called so."""


def of_draft(draft: Draft, form: Form, laid: Iterable[LaidPaper] | None = None) -> Lookups:
    """Lookups for what a draft answers; one query when the form takes files, and one per number looked up."""
    return Lookups(
        files=_files(draft, laid) if takes_files(form) else {},
        result=partial(find_result, owner=_owner_of(draft)),
        signer=draft.filer.full_name,
    )


def of_dossier(dossier: Dossier, answers: Mapping[str, Any], laid: Iterable[LaidPaper] = ()) -> Lookups:
    """Lookups for a correction of what was filed last: its files may stay, those laid come in."""
    owner = Q(dossier__owner_person_id=dossier.owner_person_id) & Q(
        dossier__owner_organisation_id=dossier.owner_organisation_id
    )
    return Lookups(
        files={**lookups_of(answers).files, **_names(laid)},
        result=partial(find_result, owner=owner),
        signer=dossier.filer.full_name,
    )


def takes_files(form: Form) -> bool:
    return any(_takes_files(field) for field in form.fields)


def _takes_files(field: Field) -> bool:
    inner = (*field.parts, *field.columns)
    return field.kind is FieldKind.ATTACHMENTS or any(map(_takes_files, inner))


def _files(draft: Draft, laid: Iterable[LaidPaper] | None) -> dict[str, str]:
    return _names(draft.papers.select_related("document").filter(slug=ANSWERS) if laid is None else laid)


def _names(laid: Iterable[LaidPaper]) -> dict[str, str]:
    return {one.document.code: one.document.file_name for one in laid if one.slug == ANSWERS}


def files_named(answers: Mapping[str, Any] | list[Any]) -> set[str]:
    """The codes of the files that answers name."""
    nodes: Iterable[Any] = answers.values() if isinstance(answers, Mapping) else answers
    codes = {str(answers["code"])} if isinstance(answers, Mapping) and _is_file(answers) else set()
    return codes.union(*(files_named(node) for node in nodes if isinstance(node, Mapping | list)))


def _is_file(node: Mapping[str, Any]) -> bool:
    return set(node) == {"code", "name"}


def _owner_of(draft: Draft) -> Q:
    """Results of whoever the draft is for; none of a mandator: that number is only typed, by anybody.

    Who is not known here yet has none either.
    """
    if draft.owner_organisation_id is not None:
        return Q(dossier__owner_organisation_id=draft.owner_organisation_id)
    if draft.ground == Ground.MANDATE or draft.owner_organisation is not None or draft.filer_id is None:
        return Q(pk__in=())
    return Q(dossier__owner_person_id=draft.filer_id)


def find_result(number: str, *, owner: Q) -> FoundResult | None:
    """The last result of that number, `05/GP-SKHCN`, granted to that owner, by any agency.

    Numbers begin anew each year. One query, or none for what is not written like a number.
    """
    written = _NUMBER.fullmatch(number.strip())
    if written is None:
        return None
    found = (
        Result.objects.filter(owner, number=int(written[1]), symbol__iexact=written[2], outcome=Outcome.GRANT)
        .select_related("dossier__agency", "dossier__publication__procedure")
        .order_by("-numbered_at")
        .first()
    )
    if found is None or found.numbered_at is None:
        return None
    return FoundResult(
        number=number_text(int(written[1]), found.symbol),
        name=found.dossier.publication.procedure.name,
        agency=found.dossier.agency.name_vi,
        issued_on=localdate(found.numbered_at).isoformat(),
        valid_to=found.valid_to.isoformat() if found.valid_to else "",
    )
