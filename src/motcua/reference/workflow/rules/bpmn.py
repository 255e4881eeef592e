"""A process as BPMN 2.0 XML with diagram interchange, for other tools to read.

Steps are user tasks in lanes by unit; where there is a choice an exclusive gateway follows the step. Steps of
partners that begin together stand between two parallel gateways, since all of them are asked and all are
waited for. Returns and skipped steps are flows with a name. Element order is that of the standard's schema.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ElementTree, SubElement, register_namespace

from motcua.reference.workflow.enums import StepRole

from .steps import DONE, Step
from .table import label_of

MODEL: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS: Final = "http://www.omg.org/spec/DD/20100524/DC"
EDGES: Final = "http://www.omg.org/spec/DD/20100524/DI"
TASK, GATE, EVENT = (180, 80), (50, 50), (36, 36)
COLUMN, GATE_COLUMN, ROW, LANE_HEAD, BORDER = 300, 110, 160, 30, 60


@dataclass(frozen=True)
class Flow:
    """From one node to another by their ids; `name` says which choice it is."""

    id: str
    source: str
    target: str
    name: str = ""


@dataclass(frozen=True)
class Node:
    """A flow node with its place on the plane."""

    id: str
    kind: str
    name: str
    lane: int
    x: int
    y: int
    size: tuple[int, int]
    step: Step | None = None


def exported(steps: Sequence[Step], *, name: str, code: str, roles: dict[str, str]) -> bytes:
    """The document as UTF-8 bytes; the same process gives the same bytes."""
    for prefix, uri in (("bpmn", MODEL), ("bpmndi", DIAGRAM), ("dc", BOUNDS), ("di", EDGES)):
        register_namespace(prefix, uri)
    lanes = list(dict.fromkeys(step.unit for step in steps))
    nodes, flows = _nodes(steps, lanes), _flows(steps)
    root = Element(f"{{{MODEL}}}definitions", {
        "id": "definitions", "name": name, "targetNamespace": "urn:motcua:process", "exporter": "Motcua",
    })  # fmt: skip
    pool = SubElement(root, f"{{{MODEL}}}collaboration", {"id": "collaboration"})
    SubElement(pool, f"{{{MODEL}}}participant", {"id": "pool", "name": name, "processRef": "process"})
    process = SubElement(
        root, f"{{{MODEL}}}process", {"id": "process", "name": f"{code} – {name}", "isExecutable": "false"}
    )
    _write_lanes(process, lanes, nodes)
    _write_nodes(process, nodes, flows, roles)
    for flow in flows:
        SubElement(process, f"{{{MODEL}}}sequenceFlow", _named(flow))
    _write_diagram(root, lanes, nodes, flows)
    out = BytesIO()
    ElementTree(root).write(out, encoding="UTF-8", xml_declaration=True)
    return out.getvalue()


def _named(flow: Flow) -> dict[str, str]:
    named = {"id": flow.id, "sourceRef": flow.source, "targetRef": flow.target}
    return named | ({"name": flow.name} if flow.name else {})


def task_id(slug: str) -> str:
    return f"task-{slug}"


def gate_id(slug: str) -> str:
    return f"choice-{slug}"


def fork_id(slug: str) -> str:
    return f"fork-{slug}"


def join_id(slug: str) -> str:
    return f"join-{slug}"


def parallel(steps: Sequence[Step], step: Step) -> list[str]:
    """The partners' steps that begin together after this one; none where there is only one."""
    partners = {one.slug for one in steps if one.role == StepRole.PARTNER}
    found = [slug for slug in step.next if slug in partners]
    return found if len(found) > 1 else []


def joins(steps: Sequence[Step]) -> dict[str, list[str]]:
    """Where partners' steps that were begun together come together: the step, or DONE, and whence."""
    if not any(parallel(steps, step) for step in steps):
        return {}
    found: dict[str, list[str]] = {}
    for step in steps:
        if step.role == StepRole.PARTNER and len(step.next) == 1:
            found.setdefault(step.next[0], []).append(step.slug)
    return {target: sources for target, sources in found.items() if len(sources) > 1}


