"""Reads of the digitisation room. Those of `reading` need no database."""

from .reading import KEYS, MOST_PAGES, as_json, read_file

__all__ = ["KEYS", "MOST_PAGES", "as_json", "read_file"]
