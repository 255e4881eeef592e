"""Officers and the posts they hold."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from motcua.foundation.accounts import errors, events, notices, permissions, rules, tokens
from motcua.foundation.accounts.enums import Permission, Scope
from motcua.foundation.accounts.models import Account, Officer, Post, Role
from motcua.foundation.accounts.permissions import Administrator
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.clock import local_date

from .lookups import (
    check_new_password,
    checked_email,
    end_sessions,
    locked_account,
    locked_account_of_email,
    locked_officer,
    locked_unit,
    one_at_a_time,
)


@transaction.atomic
def create_officer(
    *,
    by: Administrator,
    code: str,
    full_name: str,
    title: str,
    email: str,
    unit_code: str,
    role_code: str,
    valid_from: date,
    at: datetime,
    password: str = "",
    welcome_link: Callable[[str, str], str] | None = None,
) -> Officer:
    """Make an officer with an account and a first post.

    Without a password the officer chooses one by the link in the e-mail (`welcome_link` takes the account's
    code and the token); with one, set at the command line, the e-mail counts as confirmed.

    Raises: Forbidden, NoSuchUnit, NoSuchRole, CodeUnusable, CodeTaken, EmailUnusable, EmailTaken,
    NamesAreMissing, PasswordUnusable.
    """
    one_at_a_time("officers")
    unit = locked_unit(unit_code)
    permissions.check_administers(by, agency_id=unit.agency_id)
    code = rules.checked_code(code)
    name = rules.checked_name(full_name)
    address = checked_email(email)
    if locked_account_of_email(address) is not None:
        raise errors.EmailTaken
    if Officer.objects.filter(code=code).exists():
        raise errors.CodeTaken(code)
    account = _new_account(address, password, at=at)
    officer = Officer.objects.create(code=code, account=account, full_name=name, title=title.strip())
    event = events.OfficerCreated(
        subject=f"officer:{code}",
        at=at,
        actor=permissions.actor_of(by),
        account=account.code,
        dimensions=Dimensions(agency=unit.agency.code, unit=unit.code),
    )
    audit.record(event)
    give_post(
        by=by, officer_code=code, unit_code=unit_code, role_code=role_code, valid_from=valid_from,
        valid_to=None, at=at,
    )  # fmt: skip
    if welcome_link is not None:
        link = welcome_link(account.code, tokens.reset_token(account, at=at))
        notices.officer_welcome(account, link=link, event_id=str(event.act_id), at=at)
    return officer


def _new_account(email: str, password: str, *, at: datetime) -> Account:
    account = Account(email=email, created_at=at, email_confirmed_at=at if password else None)
    if password:
        check_new_password(password)
        account.set_password(password)
    else:
        account.set_unusable_password()
    account.save()
    return account


@transaction.atomic
def update_officer(*, by: Administrator, code: str, full_name: str, title: str, at: datetime) -> None:
    """Change an officer's name or title as signed.

    Raises: Forbidden, NoSuchOfficer, NamesAreMissing.
    """
    officer = locked_officer(code)
    permissions.check_administers_officer(by, officer_id=officer.pk, on=local_date(at))
    wanted = {"full_name": rules.checked_name(full_name), "title": title.strip()}
    changed = [name for name, value in wanted.items() if getattr(officer, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(officer, name, wanted[name])
    officer.save(update_fields=changed)
    audit.record(
        events.OfficerUpdated(
            subject=f"officer:{code}", at=at, actor=permissions.actor_of(by), fields=tuple(changed)
        )
    )


@transaction.atomic
def give_post(
    *,
    by: Administrator,
    officer_code: str,
    unit_code: str,
    role_code: str,
    valid_from: date,
    valid_to: date | None,
    at: datetime,
) -> Post:
    """Give an officer a role in a unit, from a day to a day (both included).

    A role that reaches down the tree is given only by who administers that whole tree.

    Raises: Forbidden, NoSuchUnit, NoSuchOfficer, NoSuchRole, RoleIsRetired, UnitIsClosed, PeriodUnusable,
    PostHeld.
    """
    unit = locked_unit(unit_code)
    officer = locked_officer(officer_code)
    role = Role.objects.select_for_update(of=("self",)).filter(code=role_code).first()
    if role is None:
        raise errors.NoSuchRole
    if role.retired_at is not None:
        raise errors.RoleIsRetired
    if role.scope == Scope.TREE:
        permissions.check_administers_tree(by, agency_id=unit.agency_id)
    permissions.check_administers(by, agency_id=unit.agency_id)
    if unit.closed_on is not None:
        raise errors.UnitIsClosed
    rules.check_period(valid_from, valid_to)
    if Post.objects.meeting(valid_from, valid_to).filter(officer=officer, unit=unit, role=role).exists():
        raise errors.PostHeld
    post = Post.objects.create(
        officer=officer, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to
    )
    audit.record(
        events.PostGiven(
            subject=f"officer:{officer.code}",
            at=at,
            actor=permissions.actor_of(by),
            dimensions=Dimensions(agency=unit.agency.code, unit=unit.code),
            unit=unit.code,
            role=role.code,
            first_day=valid_from.isoformat(),
        )
    )
    return post


@transaction.atomic
def end_post(*, by: Administrator, code: str, last_day: date, at: datetime) -> None:
    """Say which day is the last of a post. The last administrator's post is not ended.

    Raises: Forbidden, NoSuchPost, PeriodUnusable, LastAdministrator.
    """
    where = Post.objects.filter(code=code).values_list("officer__code", "unit__code").first()
    if where is None:
        raise errors.NoSuchPost
    unit, officer = locked_unit(where[1]), locked_officer(where[0])
    post = Post.objects.select_for_update(of=("self",)).select_related("role").get(code=code)
    permissions.check_administers(by, agency_id=unit.agency_id)
    rules.check_period(post.valid_from, last_day)
    if Permission.ADMINISTER in post.role.permissions:
        _check_others_administer(but_for=[post.pk], on=last_day)
    post.valid_to = last_day
    post.save(update_fields=["valid_to"])
    audit.record(
        events.PostEnded(
            subject=f"officer:{officer.code}",
            at=at,
            actor=permissions.actor_of(by),
            dimensions=Dimensions(agency=unit.agency.code, unit=unit.code),
            unit=unit.code,
            role=post.role.code,
            last_day=last_day.isoformat(),
        )
    )


def _check_others_administer(*, but_for: list[int], on: date) -> None:
    """Raises LastAdministrator unless somebody else's post to administer outlives that day.

    All such posts are locked together, so that two administrators cannot end each other's at once.
    """
    posts = Post.objects.select_for_update(of=("self",)).filter(
        role__permissions__contains=[Permission.ADMINISTER], officer__account__is_active=True
    )
    lasting = [post.pk for post in posts.order_by("pk") if post.valid_to is None or post.valid_to > on]
    if not set(lasting) - set(but_for):
        raise errors.LastAdministrator


@transaction.atomic
def block_officer(*, by: Administrator, code: str, at: datetime) -> None:
    """Shut an officer out at once, on all devices; posts and work stay as they are.

    Raises: Forbidden, NoSuchOfficer, LastAdministrator.
    """
    officer = locked_officer(code)
    permissions.check_administers_officer(by, officer_id=officer.pk, on=local_date(at))
    posts = Post.objects.filter(officer=officer, role__permissions__contains=[Permission.ADMINISTER])
    own = list(posts.values_list("pk", flat=True))
    if own:
        _check_others_administer(but_for=own, on=local_date(at))
    account = locked_account(officer.account.code)
    if not account.is_active:
        return
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_sessions(account, at=at)
    audit.record(events.OfficerBlocked(subject=f"officer:{code}", at=at, actor=permissions.actor_of(by)))


@transaction.atomic
def unblock_officer(*, by: Administrator, code: str, at: datetime) -> None:
    """Let a blocked officer in again.

    Raises: Forbidden, NoSuchOfficer.
    """
    officer = locked_officer(code)
    permissions.check_administers_officer(by, officer_id=officer.pk, on=local_date(at))
    account = locked_account(officer.account.code)
    if account.is_active:
        return
    account.is_active = True
    account.save(update_fields=["is_active"])
    audit.record(events.OfficerUnblocked(subject=f"officer:{code}", at=at, actor=permissions.actor_of(by)))
