"""A package for the archives while its worker is killed again and again: it ends whole, and says so."""

import re
import time
from pathlib import Path

import pytest

from motcua.casework.archives import bags

from .product import Product, Visitor, eventually, last_form

pytestmark = [pytest.mark.slow, pytest.mark.processes]
MANY, KILLS = 4, 3


def ended(product: Product) -> list[str]:
    """Dossiers that were refused at reception, with the letters that say so."""
    minh = Visitor(product, "10.0.8.1").sign_in("minh@motcua.example")
    lan = Visitor(product, "10.0.8.2").sign_in("lan@motcua.example")
    codes = [minh.file() for _ in range(MANY)]
    for code in codes:
        lan.act(code, "refuse", reason="Không thuộc thẩm quyền.", basis="Điều 1 Luật thử")
    for visitor in (minh, lan):
        visitor.close()
    product.settle()
    assert (
        len(
            product.rows(
                "SELECT 1 FROM dossiers_dossier WHERE code = ANY(%s) AND business = 'refused'", codes
            )
        )
        == MANY
    )
    return codes


def test_a_package_ends_whole_though_its_worker_is_killed(product: Product, tmp_path: Path):
    codes = ended(product)
    keeper = Visitor(product, "10.0.8.3").sign_in("ngan@motcua.example")
    board = keeper.client.get("/desk/archives/")
    year = product.one("SELECT extract(year FROM ended_at) FROM dossiers_dossier WHERE code = %s", codes[0])
    links = re.findall(r'href="(/desk/archives/transfers/new/\?[^"]+)"', board.text)
    link = next(one for one in links if f"year={int(year)}" in one).replace("&amp;", "&")
    page = keeper.get(link)

    made = keeper.send(page, last_form(page), {"unit": ""})
    for _ in range(KILLS):
        time.sleep(2)
        product.kill("worker")

    eventually(lambda: "Gói đã sẵn sàng" in keeper.get(made.path).text, seconds=240)
    package = tmp_path / "goi.zip"
    package.write_bytes(keeper.client.get(f"{made.path}package/").content)
    keeper.close()
    assert bags.check(package).wrong == ()
    packed = "SELECT count(*) FROM audit_auditevent WHERE kind = 'TransferPacked' AND subject = %s"
    assert product.one(packed, f"transfer:{made.path.strip('/').split('/')[-1]}") == 1
