// An expression is written with completion: a list follows the word that is being written. A text box of several lines
// may not be a combobox, so what there is to choose is told in a sentence.

import { announce, make, say } from "../words";
import type { Choice } from "./field";

const WORD = /[\wåäöÅÄÖ.]*$/;
const MOST = 12;

/** Let a text box complete its last word from `words`. Returns the box and its list, to be put in the page together. */
export function completing(box: HTMLTextAreaElement, words: () => Choice[]): HTMLElement {
  const list = make("ul", {
    role: "listbox",
    id: `${box.id}-words`,
    class: "words",
    hidden: true,
    "aria-label": say("Förslag", "Suggestions"),
  });
  let found: Choice[] = [];
  let at = -1;
  for (const [name, value] of Object.entries({
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-haspopup": "listbox",
    autocapitalize: "none",
    spellcheck: "false",
  })) {
    box.setAttribute(name, value);
  }

  const close = () => {
    list.hidden = true;
    at = -1;
    box.removeAttribute("aria-activedescendant");
  };
  const begun = () => WORD.exec(box.value.slice(0, box.selectionStart))![0];
  const take = (choice: Choice) => {
    const end = box.selectionStart;
    box.setRangeText(choice.value, end - begun().length, end, "end");
    close();
  };
  const mark = () => {
    [...list.children].forEach((one, place) => one.setAttribute("aria-selected", String(place === at)));
    if (at >= 0) box.setAttribute("aria-activedescendant", list.children[at]!.id);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const offer = (all: boolean) => {
    const text = begun().toLowerCase();
    if (!text && !all) return close();
    found = words()
      .filter((one) => one.value.toLowerCase().includes(text) && one.value.toLowerCase() !== text)
      .slice(0, MOST);
    list.replaceChildren(...found.map((one, place) => option(one, `${list.id}-${place}`, () => take(one))));
    if (!found.length) return close();
    list.hidden = false;
    announce(say(`${found.length} förslag, pil ner väljer.`, `${found.length} suggestions, arrow down chooses.`));
    at = Math.min(at, found.length - 1);
    mark();
  };

  box.addEventListener("input", () => offer(false));
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === " " && event.ctrlKey) offer(true);
    else if (open && step) at = (at + step + found.length) % found.length;
    else if (open && event.key === "Enter" && at >= 0) take(found[at]!);
    else if (open && event.key === "Escape") close();
    else if (event.key !== "Enter" || event.shiftKey) return;
    // Enter without a choice ends the writing, as in every other line of the panel.
    else box.dispatchEvent(new Event("change", { bubbles: true }));
    event.preventDefault();
    if (open && step) mark();
  });
  return list;
}

function option(choice: Choice, id: string, take: () => void): HTMLElement {
  const line = make("li", { role: "option", id, "aria-selected": "false" }, make("code", {}, choice.value));
  if (choice.label && choice.label !== choice.value) line.append(make("small", {}, choice.label));
  line.addEventListener("mousedown", (event) => {
    event.preventDefault();
    take();
  });
  return line;
}
