"""Which answers carry over to the right procedure, and where the dossier goes on. Pure."""

from typing import Any

import pytest

from motcua.casework.dossiers.enums import SubStatus
from motcua.casework.dossiers.rules import righting as rules
from motcua.reference.forms.rules import parse_form
from tests.factories.dossiers import FORM


class TestLikeness:
    def forms(self, old: list[Any], new: list[Any]) -> dict[str, str]:
        made = [FORM | {"sections": [FORM["sections"][0] | {"fields": one}]} for one in (old, new)]  # type: ignore[index]
        return rules.like_fields(parse_form(made[0]), parse_form(made[1]))

    def test_the_same_fact_of_the_account_is_the_same_question(self):
        old = [{"name": "ten", "kind": "short_text", "label": {"vi": "Tên"}, "prefill": "owner.name"}]
        new = [{"name": "co_so", "kind": "short_text", "label": {"vi": "Cơ sở"}, "prefill": "owner.name"}]

        assert self.forms(old, new) == {"co_so": "ten"}

    def test_so_are_the_same_words_of_one_kind(self):
        old = [{"name": "a", "kind": "short_text", "label": {"vi": "Địa chỉ  cơ sở"}}]
        same = [{"name": "b", "kind": "short_text", "label": {"vi": "địa chỉ cơ sở"}}]
        other = [{"name": "b", "kind": "long_text", "label": {"vi": "Địa chỉ cơ sở"}}]

        assert self.forms(old, same) == {"b": "a"}
        assert self.forms(old, other) == {}

    def test_one_answer_answers_one_question(self):
        old = [{"name": "a", "kind": "short_text", "label": {"vi": "Ghi chú"}}]
        new = [{"name": name, "kind": "short_text", "label": {"vi": "Ghi chú"}} for name in ("b", "c")]

        assert self.forms(old, new) == {"b": "a"}

    def test_a_table_goes_along_without_the_columns_that_are_not_asked_for(self):
        columns = [
            {"name": name, "kind": "short_text", "label": {"vi": name}} for name in ("may", "seri", "nuoc")
        ]
        made = parse_form(
            FORM
            | {
                "sections": [
                    FORM["sections"][0]  # type: ignore[index]
                    | {
                        "fields": [
                            {"name": "bang", "kind": "table", "label": {"vi": "B"}, "columns": columns[:2]}
                        ]
                    }
                ]
            }
        )
        (table,) = made.fields

        assert rules.fitted(table, [{"may": "X", "seri": "1", "nuoc": "Nhật"}]) == [{"may": "X", "seri": "1"}]

    def test_a_signature_is_given_anew(self):
        field = {"name": "ky", "kind": "signature", "label": {"vi": "Ký"}, "ways": ["typed"]}

        assert self.forms([field], [field]) == {}

    @pytest.mark.parametrize(
        ("sub_status", "is_missing", "waits", "onward"),
        [
            (SubStatus.WAITING_RECEPTION, True, True, rules.Onward.STAY),
            (SubStatus.WAITING_PAYMENT, True, False, rules.Onward.BACK_TO_RECEPTION),
            (SubStatus.WAITING_PAYMENT, False, True, rules.Onward.STAY),
            (SubStatus.WAITING_PAYMENT, False, False, rules.Onward.START_CLOCK),
            (SubStatus.APPRAISING, False, True, rules.Onward.PAUSE_FOR_FEE),
            (SubStatus.APPRAISING, True, True, rules.Onward.STAY),
            (SubStatus.APPRAISING, False, False, rules.Onward.STAY),
        ],
    )
    def test_where_it_goes_on(self, sub_status, is_missing, waits, onward):
        found = rules.onward(sub_status=sub_status, is_missing=is_missing, waits_for_fee=waits)

        assert found is onward
