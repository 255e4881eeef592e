"""Changes of drafts and dossiers: one function, one act, one transaction, one event of its own."""

from ._reasons import AskedDefect
from .acceptance import accept, refuse, request_supplement, undo_acceptance
from .apologies import draft_apologies, draft_apology, send_apology
from .applicant import answer_supplement, keep_reply, withdraw
from .arranging import arrange_queues, return_queues
from .assignment import add_assignment_rule, remove_assignment_rule, set_assignment_way
from .books import close_book, print_book, take_print
from .bulk import order_bulk
from .correction_return import number_correction, return_correction
from .corrections import (
    draft_correction,
    name_drafter,
    open_correction,
    send_correction_back,
    sign_correction,
)
from .decision import approve_and_sign, number_and_seal, return_result, send_back
from .drafts import (
    delete_draft,
    save_answers,
    save_case,
    save_result_way,
    share_paper,
    start_draft,
    take_over,
)
from .exporting import record_export
from .forecasts import count_forecasts
from .forwarding import confirm_papers, forward_papers
from .habits import mark_seen, remove_list, save_list
from .hand_over_lists import end_lines, make_list, take_off
from .handing import give_back, take_from_colleague
from .helping import forget_helper, make_help_code, name_helper
from .intake import PaidAtOnce, receive, receive_incomplete, turn_away
from .laying import add_answer_file, add_paper, remove_paper, remove_papers, save_paper_days
from .leaving import give_back_left
from .leaving_out import leave_out_parts
from .losing import record_loss, replace_lost
from .messages import ask, mark_read, send_message
from .notes import mark_notes_read, write_note
from .openings import keep_opening
from .owner_papers import open_owner_paper
from .pausing import pause, resume
from .payment import record_payment
from .phrases import keep_phrase, remove_phrase
from .prioritising import prioritise
from .processing import assign, propose
from .producing import keep_product
from .reading import judge_papers
from .reasons import count_reasons, keep_reason, restore_reason, retire_reason
from .recounting import recount, spread_recount
from .refusals import keep_refusal
from .refusing import end_reply_times, tell_intended_refusal
from .reissuing import remake_paper, reprint_paper
from .renewing import begin_renewal
from .returning import acknowledge_result, hand_back_originals
from .righting import change_procedure
from .scans import attach_dropped, attach_scan
from .settling import adjourn, settle_at_once
from .side_deadlines import watch_side_tasks
from .side_tasks import (
    PartOrder,
    Party,
    Upload,
    answer_side_task,
    ask_opinions,
    open_parts,
    record_side_answer,
    take_side_task,
    waive_side_task,
)
from .steps import forward_step, return_step, skip_step
from .stopping import ask_to_stop, decline_stop, stop
from .submission import submit
from .supplements_on_paper import take_supplement
from .taking import take_held
from .transitions import answer_move, begin_transition, cross, move_back, spread_transition
from .unclear import Wanted, answer_request, assign_request, take_in
from .uploads import FIELD, begin_upload, lay_upload
from .wordings import cancel_wording, keep_wording, return_wording

__all__ = [
    "FIELD",
    "AskedDefect",
    "PaidAtOnce",
    "PartOrder",
    "Party",
    "Upload",
    "Wanted",
    "accept",
    "acknowledge_result",
    "add_answer_file",
    "add_assignment_rule",
    "add_paper",
    "adjourn",
    "answer_move",
    "answer_request",
    "answer_side_task",
    "answer_supplement",
    "approve_and_sign",
    "arrange_queues",
    "ask",
    "ask_opinions",
    "ask_to_stop",
    "assign",
    "assign_request",
    "attach_dropped",
    "attach_scan",
    "begin_renewal",
    "begin_transition",
    "begin_upload",
    "cancel_wording",
    "change_procedure",
    "close_book",
    "confirm_papers",
    "count_forecasts",
    "count_reasons",
    "cross",
    "decline_stop",
    "delete_draft",
    "draft_apologies",
    "draft_apology",
    "draft_correction",
    "end_lines",
    "end_reply_times",
    "forget_helper",
    "forward_papers",
    "forward_step",
    "give_back",
    "give_back_left",
    "hand_back_originals",
    "judge_papers",
    "keep_opening",
    "keep_phrase",
    "keep_product",
    "keep_reason",
    "keep_refusal",
    "keep_reply",
    "keep_wording",
    "lay_upload",
    "leave_out_parts",
    "make_help_code",
    "make_list",
    "mark_notes_read",
    "mark_read",
    "mark_seen",
    "move_back",
    "name_drafter",
    "name_helper",
    "number_and_seal",
    "number_correction",
    "open_correction",
    "open_owner_paper",
    "open_parts",
    "order_bulk",
    "pause",
    "print_book",
    "prioritise",
    "propose",
    "receive",
    "receive_incomplete",
    "record_export",
    "record_loss",
    "record_payment",
    "record_side_answer",
    "recount",
    "refuse",
    "remake_paper",
    "remove_assignment_rule",
    "remove_list",
    "remove_paper",
    "remove_papers",
    "remove_phrase",
    "replace_lost",
    "reprint_paper",
    "request_supplement",
    "restore_reason",
    "resume",
    "retire_reason",
    "return_correction",
    "return_queues",
    "return_result",
    "return_step",
    "return_wording",
    "save_answers",
    "save_case",
    "save_list",
    "save_paper_days",
    "save_result_way",
    "send_apology",
    "send_back",
    "send_correction_back",
    "send_message",
    "set_assignment_way",
    "settle_at_once",
    "share_paper",
    "sign_correction",
    "skip_step",
    "spread_recount",
    "spread_transition",
    "start_draft",
    "stop",
    "submit",
    "take_from_colleague",
    "take_held",
    "take_in",
    "take_off",
    "take_over",
    "take_print",
    "take_side_task",
    "take_supplement",
    "tell_intended_refusal",
    "turn_away",
    "undo_acceptance",
    "waive_side_task",
    "watch_side_tasks",
    "withdraw",
    "write_note",
]
