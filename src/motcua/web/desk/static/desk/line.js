// Scans of a box: form[data-mc-scans] sends each chosen file by itself, with a bar, and says of each what became of
// it, so that a large file, or one that is refused, holds up none. Without this script the form sends all at once.
(() => {
  "use strict";
  const form = document.querySelector("form[data-mc-scans]");
  if (!form) return;
  const list = form.querySelector("[data-mc-sending]"), input = form.querySelector("input[type=file]");
  let under_way = 0;

  form.addEventListener("submit", async (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const files = [...input.files], lines = files.map(line);
    under_way += files.length;
    input.value = "";
    input.dispatchEvent(new Event("change", { bubbles: true }));
    let refused = 0;
    for (const [number, file] of files.entries()) {
      refused += (await send(file, lines[number])) ? 1 : 0;
      under_way -= 1;
    }
    if (!under_way && !refused) window.location.reload();
  });

  window.addEventListener("beforeunload", (event) => {
    if (under_way) event.preventDefault();
  });

  function line(file) {
    const item = document.createElement("li"), name = document.createElement("span");
    const bar = document.createElement("progress"), said = document.createElement("span");
    name.textContent = file.name;
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    said.textContent = "đang chờ";
    item.append(name, bar, said);
    list.append(item);
    return { item, bar, said };
  }

  function send(file, { item, bar, said }) {
    return new Promise((done) => {
      const body = new FormData(), request = new XMLHttpRequest();
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      body.append("scan", file);
      const end = (why) => {
        bar.remove();
        item.className = why ? "sending__refused" : "sending__taken";
        said.textContent = why ? `không nhận: ${why}` : "đã nhận";
        done(why);
      };
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.upload.onprogress = (event) => {
        bar.value = event.loaded / event.total;
        said.textContent = event.loaded < event.total ? `${Math.floor((100 * event.loaded) / event.total)} %` : "đang kiểm tra tệp";
      };
      request.onerror = () => end("mất kết nối. Chọn lại tệp này để gửi lại.");
      request.onload = () => {
        try {
          end(JSON.parse(request.responseText).files[0].why);
        } catch {
          end("máy chủ không nhận được. Tải lại trang rồi thử lại.");
        }
      };
      request.send(body);
    });
  }
})();
