"""Filing at a kiosk: the channel and the machine stand on the dossier; the terms are those of filing online."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from motcua.casework.dossiers import book_rows, checking, paper_checks
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import ELECTRONIC, Channel
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import applicant, desk
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.queries.event_words import sentence_of
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.casework.dossiers.queries.words import CHANNEL_WORDS
from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.models import Kiosk
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.letters.models import RegisterEntry
from motcua.reference.catalogue.rules import content as contents
from motcua.reference.catalogue.rules import fees
from motcua.reference.catalogue.rules.channels import terms_of
from tests.factories import dossiers as made
from tests.factories.accounts import applicant_view, minh, officer_view
from tests.factories.dossiers import FILED, an_authority, later
from tests.factories.kiosks import a_kiosk

pytestmark = pytest.mark.django_db


def filed_at(kiosk: Kiosk) -> Dossier:
    an_authority()
    mine = applicant_view(minh())
    return dossiers.submit(by=mine, draft_code=made.a_draft(), at=FILED, kiosk_code=kiosk.code)


def test_every_channel_has_words_and_its_terms():
    assert set(CHANNEL_WORDS) == set(Channel)
    assert [terms_of(one) for one in Channel] == ["online", "counter", "post", "online"]


def test_the_dossier_and_its_event_name_channel_kiosk_and_desk():
    kiosk = a_kiosk()

    dossier = filed_at(kiosk)

    assert (dossier.channel, dossier.kiosk, dossier.queue_rank) == (Channel.KIOSK, kiosk, 0)
    event = AuditEvent.objects.get(kind="DossierFiled")
    assert event.channel == "kiosk"
    assert (event.payload["kiosk"], event.payload["kiosk_unit"]) == (kiosk.code, kiosk.unit.code)
    assert "ki-ốt" in sentence_of("DossierFiled", event.payload)


def test_a_revoked_or_unknown_kiosk_files_online():
    kiosk = a_kiosk()
    accounts.revoke_kiosk(by=SYSTEM, code=kiosk.code, at=FILED)

    dossier = filed_at(kiosk)

    assert (dossier.channel, dossier.kiosk) == (Channel.ONLINE, None)
    assert AuditEvent.objects.get(kind="DossierFiled").payload["kiosk"] == ""


def test_the_database_holds_channel_and_kiosk_together():
    dossier = filed_at(a_kiosk())

    for wrong in ({"kiosk": None}, {"channel": Channel.ONLINE}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dossier.objects.filter(pk=dossier.pk).update(**wrong)


def test_clock_papers_and_fee_are_those_of_filing_online():
    at_kiosk = filed_at(a_kiosk())
    online = made.filed()

    assert at_kiosk.answer_by == online.answer_by
    assert checking.binding_rule(at_kiosk) == checking.binding_rule(online)
    version = online.version
    assert paper_checks.papers_of(version, "", Channel.KIOSK) == paper_checks.papers_of(version, "", "online")
    by_channel = made.FEE | {"lines": [made.FEE["lines"][0] | {"channels": ["online"]}]}
    assert fees.compute(by_channel, answers={}, channel=Channel.KIOSK).amount_vnd == 3_000_000
    assert fees.compute(by_channel, answers={}, channel=Channel.COUNTER).amount_vnd == 0


def test_terms_stated_for_online_hold_and_those_of_the_counter_do_not():
    time = {"amount": 3, "unit": "working_day", "starts": "valid_papers", "text": {"vi": "3 ngày"}}
    channels = [{"slug": "online", "time": time, "fee": {"lines": ["nua"]}}, {"slug": "counter"}]
    content = {"channels": channels, "time": time | {"amount": 9}}

    assert contents.time_facts(content, channel=Channel.KIOSK).rule.amount == 3
    assert contents.time_facts(content, channel=Channel.COUNTER).rule.amount == 9
    assert contents.fee_lines_of(content, Channel.KIOSK) == ("nua",)


def test_a_paper_asked_at_the_counter_only_is_not_asked_at_a_kiosk():
    paper = contents.papers_of(made.CONTENT)[1]
    both = (replace(paper, channels=("counter",)), replace(paper, channels=("online",)))

    assert contents.papers_asked(both, channel=Channel.KIOSK) == (both[1],)


def test_both_sides_read_where_it_was_filed():
    kiosk = a_kiosk()
    dossier = filed_at(kiosk)
    lan = officer_view(an_authority()["receptionist"])

    theirs = desk_dossier(viewer=lan, code=dossier.code, at=FILED)
    mine = applicant.dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=FILED)

    where = f"{kiosk.name} ({kiosk.place}) – {kiosk.unit.name}, {kiosk.unit.agency.name_vi}"
    assert (theirs.channel, theirs.places.kiosk) == ("Ki-ốt", where)
    assert mine.places.kiosk == where


def test_lists_show_the_channel_and_find_by_it():
    dossier, other = filed_at(a_kiosk()), made.filed()
    lan = officer_view(an_authority()["receptionist"])

    def found(**asked: str) -> dict[str, str]:
        page = desk.worklist(viewer=lan, queue="reception", filters=WorklistFilters(**asked), at=FILED)
        return {row.code: row.channel for row in page.rows}

    assert found() == {dossier.code: "Ki-ốt", other.code: "Trực tuyến"}
    assert found(channel="kiosk") == {dossier.code: "Ki-ốt"}


def test_the_tracking_book_says_so_in_its_notes():
    dossier, other = filed_at(a_kiosk()), made.filed()
    lan = officer_view(an_authority()["receptionist"])
    for one in (dossier, other):
        dossiers.accept(by=lan, code=one.code, at=later(FILED))

    rows = book_rows.rows_of(list(RegisterEntry.objects.select_related("letter").order_by("number")))

    notes = {row.code: row.note for row in rows}
    assert notes == {dossier.code: "Nộp tại ki-ốt", other.code: ""}


def test_what_is_electronic_is_told_apart_from_paper():
    assert set(Channel) - set(ELECTRONIC) == {Channel.COUNTER, Channel.POST}
