// Keys beside those of bpmn-js: where to go on the page, and the list of keys.

import type { Tools } from "./services";
import { byId } from "./words";

const PLACES = ["canvas", "properties-title", "findings-title"];

export function keys(at: Tools): void {
  const canvas = byId("canvas");
  const focus = (id: string) => (id === "canvas" ? at.canvas.focus() : byId(id).focus());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6") return;
    event.preventDefault();
    const here = PLACES.findIndex((id) => inside(id).contains(document.activeElement));
    focus(PLACES[(here + (event.shiftKey ? PLACES.length - 1 : 1)) % PLACES.length]!);
  });
  canvas.addEventListener("keydown", (event) => {
    if (
      event.key !== "?" ||
      event.target instanceof HTMLInputElement ||
      (event.target as HTMLElement).isContentEditable
    )
      return;
    const list = byId<HTMLDetailsElement>("keys");
    list.open = true;
    list.querySelector("summary")!.focus();
  });
}

function inside(id: string): HTMLElement {
  const place = byId(id);
  return place.closest<HTMLElement>("aside, section") ?? place;
}
