"""The main job, played over HTTP as applicant and officers: pages read, forms posted as a browser would.

A step raises AssertionError (with a sentence) when the product did not do what it should.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import policy
from email.parser import BytesParser
from pathlib import Path
from urllib.parse import unquote

from motcua.foundation.kernel.clock import local_date, now
from motcua.ops.demo import answers, authority
from motcua.ops.demo.browser import Browser, Form, Page
from motcua.ops.demo.papers import sample_pdf
from motcua.reference.catalogue import shipped
from motcua.reference.forms.rules import parse_form

PROCEDURE = "2.000086"
CODE = f"{PROCEDURE}.000.00.00.H50"
NEW = {
    "email": "mo@motcua.example",
    "full_name": "Nguyễn Thị Mơ",
    "identity_number": "045192000789",
    "phone": "0912000003",
    "tax_number": "3200000041",
}
NEXT = ("_go", "next")
PATIENCE_SECONDS = 20


@dataclass
class Journey:
    """One play of the whole way. `keep`: where receipt and result are left."""

    address: str
    mail_folder: Path
    at: datetime
    keep: Path | None = None
    code: str = ""
    amount_vnd: int = 0
    receipt: bytes = b""
    result: bytes = b""
    browsers: dict[str, Browser] = field(default_factory=dict)

    def steps(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Every step with its name, in order."""
        yield "Tìm thủ tục không dấu và theo mã", self.find
        yield "Mở tài khoản, xác nhận thư điện tử", self.open_account
        yield "Thêm tổ chức được nộp hồ sơ", self.add_organisation
        yield "Soạn hồ sơ: trường hợp, tờ khai, giấy tờ", self.prepare
        yield "Nộp hồ sơ, nhận mã và thư xác nhận", self.submit
        yield "Tra cứu không đăng nhập, người lạ không xem được", self.look_up
        yield "Cán bộ yêu cầu bổ sung một lần", self.ask_supplement
        yield "Người nộp bổ sung trực tuyến", self.answer_supplement
        yield "Tiếp nhận hồ sơ", self.accept
        yield "Ghi nhận phí, đồng hồ bắt đầu", self.pay
        yield "Giấy tiếp nhận có ngày hẹn, ký số", self.fetch_receipt
        yield "Phân công, thẩm định, trình lãnh đạo", self.work
        yield "Lãnh đạo xem trước và ký", self.sign
        yield "Văn thư cấp số, đóng dấu", self.number
        yield "Trả kết quả", self.hand_over
        yield "Người dân tải kết quả", self.fetch_result
        yield "Trang kiểm tra: hợp lệ; sửa một byte thì không", self.verify

    def close(self) -> None:
        for browser in self.browsers.values():
            browser.close()

    def as_(self, who: str) -> Browser:
        """A browser of this person, signed in when the sample knows the account."""
        if who not in self.browsers:
            self.browsers[who] = Browser(self.address)
            if who != "nobody":
                email = NEW["email"] if who == "mo" else f"{who}@motcua.example"
                self._sign_in(self.browsers[who], email)
        return self.browsers[who]

    def _sign_in(self, browser: Browser, email: str) -> None:
        page = browser.get("/account/sign-in/")
        form = page.form("email", "password")
        password = authority.definition()["password"]
        page = browser.send(page, form, {"email": email, "password": password})
        assert page.status == 200, f"không đăng nhập được {email}"
        assert "sign-in" not in page.path, f"không đăng nhập được {email}"

    # The applicant

    def find(self) -> None:
        browser = self.as_("nobody")
        page = browser.get("/")
        assert page.status == 200, "trang chủ không mở được"
        for words in ("giay phep x quang", PROCEDURE):
            page = browser.get(f"/procedures/?q={words}")
            assert any(CODE in unquote(href) for href, _ in page.links), f"tìm “{words}” không thấy thủ tục"
        page = browser.get(f"/procedures/{CODE}/")
        assert "142/2020/NĐ-CP" in page.text, "trang thủ tục thiếu căn cứ pháp lý"

    def open_account(self) -> None:
        browser = Browser(self.address)
        page = browser.get("/account/sign-up/")
        form = page.form("email", "full_name")
        password = authority.definition()["password"]
        secrets = {name: password for name in form.names if "password" in name or name == "repeated"}
        ticks = {
            name: form.options[name][0] for name in form.options if name in form.names and name == "agree"
        }
        known = {name: value for name, value in NEW.items() if name in form.names}
        page = browser.send(page, form, known | secrets | ticks)
        assert page.status == 200, f"không mở được tài khoản: {page.text[:300]}"
        link = self._link_in_mail(NEW["email"], "/account/confirm/")
        page = browser.get(link)
        if any(form.method == "post" and "confirm" in (form.action or page.path) for form in page.forms):
            page = browser.send(page, page.forms[-1])
        assert page.status == 200, "không xác nhận được thư điện tử"
        browser.close()

    def _link_in_mail(self, address: str, part: str) -> str:
        """The link in the newest mail to that address. Mails are files, one per id."""

        def look() -> str | None:
            for path in sorted(self.mail_folder.glob("*.eml"), key=lambda p: -p.stat().st_mtime):
                text = mail_text(path)
                found = re.search(rf"https?://\S*({re.escape(part)}\S+)", text)
                if address in text and found:
                    return found[1]
            return None

        return self._until(look, "không thấy thư trong hộp thư mẫu")

    def _until(self, look: Callable[[], str | None], complaint: str) -> str:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            found = look()
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError(complaint)

    def add_organisation(self) -> None:
        browser = self.as_("mo")
        page = browser.get("/account/organisations/")
        form = page.form("tax_number", "name")
        given = {"tax_number": NEW["tax_number"], "name": "Phòng khám Mẫu", "position": "Giám đốc"}
        if "is_legal_representative" in form.names:
            given["is_legal_representative"] = form.options["is_legal_representative"][0]
        if "ground" in form.names:
            given["ground"] = "Quyết định bổ nhiệm số 01"
        page = browser.send(page, form, given)
        assert "Phòng khám Mẫu" in page.text, f"không thêm được tổ chức: {page.text[:300]}"

    def prepare(self) -> None:
        browser = self.as_("mo")
        page = browser.get(f"/filing/{CODE}/")
        page = browser.send(page, _last(page))
        form = _with(page, "ground")
        organisation = next(value for value in form.options["organisation_code"] if value)
        page = browser.send(
            page, form, {"ground": "legal_representative", "organisation_code": organisation}, button=NEXT
        )
        assert page.path.endswith("/form/"), f"bước trường hợp chưa qua: {page.text[:300]}"
        page = self._fill_form(browser, page)
        assert page.path.endswith("/papers/"), f"bước tờ khai chưa qua: {page.text[:600]}"
        page = self._lay_papers(browser, page)
        assert page.path.endswith("/delivery/"), f"bước giấy tờ chưa qua: {page.text[:600]}"
        page = browser.send(page, _with(page, "result_way"), {"result_way": "online"}, button=NEXT)
        assert page.path.endswith("/review/"), f"bước nhận kết quả chưa qua: {page.text[:300]}"
        self._review = page

    def _fill_form(self, browser: Browser, page: Page) -> Page:
        """First one wrong number, to see that every defect is told and nothing is lost; then right."""
        form = _with(page, "org_name")
        definition = parse_form(shipped.folders()[PROCEDURE].form or {})
        right = answers.posted(definition, today=local_date(self.at))
        values: dict[str, str] = {name: given[0] for name, given in right.items()}
        page = browser.send(page, form, values | {"head_identity": "0450850001", "org_name": ""}, button=NEXT)
        assert page.status == 422, "số định danh sai mà không báo"
        assert "12" in page.text, "báo lỗi không nói rõ số định danh có 12 chữ số"
        return browser.send(page, _with(page, "org_name"), values, button=NEXT)

    def _lay_papers(self, browser: Browser, page: Page) -> Page:
        form = next(form for form in page.forms if form.files)
        wrong = [(form.files[0], ("trang.pdf", b"MZ\x90\x00 not a pdf", "application/pdf"))]
        refused = browser.send(page, form, files=wrong, button=NEXT)
        assert refused.status == 422, "tệp sai loại mà vẫn nhận"
        form = next(form for form in refused.forms if form.files)
        files = [(name, (f"{name}.pdf", sample_pdf(name), "application/pdf")) for name in form.files]
        return browser.send(refused, form, _paper_days(form), files=files, button=NEXT)

    def submit(self) -> None:
        browser = self.as_("mo")
        form = self._review.form(action="/submit/")
        page = browser.send(self._review, form)
        found = re.search(r"000\.00\.15\.H50-\d{6}-\d{4,5}", page.text)
        assert found, f"nộp rồi mà không có mã hồ sơ: {page.text[:300]}"
        self.code = found[0]
        again = browser.send(self._review, form)
        assert self.code in again.text, "bấm nộp lần hai tạo ra việc khác"
        self._mail_about("đã được gửi")

    def _mail_about(self, words: str) -> None:
        def look() -> str | None:
            for path in self.mail_folder.glob("*.eml"):
                text = mail_text(path)
                if self.code in text and words in text:
                    return text
            return None

        self._until(look, f"không có thư “{words}” về hồ sơ {self.code}")

    def look_up(self) -> None:
        page = self.as_("nobody").get(f"/lookup/?code={self.code}")
        assert page.status == 200, "không tra cứu được theo mã"
        assert NEW["full_name"] not in page.text, "tra cứu không đăng nhập lộ tên người nộp"
        assert self.as_("hoa").get(f"/dossiers/{self.code}/").status == 404, "người lạ mở được hồ sơ"

    # The officers

    def _desk(self, who: str, act: str, values: dict[str, str] | None = None) -> Page:
        browser = self.as_(who)
        page = browser.get(f"/desk/dossiers/{self.code}/{act}/")
        assert page.status == 200, f"{who} không mở được việc {act}: {page.text[:300]}"
        form = next(form for form in reversed(page.forms) if form.has("seen"))
        page = browser.send(page, form, values or {})
        assert page.status == 200, f"{who} không làm được việc {act}: {page.status} {page.text[:300]}"
        return page

    def ask_supplement(self) -> None:
        page = self.as_("lan").get("/desk/worklist/reception/")
        assert self.code in page.text, "hàng chờ tiếp nhận không có hồ sơ"
        asked = {"ask-paper-safety-assessment": "on", "say-paper-safety-assessment": "Nộp bản có chữ ký."}
        self._desk("lan", "supplement", asked)
        self._mail_about("Nộp bản có chữ ký.")

    def answer_supplement(self) -> None:
        browser = self.as_("mo")
        page = browser.get(f"/dossiers/{self.code}/supplement/")
        form = next(form for form in page.forms if form.files)
        files = [(name, ("bo-sung.pdf", sample_pdf("supplement"), "application/pdf")) for name in form.files]
        page = browser.send(page, form, {"note": "Đã nộp bản có chữ ký."}, files=files)
        assert page.status == 200, f"không bổ sung được: {page.text[:300]}"

    def accept(self) -> None:
        self._desk("lan", "accept")
        page = self.as_("mo").get(f"/dossiers/{self.code}/")
        assert "3.000.000" in page.text or "2.000.000" in page.text, "trang hồ sơ chưa nói số phí phải nộp"

    def pay(self) -> None:
        browser = self.as_("thu")
        page = browser.get(f"/desk/dossiers/{self.code}/payment/")
        form = next(form for form in page.forms if form.has("amount_vnd"))
        page = browser.send(page, form, {"way": "transfer", "number": "CK-MAU-001"})
        assert page.status == 200, f"không ghi nhận được phí: {page.text[:300]}"
        page = self.as_("mo").get(f"/dossiers/{self.code}/")
        assert re.search(r"17:00", page.text), "trả phí rồi mà chưa có ngày hẹn"

    def _paper(self, *, words: str, of: str) -> bytes:
        """The newest paper of the dossier whose link speaks of `words`, once it is made."""
        browser = self.as_("mo")

        def look() -> str | None:
            page = browser.get(f"/dossiers/{self.code}/")
            links = [href for href, said in page.links if "/documents/" in href and words in said.lower()]
            return links[-1] if links else None

        link = self._until(look, f"chưa có {of} để tải")
        answer = browser.get(link)
        assert answer.content.startswith(b"%PDF-"), f"{of} không phải tệp PDF"
        return answer.content

    def fetch_receipt(self) -> None:
        self.receipt = self._paper(words="giấy tiếp nhận", of="giấy tiếp nhận")
        self._keep("giay-tiep-nhan.pdf", self.receipt)

    def _keep(self, name: str, content: bytes) -> None:
        if self.keep:
            self.keep.mkdir(parents=True, exist_ok=True)
            (self.keep / name).write_bytes(content)

    def work(self) -> None:
        self._desk("dung", "assign", {"officer_code": "tuan"})
        proposal = {
            "outcome": "grant",
            "result-title": "Cấp phép sử dụng thiết bị X-quang chẩn đoán y tế",
            "result-content": "Cho phép sử dụng thiết bị nêu trong hồ sơ.",
            "opinion": "Hồ sơ đủ điều kiện.",
        }
        self._desk("tuan", "propose", proposal)

    def sign(self) -> None:
        preview = self.as_("binh").get(f"/desk/dossiers/{self.code}/preview/result/")
        assert preview.content.startswith(b"%PDF-"), "lãnh đạo không xem trước được văn bản"
        self._desk("binh", "approve")

    def number(self) -> None:
        self._desk("nga", "number")

    def hand_over(self) -> None:
        browser = self.as_("lan")

        def look() -> str | None:
            page = browser.get(f"/desk/dossiers/{self.code}/return/")
            form = next((form for form in reversed(page.forms) if form.has("seen")), None)
            if form is None:
                return None
            page = browser.send(page, form)
            return "returned" if page.status == 200 else None

        self._until(look, "không trả được kết quả")

    def fetch_result(self) -> None:
        self.result = self._paper(words="kết quả", of="kết quả")
        self._keep("ket-qua.pdf", self.result)

    def verify(self) -> None:
        browser = self.as_("nobody")
        for name, content, word in (
            ("ket-qua.pdf", self.result, True),
            ("ket-qua-sua.pdf", _changed(self.result), False),
        ):
            page = browser.get("/verify/")
            form = next(form for form in page.forms if form.files)
            page = browser.send(page, form, files=[(form.files[0], (name, content, "application/pdf"))])
            assert page.status == 200, f"trang kiểm tra không trả lời: {page.text[:200]}"
            assert ("KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in page.text) or not word, "không nói rõ chứng thư mẫu"
            self._verdicts = [*getattr(self, "_verdicts", []), page.text]
        assert self._verdicts[0] != self._verdicts[1], "tệp bị sửa mà kết luận không đổi"


def _changed(pdf: bytes) -> bytes:
    """One byte of a signed file changed, in the middle of its first third."""
    place = len(pdf) // 6
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def _last(page: Page) -> Form:
    return [form for form in page.forms if form.method == "post"][-1]


def _with(page: Page, name: str) -> Form:
    return next(form for form in page.forms if name in form.names)


def mail_text(path: Path) -> str:
    """Subject, receiver and body of a kept mail, decoded."""
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    body = message.get_body(preferencelist=("plain",))
    return f"{message['to']}\n{message['subject']}\n{body.get_content() if body else ''}"


def _paper_days(form: Form) -> dict[str, str]:
    """The days that stand on sample papers: given last month, good for years."""
    days = {"issued-": timedelta(days=-20), "expires-": timedelta(days=400)}
    today = local_date(now())
    return {
        name: f"{today + days[prefix]:%d/%m/%Y}"
        for name in sorted(form.names)
        for prefix in days
        if name.startswith(prefix)
    }
