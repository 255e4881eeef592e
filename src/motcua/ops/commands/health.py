"""`motcua health`: 0 when every point is well."""

from argparse import Namespace

from motcua.foundation.kernel import clock
from motcua.ops.health import examine
from motcua.ops.output import NO, YES, answer


def health(args: Namespace) -> int:
    found = list(examine(at=clock.now()))
    well = all(point.well for point in found)
    lines = [f"{'ok ' if point.well else 'BAD'} {point.name:<13} {point.sentence}" for point in found]
    answer(args, {"well": well, "points": found}, *lines)
    return YES if well else NO
