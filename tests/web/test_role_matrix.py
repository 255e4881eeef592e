"""Who gets what from every address of the product: an explicit table, and a page without a row fails.

To add a page, add one row to ROWS, keyed by the name of its address, with one of

    open_to_all(*args)         anybody gets it
    for_signed_in(*args)       whoever has an account; others are sent to sign in
    for_people(*args)          whoever files, not officers; `stranger=404` where it shows what is Minh's
    for_officers(who, *args)   the officers named in `who`; everybody else is told 403

`args` are the arguments of the address; `gives` is what those who may get (200; 405 for an address that only
takes forms; 302 where one is sent on). A text in braces is looked up in the world: "{dossier}" is the code of
a dossier that Minh filed and nobody has received yet. Everything is asked with GET, which changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.models import Officer, Post
from tests.factories import accounts as make
from tests.factories.dossiers import a_draft, an_authority, filed
from tests.factories.drafts import an_open_draft
from tests.factories.holdings import a_holding, asked_to_correct, numbered
from tests.factories.kiosks import a_kiosk
from tests.factories.line import a_box
from tests.factories.line_pages import a_looked_at_paper
from tests.factories.list_imports import a_list
from tests.factories.requests import a_request
from tests.reference.workflow.writing import a_second_process

OFFICERS = (
    "receptionist",
    "specialist",
    "division_head",
    "leader",
    "clerk",
    "cashier",
    "editor",
    "administrator",
    "digitiser",
    "digitisation_checker",
    "digitisation_head",
    "archivist",
    "outsider",  # receptionist, editor and administrator of another authority
)
VISITORS = ("anonymous", "applicant", "stranger", *OFFICERS)
ALL_OFFICERS = " ".join(OFFICERS)
HANDLERS = "receptionist specialist division_head leader clerk cashier archivist outsider"
BULK = "receptionist specialist division_head leader clerk outsider"
LISTERS = "receptionist outsider"
RECEIVERS = "receptionist outsider"
EDITORS = "editor outsider"
PUBLISHERS = "editor leader outsider"
NOT_YET_THEIRS = {"specialist": 404, "division_head": 404}  # a dossier that no division has yet
NO_TASK = {"specialist": 404, "division_head": 404, "leader": 404}  # a request that is not for their unit
ADMINISTRATORS = "administrator outsider"
ARCHIVE_WATCHERS = "archivist division_head leader administrator outsider"
PERIOD_SETTERS = "editor administrator outsider"
LINE = "digitiser digitisation_checker digitisation_head"


@dataclass(frozen=True)
class Row:
    """What each visitor is answered; those not named get what `others` says."""

    args: tuple[str, ...]
    others: int
    named: dict[str, int] = field(default_factory=dict)

    def answer(self, visitor: str) -> int:
        return self.named.get(visitor, self.others)


def open_to_all(*args: str, gives: int = 200, **named: int) -> Row:
    return Row(args, gives, named)


def for_signed_in(*args: str, gives: int = 200, **named: int) -> Row:
    return Row(args, gives, {"anonymous": 302} | named)


def for_people(*args: str, gives: int = 200, stranger: int | None = None) -> Row:
    named = {"anonymous": 302, "applicant": gives, "stranger": gives if stranger is None else stranger}
    return Row(args, 403, named)


def for_officers(who: str, *args: str, gives: int = 200, **named: int) -> Row:
    return Row(args, 403, {"anonymous": 302} | dict.fromkeys(who.split(), gives) | named)


def hidden_from_outsider(who: str, *args: str, gives: int = 200, **named: int) -> Row:
    """For officers of the authority; another authority's are told that there is no such thing."""
    return for_officers(who, *args, gives=gives, **({"outsider": 404} | named))


