"""The job that sends."""

import structlog

from motcua.foundation.kernel import clock, jobs
from motcua.foundation.kernel.ports import adapter

from . import operations
from .enums import Delivery

log = structlog.get_logger()


@jobs.job("notifications.deliver", tries=30)
def deliver(*, message: str) -> None:
    """Send one message; tries go on for about a day."""
    sent = operations.deliver(code=message, at=clock.now(), mailer=adapter("mailer"))
    if sent.delivery == Delivery.FAILED:
        log.warning("message_failed", message=message)
