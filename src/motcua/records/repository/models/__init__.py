"""Tables of the repository."""

from .asking import AskedCorrection
from .holdings import NEWEST, Holding, HoldingQuerySet
from .letting import Access, Share
from .rulings import Ruling

__all__ = ["NEWEST", "Access", "AskedCorrection", "Holding", "HoldingQuerySet", "Ruling", "Share"]
