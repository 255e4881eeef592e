"""Tables of the repository."""

from .asking import AskedCorrection
from .holdings import NEWEST, Holding, HoldingQuerySet
from .letting import Access, Share

__all__ = ["NEWEST", "Access", "AskedCorrection", "Holding", "HoldingQuerySet", "Share"]
