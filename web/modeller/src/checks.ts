// What the checks say while one draws: marks on the canvas, and the list with remedies below it.

import type { Draft, Finding } from "./api";
import { Refusal } from "./api";
import { xml } from "./carrying";
import type { Tools } from "./services";
import { nameOf, shapeOf, show } from "./services";
import { byId, make, say, told } from "./words";

const WAIT = 700;

export class Checks {
  findings: Finding[] = [];
  private timer = 0;
  private asking?: AbortController;
  private seen = "";

  constructor(
    private readonly draft: Draft,
    private readonly at: Tools,
    private readonly changed: () => void,
  ) {}

  /** What is said of an element, by any of its ids: a pool has also that of its process. */
  of(...ids: string[]): Finding[] {
    return this.findings.filter((one) => one.element !== null && ids.includes(one.element));
  }

  soon(): void {
    window.clearTimeout(this.timer);
    // An answer about what was drawn before is not shown as if it were about what is drawn now.
    this.asking?.abort();
    byId("findings-state").textContent = say("Kontrollerar …", "Checking …");
    this.timer = window.setTimeout(() => void this.now(), WAIT);
  }

  async now(): Promise<void> {
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const files = { [this.draft.file]: await xml(this.at.modeler) };
      this.findings = await this.draft.checks(files, this.asking.signal);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      const why = error instanceof Refusal ? error.message : say("Ingen kontakt med Räls.", "No contact with Räls.");
      byId("findings-state").textContent = say(
        `Kontrollen gick inte att göra. ${why}`,
        `The checks could not be made. ${why}`,
      );
      return;
    }
    this.draw();
    this.changed();
  }

  /** Draw again what stands on the canvas: an element that was drawn anew has lost its mark. */
  draw(): void {
    this.state();
    this.marks();
    const now = JSON.stringify(this.findings);
    if (now === this.seen) return;
    this.seen = now;
    byId("findings").replaceChildren(...this.findings.map((one) => this.line(one)));
  }

  private state(): void {
    const errors = this.findings.filter((one) => one.severity === "error").length;
    const warnings = this.findings.length - errors;
    byId("findings-state").textContent = this.findings.length
      ? say(`${errors} fel, ${many(warnings)}`, `${errors} errors, ${warnings} warnings`)
      : say("Inga anmärkningar. Modellen kan publiceras.", "No findings. The model can be published.");
  }

  private line(one: Finding): HTMLElement {
    const kind = one.severity === "error" ? say("Fel", "Error") : say("Varning", "Warning");
    const words = make("span", {}, make("b", {}, `${kind}: ${told(one.text)}`), make("small", {}, told(one.remedy)));
    const line = make("li", {}, mark(one.severity), words);
    const element = one.element ? shapeOf(this.at, one.element) : undefined;
    if (element) {
      const named = make("span", { class: "unseen" }, ` ${nameOf(element)}`);
      const button = make("button", { type: "button", class: "btn small" }, say("Visa", "Show"), named);
      button.addEventListener("click", () => {
        show(this.at, shapeOf(this.at, one.element!) ?? element);
        byId("properties-title").focus();
      });
      line.append(button);
    }
    return line;
  }

  private marks(): void {
    const overlays = this.at.modeler.get("overlays");
    overlays.remove({ type: "finding" });
    const found = new Map<string, Finding[]>();
    for (const one of this.findings) if (one.element) found.set(one.element, [...(found.get(one.element) ?? []), one]);
    for (const [id, some] of found) {
      const element = shapeOf(this.at, id);
      if (!element || element === this.at.canvas.getRootElement()) continue;
      const worst = some.some((one) => one.severity === "error") ? "error" : "warning";
      const html = make(
        "span",
        { class: `finding ${worst}`, role: "img" },
        some.length > 1 ? String(some.length) : "!",
      );
      const words = some.map((one) => told(one.text)).join(" ");
      html.setAttribute("aria-label", `${nameOf(element)}: ${words}`);
      html.title = words;
      overlays.add(element, "finding", {
        position: element.waypoints ? { bottom: 0, right: 0 } : { top: -10, right: 10 },
        html,
      });
    }
  }
}

function many(warnings: number): string {
  return warnings === 1 ? "1 varning" : `${warnings} varningar`;
}

function mark(severity: string): HTMLElement {
  return make("span", { class: `finding ${severity}`, "aria-hidden": "true" }, "!");
}
