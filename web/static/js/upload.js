// How much of the chosen files has been sent, and a word before more is sent than can be taken. Only on pages with forms.
"use strict";

/** Return the place in a field where this is told, and what is said there. */
function teller(input) {
  const box = input.parentElement.querySelector("[data-sending]");
  const bar = box.querySelector("progress");
  const said = box.querySelector("[role=status]");
  return {
    far(percent) {
      bar.hidden = false;
      bar.value = percent;
      // Readers of the screen are told each quarter, not each step.
      const quarter = box.dataset.sending.replace("{n}", percent - (percent % 25));
      if (said.textContent !== quarter) said.textContent = quarter;
    },
    say(text) {
      bar.hidden = true;
      box.classList.toggle("bad", Boolean(text));
      said.textContent = text;
    },
    box,
  };
}

const chosen = (input) => [...input.files].reduce((sum, file) => sum + file.size, 0);

/** Send as fetch does, and tell how far it has come; fetch itself says nothing of that. */
function sent(address, request, told) {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open(request.method, address);
    for (const [name, value] of Object.entries(request.headers)) call.setRequestHeader(name, value);
    call.upload.addEventListener("progress", ({ loaded, total }) => told.far(Math.floor((100 * loaded) / total)));
    call.addEventListener("load", () => {
      const empty = call.status === 204;
      resolve(new Response(empty ? null : call.response, { status: call.status, headers: headersOf(call) }));
    });
    for (const end of ["error", "abort", "timeout"]) {
      call.addEventListener(end, () => {
        told.say("");
        reject(new DOMException(end, end === "abort" ? "AbortError" : "NetworkError"));
      });
    }
    request.signal?.addEventListener("abort", () => call.abort());
    told.far(0);
    call.send(request.body);
  });
}

function headersOf(call) {
  const lines = call.getAllResponseHeaders().trim().split("\r\n");
  return lines.filter(Boolean).map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
}

document.addEventListener("htmx:before:request", ({ target, detail }) => {
  const input = [...target.querySelectorAll("input[type=file]")].find((one) => one.files.length);
  if (input) detail.ctx.fetch = (address, request) => sent(address, request, teller(input));
});

const isFile = ({ target }) => target.type === "file";
const tooMuch = (input) => chosen(input) > Number(teller(input).box.dataset.most);

// A chosen file is sent when it is chosen, once: the second event of the choice would break it off and begin anew.
document.addEventListener(
  "input",
  (event) => {
    if (!isFile(event)) return;
    event.stopPropagation();
    if (!tooMuch(event.target)) warn(true);
  },
  true,
);

// What cannot be taken is not sent at all; the rest of what is written stays as it is.
document.addEventListener(
  "change",
  (event) => {
    if (!isFile(event)) return;
    const told = teller(event.target);
    told.say("");
    if (!tooMuch(event.target)) return;
    event.stopPropagation();
    told.say(told.box.dataset.tooMuch);
    event.target.value = "";
  },
  true,
);
