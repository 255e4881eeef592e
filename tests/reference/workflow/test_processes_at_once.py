"""Several people in the same moment: nothing is overwritten unseen, and no number is given twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from motcua.foundation.kernel.errors import Refused
from motcua.reference.workflow import errors, operations
from motcua.reference.workflow.models import ProcessDraft, ProcessVersion
from tests.factories.accounts import MONDAY, an_agency, officer_view
from tests.factories.dossiers import an_authority

from .writing import CODE, DECISION, a_draft_of_a_process, a_row, a_submitted_process

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 5


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What each act gave, or its refusal; all begin together."""
    together = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            together.wait()
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_of_many_saves_at_once_one_is_kept_and_the_others_are_told():
    draft = a_draft_of_a_process()
    editor = officer_view(an_authority()["editor"])

    def saving(number: int) -> Callable[[], object]:
        return lambda: operations.save_rows(
            by=editor,
            draft_code=draft.code,
            revision=draft.revision,
            rows=[a_row(name=f"Bước {number}")],
            at=MONDAY,
        )

    said = at_once([saving(number) for number in range(PEOPLE)])

    assert sum(isinstance(one, errors.StaleProcess) for one in said) == PEOPLE - 1
    assert ProcessDraft.objects.get().revision == draft.revision + 1


def test_a_process_and_procedures_published_at_once_get_numbers_of_their_own():
    draft, agency = a_submitted_process(), an_agency()
    leader = officer_view(an_authority()["leader"])

    def keeping(number: int) -> Callable[[], object]:
        steps = [{"name": f"Bước {number}", "unit": "Phòng", "role": "specialist", "hours": 40}]
        return lambda: operations.keep_version(
            procedure_code=CODE,
            agency=agency,
            content={"steps": steps, "decision": None},
            valid_from=MONDAY.date(),
            valid_to=None,
            at=MONDAY,
        )

    def publish() -> object:
        return operations.publish_draft(
            by=leader,
            draft_code=draft.code,
            revision=draft.revision,
            decision=DECISION,
            valid_from=MONDAY.date(),
            at=MONDAY,
        )

    said = at_once([publish, *(keeping(number) for number in range(PEOPLE - 1))])

    assert all(isinstance(one, ProcessVersion) for one in said), said
    assert sorted(ProcessVersion.objects.values_list("number", flat=True)) == list(range(1, PEOPLE + 1))
