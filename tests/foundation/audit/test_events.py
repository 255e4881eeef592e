from dataclasses import dataclass

import pytest

from motcua.foundation.audit.events import Event

from .stories import FRIDAY, LAN, PaperShown


def test_an_event_knows_its_kind_and_its_own_facts():
    event = PaperShown(subject="D-1", at=FRIDAY, actor=LAN, pages=3)

    assert (event.kind, event.facts()) == ("PaperShown", {"pages": 3, "paper": "decision"})


@pytest.mark.parametrize("field", ["full_name", "email", "phone", "identity_number", "address"])
def test_an_event_that_would_keep_personal_data_cannot_be_defined(field):
    with pytest.raises(TypeError, match=field):
        dataclass(type("PersonSeen", (Event,), {"__annotations__": {field: str}}))
