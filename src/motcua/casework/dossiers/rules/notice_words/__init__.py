"""Every notice about a dossier that goes out of the house to whoever files, in the order of a dossier's way.

What an officer is told, and the mail of an account, which belongs to no agency, are not among them.
"""

from typing import Final

from . import filing, results, work
from .placeholders import KNOWN

__all__ = ["ALL", "BY_KEY", "KNOWN", "SHORT"]

SHORT: Final = filing.SHORT.key
ALL: Final = (*filing.NOTICES, *work.NOTICES, *results.NOTICES)
BY_KEY: Final = {one.key: one for one in ALL}
