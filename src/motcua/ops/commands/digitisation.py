"""Papers into data, from the command line; needs no database."""

from argparse import Namespace

from motcua.foundation.kernel.errors import Missing
from motcua.ops.output import YES, answer
from motcua.records.digitisation import queries as digitisation


def read(args: Namespace) -> int:
    """What one document says about itself."""
    if not args.file.is_file():
        raise Missing(f"There is no file {args.file}.")
    found = digitisation.as_json(digitisation.read_file(args.file, most_pages=args.pages))
    lines = [f"{key:16} {_said(found[key])}" for key in found if key != "doubts" and found[key] is not None]
    answer(args, found, *lines, *(f"? {doubt['sentence']}" for doubt in found["doubts"]))
    return YES


def _said(value: dict[str, object]) -> str:
    said = value["value"]
    text = "; ".join(map(str, said)) if isinstance(said, list) else str(said)
    return f"{text}  ({value['confidence']}, page {value['page']})"
