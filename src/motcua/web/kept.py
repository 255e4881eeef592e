"""A refused request becomes an event: who, which act, which dossier, which reason. Never what was typed."""

import structlog
from django.db import DatabaseError
from django.http import HttpRequest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries.acts import ACTS
from motcua.foundation.accounts import queries as accounts
from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.clock import now

log = structlog.get_logger()
OF_A_DOSSIER = "dossiers/<str:code>/"
_SLUGS = frozenset(act.slug for act in ACTS)


def keep(request: HttpRequest, reason: str) -> None:
    """Keeps it in a transaction of its own. Whatever fails here, the person still gets the page that says
    why they were refused.
    """
    actor, match = _actor(request), request.resolver_match
    if actor is None or match is None:
        return
    slug = match.kwargs.get("act", "")
    act = slug if slug in _SLUGS else match.url_name or ""
    code = match.kwargs["code"] if OF_A_DOSSIER in match.route else ""
    try:
        dossiers.keep_refusal(by=actor, act=act, reason=reason, at=now(), code=code)
    except DatabaseError as error:
        log.error("refusal_not_kept", reason=type(error).__name__)


def _actor(request: HttpRequest) -> Actor | None:
    """Whoever is signed in; what strangers try is bounded elsewhere and leaves nothing."""
    viewer = getattr(request, "officer", None) or getattr(request, "applicant", None)
    if viewer is not None:
        actor: Actor = viewer.actor
        return actor
    return accounts.actor_behind(request.user) if request.user.is_authenticated else None
