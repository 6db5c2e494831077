// The panel of properties: the fields of the chosen element, and what the checks say of it.

import type { Checks } from "../checks";
import { is, nameOf, show, type Shape } from "../services";
import { byId, make, say, told } from "../words";
import { control, type Control } from "./controls";
import type { Section } from "./field";
import { kindOf, sections, type Means } from "./sections";

/** Where a finding is told of: the field that mends it. */
const FIELDS: Record<string, string> = {
  lane_role: "role",
  known_role: "role",
  seat_held: "role",
  resolvable_scope: "scope",
  known_form: "form",
  decision_form: "form",
  known_mandate: "mandate",
  mandate_of_role: "mandate",
  mandate_denied: "mandate",
  mandate_level: "mandate",
  decision_has_mandate: "mandate",
  due_parses: "due",
  timer_parses: "time",
  named_element: "name",
  known_krav: "krav",
  krav_missing: "krav",
  approver_is_another: "separate-from",
  known_separation: "separate-from",
  known_send_back: "send-back",
  split_is_covered: "conditionExpression",
  known_outcome: "conditionExpression",
  known_connector: "connector",
  known_decision: "decision",
  message_name: "named",
  called_element: "calledElement",
};
const EXPRESSIONS = ["expression", "expression_paths", "python_expression"];

export class Panel {
  private shown = "";
  private element?: Shape;
  private controls = new Map<string, Control>();
  private waiting = 0;
  private told = make("div", { role: "status" });
  private pressed = false;
  private writing = false;
  private built?: Shape;

  constructor(
    private readonly means: Means,
    private readonly checks: Checks,
  ) {
    const { at } = means;
    at.eventBus.on("selection.changed", () => this.soon());
    at.eventBus.on("commandStack.changed", () => this.soon());
    at.eventBus.on("import.done", () => this.soon());
    // What is being pressed must not be drawn anew under the pointer.
    document.addEventListener("pointerdown", () => (this.pressed = true), true);
    document.addEventListener("pointerup", () => {
      this.pressed = false;
      this.soon();
    });
    const form = byId("properties");
    form.addEventListener("submit", (event) => event.preventDefault());
    // Nor what is being written in, before it has reached the model.
    form.addEventListener("input", () => (this.writing = true));
    form.addEventListener("change", () => (this.writing = false));
    form.addEventListener("focusout", () => {
      this.writing = false;
      this.soon();
    });
    byId("chosen").addEventListener("change", () => {
      const chosen: Shape | undefined = at.registry.get(byId<HTMLSelectElement>("chosen").value);
      if (chosen === at.canvas.getRootElement()) at.selection.select(null);
      else if (chosen) show(at, chosen);
    });
  }

  /** After what is going on: a press or a Tab must first come to where it was going. */
  soon(): void {
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.draw(), 0);
  }

  /** Show everything anew, as when other words can be chosen. */
  renew(): void {
    this.shown = "";
    this.soon();
  }

  private draw(): void {
    if (this.pressed) return;
    const { at } = this.means;
    const chosen: Shape[] = at.selection.get();
    const only = chosen.length === 1 ? chosen[0]! : at.canvas.getRootElement();
    this.element = only.labelTarget ?? only;
    this.list();
    const found = sections(this.element!, this.means);
    const shape = JSON.stringify([this.element!.id, found], (name, value) =>
      name === "label" && value?.length > 60 ? "" : value,
    );
    const kept = this.writing && this.element === this.built;
    if (shape !== this.shown && !kept) this.build(found, shape);
    for (const one of this.controls.values()) one.sync();
    this.findings();
  }

  private build(found: Section[], shape: string): void {
    this.shown = shape;
    this.built = this.element;
    this.writing = false;
    const focused = document.activeElement?.id;
    const form = byId("properties");
    this.controls.clear();
    const drawn = found.filter((one) => one.fields.length).map((one) => this.section(one));
    form.replaceChildren(this.told, ...drawn);
    if (focused && form.querySelector(`#${CSS.escape(focused)}`)) byId(focused).focus();
  }

  private section(one: Section): HTMLElement {
    const made = one.fields.map((field) => {
      const drawn = control(field);
      this.controls.set(field.key, drawn);
      return drawn.element;
    });
    return make("fieldset", {}, make("legend", {}, one.title), ...made);
  }

  /** The elements to choose from, in the order of the flow as far as the drawing says it. */
  private list(): void {
    const { at } = this.means;
    const box = byId<HTMLSelectElement>("chosen");
    const root: Shape = at.canvas.getRootElement();
    const all: Shape[] = at.registry.filter(
      (one: Shape) => one !== root && !one.labelTarget && is(one, "bpmn:BaseElement"),
    );
    all.sort((a, b) => order(a) - order(b) || left(a) - left(b) || (a.y ?? 0) - (b.y ?? 0));
    const options = [root, ...all].map((one) => ({
      value: one.id,
      label: one === root ? say("Hela processen", "The whole process") : `${kindOf(one)}: ${nameOf(one)}`,
    }));
    const now = JSON.stringify(options);
    if (box.dataset.now !== now) {
      box.dataset.now = now;
      box.replaceChildren(...options.map((one) => make("option", { value: one.value }, one.label)));
    }
    box.value = this.element!.id;
  }

  /** Say under each field what the checks say of it; the rest stands on top. */
  private findings(): void {
    const object = this.element!.businessObject;
    const some = this.checks.of(object.id, object.processRef?.id, object.participants?.[0]?.processRef?.id);
    const placed = new Map<string, string[]>();
    const rest: string[] = [];
    for (const one of some) {
      const sentence = `${told(one.text)} ${told(one.remedy)}`;
      const key = EXPRESSIONS.includes(one.check) ? this.expression(told(one.text)) : FIELDS[one.check];
      if (key && this.controls.has(key)) placed.set(key, [...(placed.get(key) ?? []), sentence]);
      else rest.push(sentence);
    }
    for (const [key, one] of this.controls) one.fault(placed.get(key) ?? []);
    this.told.replaceChildren(...rest.map((one) => make("p", { class: "note yellow" }, one)));
  }

  /** The field of an expression, found by what the sentence calls the place. */
  private expression(sentence: string): string | undefined {
    const places: [RegExp, string][] = [
      [/villkoret för att sluta|completion condition/, "completionCondition"],
      [/villkoret|the condition/, "conditionExpression"],
      [/skriptet|the script/, "script"],
      [/förfallotiden|the due time/, "due"],
      [/omfånget|the scope/, "scope"],
      [/samlingen|the collection/, "collection"],
      [/tiden|the time/, "time"],
    ];
    const parameter = /(?:parametern|the parameter) ([\w-]+)/.exec(sentence);
    return parameter ? `parameter-${parameter[1]}` : places.find(([said]) => said.test(sentence))?.[1];
  }
}

/** Lanes are told from above, whatever their level; what stands in them from the left. */
function left(element: Shape): number {
  return is(element, "bpmn:Lane") ? 0 : (element.x ?? 0);
}

function order(element: Shape): number {
  return is(element, "bpmn:Participant") ? 0 : is(element, "bpmn:Lane") ? 1 : is(element, "bpmn:FlowNode") ? 2 : 3;
}