def ways_out(steps: Sequence[Step], step: Step) -> list[tuple[str, str]]:
    """(slug or DONE, name of the flow): onward, past steps that may be skipped, and back.

    The partners' steps that begin together are not among them: they are one way, through the fork.
    """
    by_slug, together = {one.slug: one for one in steps}, parallel(steps, step)
    alone = [slug for slug in step.next if slug not in together]
    found = [(slug, "") for slug in alone]
    for slug in alone:
        skipped = by_slug.get(slug)
        if skipped is not None and skipped.may_skip:
            found += [(beyond, f"Bỏ qua: {skipped.name}") for beyond in skipped.next]
    return found + [(slug, f"Trả lại: {by_slug[slug].name}") for slug in step.back if slug in by_slug]


def _has_choice(steps: Sequence[Step], step: Step) -> bool:
    return len(ways_out(steps, step)) + bool(parallel(steps, step)) > 1


def _node_of(slug: str) -> str:
    return "end" if slug == DONE else task_id(slug)


def _flows(steps: Sequence[Step]) -> list[Flow]:
    pairs: list[tuple[str, str, str]] = [("start", task_id(steps[0].slug), "")]
    joined = joins(steps)
    for step in steps:
        source, together = task_id(step.slug), parallel(steps, step)
        if _has_choice(steps, step):
            pairs.append((source, gate_id(step.slug), ""))
            source = gate_id(step.slug)
        for slug, name in ways_out(steps, step):
            is_joined = not name and step.slug in joined.get(slug, [])
            pairs.append((source, join_id(slug) if is_joined else _node_of(slug), name))
        if together:
            pairs.append((source, fork_id(step.slug), ""))
            pairs += [(fork_id(step.slug), task_id(slug), "") for slug in together]
    pairs += [(join_id(slug), _node_of(slug), "") for slug in joined]
    return [Flow(f"flow-{place}", *pair) for place, pair in enumerate(pairs, start=1)]


