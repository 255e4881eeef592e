"""What the page of the intake sends. Its own controls begin with `_`; no field of a form does."""

import re
from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from motcua.casework.dossiers.enums import Channel, Ground, ResultWay
from motcua.casework.dossiers.intake import Intake, TypedParty
from motcua.casework.dossiers.operations import AskedDefect, PaidAtOnce
from motcua.casework.dossiers.paper_checks import Counted, day_typed
from motcua.casework.dossiers.queries.reasons import ReasonChoice
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.clock import local_date, now
from motcua.foundation.kernel.codes import new_code
from motcua.web.desk import reason_fields
from motcua.web.desk.reason_fields import Picked
from motcua.web.ui import form_posts
from motcua.web.ui.parts import Defect

MOST = 99
_IS_TOKEN = re.compile(r"Q-[0-9A-Z]{12}")
AGAIN = "Dùng giấy tờ trong kho, hoặc ghi lý do vẫn yêu cầu nộp."
TOKEN = "_token"
HELD, HELD_SHOWN = "_held-", "_held_shown"
COUNTS = ("originals", "certified", "plain")


def intake(posted: QueryDict, *, publication_code: str) -> Intake:
    """Shape only; numbers that are none count nothing."""
    return Intake(
        token=_token(posted.get(TOKEN, "")),
        publication_code=publication_code,
        channel=posted.get("_channel", Channel.COUNTER),
        case_slug=posted.get("_case_slug", ""),
        filer=_party(posted, "_filer_", number="identity_number", name="full_name"),
        ground=posted.get("_ground", Ground.SELF),
        ground_note=posted.get("_ground_note", ""),
        organisation=_party(posted, "_organisation_", number="tax_number", name="name"),
        mandator=_party(posted, "_mandator_", number="identity_number", name="full_name"),
        raw=form_posts.answers(posted),
        papers=papers(posted),
        held=held(posted),
        result_way=posted.get("_result_way", ResultWay.COUNTER),
        result_address=posted.get("_result_address", ""),
        post_number=posted.get("_post_number", ""),
        sent_hash=_sent_hash(posted),
    )


def _token(sent: str) -> str:
    """The one made with the page; anything else tells nothing, so the dossier gets one of its own."""
    return sent if _IS_TOKEN.fullmatch(sent) else new_code("Q")


def _sent_hash(posted: QueryDict) -> str:
    """Of all that was typed and of the button pressed: the same again is the same press, sent twice."""
    said = {name: values for name, values in posted.lists() if name not in (TOKEN, "csrfmiddlewaretoken")}
    return content_hash(said)


def anew(posted: QueryDict) -> QueryDict:
    """The same page with a token of its own, so that it can become another dossier."""
    again = posted.copy()
    again[TOKEN] = new_code("Q")
    return again


def _party(posted: QueryDict, prefix: str, *, number: str, name: str) -> TypedParty:
    def said(field: str) -> str:
        return posted.get(prefix + field, "").strip()

    return TypedParty(
        number=said(number)[:30],
        name=said(name),
        phone=said("phone"),
        email=said("email"),
        address=said("address"),
    )


def without_party(posted: QueryDict, role: str) -> QueryDict:
    """What was posted, less what the page had filled in of somebody known; the number stays."""
    kept = posted.copy()
    for name in [one for one in posted if one.startswith(f"_{role}_") and not one.endswith("_number")]:
        del kept[name]
    return kept


def papers(posted: QueryDict) -> dict[str, Counted]:
    """The papers that were ticked, with their numbers; a tick with empty numbers is one original."""
    found = {}
    for slug in posted.getlist("_paper"):
        originals, certified, plain = (_count(posted.get(f"_{kind}-{slug}", "")) for kind in COUNTS)
        found[slug[:80]] = Counted(
            originals=originals or int(not (certified or plain)),
            certified_copies=certified,
            plain_copies=plain,
            issued_on=day_typed(posted.get(f"_issued-{slug}", "")),
            expires_on=day_typed(posted.get(f"_expires-{slug}", "")),
        )
    return found


