"""Pages drawn through the zygote: a stranger's file is opened in a bounded child, never in the browser."""

import base64
import tempfile
from io import UnsupportedOperation
from shutil import copyfileobj
from typing import BinaryIO

from .zygote import Bounds, Zygote

WORK = "motcua.adapters.inspection.pages"


class ChildPageDrawer:
    """Asks a grandchild; a page that breaks its bounds is not drawn, whatever the reason."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.zygote = Zygote(WORK, bounds)

    def draw(self, file: BinaryIO, *, page: int, width_px: int, turn: int) -> bytes | None:
        task = {"page": page, "width_px": width_px, "turn": turn}
        try:
            found = self.zygote.ask(task, file=file.fileno())
        except UnsupportedOperation:  # a store that keeps no local files
            with tempfile.TemporaryFile() as local:
                copyfileobj(file, local)
                local.seek(0)
                found = self.zygote.ask(task, file=local.fileno())
        return base64.b64decode(found["drawn"]) if found and found.get("drawn") else None
