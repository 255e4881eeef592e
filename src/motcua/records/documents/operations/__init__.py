"""Changes of the documents room: whole documents, and files that arrive in pieces."""

from .checking import check_files
from .drawing import draw_small
from .keeping import forget, keep, keep_package, receive
from .scanning import scan_put_aside, scan_waiting
from .sweeping import sweep
from .uploads import append, begin_upload, drop_part, drop_upload, finish_upload, sweep_uploads

__all__ = [
    "append",
    "begin_upload",
    "check_files",
    "draw_small",
    "drop_part",
    "drop_upload",
    "finish_upload",
    "forget",
    "keep",
    "keep_package",
    "receive",
    "scan_put_aside",
    "scan_waiting",
    "sweep",
    "sweep_uploads",
]
