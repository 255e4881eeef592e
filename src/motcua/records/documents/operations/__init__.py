"""Changes of the documents room: whole documents, and files that arrive in pieces."""

from .keeping import forget, keep, receive, sweep
from .scanning import scan_waiting
from .uploads import append, begin_upload, drop_part, drop_upload, finish_upload, sweep_uploads

__all__ = [
    "append",
    "begin_upload",
    "drop_part",
    "drop_upload",
    "finish_upload",
    "forget",
    "keep",
    "receive",
    "scan_waiting",
    "sweep",
    "sweep_uploads",
]