ROWS: dict[str, Row] = {
    # finding a procedure
    "portal:home": open_to_all(),
    "portal:search": open_to_all(),
    "portal:suggest": open_to_all(),
    "portal:procedure": open_to_all("9.999999.000.00.00.H50", gives=404),
    "portal:form_schema": open_to_all("9.999999.000.00.00.H50", "1", gives=404),
    "portal:procedure_record": open_to_all("9.999999.000.00.00.H50", gives=404),
    "portal:field": open_to_all("an-toan-buc-xa"),
    # what anybody can check
    "portal:lookup": open_to_all(),
    "portal:verify": open_to_all(),
    "portal:claim": open_to_all(),
    "portal:claim_keys": open_to_all(),
    "portal:claim_revoked": open_to_all(),
    "portal:claim_worker": open_to_all(),
    "portal:seals": open_to_all(),
    "portal:seals_json": open_to_all(),
    # kiosks
    "portal:kiosk": open_to_all(gives=302),
    "portal:kiosk_open": open_to_all(),
    "portal:kiosk_open_with": open_to_all("ABC", gives=404),
    "portal:kiosk_leave": open_to_all(gives=302),
    "portal:kiosk_end": open_to_all(gives=405),
    "portal:kiosk_over": open_to_all(gives=302),
    "portal:kiosk_idle": open_to_all(gives=302),
    "portal:kiosk_here": open_to_all(gives=405),
    "portal:kiosk_paper": for_people("D-0", gives=302),
    "portal:kiosk_picture": for_people("D-0", "1", gives=404),
    # accounts
    "portal:sign_up": open_to_all(),
    "portal:sign_up_sent": open_to_all(),
    "portal:confirm_email": open_to_all("abc", gives=410),
    "portal:sign_in": open_to_all(gives=302, anonymous=200),
    "portal:sign_out": open_to_all(gives=405),
    "portal:forgotten_password": open_to_all(),
    "portal:forgotten_password_sent": open_to_all(),
    "portal:reset_password": open_to_all("A-0", "abc", gives=410),
    "portal:change_password": for_signed_in(),
    "portal:change_email": for_people(),
    "portal:change_email_sent": for_people(),
    "portal:confirm_new_email": open_to_all("abc", gives=410),
    "portal:sessions": for_signed_in(),
    "portal:end_session": for_signed_in("{session}", gives=405),
    "portal:close_account": for_signed_in(),
    "portal:profile": for_signed_in(),
    "portal:organisations": for_people(),
    "portal:organisation": for_people("{organisation}", stranger=404),
    "portal:end_membership": for_people("{membership}", gives=405),
    # filing
    "portal:filing_start": for_people("{publication}"),
    "portal:drafts": for_people(),
    "portal:draft": for_people("{draft}", gives=302, stranger=404),
    "portal:draft_delete": for_people("{draft}", stranger=404),
    "portal:draft_helper": for_people("{draft}", "review", stranger=404),
    "portal:draft_helper_forget": for_people("{draft}", "review", gives=405),
    "portal:filing_submit": for_people("{draft}", gives=405),
    "portal:upload_begin": for_people("N-KHONGCO", gives=405),
    "portal:supplement_upload_begin": for_people("000.00.19.H50-000000-0000", gives=405),
    "portal:upload": for_people("U-KHONGCO", gives=405),
    "portal:filing_step": for_people("{draft}", "form", stranger=404),
    # one's own dossiers
    "portal:changes": open_to_all(gives=404),  # shut without the tag of a page that was shown
    "portal:my_dossiers": for_people(),
    "portal:dossier": for_people("{dossier}", stranger=404),
    "portal:dossier_filed": for_people("{dossier}", stranger=404),
    "portal:dossier_submitted": for_people("{dossier}", stranger=404),
    "portal:dossier_version": for_people("{dossier}", gives=405),
    "portal:dossier_ask": for_people("{dossier}", stranger=404),
    "portal:dossier_read": for_people("{dossier}", gives=405),
    "portal:dossier_withdraw": for_people("{dossier}", stranger=404),
    "portal:dossier_acknowledge": for_people("{dossier}", gives=405),
    "portal:dossier_stop": for_people("{dossier}", stranger=404),
    "portal:dossier_supplement": for_people("{dossier}", stranger=404),
    "portal:document": for_people("D-0", gives=404),
    "portal:document_small": for_people("D-0", gives=404),
    # one's own papers in the repository
    "portal:papers": for_people(),
    "portal:paper": for_people("{holding}", stranger=404),
    "portal:paper_renew": for_people("{holding}", stranger=404),
    "portal:paper_picture": for_people("{holding}", "1", stranger=404),
    "portal:paper_file": for_people("{holding}", "copy", gives=404),
    "portal:paper_data": for_people("{holding}", "json", stranger=404),
    "portal:paper_share": for_people("{holding}", stranger=404),
    "portal:paper_share_end": for_people("{holding}", "SH-0", gives=405),
    "portal:paper_correction": for_people("{holding}", stranger=404),
    "portal:shared": open_to_all("khong-co", gives=404),
    "portal:shared_paper": open_to_all("khong-co", gives=404),
    "portal:shared_picture": open_to_all("khong-co", "1", gives=404),
    "portal:shared_file": open_to_all("khong-co", "original", gives=404),
    # the desk
    "desk:home": for_officers(ALL_OFFICERS),
    "desk:leave": for_officers(ALL_OFFICERS),
    "desk:leave_new": for_officers(ALL_OFFICERS),
    "desk:leave_end": for_officers(ALL_OFFICERS, "LV-0", gives=404),
    "desk:assignment": for_officers("division_head leader administrator outsider"),
    "desk:assignment_unit": hidden_from_outsider("division_head leader administrator", "qt-chuyen-mon"),
    "desk:assignment_rule_new": hidden_from_outsider("division_head leader administrator", "qt-chuyen-mon"),
    "desk:assignment_rule_remove": for_officers(
        "division_head leader administrator outsider", "qt-chuyen-mon", "1", gives=405
    ),
    "desk:forwarding": for_officers(RECEIVERS),
    "desk:papers_send": for_officers(RECEIVERS, "{dossier}", gives=405),
    "desk:papers_confirm": for_officers(RECEIVERS, "{dossier}", gives=405),
    "desk:hand_over_lists": for_officers(LISTERS),
    "desk:hand_over_list_make": for_officers(LISTERS, gives=405),
    "desk:hand_over_list": for_officers(LISTERS, "K-KHONGCO", gives=404),
    "desk:hand_over_list_paper": for_officers(LISTERS, "K-KHONGCO", gives=404),
    "desk:hand_over_list_end": for_officers(LISTERS, "K-KHONGCO", gives=405),
    "desk:helping": for_officers(RECEIVERS),
    "desk:helping_make": for_officers(RECEIVERS, "{unit}", gives=405),
    "desk:unclear": for_officers(RECEIVERS),
    "desk:unclear_new": for_officers(RECEIVERS),
    "desk:unclear_one": hidden_from_outsider("receptionist", "{request}"),
    "desk:unclear_assign": for_officers(RECEIVERS, "{request}", gives=405),
    "desk:unclear_answer": for_officers(RECEIVERS, "{request}", gives=405),
    "desk:unclear_paper": hidden_from_outsider("receptionist", "{request}", gives=404),
    "desk:side_tasks": for_officers("specialist division_head"),
    "desk:side_task": for_officers(HANDLERS, "{dossier}-YK1", gives=404),
    "desk:side_task_take": for_officers("specialist division_head", "{dossier}-YK1", gives=405),
    "desk:side_task_record": for_officers("specialist division_head", "{dossier}-YK1", gives=404),
    "desk:side_task_waive": for_officers("specialist division_head", "{dossier}-YK1", gives=404),
    "desk:worklist_start": for_officers(HANDLERS, gives=302),
    "desk:worklist": for_officers(HANDLERS, "all"),
    "desk:search": for_officers(HANDLERS),
    "desk:export": for_officers(HANDLERS, "all", gives=405),
    "desk:load": for_officers("division_head leader"),
    "desk:saved_papers": for_officers("division_head leader"),
    "desk:saved_papers_table": for_officers("division_head leader"),
    "desk:list_save": for_officers(HANDLERS, "all", gives=405),
    "desk:list_open": for_officers(HANDLERS, "1", gives=404),
    "desk:list_remove": for_officers(HANDLERS, "1", gives=405),
    "desk:signing": for_officers("leader"),
    "desk:bulk_orders": for_officers(BULK),
    "desk:bulk_look": for_officers(BULK, gives=405),
    "desk:bulk_order": for_officers(BULK, gives=405),
    "desk:bulk_progress": for_officers(BULK, "L-KHONGCO", gives=404),
    "desk:document": for_officers(HANDLERS, "D-0", gives=404),
    "desk:document_page": for_officers(HANDLERS, "D-0", "1", gives=404),
    "desk:document_small": for_officers(HANDLERS, "D-0", "1", gives=404),
    "desk:document_signatures": for_officers(HANDLERS, "D-0", gives=404),
    # the dossier waits at the one-stop desk: the division does not see it, only the receptionist receives it
    "desk:dossier": hidden_from_outsider(HANDLERS, "{dossier}", specialist=404, division_head=404),
    "desk:send_message": for_officers(HANDLERS, "{dossier}", gives=405),
    "desk:colleagues": for_officers(HANDLERS, "{dossier}", gives=405),
    "desk:judge_papers": for_officers(HANDLERS, "{dossier}", gives=405),
    "desk:viewer": hidden_from_outsider(HANDLERS, "{dossier}", specialist=404, division_head=404),
    "desk:preview": hidden_from_outsider(HANDLERS, "{dossier}", "receipt", specialist=404, division_head=404),
    "desk:compare": hidden_from_outsider(
        HANDLERS, "{dossier}", "{dossier}", gives=404, specialist=404, division_head=404
    ),
    "desk:control_sheet": hidden_from_outsider(HANDLERS, "{dossier}", specialist=404, division_head=404),
    "desk:act": hidden_from_outsider(
        "receptionist",
        "{dossier}",
        "accept",
        specialist=404,
        division_head=404,
        leader=409,
        clerk=409,
        cashier=409,
        archivist=409,
    ),
    # papers in the repository: for a dossier in hand, and for whoever keeps those of an agency
    "desk:owner_papers": hidden_from_outsider(
        "receptionist leader", "{dossier}", specialist=404, division_head=404, clerk=403, cashier=403
    ),
    "desk:owner_paper": for_officers(
        HANDLERS, "{dossier}", "H-0", gives=403, outsider=404, specialist=404, division_head=404
    ),
    "desk:owner_paper_picture": for_officers(
        HANDLERS, "{dossier}", "H-0", "1", gives=403, outsider=404, specialist=404, division_head=404
    ),
    "desk:owner_paper_file": for_officers(
        HANDLERS, "{dossier}", "H-0", "original", gives=403, outsider=404, specialist=404, division_head=404
    ),
    "desk:unmatched": for_officers(ADMINISTRATORS),
    "desk:unmatched_paper": hidden_from_outsider("administrator", "{unmatched}"),
    "desk:kept_paper_picture": hidden_from_outsider("administrator", "{unmatched}", "1", **NO_TASK),
    "desk:asked_corrections": for_officers(f"{ADMINISTRATORS} specialist division_head leader"),
    "desk:asked_correction": hidden_from_outsider("administrator", "{asked}", **NO_TASK),
    "desk:asked_correction_answer": for_officers(
        f"{ADMINISTRATORS} specialist division_head leader", "{asked}", "accept", gives=405
    ),
    # the tracking book: there is none before the first acceptance
    "desk:books": for_officers(HANDLERS),
    "desk:book": for_officers(HANDLERS, "skhcn", "2026", gives=404),
    "desk:book_close": for_officers("clerk", "skhcn", "2026", gives=404),
    "desk:book_print": for_officers(HANDLERS, "skhcn", "2026", gives=405),
    "desk:book_table": for_officers(HANDLERS, "skhcn", "2026", gives=404),
    "desk:book_printed": for_officers(HANDLERS, "B-0", gives=404),
    # the counter
    "desk:counter": for_officers(RECEIVERS),
    "desk:counter_suggest": for_officers(RECEIVERS),
    "desk:counter_register": for_officers(RECEIVERS, "{publication}"),
    "desk:counter_party": for_officers(RECEIVERS, "{publication}", "filer", gives=405),
    "desk:counter_fee": for_officers(RECEIVERS, "{publication}", gives=405),
    "desk:counter_registered": hidden_from_outsider("receptionist", "{dossier}"),
    "desk:counter_dropped": hidden_from_outsider("receptionist", "{dossier}", gives=404),
    "desk:counter_scans": hidden_from_outsider("receptionist", "{dossier}", gives=409),
    "desk:counter_print": hidden_from_outsider("receptionist", "{dossier}", gives=404),
    "desk:catalogue": for_officers(EDITORS),
    "desk:likenesses": for_officers(EDITORS),
    "desk:likeness_decide": for_officers(EDITORS, gives=405),
    "desk:letter_reprint": for_officers(HANDLERS, "{dossier}", "L-0", gives=405),
    "desk:letter_remake": for_officers(HANDLERS, "{dossier}", "L-0", gives=405),
    "desk:phrases": for_officers(HANDLERS),
    "desk:phrase_remove": for_officers(HANDLERS, "1", gives=405),
    "desk:reasons": for_officers(EDITORS),
    "desk:reason_retire": for_officers(EDITORS, "BS01", gives=405),
    "desk:reason_restore": for_officers(EDITORS, "BS01", gives=405),
    "desk:words": for_officers(EDITORS),
    "desk:word_take_out": for_officers(EDITORS, gives=405),
    "desk:lists": for_officers(EDITORS),
    "desk:list_import": hidden_from_outsider("editor", "{list}"),
    "desk:list_row": hidden_from_outsider("editor", "{list}", "1"),
    "desk:list_confirm": for_officers(EDITORS, "{list}", gives=405),
    # procedures, their drafts and versions
    "desk:procedures": for_officers(PUBLISHERS),
    "desk:draft_new": for_officers(EDITORS, gives=405),
    "desk:draft_import": for_officers(EDITORS),
    "desk:publication": hidden_from_outsider(PUBLISHERS, "{publication}"),
    "desk:draft_open": for_officers(EDITORS, "{publication}", gives=405),
    "desk:publication_abolish": hidden_from_outsider(PUBLISHERS, "{publication}"),
    "desk:version": hidden_from_outsider(PUBLISHERS, "{publication}", "1"),
    "desk:version_withdraw": hidden_from_outsider(PUBLISHERS, "{publication}", "1"),
    "desk:version_export": hidden_from_outsider(PUBLISHERS, "{publication}", "1"),
    "desk:draft": hidden_from_outsider(PUBLISHERS, "{package_draft}"),
    "desk:draft_form": hidden_from_outsider(PUBLISHERS, "{package_draft}"),
    "desk:draft_form_preview": for_officers(PUBLISHERS, "{package_draft}", gives=405),
    "desk:draft_part_preview": for_officers(PUBLISHERS, "{package_draft}", "form-head", gives=405),
    "desk:draft_place_preview": for_officers(PUBLISHERS, "{package_draft}", "form", "sections.0", gives=405),
    "desk:draft_saves": hidden_from_outsider(PUBLISHERS, "{package_draft}"),
    "desk:draft_undo": for_officers(EDITORS, "{package_draft}", gives=405),
    "desk:draft_redo": for_officers(EDITORS, "{package_draft}", gives=405),
    "desk:draft_try": hidden_from_outsider(PUBLISHERS, "{package_draft}"),
    "desk:draft_review": hidden_from_outsider(PUBLISHERS, "{package_draft}"),
    "desk:draft_submit": for_officers(EDITORS, "{package_draft}", gives=405),
    "desk:draft_send_back": hidden_from_outsider(PUBLISHERS, "{package_draft}"),
    "desk:draft_publish": hidden_from_outsider(PUBLISHERS, "{package_draft}"),
    "desk:draft_discard": for_officers(EDITORS, "{package_draft}", gives=405),
    "desk:draft_export": hidden_from_outsider(PUBLISHERS, "{package_draft}"),
    "desk:draft_edit": hidden_from_outsider(PUBLISHERS, "{package_draft}", "papers"),
    "desk:draft_place": hidden_from_outsider(PUBLISHERS, "{package_draft}", "papers", "papers.0"),
    "desk:draft_what_if": for_officers("editor leader outsider", "D-0", gives=404),
    "desk:under_way": for_officers("editor leader outsider", "9.999999", "2", gives=404),
    "desk:move_back": for_officers("editor leader outsider", "9.999999", "2", gives=405),
    # internal processes
    "desk:processes": for_officers(PUBLISHERS),
    "desk:process": hidden_from_outsider(PUBLISHERS, "{publication}"),
    "desk:process_version": hidden_from_outsider(PUBLISHERS, "{publication}", "1"),
    "desk:process_table": hidden_from_outsider(PUBLISHERS, "{publication}", "1"),
    "desk:process_bpmn": hidden_from_outsider(PUBLISHERS, "{publication}", "1"),
    "desk:process_draft_open": for_officers(EDITORS, "{publication}", gives=405),
    "desk:process_draft": hidden_from_outsider(PUBLISHERS, "{process_draft}"),
    "desk:process_draft_import": hidden_from_outsider("editor outsider", "{process_draft}"),
    "desk:process_draft_table": hidden_from_outsider(PUBLISHERS, "{process_draft}"),
    "desk:process_draft_submit": for_officers(EDITORS, "{process_draft}", gives=405),
    "desk:process_draft_send_back": hidden_from_outsider(PUBLISHERS, "{process_draft}"),
    "desk:process_draft_publish": hidden_from_outsider(PUBLISHERS, "{process_draft}"),
    "desk:process_draft_discard": for_officers(EDITORS, "{process_draft}", gives=405),
    "desk:gallery": for_officers(ADMINISTRATORS),
    # administration
    "desk:administration": for_officers(ADMINISTRATORS),
    "desk:admin_agency": hidden_from_outsider("administrator", "{agency}"),
    "desk:admin_agency_facts": hidden_from_outsider("administrator", "{agency}"),
    "desk:admin_agency_new": hidden_from_outsider("administrator", "{agency}"),
    "desk:admin_letterhead": hidden_from_outsider("administrator", "{agency}"),
    "desk:admin_upload_limit": hidden_from_outsider("administrator", "{agency}"),
    "desk:admin_identifier_new": hidden_from_outsider("administrator", "{agency}"),
    "desk:admin_identifier_end": hidden_from_outsider("administrator", "{agency}"),
    "desk:admin_unit_new": hidden_from_outsider("administrator", "{agency}"),
    "desk:admin_unit": hidden_from_outsider("administrator", "{unit}"),
    "desk:admin_unit_close": hidden_from_outsider("administrator", "{unit}"),
    "desk:admin_kiosks": for_officers(ADMINISTRATORS),
    "desk:admin_kiosk_new": for_officers(ADMINISTRATORS),
    "desk:admin_kiosk_renew": hidden_from_outsider("administrator", "{kiosk}"),
    "desk:admin_kiosk_revoke": hidden_from_outsider("administrator", "{kiosk}"),
    "desk:admin_officers": for_officers(ADMINISTRATORS),
    "desk:admin_officer_new": for_officers(ADMINISTRATORS),
    "desk:admin_officer": hidden_from_outsider("administrator", "{officer}"),
    "desk:admin_officer_facts": hidden_from_outsider("administrator", "{officer}"),
    "desk:admin_post_new": hidden_from_outsider("administrator", "{officer}"),
    "desk:admin_post_end": hidden_from_outsider("administrator", "{officer}", "{post}"),
    "desk:admin_leave_new": hidden_from_outsider("administrator", "{officer}"),
    "desk:admin_leave_end": hidden_from_outsider("administrator", "{officer}", "{leave}"),
    "desk:admin_signing_new": hidden_from_outsider("administrator", "{officer}"),
    "desk:admin_signing_end": hidden_from_outsider("administrator", "{officer}", "{power}"),
    "desk:admin_officer_block": hidden_from_outsider("administrator", "{officer}"),
    "desk:admin_officer_unblock": hidden_from_outsider("administrator", "{officer}"),
    "desk:admin_refusals": for_officers(ADMINISTRATORS),
    "desk:admin_kept_files": for_officers(ADMINISTRATORS),
    "desk:admin_roles": for_officers(ADMINISTRATORS),
    "desk:admin_role_new": for_officers(ADMINISTRATORS),
    "desk:admin_role": for_officers(ADMINISTRATORS, "clerk"),
    "desk:admin_role_change": for_officers(ADMINISTRATORS, "clerk"),
    "desk:admin_role_retire": for_officers(ADMINISTRATORS, "clerk"),
    "desk:admin_role_take_up": for_officers(ADMINISTRATORS, "clerk"),
    "desk:admin_calendar": for_officers(ADMINISTRATORS),
    "desk:admin_calendar_day": for_officers(ADMINISTRATORS),
    "desk:admin_calendar_day_remove": for_officers(ADMINISTRATORS, "2026-01-01"),
    "desk:admin_calendar_hours": for_officers(ADMINISTRATORS),
    "desk:admin_calendar_year": for_officers(ADMINISTRATORS),
    "desk:admin_papers": for_officers(ADMINISTRATORS),
    "desk:admin_papers_of": hidden_from_outsider("administrator", "skhcn-quang-tri"),
    "desk:admin_paper_sample": hidden_from_outsider("administrator", "skhcn-quang-tri", "receipt"),
    "desk:admin_template": hidden_from_outsider("administrator", "skhcn-quang-tri", "receipt.typ"),
    "desk:admin_template_source": hidden_from_outsider("administrator", "skhcn-quang-tri", "receipt.typ"),
    "desk:admin_restyle": for_officers(ADMINISTRATORS, "skhcn-quang-tri", "R-0", gives=404),
    "desk:admin_restyle_use": for_officers(ADMINISTRATORS, "skhcn-quang-tri", "R-0", gives=405),
    "desk:admin_restyle_end": for_officers(ADMINISTRATORS, "skhcn-quang-tri", "R-0", gives=405),
    "desk:admin_queues": for_officers(ADMINISTRATORS),
    "desk:admin_queue": hidden_from_outsider("administrator", "qt-mot-cua", "receptionist"),
    "desk:admin_queue_default": for_officers(ADMINISTRATORS, "qt-mot-cua", "receptionist", gives=405),
    "desk:admin_texts": for_officers(ADMINISTRATORS),
    "desk:admin_texts_of": hidden_from_outsider("administrator", "skhcn-quang-tri"),
    "desk:admin_text": hidden_from_outsider("administrator", "skhcn-quang-tri", "filed", "vi"),
    "desk:admin_text_default": for_officers(ADMINISTRATORS, "skhcn-quang-tri", "filed", "vi", gives=405),
    "desk:admin_text_cancel": for_officers(ADMINISTRATORS, "skhcn-quang-tri", "1", gives=405),
    # hand-over to the archives
    "desk:archives": for_officers(ARCHIVE_WATCHERS),
    "desk:archives_waiting": for_officers(ARCHIVE_WATCHERS),
    "desk:archives_outlived": for_officers("archivist"),
    "desk:archives_outlived_table": for_officers("archivist", gives=405),
    "desk:archives_transfers": for_officers("archivist"),
    "desk:archives_transfer_new": for_officers("archivist", gives=404),  # of what, the address says
    "desk:archives_transfer": for_officers("archivist", "NL-0", gives=404),
    "desk:archives_package": for_officers("archivist", "NL-0", gives=404),
    "desk:archives_receive": for_officers("archivist", "NL-0", gives=404),
    "desk:archives_call_off": for_officers("archivist", "NL-0", gives=404),
    "desk:archives_hold": for_officers("archivist", "{dossier}"),
    "desk:archives_lift_hold": for_officers("archivist", "{dossier}"),
    "desk:archives_periods": for_officers("archivist editor division_head leader administrator outsider"),
    "desk:archives_period_new": for_officers(PERIOD_SETTERS),
    "desk:archives_period": for_officers(PERIOD_SETTERS, "RK-0", gives=404),
    "desk:archives_procedure": for_officers(PERIOD_SETTERS),
    # papers into data
    "desk:digitisation": for_officers(LINE),
    "desk:digitisation_plan_new": for_officers("digitisation_head"),
    "desk:digitisation_plan": for_officers(LINE, "{plan}"),
    "desk:digitisation_volume": for_officers("digitisation_head", "{plan}", "2022"),
    "desk:digitisation_spend": for_officers("digitisation_head", "{plan}", "2022"),
    "desk:digitisation_campaign_new": for_officers("digitisation_head", "{plan}", "2022"),
    "desk:digitisation_campaign": for_officers(LINE, "{campaign}"),
    "desk:digitisation_campaign_change": for_officers("digitisation_head", "{campaign}"),
    "desk:digitisation_campaign_start": for_officers("digitisation_head", "{campaign}", gives=405),
    "desk:digitisation_campaign_close": for_officers("digitisation_head", "{campaign}", gives=405),
    "desk:digitisation_separators": for_officers("digitiser digitisation_head", "{campaign}", gives=405),
    "desk:digitisation_faults": for_officers(LINE, "{campaign}"),
    "desk:digitisation_settle": for_officers("digitiser", "{campaign}", gives=405),
    "desk:digitisation_box_new": for_officers("digitiser", "{campaign}"),
    "desk:digitisation_box": for_officers(LINE, "{box}"),
    "desk:digitisation_take": for_officers("digitiser", "{box}", gives=405),
    "desk:digitisation_count": for_officers("digitiser", "{box}"),
    "desk:digitisation_explain": for_officers("digitiser", "{box}"),
    "desk:digitisation_pause": for_officers("digitiser", "{box}"),
    "desk:digitisation_resume": for_officers("digitiser", "{box}", gives=405),
    "desk:digitisation_folder": for_officers("digitiser", "{box}"),
    "desk:digitisation_sign": for_officers("digitiser", "{box}", gives=405),
    "desk:digitisation_seal": for_officers("digitisation_head", "{box}", gives=405),
    "desk:digitisation_look_box": for_officers(LINE, "{box}", gives=302),
    "desk:digitisation_look": for_officers(LINE, "{digitised}"),
    "desk:digitisation_as_measured": for_officers("digitiser", "{digitised}", gives=405),
    "desk:digitisation_let_be": for_officers("digitiser", "{digitised}", gives=405),
    "desk:digitisation_take_back": for_officers("digitiser", "{digitised}", gives=405),
    "desk:digitisation_leave_out": for_officers("digitiser", "{digitised}", gives=405),
    "desk:digitisation_report_fault": for_officers(
        "digitiser digitisation_checker", "{digitised}", gives=405
    ),
    "desk:digitisation_picture": for_officers(LINE, "{digitised}", "1"),
    "desk:digitisation_correct": for_officers("digitiser", "{digitised}", "1", gives=405),
    "desk:digitisation_anew": for_officers("digitiser", "{digitised}", "1", gives=405),
    "desk:digitisation_reports": for_officers(LINE),
    "desk:digitisation_table": for_officers(LINE),
    # the checking station; a lot and a decision are tried beside its pages
    "desk:checking": for_officers(LINE),
    "desk:keying_next": for_officers("digitiser", gives=405),
    "desk:keying_draw": for_officers("digitiser", gives=204),
    "desk:keying": for_officers("digitiser", "{digitised}", gives=409),
    "desk:deciding_next": for_officers("digitisation_checker", gives=302),
    "desk:deciding": for_officers("digitisation_checker", "{digitised}", gives=409),
    "desk:lots": for_officers("digitisation_checker"),
    "desk:lot_draw": for_officers("digitisation_checker", "{box}", gives=405),
    "desk:lot": for_officers("digitisation_checker", "DL-0", gives=404),
    "desk:lot_paper": for_officers("digitisation_checker", "DL-0", "{digitised}", gives=404),
    "desk:error_rates": for_officers(LINE),
    "desk:error_rates_table": for_officers(LINE),
    "desk:digitised_paper": for_officers(LINE, "{digitised}"),
    "desk:digitised_page": for_officers(LINE, "{digitised}", "9", gives=404),
    "desk:digitised_file": for_officers(LINE, "{digitised}", "copy", gives=404),
    "desk:admin_certificates": for_officers(ADMINISTRATORS),
    "desk:admin_certificate_new": for_officers(ADMINISTRATORS),
    "desk:admin_certificate_retire": for_officers(ADMINISTRATORS, "C-0", gives=404),
}


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}"


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    names = set(_names(get_resolver("motcua.config.urls")))

    assert sorted(names - set(ROWS)) == [], "add a row for each: see the top of this file"
    assert sorted(set(ROWS) - names) == []


