"""What the tests of this room share."""

from motcua.foundation.accounts import operations
from motcua.foundation.accounts.operations.entry import Applicant, Entry, Links
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.notifications.models import Message
from tests.factories import accounts as make

LINKS = Links(
    confirm=lambda token: f"https://motcua.example/confirm/{token}",
    sign_in="https://motcua.example/sign-in",
    forgotten_password="https://motcua.example/forgotten",
)
MINH = Applicant(email="minh@motcua.example", full_name="Lê Văn Minh", identity_number="045090001234")
PLACE = "somewhere"


def sign_up(applicant=MINH, *, password=make.PASSWORD, at=make.MONDAY):
    operations.sign_up(applicant=applicant, password=password, links=LINKS, at=at)


def sign_in(
    email="minh@motcua.example", *, password=make.PASSWORD, at=make.MONDAY, key="k" * 32, place=PLACE
):
    """How the attempt ended."""
    return Entry(
        operations.sign_in(
            email=email,
            password=password,
            place=place,
            device="Firefox",
            open_session=lambda account: key,
            links=LINKS,
            at=at,
        )
    )


def kinds(subject):
    """The kinds of events in a subject's chain, oldest first."""
    return list(
        AuditEvent.objects.filter(subject=subject).order_by("sequence").values_list("kind", flat=True)
    )


def last_token(address="minh@motcua.example"):
    """The token at the end of the last link mailed to an address."""
    body = Message.objects.filter(address=address).latest("pk").body
    link = next(line for line in body.splitlines() if line.startswith("https://"))
    return link.rsplit("/", 1)[1]
