"""The export against the structure of BPMN 2.0: order of elements, references, one shape or edge for each."""

from lxml import etree

from motcua.reference.workflow.rules import Step, bpmn, content_of_rows, drawing, parse_steps

from .writing import fitting_rows

NAMES = {"m": bpmn.MODEL, "d": bpmn.DIAGRAM, "c": bpmn.BOUNDS, "e": bpmn.EDGES}
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
ROLES = {"receptionist": "Người tiếp nhận"}


def steps_of(rows=None):
    return parse_steps(content_of_rows(rows or branching()))


def branching():
    rows = fitting_rows()
    rows[0]["next"] = ["tham-dinh", "ky"]
    rows[1]["name"] = 'Thẩm định <hồ sơ> & "ký"'
    return rows


def exported(rows=None):
    document = bpmn.exported(steps_of(rows), name="Cấp & gia hạn", code="2.000086", roles=ROLES)
    return etree.fromstring(document, PARSER)


def ids(root, path):
    return root.xpath(path, namespaces=NAMES)


def test_what_a_step_must_produce_is_in_its_words():
    rows = fitting_rows()
    rows[1]["must"] = ["report"]

    told = ids(exported(rows), "//m:userTask[@id='task-tham-dinh']/m:documentation/text()")

    assert told[0].endswith("Phải có mới chuyển: Báo cáo thẩm định (tệp)")


def test_it_is_one_well_formed_document_with_unique_ids_and_no_entities():
    document = bpmn.exported(steps_of(), name="n", code="c", roles=ROLES)
    root = etree.fromstring(document, PARSER)

    assert document.startswith(b"<?xml")
    assert b"<!" not in document
    assert root.tag == f"{{{bpmn.MODEL}}}definitions"
    assert root.get("targetNamespace")
    every = root.xpath("//@id")
    assert len(every) == len(set(every))
    assert document == bpmn.exported(steps_of(), name="n", code="c", roles=ROLES)


def test_elements_stand_in_the_order_of_the_schema():
    root = exported()

    assert [etree.QName(one).localname for one in root] == ["collaboration", "process", "BPMNDiagram"]
    process = root[1]
    assert etree.QName(process[0]).localname == "laneSet"
    assert process.get("isExecutable") == "false"
    for node in process:
        inside = [etree.QName(one).localname for one in node]
        order = ["documentation", "incoming", "outgoing", "lane"]
        assert inside == sorted(inside, key=order.index)


def test_every_reference_leads_somewhere_and_every_node_is_in_one_lane():
    root = exported()
    nodes = set(ids(root, "//m:process/*[not(self::m:laneSet) and not(self::m:sequenceFlow)]/@id"))
    flows = set(ids(root, "//m:sequenceFlow/@id"))

    assert set(ids(root, "//m:sequenceFlow/@sourceRef")) <= nodes
    assert set(ids(root, "//m:sequenceFlow/@targetRef")) <= nodes
    assert sorted(ids(root, "//m:flowNodeRef/text()")) == sorted(nodes)
    assert sorted(ids(root, "//m:incoming/text()")) == sorted(flows)
    assert sorted(ids(root, "//m:outgoing/text()")) == sorted(flows)
    assert root[0][0].get("processRef") == root[1].get("id")


def test_each_step_is_a_task_and_each_choice_a_gateway_with_named_ways():
    root = exported()

    tasks = ids(root, "//m:userTask")
    assert [task.get("id") for task in tasks] == [
        "task-tiep-nhan",
        "task-tham-dinh",
        "task-ra-soat",
        "task-ky",
    ]
    assert tasks[1].get("name") == 'Thẩm định <hồ sơ> & "ký"'
    assert "4 giờ làm việc" in tasks[0][0].text
    assert ids(root, "//m:exclusiveGateway/@id") == [
        "choice-tiep-nhan",
        "choice-tham-dinh",
        "choice-ra-soat",
    ]
    named = {
        (one.get("sourceRef"), one.get("targetRef")): one.get("name") for one in ids(root, "//m:sequenceFlow")
    }
    assert named["choice-tham-dinh", "task-ky"] == "Bỏ qua: Ra soat"
    assert named["choice-ra-soat", "task-tham-dinh"].startswith("Trả lại")
    assert len(ids(root, "//m:startEvent")) == len(ids(root, "//m:endEvent")) == 1


def with_partners():
    """After the appraisal two partners begin together; one of them is followed by a third."""
    row = {"unit": "Phòng", "hours": 8}
    return parse_steps([
        row | {"slug": "nhan", "name": "Tiếp nhận", "role": "receptionist", "next": ["xet"]},
        row | {"slug": "xet", "name": "Xem xét", "role": "specialist", "next": ["dat", "moi-truong"], "back": ["nhan"]},
        row | {"slug": "dat", "name": "Xác nhận đất", "unit": "Sở Đất", "role": "partner", "next": ["xay"]},
        row | {"slug": "xay", "name": "Xác nhận xây dựng", "unit": "Sở Xây", "role": "partner", "next": ["ky"]},
        row | {"slug": "moi-truong", "name": "Môi trường", "unit": "Sở TN", "role": "partner", "next": ["ky"]},
        row | {"slug": "ky", "name": "Ký", "role": "leader", "next": ["done"]},
    ])  # fmt: skip


