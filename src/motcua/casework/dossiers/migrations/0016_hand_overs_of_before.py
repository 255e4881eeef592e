"""The hand-overs of the dossiers that were there before these were kept, as their trail tells them.

The trail names who acted and what followed, not the day by which somebody had to act: only the day of whoever
holds the dossier now is known, and nobody is called early or late for the time before.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import migrations

AT_ONCE = 1000
APPLICANT, UNIT, OFFICER, NOBODY = "applicant", "unit", "officer", "nobody"
TO_UNIT = {
    "DossierFiled": ("one_stop", "waiting_reception"),
    "AcceptanceUndone": ("one_stop", "waiting_reception"),
    "ResultProposed": ("leadership", "waiting_leader"),
    "ResultSigned": ("office", "waiting_number"),
    "ResultNumbered": ("one_stop", "waiting_return"),
}
ENDS = ("DossierWithdrawn", "DossierRefused", "DossierStopped", "ResultReturned")

Place = tuple[str, str, str]
"""Kind of holder, kind of unit, code of officer."""


def hands(events: Iterable[Any]) -> Iterator[tuple[Any, Place, Place, str]]:
    """Each event that handed the dossier over: the event, from where, to where, what it waited for there."""
    here: Place = (APPLICANT, "", "")
    asked_by = proposed_by = ""
    for event in events:
        asked_by = event.actor_code if event.kind == "SupplementRequested" else asked_by
        proposed_by = event.actor_code if event.kind == "ResultProposed" else proposed_by
        found = _to(event, asked_by, proposed_by)
        if found is not None:
            there, waits_for = found
            yield event, here, there, waits_for
            here = there


def _to(event: Any, asked_by: str, proposed_by: str) -> tuple[Place, str] | None:
    kind, said = event.kind, event.payload
    if kind in TO_UNIT:
        unit, waits_for = TO_UNIT[kind]
        return (UNIT, unit, ""), waits_for
    if kind in ENDS:
        return (NOBODY, "", ""), "ended"
    if kind == "SupplementRequested":
        return (APPLICANT, "", ""), "waiting_supplement"
    if kind == "DossierAccepted" and not said.get("appointed_at"):
        return (APPLICANT, "", ""), "waiting_payment"
    if kind in ("DossierAccepted", "DossierGivenBack") or (kind == "FeeSettled" and said.get("starts_clock")):
        return (UNIT, "division", ""), "waiting_assignment"
    if kind == "SupplementAnswered" and said.get("stage") == "reception":
        return (UNIT, "one_stop", ""), "waiting_reception"
    officers = {
        "SupplementAnswered": asked_by,
        "ProposalSentBack": proposed_by,
        "DossierAssigned": said.get("officer"),
        "DossierTakenOver": event.actor_code,
    }
    return ((OFFICER, "division", officers[kind]), "appraising") if kind in officers else None


def keep(apps: Any, schema_editor: Any) -> None:
    dossiers = apps.get_model("dossiers", "Dossier").objects.order_by("pk")
    officers = dict(apps.get_model("accounts", "Officer").objects.values_list("code", "pk"))
    units = _units(apps)
    last = 0
    while batch := list(dossiers.filter(pk__gt=last)[:AT_ONCE]):
        last = batch[-1].pk
        events = _events(apps, batch)
        rows = [row for one in batch for row in _rows(apps, one, events.get(one.code, []), officers, units)]
        apps.get_model("dossiers", "HandOver").objects.bulk_create(rows, batch_size=AT_ONCE)


def _units(apps: Any) -> dict[tuple[int, str], int]:
    """The unit of each kind that took work in each agency: the first open one, as the acts find it."""
    rows = apps.get_model("accounts", "Unit").objects.filter(closed_on=None).order_by("-code")
    return {(row.agency_id, row.kind): row.pk for row in rows}


def _events(apps: Any, batch: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    rows = apps.get_model("audit", "AuditEvent").objects
    subjects = [f"dossier:{one.code}" for one in batch]
    for event in rows.filter(subject__in=subjects).order_by("subject", "sequence"):
        found.setdefault(event.subject.removeprefix("dossier:"), []).append(event)
    return found


def _rows(
    apps: Any, dossier: Any, events: list[Any], officers: dict[str, int], units: dict[tuple[int, str], int]
) -> list[Any]:
    def unit_of(place: Place) -> int | None:
        known = {"one_stop": dossier.reception_unit_id, "division": dossier.work_unit_id}
        return known.get(place[1]) or units.get((dossier.agency_id, place[1]))

    model = apps.get_model("dossiers", "HandOver")
    found = [
        model(
            dossier_id=dossier.pk,
            act_id=event.act_id,
            at=event.occurred_at,
            given_by_id=officers.get(event.actor_code) if event.actor_kind == "officer" else None,
            from_kind=here[0],
            from_unit_id=unit_of(here) if here[1] else None,
            from_officer_id=officers.get(here[2]),
            to_kind=there[0],
            to_unit_id=unit_of(there) if there[1] else None,
            to_officer_id=officers.get(there[2]),
            waits_for=waits_for,
        )
        for event, here, there, waits_for in hands(events)
    ]
    if found:
        found[-1].until = dossier.holder_until
    return found


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_publishers"),
        ("audit", "0001_audit"),
        ("dossiers", "0015_hand_overs"),
    ]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
