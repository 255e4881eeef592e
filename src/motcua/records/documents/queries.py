"""Reads of the documents room."""

from typing import BinaryIO

from motcua.foundation.kernel.ports import adapter

from . import errors
from .models import Document
from .ports import Store


def find(*, code: str) -> Document:
    """The document with its content row, for rooms above that have asked who may see it. Raises Missing."""
    document = Document.objects.usable().with_content().filter(code=code).first()
    if document is None:
        raise errors.DocumentMissing()
    return document


def open_for(*, code: str, owner_codes: frozenset[str]) -> Document:
    """The document if it belongs to one of these owners; a stranger's looks missing. Raises Missing."""
    document = Document.objects.usable().with_content().owned_by(*owner_codes).filter(code=code).first()
    if document is None:
        raise errors.DocumentMissing()
    return document


def stream_of(document: Document) -> BinaryIO:
    """The original bytes, to be closed by the caller. Raises ContentMissing."""
    store: Store = adapter("store")
    return store.open(document.content_id)