def _nodes(steps: Sequence[Step], lanes: Sequence[str]) -> list[Node]:
    """Left to right in the order of the table, each in the lane of its unit."""
    left, joined = LANE_HEAD + BORDER, joins(steps)

    def node(
        node_id: str, kind: str, name: str, lane: int, x: int, size: tuple[int, int], step: Step | None
    ) -> Node:
        return Node(node_id, kind, name, lane, x, lane * ROW + (ROW - size[1]) // 2, size, step)

    def gate(node_id: str, kind: str, lane: int, x: int) -> Node:
        return node(node_id, f"{kind}Gateway", "", lane, x, GATE, None)

    found = [node("start", "startEvent", "Bắt đầu", lanes.index(steps[0].unit), left, EVENT, None)]
    x = left + BORDER + 36
    for step in steps:
        lane = lanes.index(step.unit)
        if step.slug in joined:
            found.append(gate(join_id(step.slug), "parallel", lane, x))
            x += GATE_COLUMN
        found.append(node(task_id(step.slug), "userTask", step.name, lane, x, TASK, step))
        if _has_choice(steps, step):
            found.append(gate(gate_id(step.slug), "exclusive", lane, x + TASK[0] + 30))
        x += COLUMN
        if parallel(steps, step):
            found.append(gate(fork_id(step.slug), "parallel", lane, x))
            x += GATE_COLUMN
    last = lanes.index(steps[-1].unit)
    if DONE in joined:
        found.append(gate(join_id(DONE), "parallel", last, x))
        x += GATE_COLUMN
    found.append(node("end", "endEvent", "Kết thúc", last, x, EVENT, None))
    return found


def _write_lanes(process: Element, lanes: Sequence[str], nodes: Sequence[Node]) -> None:
    lane_set = SubElement(process, f"{{{MODEL}}}laneSet", {"id": "lanes"})
    for place, unit in enumerate(lanes):
        lane = SubElement(lane_set, f"{{{MODEL}}}lane", {"id": f"lane-{place + 1}", "name": unit})
        for node in nodes:
            if node.lane == place:
                SubElement(lane, f"{{{MODEL}}}flowNodeRef").text = node.id


def _write_nodes(
    process: Element, nodes: Sequence[Node], flows: Sequence[Flow], roles: dict[str, str]
) -> None:
    for node in nodes:
        named = {"id": node.id} | ({"name": node.name} if node.name else {})
        element = SubElement(process, f"{{{MODEL}}}{node.kind}", named)
        if node.step is not None:
            SubElement(element, f"{{{MODEL}}}documentation").text = _told(node.step, roles)
        for kind, ours in (("incoming", "target"), ("outgoing", "source")):
            for flow in flows:
                if getattr(flow, ours) == node.id:
                    SubElement(element, f"{{{MODEL}}}{kind}").text = flow.id


def _told(step: Step, roles: dict[str, str]) -> str:
    said = [f"{roles.get(step.role, step.role)}; {step.hours} giờ làm việc"]
    said += [f"Kết quả: {step.output}"] if step.output else []
    said += [f"Phải có mới chuyển: {'; '.join(map(label_of, step.must))}"] if step.must else []
    return ". ".join(said)


def _write_diagram(root: Element, lanes: Sequence[str], nodes: Sequence[Node], flows: Sequence[Flow]) -> None:
    diagram = SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram", {"id": "diagram"})
    plane = SubElement(diagram, f"{{{DIAGRAM}}}BPMNPlane", {"id": "plane", "bpmnElement": "collaboration"})
    width = nodes[-1].x + EVENT[0] + BORDER
    _shape(plane, "pool", 0, 0, width, ROW * len(lanes), is_horizontal=True)
    for place in range(len(lanes)):
        _shape(plane, f"lane-{place + 1}", LANE_HEAD, place * ROW, width - LANE_HEAD, ROW, is_horizontal=True)
    for node in nodes:
        _shape(plane, node.id, node.x, node.y, *node.size)
    there = {node.id: node for node in nodes}
    for flow in flows:
        edge = SubElement(plane, f"{{{DIAGRAM}}}BPMNEdge", {"id": f"{flow.id}-edge", "bpmnElement": flow.id})
        for x, y in _points(there[flow.source], there[flow.target]):
            SubElement(edge, f"{{{EDGES}}}waypoint", {"x": str(x), "y": str(y)})


def _shape(
    plane: Element, of: str, x: int, y: int, width: int, height: int, *, is_horizontal: bool = False
) -> None:
    named = {"id": f"{of}-shape", "bpmnElement": of} | ({"isHorizontal": "true"} if is_horizontal else {})
    shape = SubElement(plane, f"{{{DIAGRAM}}}BPMNShape", named)
    SubElement(
        shape, f"{{{BOUNDS}}}Bounds", {"x": str(x), "y": str(y), "width": str(width), "height": str(height)}
    )


def _points(source: Node, target: Node) -> list[tuple[int, int]]:
    """Rightwards from side to side with one bend; backwards and far ahead round over the boxes."""
    leave = (source.x + source.size[0], source.y + source.size[1] // 2)
    arrive = (target.x, target.y + target.size[1] // 2)
    if 0 <= arrive[0] - leave[0] <= COLUMN:
        bend = (leave[0] + arrive[0]) // 2
        return [leave, (bend, leave[1]), (bend, arrive[1]), arrive]
    top = min(source.y, target.y) - 24
    up = source.x + source.size[0] // 2
    down = target.x + target.size[0] // 2
    return [(up, source.y), (up, top), (down, top), (down, target.y)]
