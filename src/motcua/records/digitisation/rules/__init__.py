"""What can be read off an administrative document: pure, from words with their places to named values."""

from .pages import Box, Line, Page, Word, page_of_text, page_of_words
from .reading import Reading, read
from .values import Value

__all__ = ["Box", "Line", "Page", "Reading", "Value", "Word", "page_of_text", "page_of_words", "read"]
