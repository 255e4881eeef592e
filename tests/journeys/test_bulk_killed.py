"""An act on many dossiers while its worker is killed again and again: each is done once, none is left out."""

import re
import time

import pytest

from .product import Product, Visitor, act_form, eventually

pytestmark = [pytest.mark.slow, pytest.mark.processes]
MANY, KILLS = 6, 3


def ready(product: Product) -> list[str]:
    """Dossiers of our own authority that wait to be assigned."""
    minh = Visitor(product, "10.0.7.1").sign_in("minh@motcua.example")
    lan = Visitor(product, "10.0.7.2").sign_in("lan@motcua.example")
    codes = [minh.file() for _ in range(MANY)]
    thu = Visitor(product, "10.0.7.4").sign_in("thu@motcua.example")
    for code in codes:
        lan.act(code, "accept")
        if product.one("SELECT sub_status FROM dossiers_dossier WHERE code = %s", code) == "waiting_payment":
            page = thu.get(f"/desk/dossiers/{code}/payment/")
            thu.send(page, act_form(page), {"way": "cash", "number": f"BL-{code[-4:]}"})
    for visitor in (minh, lan, thu):
        visitor.close()
    product.settle()
    waiting = "SELECT code FROM dossiers_dossier WHERE code = ANY(%s) AND sub_status = 'waiting_assignment'"
    assert len(product.rows(waiting, codes)) == MANY
    return codes


def ordered(head: Visitor, codes: list[str]) -> str:
    """The address of the progress of an order to assign these."""
    token = {"csrfmiddlewaretoken": head.client.cookies["csrftoken"]}
    look = head.client.post("/desk/bulk/look/", data=token | {"act": "assign", "code": codes})
    lines = re.findall(r'name="line" value="([^"]+)"', look.text)
    officer = re.search(r'<option value="([^"]+)">Lê Anh Tuấn', look.text)
    assert officer is not None, look.text[:600]
    assert len(lines) == len(codes)
    sent = token | {"act": "assign", "line": lines, "officer": officer[1]}
    return str(head.client.post("/desk/bulk/order/", data=sent).url)


def test_an_order_ends_whole_though_its_worker_is_killed(product: Product):
    codes = ready(product)
    head = Visitor(product, "10.0.7.3").sign_in("dung@motcua.example")
    head.get("/desk/worklist/assign/")

    address = ordered(head, codes)
    for _ in range(KILLS):
        product.kill("worker")
        time.sleep(0.4)

    eventually(lambda: "đã làm xong" in head.client.get(address).text, seconds=120)
    head.close()
    assigned = (
        "SELECT subject, count(*) FROM audit_auditevent WHERE kind = 'DossierAssigned' "
        "AND subject = ANY(%s) GROUP BY subject"
    )
    subjects = [f"dossier:{code}" for code in codes]
    assert dict(product.rows(assigned, subjects)) == dict.fromkeys(subjects, 1)
