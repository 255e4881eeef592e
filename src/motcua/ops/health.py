"""Whether all is well, point by point. Each check answers by itself: one that breaks says so and no more."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from motcua.foundation.audit import queries as audit
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import MotcuaError
from motcua.foundation.kernel.ports import adapter
from motcua.foundation.notifications import queries as notifications
from motcua.records.documents import queries as documents
from motcua.records.letters import sources as templates
from motcua.records.signing import queries as signing

from . import schema

HEARTBEAT_SECONDS = 30
SEAL_MINUTES = 10
MAIL_MINUTES = 15
JOB_MINUTES = 10
SCAN_MINUTES = 10
FREE_BYTES = 1_000_000_000
FREE_SHARE = 0.05
CERTIFICATE_DAYS = 14


@dataclass(frozen=True)
class Finding:
    """One point: well or not, and a sentence."""

    name: str
    well: bool
    sentence: str


Check = Callable[[datetime], tuple[bool, str]]


def examine(*, at: datetime) -> Iterator[Finding]:
    """All points, in the order in which one depends on the next. Nothing is changed."""
    for name, check in CHECKS.items():
        try:
            well, sentence = check(at)
        except (DatabaseError, MotcuaError, schema.SchemaDiffers, OSError) as error:
            well, sentence = False, str(error).split("\n")[0]
        yield Finding(name, well, sentence)


def _database(at: datetime) -> tuple[bool, str]:
    schema.check_server()
    return True, f"PostgreSQL {schema.server_major()}"


def _schema(at: datetime) -> tuple[bool, str]:
    found = schema.difference()
    return found is None, found or "fits this code"


def _rights(at: datetime) -> tuple[bool, str]:
    """The application must not be able to rewrite the trail."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, bool_or(has_table_privilege(%s, p)) FROM "
            "unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS p",
            [AuditEvent._meta.db_table],
        )
        who, may = cursor.fetchone()
    return not may, f"{who} {'may REWRITE the audit trail' if may else 'can only add to the audit trail'}"


def _worker(at: datetime) -> tuple[bool, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), extract(epoch FROM now() - max(last_heartbeat))::int "
            "FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)",
            [HEARTBEAT_SECONDS],
        )
        count, age = cursor.fetchone()
    return bool(count), f"{count} at work, last sign {age} s ago" if count else "no worker: start one"


def _jobs(at: datetime) -> tuple[bool, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE status = 'todo' AND attempts = 0 AND "
            "coalesce(scheduled_at, '-infinity') < now() - make_interval(mins => %s) AND id NOT IN "
            "(SELECT job_id FROM procrastinate_events WHERE type = 'deferred' "
            "AND at > now() - make_interval(mins => %s))), "
            "count(*) FILTER (WHERE status = 'failed') FROM procrastinate_jobs",
            [JOB_MINUTES, JOB_MINUTES],
        )
        old, failed = cursor.fetchone()
    return not old and not failed, f"{old} waiting over {JOB_MINUTES} minutes, {failed} failed"


def _seals(at: datetime) -> tuple[bool, str]:
    last = audit.last_seal()
    oldest = audit.oldest_unsealed(after=last)
    if oldest is None:
        return True, f"seal {last.number} holds everything" if last else "nothing to seal yet"
    late = at - oldest > timedelta(minutes=SEAL_MINUTES)
    return not late, f"the oldest event not yet sealed is of {oldest:%Y-%m-%d %H:%M} UTC"


def _mail(at: datetime) -> tuple[bool, str]:
    waiting = notifications.count_waiting(since_before=at - timedelta(minutes=MAIL_MINUTES))
    adapter("mailer").check()
    return not waiting, f"{waiting} waiting over {MAIL_MINUTES} minutes"


def _disk(at: datetime) -> tuple[bool, str]:
    said, well = [], True
    for folder in {Path(settings.MOTCUA_DATA), Path(settings.MOTCUA_FILES)}:
        there = next(parent for parent in (folder, *folder.parents) if parent.exists())
        use = shutil.disk_usage(there)
        well &= use.free >= FREE_BYTES and use.free >= use.total * FREE_SHARE
        said.append(f"{use.free / 1e9:.1f} GB free at {folder}")
    return well, "; ".join(sorted(said))


def _files(at: datetime) -> tuple[bool, str]:
    """The place of kept files answers, and is the one that held them."""
    return True, f"kept {documents.place_of_files()}"


def _scanner(at: datetime) -> tuple[bool, str]:
    """Malware is looked for, and nothing waits long for it. One file too large is no fault of the house."""
    late, aside = documents.not_scanned(since_before=at - timedelta(minutes=SCAN_MINUTES))
    said = adapter("scanner").check()
    waits = f"{late} files waiting over {SCAN_MINUTES} minutes"
    return not late, f"{said}; {waits}, {aside} that it does not take"


def _certificates(at: datetime) -> tuple[bool, str]:
    away = signing.without_key(at=at)
    if away:
        return False, f"{len(away)} lack their key here; the first is {away[0].code} ({away[0].key_ref})"
    rows = signing.expiring(on=at, within_days=CERTIFICATE_DAYS)
    if not rows:
        return True, f"none runs out within {CERTIFICATE_DAYS} days"
    first = rows[0]
    return False, f"{len(rows)} run out; the first ({first.code}) on {first.not_after:%Y-%m-%d}"


def _revocation(at: datetime) -> tuple[bool, str]:
    """Lists of revoked certificates that are to be fetched are here and in force."""
    away = adapter("revocation_lists").lapsed(at=at)
    if away:
        return False, f"{len(away)} lists are not here or have lapsed; the first: {away[0]}"
    return True, f"{len(settings.MOTCUA_CRL_URLS)} lists are fetched, all in force"


def _templates(at: datetime) -> tuple[bool, str]:
    """A template of the authority that does not work is not used; the product's own stands in."""
    found = templates.problems()
    if not found:
        return True, "all of them can be set"
    return False, f"{len(found)} cannot be set, the product's own are used; the first: {found[0][1]}"


CHECKS: dict[str, Check] = {
    "database": _database,
    "schema": _schema,
    "rights": _rights,
    "worker": _worker,
    "jobs": _jobs,
    "seals": _seals,
    "mail": _mail,
    "disk": _disk,
    "files": _files,
    "scanner": _scanner,
    "certificates": _certificates,
    "revocation": _revocation,
    "templates": _templates,
}
