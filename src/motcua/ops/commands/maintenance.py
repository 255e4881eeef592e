"""Close the pages for a while. A file in the data folder says so, so that it works when the database does
not.
"""

from argparse import Namespace

from motcua.ops.output import note
from motcua.web.errors import maintenance_file


def on(args: Namespace) -> None:
    file = maintenance_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(args.note, encoding="utf-8")
    note("Every page now says that the service is closed for maintenance.")


def off(args: Namespace) -> None:
    maintenance_file().unlink(missing_ok=True)
    note("The pages are open.")
