"""What every mailer must do; the SMTP one speaks to a real server on a socket."""

import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings

from motcua.adapters.messages.folder import FolderMailer
from motcua.adapters.messages.smtp import SmtpMailer
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.foundation.notifications.ports import Mail, Mailer

MAIL = Mail(
    message_id="<abc123@motcua.example>",
    address="minh@example.vn",
    subject="Đã tiếp nhận hồ sơ – hẹn trả kết quả",
    body="Kính gửi ông/bà,\n\nHồ sơ đã được tiếp nhận.\n.\nMột dòng bắt đầu bằng dấu chấm.\n",
    written_at=datetime(2026, 11, 20, 2, 30, tzinfo=UTC),
)
Arrived = Callable[[], list[EmailMessage]]


class Inbox:
    """An SMTP server that keeps what it takes, and answers as told."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self.answer = "250 OK"
        self.recipient_answer = "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.recipient_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.kept.append(envelope.original_content)
        return self.answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def server(inbox: Inbox) -> Iterator[str]:
    port = free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    with override_settings(MOTCUA_SMTP_URL=f"smtp://127.0.0.1:{port}?starttls=0"):
        yield f"127.0.0.1:{port}"
    controller.stop()


@pytest.fixture(params=["folder", "smtp"])
def mailer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Mailer, Arrived]]:
    if request.param == "folder":
        with override_settings(MOTCUA_MAIL_FOLDER=tmp_path):
            yield FolderMailer(), lambda: [_read(f.read_bytes()) for f in tmp_path.iterdir()]
    else:
        request.getfixturevalue("server")
        inbox = request.getfixturevalue("inbox")
        yield SmtpMailer(), lambda: [_read(content) for content in inbox.kept]


def _read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)


def test_a_mail_arrives_as_it_was_written(mailer):
    sender, arrived = mailer

    sender.send(MAIL)

    (mail,) = arrived()
    assert (mail["Message-ID"], mail["To"], mail["Subject"]) == (MAIL.message_id, MAIL.address, MAIL.subject)
    assert mail.get_content().replace("\r\n", "\n") == MAIL.body
    assert mail["Date"].datetime == MAIL.written_at
    assert mail["Auto-Submitted"] == "auto-generated"


def test_a_mail_sent_twice_has_one_id(mailer):
    sender, arrived = mailer

    sender.send(MAIL)
    sender.send(MAIL)

    assert {mail["Message-ID"] for mail in arrived()} == {MAIL.message_id}


def test_a_mailer_that_works_says_so(mailer):
    sender, _ = mailer

    sender.check()


def test_the_folder_keeps_one_file_for_each_id(tmp_path):
    with override_settings(MOTCUA_MAIL_FOLDER=tmp_path):
        FolderMailer().send(MAIL)
        FolderMailer().send(MAIL)

    assert [file.name for file in tmp_path.iterdir()] == ["abc123@motcua.example.eml"]


def test_the_folder_is_for_its_owner_alone(tmp_path):
    with override_settings(MOTCUA_MAIL_FOLDER=tmp_path / "mail"):
        FolderMailer().send(MAIL)

    assert (tmp_path / "mail").stat().st_mode & 0o077 == 0


def test_the_folder_cannot_be_left_by_an_id(tmp_path):
    with override_settings(MOTCUA_MAIL_FOLDER=tmp_path / "mail"):
        FolderMailer().send(Mail("<../../x@y>", "a@b.vn", "s", "b", MAIL.written_at))

    assert [p.parent.name for p in tmp_path.rglob("*.eml")] == ["mail"]


def test_a_folder_that_cannot_be_made_is_an_outside_failure(tmp_path):
    (tmp_path / "file").write_text("")
    with override_settings(MOTCUA_MAIL_FOLDER=tmp_path / "file" / "mail"):
        for act in (lambda: FolderMailer().send(MAIL), FolderMailer().check):
            with pytest.raises(OutsideFailure):
                act()


@pytest.mark.parametrize(
    ("where", "answer", "permanent"),
    [
        ("answer", "554 No", True),
        ("answer", "451 Later", False),
        ("recipient_answer", "550 No such user", True),
        ("recipient_answer", "450 Busy", False),
    ],
)
def test_a_refusal_is_permanent_only_when_the_server_says_so(server, inbox, where, answer, permanent):
    setattr(inbox, where, answer)

    with pytest.raises(OutsideFailure) as refused:
        SmtpMailer().send(MAIL)

    assert (refused.value.permanent, inbox.kept) == (permanent, [])


def test_no_server_is_a_passing_failure():
    with override_settings(MOTCUA_SMTP_URL="smtp://127.0.0.1:1?starttls=0"):
        for act in (lambda: SmtpMailer().send(MAIL), SmtpMailer().check):
            with pytest.raises(OutsideFailure) as failed:
                act()
            assert not failed.value.permanent


def test_a_server_without_encryption_gets_no_mail_unless_that_is_said(server, inbox):
    with override_settings(MOTCUA_SMTP_URL=f"smtp://{server}"), pytest.raises(OutsideFailure):
        SmtpMailer().send(MAIL)

    assert inbox.kept == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", str(key),
            "-out", str(cert), "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, cert


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_mail_goes_encrypted_to_a_server_that_is_trusted(inbox, certificate, scheme):
    key, cert = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    known = (
        {"ssl_context": context} if scheme == "smtps" else {"tls_context": context, "require_starttls": True}
    )
    port = free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **known)
    controller.start()

    with override_settings(MOTCUA_SMTP_URL=f"{scheme}://127.0.0.1:{port}?ca={cert}"):
        SmtpMailer().send(MAIL)
    with override_settings(MOTCUA_SMTP_URL=f"{scheme}://127.0.0.1:{port}"), pytest.raises(OutsideFailure):
        SmtpMailer().send(MAIL)

    controller.stop()
    assert len(inbox.kept) == 1