@pytest.fixture
def world() -> dict[str, str]:
    """What Minh and the officers of the first authority have, by the names used in ROWS."""
    dossier = filed()
    officers = an_authority()
    minh = make.minh()
    membership = make.a_membership(minh)
    make.a_role("clerk")
    digitised = a_looked_at_paper(a_box(), {"faults": ["turned"], "look": {"turn_degrees": 90}})
    return {
        "digitised": digitised.code,
        "box": digitised.box.code,
        "campaign": digitised.box.campaign.code,
        "plan": digitised.box.campaign.phase.plan.code,
        "dossier": dossier.code,
        "publication": dossier.publication.full_code,
        "request": a_request().code,
        "draft": a_draft(),
        "package_draft": an_open_draft(code="2.001207").code,
        "process_draft": a_second_process(),
        "list": a_list("skhcn-quang-tri").slug,
        "agency": "skhcn-quang-tri",
        "unit": officers["receptionist"].posts.order_by("pk")[0].unit.code,
        "officer": officers["receptionist"].code,
        "post": Post.objects.get(officer=officers["receptionist"]).code,
        "leave": make.a_leave(officers["receptionist"]).code,
        "power": make.a_signing_power(officers["receptionist"]).code,
        "organisation": membership.organisation.code,
        "membership": membership.code,
        "session": "S-0",
        "holding": (holding := a_holding(minh)).code,
        "unmatched": a_holding(numbered("191234567")).code,
        "asked": asked_to_correct(holding, minh).code,
        "kiosk": a_kiosk(unit=officers["receptionist"].posts.order_by("pk")[0].unit).code,
    }


