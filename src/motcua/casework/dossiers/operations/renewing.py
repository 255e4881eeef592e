"""A renewal is begun from the paper that ends: a draft with what is known already."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from motcua.casework.dossiers import checking, once_only
from motcua.casework.dossiers.enums import Ground
from motcua.casework.dossiers.errors.held import NothingRenews
from motcua.casework.dossiers.models import Draft
from motcua.casework.dossiers.owner_facts import Origin, OriginKind
from motcua.foundation.accounts.models import Membership, Organisation
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.kernel.clock import local_date
from motcua.records.repository.models import Holding
from motcua.records.repository.queries.owners import own_holding
from motcua.reference.catalogue.queries.renewals import renewal_of
from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import Form

from . import taking
from .drafts import start_draft


@transaction.atomic
def begin_renewal(*, by: ApplicantView, holding_code: str, at: datetime) -> Draft:
    """A draft of the procedure that renews a paper, for its owner, with the paper and what is known of it.

    Where the viewer has such a draft already, that one.

    Raises: HoldingMissing, NothingRenews, Missing, Refused (the law of the procedure has ended).
    """
    holding = own_holding(viewer=by, code=holding_code)
    renewal = renewal_of(
        type_codes=holding.type_codes,
        agency_code=holding.agency_code,
        on=local_date(at),
        demo=settings.MOTCUA_DEMO,
    )
    if renewal is None:
        raise NothingRenews()
    begun = Draft.objects.filter(
        account__code=by.account_code,
        publication__full_code=renewal.publication_code,
        papers__holding_code=holding.code,
    ).first()
    if begun is not None:
        return begun
    draft = start_draft(by=by, publication_code=renewal.publication_code, at=at)
    _own(draft, holding, by)
    form = checking.form_of(draft.version)
    known = once_only.taken_from(draft, form, code=holding.dossier_code) | _number(holding, form)
    draft.answers = {name: origin.value for name, origin in known.items()}
    draft.origins = {name: origin.facts for name, origin in known.items()}
    draft.save(update_fields=["ground", "owner_organisation", "answers", "origins"])
    taking.lay(draft=draft, holding_code=holding.code, by=by, at=at)
    taking.take_what_fits(draft=draft, by=by, at=at)
    return draft


def _own(draft: Draft, holding: Holding, by: ApplicantView) -> None:
    """For the person, or for the organisation that they may file for."""
    if holding.owner_code == by.person_code:
        return
    draft.owner_organisation = Organisation.objects.get(code=holding.owner_code)
    is_head = Membership.objects.filter(
        person__code=by.person_code,
        organisation=draft.owner_organisation,
        is_legal_representative=True,
    ).exists()
    draft.ground = Ground.LEGAL_REPRESENTATIVE if is_head else Ground.MEMBER


def _number(holding: Holding, form: Form) -> dict[str, Origin]:
    """The number of the paper where the form asks for that of a result."""
    number = holding.number_symbol
    day = holding.issued_on.isoformat() if holding.issued_on else ""
    return {
        field.name: Origin(OriginKind.RESULT, number, ref=number, on=day)
        for field in form.fields
        if number and field.kind is FieldKind.RESULT_NUMBER
    }
