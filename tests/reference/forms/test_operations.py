"""Versions of forms are kept once and never changed."""

import pytest
from django.db import IntegrityError, transaction

from motcua.reference.forms import operations, queries
from motcua.reference.forms.errors import FormUnknown
from motcua.reference.forms.models import FormVersion
from tests.factories.accounts import MONDAY

pytestmark = pytest.mark.django_db

CONTENT = {
    "code": "form-test",
    "title": {"vi": "Đơn"},
    "sections": [
        {
            "slug": "one",
            "title": {"vi": "Một"},
            "fields": [{"name": "x", "kind": "date", "label": {"vi": "X"}}],
        }
    ],
}


def test_the_same_content_is_one_version_and_other_content_the_next():
    first = operations.keep_version(content=CONTENT, at=MONDAY)
    again = operations.keep_version(content=dict(reversed(CONTENT.items())), at=MONDAY)
    other = operations.keep_version(content={**CONTENT, "title": {"vi": "Đơn mới"}}, at=MONDAY)

    assert again == first
    assert (first.number, other.number) == (1, 2)
    assert queries.form_of_version(version_id=other.pk).title.vi == "Đơn mới"


def test_a_version_is_neither_changed_nor_deleted():
    version = operations.keep_version(content=CONTENT, at=MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        FormVersion.objects.filter(pk=version.pk).update(content={})
    with pytest.raises(IntegrityError), transaction.atomic():
        version.delete()

    assert FormVersion.objects.get().content == CONTENT


def test_an_unknown_version_is_missing():
    with pytest.raises(FormUnknown):
        queries.form_of_version(version_id=0)
