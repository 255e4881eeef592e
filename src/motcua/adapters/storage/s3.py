"""Contents as objects of one private bucket of an S3-compatible store: `ab/ab34…`, as in the local folder.

An object appears whole or not at all: that is how the protocol works. Its bytes are signed with their hash,
so the store itself refuses what changed on the way. Nothing is put with an address for the public.
"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO, cast

import boto3
import structlog
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from motcua.records.documents.errors import ContentMissing, StoreAway
from motcua.records.documents.ports import Staged

from .s3_reading import Reading
from .staging import Staging, place_of

log = structlog.get_logger()

CONNECT_SECONDS = 5
ANSWER_SECONDS = 10
TRIES = 2
FRESH = timedelta(minutes=15)
"""A content kept this short a time ago is not sent again: far less than the sweep's time of grace."""
READ_BYTES = 256 * 1024
MARK = "motcua-files"
GONE = frozenset({"404", "NoSuchKey"})


class S3Store(Staging):
    """Reads its place and keys from MOTCUA_FILES_S3_…; safe with threads."""

    def __init__(self) -> None:
        super().__init__(Path(settings.MOTCUA_FILES) / "incoming")
        place = settings.MOTCUA_FILES_S3
        self._bucket: str = place["bucket"]
        self._prefix: str = place["prefix"]
        self._client = _client(place)

    def keep(self, staged: Staged) -> None:
        """Sent once; sent again when it is there but old, so that no sweep takes it for abandoned."""
        kept_at = self._kept_at(staged.sha256)
        if kept_at is not None and datetime.now(UTC) - kept_at < FRESH:
            return
        with _answering(), staged.path.open("rb") as file:
            self._client.put_object(
                Bucket=self._bucket,
                Key=self._key(staged.sha256),
                Body=file,
                ContentType="application/octet-stream",
                ChecksumSHA256=base64.b64encode(bytes.fromhex(staged.sha256)).decode(),
            )

    def open(self, sha256: str) -> BinaryIO:
        key = self._key(sha256)

        def fetch(start: int) -> Any:
            with _answering():
                wanted = {"Range": f"bytes={start}-"} if start else {}
                return self._client.get_object(Bucket=self._bucket, Key=key, **wanted)

        return cast(BinaryIO, BufferedReader(Reading(sha256, fetch), READ_BYTES))

    def has(self, sha256: str) -> bool:
        return self._kept_at(sha256) is not None

    def check(self) -> str:
        try:
            with _answering():
                self._client.head_bucket(Bucket=self._bucket)
        except ContentMissing:
            raise StoreAway from None
        return f"in the bucket {self._bucket} of {self._client.meta.endpoint_url}"

    def is_marked(self) -> bool:
        try:
            with _answering():
                self._client.head_object(Bucket=self._bucket, Key=self._prefix + MARK)
        except ContentMissing:
            return False
        return True

    def mark(self) -> None:
        if not self.is_marked():
            with _answering():
                self._client.put_object(Bucket=self._bucket, Key=self._prefix + MARK, Body=b"")

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Also removes what a killed process of this machine left in `incoming`."""
        self.drop_leftovers(moment)
        return (name for name, kept_at in self._listed() if kept_at < moment)

    def kept(self) -> Iterator[str]:
        return (name for name, _kept_at in self._listed())

    def _listed(self) -> Iterator[tuple[str, datetime]]:
        pages = self._client.get_paginator("list_objects_v2")
        listed = iter(pages.paginate(Bucket=self._bucket, Prefix=self._prefix))
        while True:
            with _answering():
                page = next(listed, None)
            if page is None:
                return
            for found in page.get("Contents", ()):
                if self._is_ours(found["Key"]):
                    yield found["Key"].rpartition("/")[2], _by_our_clock(page, found["LastModified"])

    def remove(self, sha256: str, *, unless_kept_since: datetime) -> bool:
        """Whoever keeps it is held off meanwhile: see operations/sweeping.py of the documents room."""
        kept_at = self._kept_at(sha256)
        if kept_at is None or kept_at >= unless_kept_since:
            return False
        with _answering():
            self._client.delete_object(Bucket=self._bucket, Key=self._key(sha256))
        return True

    def _key(self, sha256: str) -> str:
        return self._prefix + place_of(sha256)

    def _is_ours(self, key: str) -> bool:
        try:
            return self._key(key.rpartition("/")[2]) == key
        except ValueError:
            return False

    def _kept_at(self, sha256: str) -> datetime | None:
        """When it was kept last; None when it is not there."""
        try:
            with _answering():
                found = self._client.head_object(Bucket=self._bucket, Key=self._key(sha256))
        except ContentMissing:
            return None
        return _by_our_clock(found, found["LastModified"])


def _by_our_clock(answer: Any, moment: datetime) -> datetime:
    """A moment of the store's clock, by ours: every answer says what time it is there."""
    told = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
    there = parsedate_to_datetime(told) if told else datetime.now(UTC)
    return datetime.now(UTC) - (there - moment)


@contextmanager
def _answering() -> Iterator[None]:
    """Turns the product's failures into ours; keys and addresses stay out of the log."""
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in GONE:
            raise ContentMissing from None
        log.error("file_store_refused", reason=code, operation=error.operation_name)
        raise StoreAway from error
    except BotoCoreError as error:
        log.warning("file_store_away", reason=type(error).__name__)
        raise StoreAway from error


def _client(place: dict[str, str]) -> Any:
    """A session of its own: nothing is taken from the machine's own settings but what is unset here."""
    config = Config(
        signature_version="s3v4",
        connect_timeout=CONNECT_SECONDS,
        read_timeout=ANSWER_SECONDS,
        retries={"mode": "standard", "total_max_attempts": TRIES},
        max_pool_connections=16,
        # the hash of the bytes is part of what is signed, over TLS too
        s3={"addressing_style": "path" if place["url"] else "auto", "payload_signing_enabled": True},
        # checksums newer than the protocol's first years are not known to every store
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return boto3.session.Session().client(
        "s3",
        endpoint_url=place["url"] or None,
        region_name=place["region"] or "us-east-1",
        aws_access_key_id=place["key_id"] or None,
        aws_secret_access_key=place["secret"] or None,
        verify=place["ca"] or None,
        config=config,
    )
