"""The same thing asked for twice at the same moment is done once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from motcua.foundation.accounts import errors, operations
from motcua.foundation.accounts.models import Account, Officer, Post
from tests.factories import accounts as make
from tests.factories.accounts import MONDAY

from .acts import sign_in, sign_up

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave, or the error that it met."""

    def run(act: Callable[[], object]) -> object:
        try:
            return act()
        except errors.Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as workers:
        return list(workers.map(run, acts))


def test_a_sign_up_sent_twice_at_once_makes_one_account():
    assert at_once(sign_up, sign_up, sign_up) == [None, None, None]
    assert Account.objects.count() == 1


def test_an_officer_made_twice_at_once_is_made_once():
    make.a_role("specialist")
    administrator = make.officer_view(make.an_administrator())

    def create():
        operations.create_officer(
            by=administrator,
            code="hung",
            full_name="Hùng",
            title="",
            email="hung@motcua.example",
            unit_code="qt-mot-cua",
            role_code="specialist",
            valid_from=MONDAY.date(),
            at=MONDAY,
        )

    answers = at_once(create, create)

    assert sum(isinstance(answer, errors.EmailTaken) for answer in answers) == 1
    assert Officer.objects.filter(code="hung").count() == 1


def test_two_administrators_cannot_end_each_others_posts_at_once():
    first, second = make.an_administrator(), make.an_officer("administrator", code="hai")
    views = [make.officer_view(first), make.officer_view(second)]
    posts = [Post.objects.get(officer=second), Post.objects.get(officer=first)]

    def end(by, post):
        operations.end_post(by=by, code=post.code, last_day=MONDAY.date(), at=MONDAY)

    answers = at_once(
        *(lambda by=by, post=post: end(by, post) for by, post in zip(views, posts, strict=True))
    )

    assert sum(isinstance(answer, errors.LastAdministrator) for answer in answers) == 1
    assert Post.objects.filter(valid_to=None).count() == 1


def test_wrong_passwords_at_once_are_all_counted():
    make.minh()

    at_once(*([lambda: sign_in(password="sai")] * 4))

    assert Account.objects.get().failed_sign_ins == 4
