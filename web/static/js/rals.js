// What the pages need beyond htmx: nothing written is lost, and the inbox stays current. Without it every page works.
"use strict";

const FORM = "form";
const MAIN = "main";
const LOOK_EVERY = 30_000;
const SAVE_AGAIN = 10_000;
const BEFORE = 60;
let lookedAt = Date.now();
let saving;

const stay = (event) => event.preventDefault();

/** Warn before the page is left, or no longer. */
function warn(unsaved) {
  if (unsaved) addEventListener("beforeunload", stay);
  else removeEventListener("beforeunload", stay);
}

/** Say that what is written could not be saved as a draft, and try again in a while. */
function lost(form) {
  const said = form.querySelector("[data-lost]");
  if (!said) return;
  said.textContent = said.dataset.lost;
  said.setAttribute("role", "alert");
  clearTimeout(saving);
  saving = setTimeout(() => document.getElementById(FORM).dispatchEvent(new Event("change")), SAVE_AGAIN);
}

/** Ask for what is new in the inbox, but not for a page that nobody looks at. */
function look() {
  if (document.visibilityState !== "visible" || Date.now() - lookedAt < LOOK_EVERY) return;
  lookedAt = Date.now();
  document.body.dispatchEvent(new Event("rals-look"));
}

document.addEventListener("input", ({ target }) => {
  if (target.form?.id !== FORM) return;
  warn(true);
  // An answer to what was written a moment ago must not overwrite what is written now.
  target.form.dispatchEvent(new Event("htmx:abort"));
});

/** Say how many tasks are chosen. */
function count(form) {
  const said = form.querySelector(".bulk b");
  const n = form.querySelectorAll("input[name=task]:checked").length;
  said.textContent = n ? said.dataset[n === 1 ? "one" : "many"].replace("{n}", n) : said.dataset.none;
}

document.addEventListener("change", ({ target }) => {
  if (target.name === "task" && target.form?.hasAttribute("data-many")) count(target.form);
});

document.addEventListener("submit", ({ target }) => {
  if (target.id === FORM) warn(false);
});

document.addEventListener("htmx:error", ({ target }) => {
  if (target.id === FORM) lost(target);
});

document.addEventListener("htmx:after:request", ({ target, detail }) => {
  // A refusal on the way is an answer without a form.
  if (target.id === FORM && !detail.ctx.text.includes(`id="${FORM}"`)) lost(target);
});

document.addEventListener("htmx:before:swap", (event) => {
  const form = event.target.id === FORM;
  // A fault on the way has no form in it, and must not replace the one that is being written.
  if (form && !event.detail.tasks.some(({ fragment }) => fragment.childElementCount)) event.preventDefault();
});

/** What a button of a row was about is where the person goes on; a row that is gone leaves them at the top of the list. */
function goOn(address) {
  const main = document.getElementById(MAIN);
  if (main !== document.activeElement && main.contains(document.activeElement)) return;
  const moved = main.querySelector(`a[href="${address}"]`);
  (moved || main).focus({ preventScroll: true });
}

document.addEventListener("htmx:after:swap", ({ target, detail }) => {
  if (detail.ctx.target.id === MAIN) goOn(detail.ctx.request.action);
  if (target.id !== FORM) return;
  clearTimeout(saving);
  warn(target.hasAttribute("data-unsaved"));
  if (!document.getElementById("faults")) document.title = document.title.replace(/^(Fel|Fault): /, "");
  // The chosen files have been kept and are listed now; they must not be sent again.
  for (const input of target.querySelectorAll("input[type=file]")) input.value = "";
});

/** The links to tasks of the list that has the focus; none where the person is elsewhere, or writes. */
function tasksAround(target) {
  const list = target.closest?.("[data-keys]");
  return list && !target.closest("input, select, textarea, summary") ? [...list.querySelectorAll("a.title")] : [];
}

const KEYS = {
  j: (links, at) => links[Math.min(at + 1, links.length - 1)].focus(),
  k: (links, at) => links[Math.max(at - 1, 0)].focus(),
  t: (links, at) => links[at]?.closest("li, .row").querySelector("button")?.click(),
  f: () => document.getElementById("q")?.focus(),
  "?": () => document.getElementById("keys")?.showPopover(),
};
Object.assign(KEYS, { ArrowDown: KEYS.j, ArrowUp: KEYS.k });

// Single keys do something only where a list of tasks has the focus, so that they never come in the way of speech or of
// what somebody writes (WCAG 2.1.4). Enter opens, as on every link.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey && event.target.form?.id === FORM) {
    event.target.form.querySelector("button.primary")?.click();
  }
  const links = event.ctrlKey || event.altKey || event.metaKey ? [] : tasksAround(event.target);
  if (!links.length || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key](links, links.indexOf(document.activeElement));
});

/** A drawing opens where the case is now; the page itself stays where it is. */
function openAtNow(link) {
  const now = document.getElementById(link.hash.slice(1));
  const frame = now?.closest(".canvas");
  if (!frame) return;
  const [place, seen] = [now.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollBy(
    place.x - seen.x + (place.width - seen.width) / 2,
    place.y - seen.y + (place.height - seen.height) / 2,
  );
}

for (const link of document.querySelectorAll('.legend a[href^="#el-"]')) openAtNow(link);

// A line of time opens at today, with a little of what was before.
for (const line of document.querySelectorAll("[data-today]")) line.parentElement.scrollLeft = line.dataset.today - BEFORE;

warn(document.getElementById(FORM)?.hasAttribute("data-unsaved"));
setInterval(look, LOOK_EVERY);
document.addEventListener("visibilitychange", look);