def held(posted: QueryDict) -> dict[str, str]:
    """By paper the code of what was ticked as held by the repository."""
    return {
        name.removeprefix(HELD)[:80]: code[:20]
        for name in posted
        if name.startswith(HELD) and (code := posted.get(name, ""))
    }


def _count(text: str) -> int:
    text = text.strip()
    return min(int(text), MOST) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def asked(posted: QueryDict, slugs: Sequence[str]) -> list[AskedDefect]:
    """What is asked for, at each paper, and beside them."""
    found = [
        AskedDefect(
            "paper",
            slug,
            posted.get(f"_ask-{slug}", "").strip()[:1000],
            code(posted, f"-{slug}"),
            again=posted.get(f"_again-{slug}", "").strip()[:600],
        )
        for slug in slugs
    ]
    found.append(AskedDefect("other", "", posted.get("_ask", "").strip()[:2000], code(posted)))
    return [one for one in found if one.sentence]


def code(posted: QueryDict, place: str = "") -> str:
    return reason_fields.typed_code(posted.get(f"_code{place}", ""))


def picks(act: str, slugs: Sequence[str]) -> list[Picked]:
    """Where the act takes coded reasons."""
    if act == "refuse":
        return [Picked("_coded", "_reason", "other", "_basis")]
    return [
        *(Picked(f"_code-{slug}", f"_ask-{slug}", "paper") for slug in slugs),
        Picked("_code", "_ask", "other"),
    ]


def with_words(
    posted: QueryDict, act: str, slugs: Sequence[str], choices: Sequence[ReasonChoice]
) -> tuple[QueryDict, list[Defect]]:
    """What was posted with the words of its codes, and the codes that do not fit."""
    places = picks(act, slugs)
    wrong = reason_fields.unfit(posted, places, choices)
    return reason_fields.filled(posted, places, choices), [Defect(*one) for one in wrong.items()]


def paid(posted: QueryDict) -> PaidAtOnce | None:
    """How the fee was paid at once; None where it was not."""
    if not posted.get("_paid"):
        return None
    return PaidAtOnce(
        way=posted.get("_pay_way", "cash"),
        number=posted.get("_pay_number", "").strip()[:40],
        paid_on=local_date(now()),
    )


def defects(posted: QueryDict, page: Any, act: str) -> list[Defect]:
    """All that keeps this act from being done, each at its control."""
    found = [_own(one) for one in page.hard_defects]
    if act == "accept":
        found += [_own(one) for one in page.paper_defects]
        found += [Defect(one.field, one.sentence, one.remedy) for one in page.form_defects]
        if posted.get("_paid") and not posted.get("_pay_number", "").strip():
            found.append(Defect("_pay_number", "Chưa ghi số biên lai hoặc số giao dịch."))
    if act == "supplement" and not asked(posted, [one.slug for one in page.papers]):
        sentence = "Chưa ghi cần bổ sung gì."
        found.append(Defect("_ask", sentence, "Ghi ở dòng của giấy tờ hoặc ở ô nội dung khác."))
    if act == "supplement":
        found += [
            Defect(f"_again-{line.slug}", f"Kho đã có “{line.name}” còn hiệu lực.", AGAIN)
            for line in page.papers
            if line.held
            and posted.get(f"_ask-{line.slug}", "").strip()
            and not posted.get(f"_again-{line.slug}", "").strip()
        ]
    if act == "refuse":
        found += [
            Defect(name, sentence)
            for name, sentence in (
                ("_reason", "Chưa ghi lý do từ chối."),
                ("_basis", "Chưa ghi căn cứ pháp lý."),
            )
            if not posted.get(name, "").strip()
        ]
    return found


def _own(one: Any) -> Defect:
    """A defect of the intake at the page's own control; those of rows at the line of their paper."""
    field = one.field.partition("--")[0] if one.field.startswith("paper-") else one.field
    return Defect(f"_{field}", one.sentence, one.remedy)