def of_partners():
    return etree.fromstring(bpmn.exported(with_partners(), name="n", code="c", roles=ROLES), PARSER)


def pairs(root):
    return {(one.get("sourceRef"), one.get("targetRef")) for one in ids(root, "//m:sequenceFlow")}


def test_partners_that_begin_together_stand_between_parallel_gateways():
    root = of_partners()

    assert ids(root, "//m:parallelGateway/@id") == ["fork-xet", "join-ky"]
    assert ids(root, "//m:exclusiveGateway/@id") == ["choice-xet"]
    assert pairs(root) == {
        ("start", "task-nhan"), ("task-nhan", "task-xet"), ("task-xet", "choice-xet"),
        ("choice-xet", "task-nhan"), ("choice-xet", "fork-xet"), ("fork-xet", "task-dat"),
        ("fork-xet", "task-moi-truong"), ("task-dat", "task-xay"), ("task-xay", "join-ky"),
        ("task-moi-truong", "join-ky"), ("join-ky", "task-ky"), ("task-ky", "end"),
    }  # fmt: skip


def test_what_forks_joins_again_with_as_many_ways():
    root = of_partners()
    ways = [
        (len(gate.findall("m:incoming", NAMES)), len(gate.findall("m:outgoing", NAMES)))
        for gate in ids(root, "//m:parallelGateway")
    ]

    assert ways == [(1, 2), (2, 1)]


def test_a_document_with_partners_is_drawn_whole_and_its_boxes_do_not_touch():
    root = of_partners()
    nodes = set(ids(root, "//m:process/*[not(self::m:laneSet) and not(self::m:sequenceFlow)]/@id"))
    bounds = {
        shape.get("bpmnElement"): tuple(int(shape[0].get(side)) for side in ("x", "y", "width", "height"))
        for shape in ids(root, "//d:BPMNShape")
    }

    assert sorted(ids(root, "//m:flowNodeRef/text()")) == sorted(nodes)
    assert set(ids(root, "//d:BPMNEdge/@bpmnElement")) == set(ids(root, "//m:sequenceFlow/@id"))
    drawn = [bounds[node] for node in sorted(nodes)]
    for place, one in enumerate(drawn):
        for two in drawn[place + 1 :]:
            beside = one[0] + one[2] <= two[0] or two[0] + two[2] <= one[0]
            above = one[1] + one[3] <= two[1] or two[1] + two[3] <= one[1]
            assert beside or above


def test_partners_that_end_the_process_together_join_before_its_end():
    steps = [*with_partners()[:2]]
    ends = [
        Step("Đất", "Sở Đất", "partner", 8, slug="dat"),
        Step("Môi trường", "Sở TN", "partner", 8, slug="moi-truong"),
    ]
    root = etree.fromstring(bpmn.exported([*steps, *ends], name="n", code="c", roles=ROLES), PARSER)

    assert ("join-done", "end") in pairs(root)
    assert len(ids(root, "//m:endEvent/m:incoming")) == 1


def test_the_diagram_has_a_shape_or_an_edge_for_everything_that_is_drawn():
    root = exported()

    drawn = ids(root, "//d:BPMNShape/@bpmnElement") + ids(root, "//d:BPMNEdge/@bpmnElement")
    model = ids(root, "//m:participant/@id | //m:lane/@id | //m:process/*[not(self::m:laneSet)]/@id")
    assert sorted(drawn) == sorted(model)
    assert all(len(shape.findall("c:Bounds", NAMES)) == 1 for shape in ids(root, "//d:BPMNShape"))
    assert all(len(edge.findall("e:waypoint", NAMES)) >= 2 for edge in ids(root, "//d:BPMNEdge"))
    assert ids(root, "//d:BPMNPlane/@bpmnElement") == [root[0].get("id")]


def test_boxes_of_the_drawing_never_touch_and_arrows_begin_and_end_at_them():
    drawn = drawing.drawn(steps_of(), roles=ROLES, states={"tham-dinh": "late"})

    assert [box.state for box in drawn.boxes] == ["", "late", "", ""]
    assert all(one.bottom < two.y for one, two in zip(drawn.boxes, drawn.boxes[1:], strict=False))
    assert all(line.y < box.bottom for box in drawn.boxes for line in box.lines)
    assert {arrow.kind for arrow in drawn.arrows} == {"next", "ahead", "back"}
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for a in drawn.arrows for x, y in a.points)
    edges = {(arrow.start, arrow.end) for arrow in drawn.arrows}
    assert edges == {
        ("", "tiep-nhan"),
        ("tiep-nhan", "tham-dinh"),
        ("tiep-nhan", "ky"),
        ("tham-dinh", "ra-soat"),
        ("ra-soat", "ky"),
        ("ra-soat", "tham-dinh"),
        ("ky", "done"),
    }
