"""Which answers decide the fee or the papers, directly or through others."""

from motcua.casework.dossiers.rules.decisive import decisive

FORM = {
    "sections": [
        {
            "fields": [
                {"name": "fax", "kind": "short_text", "label": {"vi": "devices"}},
                {"name": "devices", "kind": "table"},
                {"name": "total", "kind": "calculated", "formula": {"*": [{"var": "count"}, 2]}},
                {"name": "count", "kind": "whole_number", "when": {"==": [{"var": "kind"}, "big"]}},
                {"name": "kind", "kind": "one_of"},
            ]
        }
    ]
}


def test_the_fee_reads_a_table():
    assert decisive(FORM, [], {"lines": [{"table": "devices"}]}) == {"devices"}


def test_a_paper_reads_what_is_calculated_from_other_answers():
    papers = [{"slug": "giay", "when": {">": [{"var": "total"}, 1]}}]

    assert decisive(FORM, papers, {}) == {"total", "count", "kind"}


def test_texts_for_people_decide_nothing():
    assert decisive(FORM, [{"slug": "giay", "name": {"vi": "kind"}, "note": "fax"}], {}) == frozenset()
