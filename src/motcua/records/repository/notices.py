"""Who is told what about papers in the repository, by e-mail, in the language of the account."""

from datetime import datetime

from django.utils.translation import gettext, gettext_noop, override

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Account, Membership, Officer, valid_on
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.notifications import operations as notifications

from .enums import OwnerKind, RulingKind
from .models import AskedCorrection, Holding, Ruling


def correction_asked(asked: AskedCorrection, *, event_id: str, at: datetime) -> None:
    body = gettext_noop(
        "You asked for a correction of the paper “%(paper)s” in the data repository.\n\n"
        "The agency that keeps the paper has your words and answers on the page of the paper and by e-mail. "
        "The code of your request is %(code)s."
    )
    _tell(asked, gettext_noop("Your request for a correction was received"), body, event_id=event_id, at=at)


def correction_accepted(asked: AskedCorrection, *, corrector: str, event_id: str, at: datetime) -> None:
    body = gettext_noop(
        "The agency agrees that the paper “%(paper)s” is to be corrected. %(corrector)s corrects it.\n\n"
        "You are told what was changed. The code of your request is %(code)s."
    )
    subject = gettext_noop("Your request for a correction was accepted")
    _tell(asked, subject, body, event_id=event_id, at=at, corrector=corrector)


def correction_done(asked: AskedCorrection, *, event_id: str, at: datetime) -> None:
    body = gettext_noop(
        "The agency corrected what the data repository says of the paper “%(paper)s”:\n\n%(answer)s\n\n"
        "Look at the page of the paper. The code of your request is %(code)s."
    )
    _tell(asked, gettext_noop("Your paper was corrected"), body, event_id=event_id, at=at)


def correction_refused(asked: AskedCorrection, *, event_id: str, at: datetime) -> None:
    body = gettext_noop(
        "The agency leaves the paper “%(paper)s” as it is in the data repository. "
        "Its reason:\n\n%(answer)s\n\n"
        "The code of your request is %(code)s."
    )
    _tell(asked, gettext_noop("Your request for a correction was refused"), body, event_id=event_id, at=at)


RULED = {
    RulingKind.REVOKED: gettext_noop(
        "The agency that keeps the paper “%(paper)s” says that it was revoked and counts no more. "
        "The reason:\n\n%(reason)s\n\nThe paper stays in the data repository as revoked."
    ),
    RulingKind.REPLACED: gettext_noop(
        "The agency that keeps the paper “%(paper)s” says that another paper of yours took its place. "
        "The reason:\n\n%(reason)s\n\nThe paper stays in the data repository as replaced."
    ),
    RulingKind.REINSTATED: gettext_noop(
        "The agency that keeps the paper “%(paper)s” says that it counts again. The reason:\n\n%(reason)s"
    ),
    RulingKind.RELEASED: gettext_noop(
        "The agency that keeps the paper “%(paper)s” says that it is not yours and took it out of your "
        "papers. The links that you made to it have ended. The reason:\n\n%(reason)s"
    ),
}


def paper_ruled(holding: Holding, ruling: Ruling, *, event_id: str, at: datetime) -> None:
    """To the person, or to whoever may file for the organisation that day. One query."""
    accounts = Account.objects.filter(closed_at=None)
    if holding.owner_kind == OwnerKind.ORGANISATION:
        filing = Membership.objects.held_on(local_date(at)).filter(organisation__code=ruling.owner_code)
        accounts = accounts.filter(person__in=filing.values("person_id"))
    else:
        accounts = accounts.filter(person__code=ruling.owner_code)
    for account in accounts.order_by("pk") if ruling.owner_code else ():
        with override(account.language):
            words = {"paper": holding.type_name, "reason": ruling.reason}
            notifications.send(
                event_id=event_id,
                recipient=account.code,
                address=account.email,
                subject=gettext("A paper of yours in the data repository: what changed"),
                body=gettext(RULED[RulingKind(ruling.kind)]) % words,
                at=at,
            )


def unit_asked(asked: AskedCorrection, *, event_id: str, at: datetime) -> None:
    """To the heads of the unit that issued the paper: desk mail, in Vietnamese, without what was asked."""
    heads = Officer.objects.filter(
        valid_on(local_date(at), of="posts"),
        posts__unit__code=asked.unit_code,
        posts__role__permissions__contains=[Permission.DOSSIER_ASSIGN],
    )
    body = (
        f"Chủ giấy tờ đề nghị sửa một giấy tờ do đơn vị anh/chị giải quyết, mã đề nghị {asked.code}.\n\n"
        "Mở mục “Đề nghị sửa giấy tờ” để trả lời."
    )
    for head in heads.select_related("account").distinct().order_by("pk") if asked.unit_code else ():
        _tell_officer(head, f"Đề nghị sửa giấy tờ: {asked.code}", body, event_id=event_id, at=at)


def corrector_named(asked: AskedCorrection, corrector: Officer, *, event_id: str, at: datetime) -> None:
    """To whoever was named by somebody else: desk mail, in Vietnamese, without what was asked."""
    body = (
        f"Anh/chị được giao sửa giấy tờ trong kho theo đề nghị {asked.code}.\n\n"
        "Mở mục “Đề nghị sửa giấy tờ” để xem và ghi đã sửa gì."
    )
    _tell_officer(corrector, f"Được giao sửa giấy tờ: {asked.code}", body, event_id=event_id, at=at)


def _tell_officer(officer: Officer, subject: str, body: str, *, event_id: str, at: datetime) -> None:
    notifications.send(
        event_id=event_id,
        recipient=officer.account.code,
        address=officer.mail_address,
        subject=subject,
        body=body,
        at=at,
    )


def _tell(
    asked: AskedCorrection, subject: str, body: str, *, event_id: str, at: datetime, **facts: str
) -> None:
    account = Account.objects.filter(code=asked.asked_by, closed_at=None).first()
    if account is None:
        return
    with override(account.language):
        words = {"paper": asked.holding.type_name, "code": asked.code, "answer": asked.answer} | facts
        notifications.send(
            event_id=event_id,
            recipient=account.code,
            address=account.email,
            subject=gettext(subject),
            body=gettext(body) % words,
            at=at,
        )
