"""Every address has a door, and the ones that strangers may open are listed here by name."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from motcua.web.guards import Door, Kind

OPEN = {
    # finding a procedure
    "portal:home",
    "portal:kiosk",
    "portal:kiosk_end",
    "portal:kiosk_here",
    "portal:kiosk_idle",
    "portal:kiosk_leave",
    "portal:kiosk_open",
    "portal:kiosk_open_with",
    "portal:kiosk_over",
    "portal:search",
    "portal:suggest",
    "portal:procedure",
    "portal:form_schema",
    "portal:procedure_record",
    "portal:field",
    # getting in
    "portal:sign_up",
    "portal:sign_up_sent",
    "portal:confirm_email",
    "portal:confirm_new_email",
    "portal:sign_in",
    "portal:sign_out",
    "portal:forgotten_password",
    "portal:forgotten_password_sent",
    "portal:reset_password",
    # what anybody can check
    "portal:lookup",
    "portal:verify",
    "portal:claim",
    "portal:claim_keys",
    "portal:claim_revoked",
    "portal:claim_worker",
    "portal:seals",
    "portal:seals_json",
    # a paper that its owner shared: shut without the link's token, and but for its first page until it is opened
    "portal:shared",
    "portal:shared_paper",
    "portal:shared_picture",
    "portal:shared_file",
    # whether a page that was shown is still true: shut without the signed tag of that page
    "portal:changes",
}


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}", pattern.callback


ALL = dict(addresses(get_resolver("motcua.config.urls")))


def test_every_view_says_who_may_enter() -> None:
    assert [name for name, view in ALL.items() if not isinstance(getattr(view, "door", None), Door)] == []


def test_only_the_views_listed_here_are_open_to_strangers() -> None:
    assert {name for name, view in ALL.items() if view.door.kind is Kind.OPEN} == OPEN


def test_the_desk_is_for_officers_only() -> None:
    desk = {name: view.door.kind for name, view in ALL.items() if name.startswith("desk:")}

    assert desk
    assert set(desk.values()) == {Kind.OFFICER}


def test_every_name_is_given_once() -> None:
    names = [name for name, _ in addresses(get_resolver("motcua.config.urls"))]

    assert len(names) == len(set(names))
