"""Where the boxes and arrows of a process stand: one column from top to bottom, so that a phone shows it.

Arrows to the step below are straight; others run beside the boxes, ahead on the right, returns on the left.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .steps import DONE, Step

WIDTH, MARGIN = 340, 44
BOX_WIDTH = WIDTH - 2 * MARGIN
LINE_HEIGHT, PADDING, GAP, RING = 20, 14, 34, 14
LETTERS = 24
LANE = 9
MOST_LANES = 4
STATE_WORDS = {"done": "✓ Đã qua", "now": "● Hồ sơ đang ở đây", "late": "● Hồ sơ đang ở đây, quá giờ"}
"""Where a dossier is never is a colour alone."""


@dataclass(frozen=True)
class Line:
    """A line of words in a box; `is_small` for who and how long."""

    text: str
    y: int
    is_small: bool


@dataclass(frozen=True)
class Box:
    """A step as drawn; `state` is done, now, late or nothing at all."""

    step: Step
    number: int
    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]
    state: str = ""

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def text_x(self) -> int:
        return self.x + 44

    @property
    def number_x(self) -> int:
        return self.x + 22

    @property
    def number_y(self) -> int:
        return self.y + PADDING + 14


@dataclass(frozen=True)
class Arrow:
    """From one step to another, as points; `kind` is next, ahead or back. `end` is DONE for the end."""

    start: str
    end: str
    kind: str
    points: tuple[tuple[int, int], ...]

    @property
    def path(self) -> str:
        return "M" + " L".join(f"{x} {y}" for x, y in self.points)


@dataclass(frozen=True)
class Drawing:
    """All of it, in a view box of `width` by `height`; start and end are rings."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    start: tuple[int, int]
    end: tuple[int, int]
    ring: int = RING


def drawn(
    steps: Sequence[Step], *, roles: Mapping[str, str], states: Mapping[str, str] | None = None
) -> Drawing:
    """The drawing of a process; `roles` are the words for roles, `states` those of steps by slug."""
    lit = states or {}
    top, boxes = 2 * RING + GAP, []
    for number, step in enumerate(steps, start=1):
        box = _box(step, number, top, roles, lit.get(step.slug, ""))
        boxes.append(box)
        top = box.bottom + GAP
    end = (WIDTH // 2, top + RING)
    start = (WIDTH // 2, RING + 1)
    return Drawing(WIDTH, top + 2 * RING + 2, tuple(boxes), tuple(_arrows(boxes, start, end)), start, end)


def _box(step: Step, number: int, top: int, roles: Mapping[str, str], state: str) -> Box:
    small = f"{roles.get(step.role, step.role)} · {step.hours} giờ"
    words = [(line, False) for line in textwrap.wrap(step.name, LETTERS) or [""]]
    words += [(line, True) for line in textwrap.wrap(step.unit, LETTERS + 3)]
    words.append((small, True))
    words += [("Được bỏ qua", True)] if step.may_skip else []
    words += [(STATE_WORDS[state], True)] if state else []
    lines = tuple(
        Line(text, top + PADDING + 14 + place * LINE_HEIGHT, is_small)
        for place, (text, is_small) in enumerate(words)
    )
    height = 2 * PADDING + LINE_HEIGHT * len(words) - 2
    return Box(step, number, MARGIN, top, BOX_WIDTH, height, lines, state)


def _arrows(boxes: Sequence[Box], start: tuple[int, int], end: tuple[int, int]) -> list[Arrow]:
    places = {box.step.slug: box for box in boxes}
    found, ahead, back = [], 0, 0
    if boxes:
        found.append(
            Arrow("", boxes[0].step.slug, "next", ((start[0], start[1] + RING), (start[0], boxes[0].y)))
        )
    for place, box in enumerate(boxes):
        for slug in box.step.next:
            below = boxes[place + 1].step.slug if place + 1 < len(boxes) else DONE
            if slug == below:
                to = boxes[place + 1].y if place + 1 < len(boxes) else end[1] - RING
                found.append(Arrow(box.step.slug, slug, "next", ((end[0], box.bottom), (end[0], to))))
            elif slug == DONE or slug in places:
                found.append(_beside(box, places.get(slug), end, "ahead", ahead))
                ahead += 1
        for slug in box.step.back:
            if slug in places:
                found.append(_beside(box, places[slug], end, "back", back))
                back += 1
    return found


def _beside(box: Box, target: Box | None, end: tuple[int, int], kind: str, lane: int) -> Arrow:
    """Out of one side, along a lane of its own, into the same side; lanes are few, then shared."""
    offset = LANE * (lane % MOST_LANES + 1)
    shift = 5 * (lane % MOST_LANES)
    edge = MARGIN + BOX_WIDTH if kind == "ahead" else MARGIN
    x = edge + offset if kind == "ahead" else edge - offset
    leave, arrive = (
        (box.middle + 4 + shift, target.middle - 12 - shift) if target else (box.middle + 4 + shift, end[1])
    )
    goal = edge if target else end[0] + RING
    points = ((edge, leave), (x, leave), (x, arrive), (goal, arrive))
    return Arrow(box.step.slug, target.step.slug if target else DONE, kind, points)
