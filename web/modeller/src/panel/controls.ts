// How the fields of the panel look, and how what is written reaches the model.

import { make, say } from "../words";
import { completing } from "./expression";
import type { Choice, Field, Many, Value } from "./field";

/** A field on the page. `sync` shows what the model says now, unless somebody is writing there. */
export interface Control {
  element: HTMLElement;
  sync: () => void;
  fault: (sentences: string[]) => void;
}

export function control(field: Field): Control {
  if (field.kind === "press") return button(field.label, field.hint, field.act);
  if (field.kind === "way") return still(make("p", {}, make("a", { href: field.href }, field.label)));
  return field.kind === "many" ? several(field) : single(field);
}

function still(element: HTMLElement): Control {
  return { element, sync: () => undefined, fault: () => undefined };
}

function button(label: string, hint: string | undefined, act: () => void): Control {
  const pressed = make("button", { type: "button", class: "btn small" }, label);
  pressed.addEventListener("click", act);
  return still(make("p", { class: "press" }, pressed, ...(hint ? [make("span", { class: "hint" }, hint)] : [])));
}

function single(field: Value): Control {
  const id = `p-${field.key}`;
  const box = boxOf(field, id);
  const fault = make("span", { class: "fault", id: `${id}-fault`, hidden: true });
  const hint = field.hint ? [make("span", { class: "hint", id: `${id}-hint` }, field.hint)] : [];
  const label = make("label", { for: id }, field.label);
  const parts: Node[] =
    field.kind === "tick" ? [make("div", { class: "tick" }, box, label), ...hint, fault] : [label, ...hint, fault, box];
  const element = make("div", { class: "field" }, ...parts);
  box.setAttribute("aria-describedby", [...hint.map((one) => one.id), fault.id].join(" "));
  if (box instanceof HTMLTextAreaElement && field.kind === "expression")
    element.append(completing(box, field.words ?? (() => [])));
  if (box instanceof HTMLInputElement && field.words) element.append(suggestions(box, field.words));
  const value = () =>
    box instanceof HTMLInputElement && field.kind === "tick" ? (box.checked ? "true" : "") : box.value.trim();
  box.addEventListener("change", () => value() !== field.get() && field.set(value()));
  return { element, sync: () => sync(field, box), fault: (told) => faulty(element, box, fault, told) };
}

function boxOf(field: Value, id: string): HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  if (field.kind === "choice") return select(id, field);
  if (field.kind === "area" || field.kind === "expression")
    return make("textarea", { id, rows: field.kind === "area" ? "3" : "1", class: field.kind });
  return make("input", { id, type: field.kind === "tick" ? "checkbox" : "text" });
}

function sync(field: Value, box: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): void {
  const now = field.get();
  if (field.kind === "tick") (box as HTMLInputElement).checked = now === "true";
  else if (document.activeElement !== box || box instanceof HTMLSelectElement) box.value = now;
}

function select(id: string, field: Value): HTMLSelectElement {
  const box = make("select", { id });
  const chosen = field.get();
  const choices = field.choices ?? [];
  // What the model says stays to be seen even where the profile has it no more.
  const lost =
    chosen && !choices.some((one) => one.value === chosen)
      ? [{ value: chosen, label: say(`${chosen} (finns inte)`, `${chosen} (missing)`) }]
      : [];
  const groups = new Map<string, HTMLElement>();
  for (const one of [...choices, ...lost] as Choice[]) {
    const into = one.group ? (groups.get(one.group) ?? make("optgroup", { label: one.group })) : box;
    if (one.group && !groups.has(one.group)) groups.set(one.group, box.appendChild(into));
    into.append(make("option", { value: one.value }, one.label));
  }
  return box;
}

function suggestions(box: HTMLInputElement, words: () => Choice[]): HTMLElement {
  const list = make(
    "datalist",
    { id: `${box.id}-list` },
    ...words().map((one) => make("option", { value: one.value }, one.label)),
  );
  box.setAttribute("list", list.id);
  return list;
}

function faulty(element: HTMLElement, box: HTMLElement, place: HTMLElement, told: string[]): void {
  element.classList.toggle("bad", told.length > 0);
  place.hidden = !told.length;
  place.textContent = told.join(" ");
  if (told.length) box.setAttribute("aria-invalid", "true");
  else box.removeAttribute("aria-invalid");
}

function several(field: Many): Control {
  const id = `p-${field.key}`;
  const fault = make("span", { class: "fault", id: `${id}-fault`, hidden: true });
  const list = make("ul", { role: "list", class: "chosen" });
  const box = make("input", { id, type: "text", list: `${id}-list`, "aria-describedby": fault.id });
  const known = new Map(field.choices.map((one) => [one.value, one.label]));
  const offered = make(
    "datalist",
    { id: `${id}-list` },
    ...field.choices.map((one) => make("option", { value: one.value }, one.label)),
  );
  const label = make("label", { for: id }, field.label);
  const hint = make(
    "span",
    { class: "hint" },
    field.hint ?? say("Skriv och välj för att lägga till.", "Write and choose to add."),
  );
  box.addEventListener("change", () => {
    const value = box.value.trim();
    box.value = "";
    if (value && !field.get().includes(value)) field.set([...field.get(), value]);
  });
  const line = (value: string) => {
    const away = make(
      "button",
      { type: "button", class: "btn small" },
      say("Ta bort", "Remove"),
      make("span", { class: "unseen" }, ` ${value}`),
    );
    away.addEventListener("click", () => {
      field.set(field.get().filter((one) => one !== value));
      box.focus();
    });
    const words = known.get(value) ?? "";
    return make(
      "li",
      { title: words },
      make("span", {}, make("code", {}, value), make("small", {}, words.slice(0, 90))),
      away,
    );
  };
  let shown = "";
  const element = make("div", { class: "field" }, label, hint, fault, list, box, offered);
  const show = () => {
    const now = field.get();
    if (shown === now.join(" ")) return;
    shown = now.join(" ");
    list.replaceChildren(...now.map(line));
  };
  return { element, sync: show, fault: (told) => faulty(element, box, fault, told) };
}