def _client(visitor: str) -> Client:
    if visitor == "anonymous":
        return Client()
    if visitor in {"applicant", "stranger"}:
        return make.signed_in_client(make.minh() if visitor == "applicant" else make.hoa())
    if visitor == "outsider":
        return make.signed_in_client(_outsider())
    officer = an_authority().get(visitor)
    unit = make.a_unit("qt-van-phong", kind=UnitKind.OFFICE)
    return make.signed_in_client(officer or make.an_officer(visitor, unit=unit, code=f"m-{visitor}"))


def _outsider() -> Officer:
    unit = make.a_unit("bg-mot-cua", agency=make.an_agency("skhcn-bac-giang", place="Bắc Giang"))
    officer = make.an_officer("receptionist", unit=unit, code="ngoai")
    for role in ("editor", "administrator"):
        make.a_post(officer, role=role, unit=unit)
    return officer


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("visitor", VISITORS)
def test_each_visitor_gets_what_the_table_says(world: dict[str, str], visitor: str) -> None:
    client = _client(visitor)
    client.raise_request_exception = False
    wrong = []
    for name, row in ROWS.items():
        address = reverse(name, args=[arg.format(**world) for arg in row.args])
        status = client.get(address).status_code
        if status != row.answer(visitor):
            wrong.append(f"{name}: {status}, not {row.answer(visitor)}")

    assert not wrong, "\n".join(wrong)
