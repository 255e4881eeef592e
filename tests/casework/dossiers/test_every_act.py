"""Every act in every state by everybody: done where this table says so, refused without a trace elsewhere."""

from dataclasses import replace

import pytest
from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.models import Dossier, Proposal, Supplement
from motcua.casework.dossiers.queries.acts import acts_for
from motcua.casework.dossiers.queries.apologies import apologising
from motcua.casework.dossiers.queries.endings import ending_of, past_of
from motcua.casework.dossiers.queries.products import produced
from motcua.casework.dossiers.queries.side_words import papers_between, with_sitting
from motcua.casework.dossiers.queries.steps import parts_unopened
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.kernel.errors import Forbidden, Missing, Refused
from tests.factories.dossiers import (
    reload,
)

from .acts_table import ALLOWED, FILERS_ACTS, OFFICERS_ACTS, Does
from .standings import NEXT, STATES, everybody
from .traces import picture

pytestmark = pytest.mark.django_db


def is_done(dossier: Dossier, does: Does, who: object) -> bool:
    """What is done is undone again; what is refused is left as it is, with whatever trace it left."""
    place = transaction.savepoint()
    try:
        does(dossier, who)
    except (Refused, Forbidden, Missing):
        transaction.savepoint_commit(place)
        return False
    transaction.savepoint_rollback(place)
    return True


@pytest.mark.parametrize("state", STATES)
def test_an_act_is_done_by_whom_the_table_names_and_refused_to_all_others(state):
    dossier = reload(STATES[state]())
    people = everybody()
    before = picture()
    done: dict[str, set[str]] = {}
    for acts, kind in ((OFFICERS_ACTS, OfficerView), (FILERS_ACTS, ApplicantView)):
        for name, does in acts.items():
            for code, who in people.items():
                if isinstance(who, kind) and is_done(dossier, does, who):
                    done.setdefault(name, set()).add(code)

    assert done == ALLOWED[state]
    assert picture() == before


OFFERED = {
    "accept": "accept",
    "adjourn": "adjourn",
    "undo": "undo_acceptance",
    "supplement": "request_supplement",
    "appraisal-supplement": "request_supplement",
    "change-procedure": "change_procedure",
    "appraisal-change-procedure": "change_procedure",
    "refuse": "refuse",
    "payment": "record_payment",
    "assign": "assign",
    "reassign": "assign",
    "take-over": "take_from_colleague",
    "consult": "ask_opinions",
    "parts": "open_parts",
    "leave-out-parts": "leave_out_parts",
    "give-back": "give_back",
    "pause": "pause",
    "resume": "resume",
    "apology": "draft_apology",
    "apologise": "send_apology",
    "note": "write_note",
    "priority": "prioritise",
    "produce": "keep_product",
    "propose": "propose",
    "send-back": "send_back",
    "approve": "approve_and_sign",
    "intend": "tell_intended_refusal",
    "lost": "record_loss",
    "replace-lost": "replace_lost",
    "number": "number_and_seal",
    "return": "return_result",
    "stop": "stop",
    "go-on": "decline_stop",
    "originals": "hand_back_originals",
    "take-supplement": "take_supplement",
    "send-papers": "forward_papers",
    "confirm-papers": "confirm_papers",
    "correct": "open_correction",
    "correct-draft": "draft_correction",
    "correct-assign": "name_drafter",
    "correct-back": "send_correction_back",
    "correct-return": "return_correction",
    "correct-sign": "sign_correction",
    "correct-number": "number_correction",
}


@pytest.mark.parametrize("state", STATES)
def test_the_page_of_a_dossier_offers_what_may_be_done_and_nothing_else(state):
    dossier = reload(STATES[state]())
    supplements = list(Supplement.objects.filter(dossier=dossier).order_by("pk"))
    at = dossier.submitted_at + NEXT
    proposals = list(Proposal.objects.filter(dossier=dossier))
    past = past_of(supplements, apologising(dossier), ending_of(dossier, supplements, at), proposals)
    past = replace(past, papers=papers_between(dossier), produced=produced(dossier))
    left = parts_unopened(dossier)
    past = replace(with_sitting(past, dossier), has_parts=bool(left), unopened=left)
    offered: dict[str, set[str]] = {}
    for code, who in everybody().items():
        if not isinstance(who, OfficerView) or not sees(dossier, who):
            continue
        for one in acts_for(dossier, who, past=past, at=at):
            if one.allowed:
                offered.setdefault(OFFERED[one.slug], set()).add(code)

    if state == "numbered":
        # the paper is made within seconds, and the page does not ask whether it is there
        assert offered.pop("return_result") == {"receptionist"}
    assert offered == {name: who for name, who in ALLOWED[state].items() if name not in FILERS_ACTS}


def sees(dossier: Dossier, who: OfficerView) -> bool:
    return permissions.visible_to_officer(Dossier.objects.filter(pk=dossier.pk), who).exists()
